/**
 * How the cost of following paths grows with the length of one function.
 *
 *   npm run build && node scripts/measure-linearity.mjs
 *
 * Steps are counted, and are the same on every machine. CPU is that of `require-disposal` alone: the code is parsed
 * before, and each length is measured after a first run that warms up.
 */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import leaks from '../dist/index.js';
import { flowStepsOf } from '../dist/src/analyses/paths/flow-steps.js';
import { longFunction } from './long-function.mjs';

/** One run of ESLint over the function: its CPU in milliseconds, and the steps that the rule took. */
function run(code, withRule) {
  let steps = 0;
  const counter = { create: ({ sourceCode }) => ({ 'Program:exit': () => (steps = flowStepsOf(sourceCode)) }) };
  const plugins = { leaks, probe: { rules: { steps: counter } } };
  const rules = { ...(withRule && { 'leaks/require-disposal': 'error' }), 'probe/steps': 'error' };
  const start = process.cpuUsage();
  new Linter().verify(code, [{ languageOptions: { parser }, plugins, rules }], 'long.js');
  const { user, system } = process.cpuUsage(start);
  return { cpu: (user + system) / 1000, steps };
}

/** The rule's own share: what a run with it costs more than one without. */
function measure(statements, held) {
  const code = longFunction(statements, held);
  const costs = Array.from({ length: 4 }, () => run(code, true).cpu - run(code, false).cpu).slice(1);
  return { steps: run(code, true).steps, cpu: costs.sort((a, b) => a - b)[1] };
}

for (const held of [false, true]) {
  console.log(held ? 'All descriptors are held to the end:' : 'Each descriptor is closed some lines below:');
  console.log('statements  resources  steps/statement  CPU ms/1,000 statements  CPU ms');
  measure(500, held);
  for (const statements of [1000, 2000, 4000, 8000]) {
    const { cpu, steps } = measure(statements, held);
    console.log(
      [
        String(statements).padStart(10),
        String(statements / 10).padStart(10),
        (steps / statements).toFixed(1).padStart(16),
        ((cpu / statements) * 1000).toFixed(1).padStart(24),
        cpu.toFixed(0).padStart(7),
      ].join(' '),
    );
  }
}
