import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A statement, and the one before which it goes. */
export interface StatementBefore {
  readonly before: TSESTree.Node;
  readonly statement: string;
}

/** Writes a statement before another one, on a line of its own where the other has one. */
export function insertBefore({ before, statement }: StatementBefore, sourceCode: TSESLint.SourceCode): Edit {
  const isOneLine = before.parent?.loc.start.line === before.parent?.loc.end.line;
  const separator = isOneLine ? ' ' : `${lineBreakOf(sourceCode)}${indentationOf(before, sourceCode)}`;
  return (fixer) => fixer.insertTextBefore(before, `${statement}${separator}`);
}
