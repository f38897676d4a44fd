/**
 * What some rules cost on top of typescript-eslint's `recommendedTypeChecked`, by two measures:
 *
 * - counts, the same on every machine: nodes that walks of our own look into, and queries to TypeScript's checker
 * - time: what the rules add to a typed run, which makes the program and lints, and the share of the time in them
 *
 * Runs in processes of their own differ by more than the rules cost. So both runs are made in one process, over the
 * same parsed files, file by file in turn (A B, then B A), once to warm up and then some rounds. Each run of each round
 * has a checker of its own that knows nothing yet: who asks for a type first pays for it. The median of
 * the rounds and the range of their middle half are told, and the same of the fastest run of each file.
 *
 * Last, what a user pays: a process that makes the program and lints each file once, with nothing warm, in which another
 * rule has asked for the types before; the share of its CPU that is spent in the rules, the median of five such runs.
 *
 *   npm run cost:rules -- <folder with a tsconfig.json> [<rule>…] [--rounds 7] [--files 'src/**\/*.ts']
 *
 * Without rules: those about memory that stays.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ESLint } from 'eslint';
import { minimatch } from 'minimatch';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import leaks from '../dist/index.js';
import { retentionRules } from './retention-rules.mjs';
import { countsOf } from './rule-counts.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, files: { type: 'string' }, once: { type: 'boolean' } },
});
const [folder, ...names] = positionals;
if (folder === undefined) {
  console.error('Usage: npm run cost:rules -- <folder with a tsconfig.json> [<rule>…] [--rounds 7] [--files <glob>]');
  process.exit(2);
}
const cwd = path.resolve(folder);
const glob = values.files ?? '**/*.{ts,tsx}';
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

/** Asks for the type of every call, member and name, so that none of the rules is the first to do so. */
const typesOfAll = {
  create({ sourceCode: { parserServices } }) {
    const ask = (node) => parserServices.getTypeAtLocation(node);
    return { CallExpression: ask, MemberExpression: ask, Identifier: ask };
  },
};

/** ESLint with `recommendedTypeChecked`, and with the rules or without them. */
function linter(program, chosen) {
  const files = ['**/*.{ts,tsx}'];
  const config = [
    ...tseslint.configs.recommendedTypeChecked.map((part) => ({ ...part, files })),
    {
      files,
      languageOptions: { parserOptions: { programs: [program] } },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      plugins: { types: { rules: { ofAll: typesOfAll } }, leaks: timed(leaks) },
      rules: chosen,
    },
  ];
  return new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config, ignore: false });
}

const configFile = ts.readConfigFile(path.join(cwd, 'tsconfig.json'), (file) => readFileSync(file, 'utf8'));
const { options, fileNames } = ts.parseJsonConfigFileContent(configFile.config, ts.sys, cwd);

/** A program with a checker that has answered nothing; the parsed files are those of an older one. */
function programAfter(oldProgram) {
  const program = ts.createProgram({
    rootNames: fileNames,
    options,
    host: ts.createCompilerHost(options),
    oldProgram,
  });
  program.getTypeChecker();
  return program;
}

const files = fileNames
  .filter((file) => !file.endsWith('.d.ts') && minimatch(path.relative(cwd, file), glob))
  .map((filename) => ({ filename, code: readFileSync(filename, 'utf8') }));

if (files.length === 0) throw new Error(`${folder} has no files that match ${glob}.`);

/** What some work takes: milliseconds of CPU, helping threads included, and of the clock. */
async function costOf(work) {
  const [before, start] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, clock: performance.now() - start };
}

/** The least time that each file took: of load and of collected garbage there is little in it. */
const fastest = { program: [Infinity], without: [], with: [], rules: [] };
const keepFastest = (what, index, time) => {
  fastest[what][index] = Math.min(fastest[what][index] ?? Infinity, time);
};

/** What the rules add to the CPU of one run over all files, and the CPU of both. */
async function round(number, isWarm) {
  let program;
  const making = await costOf(() => {
    program = programAfter(undefined);
  });
  const programs = [program, programAfter(program)];
  if (number % 2 === 1) programs.reverse();
  const linters = { without: linter(programs[0], {}), with: linter(programs[1], rules) };
  const cpu = { without: making.cpu, with: making.cpu };
  if (isWarm) keepFastest('program', 0, making.clock);
  globalThis.gc?.();
  for (const [index, { filename, code }] of files.entries()) {
    const order = (index + number) % 2 === 0 ? ['without', 'with'] : ['with', 'without'];
    for (const run of order) {
      spent = 0;
      const cost = await costOf(() => linters[run].lintText(code, { filePath: filename }));
      cpu[run] += cost.cpu;
      if (!isWarm) continue;
      keepFastest(run, index, cost.clock);
      if (run === 'with') keepFastest('rules', index, spent);
    }
  }
  return { ...cpu, ratio: cpu.with / cpu.without - 1 };
}

const inPercent = (ratio) => `${(100 * ratio).toFixed(2)} %`;
const perThousand = (count, lines) => ((count * 1000) / lines).toFixed(1).padStart(8);

/** The median, and the range of the middle half. */
function middleOf(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)];
  return `${inPercent(at(0.5))} (middle half ${inPercent(at(0.25))} to ${inPercent(at(0.75))})`;
}

/** The share of the rules in the CPU of this process, when it lints every file once. */
if (values.once) {
  const eslint = linter(programAfter(undefined), { 'types/ofAll': 'error', ...rules });
  for (const { filename, code } of files) await eslint.lintText(code, { filePath: filename });
  const { user, system } = process.cpuUsage();
  console.log(spent / ((user + system) / 1000));
  process.exit();
}

const { lines, counts } = countsOf(files, { cwd, plugin: leaks, rules, program: programAfter(undefined) });
console.log(`${files.length} files, ${lines} lines; for 1,000 lines:`);
for (const [name, { nodes, queries }] of Object.entries(counts)) {
  console.log(`${perThousand(nodes, lines)} nodes ${perThousand(queries, lines)} queries  ${name}`);
}

const rounds = Number(values.rounds ?? '7');
const ratios = [];
for (let number = 0; number <= rounds; number++) {
  // the first is the warm-up
  const result = await round(number, number > 0);
  if (number > 0) ratios.push(result.ratio);
  const [without, including] = [result.without, result.with].map((cpu) => (cpu / 1000).toFixed(2));
  console.log(`CPU ${without} s without, ${including} s with: ${inPercent(result.ratio)}`);
}
if (rounds > 0) {
  const [program, without, including, inRules] = ['program', 'without', 'with', 'rules'].map((what) =>
    fastest[what].reduce((sum, time) => sum + time, 0),
  );
  console.log(`median of ${rounds} rounds: CPU ${middleOf(ratios)}`);
  console.log(
    `fastest run of each file: ${inPercent((program + including) / (program + without) - 1)} more time with the rules, ${inPercent(inRules / (program + including))} spent in them`,
  );
}
if (rounds > 0) {
  const shares = Array.from({ length: 5 }, () =>
    Number(execFileSync(process.execPath, [import.meta.filename, ...process.argv.slice(2), '--once'])),
  );
  console.log(`a run in a process of its own, 5 times: ${middleOf(shares)} of its CPU spent in the rules`);
}
