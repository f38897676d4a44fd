/**
 * Installs the packages of the corpus into the folder .corpus, which git ignores, and copies their sources out of
 * node_modules (where ESLint would not look, and where a package's own classes would pass for those of a library).
 */
import { execSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packages, typesOfOthers } from './packages.mjs';

const corpus = path.join(import.meta.dirname, '../../.corpus');
const installedAt = (name) => path.join(corpus, 'node_modules', name);

/** The folder that holds the sources of a package, with a tsconfig.json of their own. */
export const sourcesOf = (name) => path.join(corpus, 'sources', name.replace('@', '').replace('/', '__'));

/** Tests and demonstrations are not linted. */
export const tests = [
  ...['test', 'tests', '__tests__', 'spec', 'story', 'stories'].map((folder) => `**/${folder}/**`),
  ...['test', 'spec', 'stories'].flatMap((kind) => [`**/*.${kind}.ts`, `**/*.${kind}.tsx`]),
];

const compilerOptions = {
  target: 'ES2024',
  lib: ['ESNext', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable', 'WebWorker.ImportScripts'],
  module: 'Preserve',
  moduleResolution: 'bundler',
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  useUnknownInCatchVariables: false,
  strictPropertyInitialization: false,
  useDefineForClassFields: false,
  jsx: 'preserve',
};

/** Installs what is not installed yet. */
export function install() {
  const manifest = JSON.stringify({
    private: true,
    dependencies: Object.fromEntries(packages.map(({ name, version }) => [name, version])),
    devDependencies: typesOfOthers,
  });
  const file = path.join(corpus, 'package.json');
  const note = path.join(corpus, 'node_modules/.package-lock.json');
  if (existsSync(note) && readFileSync(file, 'utf8') === manifest) return;
  rmSync(corpus, { recursive: true, force: true });
  mkdirSync(corpus, { recursive: true });
  writeFileSync(file, manifest);
  // No package gets to run anything, and electron no to download its 100 MB.
  execSync('npm install --ignore-scripts --legacy-peer-deps --no-audit --no-fund', {
    cwd: corpus,
    stdio: ['ignore', 2, 2],
  });
}

/** Copies the sources of one package anew. */
export function copySources({
  name,
  types = [],
  options,
  exclude = [],
  beside = {},
  from = 'src',
  root = 'src',
  strip,
}) {
  const installed = installedAt(name);
  const to = sourcesOf(name);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const { version, type, imports } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
  const write = (file, content) => writeFileSync(path.join(to, file), content);
  const config = {
    compilerOptions: { ...compilerOptions, types, ...options },
    include: [root, 'assets.d.ts'],
    exclude: [...tests, ...exclude],
  };
  write('package.json', JSON.stringify({ name: `${name}--sources`, version, type, imports }));
  write('tsconfig.json', JSON.stringify(config));
  write('assets.d.ts', ['vue', 'css', 'svg'].map((ending) => `declare module '*.${ending}';\n`).join(''));

  if (from === 'maps') copySourcesOfMaps(installed, to, root, strip);
  else cpSync(path.join(installed, from), path.join(to, root), { recursive: true });
  for (const [folder, target] of Object.entries(beside)) {
    cpSync(path.join(installed, folder), path.join(to, target), { recursive: true });
  }
  // Versions of others that this package alone wants.
  const own = path.join(installed, 'node_modules');
  if (existsSync(own)) symlinkSync(own, path.join(to, 'node_modules'), 'dir');
}

function copySourcesOfMaps(installed, to, root, strip) {
  for (const file of readdirSync(installed, { recursive: true })) {
    if (!file.endsWith('.map') || file.includes('node_modules')) continue;
    const { sources, sourcesContent = [] } = JSON.parse(readFileSync(path.join(installed, file), 'utf8'));
    for (const [n, source] of sources.entries()) {
      const relative = source.replace(strip, '');
      const isSource = relative.startsWith(`${root}/`) && /(?<!\.d)\.tsx?$/u.test(relative);
      if (!isSource || relative.includes('..') || !sourcesContent[n]) continue;
      mkdirSync(path.dirname(path.join(to, relative)), { recursive: true });
      writeFileSync(path.join(to, relative), sourcesContent[n]);
    }
  }
}
