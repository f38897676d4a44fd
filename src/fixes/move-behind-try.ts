import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf, removeStatement } from './remove-statement.ts';

/** The last statement of a `catch` clause, and the `try` behind which it goes. */
export interface Move {
  readonly statement: TSESTree.Statement;
  readonly attempt: TSESTree.TryStatement;
  /** A variable that tells whether the clause was entered; `null` when nothing else leads behind the statement. */
  readonly flag: string | null;
}

/** Moves the last statement of a `catch` clause behind the `try`. `null` where it has a comment of its own. */
export function moveBehindTry({ statement, attempt, flag }: Move, sourceCode: TSESLint.SourceCode): Edit | null {
  const before = sourceCode.getCommentsBefore(statement);
  const isCommented = sourceCode
    .getAllComments()
    .some(({ loc }) => loc.start.line >= statement.loc.start.line && loc.end.line <= statement.loc.end.line);
  const isOneLine = attempt.handler?.body.loc.start.line === attempt.handler?.body.loc.end.line;
  if (before.length > 0 || isCommented || isOneLine) return null;
  const lineBreak = lineBreakOf(sourceCode);
  const outer = indentationOf(attempt, sourceCode);
  const inner = indentationOf(statement, sourceCode);
  const surplus = inner.startsWith(outer) ? inner.slice(outer.length) : '';
  const text = sourceCode.getText(statement).replaceAll(`\n${outer}${surplus}`, `\n${outer}`);
  const end = /[;}]$/.test(text) ? '' : ';';
  return (fixer) => [
    ...(flag === null ? [] : [fixer.insertTextBefore(attempt, `let ${flag} = false;${lineBreak}${outer}`)]),
    flag === null ? removeStatement(statement, fixer, sourceCode) : fixer.replaceText(statement, `${flag} = true;`),
    fixer.insertTextAfter(attempt, `${lineBreak}${outer}${flag === null ? '' : `if (${flag}) `}${text}${end}`),
  ];
}
