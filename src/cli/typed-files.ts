import { dirname } from 'node:path';
import type { CurrentProgram, ProgramPlan } from './source-texts.ts';
import type { Tsconfig, Tsconfigs } from './tsconfigs.ts';
import type { TypeScript } from './typescript-at-hand.ts';

/** Files that one program types. */
export interface TypedFiles {
  readonly files: readonly string[];
  /** Whether a tsconfig includes them; the others are typed with the options of the nearest. */
  readonly isInTsconfig: boolean;
  readonly program: CurrentProgram;
}

/**
 * Divides `files` among programs, one at a time, so that one can be forgotten before the next is made. First those of
 * the tsconfigs that include a file or reach it through an import; then, for files outside every tsconfig, one for
 * each tsconfig they are nearest to, and one for those with none around.
 */
export function* divideAmongPrograms(
  ts: TypeScript,
  files: readonly string[],
  { including, nearest }: Tsconfigs,
  makeProgram: (plan: ProgramPlan) => CurrentProgram,
  cwd: string,
): Generator<TypedFiles> {
  const includedBy = groupBy(files, including);
  const outside = new Set(includedBy.get(null));

  // Ex) `"files": ["index.ts"]`, which imports what it does not name
  const mayReach = groupBy(outside, (file) => {
    const config = nearest(file);
    return config && couldReach(config, file) ? config : null;
  });

  for (const config of new Set([...includedBy.keys(), ...mayReach.keys()])) {
    if (config === null) continue;
    const program = makeProgram({
      fileNames: config.fileNames,
      options: config.options,
      references: config.references,
      folder: dirname(config.path),
    });
    const reached = (mayReach.get(config) ?? []).filter((file) => program()?.getSourceFile(file));
    for (const file of reached) outside.delete(file);

    const typed = [...(includedBy.get(config) ?? []), ...reached];
    if (typed.length > 0) yield { files: typed, isInTsconfig: true, program };
  }

  for (const [config, strays] of groupBy(outside, nearest)) {
    yield { files: strays, isInTsconfig: false, program: makeProgram(planForStrays(ts, strays, config, cwd)) };
  }
}

function couldReach(config: Tsconfig, file: string): boolean {
  return config.fileNames.length > 0 && (/\.[cm]?tsx?$/.test(file) || config.options.allowJs === true);
}

/** The options of the nearest tsconfig as far as it sets any: they tell the target, the library and path aliases. */
function planForStrays(ts: TypeScript, strays: readonly string[], config: Tsconfig | null, cwd: string): ProgramPlan {
  const own = config?.options ?? {};
  const { ModuleKind, ModuleResolutionKind, ScriptTarget, JsxEmit } = ts;
  const isResolutionSet = own.module !== undefined || own.moduleResolution !== undefined;
  return {
    // Ex) `vite-env.d.ts`, which declares what every file may use
    fileNames: [...strays, ...(config?.fileNames ?? []).filter((file) => /\.d\.[cm]?ts$/.test(file))],
    options: {
      target: ScriptTarget.ESNext,
      jsx: JsxEmit.Preserve,
      ...(!isResolutionSet && {
        module: ModuleKind.Preserve ?? ModuleKind.ESNext,
        moduleResolution: ModuleResolutionKind.Bundler,
      }),
      // Before version 6 the compiler took every `@types` package by default.
      ...(Number.parseInt(ts.version) >= 6 && { types: ['*'] }),
      ...own,
      allowJs: true,
      checkJs: false,
      noEmit: true,
    },
    folder: config ? dirname(config.path) : cwd,
  };
}

function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
