import { describe, expect, it } from 'vitest';
import type { TSESLint } from '@typescript-eslint/utils';
import { Linter } from '@typescript-eslint/utils/ts-eslint';
import path from 'node:path';
import leaks from '../../index.ts';
import { fixtureFolder, languageOptionsOf } from '../support/languages.ts';
import { flawsOf, type Edit } from '../support/sound-edits.ts';
import { contexts, type Context } from './contexts.ts';

const language = { typed: 'node' } as const;
const settings = { leaks: { disposal: 'using' } };
type Message = TSESLint.Linter.LintMessage;

function lint(code: string, filename: string, ruleName: string, options: readonly unknown[]): readonly Message[] {
  const rule = leaks.rules[ruleName] as unknown as TSESLint.AnyRuleModule;
  const read = languageOptionsOf(language);
  const config: TSESLint.FlatConfig.Config = {
    files: ['**'],
    languageOptions: {
      ...read,
      parserOptions: { disallowAutomaticSingleRunInference: true, ...read.parserOptions },
    },
    plugins: { leaks: { rules: { [ruleName]: rule } } },
    rules: { [`leaks/${ruleName}`]: ['error', ...options] },
    settings,
  };
  return new Linter({ configType: 'flat', cwd: fixtureFolder('node') }).verify(code, config, filename);
}

/** The options under which the rule reports the most. */
function optionsOf(ruleName: string): readonly unknown[] {
  const { rules } = leaks.configs.strictTypeChecked as { rules?: Record<string, unknown> };
  const entry = rules?.[`leaks/${ruleName}`];
  return Array.isArray(entry) ? entry.slice(1) : [];
}

const applied = (code: string, { range: [start, end], text }: { range: readonly number[]; text: string }): string =>
  code.slice(0, start) + text + code.slice(end);

/** What the rule of a context says about it, and the code after each of its edits. */
function editsIn({ code, rule, filename = 'file.ts' }: Context): {
  readonly messages: readonly Message[];
  readonly edits: readonly Edit[];
} {
  const messages = lint(code, path.join(fixtureFolder('node'), filename), rule, optionsOf(rule));
  // all fixes are made at once, as ESLint makes them; from the last to the first, so that their places stay right
  const fixes = messages.flatMap(({ fix }) => fix ?? []).reverse();
  const edits: Edit[] = fixes.length > 0 ? [{ of: 'fix', result: fixes.reduce(applied, code) }] : [];
  messages.forEach(({ suggestions = [] }, report) => {
    suggestions.forEach(({ fix }, index) => {
      edits.push({ of: { report, suggestion: index }, result: applied(code, fix) });
    });
  });
  return { messages, edits };
}

describe.each(contexts)('$name', (context) => {
  it(`is reported, with ${String(context.edits)} edits`, () => {
    const { messages, edits } = editsIn(context);
    expect(messages.map(({ ruleId, message }) => ruleId ?? message)).not.toEqual([]);
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
    expect(edits).toHaveLength(context.edits);
  });
});

describe.each(contexts.filter(({ becomes }) => becomes !== undefined))('$name', (context) => {
  it('becomes what it should', () => {
    expect(editsIn(context).edits[0]?.result).toBe(context.becomes);
  });
});

describe.each(contexts.filter(({ edits }) => edits > 0))('$name', (context) => {
  it('compiles, parses, is silent and keeps its comments', async () => {
    const { rule: ruleName, code, filename = 'file.ts' } = context;
    const edited = {
      ruleName,
      rule: leaks.rules[ruleName] as unknown as TSESLint.AnyRuleModule,
      language,
      code,
      filename,
      options: optionsOf(ruleName),
      settings,
    };
    expect.hasAssertions();
    for (const edit of editsIn(context).edits) expect(await flawsOf(edited, edit), edit.result).toEqual([]);
  });
});
