/** What a drawing cannot show of a report. */
export interface ReportDetails {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly suggestions?: readonly {
    readonly messageId: string;
    readonly data?: Readonly<Record<string, unknown>>;
    readonly output: string;
  }[];
}

/** A report, in the form that the rule tester expects. */
export interface MarkedError extends ReportDetails {
  readonly messageId: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A line of nothing but tildes and the id of a message, or of tildes and an ellipsis. */
const markLine = /^(?<indent>\s*)(?<tildes>~+)\s+(?<label>[A-Za-z]\w*|\.\.\.)\s*$/;

/**
 * Code with the expected reports drawn under it, as the case of a rule test:
 *
 *     const id = setInterval(tick, 1000);
 *           ~~ neverReleased
 *
 * The tildes cover exactly what is reported. Several mark lines may follow one line of code.
 * A report that spans lines opens with `~~~ ...` under its first line and ends with the next
 * named mark. `details` are added to the errors in the order of the marks' names.
 */
export function marked(
  drawing: string,
  ...details: readonly ReportDetails[]
): { readonly code: string; readonly errors: readonly MarkedError[] } {
  const code: string[] = [];
  const marks: MarkedError[] = [];
  let opened: { line: number; column: number } | null = null;

  for (const text of drawing.split('\n')) {
    const mark = markLine.exec(text)?.groups as { indent: string; tildes: string; label: string } | undefined;
    if (!mark) {
      code.push(text);
      continue;
    }
    const start = { line: code.length, column: mark.indent.length + 1 };
    const endColumn = start.column + mark.tildes.length;
    if (endColumn - 1 > (code.at(-1) ?? '').length) throw new Error(`A mark reaches beyond its line of code: ${text}`);
    if (mark.label === '...') {
      if (opened) throw new Error(`A mark opens inside an open one: ${text}`);
      opened = start;
    } else {
      marks.push({ messageId: mark.label, ...(opened ?? start), endLine: start.line, endColumn });
      opened = null;
    }
  }
  if (opened) throw new Error(`The mark that opens under line ${String(opened.line)} has no end`);
  if (details.length > marks.length) throw new Error('There are more details than marks');

  const inReportOrder = (a: MarkedError, b: MarkedError): number => a.line - b.line || a.column - b.column;
  return {
    code: code.join('\n'),
    errors: marks.map((mark, index) => ({ ...mark, ...details[index] })).sort(inReportOrder),
  };
}
