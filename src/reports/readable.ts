import { relative } from 'node:path';
import { styleText } from 'node:util';
import type { ESLint, Linter } from 'eslint';
import { counted } from './counted.ts';
import { findUnderlined } from './underlined-line.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** What ESLint hands to a formatter, as far as this one uses it. */
export interface ReportContext {
  readonly cwd: string;
  readonly color?: boolean;
}

/**
 * An ESLint formatter made to be read: by file, each finding with its place, its rule, the line of code with the
 * finding underlined, what is wrong, and what would repair it; and a line that counts.
 */
export default function readable(results: readonly ESLint.LintResult[], { cwd, color = false }: ReportContext): string {
  if (results.length === 0) return '';
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const withFindings = results.filter(({ messages }) => messages.length > 0);
  return [
    ...withFindings.flatMap((result) => [
      '',
      paint('underline', relative(cwd, result.filePath)),
      ...result.messages.flatMap((message) => describe(message, result.output ?? result.source ?? '', paint)),
    ]),
    '',
    summaryOf(results, paint),
    '',
  ].join('\n');
}

function describe(message: Linter.LintMessage, source: string, paint: Paint): string[] {
  const level = message.severity === 2 ? paint('red', '✖') : paint('yellow', '⚠');
  const rule = message.ruleId ?? 'syntax error';
  const code = findUnderlined(message, source);
  const gutter = String(message.line).length + 4;
  return [
    '',
    `  ${level} ${message.line}:${message.column}  ${paint('bold', rule)}`,
    ...(code
      ? [
          `${paint('dim', `${' '.repeat(4)}${message.line} │`)} ${code.line}`,
          `${paint('dim', `${' '.repeat(gutter)} │`)} ${code.indent}${paint('red', code.underline)}`,
        ]
      : []),
    ...message.message.split('\n').map((line) => `    ${line}`),
    ...curesOf(message).map((cure) => paint('cyan', `    → ${cure}`)),
  ];
}

function curesOf({ fix, suggestions = [] }: Linter.LintMessage): string[] {
  return [...(fix ? ['Fixable with --fix.'] : []), ...suggestions.map(({ desc }) => `Suggestion: ${desc}`)];
}

function summaryOf(results: readonly ESLint.LintResult[], paint: Paint): string {
  const withFindings = results.filter(({ messages }) => messages.length > 0);
  const messages = withFindings.flatMap((result) => result.messages);
  if (messages.length === 0) return paint('green', `✔ No leaks found in ${counted(results.length, 'file')}.`);

  const fixable = messages.filter(({ fix }) => fix).length;
  const suggested = messages.filter(({ fix, suggestions = [] }) => !fix && suggestions.length > 0).length;
  const cures = [
    ...(fixable > 0 ? [`${fixable} fixable with --fix`] : []),
    ...(suggested > 0 ? [`${suggested} with --fix-suggestions`] : []),
  ];
  const sum = `✖ ${counted(messages.length, 'finding')} in ${counted(withFindings.length, 'file')}`;
  return paint('bold', [sum, ...cures].join(', ') + '.');
}
