/** Writes a file of a repository as one commit has it, and the files of the same repository that it imports. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How many imports away a file may be from the one that is linted, and how many there may be. */
const [depth, most] = [3, 60];

const endings = ['.ts', '.tsx', '.d.ts', '.mts', '.js', '.jsx', '.mjs', '.cjs'];

/** The git folder of a repository (`owner/name`) in a folder of clones; cloned where it is missing. `null`: it cannot be had. */
export function gitFolderOf(repository, clones) {
  const clone = path.join(path.resolve(clones), repository.replace('/', '+'));
  // A bare clone, one with a work tree, and either in a folder of its own.
  for (const inside of ['.git', 'repo/.git', 'repo', '']) {
    if (existsSync(path.join(clone, inside, 'objects'))) return path.join(clone, inside);
  }
  const url = `https://github.com/${repository}.git`;
  // Contents are fetched when they are asked for.
  const { status } = spawnSync('git', ['clone', '--quiet', '--bare', '--filter=blob:none', url, clone], {
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) return clone;
  console.error(`${repository} is not in ${clones}, and cannot be cloned from ${url}`);
  return null;
}

/** Writes the file of an item, and what it imports, into `to`, in a folder with the item's id. False: there is none. */
export function extract({ id, fix, parent, path: file }, side, git, to) {
  const commit = side === 'before' ? parent : fix;
  const run = (...args) => execFileSync('git', ['--git-dir', git, ...args], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (spawnSync('git', ['--git-dir', git, 'cat-file', '-e', `${commit}:${file}`]).status !== 0) return false;

  const tree = new Set(run('ls-tree', '-r', '-z', '--name-only', commit).split('\0'));
  const written = new Set();
  let level = [file];
  for (let away = 0; away <= depth && level.length > 0; away += 1) {
    const next = new Set();
    for (const name of level) {
      if (written.has(name) || written.size === most) continue;
      written.add(name);
      const text = run('show', `${commit}:${name}`);
      const target = path.join(to, id, name);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
      for (const imported of importsOf(text, name, tree)) next.add(imported);
    }
    level = [...next];
  }
  return true;
}

/** The files of `tree` that a file imports by a relative path. */
export function importsOf(text, file, tree) {
  const found = text.matchAll(/\b(?:from|import|require)\s*\(?\s*(['"])(\.[^'"\n]*)\1/gu);
  return [...found].flatMap(([, , specifier]) => {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    // TypeScript is imported by the name of what it compiles to.
    const stem = target.replace(/\.[cm]?jsx?$/u, '');
    const candidates = [stem, `${target}/index`].flatMap((name) => endings.map((ending) => name + ending));
    return [target, ...candidates].find((name) => tree.has(name) && /\.[cm]?[jt]sx?$/u.test(name)) ?? [];
  });
}
