import type { Linter } from 'eslint';

/** A line of code and a mark to print below it. */
export interface UnderlinedLine {
  readonly line: string;
  /** What comes before the underline: as wide as the code above it. */
  readonly indent: string;
  readonly underline: string;
}

/** Longer lines are cut around the finding. */
const WIDTH = 110;
/** How much code to show before a finding in a line that is cut. */
const LEAD = 30;

/** The line on which the finding begins, underlined as far as it goes on that line; `null` when there is none. */
export function findUnderlined(
  { line, column, endLine, endColumn }: Pick<Linter.LintMessage, 'line' | 'column' | 'endLine' | 'endColumn'>,
  source: string,
): UnderlinedLine | null {
  const code = source.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1];
  if (code === undefined || code.trim() === '') return null;

  const start = Math.min(column - 1, code.length);
  const end = endLine === line && endColumn !== undefined ? endColumn - 1 : code.trimEnd().length;
  const isCut = code.length > WIDTH;
  const from = isCut ? Math.max(0, start - LEAD) : 0;
  const to = isCut ? from + WIDTH : code.length;
  const before = (from > 0 ? '…' : '') + code.slice(from, start);
  const marked = code.slice(start, Math.min(end, to));
  return {
    line: widened(before + code.slice(start, to) + (to < code.length ? '…' : '')),
    indent: ' '.repeat(widened(before).length),
    underline: '~'.repeat(Math.max(1, widened(marked).length)),
  };
}

/** Tabs have the width of whatever terminal shows them; spaces do not. */
function widened(text: string): string {
  return text.replaceAll('\t', '  ');
}
