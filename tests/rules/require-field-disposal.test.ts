import { requireFieldDisposal } from '../../src/rules/require-field-disposal.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const strict = [{ confidence: 'medium' }] as const;

const prelude = `
interface Res extends Disposable { dispose(): void; read(): string }
interface ARes extends AsyncDisposable { close(): Promise<void> }
declare class Handle implements Disposable { dispose(): void; [Symbol.dispose](): void }
declare function createRes(name?: string): Res;
declare function createARes(): ARes;
declare function disposeAll(...all: Disposable[]): void;
declare const cond: boolean;
declare class Store implements Disposable { add<T extends Disposable>(d: T): T; [Symbol.dispose](): void }
declare class Foreign { dispose(): void; protected _register<T extends Disposable>(d: T): T; protected onEnd(): void }
`;

/** A drawing whose reports each offer to turn one piece of the code into another: its replacement, `null` for no offer. */
function releasing(drawing: string, place: string, ...replacements: readonly (string | null)[]) {
  const { code } = marked(drawing);
  const details = replacements.map((replacement) =>
    replacement === null
      ? {}
      : { suggestions: [{ messageId: 'releaseInTeardown', output: code.replace(place, replacement) }] },
  );
  return marked(drawing, ...details);
}

typedRuleTester().run('require-field-disposal', requireFieldDisposal, {
  valid: [
    {
      name: 'a class with an end that it has from a base which holds nothing: a camera of three.js',
      code: `
/// <reference path="../three.d.ts" />
import { Camera, Group, WebGLRenderTarget } from 'three';
export class View {
  private readonly camera = new Camera();
  private readonly group: Group;
  private readonly target = new WebGLRenderTarget();
  constructor() { this.group = new Group(); }
  look() { return [this.camera.isObject3D, this.group.isObject3D]; }
  destroy(): void { this.target.dispose(); }
}
`,
    },
    {
      name: 'released by name, in a loop over a list, by destructuring, by optional chaining, through an alias',
      code: `${prelude}
export class C {
  a = createRes(); b = createRes(); c = createRes(); d?: Res = createRes(); e = createRes();
  dispose() {
    for (const one of [this.a, this.b]) one.dispose();
    const { c, d } = this;
    c.dispose();
    d?.dispose();
    const last = this.e;
    if (last) last.dispose();
  }
}
`,
    },
    {
      name: 'collections: iterated, popped, their values taken, spread, mapped to promises',
      code: `${prelude}
export class C {
  map = new Map<string, Res>(); object: Record<string, Res> = {}; list: Res[] = []; set = new Set<Res>(); all: ARes[] = []; spread: Res[] = [];
  add(key: string) {
    this.map.set(key, createRes());
    this.object[key] = createRes();
    this.list.push(createRes());
    this.set.add(createRes());
    this.all.push(createARes());
    this.spread.push(createRes());
  }
  async dispose() {
    for (const [, one] of this.map) one.dispose();
    Object.values(this.object).forEach((one) => one.dispose());
    while (this.list.length > 0) this.list.pop()!.dispose();
    this.set.forEach((one) => { one.dispose(); });
    await Promise.all(this.all.map(async (one) => one.close()));
    disposeAll(...this.spread);
  }
}
`,
    },
    {
      name: 'through private helpers, getters, arrow-function fields and one teardown that calls another',
      code: `${prelude}
export class C {
  #a = createRes(); b = createRes(); c = createRes(); d = createRes();
  #clean() { this.#a.dispose(); }
  private end = () => { this.b.dispose(); };
  get rest() { return this.c; }
  stop() { this.d.dispose(); }
  [Symbol.dispose] = () => { this.#clean(); this.end(); this.rest.dispose(); this.stop(); };
}
`,
    },
    {
      name: 'given to a stack, a store, a tracking list, a base that registers, somebody else',
      code: `${prelude}
export class C extends Foreign {
  private stack = new DisposableStack(); private list: Disposable[] = []; private store = new Store();
  private a = createRes(); private b = this._register(createRes()); private c = createRes(); private d: Res; private e = createRes(); private f: Res;
  constructor() {
    super();
    this.stack.use(this.a);
    this.list.push(this.c);
    this.store.add(this.d = createRes());
    this._register(this.e);
    const f = createRes();
    this.store.add(f);
    this.f = f;
  }
  override dispose() {
    this.stack.dispose();
    this.store[Symbol.dispose]();
    for (const one of this.list) one[Symbol.dispose]();
    super.dispose();
  }
}
`,
    },
    {
      name: 'released by the base class, which knows the field',
      code: `${prelude}
class Base { protected r?: Res; dispose() { this.r?.dispose(); } }
export class C extends Base { open() { this.r = createRes(); } }
`,
    },
    {
      name: 'released by a method that the base calls',
      code: `${prelude}
class Base { dispose() { this.end(); } protected end() {} }
export class Near extends Base { #r = createRes(); protected override end() { this.#r.dispose(); } }
export class Far extends Foreign { #r = createRes(); protected override onEnd() { this.#r.dispose(); } }
`,
    },
    {
      name: 'a mixin whose result is not known',
      code: `${prelude}
declare function mixin(base: typeof Foreign): any;
export class C extends mixin(Foreign) { r = createRes(); dispose() {} }
`,
    },
    {
      name: 'under a condition that asks the object, the field or a parameter; behind a guard against a second call',
      code: `${prelude}
export class C {
  #isOpen = false; #isDisposed = false;
  a = createRes(); b?: Res = createRes(); c = createRes(); d = createRes();
  dispose(force: boolean) {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    if (this.#isOpen) this.a.dispose();
    if (this.b) this.b.dispose();
    if (force) this.c.dispose();
    try { this.d.dispose(); } catch { /* was closed */ }
  }
}
`,
    },
    {
      name: 'emitters, none of which the class disposes: they end with the instance',
      code: `${prelude}
declare class Events<T> { readonly event: (listener: (e: T) => void) => Disposable; fire(e: T): void; dispose(): void }
export class C {
  private readonly onA = new Events<string>(); private readonly onB = new Events<number>();
  readonly a = this.onA.event;
  go() { this.onA.fire('a'); this.onB.fire(1); }
  dispose() { this.go(); }
}
`,
    },
    {
      name: 'injected, or created where nothing is given',
      code: `${prelude}
export class C {
  a: Res; b: Res;
  constructor(a: Res, b?: Res) { this.a = a; this.b = b ?? createRes(); }
  dispose() {}
}
`,
    },
    {
      name: 'static fields live as long as the program',
      code: `${prelude}
export class C { static r = createRes(); static #s = createRes(); static open() { C.#s = createRes(); } dispose() {} }
`,
    },
    {
      name: 'released by another method: only the strict presets ask whether that is the end',
      code: `${prelude}
export class C { r = createRes(); finish() { this.r.dispose(); } dispose() {} }
`,
    },
    {
      name: 'no teardown: a class whose only instance is the module, one that is not made here, one that is handed on',
      code: `${prelude}
class Single { #r = createRes(); read() { return this.#r.read(); } }
export const single = new Single();
export class Elsewhere { #r = createRes(); read() { return this.#r.read(); } }
class Given { r = createRes(); }
export function make() { const given = new Given(); return given; }
`,
    },
    {
      name: 'timers and emptied fields of another class',
      code: `${prelude}
export class A { r?: Res; open() { this.r = createRes(); } dispose() { this.r?.dispose(); } }
export class B { r: number[] = []; timer = setInterval(() => {}, 1); dispose() { this.r.length = 0; } }
`,
    },
    {
      name: 'taken out of the field and given to the caller',
      code: `${prelude}
export class C {
  #r?: Res = createRes();
  detach() { const r = this.#r; this.#r = undefined; return r; }
  dispose() {}
}
`,
    },
    {
      name: 'a local that `using` disposes while a field shows it',
      code: `${prelude}
export class C { current?: Res; run() { using r = createRes(); this.current = r; this.current = undefined; } dispose() {} }
`,
    },
    {
      name: 'objects: released by the teardown, or without one; a component whose methods are an object inside it',
      code: `${prelude}
export const a = { r: null as Res | null, start() { this.r = createRes(); }, stop() { this.r?.dispose(); } };
export const b = { r: null as Res | null, start() { this.r = createRes(); } };
export const c = { methods: { r: null as Res | null, start() { this.r = createRes(); }, stop() { console.log('c'); } }, beforeDestroy(this: { r: Res }) { this.r.dispose(); } };
`,
    },
    {
      name: 'a release that is handed on as a closure, even to the strict presets',
      options: [{ confidence: 'medium' }],
      code: `${prelude}
declare function toDisposable(end: () => void): Disposable;
declare class Owner { dispose(): void; protected _register<T extends Disposable>(d: T): T }
export class A extends Owner {
  private r: Res;
  constructor() { super(); this.r = createRes(); this._register(toDisposable(() => this.r.dispose())); }
}
export class B {
  readonly #stack = new DisposableStack(); #r = createRes();
  constructor() { this.#stack.defer(() => { this.#r.dispose(); }); }
  dispose() { this.#stack.dispose(); }
}
`,
    },
    {
      name: 'known by type alone, in a class that has no more than a close(), or inherits no more than a symbol',
      code: `${prelude}
declare class Emitter implements Disposable { on(name: string): void; [Symbol.dispose](): void }
export class A { readonly #emitter = new Emitter(); close() { console.log('closed'); } }
export class B extends Emitter { readonly #inner = new Emitter(); }
`,
    },
    {
      name: 'given by a call whose name does not say that it is new',
      code: `${prelude}
declare const target: { _targetManager(): Res };
export class A { readonly #manager = target._targetManager(); dispose() { console.log('disposed'); } }
`,
    },
    {
      name: 'released under a symbol that the program has under a name of its own',
      code: `${prelude}
declare const disposeSymbol: unique symbol;
export class A {
  readonly #r = createRes();
  dispose() { this[disposeSymbol](); }
  [disposeSymbol]() { this.#r.dispose(); }
}
`,
    },
    {
      name: 'known miss: a method that the teardown names and does not call',
      code: `${prelude}
export class C { r = createRes(); end() { this.r.dispose(); } dispose() { console.log(this.end.name); } }
`,
    },
    {
      name: 'known miss: released in some cases only, and the case is a matter of the object',
      code: `${prelude}
export class C { verbose = false; r = createRes(); dispose() { if (this.verbose) this.r.dispose(); } }
`,
    },
  ],
  invalid: [
    {
      name: 'a class of three.js that declares the end again has something to free',
      ...releasing(
        `
/// <reference path="../three.d.ts" />
import { InstancedMesh, WebGLRenderTarget } from 'three';
export class View {
  private readonly trees = new InstancedMesh();
                           ~~~~~~~~~~~~~~~~~~~ notReleased
  private readonly target = new WebGLRenderTarget();
  look() { return this.trees.isObject3D; }
  destroy(): void { this.target.dispose(); }
}
`,
        '{ this.target.dispose(); }',
        '{\n    this.target.dispose();\n    this.trees.dispose();\n  }',
      ),
    },
    {
      name: 'one of two emitters: the class means to dispose them',
      ...releasing(
        `${prelude}
declare class Events<T> { readonly event: (listener: (e: T) => void) => Disposable; fire(e: T): void; dispose(): void }
export class C {
  private readonly onA = new Events<string>(); private readonly onB = new Events<string>();
                                                                      ~~~~~~~~~~~~~~~~~~~~ notReleased
  go() { this.onA.fire('a'); this.onB.fire('b'); }
  dispose() {
    this.onA.dispose();
  }
}
`,
        '    this.onA.dispose();\n',
        '    this.onB.dispose();\n    this.onA.dispose();\n',
      ),
    },
    {
      name: 'the teardown forgets one of two, which is released first',
      ...marked(
        `${prelude}
export class C {
  a = createRes();
  b = createRes();
      ~~~~~~~~~~~ notReleased
  [Symbol.dispose](): void {
    this.a.dispose();
  }
}
`,
        {
          data: { field: 'b', kind: 'a disposable `Res`', teardown: '`Symbol.dispose()` on line 15' },
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              data: { name: 'Symbol.dispose' },
              output: `${prelude}
export class C {
  a = createRes();
  b = createRes();
  [Symbol.dispose](): void {
    this.b[Symbol.dispose]();
    this.a.dispose();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the release goes behind the guard, behind what was acquired later, and keeps comments',
      ...marked(
        `${prelude}
export class C {
  private isDisposed = false;
  private a?: Res;
  private b = createRes();
  constructor() {
    this.a = createRes();
             ~~~~~~~~~~~ notReleased
  }
  private c?: Handle;
  open() {
    this.c = new Handle();
  }
  dispose() {
    if (this.isDisposed) return;
    this.isDisposed = true; // from now on
    this.c?.dispose(); // last in
    this.b.dispose();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `${prelude}
export class C {
  private isDisposed = false;
  private a?: Res;
  private b = createRes();
  constructor() {
    this.a = createRes();
  }
  private c?: Handle;
  open() {
    this.c = new Handle();
  }
  dispose() {
    if (this.isDisposed) return;
    this.isDisposed = true; // from now on
    this.c?.dispose(); // last in
    this.a?.[Symbol.dispose]();
    this.b.dispose();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'on one line, with the line breaks of Windows',
      ...marked(
        `${prelude}
export class C { r = createRes(); dispose() {} }
                     ~~~~~~~~~~~ notReleased
`.replaceAll('\n', '\r\n'),
      ),
      code: `${prelude}
export class C { r = createRes(); dispose() {} }
`.replaceAll('\n', '\r\n'),
      errors: [
        {
          messageId: 'notReleased',
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `${prelude}
export class C { r = createRes(); dispose() {
  this.r[Symbol.dispose]();
} }
`.replaceAll('\n', '\r\n'),
            },
          ],
        },
      ],
    },
    {
      name: 'made lazily, by a constant on its way, in a callback; only read ever after',
      ...releasing(
        `${prelude}
export class C {
  #lazy?: Res;
  #late?: Res;
  #made?: Handle;
  get lazy() { return (this.#lazy ??= createRes()); }
                                      ~~~~~~~~~~~ notReleased
  start(when: (run: () => void) => void) {
    when(() => { this.#late = createRes(); });
                              ~~~~~~~~~~~ notReleased
    const made = new Handle();
                 ~~~~~~~~~~~~ notReleased
    console.log(made);
    this.#made = made;
    return this.#made.constructor.name;
  }
  dispose() {
    console.log('end');
  }
}
`,
        `dispose() {
    console`,
        `dispose() {
    this.#lazy?.[Symbol.dispose]();
    console`,
        `dispose() {
    this.#late?.[Symbol.dispose]();
    console`,
        `dispose() {
    this.#made?.[Symbol.dispose]();
    console`,
      ),
    },
    {
      name: 'emptied collections',
      ...marked(`${prelude}
export class C {
  map = new Map<string, Res>();
  list: Res[] = [];
  set = new Set<Res>();
  object: Record<string, Res> = {};
  add(key: string) {
    this.map.set(key, createRes());
                      ~~~~~~~~~~~ elementsNotReleased
    this.list.push(createRes());
                   ~~~~~~~~~~~ elementsNotReleased
    this.set.add(createRes());
                 ~~~~~~~~~~~ elementsNotReleased
    this.object[key] = createRes();
                       ~~~~~~~~~~~ elementsNotReleased
  }
  dispose() {
    this.map.clear();
    this.list.length = 0;
    this.set.clear();
    this.object = {};
  }
}
`),
    },
    {
      name: 'released under a condition of the module, or only where something failed',
      ...marked(`${prelude}
export class C {
  a = createRes();
      ~~~~~~~~~~~ releasedOnSomePaths
  b = createRes();
      ~~~~~~~~~~~ releasedOnSomePaths
  c = createRes();
      ~~~~~~~~~~~ releasedOnSomePaths
  dispose() {
    if (cond) this.a.dispose();
    try { console.log('end'); } catch { this.b.dispose(); }
    if (process.env['KEEP'] === '1') return;
    this.c.dispose();
  }
}
`),
    },
    {
      name: 'released where it is replaced, and not at the end',
      ...marked(
        `${prelude}
export class C {
  r = createRes('1');
      ~~~~~~~~~~~~~~ notReleased
  swap() {
    this.r.dispose();
    this.r = createRes('2');
  }
  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `${prelude}
export class C {
  r = createRes('1');
  swap() {
    this.r.dispose();
    this.r = createRes('2');
  }
  dispose() {
    this.r[Symbol.dispose]();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an inherited teardown, of the same file and of elsewhere, which cannot know a private field',
      ...marked(
        `${prelude}
class Base { dispose() {} }
export class Near extends Base { #r = createRes(); }
                                      ~~~~~~~~~~~ notReleased
export class Far extends Foreign {
  private r = createRes();
              ~~~~~~~~~~~ notReleased
  private s = this._register(createRes());
}
`,
        {},
        {
          suggestions: [
            {
              messageId: 'registerField',
              output: `${prelude}
class Base { dispose() {} }
export class Near extends Base { #r = createRes(); }
export class Far extends Foreign {
  private r = this._register(createRes());
  private s = this._register(createRes());
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an async resource in an async teardown; in a teardown that cannot wait nothing is written',
      ...marked(
        `${prelude}
export class A {
  r = createARes();
      ~~~~~~~~~~~~ notReleased
  async dispose() {}
}
export class B {
  r = createARes();
      ~~~~~~~~~~~~ notReleased
  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `${prelude}
export class A {
  r = createARes();
  async dispose() {
    await this.r[Symbol.asyncDispose]();
  }
}
export class B {
  r = createARes();
  dispose() {}
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a class expression; a type that only has a dispose method',
      ...marked(
        `
class View { destroy() {} }
export const C = class {
  #view = new View();
          ~~~~~~~~~~ notReleased
  dispose() {}
};
`,
        {
          data: { field: '#view', kind: 'a disposable `View`', teardown: '`dispose()` on line 5' },
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
class View { destroy() {} }
export const C = class {
  #view = new View();
  dispose() {
    this.#view.destroy();
  }
};
`,
            },
          ],
        },
      ),
    },
    {
      name: 'servers and descriptors of Node',
      ...marked(
        `
import { openSync, closeSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
export class C {
  private fd = openSync('a', 'r');
               ~~~~~~~~~~~~~~~~~~ notReleased
  private server: Server;
  constructor() {
    this.server = createServer();
                  ~~~~~~~~~~~~~~ notReleased
    this.server.listen(0);
  }
  get descriptor() { return this.fd; }
  close() { closeSync; }
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
import { openSync, closeSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
export class C {
  private fd = openSync('a', 'r');
  private server: Server;
  constructor() {
    this.server = createServer();
    this.server.listen(0);
  }
  get descriptor() { return this.fd; }
  close() {
    closeSync(this.fd);
    closeSync;
  }
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
import { openSync, closeSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
export class C {
  private fd = openSync('a', 'r');
  private server: Server;
  constructor() {
    this.server = createServer();
    this.server.listen(0);
  }
  get descriptor() { return this.fd; }
  close() {
    this.server.close();
    closeSync;
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'no teardown, and an instance that the file lets go',
      ...marked(
        `${prelude}
class C {
  a = createRes()
      ~~~~~~~~~~~ noTeardown
  b = createRes()
      ~~~~~~~~~~~ noTeardown
}
export function f() {
  const c = new C();
  return c.a.read();
}
`,
        ...[1, 2].map(() => ({
          suggestions: [
            {
              messageId: 'addTeardown',
              data: { name: '[Symbol.dispose]()' },
              output: `${prelude}
class C {
  a = createRes()
  b = createRes();

  [Symbol.dispose](): void {
    this.b[Symbol.dispose]();
    this.a[Symbol.dispose]();
  }
}
export function f() {
  using c = new C();
  return c.a.read();
}
`,
            },
          ],
        })),
      ),
    },
    {
      name: 'no teardown: a promise of it in an async function',
      ...marked(
        `${prelude}
class C {
	r = createARes(); // kept open
	    ~~~~~~~~~~~~ noTeardown
}
export async function f() {
	const c = new C();
	console.log(c.r !== null);
}
`,
        {
          suggestions: [
            {
              messageId: 'addTeardown',
              output: `${prelude}
class C {
	r = createARes(); // kept open

	async [Symbol.asyncDispose](): Promise<void> {
		await this.r[Symbol.asyncDispose]();
	}
}
export async function f() {
	await using c = new C();
	console.log(c.r !== null);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: released by another method; a private field of a class that nothing ends',
      options: [{ confidence: 'medium' }],
      ...marked(
        `${prelude}
export class A {
  r = createRes();
      ~~~~~~~~~~~ notReleased
  finish() { this.r.dispose(); }
  dispose() {}
}
export class B {
  #r = createRes();
       ~~~~~~~~~~~ noTeardown
  read() { return this.#r.read(); }
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `${prelude}
export class A {
  r = createRes();
  finish() { this.r.dispose(); }
  dispose() {
    this.r[Symbol.dispose]();
  }
}
export class B {
  #r = createRes();
  read() { return this.#r.read(); }
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'addTeardown',
              output: `${prelude}
export class A {
  r = createRes();
  finish() { this.r.dispose(); }
  dispose() {}
}
export class B {
  #r = createRes();
  read() { return this.#r.read(); }

  [Symbol.dispose](): void {
    this.#r[Symbol.dispose]();
  }
}
`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('espree').run('require-field-disposal', requireFieldDisposal, {
  valid: [
    {
      name: 'without types: a base that may know the field',
      code: `
import { open } from 'node:fs/promises';
import { Base } from './base.js';
export class C extends Base { async start() { this.file = await open('a'); } async close() {} }
`,
    },
    {
      name: 'without types: added to something that may be more than a list',
      code: `
import { createServer } from 'node:net';
export class C { constructor(servers) { this.servers = servers; this.servers.add(createServer()); } close() {} }
`,
    },
  ],
  invalid: [
    {
      name: 'without types: a preset that counts on them says so, once',
      settings: { leaks: { types: 'required' } },
      code: 'export {};\n',
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
    {
      name: 'object literals and constructor functions that have a teardown',
      filename: 'file.cjs',
      languageOptions: { sourceType: 'commonjs' },
      ...marked(
        `
const { createServer } = require('node:net');
exports.relay = {
  server: /** @type {any} */ (null),
  start() { this.server = createServer(); },
                          ~~~~~~~~~~~~~~ notReleased
  stop: function () {}
};
function Relay() { this.server = createServer(); }
                                 ~~~~~~~~~~~~~~ notReleased
Relay.prototype.open = function () { this.late = createServer(); };
Relay.prototype.close = function () { this.late.close(); };
exports.Relay = Relay;
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
const { createServer } = require('node:net');
exports.relay = {
  server: /** @type {any} */ (null),
  start() { this.server = createServer(); },
  stop: function () {
    this.server?.close();
  }
};
function Relay() { this.server = createServer(); }
Relay.prototype.open = function () { this.late = createServer(); };
Relay.prototype.close = function () { this.late.close(); };
exports.Relay = Relay;
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
const { createServer } = require('node:net');
exports.relay = {
  server: /** @type {any} */ (null),
  start() { this.server = createServer(); },
  stop: function () {}
};
function Relay() { this.server = createServer(); }
Relay.prototype.open = function () { this.late = createServer(); };
Relay.prototype.close = function () {
  this.late.close();
  this.server?.close();
};
exports.Relay = Relay;
`,
            },
          ],
        },
      ),
    },
    {
      name: 'without types: a server and a list of servers',
      ...marked(
        `
import { createServer } from 'node:net';
export class C {
  servers = [];
  constructor() {
    this.server = createServer();
                  ~~~~~~~~~~~~~~ notReleased
    this.servers.push(createServer());
                      ~~~~~~~~~~~~~~ elementsNotReleased
  }
  close() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
import { createServer } from 'node:net';
export class C {
  servers = [];
  constructor() {
    this.server = createServer();
    this.servers.push(createServer());
  }
  close() {
    this.server.close();
  }
}
`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('typescript').run('require-field-disposal: released when replaced', requireFieldDisposal, {
  valid: [
    {
      name: 'the end releases the last one too: by name, through a helper, by destructuring',
      code: `
export class C {
  open(next: Doc) {
    this.view?.dispose();
    this.view = next.show();
    this.closeTip();
    this.tip = next.tip();
    this.bar?.destroy();
    this.bar = next.bar();
  }
  private closeTip() { this.tip?.close(); }
  dispose() {
    const { view } = this;
    view?.dispose();
    this.closeTip();
    this.bar = this.bar?.destroy();
  }
}
`,
    },
    {
      name: 'somebody else may release it: it is handed on, or an event ends it',
      code: `
export class C {
  constructor(private readonly parent: Parent) {}
  open(next: Doc) {
    this.view?.dispose();
    this.view = next.show();
    this.parent.adopt(this.view);
  }
  refresh(next: Doc) {
    this.late?.dispose();
    this.late = next.show();
    next.onClose(() => this.late?.dispose());
  }
  dispose() {}
}
`,
    },
    {
      name: 'made by a part that the end releases',
      code: `
export class C {
  private scope = create();
  open() {
    this.view?.dispose();
    this.view = this.scope.createChild();
  }
  dispose() { this.scope.dispose(); }
}
`,
    },
    {
      name: 'nothing but memory, an element, a request',
      code: `
export class C {
  open(next: Doc) {
    this.node?.remove();
    this.node = next.render();
    this.query?.abort();
    this.query = next.fetch();
    this.list.clear();
    this.list = next.all();
  }
  dispose() {}
}
`,
    },
    {
      name: 'a class whose end is not known, or not final',
      code: `
export class C {
  open(next: Doc) { this.view?.dispose(); this.view = next.show(); }
}
export class D {
  open(next: Doc) { this.view?.close(); this.view = next.show(); }
  stop() {}
}
export class E extends Base {
  open(next: Doc) { this.view?.dispose(); this.view = next.show(); }
  dispose() { super.dispose(); }
}
`,
    },
    {
      name: 'the end sees the collection in which a constant is put',
      code: `
import { createServer } from 'node:net';
export class C {
  servers = new Map<string, unknown>();
  open(name: string) {
    const server = createServer();
    server.listen(0);
    this.servers.set(name, server);
  }
  dispose() { for (const server of this.servers.values()) server.close(); }
}
`,
    },
  ],
  invalid: [
    {
      name: 'the last one stays: in the same method, before the write, by an alias, awaited',
      ...marked(
        `
export class C {
  private view?: View;
  private tip?: Tip;
  private file: File | null = null;
  async open(next: Doc) {
    if (this.view) this.view.dispose();
    this.view = next.show();
                ~~~~~~~~~~~ releasedWhenReplaced
    const old = this.tip;
    this.tip = make(next);
               ~~~~~~~~~~ releasedWhenReplaced
    old?.destroy();
    await this.file?.close();
    this.file = await next.open();
                      ~~~~~~~~~~~ releasedWhenReplaced
  }
  dispose() {
    this.closed = true;
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
export class C {
  private view?: View;
  private tip?: Tip;
  private file: File | null = null;
  async open(next: Doc) {
    if (this.view) this.view.dispose();
    this.view = next.show();
    const old = this.tip;
    this.tip = make(next);
    old?.destroy();
    await this.file?.close();
    this.file = await next.open();
  }
  dispose() {
    this.closed = true;
    this.view?.dispose();
  }
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
export class C {
  private view?: View;
  private tip?: Tip;
  private file: File | null = null;
  async open(next: Doc) {
    if (this.view) this.view.dispose();
    this.view = next.show();
    const old = this.tip;
    this.tip = make(next);
    old?.destroy();
    await this.file?.close();
    this.file = await next.open();
  }
  dispose() {
    this.closed = true;
    this.tip?.destroy();
  }
}
`,
            },
          ],
        },
        {},
      ),
    },
    {
      name: 'a constant that is put into a collection, and a method that gives a new view',
      ...marked(
        `
import { createServer } from 'node:net';
import { EditorView } from 'prosemirror-view';
export class C {
  servers = new Map();
  private view?: EditorView;
  open(name: string) {
    const server = createServer();
                   ~~~~~~~~~~~~~~ elementsNotReleased
    server.listen(0);
    this.servers.set(name, server);
  }
  show() {
    this.view = this.createView();
                ~~~~~~~~~~~~~~~~~ notReleased
  }
  private createView() {
    const view = new EditorView(null, {});
    view.dom.setAttribute('role', 'textbox');
    return view;
  }
  dispose() {
    this.servers.clear();
  }
}
`,
        {},
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
import { createServer } from 'node:net';
import { EditorView } from 'prosemirror-view';
export class C {
  servers = new Map();
  private view?: EditorView;
  open(name: string) {
    const server = createServer();
    server.listen(0);
    this.servers.set(name, server);
  }
  show() {
    this.view = this.createView();
  }
  private createView() {
    const view = new EditorView(null, {});
    view.dom.setAttribute('role', 'textbox');
    return view;
  }
  dispose() {
    this.view?.destroy();
    this.servers.clear();
  }
}
`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('typescript').run('require-field-disposal: siblings', requireFieldDisposal, {
  valid: [
    {
      name: 'both are released, or one is handed on; memory alone; one of its kind',
      code: `
export class Panel {
  private readonly saved = new Emitter<void>();
  private readonly closed = new Emitter<void>();
  private readonly opened = new Emitter<void>();
  private readonly names = new Map();
  private readonly sizes = new Map();
  private readonly store = new Store();
  constructor(parent: Parent) {
    this.toDispose.push(this.saved);
    parent.adopt(this.opened);
  }
  dispose() {
    this.closed.dispose();
    this.toDispose.dispose();
    this.names.delete('a');
  }
}
export class Quiet {
  private readonly saved = new Emitter<void>();
  private readonly closed = new Emitter<void>();
  readonly onSaved = this.saved.event;
  readonly onClosed = this.closed.event;
}
`,
    },
  ],
  invalid: [
    {
      name: 'one is disposed, and one is in the list of an inherited end',
      ...marked(
        `
export class Panel {
  private readonly saved = new Emitter<void>();
                           ~~~~~~~~~~~~~~~~~~~ siblingReleased
  private readonly closed = new Emitter<void>();
  readonly onSaved = this.saved.event;
  dispose() {
    this.closed.dispose();
  }
}
export class Widget extends BaseWidget {
  protected readonly moved = new Emitter<void>();
  protected readonly sized = new Emitter<void>();
                             ~~~~~~~~~~~~~~~~~~~ siblingReleased
  constructor() {
    super();
    this.toDispose.push(this.moved);
  }
  fire() { this.sized.fire(); }
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
export class Panel {
  private readonly saved = new Emitter<void>();
  private readonly closed = new Emitter<void>();
  readonly onSaved = this.saved.event;
  dispose() {
    this.closed.dispose();
    this.saved.dispose();
  }
}
export class Widget extends BaseWidget {
  protected readonly moved = new Emitter<void>();
  protected readonly sized = new Emitter<void>();
  constructor() {
    super();
    this.toDispose.push(this.moved);
  }
  fire() { this.sized.fire(); }
}
`,
            },
          ],
        },
        {},
      ),
    },
  ],
});

typedRuleTester('everything').run('require-field-disposal: classes that a framework ends', requireFieldDisposal, {
  valid: [
    {
      name: 'registered for the end; released by a message; kept by a base that the file does not show',
      options: [{ confidence: 'medium' }],
      code: `
declare const inject: (token: unknown) => { onDestroy(end: () => void): void };
declare const DestroyRef: unknown;
declare const Component: (options: object) => (target: unknown) => void;
declare class Page { protected track(what: unknown): void }
@Component({ template: '' })
export class Feed {
  private socket = new WebSocket('wss://feed');
  private news = new EventSource('/news');
  constructor() {
    inject(DestroyRef).onDestroy(() => this.socket.close());
    inject(DestroyRef).onDestroy(() => this.leave());
  }
  leave() { this.news.close(); }
}
@Component({ template: '' })
export class Detail extends Page {
  protected socket = new WebSocket('wss://detail');
}
`,
    },
    {
      name: 'what only the type shows to be disposable need not go on',
      code: `
declare const Component: (options: object) => (target: unknown) => void;
declare class Chart { draw(): void; destroy(): void }
@Component({ template: '' })
export class View {
  private chart = new Chart();
  draw() { this.chart.draw(); }
}
`,
    },
  ],
  invalid: [
    {
      name: 'no end of its own: a component, an element',
      ...marked(
        `
declare const Component: (options: object) => (target: unknown) => void;
@Component({ template: '' })
export class Feed {
  private socket?: WebSocket;
  ngOnInit() {
    this.socket = new WebSocket('wss://feed');
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ noFrameworkEnd
  }
}
export class Ticker extends HTMLElement {
  #news?: EventSource;
  connectedCallback() { this.#news = new EventSource('/news'); }
                                     ~~~~~~~~~~~~~~~~~~~~~~~~ noFrameworkEnd
}
`,
        {
          suggestions: [
            {
              messageId: 'addTeardown',
              data: { name: 'ngOnDestroy()' },
              output: `
declare const Component: (options: object) => (target: unknown) => void;
@Component({ template: '' })
export class Feed {
  private socket?: WebSocket;
  ngOnInit() {
    this.socket = new WebSocket('wss://feed');
  }

  ngOnDestroy(): void {
    this.socket?.close();
  }
}
export class Ticker extends HTMLElement {
  #news?: EventSource;
  connectedCallback() { this.#news = new EventSource('/news'); }
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'addTeardown',
              data: { name: 'disconnectedCallback()' },
              output: `
declare const Component: (options: object) => (target: unknown) => void;
@Component({ template: '' })
export class Feed {
  private socket?: WebSocket;
  ngOnInit() {
    this.socket = new WebSocket('wss://feed');
  }
}
export class Ticker extends HTMLElement {
  #news?: EventSource;
  connectedCallback() { this.#news = new EventSource('/news'); }

  disconnectedCallback(): void {
    this.#news?.close();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an element that is moved in the page begins again with what it was made with: no offer',
      ...marked(
        `
export class Ticker extends HTMLElement {
  readonly #news = new EventSource('/news');
                   ~~~~~~~~~~~~~~~~~~~~~~~~ noFrameworkEnd
}
export class Clock extends HTMLElement {
  readonly #ticks: Worker;
  constructor() {
    super();
    this.#ticks = new Worker('ticks.js');
                  ~~~~~~~~~~~~~~~~~~~~~~ noFrameworkEnd
  }
}
`,
        {},
        {},
      ),
    },
    {
      name: 'another one is registered for the end',
      ...marked(
        `
declare const inject: (token: unknown) => { onDestroy(end: () => void): void };
declare const DestroyRef: unknown;
declare const Component: (options: object) => (target: unknown) => void;
@Component({ template: '' })
export class Feed {
  private socket = new WebSocket('wss://feed');
  private all: EventSource[] = [];
  constructor() {
    inject(DestroyRef).onDestroy(() => this.socket.close());
    this.all.push(new EventSource('/news'));
                  ~~~~~~~~~~~~~~~~~~~~~~~~ noFrameworkEnd
  }
}
`,
        {},
      ),
    },
    {
      name: 'React: the class marks what it overrides',
      ...marked(
        `
import { Component } from 'react';
export class Feed extends Component {
  private socket?: WebSocket;
  override componentDidMount() {
    this.socket = new WebSocket('wss://feed');
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ noFrameworkEnd
  }
  override render() { return null; }
}
`,
        {
          suggestions: [
            {
              messageId: 'addTeardown',
              output: `
import { Component } from 'react';
export class Feed extends Component {
  private socket?: WebSocket;
  override componentDidMount() {
    this.socket = new WebSocket('wss://feed');
  }
  override render() { return null; }

  override componentWillUnmount(): void {
    this.socket?.close();
  }
}
`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('typescript').run('require-field-disposal: what takes away a part', requireFieldDisposal, {
  valid: [
    {
      name: 'disposed at the end',
      code: `
import { languages } from 'vscode';
export class Checker {
  private readonly found = languages.createDiagnosticCollection('checker');
  dispose() { this.found.dispose(); }
}
`,
    },
  ],
  invalid: [
    {
      name: 'entries are deleted, and the collection stays',
      ...marked(
        `
import { languages } from 'vscode';
export class Checker {
  private readonly found = languages.createDiagnosticCollection('checker');
                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notReleased
  forget(uri) { this.found.delete(uri); }
  dispose() {
    this.isDisposed = true;
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
import { languages } from 'vscode';
export class Checker {
  private readonly found = languages.createDiagnosticCollection('checker');
  forget(uri) { this.found.delete(uri); }
  dispose() {
    this.isDisposed = true;
    this.found.dispose();
  }
}
`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('typescript').run('require-field-disposal: components that code creates', requireFieldDisposal, {
  valid: [],
  invalid: [
    {
      name: 'a component that no container made',
      ...marked(
        `
import { Component, createComponent } from '@angular/core';
@Component({ template: '' })
export class Host {
  private tip;
  show() {
    this.tip = createComponent(Tip, { environmentInjector: this.injector });
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notReleased
  }
  ngOnDestroy() {
    this.log();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              output: `
import { Component, createComponent } from '@angular/core';
@Component({ template: '' })
export class Host {
  private tip;
  show() {
    this.tip = createComponent(Tip, { environmentInjector: this.injector });
  }
  ngOnDestroy() {
    this.tip?.destroy();
    this.log();
  }
}
`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('typescript').run('require-field-disposal: ends of a base', requireFieldDisposal, {
  valid: [
    {
      name: 'recommended is silent where no type says that there is an end',
      code: `
import { Worker } from 'node:worker_threads';
import { Disposable } from './disposable';
export class View extends Disposable {
  private readonly worker = new Worker('./work.js');
}
`,
    },
    {
      name: 'the one instance of a class, which is kept for the program',
      options: strict,
      code: `
import { Worker } from 'node:worker_threads';
import { Disposable } from './disposable';
export class View extends Disposable {
  static readonly instance = new View();
  private readonly worker = new Worker('./work.js');
}
`,
    },
    {
      name: 'known miss: released by a method that may override one of a base, and that the base never calls',
      options: strict,
      code: `
import { Worker } from 'node:worker_threads';
import { Disposable } from './disposable';
export class View extends Disposable {
  private readonly worker = new Worker('./work.js');
  hide() { void this.worker.terminate(); }
}
`,
    },
    {
      name: 'registered, or given to a list of the base',
      options: strict,
      code: `
import { Disposable } from './disposable';
class Other { dispose() {} }
export class View extends Disposable {
  private readonly first = this._register(new Other());
  private readonly second = new Other();
  private readonly third: Other;
  constructor() {
    super();
    this._register(this.second);
    this.third = new Other();
    this.toDispose.push(this.third);
  }
}
`,
    },
  ],
  invalid: [
    {
      name: 'strict: a worker, of which the inherited end knows nothing',
      options: strict,
      ...marked(
        `
import { Worker } from 'node:worker_threads';
import { Disposable } from './disposable';
export class View extends Disposable {
  private readonly worker = new Worker('./work.js');
                            ~~~~~~~~~~~~~~~~~~~~~~~ notReleased
}
`,
        { suggestions: [] },
      ),
    },
  ],
});

typedRuleTester().run('require-field-disposal: what is given to the end of a base', requireFieldDisposal, {
  valid: [],
  invalid: [
    {
      name: 'made by the constructor: registered in the next line',
      ...marked(
        `${prelude}
export class View extends Foreign {
  private readonly handle: Handle;
  constructor() {
    super();
    this.handle = new Handle();
                  ~~~~~~~~~~~~ notReleased
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'registerField',
              output: `${prelude}
export class View extends Foreign {
  private readonly handle: Handle;
  constructor() {
    super();
    this.handle = new Handle();
    this._register(this.handle);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'made with the instance: registered around the value, as the class does it with others',
      ...marked(
        `${prelude}
export class View extends Foreign {
  private readonly other = this._register(new Handle());
  private readonly handle = new Handle();
                            ~~~~~~~~~~~~ notReleased
}
`,
        {
          suggestions: [
            {
              messageId: 'registerField',
              output: `${prelude}
export class View extends Foreign {
  private readonly other = this._register(new Handle());
  private readonly handle = this._register(new Handle());
}
`,
            },
          ],
        },
      ),
    },
  ],
});
