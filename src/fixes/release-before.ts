import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A release that is written in front of a statement. */
export interface EarlierRelease {
  readonly statement: TSESTree.Statement;
  /** The statement is a branch without braces. */
  readonly isBranch: boolean;
  readonly release: string;
}

/** Writes a release on the line before a statement, or before it on its line when that begins with something else. */
export function releaseBefore({ statement, isBranch, release }: EarlierRelease, sourceCode: TSESLint.SourceCode): Edit {
  if (isBranch) return (fixer) => fixer.replaceText(statement, `{ ${release} ${sourceCode.getText(statement)} }`);
  const indentation = indentationOf(statement, sourceCode);
  const isAlone = sourceCode.getLocFromIndex(statement.range[0]).column === indentation.length;
  const separator = isAlone ? `${lineBreakOf(sourceCode)}${indentation}` : ' ';
  return (fixer) => fixer.insertTextBefore(statement, `${release}${separator}`);
}
