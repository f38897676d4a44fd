/**
 * Runs programs and tells which of their tracked values stay alive. Needs `--expose-gc`.
 * Reads an array of `{ code }` from stdin; writes an array of `{ error, hasKept, alive }`.
 */
import { readFileSync } from 'node:fs';

const programs = JSON.parse(readFileSync(0, 'utf8'));
process.on('unhandledRejection', () => {});

const turn = () => new Promise((resolve) => setImmediate(resolve));
const runs = [];
// what a program may keep is reachable from here
globalThis.runs = runs;

for (const { code } of programs) {
  const run = { error: null, tracked: [], kept: [] };
  runs.push(run);
  start(run, code);
  if (runs.length % 50 === 0) await turn();
}
// short timeouts fire
await new Promise((resolve) => setTimeout(resolve, 50));
for (let round = 0; round < 5; round++) {
  await turn();
  await globalThis.gc({ type: 'major', execution: 'async' });
}
const results = runs.map(({ error, tracked, kept }) => ({
  error,
  hasKept: kept.length > 0,
  alive: [...new Set(tracked.filter(([, reference]) => reference.deref()).map(([label]) => label))].sort(),
}));
// all of it, before the process ends
process.stdout.write(JSON.stringify(results), () => process.exit(0));

function start(run, code) {
  const track = (label, value) => {
    run.tracked.push([label, new WeakRef(value)]);
    return value;
  };
  const names = {
    B: (label) => track(label, { label }),
    K: (closure) => void run.kept.push(closure),
    U: () => undefined,
    R: track,
    /** A value that can be disposed of, and disposes of nothing. */
    D: (label) => track(label, { label, [Symbol.dispose]() {}, async [Symbol.asyncDispose]() {} }),
    /** A promise that is never settled, and that the program's environment holds. */
    H: () => {
      const promise = new Promise(() => {});
      run.kept.push(promise);
      return promise;
    },
  };
  try {
    new Function(...Object.keys(names), code)(...Object.values(names));
  } catch (error) {
    run.error = String(error);
  }
}
