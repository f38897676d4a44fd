import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf } from './remove-statement.ts';

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
  if (!last) return null;
  const indentation = indentationOf(last, sourceCode);
  const separator = body.loc.start.line === body.loc.end.line ? ' ' : `\n${indentation}`;
  return (fixer) => [
    fixer.insertTextBefore(expression, `const ${name} = `),
    fixer.insertTextAfter(last, `${separator}return () => ${release.replace(/;$/, '')};`),
  ];
}
