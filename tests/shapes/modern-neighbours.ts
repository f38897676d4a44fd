import type { Neighbour } from './neighbours.ts';

const kept: Pick<Neighbour, 'reports'> = { reports: [] };
const held: Pick<Neighbour, 'reports'> = { reports: ['require-disposal'] };

/**
 * Programs in the styles of today: private names, accessors, static blocks and factories, overloads, generics,
 * decorators, enums, namespaces, labels, async iteration. Linted as the other rules' neighbours are.
 */
export const modernNeighbours: readonly Neighbour[] = [
  // what a callee gives
  {
    name: 'a static factory with a private constructor',
    form: 'raw',
    code: `class Pool implements Disposable {
  readonly #res = createRes();
  private constructor() {}
  static open(): Pool { return new Pool(); }
  read() { return this.#res.read(); }
  [Symbol.dispose]() { this.#res.dispose(); }
}
export function main() {
  const pool = Pool.open();
  return pool.read();
}`,
    ...held,
    fix: `class Pool implements Disposable {
  readonly #res = createRes();
  private constructor() {}
  static open(): Pool { return new Pool(); }
  read() { return this.#res.read(); }
  [Symbol.dispose]() { this.#res.dispose(); }
}
export function main() {
  using pool = Pool.open();
  return pool.read();
}`,
  },
  {
    name: 'a static factory that keeps one for all',
    form: 'raw',
    code: `class Pool implements Disposable {
  static #shared: Pool | undefined;
  static { Pool.#shared = undefined; }
  static get shared(): Pool { return (Pool.#shared ??= new Pool()); }
  read() { return 'read'; }
  [Symbol.dispose]() { Pool.#shared = undefined; }
}
export function main() {
  const pool = Pool.shared;
  return pool.read();
}`,
    ...kept,
  },
  {
    name: 'a private method that keeps what it makes',
    form: 'raw',
    code: `export class Pages implements Disposable {
  readonly #pages = new Map<string, Res>();
  constructor(names: readonly string[]) { for (const name of names) this.#create(name); }
  #create(name: string): Res {
    const page = createRes(name);
    this.#pages.set(name, page);
    show(page.read());
    return page;
  }
  [Symbol.dispose]() { for (const page of this.#pages.values()) page.dispose(); }
}`,
    ...kept,
  },
  {
    name: 'a class that disposes itself when its source has ended',
    form: 'raw',
    code: `class Watch implements Disposable {
  static on(when: (f: () => void) => void): Watch { return new Watch(when); }
  private constructor(when: (f: () => void) => void) { when(() => { this[Symbol.dispose](); }); }
  [Symbol.dispose]() { show('over'); }
}
export function main() {
  const watch = Watch.on(later);
  show(watch);
}`,
    ...kept,
  },
  {
    name: 'told to listeners, who take it over',
    form: 'raw',
    code: `class Bus { readonly #takers: ((r: Res) => void)[] = []; on(f: (r: Res) => void) { this.#takers.push(f); } emit(name: string, r: unknown) { show(name); show(r); } }
export function main(bus = new Bus()) {
  const r = createRes();
  bus.emit('made', r);
}`,
    ...kept,
  },
  {
    name: 'an overload that borrows beside one that makes',
    form: 'raw',
    code: `function load(name: string): Res;
function load(name: string, cached: true): null;
function load(name: string, cached?: true): Res | null { return cached ? null : createRes(name); }
export function main() {
  const r = load('x');
  r.read();
}`,
    ...held,
    fix: `function load(name: string): Res;
function load(name: string, cached: true): null;
function load(name: string, cached?: true): Res | null { return cached ? null : createRes(name); }
export function main() {
  using r = load('x');
  r.read();
}`,
  },
  {
    name: 'a generic function expression in a constant',
    form: 'raw',
    code: `const make = function <T extends string>(name: T): Res { return createRes(name); };
export function main() {
  const r = make('x');
  r.read();
}`,
    ...held,
    fix: `const make = function <T extends string>(name: T): Res { return createRes(name); };
export function main() {
  using r = make('x');
  r.read();
}`,
  },
  {
    name: 'a pair as const satisfies, taken apart and released',
    form: 'raw',
    code: `function pair() { return [createRes('a'), createRes('b')] as const satisfies readonly [Res, Res]; }
export function main() {
  const [a, b] = pair();
  try { a.read(); b.read(); } finally { a.dispose(); b.dispose(); }
}`,
    ...kept,
  },
  {
    name: 'handed to a function with an assertion signature',
    form: 'raw',
    code: `declare function adopt<T extends Disposable>(value: T): asserts value is T;
export function main() {
  const r = createRes();
  adopt(r);
}`,
    ...kept,
  },
  {
    name: 'a namespace that keeps by name',
    form: 'raw',
    code: `namespace Registry {
  const known = new Map<string, Res>();
  export function ensure(name: string): Res {
    let found = known.get(name);
    if (!found) { found = createRes(name); known.set(name, found); }
    return found;
  }
}
export function main() { const r = Registry.ensure('x'); r.read(); }`,
    ...kept,
  },
  {
    name: 'keyed by an enum in an object that is returned',
    form: 'raw',
    code: `enum Kind { A = 'a', B = 'b' }
export function main(): Record<Kind, Res> {
  const a = createRes('a');
  const b = createRes('b');
  return { [Kind.A]: a, [Kind.B]: b };
}`,
    ...kept,
  },
  {
    name: 'an auto-accessor gives what the instance has',
    form: 'raw',
    code: `class Box implements Disposable {
  accessor #r: Res = createRes();
  get res(): Res { return this.#r; }
  [Symbol.dispose]() { this.#r.dispose(); }
}
export function main() { using box = new Box(); const r = box.res; r.read(); }`,
    ...kept,
  },
  {
    name: 'factories that call each other',
    form: 'raw',
    code: `function even(n: number): Res { return n === 0 ? createRes() : odd(n - 1); }
function odd(n: number): Res { return even(n - 1); }
export function main() { const r = even(4); r.dispose(); }`,
    ...kept,
  },
  {
    name: 'a mixin holds and releases',
    form: 'raw',
    code: `function WithRes<T extends new (...args: any[]) => object>(Base: T) {
  return class extends Base implements Disposable {
    #r = createRes();
    read() { return this.#r.read(); }
    [Symbol.dispose]() { this.#r.dispose(); }
  };
}
export class Mixed extends WithRes(Object) {}`,
    ...kept,
  },
  {
    name: 'a decorated class holds and releases',
    form: 'raw',
    code: `function sealed<T extends abstract new (...args: never[]) => object>(target: T, _context: ClassDecoratorContext<T>): T { return target; }
@sealed
class Decorated implements Disposable {
  readonly #r = createRes();
  read() { return this.#r.read(); }
  [Symbol.dispose]() { this.#r.dispose(); }
}
export function read() { using d = new Decorated(); return d.read(); }`,
    ...kept,
  },
  // paths
  {
    name: 'a switch that names every literal and has no default',
    form: 'raw',
    code: `export function main(kind: 'a' | 'b' = 'a') {
  const r = createRes();
  switch (kind) {
    case 'a': r.dispose(); break;
    case 'b': r[Symbol.dispose](); break;
  }
}`,
    ...kept,
  },
  {
    name: 'a switch over an enum, a boolean, and a union with null',
    form: 'raw',
    code: `enum Kind { A, B }
export function main(kind = Kind.A as Kind, isBig = cond, n: 1 | 2 | null = 1) {
  const a = createRes(), b = createRes(), c = createRes();
  switch (kind) { case Kind.A: a.dispose(); break; case Kind.B: a.dispose(); }
  switch (isBig) { case true: b.dispose(); break; case false: b.dispose(); }
  switch (n) { case 1: case 2: c.dispose(); break; case null: c.dispose(); }
}`,
    ...kept,
  },
  {
    name: 'a switch over strings that leaves some over',
    form: 'raw',
    code: `export function main(name: string = 'c') {
  const r = createRes();
  switch (name) { case 'a': r.dispose(); break; case 'b': r.dispose(); break; }
}`,
    ...held,
  },
  {
    name: 'a switch over true leaves some over',
    form: 'raw',
    code: `export function main(n: number = 0) {
  const r = createRes();
  switch (true) { case n > 1: r.dispose(); break; case n < 0: r.dispose(); break; }
}`,
    ...held,
  },
  {
    name: 'a switch that falls through to the release, with an impossible default',
    form: 'raw',
    code: `export function main(kind: 'a' | 'b' = 'a') {
  const r = createRes();
  switch (kind) { case 'a': work(); case 'b': r.dispose(); break; default: kind satisfies never; r.dispose(); }
}`,
    ...kept,
  },
  {
    name: 'left early where it says that it is closed',
    form: 'raw',
    code: `interface Sock extends Disposable { readonly destroyed: boolean; isConnected(): boolean; end(): void }
declare function createSock(): Sock;
export function main() {
  const sock = createSock();
  if (sock.destroyed) return;
  if (!sock.isConnected()) return;
  sock.end();
}`,
    ...kept,
  },
  {
    name: 'left early for a reason that says nothing of its end',
    form: 'raw',
    code: `interface Reply extends Disposable { readonly ok: boolean; dispose(): void }
declare function createReply(): Reply;
export function main() {
  const reply = createReply();
  if (!reply.ok) return;
  reply.dispose();
}`,
    ...held,
    suggestion: `interface Reply extends Disposable { readonly ok: boolean; dispose(): void }
declare function createReply(): Reply;
export function main() {
  using reply = createReply();
  if (!reply.ok) return;
}`,
  },
  {
    name: 'a labelled continue goes past the release',
    form: 'sync',
    code: `outer: for (const x of xs) {
  const r = createRes(String(x));
  for (const y of xs) { if (y > x) continue outer; }
  r.dispose();
}`,
    ...held,
    suggestion: `outer: for (const x of xs) {
  using r = createRes(String(x));
  for (const y of xs) { if (y > x) continue outer; }
}`,
  },
  {
    name: 'a labelled continue behind a release of its own',
    form: 'sync',
    code: `next: for (const x of xs) {
  const r = createRes(String(x));
  for (const y of xs) { if (x === y) { r.dispose(); continue next; } }
  r.read();
  r.dispose();
}`,
    ...kept,
  },
  {
    name: 'a labelled block that is left in front of the release',
    form: 'sync',
    code: `const r = createRes();
done: { if (cond) break done; r.read(); }
r[Symbol.dispose]();`,
    reports: ['prefer-using'],
    suggestion: `using r = createRes();
done: { if (cond) break done; r.read(); }`,
  },
  {
    name: 'tried again, released in the loop on both ways',
    form: 'async',
    code: `let tries = 0;
do {
  const r = await openRes();
  try { await r.later(); r.dispose(); return; } catch (error) { r.dispose(); show(error); }
} while (tries++ < 3);`,
    ...kept,
  },
  {
    name: 'async iteration over what a generator makes',
    form: 'raw',
    code: `async function* many(): AsyncGenerator<Res> { for (const x of xs) yield createRes(String(x)); }
export async function main() {
  for await (const r of many()) { using own = r; own.read(); }
  for await (using r of many()) r.read();
}`,
    ...kept,
  },
  {
    name: 'an optional call of a function that releases',
    form: 'sync',
    code: `const r = createRes();
const end: (() => void) | undefined = cond ? () => r.dispose() : undefined;
end?.();
r.dispose();`,
    ...kept,
  },
  {
    name: 'swapped, and both released',
    form: 'sync',
    code: `let a = createRes('a');
let b = createRes('b');
[a, b] = [b, a];
a.dispose();
b.dispose();`,
    ...kept,
  },
  {
    name: 'an object of options gets one by ??=',
    form: 'sync',
    code: `const holder: { r?: Res } = {};
holder.r ??= createRes();
try { holder.r.read(); } finally { holder.r.dispose(); }`,
    ...kept,
  },
  {
    name: 'settled promises, each fulfilled one released',
    form: 'async',
    code: `const opened = await Promise.allSettled(xs.map(() => openRes()));
for (const one of opened) if (one.status === 'fulfilled') one.value.dispose();`,
    ...kept,
  },
  {
    name: 'two that are closed at the same time',
    form: 'async',
    code: `const a = createARes();
const b = createARes();
try { a.read(); b.read(); } finally { await Promise.all([a.close(), b.close()]); }`,
    ...kept,
  },
  {
    name: 'a promise of it in an executor that also rejects',
    form: 'raw',
    code: `export function main(): Promise<Res> {
  return new Promise((resolve, reject) => {
    const r = createRes();
    if (cond) { r.dispose(); reject(new Error('no')); return; }
    resolve(r);
  });
}`,
    ...kept,
  },
  {
    name: 'released when the chain that uses it has ended',
    form: 'async',
    code: `return openRes().then((r) => r.later().finally(() => r.dispose()));`,
    ...kept,
  },
  {
    name: 'an instance of a class expression that releases it',
    form: 'raw',
    code: `export function make() {
  const r = createRes();
  return new (class { read() { return r.read(); } [Symbol.dispose]() { r.dispose(); } })();
}`,
    ...kept,
  },
  {
    name: 'its end and its use taken out by name',
    form: 'raw',
    code: `interface Tools extends Disposable { dispose(): void; read(): string }
declare function createTools(): Tools;
export function main() {
  const { dispose, read } = createTools();
  try { read(); } finally { dispose(); }
}`,
    ...kept,
  },
  {
    name: 'only a state taken out by name',
    form: 'sync',
    code: `const { isDisposed } = createRes();
show(isDisposed);`,
    reports: ['no-floating-disposable'],
    suggestion: `using res = createRes();
const { isDisposed } = res;
show(isDisposed);`,
  },
  // `using`
  {
    name: 'a bound method of it is returned',
    form: 'sync',
    code: `using r = createRes();
return r.read.bind(r);`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'a bound method of it runs here',
    form: 'sync',
    code: `using r = createRes();
return xs.map(r.read.bind(r));`,
    ...kept,
  },
  {
    name: 'a getter of an object that is returned reads it',
    form: 'sync',
    code: `using r = createRes();
return { get text() { return r.read(); } };`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'a static block that keeps it',
    form: 'raw',
    code: `export class Static { static kept: Res; static { using r = createRes(); Static.kept = r; } }`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'a namespace keeps it in an array',
    form: 'raw',
    code: `namespace N { export const all: Res[] = []; }
export function main() { using r = createRes(); N.all.push(r); }`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'a parameter keeps it in a property',
    form: 'raw',
    code: `export function main(into: { res?: Res } = {}) { using r = createRes(); into.res = r; }`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'an optional promise with a default is returned',
    form: 'async',
    code: `using r = createResOrNull();
return r?.later() ?? '';`,
    reports: ['no-escaping-using'],
    fix: `using r = createResOrNull();
return await r?.later() ?? '';`,
  },
  {
    name: 'a promise that is held in a name and awaited in a chain',
    form: 'async',
    code: `using r = createRes();
const p = r.later();
work();
return (await p).length;`,
    ...kept,
  },
  {
    name: 'async functions of this block, all awaited',
    form: 'async',
    code: `using r = createRes();
const load = async () => (await r.later()).length;
return await Promise.all([load(), load()]);`,
    ...kept,
  },
  {
    name: 'a generator yields what it reads while it holds it',
    form: 'raw',
    code: `export function* main() { using r = createRes(); for (const x of xs) yield r.read() + x; }`,
    ...kept,
  },
  {
    name: 'a stack of which everything is moved, and which goes on',
    form: 'sync',
    code: `using stack = new DisposableStack();
stack.use(createRes());
const moved = stack.move();
stack.use(createRes());
return moved;`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'a stack moved into an object that reads and ends',
    form: 'raw',
    code: `export function make(): Disposable & { read(): string } {
  using stack = new DisposableStack();
  const r = stack.use(createRes());
  stack.defer(work);
  const moved = stack.move();
  return { read: () => r.read(), [Symbol.dispose]: () => { moved.dispose(); } };
}`,
    ...kept,
  },
  {
    name: 'used behind an optional release',
    form: 'sync',
    code: `const r = createResOrNull();
r?.dispose();
return r?.read();`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'released in one round and used in the next',
    form: 'sync',
    code: `const r = createRes();
for (const x of xs) { show(r.read() + x); r.dispose(); }`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'made anew in every round',
    form: 'sync',
    code: `let r: Res | undefined;
for (const x of xs) { r = createRes(String(x)); r.read(); r.dispose(); }`,
    ...kept,
  },
  {
    name: 'used in catch, released in finally',
    form: 'sync',
    code: `const r = createRes();
try { work(); } catch { show(r.read()); } finally { r.dispose(); }`,
    ...kept,
  },
  {
    name: 'edited in a namespace',
    form: 'raw',
    code: `export namespace Inner { export function go() { const r = createRes(); show(r.read()); } }`,
    ...held,
    fix: `export namespace Inner { export function go() { using r = createRes(); show(r.read()); } }`,
  },
  {
    name: 'edited in a static block',
    form: 'raw',
    code: `export class C { static n = 0; static { const r = createRes(); C.n = r.read().length; } }`,
    ...held,
    fix: `export class C { static n = 0; static { using r = createRes(); C.n = r.read().length; } }`,
  },
  {
    name: 'edited between comments, with satisfies',
    form: 'sync',
    code: `const r /* the one */ = createRes() satisfies Disposable;
r.read();`,
    ...held,
    fix: `using r /* the one */ = createRes() satisfies Disposable;
r.read();`,
  },
  {
    name: 'held by a loop head with a counter, which is not edited',
    form: 'sync',
    code: `for (let r = createRes(), i = 0; i < 3; i++) show(r.read());`,
    ...held,
  },
  // classes
  {
    name: 'a hook of the base for what the derived class has',
    form: 'raw',
    code: `abstract class Owner implements Disposable {
  protected readonly stack = new DisposableStack();
  [Symbol.dispose](): void { this.stack.dispose(); this.onDispose(); }
  protected onDispose(): void {}
}
export class Derived extends Owner {
  readonly #r = this.stack.use(createRes());
  read() { return this.#r.read(); }
  protected override onDispose(): void { show('bye'); }
}`,
    ...kept,
  },
  {
    name: 'super in the finally of an override',
    form: 'raw',
    code: `class Root implements Disposable { #r = createRes(); [Symbol.dispose](): void { this.#r.dispose(); } }
export class Leaf extends Root {
  #own = createRes();
  override [Symbol.dispose](): void { try { this.#own.dispose(); } finally { super[Symbol.dispose](); } }
}`,
    ...kept,
  },
  {
    name: 'a setter makes a new one each time',
    form: 'raw',
    code: `export class S implements Disposable {
  #r: Res | undefined;
  set name(name: string) {
    this.#r = createRes(name);
  }
  [Symbol.dispose]() { this.#r?.dispose(); }
}`,
    reports: ['dispose-before-reassign'],
    suggestion: `export class S implements Disposable {
  #r: Res | undefined;
  set name(name: string) {
    this.#r?.[Symbol.dispose]();
    this.#r = createRes(name);
  }
  [Symbol.dispose]() { this.#r?.dispose(); }
}`,
  },
  {
    name: 'an entry is released before the next one of its key',
    form: 'raw',
    code: `export class S implements Disposable {
  readonly #byName = new Map<string, Res>();
  set(name: string) { this.#byName.get(name)?.dispose(); this.#byName.set(name, createRes(name)); }
  [Symbol.dispose]() { for (const r of this.#byName.values()) r.dispose(); }
}`,
    ...kept,
  },
  {
    name: 'a run ends what it began, and so does the end',
    form: 'raw',
    code: `export class Run implements Disposable {
  #r: Res | undefined;
  begin() { this.#r = createRes(); }
  end() { this.#stop(); }
  #stop() { this.#r?.dispose(); this.#r = undefined; }
  [Symbol.dispose]() { this.#stop(); }
}`,
    ...kept,
  },
];
