import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';

declare const work: (given?: unknown) => Promise<number>;
declare const sleep: (milliseconds: number) => Promise<void>;
const bus = new EventEmitter();

// until the signal is aborted
export function serve({ signal }: { signal?: AbortSignal }): Server {
  const server = createServer();
  signal?.addEventListener('abort', () => server.close());
  return server;
}

export async function listen(port: number, signal: AbortSignal): Promise<Server> {
  const server = createServer();
  signal.addEventListener('abort', () => server.close(), { once: true });
  await new Promise<void>((done) => server.listen(port, done));
  return server;
}

export async function poll(signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));
  while (!signal.aborted) await work();
}

export async function forever(signal: AbortSignal): Promise<void> {
  const aborted = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await aborted;
  console.log('bye');
}

export async function sortUntil(signal: AbortSignal): Promise<void> {
  const child = spawn('sort');
  signal.addEventListener('abort', () => child.kill(), { once: true });
  await once(signal, 'abort');
  await work();
}

export function subscribe(handler: () => void, { signal }: { signal?: AbortSignal } = {}): void {
  bus.on('x', handler);
  signal?.addEventListener('abort', () => bus.off('x', handler), { once: true });
}

export function onAborted(signal: AbortSignal, run: () => void): void {
  if (signal.aborted) run();
  else signal.addEventListener('abort', () => run(), { once: true });
}

export class Registry {
  readonly #items = new Map<string, number>();

  add(key: string, { signal }: { signal?: AbortSignal }): void {
    this.#items.set(key, 1);
    signal?.addEventListener('abort', () => this.#items.delete(key));
  }
}

// taken away when the work is done
export async function load(url: string, signal: AbortSignal): Promise<Response> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  signal.addEventListener('abort', stop);
  try {
    return await fetch(url, { signal: controller.signal });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

export async function loadOnce(url: string, signal: AbortSignal): Promise<Response> {
  const done = new AbortController();
  const controller = new AbortController();
  signal.addEventListener('abort', () => controller.abort(), { signal: done.signal });
  try {
    return await fetch(url, { signal: controller.signal });
  } finally {
    done.abort();
  }
}

export const delay = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    const cleanup = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = (): void => {
      cleanup();
      reject(new Error('aborted'));
    };
    const timer = setTimeout(() => {
      cleanup();
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', onAbort, { once: true });
  });

export function subscribeBoth(handler: () => void, { signal }: { signal?: AbortSignal } = {}): () => void {
  const off = (): void => {
    bus.off('x', handler);
    signal?.removeEventListener('abort', off);
  };
  bus.on('x', handler);
  signal?.addEventListener('abort', off, { once: true });
  return off;
}

// signals made here, and one listener for each signal
export async function loadInTime(url: string, given: AbortSignal): Promise<Response> {
  const signal = AbortSignal.any([given, AbortSignal.timeout(1000)]);
  signal.addEventListener('abort', () => console.log('late'));
  return await fetch(url, { signal });
}

const controllers = new WeakMap<AbortSignal, AbortController>();

export function controllerFor(signal: AbortSignal): AbortController {
  let controller = controllers.get(signal);
  if (!controller) {
    const made = new AbortController();
    signal.addEventListener('abort', () => made.abort());
    controllers.set(signal, (controller = made));
  }
  return controller;
}

// removed whatever is waited for
export async function interrupted(): Promise<void> {
  const stop = (): void => console.log('stop');
  const off = (): void => {
    process.off('SIGINT', stop);
  };
  process.on('SIGINT', stop);
  try {
    await work();
  } catch (error) {
    off();
    throw error;
  }
  off();
}

export async function reported(): Promise<void> {
  const stop = (): void => console.log('stop');
  process.on('SIGINT', stop);
  try {
    await work();
  } catch (error) {
    console.error(error);
  }
  process.off('SIGINT', stop);
}

async function quiet(): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error);
  }
}

export async function unfailing(): Promise<void> {
  const stop = (): void => console.log('stop');
  process.on('SIGINT', stop);
  await sleep(10);
  await quiet();
  await work().catch(() => 0);
  await Promise.allSettled([work()]);
  process.off('SIGINT', stop);
}

export function chained(): Promise<void> {
  const stop = (): void => console.log('stop');
  process.on('SIGINT', stop);
  return work()
    .catch(console.error)
    .then(() => {
      process.off('SIGINT', stop);
    });
}

export function chainedTwice(): Promise<number> {
  const stop = (): void => console.log('stop');
  process.on('SIGINT', stop);
  return work().finally(() => process.off('SIGINT', stop));
}

export async function limited(events: EventEmitter): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), 5000);
    events.once('ok', resolve);
  });
  clearTimeout(timer);
}

export async function raced(): Promise<number> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), 5000);
  });
  try {
    return await Promise.race([work(), limit]);
  } finally {
    clearTimeout(timer);
  }
}
