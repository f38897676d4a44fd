import type { ESLint, Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { repair } from '../../src/cli/repair.ts';
import { sourceTexts } from '../../src/cli/source-texts.ts';

/** A rule as small as can be: reports each match, and tells what to write in its place. */
interface TinyRule {
  readonly reports: RegExp;
  readonly fix?: string;
  readonly suggestions?: readonly string[];
}

/** Repairs `text`; what counts as broken is an unpaired bracket. */
async function repaired(text: string, rules: readonly TinyRule[], { withSuggestions = false } = {}) {
  const texts = sourceTexts();
  texts.edit('/x.ts', text);
  let rounds = 0;
  const lint = async (file: string): Promise<ESLint.LintResult> => {
    const now = texts.read(file);
    const isBroken = now.split('(').length !== now.split(')').length;
    return isBroken
      ? resultOf([], 1)
      : resultOf(
          rules.flatMap((rule) => messagesOf(rule, now)),
          0,
        );
  };
  const results = await repair([await lint('/x.ts')], texts, (file) => ((rounds += 1), lint(file)), withSuggestions);
  expect(texts.read('/x.ts')).toBe(results[0]!.output ?? text);
  return { text: texts.read('/x.ts'), left: results[0]!.messages.length, rounds, isChanged: 'output' in results[0]! };
}

function messagesOf({ reports, fix, suggestions = [] }: TinyRule, text: string): Linter.LintMessage[] {
  return [...text.matchAll(reports)].map((match) => {
    const range: [number, number] = [match.index, match.index + match[0].length];
    return {
      ruleId: 'leaks/tiny',
      severity: 2,
      message: match[0],
      line: 1,
      column: match.index + 1,
      ...(fix !== undefined && { fix: { range, text: fix } }),
      ...(suggestions.length > 0 && { suggestions: suggestions.map((to) => ({ desc: to, fix: { range, text: to } })) }),
    };
  });
}

function resultOf(messages: Linter.LintMessage[], fatalErrorCount: number): ESLint.LintResult {
  return { filePath: '/x.ts', messages, fatalErrorCount } as unknown as ESLint.LintResult;
}

const withSuggestions = { withSuggestions: true };

describe('fixes', () => {
  it('that lie apart are applied at once', async () => {
    expect(await repaired('a-a-a', [{ reports: /a/g, fix: 'b' }])).toEqual({
      text: 'b-b-b',
      left: 0,
      rounds: 1,
      isChanged: true,
    });
  });

  it('that touch wait for the next round', async () => {
    expect(await repaired('aaa', [{ reports: /a/g, fix: 'b' }])).toMatchObject({ text: 'bbb', left: 0, rounds: 2 });
  });

  it('may uncover others', async () => {
    const chain = [{ reports: /a/g, fix: 'b' }, { reports: /b/g, fix: 'c' }, { reports: /c/g }];
    expect(await repaired('a', chain)).toMatchObject({ text: 'c', left: 1, rounds: 2 });
  });

  it('that undo each other come to an end', async () => {
    expect(
      await repaired('a', [
        { reports: /a/g, fix: 'b' },
        { reports: /b/g, fix: 'a' },
      ]),
    ).toMatchObject({ left: 1, rounds: 20 });
  });

  it('that would not parse are taken back, and the others stay', async () => {
    const rules = [
      { reports: /a/g, fix: 'b' },
      { reports: /x/g, fix: '(' },
    ];
    expect(await repaired('a-a-x-a-a', rules)).toMatchObject({ text: 'b-b-x-b-b', left: 1, isChanged: true });
    expect(await repaired('x', rules)).toMatchObject({ text: 'x', left: 1, isChanged: false });
  });
});

describe('suggestions', () => {
  const rule: TinyRule = { reports: /a/g, suggestions: ['b', 'c'] };

  it('are left alone unless asked for', async () => {
    expect(await repaired('a', [rule])).toEqual({ text: 'a', left: 1, rounds: 0, isChanged: false });
  });

  it('are applied by their first, after the fixes', async () => {
    const rules = [{ reports: /x/g, fix: 'a' }, rule];
    expect(await repaired('x-a', rules, withSuggestions)).toMatchObject({ text: 'b-b', left: 0, rounds: 2 });
  });

  it('that overlap are applied one after the other', async () => {
    const rules: TinyRule[] = [
      { reports: /ab/g, suggestions: ['xb'] },
      { reports: /bc/g, suggestions: ['y'] },
    ];
    expect(await repaired('abc', rules, withSuggestions)).toMatchObject({ text: 'xy', left: 0, rounds: 2 });
  });

  it('that do not make their report go away are taken back, and the others stay', async () => {
    const rules: TinyRule[] = [rule, { reports: /x/g, suggestions: ['xx'] }, { reports: /y/g, suggestions: [')'] }];
    expect(await repaired('a-x-a-a-y-a', rules, withSuggestions)).toMatchObject({ text: 'b-x-b-b-y-b', left: 2 });
  });

  it('that uncover as much as they repair are taken back', async () => {
    const rules: TinyRule[] = [{ reports: /a/g, suggestions: ['c'] }, { reports: /c/g }];
    expect(await repaired('a', rules, withSuggestions)).toMatchObject({ text: 'a', left: 1, isChanged: false });
  });
});
