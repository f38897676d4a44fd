import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';

/** `using` or `await using` becomes `const`; `null` where a comment stands between the words. */
export function declareWithConst(
  declaration: TSESTree.VariableDeclaration,
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const first = sourceCode.getFirstToken(declaration)!;
  const last = first.value === 'await' ? sourceCode.getTokenAfter(first, { includeComments: true })! : first;
  if (last.value !== 'using') return null;
  return (fixer) => fixer.replaceTextRange([first.range[0], last.range[1]], 'const');
}
