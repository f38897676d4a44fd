import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** The white space before the first token on the line of a node. */
export function indentationOf(node: TSESTree.Node, sourceCode: TSESLint.SourceCode): string {
  return /^\s*/.exec(sourceCode.lines[node.loc.start.line - 1] ?? '')?.[0] ?? '';
}

/** The line break that a file uses. */
export const lineBreakOf = ({ text }: TSESLint.SourceCode): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** The range that goes with a statement: its lines when nothing else stands on them, else the statement and the blank before it. */
export function rangeWithLine(statement: TSESTree.Node, { text }: TSESLint.SourceCode): [number, number] {
  const [start] = statement.range;
  // without semicolons, one at the start of the next line is not this statement's to take away
  const end = statement.range[1] - (/\n\s*;$/.exec(text.slice(start, statement.range[1]))?.[0].length ?? 0);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextBreak = text.indexOf('\n', end);
  const lineEnd = nextBreak === -1 ? text.length : nextBreak;
  const isAlone = text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd).trim() === '';
  if (isAlone) return [lineStart, Math.min(lineEnd + 1, text.length)];
  const blank = /\s*$/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return [start - blank, end];
}

/** Removes a statement, with its line when it has one to itself. Comments on the line stay. */
export function removeStatement(
  statement: TSESTree.Node,
  fixer: TSESLint.RuleFixer,
  sourceCode: TSESLint.SourceCode,
): TSESLint.RuleFix {
  return fixer.removeRange(rangeWithLine(statement, sourceCode));
}
