import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';

const run = promisify(execFile);

export async function currentCommit(): Promise<string> {
  const { stdout } = await run('git', ['rev-parse', 'HEAD']);
  return stdout.trim();
}

export async function exitCodeOf(command: string): Promise<number> {
  const child = spawn(command, { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}

/** Goes on by itself, on purpose. */
export function startDaemon(command: string): void {
  const child = spawn(command, { detached: true, stdio: 'ignore' });
  child.unref();
}

export class WorkerPool implements AsyncDisposable {
  readonly #workers: readonly Worker[];

  constructor(script: string, size: number) {
    this.#workers = Array.from({ length: size }, () => new Worker(script));
  }

  post(message: unknown): void {
    for (const worker of this.#workers) worker.postMessage(message);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

export function compute(script: string, input: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: input });
    worker.once('message', (result: unknown) => {
      void worker.terminate();
      resolve(result);
    });
    worker.once('error', reject);
  });
}
