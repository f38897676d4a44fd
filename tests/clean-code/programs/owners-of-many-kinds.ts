// Who releases is decided by a count, a pool, a cache, a callback, a proxy, a fixture: each ends what it holds, once.
import { once } from 'node:events';
import { createReadStream, createWriteStream, open, close } from 'node:fs';
import { open as openFile, type FileHandle } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import { pipeline } from 'node:stream';
import { Worker } from 'node:worker_threads';

interface Res extends Disposable {
  readonly isDisposed: boolean;
  read(): string;
  later(): Promise<string>;
}
interface Tx extends AsyncDisposable {
  commit(): Promise<void>;
  rollback(): Promise<void>;
  run(sql: string): Promise<void>;
}
declare function createRes(name?: string): Res;
declare function openRes(name?: string): Promise<Res>;
declare function beginTx(): Promise<Tx>;

/** Counted: the last one who lets go ends it. */
export class Counted implements Disposable {
  #count = 0;
  #res: Res | null = null;
  acquire(): Res {
    this.#count++;
    return (this.#res ??= createRes());
  }
  release(): void {
    if (--this.#count > 0) return;
    this.#res?.[Symbol.dispose]();
    this.#res = null;
  }
  [Symbol.dispose](): void {
    this.#count = 1;
    this.release();
  }
}

/** A pool: what comes back is kept, or ended where there are too many. */
export class Pool implements Disposable {
  readonly #idle: Res[] = [];
  take(): Res {
    return this.#idle.pop() ?? createRes();
  }
  give(res: Res): void {
    if (res.isDisposed) return;
    if (this.#idle.length < 4) this.#idle.push(res);
    else res[Symbol.dispose]();
  }
  with<T>(use: (res: Res) => T): T {
    const res = this.take();
    try {
      return use(res);
    } finally {
      this.give(res);
    }
  }
  [Symbol.dispose](): void {
    for (const res of this.#idle.splice(0)) res[Symbol.dispose]();
  }
}

/** A cache: the value that a key had is ended before it gets another. */
export class Cache implements Disposable {
  readonly #entries = new Map<string, Res>();
  async get(key: string): Promise<Res> {
    const known = this.#entries.get(key);
    if (known && !known.isDisposed) return known;
    const res = await openRes(key);
    this.#entries.get(key)?.[Symbol.dispose]();
    this.#entries.set(key, res);
    return res;
  }
  [Symbol.dispose](): void {
    this.#entries.forEach((res) => res[Symbol.dispose]());
    this.#entries.clear();
  }
}

export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await beginTx();
  try {
    const result = await work(tx);
    await tx.commit();
    return result;
  } catch (error) {
    await tx.rollback();
    throw error;
  } finally {
    await tx[Symbol.asyncDispose]();
  }
}

export async function all(names: readonly string[]): Promise<string[]> {
  const opened = await Promise.allSettled(names.map((name) => openRes(name)));
  try {
    return opened.map((one) => (one.status === 'fulfilled' ? one.value.read() : 'failed'));
  } finally {
    for (const one of opened) if (one.status === 'fulfilled') one.value[Symbol.dispose]();
  }
}

export function copy(from: string, to: string, done: (error: Error | null) => void): void {
  pipeline(createReadStream(from), createWriteStream(to), (error) => done(error ?? null));
}

export async function write(path: string, text: string): Promise<void> {
  const stream = createWriteStream(path);
  stream.end(text);
  await finished(stream);
}

export function firstByte(path: string, done: (error: Error | null, fd?: number) => void): void {
  open(path, 'r', (error, fd) => {
    if (error) {
      done(error);
      return;
    }
    close(fd, (failed) => done(failed, fd));
  });
}

export async function greeting(port: number): Promise<string> {
  const socket = connect(port);
  try {
    await once(socket, 'connect');
    const [data] = (await once(socket, 'data')) as [Buffer];
    return data.toString();
  } finally {
    socket.destroy();
  }
}

export async function inWorker(file: string): Promise<unknown> {
  const worker = new Worker(file);
  try {
    const [message] = (await once(worker, 'message', { signal: AbortSignal.timeout(1000) })) as [unknown];
    return message;
  } finally {
    await worker.terminate();
  }
}

export async function headOf(path: string): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await openFile(path);
    const { buffer } = await file.read(Buffer.alloc(16));
    return buffer.toString();
  } finally {
    await file?.close();
  }
}

export async function* lines(names: readonly string[]): AsyncGenerator<string> {
  for (const name of names) {
    using res = await openRes(name);
    yield await res.later();
  }
}

/** A mixin whose end is the end of its base. */
type Constructor<T> = new (...args: any[]) => T;
export function Holding<Base extends Constructor<Disposable>>(base: Base) {
  return class extends base {
    readonly held = createRes();
    override [Symbol.dispose](): void {
      this.held[Symbol.dispose]();
      super[Symbol.dispose]();
    }
  };
}

/** Reached through a proxy, which is what is given away. */
export function watched(log: (key: PropertyKey) => void): Res {
  const res = createRes();
  return new Proxy(res, {
    get(target, key) {
      log(key);
      return Reflect.get(target, key) as unknown;
    },
  });
}

/** The same one again: who made it goes on to own it. */
export class Builder implements Disposable {
  readonly #parts: Res[] = [];
  add(name: string): this {
    this.#parts.push(createRes(name));
    return this;
  }
  build(): string {
    return this.#parts.map((part) => part.read()).join();
  }
  [Symbol.dispose](): void {
    while (this.#parts.length > 0) this.#parts.pop()?.[Symbol.dispose]();
  }
}
export function built(): string {
  using builder = new Builder().add('a').add('b');
  return builder.build();
}

/** An end that is made when it is asked for. */
export function leased(): { read(): string; readonly [Symbol.dispose]: () => void } {
  const res = createRes();
  return {
    read: () => res.read(),
    get [Symbol.dispose]() {
      return () => res[Symbol.dispose]();
    },
  };
}

export async function untilAborted(signal: AbortSignal, port: number): Promise<void> {
  const socket: Socket = connect(port);
  const ended = AbortSignal.any([signal, AbortSignal.timeout(5000)]);
  try {
    await once(socket, 'close', { signal: ended });
  } finally {
    if (!socket.destroyed) socket.destroy();
  }
}

/** A fixture: what the test gets ends behind it. */
export async function fixture<T>(use: (res: Res) => Promise<T>): Promise<T> {
  const res = await openRes('fixture');
  const same = res;
  try {
    return await use(same);
  } finally {
    res[Symbol.dispose]();
  }
}

export async function renewed(names: readonly string[]): Promise<void> {
  let res = await openRes('first');
  try {
    for (const name of names) {
      const next = await openRes(name);
      res[Symbol.dispose]();
      res = next;
    }
  } finally {
    res[Symbol.dispose]();
  }
}

export function either(given?: Res): string {
  const own = given ? null : createRes();
  const res = given ?? own;
  try {
    return res?.read() ?? '';
  } finally {
    own?.[Symbol.dispose]();
  }
}

export function retried(times: number): Res {
  for (let n = 0; ; n++) {
    const res = createRes();
    if (!res.isDisposed) return res;
    const drop = (): void => res[Symbol.dispose]();
    drop();
    if (n === times) throw new Error('no resource');
  }
}

function passed<T extends Disposable>(value: T): T {
  return value;
}
export function passedOn(): Res {
  const res = passed(createRes());
  return passed(res);
}
export function usedPassed(): string {
  using res = passed(createRes());
  return res.read();
}

export async function handedOver(): Promise<Res> {
  using stack = new DisposableStack();
  const res = stack.use(await openRes());
  await res.later();
  stack.move();
  return res;
}

export async function inTurn(): Promise<string> {
  using res = createRes();
  const read = async (): Promise<string> => await res.later();
  const text = await read();
  return text + (await read());
}

export function endedTwice(res: Res): void {
  const end = (): void => {
    if (!res.isDisposed) res[Symbol.dispose]();
  };
  process.once('exit', end);
  end();
  process.off('exit', end);
}
