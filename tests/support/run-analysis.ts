import type { TSESLint } from '@typescript-eslint/utils';
import { Linter } from '@typescript-eslint/utils/ts-eslint';
import { defaultFilenamesOf, fixtureFolder, languageOptionsOf, type Environment, type Language } from './languages.ts';

export interface AnalyseOptions {
  readonly typed?: boolean | Environment;
  readonly filename?: string;
  readonly settings?: TSESLint.FlatConfig.Settings;
}

/**
 * Asks a question about a piece of code where a rule would ask it: after ESLint has read
 * the code, its scopes and, when `typed`, its types (of Node unless another environment is named).
 */
export function analyse<Answer>(
  code: string,
  ask: (sourceCode: Readonly<TSESLint.SourceCode>) => Answer,
  { typed = false, ...rest }: AnalyseOptions = {},
): Answer {
  const language: Language = typed === false ? 'typescript' : { typed: typed === true ? 'node' : typed };
  const { filename = defaultFilenamesOf(language).ts, settings = {} } = rest;
  let outcome: { readonly answer: Answer } | undefined;
  const asking: TSESLint.AnyRuleModule = {
    meta: { type: 'problem', messages: {}, schema: [] },
    create: ({ sourceCode }) => ({
      'Program:exit'() {
        outcome = { answer: ask(sourceCode) };
      },
    }),
  };
  const cwd = typeof language === 'object' ? fixtureFolder(language.typed) : import.meta.dirname;
  const messages = new Linter({ configType: 'flat', cwd }).verify(
    code,
    {
      files: ['**'],
      languageOptions: languageOptionsOf(language),
      plugins: { under: { rules: { test: asking } } },
      rules: { 'under/test': 'error' },
      settings,
    },
    filename,
  );
  if (outcome) return outcome.answer;
  throw new Error(`The code could not be read: ${messages.map(({ message }) => message).join(', ')}`);
}
