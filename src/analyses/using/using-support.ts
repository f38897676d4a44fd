import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { TSESLint } from '@typescript-eslint/utils';
import { isTypeScript } from '../../syntax/files.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

/** What a rule knows of the file beside its code. */
export interface FileContext {
  readonly physicalFilename: string;
  readonly languageOptions: TSESLint.FlatConfig.LanguageOptions;
  readonly settings: TSESLint.SharedConfigurationSettings;
}

/** Whether a `using` declaration would run wherever this file runs; `unknown` is good enough for a suggestion, not for a fix. */
export type UsingSupport = 'yes' | 'unknown' | 'no';

/** Native `using` (Node 24.0), and native `using` that also disposes what a closure captures (24.8; nodejs/node#58744). */
const nativeSince = '24.0.0';
const nativeWithClosuresSince = '24.8.0';

/**
 * Decides from the program (does the library know `Disposable`, does the compiler lower `using`), the nearest
 * `engines.node`, the parser and `settings.leaks.disposal`.
 * @param isCaptured a closure refers to the variable
 */
export function usingSupportIn(
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
  isAsync: boolean,
  isCaptured: boolean,
): UsingSupport {
  const wanted = (file.settings['leaks'] as { disposal?: unknown } | undefined)?.disposal ?? 'auto';
  if (wanted !== 'auto' && wanted !== 'using' && wanted !== 'try-finally') {
    throw new Error(
      `settings.leaks.disposal: found ${JSON.stringify(wanted)}; allowed are "auto", "using", "try-finally".`,
    );
  }
  const { program } = typeQueriesOf(sourceCode);
  if (wanted === 'try-finally') return 'no';
  if (program && !(isAsync ? program.knowsAsyncDisposable : program.knowsDisposable)) return 'no';
  if (wanted === 'using') return 'yes';

  const isTyped = isTypeScript(file.physicalFilename);
  if (isTyped && program?.lowersUsing && !program.stripsTypes) return 'yes';
  const { ecmaVersion } = file.languageOptions;
  if (!isTyped && typeof ecmaVersion === 'number' && ecmaVersion < 2026 && ecmaVersion > 5) return 'no';
  // from here on what is written is what runs
  const floor = nodeFloorOf(path.dirname(file.physicalFilename));
  if (floor) return isAtLeast(floor, isCaptured ? nativeWithClosuresSince : nativeSince) ? 'yes' : 'no';
  return isTyped && program && !program.stripsTypes ? 'yes' : 'unknown';
}

/** Whether `using` runs as it is written, on a Node that cannot call bound and proxied dispose methods (nodejs/node#65482). */
export function refusesBoundMethods(sourceCode: TSESLint.SourceCode, filename: string): boolean {
  const { program } = typeQueriesOf(sourceCode);
  const isLowered = isTypeScript(filename) && program?.lowersUsing === true && !program.stripsTypes;
  return !isLowered && couldRunBefore('26.0.0', filename);
}

/** Whether every Node that the package supports has this version at least; with no `engines.node`, whether Node 20 has. */
export function runsOnlySince(version: string, filename: string): boolean {
  return isAtLeast(nodeFloorOf(path.dirname(filename)) ?? '20.19.0', version);
}

/** Whether the package supports a Node that is older than this; not known, and so no, where it names none. */
export function couldRunBefore(version: string, filename: string): boolean {
  const floor = nodeFloorOf(path.dirname(filename));
  return floor !== null && !isAtLeast(floor, version);
}

const isAtLeast = (floor: string, version: string): boolean =>
  floor.localeCompare(version, 'en', { numeric: true }) >= 0;

const floors = new Map<string, string | null>();

/** The lowest Node version of the nearest package.json's `engines.node`; `null` when it names none. */
function nodeFloorOf(folder: string): string | null {
  let floor = floors.get(folder);
  if (floor === undefined) floors.set(folder, (floor = readFloor(folder)));
  return floor;
}

function readFloor(folder: string): string | null {
  let text: string;
  try {
    text = readFileSync(path.join(folder, 'package.json'), 'utf8');
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? null : nodeFloorOf(parent);
  }
  try {
    const range = (JSON.parse(text) as { engines?: { node?: unknown } }).engines?.node;
    if (typeof range !== 'string') return null;
    // loaded only where a fix asks: importing the plugin stays cheap
    const minVersion = createRequire(import.meta.url)('semver/ranges/min-version') as (
      range: string,
    ) => { version: string } | null;
    return minVersion(range)?.version ?? null;
  } catch {
    // a package.json or range that cannot be read names no floor
    return null;
  }
}
