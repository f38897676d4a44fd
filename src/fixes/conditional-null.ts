import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';

/** `a && b` becomes `a ? b : null`. */
export function conditionalNull(logical: TSESTree.LogicalExpression, sourceCode: TSESLint.SourceCode): Edit {
  const operator = sourceCode.getTokenBefore(logical.right, ({ value }) => value === '&&')!;
  return (fixer) => [fixer.replaceText(operator, '?'), fixer.insertTextAfter(logical, ' : null')];
}
