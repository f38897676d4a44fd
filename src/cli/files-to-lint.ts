import { readdirSync, statSync, type Stats } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { Minimatch } from 'minimatch';
import type { IgnoredFiles } from './ignored-files.ts';

const LINTABLE = /\.[cm]?[jt]sx?$/;

/** The files to lint, and what to tell of paths that name none. */
export interface FilesToLint {
  /** Absolute paths, each once. */
  readonly files: readonly string[];
  /** Sentences about what could not be found or read. */
  readonly problems: readonly string[];
  /** Sentences about paths that were named and are not linted. */
  readonly skipped: readonly string[];
}

/** Finds what `paths` (files, folders, globs; relative to `cwd`) stand for, less what is ignored. */
export function findFilesToLint(paths: readonly string[], cwd: string, ignored: IgnoredFiles): FilesToLint {
  const files = new Set<string>();
  const problems: string[] = [];
  const skipped: string[] = [];

  const walk = (folder: string, isWanted: (file: string) => boolean): void => {
    for (const entry of entriesOf(folder, problems)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (ignored.reasonFor(path, true) === null) walk(path, isWanted);
      } else if (entry.isFile() && LINTABLE.test(path) && isWanted(path) && ignored.reasonFor(path, false) === null) {
        files.add(path);
      }
    }
  };

  for (const named of paths) {
    const path = resolve(cwd, named);
    const stats = statsOf(path);
    if (stats === null) {
      const glob = globOf(named, cwd);
      let hasMatch = false;
      const isMatch = (file: string): boolean => (glob?.isMatch(file) && (hasMatch = true)) ?? false;
      if (glob && statsOf(glob.folder)?.isDirectory()) walk(glob.folder, isMatch);
      if (!hasMatch) problems.push(glob ? `No file matches \`${named}\`.` : `There is no file or folder \`${named}\`.`);
      continue;
    }
    const reason = ignored.reasonForNamed(path, stats.isDirectory()) ?? unfitness(path, stats);
    if (reason !== null) skipped.push(`Skipped \`${named}\`: ${reason}.`);
    else if (stats.isFile()) files.add(path);
    else walk(path, () => true);
  }
  return { files: [...files], problems, skipped };
}

function unfitness(path: string, stats: Stats): string | null {
  if (stats.isDirectory() || (stats.isFile() && LINTABLE.test(path))) return null;
  return 'it is no JavaScript or TypeScript file';
}

function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

function entriesOf(folder: string, problems: string[]) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problems.push(`The folder \`${folder}\` cannot be read: ${(error as Error).message}.`);
    return [];
  }
}

/** For shells that leave globs to us, and for quoted ones. Ex) `leaks "src/**\/*.{ts,tsx}"` */
function globOf(glob: string, cwd: string): { folder: string; isMatch: (file: string) => boolean } | null {
  const pattern = (sep === '/' ? glob : glob.replaceAll(sep, '/')).replace(/^\.\//, '');
  const matcher = new Minimatch(pattern);
  if (!matcher.hasMagic()) return null;
  const [fixed = ''] = /^(?:[^*?[\]{}()!+@/]*\/)*/.exec(pattern) ?? [];
  return {
    folder: resolve(cwd, fixed),
    isMatch: (file) => matcher.match(relative(cwd, file).replaceAll(sep, '/')),
  };
}
