import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import * as svelteParser from 'svelte-eslint-parser';
import { describe, expect, it } from 'vitest';
import * as vueParser from 'vue-eslint-parser';
import leaks from '../../index.ts';
import { projectRoot } from '../project/source-files.ts';

const page = readFileSync(path.join(projectRoot, 'docs/frameworks.md'), 'utf8');

interface Sample {
  readonly language: string;
  readonly mark: string;
  readonly code: string;
  readonly line: number;
}

/** The blocks of the page; the frameworks are not installed, so that they are read without types. */
const samples: readonly Sample[] = Array.from(
  page.matchAll(/^```(?<language>\w+)\n(?:\/\/|<!--) (?<mark>[\w -]+?)(?: -->)?\n(?<code>[^]*?)^```$/gmu),
  ({ groups, index }) => ({
    language: groups?.['language'] ?? '',
    mark: groups?.['mark'] ?? '',
    code: groups?.['code'] ?? '',
    line: page.slice(0, index).split('\n').length,
  }),
);

const parsers: Readonly<Record<string, Linter.Parser>> = {
  vue: vueParser,
  svelte: svelteParser,
};

function lint({ language, code }: Sample, preset: 'recommended' | 'strict'): readonly Linter.LintMessage[] {
  const parser = parsers[language] ?? typescriptParser;
  const parserOptions = {
    sourceType: 'module',
    ecmaFeatures: { jsx: language.endsWith('x') },
    ...(language in parsers ? { parser: typescriptParser } : {}),
  };
  const config = [{ files: ['**'], languageOptions: { parser, parserOptions } }, leaks.configs[preset]];
  return new Linter().verify(code, config as Linter.Config[], `component.${language}`);
}

const rulesIn = (messages: readonly Linter.LintMessage[]): readonly string[] =>
  messages.map(({ ruleId, message }) => ruleId ?? message);

describe('the page of the frameworks', () => {
  it('has samples of all', () => {
    const languages = new Set(samples.map(({ language }) => language));
    expect([...languages].sort()).toEqual(['jsx', 'svelte', 'ts', 'tsx', 'vue']);
    expect(samples.length).toBe([...page.matchAll(/^```\w+$/gmu)].length);
  });

  it.each(samples)('tells the truth on line $line: $mark', (sample) => {
    const [, rule] = /^reported by ([\w-]+)$/.exec(sample.mark) ?? [];
    if (rule === undefined) {
      expect(rulesIn(lint(sample, 'strict'))).toEqual([]);
      return;
    }
    const messages = lint(sample, 'recommended');
    expect(rulesIn(messages)).toEqual([`leaks/${rule}`]);
    const next = samples[samples.indexOf(sample) + 1];
    if (next?.mark !== 'after the suggestion') return;
    const fix = messages[0]?.suggestions?.[0]?.fix;
    expect(fix && sample.code.slice(0, fix.range[0]) + fix.text + sample.code.slice(fix.range[1])).toBe(next.code);
  });
});
