/**
 * What some rules cost on top of typescript-eslint's `recommendedTypeChecked`, by two measures:
 *
 * - counts, the same on every machine: nodes that walks of our own look into, and queries to TypeScript's checker
 * - time: the share of the rules in a run, where load weighs on both alike, and the user CPU of runs with the rules and
 *   without them, in turn, each in a process of its own; the median says more than any one of them
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

/** Milliseconds spent in the rules. */
let spent = 0;

/** The plugin with the time of its rules added up. */
function timed(plugin) {
  const during =
    (work) =>
    (...args) => {
      const start = performance.now();
      try {
        return work(...args);
      } finally {
        spent += performance.now() - start;
      }
    };
  const listening = (listeners) =>
    Object.fromEntries(Object.entries(listeners).map(([selector, listener]) => [selector, during(listener)]));
  const rules = Object.entries(plugin.rules).map(([name, { meta, create }]) => [
    name,
    { meta, create: (context) => listening(during(create)(context)) },
  ]);
  return { rules: Object.fromEntries(rules) };
}

/** A run of ESLint with `recommendedTypeChecked`, and with the rules or without them. */
async function run(chosen) {
  const files = ['**/*.{ts,tsx}'];
  const config = [
    ...tseslint.configs.recommendedTypeChecked.map((part) => ({ ...part, files })),
    {
      files,
      languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: cwd } },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      plugins: { leaks: timed(leaks) },
      rules: chosen,
    },
  ];
  return new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config }).lintFiles([glob]);
}

const medianOf = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

if (values.child) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  await run(values.child === 'with' ? rules : {});
  const share = spent / (performance.now() - wall);
  console.log(JSON.stringify({ user: process.cpuUsage(cpu).user / 1e6, share }));
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
    return JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=4096', ...args], { encoding: 'utf8' }));
  };
  const inPercent = (ratio) => `${(100 * ratio).toFixed(2)} %`;
  const pairs = Number(values.pairs ?? '7');
  if (pairs > 0) measured('without');
  const found = Array.from({ length: pairs }, (_, index) => {
    // each comes first in every other pair
    const order = index % 2 === 0 ? ['without', 'with'] : ['with', 'without'];
    const runs = Object.fromEntries(order.map((child) => [child, measured(child)]));
    const ratio = runs.with.user / runs.without.user - 1;
    console.log(
      `share in one run ${inPercent(runs.with.share)}; user CPU ${runs.without.user.toFixed(2)} s without, ${runs.with.user.toFixed(2)} s with: ${inPercent(ratio)}`,
    );
    return { share: runs.with.share, ratio };
  });
  if (pairs > 0) {
    const [share, ratio] = ['share', 'ratio'].map((measure) => medianOf(found.map((pair) => pair[measure])));
    console.log(`median of ${pairs} pairs: share ${inPercent(share)}, user CPU ${inPercent(ratio)}`);
  }
}
