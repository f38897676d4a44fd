import type { ESLint, Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import readable from '../../src/reports/readable.ts';

const place = (line: number, column: number, endColumn: number) => ({ line, column, endLine: line, endColumn });

function resultOf(name: string, source: string, messages: readonly Partial<Linter.LintMessage>[]): ESLint.LintResult {
  return { filePath: `/project/${name}`, source, messages, suppressedMessages: [] } as unknown as ESLint.LintResult;
}

const fix = { range: [0, 0] as [number, number], text: '' };
const timer = resultOf(
  'src/poll.ts',
  'export function poll(tick: () => void) {\n\tconst id = setInterval(tick, 1000);\n}\n',
  [
    {
      ruleId: 'leaks/no-leaked-timer',
      severity: 2,
      message: '`id` is an interval timer that nothing clears.',
      ...place(2, 8, 10),
      suggestions: [
        { desc: 'Return a function that clears it.', fix },
        { desc: 'Clear it when the signal aborts.', fix },
      ],
    },
  ],
);
const handle = resultOf('src/size.ts', 'const file = await open(path);', [
  { ruleId: 'leaks/require-disposal', severity: 1, message: 'First line.\nSecond line.', ...place(1, 7, 11), fix },
]);
const broken = resultOf('src/broken.ts', 'const = 1;', [
  { ruleId: null, fatal: true, severity: 2, message: 'Parsing error: Unexpected token =', line: 1, column: 7 },
]);
const clean = resultOf('src/clean.ts', '', []);

describe('the report', () => {
  it('groups by file, shows the code, says what is wrong and what would repair it, and counts', () => {
    expect(readable([timer, handle, broken, clean], { cwd: '/project' })).toBe(`
src/poll.ts

  ✖ 2:8  leaks/no-leaked-timer
    2 │   const id = setInterval(tick, 1000);
      │         ~~
    \`id\` is an interval timer that nothing clears.
    → Suggestion: Return a function that clears it.
    → Suggestion: Clear it when the signal aborts.

src/size.ts

  ⚠ 1:7  leaks/require-disposal
    1 │ const file = await open(path);
      │       ~~~~
    First line.
    Second line.
    → Fixable with --fix.

src/broken.ts

  ✖ 1:7  syntax error
    1 │ const = 1;
      │       ~~~~
    Parsing error: Unexpected token =

✖ 3 findings in 3 files, 1 fixable with --fix, 1 with --fix-suggestions.
`);
  });

  it('says so when there is nothing to say', () => {
    expect(readable([clean], { cwd: '/project' })).toBe('\n✔ No leaks found in 1 file.\n');
  });

  it('says nothing when nothing was linted', () => {
    expect(readable([], { cwd: '/project' })).toBe('');
  });

  it('shows the code as the repairs left it', () => {
    const repaired = { ...handle, output: 'let file = await open(path);' };
    expect(readable([repaired], { cwd: '/project' })).toContain('1 │ let file = await open(path);');
  });

  it('does without the code when there is none at the place', () => {
    const atEnd = resultOf('a.ts', '', [{ ruleId: 'leaks/x', severity: 2, message: 'Gone.', line: 9, column: 1 }]);
    expect(readable([atEnd], { cwd: '/project' })).toContain('  ✖ 9:1  leaks/x\n    Gone.\n');
  });

  it('has the same text in colour', () => {
    const coloured = readable([timer, handle], { cwd: '/project', color: true });
    expect(coloured).toContain('\u001B[');
    expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(readable([timer, handle], { cwd: '/project' }));
  });
});
