import { RuleTester, type InvalidTestCase, type ValidTestCase } from '@typescript-eslint/rule-tester';
import type { TSESLint } from '@typescript-eslint/utils';
import { afterAll, describe, expect, it } from 'vitest';
import type { LeakRule } from '../../src/create-rule.ts';
import { defaultFilenamesOf, languageOptionsOf, type Environment, type Language } from './languages.ts';
import { flawsOf, type Edit } from './sound-edits.ts';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
// The tester asks for both, so that a case can be singled out while somebody works on it; no case here carries either.
RuleTester.itOnly = it.only;
RuleTester.itSkip = it.skip;

/** Every case says in words what it shows. */
interface Named {
  readonly name: string;
  readonly languageOptions?: TSESLint.FlatConfig.LanguageOptions;
}
type ValidCase<Options extends readonly unknown[]> = Omit<ValidTestCase<Options>, keyof Named> & Named;
type InvalidCase<Options extends readonly unknown[]> = Omit<InvalidTestCase<string, Options>, keyof Named> & Named;

export interface Cases<Options extends readonly unknown[]> {
  readonly valid: readonly ValidCase<Options>[];
  readonly invalid: readonly InvalidCase<Options>[];
}

export interface CaseRunner {
  run<MessageIds extends string, Options extends readonly unknown[]>(
    name: string,
    rule: LeakRule<MessageIds, Options>,
    cases: Cases<Options>,
  ): void;
}

/** Runs cases with types: of Node unless another environment is named. */
export function typedRuleTester(environment: Environment = 'node'): CaseRunner {
  return runnerOf({ typed: environment });
}

/** Runs cases without types, read by the TypeScript parser or by ESLint's own. */
export function untypedRuleTester(parser: 'typescript' | 'espree' = 'typescript'): CaseRunner {
  return runnerOf(parser);
}

function runnerOf(language: Language): CaseRunner {
  return {
    run(name, rule, cases) {
      const nameless = [...cases.valid, ...cases.invalid].find((testCase) => !testCase.name);
      if (nameless) throw new Error(`A case of ${name} has no name:\n${nameless.code}`);

      const filenames = defaultFilenamesOf(language);
      const tester = new RuleTester({ languageOptions: languageOptionsOf(language), defaultFilenames: filenames });
      tester.run(name, rule, cases as never);

      if (cases.invalid.every((testCase) => editsOf(testCase).length === 0)) return;
      describe(`${name}: edits are sound`, () => {
        for (const testCase of cases.invalid) {
          const edits = editsOf(testCase);
          if (edits.length === 0) continue;
          const filename =
            testCase.filename ??
            (testCase.languageOptions?.parserOptions?.ecmaFeatures?.jsx ? filenames.tsx : filenames.ts);
          const method = testCase.skip ? it.skip : testCase.only ? it.only : it;
          method(testCase.name, async () => {
            for (const edit of edits) {
              const flaws = await flawsOf({ ...testCase, ruleName: name, rule: rule, language, filename }, edit);
              expect(flaws, edit.result).toEqual([]);
            }
          });
        }
      });
    },
  };
}

/** The edits that a case expects: what all passes of the fix lead to, and each suggestion. */
function editsOf({ output, errors }: InvalidCase<readonly unknown[]>): readonly Edit[] {
  const fixed = typeof output === 'string' ? output : output?.at(-1);
  return [
    ...(fixed === undefined ? [] : [{ result: fixed, of: 'fix' } as const]),
    ...errors.flatMap(({ suggestions }, report) =>
      (suggestions ?? []).map(({ output: result }, suggestion) => ({ result, of: { report, suggestion } })),
    ),
  ];
}
