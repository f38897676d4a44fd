import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf, rangeWithLine } from './remove-statement.ts';

/** What a `try … finally` is written around. */
export interface TryFinally {
  /** Everything behind this statement, up to the end of its block, is guarded. */
  readonly declaration: TSESTree.Statement;
  /** The statement that releases. */
  readonly release: string;
  readonly superfluous: readonly TSESTree.Statement[];
  readonly toAwait: readonly TSESTree.Node[];
}

/** Guards the rest of a block with `try`, and releases in `finally`. The text of template literals is not indented. */
export function wrapInTryFinally(
  { declaration, release, superfluous, toAwait }: TryFinally,
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const block = declaration.parent as TSESTree.BlockStatement;
  const last = block.body.at(-1);
  if (!last || last === declaration) return null;
  const start = declaration.range[1];
  const comments = sourceCode.getCommentsBefore(sourceCode.getLastToken(block)!);
  const end = Math.max(last.range[1], ...comments.map(({ range }) => range[1]));
  const unit = indentationUnit(sourceCode);
  const outer = indentationOf(declaration, sourceCode);

  const removed = superfluous.map((statement) => withBlankLine(rangeWithLine(statement, sourceCode), sourceCode));
  const fixed = (index: number): boolean => removed.some(([from, to]) => index >= from && index < to);
  const literalLines = linesInsideTemplates(sourceCode, start, end);
  const awaited = new Set(toAwait.map(({ range }) => range[0]));

  let text = '';
  for (let index = start; index < end; index++) {
    if (fixed(index)) continue;
    if (awaited.has(index)) text += 'await ';
    const character = sourceCode.text[index]!;
    text += character;
    if (character !== '\n') continue;
    // a removed line takes its line break with it: what is indented is the line behind it
    let next = index + 1;
    while (fixed(next)) next++;
    const isEmpty = /[\r\n]/.test(sourceCode.text[next] ?? '\n');
    if (!isEmpty && next < end && !literalLines.has(sourceCode.getLocFromIndex(next).line)) text += unit;
  }
  const body = text.trimStart();
  const sameLine = /^[^\S\n]*(?:\/\/[^\n]*|\/\*[^\n]*?\*\/[^\S\n]*)(?=\r?\n)/.exec(text)?.[0] ?? '';
  const guarded = sameLine === '' ? body : text.slice(sameLine.length).trimStart();
  const lines = ['try {', `${unit}${guarded.trimEnd()}`, '} finally {', `${unit}${release}`, '}'];
  const lineBreak = lineBreakOf(sourceCode);
  const wrapped = `${sameLine}${lines.map((line) => `${lineBreak}${outer}${line}`).join('')}`;
  return (fixer) => fixer.replaceTextRange([start, end], wrapped);
}

/** The range of a statement that goes, with the blank line behind it where another stands before it. */
function withBlankLine([from, to]: readonly [number, number], { text }: TSESLint.SourceCode): [number, number] {
  const behind = /^[^\S\n]*\n/.exec(text.slice(to))?.[0];
  const isBlankBefore = /\n[^\S\n]*\n$/.test(text.slice(0, from));
  return [from, behind !== undefined && isBlankBefore ? to + behind.length : to];
}

/** One step of indentation, as the file does it. */
function indentationUnit({ lines }: TSESLint.SourceCode): string {
  const indented = lines.find((line) => /^(\t| {2,})\S/.test(line) && !/^ +\*/.test(line));
  return indented?.startsWith('\t') ? '\t' : indented ? ' '.repeat(Math.min(/^ */.exec(indented)![0].length, 4)) : '  ';
}

/** Lines that begin inside a template literal. */
function linesInsideTemplates(sourceCode: TSESLint.SourceCode, start: number, end: number): Set<number> {
  const lines = new Set<number>();
  for (const { type, loc, range } of sourceCode.ast.tokens ?? []) {
    if (type !== 'Template' || range[1] < start || range[0] > end) continue;
    for (let line = loc.start.line + 1; line <= loc.end.line; line++) lines.add(line);
  }
  return lines;
}
