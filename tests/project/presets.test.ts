import { Linter, type ESLint } from 'eslint';
import { defineConfig } from 'eslint/config';
import { describe, expect, it } from 'vitest';
import leaks from '../../index.ts';

const { configs } = leaks;
const rulesIn = (name: keyof typeof configs): readonly string[] => Object.keys(configs[name].rules ?? {});
const every = Object.keys(leaks.rules).map((name) => `leaks/${name}`);

describe('presets', () => {
  it.each([
    ['recommended', 'recommendedTypeChecked'],
    ['recommended', 'strict'],
    ['recommendedTypeChecked', 'strictTypeChecked'],
    ['strict', 'strictTypeChecked'],
    ['strictTypeChecked', 'all'],
  ] as const)('%s lies within %s', (small, large) => {
    expect(rulesIn(small).length).toBeGreaterThan(0);
    expect(rulesIn(large)).toEqual(expect.arrayContaining([...rulesIn(small)]));
  });

  it('hold what the rules say of themselves', () => {
    const having = (is: (rule: (typeof leaks.rules)[string]) => boolean): readonly string[] =>
      every.filter((_, index) => is(Object.values(leaks.rules)[index] as (typeof leaks.rules)[string]));
    expect(rulesIn('recommendedTypeChecked')).toEqual(having(({ meta }) => meta.docs?.preset === 'recommended'));
    const isInStrict = ({ meta }: (typeof leaks.rules)[string]): boolean => meta.docs?.preset !== 'opt-in';
    expect(rulesIn('strict')).toEqual(having((rule) => isInStrict(rule) && rule.meta.docs?.types !== 'required'));
    expect(rulesIn('strictTypeChecked')).toEqual(having(isInStrict));
    expect(rulesIn('all')).toEqual(every);
  });

  it('give strict options to the strict ones alone', () => {
    for (const [name, { meta }] of Object.entries(leaks.rules)) {
      const strictOptions = meta.docs?.strictOptions ?? [];
      expect([configs.all.rules?.[`leaks/${name}`]].flat()).toEqual(['error', ...strictOptions]);
      expect([configs.recommendedTypeChecked.rules?.[`leaks/${name}`] ?? 'error']).toEqual(['error']);
    }
  });

  it('turn every rule off with `off`', () => {
    expect(configs.off.rules).toEqual(Object.fromEntries(every.map((name) => [name, 'off'])));
  });

  it.each(Object.entries(configs))('%s bears its name and neither chooses files nor a parser', (key, config) => {
    const name = key.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
    expect(config.name).toBe(`leaks/${name}`);
    expect(Object.keys(config)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/files|ignores|languageOptions/u)]),
    );
  });

  it.each(Object.entries(configs))('can be extended by name: leaks/%s', (key) => {
    const config = defineConfig([
      { files: ['**/*.js'], plugins: { leaks: leaks as unknown as ESLint.Plugin }, extends: [`leaks/${key}`] },
    ]);
    const messages = new Linter().verify('export {};', config, 'file.js').map(({ messageId }) => messageId);
    // the presets that count on types say that a file has none
    expect(messages).toEqual(key.endsWith('TypeChecked') ? ['typesMissing'] : []);
    expect(config.map((part) => part.name)).toContainEqual(expect.stringContaining(`leaks/${key}`));
  });
});

describe.each(Object.entries(leaks.rules))('the options of %s', (name, { meta }) => {
  const verifyWith = (...options: readonly unknown[]): unknown =>
    new Linter().verify('export {};', {
      plugins: { leaks: leaks as unknown as ESLint.Plugin },
      rules: { [`leaks/${name}`]: ['error', ...options] },
    });

  it('may be the default and the strict ones', () => {
    expect(verifyWith(...(meta.defaultOptions ?? []))).toEqual([]);
    expect(verifyWith(...(meta.docs?.strictOptions ?? []))).toEqual([]);
  });

  it('may be none that it does not know', () => {
    expect(() => verifyWith({ noSuchOption: true })).toThrow(`Key "leaks/${name}"`);
    expect(() => verifyWith({}, {})).toThrow(`Key "leaks/${name}"`);
  });
});
