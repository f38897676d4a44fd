import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A statement, and the one behind which it goes. */
export interface AddedStatement {
  readonly after: TSESTree.Statement;
  readonly statement: string;
}

/** Writes a statement behind another one, on a line of its own where the other has one. */
export function addStatement({ after, statement }: AddedStatement, sourceCode: TSESLint.SourceCode): Edit {
  const isOneLine = after.parent.loc.start.line === after.parent.loc.end.line;
  const separator = isOneLine ? ' ' : `${lineBreakOf(sourceCode)}${indentationOf(after, sourceCode)}`;
  const isEnded = sourceCode.getLastToken(after)?.value === ';';
  return (fixer) => fixer.insertTextAfter(after, `${isEnded ? '' : ';'}${separator}${statement}`);
}
