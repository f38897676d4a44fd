import { Linter, type ESLint } from 'eslint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import leaks from '../../index.ts';
import { withoutTypes } from '../support/compile.ts';
import { fixtureFolder, languageOptionsOf, type Language } from '../support/languages.ts';
import { parseErrorInV8 } from '../support/v8.ts';
import { randomProgram } from './random-programs.ts';
import { filesIn, textOf } from './source-files.ts';

const typed = { typed: 'everything' } as const;

function linterFor(language: Language): {
  messagesIn(code: string): readonly Linter.LintMessage[];
  fix(code: string): string;
} {
  const linter = new Linter({ cwd: fixtureFolder('everything') });
  const config = [
    leaks.configs.all,
    {
      files: ['**'],
      languageOptions: languageOptionsOf(language),
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    },
    { plugins: { leaks: leaks as unknown as ESLint.Plugin } },
  ] as Linter.Config[];
  return {
    messagesIn: (code) => linter.verify(code, config, 'react.tsx'),
    fix: (code) => linter.verifyAndFix(code, config, 'react.tsx').output,
  };
}

/** No rule throws, the code parses, and once fixed it stays as it is. */
function expectCalm(linter: ReturnType<typeof linterFor>, code: string): void {
  const found = linter.messagesIn(code);
  expect(found.filter(({ fatal }) => fatal)).toEqual([]);
  if (!found.some(({ fix }) => fix)) return;
  const left = linter.messagesIn(linter.fix(code));
  expect(left.filter(({ fatal, fix }) => fatal ?? fix)).toEqual([]);
}

const parses = async (code: string): Promise<boolean> =>
  (await parseErrorInV8(withoutTypes(code, 'react.tsx'), 'module')) === null;

/** What each fix and suggestion for the code makes of it, one at a time. */
function resultsOfEdits(linter: ReturnType<typeof linterFor>, code: string): readonly string[] {
  return linter
    .messagesIn(code)
    .flatMap(({ fix, suggestions = [] }) => [...(fix ? [fix] : []), ...suggestions.map((suggestion) => suggestion.fix)])
    .map(({ range: [start, end], text }) => code.slice(0, start) + text + code.slice(end));
}

/** The same programs every time: a failure here is never a matter of luck. */
const seed = 1;

describe('no rule throws, and fixes come to rest,', () => {
  it.each([
    ['without', 'typescript', 300],
    ['with', typed, 100],
  ] as const)('on random programs %s types; what V8 parsed it still parses', async (_, language, numRuns) => {
    const linter = linterFor(language);
    let edits = 0;
    const property = fc.asyncProperty(randomProgram, async (code) => {
      expectCalm(linter, code);
      if (!(await parses(code))) return;
      for (const result of resultsOfEdits(linter, code)) {
        edits++;
        expect(await parses(result), result).toBe(true);
      }
    });
    await fc.assert(property, { seed, numRuns });
    // Programs that nobody edits would prove nothing.
    expect(edits).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['empty', ''],
    ['nothing but a comment', '// nothing'],
    ['a hashbang', '#!/usr/bin/env node\nsetInterval(() => {}, 1);'],
    ['undeclared names', 'const x = acquire(); x.y.z?.(); export { nobody };'],
    ['modules that are not there', "import * as m from 'nowhere'; const x = m.open(); new m.Thing();"],
    [
      'types that go round in circles',
      'type A = B; type B = A; declare const a: A; const x = a(); class C extends C {}',
    ],
    ['a value that is its own type', 'const x = open(x); function open(y: typeof x) { return y; }'],
    ['endless types', 'type D<T> = { d: D<D<T>> }; declare function d(): D<1>; d().d.d.d;'],
    ['declarations twice', 'const x = setInterval(a, 1); const x = setInterval(b, 1); clearInterval(x);'],
    ['a using of nothing', 'async function f() { using x = null; await using y = undefined; }'],
    [
      'functions without bodies',
      'declare function f(): Disposable; abstract class A { abstract open(): Disposable; } f();',
    ],
    ['names of Object.prototype', 'const x = constructor(); toString(); const __proto__ = hasOwnProperty(x);'],
    ['deep nesting', `${'f('.repeat(300)}${')'.repeat(300)}; ${'{'.repeat(200)}${'}'.repeat(200)}`],
    ['a long chain', `const x = a${'.then(() => open())'.repeat(300)};`],
  ])('on %s', (_, code) => {
    expectCalm(linterFor('typescript'), code);
    expectCalm(linterFor(typed), code);
  });

  it('on code that does not parse', () => {
    for (const language of ['typescript', typed] as const) {
      expect(linterFor(language).messagesIn('const x = setInterval(')).toEqual([
        expect.objectContaining({ fatal: true }),
      ]);
    }
  });

  it('on every file of this project', () => {
    const linter = linterFor('typescript');
    for (const file of ['src', 'tests', 'scripts'].flatMap(filesIn)) {
      if (/\.[cm]?[jt]sx?$/u.test(file)) expectCalm(linter, textOf(file));
    }
  });
});
