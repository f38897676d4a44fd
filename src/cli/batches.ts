import { statSync } from 'node:fs';
import { counted } from '../reports/counted.ts';
import { programMaker, type CurrentProgram, type SourceTexts } from './source-texts.ts';
import { tsconfigs } from './tsconfigs.ts';
import { divideAmongPrograms } from './typed-files.ts';
import type { TypeScriptAtHand } from './typescript-at-hand.ts';

/** Files that are linted alike. */
export interface Batch {
  readonly files: readonly string[];
  /** What types them; gives `null` when they are linted without types. */
  readonly program: CurrentProgram;
  readonly manner: Manner;
}

/** How files are linted: with types, in a tsconfig or not; or without, for this reason. */
export type Manner =
  | 'in a tsconfig'
  | 'outside every tsconfig'
  | 'because of --no-types'
  | 'for want of TypeScript'
  | 'because of a broken tsconfig'
  | 'for being larger than 1 MB'
  | 'because the compiler crashed';

/** JavaScript of more bytes is a bundle, on which the compiler may run out of stack. */
const LARGEST_TYPED = 1_000_000;

const untyped = (files: readonly string[], manner: Manner): Batch => ({ files, program: () => null, manner });

/**
 * Divides `files` into batches, one program at a time. Files that cannot be linted are in none.
 *
 * @param typescript What is at hand, or a sentence on what is missing.
 * @param problems Gets a sentence for whatever keeps files from being linted, or typed.
 */
export function* batchesOf(
  files: readonly string[],
  typescript: TypeScriptAtHand | string,
  areTypesWanted: boolean,
  texts: SourceTexts,
  cwd: string,
  problems: string[],
): Generator<Batch> {
  if (typeof typescript === 'string') {
    const [inTypeScript, inJavaScript] = parted(files, (file) => /\.[cm]?tsx?$/.test(file));
    if (inTypeScript.length > 0)
      problems.push(`Not linted: ${counted(inTypeScript.length, 'TypeScript file')}. ${typescript}`);
    yield untyped(inJavaScript, 'for want of TypeScript');
    return;
  }
  if (!areTypesWanted) {
    yield untyped(files, 'because of --no-types');
    return;
  }

  const [bundled, written] = parted(files, isBundle);
  yield untyped(bundled, 'for being larger than 1 MB');

  const { ts } = typescript;
  const configs = tsconfigs(ts);
  const [untypable, typable] = parted(written, (file) =>
    Boolean(configs.nearest(file)?.flaw ?? configs.including(file)?.flaw),
  );
  problems.push(
    ...configs.flaws().map((flaw) => `${flaw}. Correct it: until then its files are linted without types.`),
  );
  yield untyped(untypable, 'because of a broken tsconfig');

  const makeProgram = programMaker(ts, texts, ({ message }) =>
    problems.push(`TypeScript ${ts.version} crashed: ${message}`),
  );
  for (const { files, isInTsconfig, program } of divideAmongPrograms(ts, typable, configs, makeProgram, cwd)) {
    if (program() === null) yield untyped(files, 'because the compiler crashed');
    else yield { files, program, manner: isInTsconfig ? 'in a tsconfig' : 'outside every tsconfig' };
  }
}

function isBundle(file: string): boolean {
  return /\.[cm]?jsx?$/.test(file) && (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_TYPED;
}

/** The items that are so, and those that are not. */
function parted<Item>(items: readonly Item[], isSo: (item: Item) => boolean): [Item[], Item[]] {
  const yes: Item[] = [];
  const no: Item[] = [];
  for (const item of items) (isSo(item) ? yes : no).push(item);
  return [yes, no];
}
