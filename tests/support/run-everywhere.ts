import { execFile } from 'node:child_process';
import path from 'node:path';

/** What a program does, as runtime.mjs tells it. */
export interface Outcome {
  readonly leaks: readonly string[];
  readonly usesAfterDisposal: number;
  readonly doubleDisposals: number;
  readonly log: readonly string[];
}

/** In half of them `cond` holds, in half of them `work()` throws. */
const environments = [
  { cond: true, boom: false },
  { cond: false, boom: false },
  { cond: true, boom: true },
  { cond: false, boom: true },
];

/** Runs each program in each environment, all of them in one process of this Node. */
export async function runEverywhere(
  node: string,
  programs: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Outcome[]>> {
  const jobs = [...programs.values()].flatMap((code) => environments.map((environment) => ({ code, ...environment })));
  const printed = await new Promise<string>((resolve, reject) => {
    const child = execFile(node, [path.join(import.meta.dirname, '../shapes/runtime.mjs')], (error, stdout) => {
      if (error) reject(new Error('runtime.mjs failed', { cause: error }));
      else resolve(stdout);
    });
    child.stdin?.end(JSON.stringify(jobs));
  });
  // programs may print too; the outcomes come last
  const outcomes = JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '') as Outcome[];
  const { length } = environments;
  return new Map(Array.from(programs.keys(), (name, n) => [name, outcomes.slice(n * length, (n + 1) * length)]));
}
