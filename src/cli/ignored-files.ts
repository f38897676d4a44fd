import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, parse, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Folders that hold what tools wrote or what others maintain. */
const GENERATED_FOLDERS = new Set([
  ...['dist', 'build', 'out', 'coverage', '__generated__'],
  ...['vendor', 'vendors', 'third_party', 'third-party', 'bower_components', 'jspm_packages', 'node_modules'],
  ...[
    '.angular',
    '.astro',
    '.cache',
    '.docusaurus',
    '.expo',
    '.git',
    '.next',
    '.nuxt',
    '.nx',
    '.nyc_output',
    '.output',
  ],
  ...['.parcel-cache', '.pnpm-store', '.svelte-kit', '.turbo', '.vercel', '.vite', '.wrangler', '.yarn'],
]);
/** Ex) `jquery.min.js`, `app.bundle.mjs`, `types.d.ts`, `styles.d.css.ts`, `.pnp.cjs` */
const GENERATED_FILE = /[.-](?:min|bundle)\.[cm]?js$|\.d\.(?:[^.]+\.)?[cm]?ts$|^\.pnp\.c?js$/;
/** Folders that no walk enters, not even with `--no-ignore`. */
const NEVER_ENTERED = new Set(['.git', 'node_modules']);

/** Tells what to leave out, and why: ready to follow "Skipped x: ". */
export interface IgnoredFiles {
  /** Why an entry of a folder that is not left out itself is; `null` when it is not. */
  reasonFor(path: string, isFolder: boolean): string | null;
  /** The same for a path the user named: it, or a folder around it. */
  reasonForNamed(path: string, isFolder: boolean): string | null;
}

/**
 * Leaves out what git ignores and what looks generated.
 * `.gitignore` files count up to the root of the repository; up to `cwd` where there is no repository, or where it
 * ignores `cwd` itself: whoever stands there means what lies there.
 */
export function ignoredFiles(cwd: string): IgnoredFiles {
  const repositories = new Map<string, string | null>();
  const repositoryAround = (folder: string): string | null => {
    let repository = repositories.get(folder);
    if (repository === undefined) {
      const parent = dirname(folder);
      repository = existsSync(join(folder, '.git')) ? folder : parent === folder ? null : repositoryAround(parent);
      repositories.set(folder, repository);
    }
    return repository;
  };

  const patterns = new Map<string, Ignore>();
  const patternsIn = (folder: string): Ignore => {
    let found = patterns.get(folder);
    if (found === undefined) {
      const files = folder === repositoryAround(folder) ? ['.git/info/exclude', '.gitignore'] : ['.gitignore'];
      found = ignore().add(files.map((file) => textOf(join(folder, file))).join('\n'));
      patterns.set(folder, found);
    }
    return found;
  };

  const isGitIgnored = (path: string, isFolder: boolean, outermost: string): boolean => {
    for (const folder of foldersFrom(dirname(path), outermost)) {
      const { ignored, unignored } = patternsIn(folder).test(slashed(relative(folder, path)) + (isFolder ? '/' : ''));
      // The innermost `.gitignore` with a word on the path decides.
      if (ignored || unignored) return ignored;
    }
    return false;
  };

  const around = repositoryAround(cwd);
  const outermostHere = around === null || around === cwd || isGitIgnored(cwd, true, around) ? cwd : around;
  const outermostOf = (path: string): string =>
    isInside(dirname(path), cwd) ? outermostHere : (repositoryAround(dirname(path)) ?? parse(path).root);

  const reasonFor = (path: string, isFolder: boolean): string | null => {
    const isGenerated = isFolder ? GENERATED_FOLDERS.has(basename(path)) : GENERATED_FILE.test(basename(path));
    if (isGenerated) return 'it looks generated or vendored';
    return isGitIgnored(path, isFolder, outermostOf(path)) ? 'git ignores it' : null;
  };

  return {
    reasonFor,
    reasonForNamed(path, isFolder) {
      // Ex) `..`, or the root of another repository, whatever it is called
      if (isInside(cwd, path) || path === repositoryAround(path)) return null;
      const start = isInside(path, cwd) ? cwd : repositoryAround(path);
      const folders = start === null ? [] : foldersFrom(dirname(path), start).slice(0, -1).reverse();
      for (const folder of folders) {
        const reason = reasonFor(folder, true);
        if (reason !== null) return reason;
      }
      return reasonFor(path, isFolder);
    },
  };
}

/** What `--no-ignore` leaves: a walk stays out of `node_modules` and `.git`. */
export const hardlyAnyIgnored: IgnoredFiles = {
  reasonFor: (path, isFolder) => (isFolder && NEVER_ENTERED.has(basename(path)) ? 'no walk enters it' : null),
  reasonForNamed: () => null,
};

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** `folder` and the folders around it, outwards, up to `outermost`. */
function foldersFrom(folder: string, outermost: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== outermost; at = dirname(at)) folders.push(dirname(at));
  return folders;
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Ex) there is no `.gitignore` here
    return '';
  }
}
