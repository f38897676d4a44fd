import { noGrowingCollection } from '../../src/rules/no-growing-collection.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const strict = [{ confidence: 'medium' }] as const;

typedRuleTester('everything').run('no-growing-collection', noGrowingCollection, {
  valid: [
    {
      name: 'entries are deleted',
      code: `
const sessions = new Map<string, object>();
export function login(user: { id: string }) { sessions.set(user.id, {}); }
export function logout(user: { id: string }) { sessions.delete(user.id); }
`,
      options: strict,
    },
    {
      name: 'keys that are few by type',
      code: `
type Kind = 'a' | 'b';
enum Level { Low, High }
const byKind = new Map<Kind, Buffer[]>();
const byLevel: Partial<Record<Level, Buffer>> = {};
const flags = new Map<boolean, Buffer>();
export function f(req: { kind: Kind; level: Level; on: boolean }, b: Buffer) {
  byKind.set(req.kind, [b]);
  byLevel[req.level] = b;
  flags.set(req.on, b);
}
`,
      options: strict,
    },
    {
      name: 'keys of a known object',
      code: `
const defaults = { a: 1, b: 2 };
const chosen = new Map<keyof typeof defaults, number>();
export function choose<K extends keyof typeof defaults>(id: K, n: number) { chosen.set(id, n); }
`,
      options: strict,
    },
    {
      name: 'properties that have few values',
      code: `
const counts: Record<string, number> = {};
export function count(req: { method: string }) { counts[req.method] = (counts[req.method] ?? 0) + 1; }
`,
      options: strict,
    },
    {
      name: 'weak already',
      code: `
const m = new WeakMap<object, number>();
const s = new WeakSet<object>();
export function f(req: object) { m.set(req, 1); s.add(req); }
`,
      options: strict,
    },
    {
      name: 'bounded by its size',
      code: `
const cache = new Map<string, Buffer>();
export function put(url: string, b: Buffer) {
  if (cache.size > 100) cache.delete(cache.keys().next().value!);
  cache.set(url, b);
}
const log: string[] = [];
export function f(req: Request) { if (log.length < 1000) log.push(req.url); }
const table: Record<string, Buffer> = {};
export function g(req: Request, b: Buffer) { if (Object.keys(table).length < 9) table[req.url] = b; }
`,
      options: strict,
    },
    {
      name: 'a ring',
      code: `
const ring: Buffer[] = [];
let i = 0;
export function f(b: Buffer) { ring[i++ % 10] = b; }
`,
      options: strict,
    },
    {
      name: 'a registry that is filled while the program starts',
      code: `
const plugins = new Map<string, () => void>();
const components: Record<string, unknown> = {};
export function register(name: string, f: () => void) { plugins.set(name, f); }
export function registerComponent(id: string, c: unknown) { components[id] = c; }
export function get(name: string) { return plugins.get(name) ?? components[name]; }
`,
      options: strict,
    },
    {
      name: 'filled at import',
      code: `
declare const routes: { id: string; body: Buffer }[];
const table = new Map<string, Buffer>();
for (const r of routes) table.set(r.id, r.body);
routes.forEach((r) => table.set(r.id, r.body));
function add(id: string, b: Buffer) { table.set(id, b); }
add('a', Buffer.alloc(1));
export const lookup = (id: string) => table.get(id);
`,
      options: strict,
    },
    {
      name: 'a decorator',
      code: `
const handlers = new Map<string, unknown>();
export function Handler(id: string) { return (target: unknown) => { handlers.set(id, target); }; }
export function handles(target: object, id: string) { handlers.set(id, target); }
export function tracked(id: string, context: ClassMethodDecoratorContext) { handlers.set(id, context.name); }
export const find = (id: string) => handlers.get(id);
`,
      options: strict,
    },
    {
      name: 'memoized by what is few',
      code: `
const formats = new Map<string, Intl.NumberFormat>();
export function format(locale: string) {
  let f = formats.get(locale);
  if (!f) { f = new Intl.NumberFormat(locale); formats.set(locale, f); }
  return f;
}
`,
      options: strict,
    },
    {
      name: 'each script is loaded once',
      code: `
const loaded = new Set<string>();
export function loadScript(url: string) {
  if (loaded.has(url)) return;
  loaded.add(url);
  document.head.append(url);
}
`,
      options: strict,
    },
    {
      name: 'others get hold of the collection',
      code: `
declare function prune(m: Map<string, Request>): void;
const a: object[] = [];
const b = new Map<string, Request>();
const c = new Map<string, Request>();
const d = new Set<Request>();
export const e = new Set<Request>();
const g = new Set<Request>();
export { g };
export function f(req: Request) { a.push(req); b.set(req.url, req); c.set(req.url, req); d.add(req); e.add(req); g.add(req); }
export const drain = () => a;
setInterval(() => prune(b), 1000);
const alias = c;
export const remove = (url: string) => alias.delete(url);
export const state = { d };
`,
      options: strict,
    },
    {
      name: 'emptied by a timer',
      code: `
const seen = new Set<string>();
export function f(req: Request) { seen.add(req.url); }
setInterval(() => seen.clear(), 1000);
`,
      options: strict,
    },
    {
      name: 'a batch that is sent',
      code: `
declare function send(batch: Request[]): void;
let batch: Request[] = [];
export function f(req: Request) {
  batch.push(req);
  if (batch.length === 10) { send(batch); batch = []; }
}
`,
      options: strict,
    },
    {
      name: 'known miss: entries lose their values, and their keys stay',
      code: `
const m: Record<string, Request | undefined> = {};
export function f(req: Request) { m[req.url] = req; }
export function g(url: string) { m[url] = undefined; }
const n = new Map<string, Request | null>();
export function h(req: Request) { n.set(req.url, req); }
export function i(url: string) { n.set(url, null); }
`,
      options: strict,
    },
    {
      name: 'filtered',
      code: `
let subs: { id: string }[] = [];
export function f(message: { id: string }) { subs.push(message); }
export function g(id: string) { subs = subs.filter((s) => s.id !== id); }
`,
      options: strict,
    },
    {
      name: 'dies with its instance',
      code: `
export class Box {
  #requests = new Map<string, Request>();
  put(req: Request) { this.#requests.set(req.url, req); }
  dispose() { clearTimeout(1); }
}
export function f(reqs: Request[]) { const m = new Map<string, Request>(); for (const req of reqs) m.set(req.url, req); return m.size; }
`,
      options: strict,
    },
    {
      name: 'a field that others can reach',
      code: `
export class Box {
  static all = new Set<Box>();
  constructor() { Box.all.add(this); }
  close() { clearTimeout(1); }
}
`,
      options: strict,
    },
    {
      name: 'a pool',
      code: `
const idle: Buffer[] = [];
export function release(b: Buffer) { idle.push(b); }
export function acquire() { return idle.pop() ?? Buffer.alloc(10); }
`,
      options: strict,
    },
    {
      name: 'the disposer removes',
      code: `
const subs: (() => void)[] = [];
export function on(f: () => void) { subs.push(f); return () => { subs.splice(subs.indexOf(f), 1); }; }
`,
      options: strict,
    },
    {
      name: 'the teardown removes',
      code: `
const all = new Set<Box>();
export class Box {
  constructor() { all.add(this); }
  close() { clearTimeout(1); all.delete(this); }
}
`,
      options: strict,
    },
    {
      name: 'the disposer removes itself',
      code: `
export class Hub {
  private disposables: { dispose(): void }[] = [];
  on(list: (() => void)[], f: () => void) {
    list.push(f);
    const disposable = {
      dispose: () => {
        list.splice(list.indexOf(f), 1);
        this.disposables.splice(this.disposables.indexOf(disposable), 1);
      },
    };
    this.disposables.push(disposable);
    return disposable;
  }
}
`,
      options: strict,
    },
    {
      name: 'commands that are there for good enter themselves',
      code: `
export abstract class Command {
  private static all = new Map<string, Command>();
  constructor(options: { id: string }) { Command.all.set(options.id, this); }
  static find(id: string) { return Command.all.get(id); }
}
`,
      options: strict,
    },
    {
      name: 'what is shared stays open when one of its users goes',
      code: `
interface Channel { on(f: () => void): void; off(f: () => void): void }
declare function open(n: string): Channel;
const channels = new Map<string, Channel>();
export function sub(name: string, f: () => void) {
  let c = channels.get(name);
  if (!c) { c = open(name); channels.set(name, c); }
  c.on(f);
  return () => c.off(f);
}
`,
      options: strict,
    },
    {
      name: 'classes as keys',
      code: `
const metadata = new Map<new () => object, object>();
export function define(type: new () => object, meta: object) { metadata.set(type, meta); }
`,
      options: strict,
    },
    {
      name: 'files of a build',
      code: `
const files = new Map<string, string>();
export function add(path: string, text: string) { files.set(path, text); }
`,
      options: strict,
    },
    {
      name: 'a command ends by itself',
      code: `
const errors: string[] = [];
export function complain(message: string) { errors.push(message); }
if (process.argv.length > 2) complain('x');
`,
      options: strict,
    },
    {
      name: 'objects with fixed names',
      code: `
const state = {} as { user?: object; request?: object };
export function f(req: object) { state.request = req; state['user'] = req; }
`,
      options: strict,
    },
    {
      name: 'the empty entry is removed with its last value',
      code: `
const topics = new Map<string, Set<() => void>>();
export function subscribe(id: string, f: () => void) {
  if (!topics.has(id)) topics.set(id, new Set());
  topics.get(id)!.add(f);
  return () => {
    topics.get(id)?.delete(f);
    if (topics.get(id)?.size === 0) topics.delete(id);
  };
}
`,
      options: strict,
    },
    {
      name: 'what is remembered on purpose',
      code: `
const seen = new Set<() => void>();
declare const bus: { on(f: () => void): void; off(f: () => void): void };
export function subscribe(f: () => void) { seen.add(f); bus.on(f); return () => bus.off(f); }
`,
    },
    {
      name: 'a local class that is no global',
      code: `
class Map<K, V> { set(k: K, v: V) { console.log(k, v); } }
const m = new Map<string, Request>();
export function f(req: Request) { m.set(req.url, req); }
`,
      options: strict,
    },
    {
      name: 'known miss: the collection is exported',
      code: `
export const sessions = new Map<string, Request>();
export function f(req: Request) { sessions.set(req.url, req); }
`,
    },
    {
      name: 'known miss: an instance adds itself to the collection of another',
      code: `
export class Child {
  constructor(private parent: { children: Set<Child> }) { parent.children.add(this); }
  dispose() { clearTimeout(1); }
}
`,
    },
    {
      name: 'known miss: entries are removed one by one, but not by the clean-up',
      code: `
const listeners = new Set<() => void>();
declare const bus: { on(f: () => void): void; off(f: () => void): void };
export function subscribe(f: () => void) { listeners.add(f); bus.on(f); return () => bus.off(f); }
export function forget(f: () => void) { listeners.delete(f); }
`,
      options: strict,
    },
    {
      name: 'the timeout of a request removes the entry, by itself or by a function, or the caller does',
      code: `
type Waiting = { resolve(v: unknown): void; reject(e: Error): void };
declare function send(id: string): void;
class Client {
  #pending = new Map<string, Waiting>();
  ask(id: string) {
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      setTimeout(() => { this.#pending.delete(id); reject(new Error('late')); }, 1000);
      send(id);
    });
  }
  askElse(id: string) {
    return new Promise((resolve, reject) => {
      setTimeout(() => { this.forget(id); reject(new Error('late')); }, 1000);
      this.#pending.set(id, { resolve, reject });
    });
  }
  request(id: string) {
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      setTimeout(() => reject(new Error('late')), 1000);
    });
  }
  async tryIt(id: string) {
    try { return await this.request(id); } finally { this.#pending.delete(id); }
  }
  forget(id: string) { this.#pending.delete(id); }
}
export const client = new Client();
`,
      options: strict,
    },
    {
      name: 'an entry that a failure removes, or a wait that cannot fail',
      code: `
const running = new Set<string>();
declare function work(id: string): Promise<void>;
export async function one(id: string) { running.add(id); try { await work(id); } finally { running.delete(id); } }
export async function two(id: string) { running.add(id); await work(id).catch(() => {}); running.delete(id); }
export async function three(id: string) {
  running.add(id);
  try { await work(id); } catch (error) { console.error(error); }
  running.delete(id);
}
export async function four(id: string) {
  running.add(id);
  await work(id).finally(() => running.delete(id));
}
export async function five(ids: string[]) {
  running.add(ids[0]!);
  await Promise.allSettled(ids.map(work));
  running.delete(ids[0]!);
}
`,
      options: strict,
    },
    {
      name: 'counts that go when they are down, and a gauge of few',
      code: `
const users = new Map<string, number>();
export function enter(id: string) { users.set(id, (users.get(id) ?? 0) + 1); }
export function leave(id: string) {
  const count = users.get(id)! - 1;
  if (count === 0) users.delete(id);
  else users.set(id, count);
}
const active: Record<'a' | 'b', number> = {} as Record<'a' | 'b', number>;
export function up(kind: 'a' | 'b') { active[kind]++; }
export function down(kind: 'a' | 'b') { active[kind]--; }
`,
      options: strict,
    },
    {
      name: 'what is emptied at the end, and its entries are taken out one by one',
      code: `
const open = new Set<() => void>();
declare const bus: { on(f: () => void): void; off(f: () => void): void };
export function subscribe(f: () => void) { open.add(f); bus.on(f); return () => { bus.off(f); open.delete(f); }; }
export function shutdown() { open.clear(); }
`,
      options: strict,
    },
  ],
  invalid: [
    {
      name: 'a request that nobody answers: the timeout rejects it, and only the answer removes the entry',
      ...marked(
        `
type Waiting = { resolve(v: unknown): void; reject(e: Error): void };
declare function send(id: string): void;
export class Client {
  #pending = new Map<string, Waiting>();
  request(id: string) {
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ keptAfterTimeout
      setTimeout(() => reject(new Error('late')), 1000);
      send(id);
    });
  }
  receive(id: string, value: unknown) {
    this.#pending.get(id)?.resolve(value);
    this.#pending.delete(id);
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
type Waiting = { resolve(v: unknown): void; reject(e: Error): void };
declare function send(id: string): void;
export class Client {
  #pending = new Map<string, Waiting>();
  request(id: string) {
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      setTimeout(() => { this.#pending.delete(id); return reject(new Error('late')); }, 1000);
      send(id);
    });
  }
  receive(id: string, value: unknown) {
    this.#pending.get(id)?.resolve(value);
    this.#pending.delete(id);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: a wait that may fail before the entry is removed',
      ...marked(`
const running = new Map<string, number>();
declare function work(id: string): Promise<void>;
export async function run(id: string) {
  running.set(id, 1);
  ~~~~~~~~~~~~~~~~~~ keptAfterError
  await work(id);
  running.delete(id);
}
`),
      options: strict,
    },
    {
      name: 'a count for each key, down to zero',
      ...marked(`
const users = new Map<string, number>();
declare function connect(id: string): void;
declare function disconnect(id: string): void;
export function open(id: string) {
  const count = users.get(id) ?? 0;
  users.set(id, count + 1);
  ~~~~~~~~~~~~~~~~~~~~~~~~ keptAtZero
  if (count === 0) connect(id);
}
export function close(id: string) {
  const count = users.get(id)! - 1;
  users.set(id, count);
  if (count === 0) disconnect(id);
}
`),
    },
    {
      name: 'strict: emptied at the end alone',
      ...marked(
        `
const listeners = new Set<() => void>();
declare const bus: { on(f: () => void): void; off(f: () => void): void };
export function subscribe(f: () => void) {
  listeners.add(f);
  ~~~~~~~~~~~~~~~~ keptAfterCleanUp
  bus.on(f);
  return () => { bus.off(f); };
}
export function shutdown() { for (const f of listeners) bus.off(f); listeners.clear(); }
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
const listeners = new Set<() => void>();
declare const bus: { on(f: () => void): void; off(f: () => void): void };
export function subscribe(f: () => void) {
  listeners.add(f);
  bus.on(f);
  return () => { listeners.delete(f); bus.off(f); };
}
export function shutdown() { for (const f of listeners) bus.off(f); listeners.clear(); }
`,
            },
          ],
        },
      ),
      options: strict,
    },
    {
      name: 'strict: a method that binds to a target, where the clean-up does not see the entry',
      ...marked(`
export class Listeners {
  private entries = new Set<[EventTarget, () => void]>();
  bind(target: EventTarget, listeners: (() => void)[]) {
    for (const listener of listeners) {
      const entry: [EventTarget, () => void] = [target, listener];
      target.addEventListener('focus', listener);
      this.entries.add(entry);
      ~~~~~~~~~~~~~~~~~~~~~~~ keptAfterCleanUp
    }
    return () => { for (const listener of listeners) target.removeEventListener('focus', listener); };
  }
  clear() { for (const [target, listener] of this.entries) target.removeEventListener('focus', listener); this.entries.clear(); }
}
`),
      options: strict,
    },
    {
      name: 'strict: the disposer that is returned stays in the list of its owner',
      ...marked(
        `
export class Hub {
  private disposables: { dispose(): void }[] = [];
  on(list: (() => void)[], f: () => void) {
    list.push(f);
    const disposable = { dispose: () => { list.splice(list.indexOf(f), 1); } };
    this.disposables.push(disposable);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ keptAfterCleanUp
    return disposable;
  }
  dispose() { this.disposables.forEach((each) => each.dispose()); }
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
export class Hub {
  private disposables: { dispose(): void }[] = [];
  on(list: (() => void)[], f: () => void) {
    list.push(f);
    const disposable = { dispose: () => { this.disposables.splice(this.disposables.indexOf(disposable) >>> 0, 1); list.splice(list.indexOf(f), 1); } };
    this.disposables.push(disposable);
    return disposable;
  }
  dispose() { this.disposables.forEach((each) => each.dispose()); }
}
`,
            },
          ],
        },
      ),
      options: strict,
    },
    {
      name: 'a map that the constructor makes',
      ...marked(
        `
export class Bus {
  readonly #handlers: Map<string, () => void>;
  constructor() { this.#handlers = new Map(); }
  subscribe(id: string, handler: () => void) {
    this.#handlers.set(id, handler);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ keptAfterCleanUp
    process.on('SIGHUP', handler);
    return () => { process.off('SIGHUP', handler); };
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
export class Bus {
  readonly #handlers: Map<string, () => void>;
  constructor() { this.#handlers = new Map(); }
  subscribe(id: string, handler: () => void) {
    this.#handlers.set(id, handler);
    process.on('SIGHUP', handler);
    return () => { this.#handlers.delete(id); process.off('SIGHUP', handler); };
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'requests as the keys of a map',
      ...marked(
        `
import type { IncomingMessage } from 'node:http';

const started = new Map<IncomingMessage, number>();

export function begin(req: IncomingMessage) {
  started.set(req, Date.now());
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
}
export function elapsed(req: IncomingMessage) {
  return Date.now() - (started.get(req) ?? 0);
}
`,
        {
          suggestions: [
            {
              messageId: 'useWeakCollection',
              output: `
import type { IncomingMessage } from 'node:http';

const started = new WeakMap<IncomingMessage, number>();

export function begin(req: IncomingMessage) {
  started.set(req, Date.now());
}
export function elapsed(req: IncomingMessage) {
  return Date.now() - (started.get(req) ?? 0);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the type of the map is written beside its name',
      ...marked(
        `
const seen: Set<Request> = new Set();
export function isRepeated(req: Request) {
  const isKnown = seen.has(req);
  seen.add(req);
  ~~~~~~~~~~~~~ onlyGrows
  return isKnown;
}
`,
        {
          suggestions: [
            {
              messageId: 'useWeakCollection',
              output: `
const seen: WeakSet<Request> = new WeakSet();
export function isRepeated(req: Request) {
  const isKnown = seen.has(req);
  seen.add(req);
  return isKnown;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'one entry for each user, who may be many',
      ...marked(`
interface Session { id: string; data: string }
const sessions = new Map<string, Session>();
export function login(user: { id: string }) {
  const session = { id: user.id, data: '' };
  sessions.set(user.id, session);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  return session;
}
`),
    },
    {
      name: 'a handler appends to an array',
      ...marked(`
import { createServer } from 'node:http';
const urls: string[] = [];
createServer((req, res) => {
  urls.push(req.url ?? '');
  ~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  res.end(String(urls.length));
}).listen(1);
`),
    },
    {
      name: 'a dictionary of files, never forgotten',
      ...marked(`
import { readFileSync } from 'node:fs';
const files: Record<string, Buffer> = {};
export function contentOf(url: string) {
  return (files[url] ??= readFileSync(url));
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
}
`),
    },
    {
      name: 'instances in a static set, which their teardown leaves there',
      ...marked(
        `
export class Connection {
  static #all = new Set<Connection>();
  static get count() {
    return Connection.#all.size;
  }
  constructor(private socket: { end(): void }) {
    Connection.#all.add(this);
    ~~~~~~~~~~~~~~~~~~~~~~~~~ keptAfterCleanUp
  }
  close() {
    this.socket.end();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
export class Connection {
  static #all = new Set<Connection>();
  static get count() {
    return Connection.#all.size;
  }
  constructor(private socket: { end(): void }) {
    Connection.#all.add(this);
  }
  close() {
    Connection.#all.delete(this);
    this.socket.end();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'instances in a set of the module',
      ...marked(
        `
const all = new Set<Connection>();
export class Connection {
  constructor(private socket: { end(): void }) {
    all.add(this);
    ~~~~~~~~~~~~~ keptAfterCleanUp
  }
  close() { this.socket.end(); }
}
export const count = () => all.size;
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
const all = new Set<Connection>();
export class Connection {
  constructor(private socket: { end(): void }) {
    all.add(this);
  }
  close() { all.delete(this); this.socket.end(); }
}
export const count = () => all.size;
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an unsubscribe function that forgets the entry',
      ...marked(
        `
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
const listeners = new Map<string, () => void>();
export function subscribe(id: string, listener: () => void) {
  listeners.set(id, listener);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ keptAfterCleanUp
  bus.on('change', listener);
  return () => {
    // no longer told
    bus.off('change', listener);
  };
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
const listeners = new Map<string, () => void>();
export function subscribe(id: string, listener: () => void) {
  listeners.set(id, listener);
  bus.on('change', listener);
  return () => {
    listeners.delete(id);
    // no longer told
    bus.off('change', listener);
  };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an unsubscribe function without a block',
      ...marked(
        `
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
const listeners: (() => void)[] = [];
export function subscribe(listener: () => void) {
  listeners.push(listener);
  ~~~~~~~~~~~~~~~~~~~~~~~~ keptAfterCleanUp
  bus.on('change', listener);
  return () => bus.off('change', listener);
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
const listeners: (() => void)[] = [];
export function subscribe(listener: () => void) {
  listeners.push(listener);
  bus.on('change', listener);
  return () => { listeners.splice(listeners.indexOf(listener) >>> 0, 1); return bus.off('change', listener); };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an object with dispose',
      ...marked(
        `
declare function open(id: string): { close(): void };
const feeds = {} as Record<string, object>;
export function watchFeed(id: string) {
  const feed = open(id);
  feeds[id] = feed;
  ~~~~~~~~~~~~~~~~ keptAfterCleanUp
  return {
    dispose() {
      feed.close();
    },
  };
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
declare function open(id: string): { close(): void };
const feeds = {} as Record<string, object>;
export function watchFeed(id: string) {
  const feed = open(id);
  feeds[id] = feed;
  return {
    dispose() {
      delete feeds[id];
      feed.close();
    },
  };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a disposer in a wrapper',
      ...marked(
        `
declare function toDisposable(f: () => void): { dispose(): void };
declare const host: { addEventListener(t: string, f: () => void): void; removeEventListener(t: string, f: () => void): void };
export class Registry {
  private items = new Set<() => void>();
  track(item: () => void) {
    this.items.add(item);
    ~~~~~~~~~~~~~~~~~~~~ keptAfterCleanUp
    host.addEventListener('x', item);
    return toDisposable(() => host.removeEventListener('x', item));
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
declare function toDisposable(f: () => void): { dispose(): void };
declare const host: { addEventListener(t: string, f: () => void): void; removeEventListener(t: string, f: () => void): void };
export class Registry {
  private items = new Set<() => void>();
  track(item: () => void) {
    this.items.add(item);
    host.addEventListener('x', item);
    return toDisposable(() => { this.items.delete(item); return host.removeEventListener('x', item); });
  }
}
`,
            },
            {
              messageId: 'useWeakCollection',
              output: `
declare function toDisposable(f: () => void): { dispose(): void };
declare const host: { addEventListener(t: string, f: () => void): void; removeEventListener(t: string, f: () => void): void };
export class Registry {
  private items = new WeakSet<() => void>();
  track(item: () => void) {
    this.items.add(item);
    host.addEventListener('x', item);
    return toDisposable(() => host.removeEventListener('x', item));
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'unregister does not undo all that register did',
      ...marked(
        `
import type { EventEmitter } from 'node:events';
export class Hub {
  #entries = new Map<EventEmitter, () => void>();
  register(emitter: EventEmitter) {
    const listener = () => {};
    this.#entries.set(emitter, listener);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ keptAfterCleanUp
    emitter.on('change', listener);
  }
  unregister(emitter: EventEmitter) {
    emitter.removeAllListeners('change');
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
import type { EventEmitter } from 'node:events';
export class Hub {
  #entries = new Map<EventEmitter, () => void>();
  register(emitter: EventEmitter) {
    const listener = () => {};
    this.#entries.set(emitter, listener);
    emitter.on('change', listener);
  }
  unregister(emitter: EventEmitter) {
    this.#entries.delete(emitter);
    emitter.removeAllListeners('change');
  }
}
`,
            },
            {
              messageId: 'useWeakCollection',
              output: `
import type { EventEmitter } from 'node:events';
export class Hub {
  #entries = new WeakMap<EventEmitter, () => void>();
  register(emitter: EventEmitter) {
    const listener = () => {};
    this.#entries.set(emitter, listener);
    emitter.on('change', listener);
  }
  unregister(emitter: EventEmitter) {
    emitter.removeAllListeners('change');
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'functions of opposite names',
      ...marked(
        `
const handlers: Record<string, () => void> = {};
export function attachHandler(id: string, target: EventTarget, f: () => void) {
  handlers[id] = f;
  ~~~~~~~~~~~~~~~~ keptAfterCleanUp
  target.addEventListener('x', f);
}
export const detachHandler = (id: string, target: EventTarget, f: () => void) => { target.removeEventListener('x', f); console.log(id); };
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
const handlers: Record<string, () => void> = {};
export function attachHandler(id: string, target: EventTarget, f: () => void) {
  handlers[id] = f;
  target.addEventListener('x', f);
}
export const detachHandler = (id: string, target: EventTarget, f: () => void) => { delete handlers[id]; target.removeEventListener('x', f); console.log(id); };
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an effect that leaves its entry behind',
      ...marked(
        `
import { useEffect } from 'react';
const mounted = new Map<string, () => void>();
export function useRefresh(id: string, refresh: () => void) {
  useEffect(() => {
    mounted.set(id, refresh);
    ~~~~~~~~~~~~~~~~~~~~~~~~ keptAfterCleanUp
    window.addEventListener('focus', refresh);
    return () => {
      window.removeEventListener('focus', refresh);
    };
  }, [id, refresh]);
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
import { useEffect } from 'react';
const mounted = new Map<string, () => void>();
export function useRefresh(id: string, refresh: () => void) {
  useEffect(() => {
    mounted.set(id, refresh);
    window.addEventListener('focus', refresh);
    return () => {
      mounted.delete(id);
      window.removeEventListener('focus', refresh);
    };
  }, [id, refresh]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'dead keys after the last unsubscribe',
      ...marked(
        `
const topics = new Map<string, Set<() => void>>();
export function subscribe(id: string, listener: () => void) {
  let listeners = topics.get(id);
  if (!listeners) {
    listeners = new Set();
    topics.set(id, listeners);
    ~~~~~~~~~~~~~~~~~~~~~~~~~ keptWhenEmpty
  }
  listeners.add(listener);
  return () => {
    topics.get(id)?.delete(listener);
  };
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteWhenEmpty',
              output: `
const topics = new Map<string, Set<() => void>>();
export function subscribe(id: string, listener: () => void) {
  let listeners = topics.get(id);
  if (!listeners) {
    listeners = new Set();
    topics.set(id, listeners);
  }
  listeners.add(listener);
  return () => {
    topics.get(id)?.delete(listener);
    if (topics.get(id)?.size === 0) topics.delete(id);
  };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'dead keys, the inner set in a constant',
      ...marked(
        `
const rooms = new Map<string, Set<object>>();
export function join(id: string, user: object) {
  if (!rooms.has(id)) rooms.set(id, new Set());
                      ~~~~~~~~~~~~~~~~~~~~~~~~ keptWhenEmpty
  rooms.get(id)!.add(user);
}
export function leave(id: string, user: object) {
  const members = rooms.get(id);
  if (!members) return;
  members.delete(user);
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteWhenEmpty',
              output: `
const rooms = new Map<string, Set<object>>();
export function join(id: string, user: object) {
  if (!rooms.has(id)) rooms.set(id, new Set());
  rooms.get(id)!.add(user);
}
export function leave(id: string, user: object) {
  const members = rooms.get(id);
  if (!members) return;
  members.delete(user);
  if (members.size === 0) rooms.delete(id);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'keys that each call makes',
      ...marked(`
const pending = new Map<number, () => void>();
let next = 0;
export function call(resolve: () => void) {
  pending.set(next++, resolve);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
}
`),
    },
    {
      name: 'random keys',
      ...marked(`
import { randomUUID } from 'node:crypto';
const jobs: Record<string, object> = {};
export function enqueue(data: object) {
  const id = randomUUID();
  jobs[id] = data;
  ~~~~~~~~~~~~~~~ onlyGrows
  return id;
}
`),
    },
    {
      name: 'a field of the only instance',
      ...marked(`
class Store {
  private rows = new Map<string, Uint8Array>();
  save(id: string, row: Uint8Array) {
    this.rows.set(id, row);
    ~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  }
  load(id: string) {
    return this.rows.get(id);
  }
}
export const store = new Store();
`),
    },
    {
      name: 'a field of an instance that is made when it is first asked for',
      ...marked(`
export class Recorder {
  static #instance: Recorder | undefined;
  private requests: Request[] = [];
  private constructor() {}
  static get() {
    return (Recorder.#instance ??= new Recorder());
  }
  record(req: Request) {
    this.requests.push(req);
    ~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  }
}
`),
    },
    {
      name: 'an array of a namespace',
      ...marked(`
export namespace Tracking {
  const hits: object[] = [];
  export function hit(req: Request) {
    hits.push({ url: req.url, at: 1 });
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  }
}
`),
    },
    {
      name: 'a map of a module that is a function called on the spot',
      ...marked(`
const api = (() => {
  const visits = new Map<string, number>();
  function visit(user: { id: string }) {
    visits.set(user.id, Date.now());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  }
  return { visit };
})();
export default api;
`),
    },
    {
      name: 'an array that is made anew, longer each time',
      ...marked(`
let history: string[] = [];
export function remember(message: { text: string }) {
  history = [...history, message.text];
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
}
`),
    },
    {
      name: 'a route handler',
      ...marked(`
declare const app: { post(path: string, f: (req: { body: object }, res: object) => void): void };
const bodies: object[] = [];
app.post('/x', (req) => {
  bodies.push(req.body);
  ~~~~~~~~~~~~~~~~~~~~~ onlyGrows
});
`),
    },
    {
      name: 'a loop without end',
      ...marked(`
declare function next(): Promise<{ id: string }>;
const seen = new Set<string>();
export async function run() {
  for (;;) {
    const message = await next();
    seen.add(message.id);
    ~~~~~~~~~~~~~~~~~~~~ onlyGrows
  }
}
`),
    },
    {
      name: 'elements of the page as keys',
      ...marked(
        `
const positions = new Map<Element, { x: number }>();
export function remember(element: Element) {
  positions.set(element, { x: 1 });
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
}
`,
        {
          suggestions: [
            {
              messageId: 'useWeakCollection',
              output: `
const positions = new WeakMap<Element, { x: number }>();
export function remember(element: Element) {
  positions.set(element, { x: 1 });
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'clients that connect and never leave',
      ...marked(`
declare const server: { on(e: string, f: (ws: { id: string }) => void): void };
const clients = new Set<object>();
server.on('connection', (ws) => {
  clients.add(ws);
  ~~~~~~~~~~~~~~~ onlyGrows
});
export function broadcast() {
  for (const client of clients) console.log(client);
}
`),
    },
    {
      name: 'counters by address',
      ...marked(`
const hits = {} as Record<string, number>;
export function hit(req: Request) {
  hits[req.url] = (hits[req.url] ?? 0) + 1;
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
}
export function again(req: Request) {
  hits[req.url]++;
}
`),
    },
    {
      name: 'made when it is first needed',
      ...marked(`
let bodies: Map<string, Buffer> | undefined;
export function keep(url: string, body: Buffer) {
  bodies ??= new Map();
  bodies.set(url, body);
  ~~~~~~~~~~~~~~~~~~~~~ onlyGrows
}
`),
    },
    {
      name: 'a private method that handlers call',
      ...marked(`
import type { IncomingMessage } from 'node:http';
class Log {
  static #lines: string[] = [];
  static #write(req: IncomingMessage) { Log.#lines.push(req.url ?? ''); }
                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  static handle(req: IncomingMessage) { Log.#write(req); }
}
export default Log;
`),
    },
    {
      name: 'at the end of an array by its length',
      ...marked(`
const packets: Buffer[] = [];
export const receive = (packet: Buffer) => { packets[packets.length] = packet; };
                                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
`),
    },
    {
      name: 'an exported handler of a route file',
      ...marked(`
const visitors: Record<string, Date> = Object.create(null);
export function GET(request: Request) {
  visitors[request.headers.get('x-id') ?? ''] = new Date();
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  return new Response('');
}
`),
    },
    {
      name: 'memoized by what the caller sends, with large results',
      ...marked(`
declare function render(url: string): Promise<ArrayBuffer>;
const rendered = new Map<string, ArrayBuffer>();
export async function page(url: string) {
  if (!rendered.has(url)) rendered.set(url, await render(url));
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  return rendered.get(url)!;
}
`),
    },
    {
      name: 'strict: memoized by an address; a cache may be emptied when it is full',
      ...marked(
        `
const cache = new Map<string, Promise<string>>();
declare function load(id: string): Promise<string>;
export function get(id: string) {
  let found = cache.get(id);
  if (!found) {
    found = load(id);
    cache.set(id, found);
    ~~~~~~~~~~~~~~~~~~~~ onlyGrows
  }
  return found;
}
`,
        {
          suggestions: [
            {
              messageId: 'emptyWhenFull',
              output: `
const cache = new Map<string, Promise<string>>();
declare function load(id: string): Promise<string>;
export function get(id: string) {
  let found = cache.get(id);
  if (!found) {
    found = load(id);
    if (cache.size >= 1000) cache.clear();
    cache.set(id, found);
  }
  return found;
}
`,
            },
          ],
        },
      ),
      options: strict,
    },
    {
      name: 'strict: no bound is offered without braces, nor where all entries are asked for',
      ...marked(`
const cache = new Map<string, Promise<string>>();
const names = new Map<string, string>();
declare function load(id: string): Promise<string>;
export function get(id: string) {
  if (!cache.has(id)) cache.set(id, load(id));
                      ~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  if (!names.has(id)) {
    names.set(id, id.trim());
    ~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
  }
  return [...names.values()];
}
`),
      options: strict,
    },
    {
      name: 'strict: called by a function that is not known to run again',
      ...marked(`
declare function eachOnce(f: (req: Request) => void): void;
const all = new Map<string, object>();
eachOnce((req) => all.set(req.url, req));
                  ~~~~~~~~~~~~~~~~~~~~~ onlyGrows
`),
      options: strict,
    },
    {
      name: 'strict: dead keys in the map of an instance',
      ...marked(
        `
export class Topics {
  #topics = new Map<string, Set<object>>();
  add(name: string, item: object) {
    if (!this.#topics.has(name)) this.#topics.set(name, new Set());
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ keptWhenEmpty
    this.#topics.get(name)?.add(item);
  }
  remove(name: string, item: object) { this.#topics.get(name)?.delete(item); }
}
`,
        {
          suggestions: [
            {
              messageId: 'deleteWhenEmpty',
              output: `
export class Topics {
  #topics = new Map<string, Set<object>>();
  add(name: string, item: object) {
    if (!this.#topics.has(name)) this.#topics.set(name, new Set());
    this.#topics.get(name)?.add(item);
  }
  remove(name: string, item: object) { this.#topics.get(name)?.delete(item); if (this.#topics.get(name)?.size === 0) this.#topics.delete(name); }
}
`,
            },
          ],
        },
      ),
      options: strict,
    },
  ],
});

untypedRuleTester('espree').run('no-growing-collection', noGrowingCollection, {
  valid: [
    {
      name: 'deleted',
      code: `
const sessions = new Map();
exports.open = (req) => sessions.set(req.id, req);
exports.close = (req) => sessions.delete(req.id);
`,
      options: strict,
      filename: 'file.cjs',
    },
    {
      name: 'a constant',
      code: `
const table = {};
exports.f = (req) => { table['x'] = req; };
`,
      options: strict,
      filename: 'file.cjs',
    },
  ],
  invalid: [
    {
      name: 'CommonJS',
      ...marked(`
const sessions = {};
function open(req) {
  sessions[req.sessionId] = { req };
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
}
module.exports = { open };
`),
      filename: 'file.cjs',
    },
    {
      name: 'instances in a set of the module',
      ...marked(
        `
const all = new Set();
class Connection {
  constructor(socket) { this.socket = socket; all.add(this); }
                                              ~~~~~~~~~~~~~ keptAfterCleanUp
  close() { this.socket.end(); }
}
exports.Connection = Connection;
exports.has = (c) => all.has(c);
`,
        {
          suggestions: [
            {
              messageId: 'deleteInCleanUp',
              output: `
const all = new Set();
class Connection {
  constructor(socket) { this.socket = socket; all.add(this); }
  close() { all.delete(this); this.socket.end(); }
}
exports.Connection = Connection;
exports.has = (c) => all.has(c);
`,
            },
            {
              messageId: 'useWeakCollection',
              output: `
const all = new WeakSet();
class Connection {
  constructor(socket) { this.socket = socket; all.add(this); }
  close() { this.socket.end(); }
}
exports.Connection = Connection;
exports.has = (c) => all.has(c);
`,
            },
          ],
        },
      ),
      filename: 'file.cjs',
    },
    {
      name: 'keys that are few are not known without types',
      ...marked(`
const counts = new Map();
exports.count = (req) => { counts.set(req.size, 1); };
                           ~~~~~~~~~~~~~~~~~~~~~~~ onlyGrows
`),
      filename: 'file.cjs',
    },
  ],
});

untypedRuleTester().run('no-growing-collection', noGrowingCollection, {
  valid: [
    {
      name: 'keys that are few by their written type',
      code: `
type Kind = 'a' | 'b';
enum Level { Low }
const a = new Map<Kind, object>();
const b: Record<Level, object> = {} as Record<Level, object>;
export function f(req: { x: Kind; y: Level }) { a.set(req.x, req); b[req.y] = req; }
`,
      options: strict,
    },
  ],
  invalid: [
    {
      name: 'requests as keys',
      ...marked(`
const started = new Map<Request, number>();
export function begin(req: Request) { started.set(req, 1); }
                                      ~~~~~~~~~~~~~~~~~~~ onlyGrows
`),
    },
    {
      name: 'a preset that counts on types says that there are none',
      code: `export {};`,
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
