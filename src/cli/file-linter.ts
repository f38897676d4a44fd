import { dirname, relative, resolve, sep } from 'node:path';
import type * as Parser from '@typescript-eslint/parser';
import type { ESLint as ESLintClass, Linter } from 'eslint';
import type ts from 'typescript';
import plugin from '../../index.ts';
import type { ReportContext } from '../reports/readable.ts';
import type { Request } from './arguments.ts';
import { CannotRun } from './cannot-run.ts';

type LintResult = ESLintClass.LintResult;

/** Lints one file at a time, with our rules and no others. */
export interface FileLinter {
  /**
   * @param program Types the file, which then is held to the preset for typed code; `null` for none.
   * @throws {RuleCrash} when a rule throws.
   */
  lint(file: string, text: string, program: ts.Program | null): Promise<LintResult>;
  /** Formats results with an ESLint formatter. @throws {CannotRun} when there is none of that name. */
  formatter(name: string): Promise<Formatter>;
}

/** Makes a report. */
export type Formatter = (results: LintResult[], context: ReportContext) => string | Promise<string>;

/** A rule threw; `message` is what it threw. */
export class RuleCrash extends Error {
  /** Ex) "The rule leaks/no-leaked-timer" */
  readonly culprit: string;
  /** Ex) "/project/src/a.ts:12" */
  readonly place: string;

  constructor(culprit: string, place: string, message: string, cause: Error) {
    super(message, { cause });
    this.culprit = culprit;
    this.place = place;
  }
}

const PRESET_WITHOUT_TYPES = { recommended: 'recommended', strict: 'strict', all: 'all' } as const;
const PRESET_WITH_TYPES = { recommended: 'recommendedTypeChecked', strict: 'strictTypeChecked', all: 'all' } as const;
const LINTED = ['**/*.{js,mjs,cjs,jsx,mjsx,cjsx,ts,mts,cts,tsx,mtsx,ctsx}'];

/**
 * @param parser Reads TypeScript; `null` leaves ESLint's own parser, which reads JavaScript alone.
 * @param files All the files that will be linted.
 */
export async function fileLinter(
  request: Pick<Request, 'preset' | 'severities'>,
  parser: typeof Parser | null,
  files: readonly string[],
  cwd: string,
): Promise<FileLinter> {
  const { ESLint } = await loadESLint();
  const folder = folderAround([cwd, ...files.map(dirname)]);

  let programAtHand: ts.Program | null = null;
  const languageOptions: Linter.LanguageOptions = {
    parserOptions: { ecmaFeatures: { jsx: true }, tsconfigRootDir: folder },
    ...(parser && {
      parser: {
        meta: { name: 'eslint-plugin-leaks/parser', version: plugin.meta.version },
        parseForESLint: (text: string, options: Parser.ParserOptions) =>
          parser.parseForESLint(text, programAtHand ? { ...options, programs: [programAtHand] } : options),
      } as Linter.Parser,
    }),
  };
  const eslintWith = (preset: Linter.Config): ESLintClass =>
    new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: [
        // Which files to lint was decided before.
        { ignores: ['!**/node_modules/', '!.git/'] },
        { ...preset, files: LINTED, languageOptions, linterOptions: { reportUnusedDisableDirectives: 'off' } },
        { files: ['**/*.{cjs,cts}'], languageOptions: { sourceType: 'commonjs' } },
        { files: LINTED, rules: overridesOf(request) },
      ],
    });
  const untyped = eslintWith(plugin.configs[PRESET_WITHOUT_TYPES[request.preset]] as Linter.Config);
  const typed = eslintWith(plugin.configs[PRESET_WITH_TYPES[request.preset]] as Linter.Config);

  return {
    async lint(file, text, program) {
      programAtHand = program;
      try {
        const [result] = await (program ? typed : untyped).lintText(text, { filePath: file });
        return onlyOurs(result!);
      } catch (error) {
        throw crashOf(error as Error, file);
      }
    },

    async formatter(name) {
      // Ex) `./tools/formatter.js`, `@microsoft/eslint-formatter-sarif`, `json`
      const isPath = /^\.{0,2}[\\/]/.test(name);
      const { format } = await untyped.loadFormatter(isPath ? resolve(cwd, name) : name).catch((error: unknown) => {
        throw new CannotRun(`There is no formatter \`${name}\`. ${(error as Error).message.split('\n')[0]!}`);
      });
      return async (results, { color = false }) => {
        // Formatters may ask for the pages of the rules, which ESLint only tells of files whose configuration it knows.
        for (const { filePath } of results) await untyped.calculateConfigForFile(filePath);
        try {
          return await format(results, { color });
        } catch (error) {
          throw new CannotRun(`The formatter \`${name}\` failed: ${(error as Error).message}`);
        }
      };
    },
  };
}

async function loadESLint(): Promise<typeof import('eslint')> {
  try {
    return await import('eslint');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new CannotRun('ESLint is not installed beside this plugin. Install it: npm install --save-dev eslint');
  }
}

function overridesOf({ severities }: Pick<Request, 'severities'>): Linter.RulesRecord {
  for (const rule of severities.keys()) {
    if (!Object.hasOwn(plugin.rules, rule)) {
      throw new CannotRun(`There is no rule \`${rule}\`. The rules are: ${Object.keys(plugin.rules).join(', ')}.`);
    }
  }
  return Object.fromEntries([...severities].map(([rule, severity]) => [`leaks/${rule}`, severity]));
}

/** Drops what comments meant for other plugins yield. Ex) "Definition for rule 'react/no-danger' not found." */
function onlyOurs(result: LintResult): LintResult {
  const isOurs = ({ ruleId }: Linter.LintMessage): boolean => ruleId?.startsWith('leaks/') ?? false;
  // comments that configured older versions of ESLint are called fatal, too
  const isParseError = ({ fatal, message }: Linter.LintMessage): boolean =>
    fatal === true && !message.includes('eslint-env');
  const messages = result.messages.filter((message) => isParseError(message) || isOurs(message));
  const count = (isCounted: (message: Linter.LintMessage) => boolean): number => messages.filter(isCounted).length;
  return {
    ...result,
    messages,
    suppressedMessages: result.suppressedMessages.filter(isOurs),
    errorCount: count(({ severity }) => severity === 2),
    warningCount: count(({ severity }) => severity === 1),
    fatalErrorCount: count(({ fatal }) => fatal === true),
    fixableErrorCount: count(({ severity, fix }) => severity === 2 && fix !== undefined),
    fixableWarningCount: count(({ severity, fix }) => severity === 1 && fix !== undefined),
  };
}

/** ESLint appends to the message of what was thrown where it was, and which rule. */
function crashOf(error: Error, file: string): RuleCrash {
  const [message = '', where = ''] = error.message.split('\nOccurred while linting ');
  const [, line] = /:(\d+)(?:\n|$)/.exec(where) ?? [];
  const [, rule] = /\nRule: "(.*)"/.exec(where) ?? [];
  const place = line === undefined ? file : `${file}:${line}`;
  return new RuleCrash(rule === undefined ? 'ESLint' : `The rule ${rule}`, place, message, error);
}

/** The innermost folder that holds all of `folders`: ESLint lints nothing outside its own. */
function folderAround(folders: readonly string[]): string {
  return folders.reduce((around, folder) => {
    let candidate = around;
    while (relative(candidate, folder).split(sep)[0] === '..') candidate = dirname(candidate);
    return candidate;
  });
}
