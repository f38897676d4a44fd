/**
 * What some rules cost on top of typescript-eslint's `recommendedTypeChecked`, by two measures:
 *
 * - counts, the same on every machine: nodes that walks of our own look into, and queries to TypeScript's checker
 * - the user CPU of whole runs, with the rules and without them, in turn, each in a process of its own; the median of
 *   the pairs' ratios says more than any one of them
 *
 *   npm run cost:rules -- <folder with a tsconfig.json> [<rule>…] [--pairs 7] [--files 'src/**\/*.ts']
 *
 * Without rules: those about memory that stays.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import leaks from '../dist/index.js';
import { retentionRules } from './retention-rules.mjs';
import { countsOf } from './rule-counts.mjs';

const options = { pairs: { type: 'string' }, files: { type: 'string' }, child: { type: 'string' } };
const { positionals, values } = parseArgs({ allowPositionals: true, options });
const [folder, ...names] = positionals;
if (folder === undefined) {
  console.error('Usage: npm run cost:rules -- <folder with a tsconfig.json> [<rule>…] [--pairs 7] [--files <glob>]');
  process.exit(2);
}
const cwd = path.resolve(folder);
const glob = values.files ?? 'src/**/*.{ts,tsx}';
const all = leaks.configs.all.rules;
const rules =
  names.length === 0
    ? retentionRules(leaks)
    : Object.fromEntries(names.map((name) => [`leaks/${name}`, all[`leaks/${name}`]]));

/** A run of ESLint with `recommendedTypeChecked`, and with the rules or without them. */
async function run(chosen) {
  const files = ['**/*.{ts,tsx}'];
  const config = [
    ...tseslint.configs.recommendedTypeChecked.map((part) => ({ ...part, files })),
    {
      files,
      languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: cwd } },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      plugins: { leaks },
      rules: chosen,
    },
  ];
  return new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config }).lintFiles([glob]);
}

const medianOf = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

if (values.child) {
  const start = process.cpuUsage();
  await run(values.child === 'with' ? rules : {});
  console.log(process.cpuUsage(start).user / 1e6);
} else {
  const results = await run({});
  const program = ts.createProgram(
    results.map(({ filePath }) => filePath),
    ts.parseJsonConfigFileContent(
      ts.readConfigFile(path.join(cwd, 'tsconfig.json'), (file) => readFileSync(file, 'utf8')).config,
      ts.sys,
      cwd,
    ).options,
  );
  const files = results
    .filter(({ fatalErrorCount }) => fatalErrorCount === 0)
    .map(({ filePath }) => ({ filename: filePath, code: readFileSync(filePath, 'utf8') }));
  const { lines, counts } = countsOf(files, { cwd, plugin: leaks, rules, program });
  console.log(`${files.length} files, ${lines} lines; for 1,000 lines:`);
  for (const [name, { nodes, queries }] of Object.entries(counts)) {
    const [walked, asked] = [nodes, queries].map((count) => ((count * 1000) / lines).toFixed(1).padStart(8));
    console.log(`${walked} nodes ${asked} queries  ${name}`);
  }

  const measured = (child) => {
    const args = [import.meta.filename, folder, ...names, '--files', glob, '--child', child];
    return Number(execFileSync(process.execPath, ['--max-old-space-size=4096', ...args], { encoding: 'utf8' }));
  };
  const pairs = Number(values.pairs ?? '7');
  if (pairs > 0) measured('without');
  const ratios = Array.from({ length: pairs }, (_, index) => {
    // each comes first in every other pair
    const order = index % 2 === 0 ? ['without', 'with'] : ['with', 'without'];
    const times = Object.fromEntries(order.map((child) => [child, measured(child)]));
    const ratio = times.with / times.without - 1;
    console.log(
      `${times.without.toFixed(2)} s without, ${times.with.toFixed(2)} s with: ${(100 * ratio).toFixed(2)} %`,
    );
    return ratio;
  });
  if (pairs > 0) console.log(`median of ${pairs} pairs: ${(100 * medianOf(ratios)).toFixed(2)} %`);
}
