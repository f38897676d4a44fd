import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** What an effect starts in a statement of its own, and the cleanup that ends it. */
export interface Cleanup {
  readonly body: TSESTree.BlockStatement;
  readonly expression: TSESTree.Node;
  readonly name: string;
  /** The statement that ends it, with its semicolon. */
  readonly release: string;
}

/** `start();` becomes `const name = start();`, and the callback returns a function that releases it. */
export function returnCleanup(
  { body, expression, name, release }: Cleanup,
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const last = body.body.at(-1);
  const end = sourceCode.getLastToken(body)!;
  const lastToken = last && sourceCode.getLastToken(last);
  const before = sourceCode.getTokenBefore(end, { includeComments: true });
  if (!last || !lastToken || !before) return null;
  const isOneLine = body.loc.start.line === body.loc.end.line;
  const separator = isOneLine ? ' ' : `${lineBreakOf(sourceCode)}${indentationOf(last, sourceCode)}`;
  return (fixer) => [
    fixer.insertTextBefore(expression, `const ${name} = `),
    ...(/^[;}]$/.test(lastToken.value) ? [] : [fixer.insertTextAfter(lastToken, ';')]),
    // behind the comments on the last line
    fixer.insertTextAfter(before, `${separator}return () => ${release.replace(/;$/, '')};`),
  ];
}
