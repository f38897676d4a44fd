import { parseArgs } from 'node:util';
import { CannotRun } from './cannot-run.ts';

export const PRESETS = ['recommended', 'strict', 'all'] as const;
const SEVERITIES = ['off', 'warn', 'error'] as const;

export type PresetChoice = (typeof PRESETS)[number];
export type Severity = (typeof SEVERITIES)[number];

/** What the user asks for. */
export interface Request {
  readonly task: 'lint' | 'help' | 'version';
  /** Files, folders and globs, as they were typed. */
  readonly paths: readonly string[];
  readonly preset: PresetChoice;
  /** Severities that differ from the preset's, by rule name without `leaks/`. */
  readonly severities: ReadonlyMap<string, Severity>;
  readonly fix: boolean;
  readonly fixSuggestions: boolean;
  /** The name of an ESLint formatter; `null` for the report of our own. */
  readonly format: string | null;
  /** More warnings than this make the run fail. */
  readonly maxWarnings: number;
  readonly types: boolean;
  /** Leave out what git ignores and what tools wrote. */
  readonly ignore: boolean;
}

export const HELP = `Finds resource and memory leaks in TypeScript and JavaScript.

Usage: leaks [options] [file | folder | "glob" ...]

Without a path, lints the current folder. Needs no configuration and reads no ESLint configuration.

  --preset <name>        ${PRESETS.join(', ')} (default: recommended)
  --rule <name:severity> set one rule: ${SEVERITIES.join(', ')}; may be repeated
  --fix                  apply the fixes that change nothing but the release
  --fix-suggestions      apply these, and then the first suggestion of each report
  --format <name>        an ESLint formatter: stylish, json, html, or one that is installed
  --max-warnings <n>     fail when there are more warnings than this
  --no-types             lint without type information: faster, finds less
  --no-ignore            also lint what .gitignore names, build output and vendored code
  --help, --version

Exit code: 0 nothing found, 1 something found, 2 something could not be linted.
`;

/**
 * Reads the command line.
 * @throws {CannotRun} when an option or its value is unknown.
 */
export function parseArguments(argv: readonly string[]): Request {
  const { values, positionals } = parsed(argv);
  return {
    task: values.help ? 'help' : values.version ? 'version' : 'lint',
    paths: positionals,
    preset: oneOf(PRESETS, values.preset, `\`--preset ${values.preset}\``),
    severities: new Map(values.rule.map(severityOf)),
    fix: values.fix || values['fix-suggestions'],
    fixSuggestions: values['fix-suggestions'],
    format: values.format ?? null,
    maxWarnings: warningsAllowed(values['max-warnings']),
    types: !values['no-types'],
    ignore: !values['no-ignore'],
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        preset: { type: 'string', default: 'recommended' },
        rule: { type: 'string', multiple: true, default: [] },
        fix: { type: 'boolean', default: false },
        'fix-suggestions': { type: 'boolean', default: false },
        format: { type: 'string', short: 'f' },
        'max-warnings': { type: 'string' },
        'no-types': { type: 'boolean', default: false },
        'no-ignore': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    });
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ');
    throw new CannotRun(`${sentence}. \`leaks --help\` lists the options.`);
  }
}

function oneOf<Name extends string>(names: readonly Name[], value: string, what: string): Name {
  const name = names.find((known) => known === value);
  if (name === undefined) throw new CannotRun(`There is no ${what}. Choose one of: ${names.join(', ')}.`);
  return name;
}

function severityOf(value: string): [rule: string, severity: Severity] {
  const colon = value.lastIndexOf(':');
  if (colon === -1) throw new CannotRun(`\`--rule ${value}\` lacks a severity. Write \`--rule ${value}:off\`, say.`);
  const severity = value.slice(colon + 1).trim();
  return [
    value
      .slice(0, colon)
      .trim()
      .replace(/^leaks\//, ''),
    oneOf(SEVERITIES, severity, `severity \`${severity}\` in \`--rule ${value}\``),
  ];
}

function warningsAllowed(value: string | undefined): number {
  if (value === undefined) return Infinity;
  if (!/^\d+$/.test(value)) throw new CannotRun(`\`--max-warnings\` takes a number, not \`${value}\`.`);
  return Number(value);
}
