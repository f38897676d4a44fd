import { createServer, type IncomingMessage } from 'node:http';

/** The least recently used entry goes when there are too many. */
class LruCache<Key, Value> {
  #entries = new Map<Key, Value>();
  #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }
  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }
  set(key: Key, value: Value): void {
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}
export const pages = new LruCache<string, Uint8Array>(100);

const lengths = new WeakMap<object, number>();
export function lengthOf(value: object): number {
  let length = lengths.get(value);
  if (length === undefined) lengths.set(value, (length = JSON.stringify(value).length));
  return length;
}

/** Filled when the program starts. */
type Handler = (body: string) => string;
const handlers = new Map<string, Handler>();
const register = (name: string, handler: Handler): void => void handlers.set(name, handler);
register('upper', (body) => body.toUpperCase());
register('trim', (body) => body.trim());

/** As many entries as there are levels. */
type Level = 'debug' | 'info' | 'error';
const messagesByLevel: Partial<Record<Level, number>> = {};
const latencies = new Map<Level, number[]>();
export function record(level: Level, latency: number): void {
  messagesByLevel[level] = (messagesByLevel[level] ?? 0) + 1;
  const list = latencies.get(level) ?? [];
  list.push(latency);
  if (list.length > 100) list.shift();
  latencies.set(level, list);
}

/** Overwrites the oldest. */
class RingBuffer<Item> {
  #items: (Item | undefined)[] = [];
  #next = 0;
  readonly size: number;
  constructor(size: number) {
    this.size = size;
  }
  push(item: Item): void {
    this.#items[this.#next % this.size] = item;
    this.#next++;
  }
}
export const history = new RingBuffer<IncomingMessage>(50);

/** Drained by a worker. */
const queue: IncomingMessage[] = [];
export const enqueue = (message: IncomingMessage): void => void queue.push(message);
export function* drain(): Generator<IncomingMessage> {
  for (let message = queue.shift(); message; message = queue.shift()) yield message;
}

/** A new one for each request. */
createServer((request, response) => {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const handler = handlers.get(request.url ?? '');
  response.end(handler?.([...headers.keys()].join()));
}).listen();

/** An answer, a timeout and the end of the connection remove what waits. */
interface Waiting {
  resolve(value: string): void;
  reject(error: Error): void;
}
export class Client {
  #waiting = new Map<number, Waiting>();
  #last = 0;
  request(send: (id: number) => void): Promise<string> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error('late'));
      }, 1000);
      this.#waiting.set(id, {
        resolve: (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        reject,
      });
      send(id);
    });
  }
  receive(id: number, value: string): void {
    this.#waiting.get(id)?.resolve(value);
    this.#waiting.delete(id);
  }
  close(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('closed'));
    this.#waiting.clear();
  }
}

/** One request at a time for each key, whatever becomes of it. */
const running = new Map<string, Promise<string>>();
export function once(key: string, load: () => Promise<string>): Promise<string> {
  const known = running.get(key);
  if (known) return known;
  const promise = load().finally(() => running.delete(key));
  running.set(key, promise);
  return promise;
}

const locked = new Set<string>();
export async function withLock(id: string, work: () => Promise<void>): Promise<void> {
  if (locked.has(id)) throw new Error(`${id} is locked.`);
  locked.add(id);
  try {
    await work();
  } finally {
    locked.delete(id);
  }
}

/** Counted down, and gone at zero. */
const users = new Map<string, number>();
export function enter(room: string): () => void {
  users.set(room, (users.get(room) ?? 0) + 1);
  return () => {
    const left = (users.get(room) ?? 1) - 1;
    if (left === 0) users.delete(room);
    else users.set(room, left);
  };
}

/** Replaced as a whole, or started anew at intervals. */
let snapshot: Record<string, string> = {};
let recent = new Set<string>();
export function see(id: string, state: string): boolean {
  snapshot = { ...snapshot, [state.slice(0, 1)]: state };
  const isNew = !recent.has(id);
  recent.add(id);
  return isNew;
}
export function rotate(): Record<string, string> {
  recent = new Set();
  return snapshot;
}

/** Made on first use, one of a kind. */
class Container {
  static #instance: Container | undefined;
  #services = new Map<new () => object, object>();
  static get(): Container {
    return (Container.#instance ??= new Container());
  }
  resolve<Service extends object>(type: new () => Service): Service {
    let service = this.#services.get(type);
    if (!service) this.#services.set(type, (service = new type()));
    return service as Service;
  }
}
export const resolve = <Service extends object>(type: new () => Service): Service => Container.get().resolve(type);
