/**
 * Lints packages that ship their TypeScript sources, with types and the built plugin, and prints every report with
 * its line of code. What is wrong or right of it is ruled on in docs/rulings.md.
 *
 *     npm run corpus [-- --only rxjs] [--preset strictTypeChecked]
 *
 * npm installs the packages into the folder .corpus, which git ignores. From there the sources are copied out of
 * node_modules (where ESLint would not look, and where a package's own classes would pass for those of a library).
 * Every package is a program and a process of its own: one program for all would mix the timers of Node and the DOM.
 */
import { execFileSync, execSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** `types`: those of Node, without which the timers are those of the DOM. `beside`: folders that the sources import. */
const packages = [
  { name: 'mongodb', version: '7.9.0', types: ['node'] },
  {
    name: 'puppeteer-core',
    version: '24.43.1',
    types: ['node'],
    beside: { 'lib/esm/third_party': 'third_party' },
  },
  { name: 'electron-updater', version: '6.8.10', types: ['node'], inSourceMaps: true },
  { name: '@hocuspocus/server', version: '3.4.4', types: ['node'] },
  { name: 'rxjs', version: '7.8.2', types: ['node'] },
  { name: 'livekit-client', version: '2.23.0', types: [] },
  { name: '@livekit/components-react', version: '3.0.0', types: [], jsx: 'react-jsx' },
];

/** What their types need beside what they depend on. */
const typesOfOthers = {
  '@livekit/throws-transformer': '0.1.8',
  '@types/debug': '4.1.13',
  '@types/fs-extra': '9.0.13',
  '@types/js-yaml': '4.0.9',
  '@types/node': '20.19.43',
  '@types/react': '19.3.0',
  '@types/react-dom': '19.3.0',
  '@types/sdp-transform': '2.15.0',
  '@types/semver': '7.8.0',
  '@types/ws': '8.18.2',
  electron: '41.7.1',
  react: '19.3.1',
  'react-dom': '19.3.1',
};

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
};

const tests = [
  ...['test', 'tests', '__tests__', 'spec'].map((folder) => `**/${folder}/**`),
  ...['test', 'spec', 'stories'].flatMap((kind) => [`**/*.${kind}.ts`, `**/*.${kind}.tsx`]),
];

const corpus = path.join(import.meta.dirname, '../.corpus');
const installedAt = (name) => path.join(corpus, 'node_modules', name);
const sourcesOf = (name) => path.join(corpus, 'sources', name.replace('@', '').replace('/', '__'));

function install() {
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
  execSync('npm install --ignore-scripts --no-audit --no-fund', { cwd: corpus, stdio: ['ignore', 2, 2] });
}

function copySources({ name, types, jsx = 'preserve', beside = {}, inSourceMaps = false }) {
  const from = installedAt(name);
  const to = sourcesOf(name);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const { version, type, imports } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'));
  const write = (file, content) => writeFileSync(path.join(to, file), JSON.stringify(content));
  write('package.json', { name: `${name}--sources`, version, type, imports });
  write('tsconfig.json', { compilerOptions: { ...compilerOptions, types, jsx }, include: ['src'], exclude: tests });

  if (inSourceMaps) copySourcesOfMaps(from, to);
  else cpSync(path.join(from, 'src'), path.join(to, 'src'), { recursive: true });
  for (const [folder, target] of Object.entries(beside)) {
    cpSync(path.join(from, folder), path.join(to, target), { recursive: true });
  }
  // Versions of others that this package alone wants.
  const own = path.join(from, 'node_modules');
  if (existsSync(own)) symlinkSync(own, path.join(to, 'node_modules'), 'dir');
}

function copySourcesOfMaps(from, to) {
  for (const file of readdirSync(from, { recursive: true })) {
    if (!file.endsWith('.map') || file.includes('node_modules')) continue;
    const { sources, sourcesContent = [] } = JSON.parse(readFileSync(path.join(from, file), 'utf8'));
    for (const [n, source] of sources.entries()) {
      const relative = source.replace(/^(?:\.\.\/)+/u, '');
      if (!/^src\/[^:]*(?<!\.d)\.tsx?$/u.test(relative) || relative.includes('..') || !sourcesContent[n]) continue;
      mkdirSync(path.dirname(path.join(to, relative)), { recursive: true });
      writeFileSync(path.join(to, relative), sourcesContent[n]);
    }
  }
}

/** In a process of its own: prints the number of files and lines, and the reports, as JSON. */
async function lint(name, preset) {
  const { ESLint } = await import('eslint');
  const parser = await import('@typescript-eslint/parser');
  const { default: leaks } = await import('../dist/index.js');
  const cwd = sourcesOf(name);
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      { ignores: ['**/*.d.ts', ...tests] },
      {
        files: ['**/*.{ts,tsx}'],
        linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
        languageOptions: { parser, parserOptions: { project: './tsconfig.json', tsconfigRootDir: cwd } },
      },
      { files: ['**/*.{ts,tsx}'], ...leaks.configs[preset] },
    ],
  });
  const results = await eslint.lintFiles(['src/**/*.{ts,tsx}']);
  let lines = 0;
  const reports = results.flatMap(({ filePath, messages }) => {
    const code = readFileSync(filePath, 'utf8').split('\n');
    lines += code.length;
    // Without a rule and not fatal: a comment to ESLint has no effect.
    const found = messages.filter(({ ruleId, fatal }) => ruleId || fatal);
    return found.map(({ line = 1, ruleId, message, fatal, fix, suggestions = [] }) => ({
      place: `${name}/${path.relative(cwd, filePath)}:${line}`,
      rule: ruleId?.replace('leaks/', '') ?? 'cannot be linted',
      message,
      isFatal: fatal === true,
      edit: fix ? 'fix' : suggestions.length > 0 ? 'suggestion' : 'no edit',
      code: code[line - 1]?.trim() ?? '',
    }));
  });
  console.log(JSON.stringify({ files: results.length, lines, reports }));
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, preset: { type: 'string' }, child: { type: 'string' } },
});
const { only, child, preset = 'recommendedTypeChecked' } = values;

if (child) await lint(child, preset);
else {
  const chosen = packages.filter(({ name }) => !only || name === only);
  if (chosen.length === 0) throw new Error(`${only} is none of ${packages.map(({ name }) => name).join(', ')}`);
  install();
  const totals = { files: 0, lines: 0, reports: 0 };
  const byRule = {};
  for (const entry of chosen) {
    copySources(entry);
    const args = ['--max-old-space-size=4096', import.meta.filename, '--child', entry.name, '--preset', preset];
    const printed = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    const { files, lines, reports } = JSON.parse(printed);
    console.log(`\n${entry.name}@${entry.version}: ${files} files, ${lines} lines, reports: ${reports.length}`);
    for (const { place, rule, message, edit, code, isFatal } of reports) {
      console.log(`${place} ${rule} ${message} [${edit}]\n    ${code}`);
      byRule[rule] = (byRule[rule] ?? 0) + 1;
      if (isFatal) process.exitCode = 1;
    }
    totals.files += files;
    totals.lines += lines;
    totals.reports += reports.length;
  }
  const perThousand = ((1000 * totals.reports) / totals.lines).toFixed(2);
  console.log(
    `\n${totals.files} files, ${totals.lines} lines, reports: ${totals.reports} (${perThousand} per 1,000 lines)`,
  );
  for (const [rule, count] of Object.entries(byRule)) console.log(`${String(count).padStart(5)} ${rule}`);
}
