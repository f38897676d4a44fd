import { createHash, createHmac, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { PassThrough, Readable } from 'node:stream';

/** All of these are disposable by type, and none of them has to be disposed of. */
export function digest(text: string): string {
  const hash = createHash('sha256');
  hash.update(text);
  return hash.digest('hex');
}

export const signature = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

export function firstOf<Item>(items: ReadonlySet<Item>): Item | undefined {
  const iterator = items.values();
  return iterator.next().value;
}

function* numbers(): Generator<number> {
  for (let n = 0; ; n++) yield n;
}

export function identifiers(): () => string {
  const source = numbers();
  return () => `${randomBytes(4).toString('hex')}-${String(source.next().value)}`;
}

export function inMemory(text: string): Readable {
  const stream = Readable.from([text]);
  return stream.pipe(new PassThrough());
}

export class Registry extends EventEmitter {
  readonly #connections = new Map<string, Disposable>();

  find(name: string): Disposable | undefined {
    return this.#connections.get(name);
  }

  get current(): Disposable | undefined {
    return this.#connections.values().next().value;
  }
}

export function isKnown(registry: Registry, name: string): boolean {
  const found = registry.find(name);
  const { current } = registry;
  return found !== undefined && found !== current;
}

export function afterwards(run: () => void): void {
  setImmediate(run);
  queueMicrotask(run);
  setTimeout(run, 0);
}
