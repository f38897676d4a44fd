import type { Neighbour } from './neighbours.ts';

/**
 * Programs for the rules beside `require-disposal` and `no-floating-disposable`, and for what those two see in arrays,
 * callbacks and conditions: each is linted with `recommended` and the rule that it asks for.
 */
export const ruleNeighbours: readonly Neighbour[] = [
  {
    name: 'a using variable, its promise returned',
    form: 'async',
    code: `using r = createRes();
return r.later();`,
    reports: ['no-escaping-using'],
    fix: `using r = createRes();
return await r.later();`,
  },
  {
    name: 'a using variable, a chain on its promise returned',
    form: 'async',
    code: `using r = createRes();
return r.later().then(x => x);`,
    reports: ['no-escaping-using'],
    fix: `using r = createRes();
return await r.later().then(x => x);`,
  },
  {
    name: 'a using variable, its promise returned by a name',
    form: 'async',
    code: `using r = createRes();
const p = r.later();
return p;`,
    reports: ['no-escaping-using'],
    fix: `using r = createRes();
const p = r.later();
return await p;`,
  },
  {
    name: 'an await using variable, its promise returned',
    form: 'async',
    code: `await using a = createARes();
return a.later();`,
    reports: ['no-escaping-using'],
    fix: `await using a = createARes();
return await a.later();`,
  },
  {
    name: 'its promise in one arm',
    form: 'async',
    code: `using r = createRes();
return cond ? r.later() : '';`,
    reports: ['no-escaping-using'],
    fix: `using r = createRes();
return cond ? await r.later() : '';`,
  },
  {
    name: 'its promises gathered',
    form: 'async',
    code: `using r = createRes();
return Promise.all([r.later(), r.later()]);`,
    reports: ['no-escaping-using'],
    fix: `using r = createRes();
return await Promise.all([r.later(), r.later()]);`,
  },
  {
    name: 'pushed into a list that was there',
    form: 'sync',
    code: `using r = createRes();
sink.push(r);`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'pushed into a list of the module',
    form: 'raw',
    code: `const all: Res[] = [];
export const main = () => { using r = createRes(); all.push(r); };`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'set in a map of the module',
    form: 'raw',
    code: `const all = new Map<string, Res>();
export const main = () => { using r = createRes(); all.set('k', r); };`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'read by a callback that runs later',
    form: 'sync',
    code: `using r = createRes();
later(() => { r.read(); });`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'returned in an object, once more',
    form: 'sync',
    code: `using r = createRes();
return { r };`,
    reports: ['no-escaping-using'],
    suggestion: `const r = createRes();
return { r };`,
  },
  {
    name: 'returned in an array, once more',
    form: 'sync',
    code: `using r = createRes();
return [r];`,
    reports: ['no-escaping-using'],
    suggestion: `const r = createRes();
return [r];`,
  },
  {
    name: 'given to a variable of an outer block',
    form: 'sync',
    code: `let out: Res;
{ using r = createRes(); out = r; }
out.read();`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'given to a variable of the module',
    form: 'raw',
    code: `let last: Res | undefined;
export const main = () => { using r = createRes(); last = r; };
export const read = () => last?.read();`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'returned by another name',
    form: 'sync',
    code: `using r = createRes();
const b = r;
return b;`,
    reports: ['no-escaping-using'],
    suggestion: `const r = createRes();
const b = r;
return b;`,
  },
  {
    name: 'a wrapper around it, returned',
    form: 'raw',
    code: `export const main = () => { using r = createRes(); return new Wrapper(r); };`,
    reports: ['no-escaping-using'],
    suggestion: `export const main = () => { const r = createRes(); return new Wrapper(r); };`,
  },
  {
    name: 'what a stack holds, returned',
    form: 'sync',
    code: `using stack = new DisposableStack();
return stack.use(createRes());`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'what a stack holds, returned by a name',
    form: 'sync',
    code: `using stack = new DisposableStack();
const r = stack.use(createRes());
return r;`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'a stack, returned and not moved',
    form: 'sync',
    code: `using stack = new DisposableStack();
stack.use(createRes());
return stack;`,
    reports: ['no-escaping-using'],
    suggestion: `const stack = new DisposableStack();
stack.use(createRes());
return stack;`,
  },
  {
    name: 'a stack, stored and not moved',
    form: 'raw',
    code: `export class Own { #s: DisposableStack; constructor() { using s = new DisposableStack(); s.use(createRes('1')); this.#s = s; } [Symbol.dispose]() { this.#s.dispose(); } }
export const main = () => { using o = new Own(); show(o); };`,
    reports: ['no-escaping-using'],
  },
  {
    name: 'a using variable that is read where it is declared',
    form: 'sync',
    code: `using r = createRes();
return xs.map(() => r.read()).join();`,
    reports: [],
  },
  {
    name: 'a using variable whose promise is awaited',
    form: 'async',
    code: `using r = createRes();
const text = await r.later();
return text;`,
    reports: [],
  },
  {
    name: 'given to a callee that uses it at once',
    form: 'sync',
    code: `using r = createRes();
take(r);`,
    reports: [],
  },
  {
    name: 'used on one path only after its release',
    form: 'sync',
    code: `const r = createRes();
if (cond) r.dispose();
r.read();`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'returned after its release',
    form: 'sync',
    code: `const r = createRes();
r.dispose();
return r;`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'used behind the finally that released it',
    form: 'sync',
    code: `const r = createRes();
try { r.read(); } finally { r.dispose(); }
r.read();`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'released twice in a row',
    form: 'sync',
    code: `const r = createRes();
r.dispose();
r.dispose();`,
    reports: ['no-use-after-dispose'],
    suggestion: `const r = createRes();
r.dispose();`,
  },
  {
    name: 'released, used, replaced',
    form: 'sync',
    code: `let r = createRes();
r.dispose();
r.read();
r = createRes();
r.dispose();`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'released by its symbol, and used',
    form: 'sync',
    code: `const r = createRes();
r[Symbol.dispose]();
r.read();`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'released in both branches, and used',
    form: 'sync',
    code: `const r = createRes();
if (cond) { r.dispose(); } else { r.dispose(); }
r.read();`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'closed and awaited, and used',
    form: 'async',
    code: `const a = createARes();
await a.close();
a.read();`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'released and used in a try',
    form: 'sync',
    code: `const r = createRes();
try { r.dispose(); r.read(); } finally { work(); }`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'released, and read by a callback made behind that',
    form: 'sync',
    code: `const r = createRes();
r.dispose();
later(() => { r.read(); });`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'a using variable, released and used',
    form: 'sync',
    code: `using r = createRes();
r.dispose();
r.read();`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'a stack that was moved, used again',
    form: 'sync',
    code: `using stack = new DisposableStack();
const moved = stack.move();
stack.use(createRes());
moved.dispose();`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'a stack that was disposed of, used again',
    form: 'sync',
    code: `const stack = new DisposableStack();
stack.dispose();
stack.use(createRes());`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'asked whether it is disposed',
    form: 'sync',
    code: `const r = createRes();
r.dispose();
show(r.isDisposed);`,
    reports: [],
  },
  {
    name: 'replaced after its release',
    form: 'sync',
    code: `let r = createRes('1');
r.dispose();
r = createRes('2');
r.read();
r.dispose();`,
    reports: [],
  },
  {
    name: 'released on the way out of a loop',
    form: 'sync',
    code: `for (const n of xs) { const r = createRes('i' + n); r.read(); r.dispose(); if (n === 1) break; }`,
    reports: [],
  },
  {
    name: 'emptied while it is held',
    form: 'sync',
    code: `let r: Res | null = createRes();
r.read();
r = null;`,
    reports: ['dispose-before-reassign'],
    suggestion: `let r: Res | null = createRes();
r.read();
r[Symbol.dispose]();
r = null;`,
  },
  {
    name: 'replaced in one branch',
    form: 'sync',
    code: `let r = createRes('1');
if (cond) r = createRes('2');
r.dispose();`,
    reports: ['dispose-before-reassign'],
    suggestion: `let r = createRes('1');
if (cond) { r.dispose(); r = createRes('2'); }
r.dispose();`,
  },
  {
    name: 'replaced in every round',
    form: 'sync',
    code: `let r = createRes('1');
for (const n of xs) { r = createRes('i' + n); r.read(); }
r.dispose();`,
    reports: ['dispose-before-reassign'],
    suggestion: `let r = createRes('1');
for (const n of xs) { r.dispose(); r = createRes('i' + n); r.read(); }
r.dispose();`,
  },
  {
    name: 'acquired in every round, and never released',
    form: 'sync',
    code: `let r: Res;
for (const n of xs) { r = createRes('i' + n); r.read(); }`,
    reports: ['dispose-before-reassign'],
  },
  {
    name: 'replaced by ??=',
    form: 'sync',
    code: `let r: Res | null = createResOrNull();
r ??= createRes();
r.dispose();`,
    reports: [],
  },
  {
    name: 'a field, emptied after its release',
    form: 'raw',
    code: `export class C { #r: Res | undefined = createRes(); drop() { this.#r?.dispose(); this.#r = undefined; } [Symbol.dispose](): void { this.drop(); } }
export const main = () => { using c = new C(); c.drop(); };`,
    reports: [],
  },
  {
    name: 'a lazy field',
    form: 'raw',
    code: `export class C { #r?: Res; get r() { return (this.#r ??= createRes()); } [Symbol.dispose](): void { this.#r?.dispose(); } }
export const main = () => { using c = new C(); c.r.read(); };`,
    reports: [],
  },
  {
    name: 'an end that forgets the only field',
    form: 'raw',
    code: `export class C { a = createRes('a'); [Symbol.dispose](): void { show(this); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: ['require-field-disposal'],
    suggestion: `export class C { a = createRes('a'); [Symbol.dispose](): void {
  this.a[Symbol.dispose]();
  show(this);
} }
export const main = () => { using c = new C(); show(c); };`,
  },
  {
    name: 'an end that releases under a condition',
    form: 'raw',
    code: `export class C { a = createRes('a'); [Symbol.dispose](): void { if (cond) this.a.dispose(); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: ['require-field-disposal'],
  },
  {
    name: 'an end that forgets what the constructor acquires',
    form: 'raw',
    code: `export class C { r: Res; constructor() { this.r = createRes(); } [Symbol.dispose](): void {} }
export const main = () => { using c = new C(); show(c); };`,
    reports: ['require-field-disposal'],
    suggestion: `export class C { r: Res; constructor() { this.r = createRes(); } [Symbol.dispose](): void {
  this.r[Symbol.dispose]();
} }
export const main = () => { using c = new C(); show(c); };`,
  },
  {
    name: 'an end that declares the field with using',
    form: 'raw',
    code: `export class C { r = createRes(); [Symbol.dispose](): void { using r = this.r; r.read(); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: [],
  },
  {
    name: 'an end that gives the instance to a helper',
    form: 'raw',
    code: `function clean(c: C) { c.r.dispose(); }
export class C { r = createRes(); [Symbol.dispose](): void { clean(this); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: [],
  },
  {
    name: 'an end that goes through a list of fields',
    form: 'raw',
    code: `export class C { r = createRes(); s = createRes('s'); [Symbol.dispose](): void { [this.r, this.s].forEach(x => x.dispose()); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: [],
  },
  {
    name: 'an end that a base calls',
    form: 'raw',
    code: `abstract class P { abstract stop(): void; [Symbol.dispose](): void { this.stop(); } }
export class C extends P { r = createRes(); stop() { this.r.dispose(); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: [],
  },
  {
    name: 'an end that is a function in a field',
    form: 'raw',
    code: `export class C { r = createRes(); [Symbol.dispose] = () => { this.r.dispose(); }; }
export const main = () => { using c = new C(); show(c); };`,
    reports: [],
  },
  {
    name: 'the end of a disposable base, overridden',
    form: 'raw',
    code: `export class C extends Base { r = this._register(createRes()); override [Symbol.dispose](): void { show(this); } }
export const main = () => { using c = new C(); c.r.read(); };`,
    reports: ['require-super-dispose'],
    fix: `export class C extends Base { r = this._register(createRes()); override [Symbol.dispose](): void { show(this); super[Symbol.dispose](); } }
export const main = () => { using c = new C(); c.r.read(); };`,
  },
  {
    name: 'the end of a disposable base by its other name, overridden',
    form: 'raw',
    code: `export class C extends Base { r = this._register(createRes()); override dispose(): void { show(this); } }
export const main = () => { using c = new C(); c.r.read(); };`,
    reports: ['require-super-dispose'],
    fix: `export class C extends Base { r = this._register(createRes()); override dispose(): void { show(this); super.dispose(); } }
export const main = () => { using c = new C(); c.r.read(); };`,
  },
  {
    name: 'the end of a base with code, overridden',
    form: 'raw',
    code: `class B { r = createRes(); [Symbol.dispose](): void { this.r.dispose(); } }
export class C extends B { s = createRes('s'); override [Symbol.dispose](): void { this.s.dispose(); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: ['require-super-dispose'],
    fix: `class B { r = createRes(); [Symbol.dispose](): void { this.r.dispose(); } }
export class C extends B { s = createRes('s'); override [Symbol.dispose](): void { this.s.dispose(); super[Symbol.dispose](); } }
export const main = () => { using c = new C(); show(c); };`,
  },
  {
    name: 'the end of a base, called last',
    form: 'raw',
    code: `export class C extends Base { #x = createRes(); override dispose(): void { this.#x.dispose(); super.dispose(); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: [],
  },
  {
    name: 'a shared one that is disposed of',
    form: 'sync',
    code: `const r = getShared();
r.dispose();`,
    reports: ['no-dispose-borrowed'],
  },
  {
    name: 'a shared one that is disposed of on the spot',
    form: 'sync',
    code: `getShared().dispose();`,
    reports: ['no-dispose-borrowed'],
  },
  {
    name: 'a shared one under using',
    form: 'sync',
    code: `using r = getShared();
r.read();`,
    reports: ['no-dispose-borrowed'],
  },
  {
    name: 'a parameter that is disposed of, and its caller has it under using',
    form: 'raw',
    code: `function f(r: Res) { r.read(); r.dispose(); }
export const main = () => { using r = createRes(); f(r); };`,
    reports: ['no-dispose-borrowed'],
  },
  {
    name: 'a parameter that is disposed of, and its caller uses it behind that',
    form: 'raw',
    code: `export function f(r: Res) { r.read(); r.dispose(); }
export const main = () => { const r = createRes(); f(r); r.read(); };`,
    reports: ['no-dispose-borrowed'],
  },
  {
    name: 'an injected field that is disposed of',
    form: 'raw',
    code: `export class C { constructor(private r: Res) {} read() { return this.r.read(); } [Symbol.dispose](): void { this.r.dispose(); } }
export const main = () => { using r = createRes(); using c = new C(r); c.read(); };`,
    reports: ['no-dispose-borrowed'],
  },
  {
    name: 'a parameter that a function takes over by its name',
    form: 'raw',
    code: `function closeRes(r: Res) { r.read(); r.dispose(); }
export const main = () => { const r = createRes(); closeRes(r); };`,
    reports: [],
  },
  {
    name: 'a new one that is given away',
    form: 'raw',
    code: `export class C { #r: Res; constructor(r: Res) { this.#r = r; } [Symbol.dispose]() { this.#r.dispose(); } }
export const main = () => { using c = new C(createRes()); show(c); };`,
    reports: [],
  },
  {
    name: 'a timer under using',
    form: 'sync',
    code: `using t = setTimeout(() => work(), 1);
show(t);`,
    reports: ['no-misused-using'],
  },
  {
    name: 'a using variable that is exported later',
    form: 'raw',
    code: `using r = createRes();
export { r };`,
    reports: ['no-misused-using'],
  },
  {
    name: 'any under using',
    form: 'raw',
    code: `declare const a: any;
export const main = () => { using r = a; show(r); };`,
    reports: ['no-misused-using'],
  },
  {
    name: 'a loop with using over any',
    form: 'sync',
    code: `for (using x of [1, 2] as any) show(x);`,
    reports: ['no-misused-using'],
  },
  {
    name: 'given or new, in a field',
    form: 'raw',
    code: `export class C { #r: Res; constructor(r?: Res) { this.#r = r ?? createRes(); } read() { return this.#r.read(); } }
export const main = () => { new C().read(); };`,
    reports: ['no-mixed-ownership'],
  },
  {
    name: 'cached or new',
    form: 'raw',
    code: `const all = new Map<string, Res>();
export function find(k: string): Res { return all.get(k) ?? createRes(k); }`,
    reports: ['no-mixed-ownership'],
  },
  {
    name: 'a return type that hides the duty',
    form: 'raw',
    code: `export function make(): { read(): string } { return createRes(); }
export const main = () => { const r = make(); r.read(); };`,
    reports: ['valid-dispose-method'],
  },
  {
    name: 'a getter that makes',
    form: 'raw',
    code: `export class C { get r(): Handle { return new Handle(); } }
export const main = () => { const c = new C(); c.r.read(); };`,
    reports: ['valid-dispose-method'],
  },
  {
    name: 'a method that makes',
    form: 'raw',
    code: `export class C { makeHandle(): Handle { return new Handle(); } }
export const main = () => { using r = new C().makeHandle(); r.read(); };`,
    reports: [],
  },
  {
    name: 'several at the end of the block',
    form: 'sync',
    code: `const a = createRes('a');
const b = createRes('b');
a.read(); b.read();
b.dispose();
a.dispose();`,
    reports: ['prefer-using'],
    suggestion: `using a = createRes('a');
using b = createRes('b');
a.read(); b.read();`,
  },
  {
    name: 'one that ends before the return',
    form: 'sync',
    code: `const r = createRes();
const v = r.read();
r.dispose();
return v;`,
    reports: ['prefer-using'],
    suggestion: `using r = createRes();
const v = r.read();
return v;`,
  },
  {
    name: 'an asynchronous one at the end',
    form: 'async',
    code: `const r = createARes();
r.read();
await workAsync();
await r.close();`,
    reports: ['prefer-using'],
    suggestion: `await using r = createARes();
r.read();
await workAsync();`,
  },
  {
    name: 'two in one finally',
    form: 'sync',
    code: `const a = createRes('a');
const b = createRes('b');
try { a.read(); b.read(); } finally { b[Symbol.dispose](); a[Symbol.dispose](); }`,
    reports: ['prefer-using'],
    fix: `using a = createRes('a');
using b = createRes('b');
a.read(); b.read();`,
  },
  {
    name: 'a finally with something behind it',
    form: 'sync',
    code: `const r = createRes();
try { r.read(); } finally { r.dispose(); }
work();`,
    reports: ['prefer-using'],
    suggestion: `{ using r = createRes(); r.read(); }
work();`,
  },
  {
    name: 'a constructor that acquires twice',
    form: 'raw',
    code: `export class C { a: Res; b: Res; constructor() { this.a = createRes('a'); this.b = createRes('b'); } [Symbol.dispose](): void { this.b.dispose(); this.a.dispose(); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: ['no-leaky-constructor'],
    suggestion: `export class C { a: Res; b: Res; #s: DisposableStack; constructor() { using s = new DisposableStack(); this.a = s.use(createRes('a')); this.b = s.use(createRes('b')); this.#s = s.move(); } [Symbol.dispose](): void { this.#s.dispose(); } }
export const main = () => { using c = new C(); show(c); };`,
  },
  {
    name: 'a constructor that calls something behind its acquisition',
    form: 'raw',
    code: `export class C { a: Res; constructor() { this.a = createRes('a'); work(); } [Symbol.dispose](): void { this.a.dispose(); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: ['no-leaky-constructor'],
    suggestion: `export class C { a: Res; #s: DisposableStack; constructor() { using s = new DisposableStack(); this.a = s.use(createRes('a')); work(); this.#s = s.move(); } [Symbol.dispose](): void { this.#s.dispose(); } }
export const main = () => { using c = new C(); show(c); };`,
  },
  {
    name: 'a constructor that acquires last',
    form: 'raw',
    code: `export class C { a: Res; constructor() { work(); this.a = createRes('a'); } [Symbol.dispose](): void { this.a.dispose(); } }
export const main = () => { using c = new C(); show(c); };`,
    reports: [],
  },
  {
    name: 'dropped by forEach',
    form: 'sync',
    code: `xs.forEach(() => createRes());`,
    reports: ['no-floating-disposable'],
  },
  {
    name: 'dropped by a map that is dropped',
    form: 'sync',
    code: `xs.map(() => createRes());`,
    reports: ['no-floating-disposable'],
  },
  {
    name: 'read by then alone',
    form: 'async',
    code: `await openRes().then(r => { r.read(); });`,
    reports: ['no-floating-disposable'],
  },
  {
    name: 'disposed of by then',
    form: 'async',
    code: `await openRes().then(r => { r.read(); r.dispose(); });`,
    reports: [],
  },
  {
    name: 'handed on by then',
    form: 'async',
    code: `await openRes().then(r => r);`,
    reports: [],
  },
  {
    name: 'read in what is thrown',
    form: 'sync',
    code: `throw new Error(createRes().read());`,
    reports: ['no-floating-disposable'],
    suggestion: `using res = createRes();
throw new Error(res.read());`,
  },
  {
    name: 'a loop over new ones of a map',
    form: 'sync',
    code: `for (const r of xs.map(n => createRes('i' + n))) r.read();`,
    reports: ['require-disposal'],
    suggestion: `for (using r of xs.map(n => createRes('i' + n))) r.read();`,
  },
  {
    name: 'a loop over new ones that were waited for',
    form: 'async',
    code: `for (const r of await Promise.all([openRes(), openRes()])) r.read();`,
    reports: ['require-disposal'],
    suggestion: `for (using r of await Promise.all([openRes(), openRes()])) r.read();`,
  },
  {
    name: 'a loop over promises of them',
    form: 'async',
    code: `for (const p of [openRes(), openRes()]) { const r = await p; r.read(); }`,
    reports: ['require-disposal'],
  },
  {
    name: 'taken apart where they are made',
    form: 'sync',
    code: `const [a, b] = [createRes('a'), createRes('b')];
a.read(); b.read();`,
    reports: ['require-disposal', 'require-disposal'],
  },
  {
    name: 'given in a condition',
    form: 'sync',
    code: `let r: Res | null;
if ((r = createResOrNull())) r.read();`,
    reports: ['require-disposal'],
  },
  {
    name: 'given in a condition, and disposed of',
    form: 'sync',
    code: `let r: Res | null;
if ((r = createResOrNull())) r.dispose();`,
    reports: [],
  },
  {
    name: 'given in the condition of a loop, and disposed of in its body',
    form: 'sync',
    code: `let r: Res | null;
while ((r = createResOrNull()) !== null) { r.read(); r.dispose(); break; }`,
    reports: [],
  },
  {
    name: 'held by an object of the function',
    form: 'sync',
    code: `const r = createRes();
const o = { r };
o.r.read();`,
    reports: ['require-disposal'],
  },
  {
    name: 'held by a list of the function',
    form: 'sync',
    code: `const r = createRes();
const rs: Res[] = [];
rs.push(r);
rs[0]?.read();`,
    reports: ['require-disposal'],
  },
  {
    name: 'held by a list of the function that is returned',
    form: 'sync',
    code: `const r = createRes();
const rs: Res[] = [];
rs.push(r);
return rs;`,
    reports: [],
  },
  {
    name: 'in a proxy that is returned',
    form: 'sync',
    code: `const r = createRes();
return new Proxy(r, {});`,
    reports: [],
  },
  {
    name: 'with more members, returned',
    form: 'sync',
    code: `return Object.assign(createRes(), { extra: 1 });`,
    reports: [],
  },
  {
    name: 'one arm returned, the other disposed of',
    form: 'sync',
    code: `const r = createRes();
return cond ? r : (r.dispose(), null);`,
    reports: [],
  },
  {
    name: 'its method taken out of it',
    form: 'sync',
    code: `const r = createRes();
const { dispose } = r;
dispose.call(r);`,
    reports: [],
  },
  {
    name: 'read by a function that is called here',
    form: 'sync',
    code: `const r = createRes();
const f = () => r.read();
return f();`,
    reports: ['require-disposal'],
    fix: `using r = createRes();
const f = () => r.read();
return f();`,
  },
  {
    name: 'in a block of a module that waits',
    form: 'raw',
    code: `{ const a = await openARes(); a.read(); }
export {};`,
    reports: ['require-disposal'],
    fix: `{ await using a = await openARes(); a.read(); }
export {};`,
  },
  {
    name: 'its promise returned by an async function that is called here',
    form: 'async',
    code: `using r = createRes();
const f = async () => r.later();
return f();`,
    reports: ['no-escaping-using'],
    fix: `using r = createRes();
const f = async () => r.later();
return await f();`,
  },
  {
    name: 'read later by an async function that is called here',
    form: 'async',
    code: `using r = createRes();
async function f() { await workAsync(); return r.read(); }
const p = f();
return p;`,
    reports: ['no-escaping-using'],
    fix: `using r = createRes();
async function f() { await workAsync(); return r.read(); }
const p = f();
return await p;`,
  },
  {
    name: 'read at once by an async function that is called here',
    form: 'async',
    code: `using r = createRes();
const f = async () => r.read();
return f();`,
    reports: [],
  },
  {
    name: 'an async function that is called here and waited for',
    form: 'async',
    code: `using r = createRes();
const f = async () => r.later();
return await f();`,
    reports: [],
  },
  {
    name: 'a name of its own in the async function that is called here',
    form: 'async',
    code: `using r = createRes();
const f = async (r: string) => { await workAsync(); return r; };
return f(r.read());`,
    reports: [],
  },
  {
    name: 'released by another name, and used',
    form: 'sync',
    code: `const r = createRes();
const b = r;
b.dispose();
r.read();`,
    reports: ['no-use-after-dispose'],
  },
  {
    name: 'an asynchronous field of an instance in a function that cannot wait',
    form: 'raw',
    code: `export class C { r = createARes(); }
export const main = () => { const c = new C(); show(c); };`,
    reports: ['require-field-disposal'],
  },
];
