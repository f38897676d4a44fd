import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { ESLint } from 'eslint';
import { counted } from '../reports/counted.ts';
import type { Request } from './arguments.ts';
import { batchesOf, type Batch, type Manner } from './batches.ts';
import { RuleCrash, type FileLinter } from './file-linter.ts';
import type { Progress } from './progress.ts';
import { repair } from './repair.ts';
import { sourceTexts } from './source-texts.ts';
import type { TypeScriptAtHand } from './typescript-at-hand.ts';

/** What came of linting. */
export interface Outcome {
  /** One for each file that could be linted, in the order of the paths. */
  readonly results: ESLint.LintResult[];
  /** Sentences about what kept files from being linted, typed or written. */
  readonly problems: readonly string[];
  /** How many files were linted in which manner. */
  readonly manners: ReadonlyMap<Manner, number>;
}

/** Lints `files`; with `fix`, repairs them and writes what was repaired. */
export async function lintProject(
  files: readonly string[],
  request: Pick<Request, 'types' | 'fix' | 'fixSuggestions'>,
  typescript: TypeScriptAtHand | string,
  linter: FileLinter,
  cwd: string,
  progress: Progress,
): Promise<Outcome> {
  const texts = sourceTexts();
  const results: ESLint.LintResult[] = [];
  const problems: string[] = [];
  const manners = new Map<Manner, number>();
  const crashes: RuleCrash[] = [];
  let visited = 0;

  const lint = async (file: string, { program }: Batch): Promise<ESLint.LintResult | null> => {
    try {
      return await linter.lint(file, texts.read(file), program());
    } catch (error) {
      if (error instanceof RuleCrash) crashes.push(error);
      // Ex) the file cannot be read
      else problems.push(`${(error as Error).message}.`);
      return null;
    }
  };

  progress.show('Reading the project …');
  for (const batch of batchesOf(files, typescript, request.types, texts, cwd, problems)) {
    const found: ESLint.LintResult[] = [];
    for (const file of batch.files) {
      visited += 1;
      progress.show(`${visited}/${files.length} ${relative(cwd, file)}`);
      const result = await lint(file, batch);
      if (result) found.push(result);
    }
    if (found.length > 0) manners.set(batch.manner, (manners.get(batch.manner) ?? 0) + found.length);

    if (request.fix) {
      const repaired = await repair(found, texts, (file) => lint(file, batch), request.fixSuggestions);
      results.push(...repaired);
      problems.push(...repaired.flatMap((result) => write(result) ?? []));
    } else {
      results.push(...found);
    }
  }
  results.sort((a, b) => (a.filePath < b.filePath ? -1 : 1));
  return { results, problems: [...problems, ...sentencesOn(crashes)], manners };
}

/** One for each way in which a rule crashed: it might crash in the same way on every file. */
function sentencesOn(crashes: readonly RuleCrash[]): string[] {
  const alike = new Map<string, RuleCrash[]>();
  for (const crash of crashes) {
    const way = `${crash.culprit}: ${crash.message}`;
    alike.set(way, [...(alike.get(way) ?? []), crash]);
  }
  return [...alike.values()].map(([first, ...others]) => {
    const more = others.length > 0 ? ` and ${counted(others.length, 'other place')}` : '';
    return `${first!.culprit} crashed on ${first!.place}${more}: ${first!.message}. That is a bug, please report it.`;
  });
}

/** Writes what a file became; tells why it could not. */
function write({ filePath, output }: ESLint.LintResult): string | null {
  if (output === undefined) return null;
  try {
    const mark = readFileSync(filePath, 'utf8').startsWith('\uFEFF') ? '\uFEFF' : '';
    writeFileSync(filePath, mark + output);
    return null;
  } catch (error) {
    return `The repaired file could not be written: ${(error as Error).message}.`;
  }
}
