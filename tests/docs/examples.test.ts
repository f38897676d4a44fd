import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import leaks from '../../index.ts';
import { typeErrorsIn } from '../support/compile.ts';
import { fixtureFolder, languageOptionsOf } from '../support/languages.ts';
import { samplesIn, type Sample } from './samples.ts';

/**
 * What the samples of a rule's page may be, by their first line:
 * `// reported` by this rule alone, under `recommended` and under `all`;
 * `// reported by strict`: silent under `recommended`;
 * `// reported by all`: the same of a rule that is in no other preset;
 * `// fine`: silent under every rule with its strict options;
 * `// after the fix`, `// after the suggestion`: what becomes of the sample before it,
 * and `// or` another suggestion of the same report;
 * `// eslint.config.js`: a config, which configs.test.ts loads.
 * With `, runs` behind it the sample is executed too (executed.test.ts).
 */
const marks = [
  'reported',
  'reported by strict',
  'reported by all',
  'fine',
  'after the fix',
  'after the suggestion',
  'or',
  'eslint.config.js',
];

const folder = path.join(import.meta.dirname, '../../docs/rules');
const pages = readdirSync(folder).map((file) => {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const rule = path.basename(file, '.md');
  return { rule, text, samples: samplesIn(text).map((sample) => ({ ...sample, rule })) };
});

/** A sample, and the rule on whose page it stands. */
type PageSample = Sample & { readonly rule: string };
/** What this rule reports is correct, and could be said in another way: a matter of its own page alone. */
const ofForm = 'prefer-using';

function lint({ code, language, rule }: PageSample, preset: 'recommended' | 'all'): readonly Linter.LintMessage[] {
  const linter = new Linter({ cwd: fixtureFolder('everything') });
  const config = [
    // Without `files` nothing but .js would be linted, and every sample would pass.
    { files: ['**'], languageOptions: languageOptionsOf({ typed: 'everything' }) },
    leaks.configs[preset],
    rule === ofForm ? {} : { rules: { [`leaks/${ofForm}`]: 'off' } },
  ] as Linter.Config[];
  return linter.verify(code, config, fileNameOf(language));
}

const fileNameOf = (language: Sample['language']): string =>
  language.endsWith('x') ? `react.${language}` : `file.${language}`;

const reportersIn = (messages: readonly Linter.LintMessage[]): readonly string[] => [
  ...new Set(messages.map(({ ruleId, message }) => ruleId ?? message)),
];

/** The code with every edit made that is given. */
function edited(
  code: string,
  edits: readonly { readonly range: readonly [number, number]; readonly text: string }[],
): string {
  return [...edits]
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce((text, { range, text: inserted }) => text.slice(0, range[0]) + inserted + text.slice(range[1]), code);
}

function expectToBecome(sample: PageSample, [next, ...others]: readonly PageSample[]): void {
  const messages = lint(sample, 'all');
  if (next?.mark === 'after the fix') {
    expect(
      edited(
        sample.code,
        messages.flatMap(({ fix }) => fix ?? []),
      ),
    ).toBe(next.code);
  }
  if (next?.mark === 'after the suggestion') {
    const results = messages[0]?.suggestions?.map(({ fix }) => edited(sample.code, [fix])) ?? [];
    const shown = [
      next,
      ...others.slice(
        0,
        Math.max(
          0,
          others.findIndex(({ mark }) => mark !== 'or'),
        ),
      ),
    ];
    expect(results.slice(0, shown.length)).toEqual(shown.map(({ code }) => code));
  }
}

describe.each(pages)('the page of $rule', ({ rule, text, samples }) => {
  it('shows what is reported and what is fine', () => {
    const shown = new Set(samples.map(({ mark }) => mark));
    const marksOf = { recommended: 'reported', strict: 'reported by strict', 'opt-in': 'reported by all' };
    const reported = marksOf[leaks.rules[rule]?.meta.docs?.preset ?? 'recommended'];
    expect([...shown]).toEqual(expect.arrayContaining([reported, 'fine']));
  });

  it('says of every sample what it is', () => {
    expect(samples.filter(({ mark }) => !marks.includes(mark))).toEqual([]);
  });

  it('says truly what types mean to the rule', () => {
    const words = { required: 'Types are required', better: 'Better with types', 'not needed': 'Types are not needed' };
    const [, said] = /^## Without types\n\n(.*?):/mu.exec(text) ?? [];
    expect(said).toBe(words[leaks.rules[rule]?.meta.docs?.types ?? 'required']);
  });

  const code = samples.filter(({ mark }) => mark !== 'eslint.config.js');

  it.each(code)('holds a sample that compiles on line $line', (sample) => {
    expect(typeErrorsIn(sample.code, path.join(fixtureFolder('everything'), fileNameOf(sample.language)))).toEqual([]);
  });

  it.each(code)('tells the truth about the sample on line $line: $mark', (sample) => {
    const following = samples.slice(samples.indexOf(sample) + 1);
    const ofThisRule = [`leaks/${rule}`];
    switch (sample.mark) {
      case 'reported':
        expect(reportersIn(lint(sample, 'recommended'))).toEqual(ofThisRule);
        expect(reportersIn(lint(sample, 'all'))).toEqual(ofThisRule);
        expectToBecome(sample, following);
        break;
      case 'reported by strict':
      case 'reported by all':
        expect(reportersIn(lint(sample, 'recommended'))).toEqual([]);
        expect(reportersIn(lint(sample, 'all'))).toEqual(ofThisRule);
        expectToBecome(sample, following);
        break;
      default:
        expect(reportersIn(lint(sample, 'all'))).toEqual([]);
    }
  });
});
