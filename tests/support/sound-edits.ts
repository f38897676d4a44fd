import path from 'node:path';
import type { TSESLint } from '@typescript-eslint/utils';
import { Linter } from '@typescript-eslint/utils/ts-eslint';
import { typeErrorsIn, withoutTypes } from './compile.ts';
import { fixtureFolder, languageOptionsOf, type Language } from './languages.ts';
import { parseErrorInV8, type SourceKind } from './v8.ts';

/** A piece of code that a rule reports and edits, and how it was linted. */
export interface EditedCase {
  readonly ruleName: string;
  readonly rule: TSESLint.AnyRuleModule;
  readonly language: Language;
  readonly code: string;
  readonly filename: string;
  readonly options?: readonly unknown[];
  readonly settings?: TSESLint.FlatConfig.Settings;
  readonly languageOptions?: TSESLint.FlatConfig.LanguageOptions;
}

/** One edit of it: the automatic fix, or the n-th suggestion of the n-th report. */
export interface Edit {
  readonly result: string;
  readonly of: 'fix' | { readonly report: number; readonly suggestion: number };
}

interface LintResult {
  readonly messages: readonly TSESLint.Linter.LintMessage[];
  readonly comments: readonly string[];
}

function lint(tested: EditedCase, code: string): LintResult {
  const { ruleName, rule, language, filename, options = [], settings = {}, languageOptions } = tested;
  const read = languageOptionsOf(language);
  const linter = new Linter({
    configType: 'flat',
    cwd: typeof language === 'object' ? fixtureFolder(language.typed) : import.meta.dirname,
  });
  const messages = linter.verify(
    code,
    {
      files: ['**'],
      languageOptions: {
        ...read,
        ...languageOptions,
        parserOptions: {
          disallowAutomaticSingleRunInference: true,
          ...read.parserOptions,
          ...languageOptions?.parserOptions,
        },
      },
      plugins: { '@rule-tester': { rules: { [ruleName]: rule } } },
      rules: { [`@rule-tester/${ruleName}`]: ['error', ...options] },
      settings,
    },
    filename,
  );
  // A file that does not parse has no source code; its one message says so.
  const sourceCode = linter.getSourceCode() as TSESLint.SourceCode | null;
  return { messages, comments: sourceCode?.getAllComments().map(({ value }) => value.trim()) ?? [] };
}

function sourceKindOf({ filename, languageOptions }: EditedCase): SourceKind {
  if (languageOptions?.sourceType) return languageOptions.sourceType;
  return /\.c[jt]s$/u.test(filename) ? 'commonjs' : 'module';
}

/** What is in `after` more often than in `before`. */
function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((item) => {
    const index = left.indexOf(item);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

const findingsOf = (messages: readonly TSESLint.Linter.LintMessage[]): readonly string[] =>
  messages.map(({ messageId, message }) => messageId ?? message);

/** What is left to report once the edit has been made. */
function expectedToRemain(messages: LintResult['messages'], edit: Edit): LintResult['messages'] {
  if (edit.of === 'fix') return messages.filter(({ fix }) => !fix);
  const { report } = edit.of;
  return messages.filter((_, index) => index !== report);
}

/**
 * Everything that is wrong with an edit, in words; nothing when it
 * 1. compiles as the code did before, 2. parses in a V8 that knows `using`,
 * 3. removes the report and brings no new one, 4. keeps every comment.
 */
export async function flawsOf(tested: EditedCase, edit: Edit): Promise<readonly string[]> {
  const { code, filename, language } = tested;
  const { result } = edit;
  const filePath = path.join(fixtureFolder(typeof language === 'object' ? language.typed : 'everything'), filename);
  const before = lint(tested, code);
  const after = lint(tested, result);
  if (after.messages.some(({ fatal }) => fatal)) return findingsOf(after.messages);

  const errorInV8 = await parseErrorInV8(withoutTypes(result, filename), sourceKindOf(tested));
  return [
    ...added(typeErrorsIn(code, filePath), typeErrorsIn(result, filePath)),
    ...(errorInV8 === null ? [] : [`V8: ${errorInV8}`]),
    ...added(findingsOf(expectedToRemain(before.messages, edit)), findingsOf(after.messages)).map(
      (finding) => `reported after the edit: ${finding}`,
    ),
    ...added(after.comments, before.comments).map((comment) => `lost comment: ${comment}`),
  ];
}
