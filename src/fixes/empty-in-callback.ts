import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** Empties a handle as the first thing that a callback does. `null` where the callback returns an object literal. */
export function emptyInCallback(
  target: string,
  { body }: TSESTree.ArrowFunctionExpression,
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const written = `${target} = undefined;`;
  if (body.type !== 'BlockStatement') {
    const before = sourceCode.getTokenBefore(body);
    if (before?.value === '(') return null;
    return (fixer) => fixer.replaceText(body, `{ ${written} ${sourceCode.getText(body)}; }`);
  }
  const [first] = body.body;
  const brace = sourceCode.getFirstToken(body)!;
  const isOneLine = body.loc.start.line === body.loc.end.line;
  if (!first || isOneLine) return (fixer) => fixer.insertTextAfter(brace, ` ${written}`);
  const separator = `${lineBreakOf(sourceCode)}${indentationOf(first, sourceCode)}`;
  return (fixer) => fixer.insertTextAfter(brace, `${separator}${written}`);
}
