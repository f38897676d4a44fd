import { validDisposeMethod } from '../../src/rules/valid-dispose-method.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

/** Declarations that the cases share. */
const prelude = `
interface Res extends Disposable { dispose(): void; read(): string }
interface ARes extends AsyncDisposable { close(): Promise<void>; read(): string }
interface Reader { read(): string }
declare class Handle implements Disposable { constructor(owner?: unknown); read(): string; [Symbol.dispose](): void }
declare function createRes(name?: string): Res;
declare function createARes(): ARes;
declare function openRes(): Promise<Res>;
declare function track(r: Res): void;
declare function work(): void;
declare const cond: boolean;
`;
const protocol = [{ protocol: true }] as const;
/** The lines of a case, and what becomes of them. */
const drawn = (code: string, ...outputs: readonly (readonly [string, string, Record<string, string>?])[]) =>
  marked(
    `${prelude}\n${code}`,
    ...outputs.map(([messageId, output, data]) => ({
      suggestions: [{ messageId, output: `${prelude}\n${output}`, ...(data ? { data } : {}) }],
    })),
  );

typedRuleTester().run('valid-dispose-method', validDisposeMethod, {
  valid: [
    {
      name: 'dispose methods that do what `using` expects',
      code: `${prelude}
export class A implements Disposable, AsyncDisposable {
  #r = createARes();
  [Symbol.dispose]() { void this.#r.close(); }
  async [Symbol.asyncDispose]() { await this.#r.close(); }
}
export class B { #r = createRes(); [Symbol.dispose](force = false, ...rest: unknown[]) { if (!force || rest) this.#r.dispose(); } }
export class C { #r = createARes(); [Symbol.dispose]() { const close = () => { return this.#r.close(); }; setTimeout(close, 1); } }
export abstract class D { abstract [Symbol.dispose](): void; [Symbol.asyncDispose]?(): Promise<void> }
export const e = { get [Symbol.dispose]() { return work; } };
export const f = { [Symbol.dispose]: work };
`,
    },
    {
      name: 'a class of which everything is static is itself the resource',
      code: `${prelude}
export class Registry { static #r = createRes(); static [Symbol.dispose]() { Registry.#r.dispose(); } }
`,
    },
    {
      name: 'a table of names, a polyfill, and another Symbol',
      code: `${prelude}
export const names = { 'Symbol.dispose': 1, '@@dispose': 'x' };
(Symbol as { dispose: symbol }).dispose ??= Symbol('Symbol.dispose');
export function f() {
  const Symbol = { dispose: 'a' } as const;
  return { async [Symbol.dispose]() {} };
}
`,
    },
    {
      name: 'getters that keep what they create, or give it to somebody who does',
      code: `${prelude}
declare function cached(...context: unknown[]): void;
export class C {
  #a?: Res; #b?: Res; #c?: Res; #m = new Map<string, Res>();
  get a() { return (this.#a ??= createRes()); }
  get b() { if (!this.#b) this.#b = createRes(); return this.#b; }
  get c() { if (this.#c) return this.#c; const c = createRes(); this.#c = c; return c; }
  get d() { const d = createRes(); this.#m.set('d', d); return d; }
  get e() { const value = createRes(); Object.defineProperty(this, 'e', { value }); return value; }
  get f() { return new Handle(this); }
  @cached get g() { return createRes(); }
  get h() { const h = createRes(); track(h); return h; }
}
`,
    },
    {
      name: 'return types that say nothing, and those through which it can be released',
      code: `${prelude}
class Numbers implements Disposable { *[Symbol.iterator]() { yield 1; } [Symbol.dispose]() {} }
export function a(): Res { return createRes(); }
export function b(): unknown { return createRes(); }
export function c(): object { return createRes(); }
export function d<T extends Reader>(): T { return createRes() as unknown as T; }
export function e(): { read(): string; close(): void } { return Object.assign(createRes(), { close() {} }); }
export function f(): Reader | Res { return createRes(); }
export function g(): Iterable<number> { return new Numbers(); }
export class H {
  #kept = createRes();
  #all: Res[] = [];
  kept(): Reader { return this.#kept; }
  stored(): Reader { const r = createRes(); this.#all.push(r); return r; }
  [Symbol.dispose]() { this.#kept.dispose(); for (const r of this.#all) r.dispose(); }
}
`,
    },
    {
      name: 'classes that own nothing, release nothing there, have a base, or are ended by a framework',
      options: protocol,
      code: `${prelude}
export class Dialog { #open = true; close() { this.#open = false; return this.#open; } }
export class A { r = createRes(); isOpen = true; close() { this.isOpen = false; } }
export class B extends Handle { r = createRes(); dispose() { this.r.dispose(); } }
export class C { r = createRes(); ngOnDestroy() { this.dispose(); } dispose() { this.r.dispose(); } }
export class D { r = createRes(); [Symbol.dispose]() { this.dispose(); } dispose() { this.r.dispose(); } }
export class E { r = createRes(); close(reason: string) { this.r.dispose(); return reason; } }
export class F { constructor(readonly r: Res) {} dispose() { this.r.dispose(); } }
export class G { #t = setInterval(work, 10); destroy() { clearInterval(this.#t); } }
`,
    },
    {
      name: 'a class without the protocol, where the strict presets do not ask for it',
      code: `${prelude}\nexport class C { r = createRes(); dispose() { this.r.dispose(); } }\n`,
    },
    {
      name: 'known miss: a return type that comes from the type of a variable',
      code: `${prelude}\nexport const open: () => Reader = () => createRes();\n`,
    },
    {
      name: 'known miss: an async call that is not awaited in a synchronous method',
      code: `${prelude}\nexport class C { r = createARes(); [Symbol.dispose]() { this.r.close(); } }\n`,
    },
  ],
  invalid: [
    {
      name: 'an async method under the symbol of the synchronous protocol',
      ...drawn(
        `
export class C {
  r = createARes();
  async [Symbol.dispose](): Promise<void> { await this.r.close(); }
         ~~~~~~~~~~~~~~ neverAwaited
}`,
        [
          'useAsyncDispose',
          `
export class C {
  r = createARes();
  async [Symbol.asyncDispose](): Promise<void> { await this.r.close(); }
}`,
        ],
      ),
    },
    {
      name: 'a method that returns a promise, in a class that says it is Disposable',
      ...drawn(
        `
export class C implements Reader, Disposable {
  #r = createARes();
  read() { return this.#r.read(); }
  [Symbol.dispose]() { return this.#r.close(); }
   ~~~~~~~~~~~~~~ neverAwaited
}`,
        [
          'useAsyncDispose',
          `
export class C implements Reader, AsyncDisposable {
  #r = createARes();
  read() { return this.#r.read(); }
  [Symbol.asyncDispose]() { return this.#r.close(); }
}`,
        ],
      ),
    },
    {
      name: 'an interface',
      ...drawn(
        `
export interface Session extends Disposable { [Symbol.dispose](): Promise<void> }
                                               ~~~~~~~~~~~~~~ neverAwaited`,
        [
          'useAsyncDispose',
          `\nexport interface Session extends AsyncDisposable { [Symbol.asyncDispose](): Promise<void> }`,
        ],
      ),
    },
    {
      name: 'an object whose type nobody declares, a field, and an assignment',
      ...drawn(
        `
export function hold(r: ARes) { return { [Symbol.dispose]: async () => { await r.close(); } }; }
                                          ~~~~~~~~~~~~~~ neverAwaited`,
        [
          'useAsyncDispose',
          `\nexport function hold(r: ARes) { return { [Symbol.asyncDispose]: async () => { await r.close(); } }; }`,
        ],
      ),
    },
    {
      name: 'no edit where something else counts on the synchronous protocol',
      ...drawn(`
export class A extends Handle { r = createARes(); override async [Symbol.dispose]() { await this.r.close(); } }
                                                                  ~~~~~~~~~~~~~~ neverAwaited
export class B { r = createARes(); async [Symbol.dispose]() { await this.r.close(); } async [Symbol.asyncDispose]() { await this.r.close(); } }
                                          ~~~~~~~~~~~~~~ neverAwaited
export function c(r: ARes): Disposable { return { [Symbol.dispose]: () => r.close() }; }
                                                   ~~~~~~~~~~~~~~ neverAwaited
export const d: Disposable = { async [Symbol.dispose]() { await openRes(); } };
                                      ~~~~~~~~~~~~~~ neverAwaited
export abstract class E implements Res { dispose() { work(); } abstract read(): string; async [Symbol.dispose]() { await openRes(); } }
                                                                                               ~~~~~~~~~~~~~~ neverAwaited`),
    },
    {
      name: 'a generator, of which nothing runs',
      ...drawn(
        `
export class C { r = createRes(); *[Symbol.dispose]() { this.r.dispose(); } }
                                    ~~~~~~~~~~~~~~ runsNothing`,
        ['makeFunction', `\nexport class C { r = createRes(); [Symbol.dispose]() { this.r.dispose(); } }`],
      ),
    },
    {
      name: 'an async generator that yields',
      ...drawn(`
export class C { r = createRes(); async *[Symbol.asyncDispose]() { yield 1; this.r.dispose(); } }
                                          ~~~~~~~~~~~~~~~~~~~ runsNothing`),
    },
    {
      name: 'an argument, a static method beside instance members, and no function at all',
      ...drawn(`
export class A { r = createRes(); [Symbol.dispose](force: boolean) { if (force) this.r.dispose(); } }
                                   ~~~~~~~~~~~~~~ getsNoArguments
export class B { r = createRes(); static [Symbol.dispose]() { work(); } }
                                          ~~~~~~~~~~~~~~ belongsToClass
export const c = { [Symbol.dispose]: undefined };
                    ~~~~~~~~~~~~~~ cannotBeCalled
export class D { [Symbol.asyncDispose] = null; }
                  ~~~~~~~~~~~~~~~~~~~ cannotBeCalled`),
    },
    {
      name: 'a string in the place of the symbol',
      ...drawn(
        `
export class A { r = createRes(); ['Symbol.dispose']() { this.r.dispose(); } }
                                   ~~~~~~~~~~~~~~~~ neverFound
export class B { r = createRes(); '@@asyncDispose'() { this.r.dispose(); } }
                                  ~~~~~~~~~~~~~~~~ neverFound`,
        [
          'useSymbol',
          `
export class A { r = createRes(); [Symbol.dispose]() { this.r.dispose(); } }
export class B { r = createRes(); '@@asyncDispose'() { this.r.dispose(); } }`,
          { symbol: 'dispose' },
        ],
        [
          'useSymbol',
          `
export class A { r = createRes(); ['Symbol.dispose']() { this.r.dispose(); } }
export class B { r = createRes(); [Symbol.asyncDispose]() { this.r.dispose(); } }`,
          { symbol: 'asyncDispose' },
        ],
      ),
    },
    {
      name: 'getters that create',
      ...drawn(`
export class C {
  get a() { return createRes(); }
      ~ createdByGetter
  static get b(): Res { const b = createRes(); b.read(); return b; }
             ~ createdByGetter
  get c() { return openRes(); }
      ~ createdByGetter
  get d() { if (cond) return null; return new Handle(); }
      ~ createdByGetter
}
export const o = { get r() { return new Handle('x'); } };
                       ~ createdByGetter`),
    },
    {
      name: 'return types that hide the duty',
      ...drawn(`
import { open } from 'node:fs/promises';
export function a(): Reader { return createRes(); }
                     ~~~~~~ hiddenByType
export async function b(): Promise<Reader> { return await openRes(); }
                                   ~~~~~~ hiddenByType
export const c = (): Reader | null => (cond ? new Handle() : null);
                     ~~~~~~~~~~~~~ hiddenByType
export function d(): { read(): string } { const r = createRes(); r.read(); return r; }
                     ~~~~~~~~~~~~~~~~~~ hiddenByType
export class E { make(): Reader { return createRes(); } }
                         ~~~~~~ hiddenByType
export async function f(): Promise<{ readonly fd: number }> { return open('x'); }
                                   ~~~~~~~~~~~~~~~~~~~~~~~ hiddenByType`),
    },
    {
      name: 'a class that releases in `dispose()`, on one line',
      options: protocol,
      ...drawn(
        `
export class C { r = createRes(); dispose() { this.r.dispose(); } }
             ~ missingProtocol`,
        [
          'addDisposeMethod',
          `
export class C { r = createRes(); dispose() { this.r.dispose(); } [Symbol.dispose](): void { this.dispose(); } }`,
        ],
      ),
    },
    {
      name: 'a class that releases in an async `close()`, with a comment beside it',
      options: protocol,
      ...drawn(
        `
export class C {
             ~ missingProtocol
  #r = createARes();
  /** Ends it. */
  async close(): Promise<void> {
    await this.#r.close();
  } // for good
}`,
        [
          'addDisposeMethod',
          `
export class C {
  #r = createARes();
  /** Ends it. */
  async close(): Promise<void> {
    await this.#r.close();
  } // for good

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}`,
        ],
      ),
    },
    {
      name: 'an emitter, indented with tabs',
      options: protocol,
      ...drawn(
        `
import { EventEmitter } from 'node:events';
export class Clock extends EventEmitter {
             ~~~~~ missingProtocol
	#r = createRes();
	destroy() { this.#r.dispose(); }
}`,
        [
          'addDisposeMethod',
          `
import { EventEmitter } from 'node:events';
export class Clock extends EventEmitter {
	#r = createRes();
	destroy() { this.#r.dispose(); }

	[Symbol.dispose](): void {
		this.destroy();
	}
}`,
        ],
      ),
    },
  ],
});

untypedRuleTester('espree').run('valid-dispose-method without types', validDisposeMethod, {
  valid: [
    {
      name: 'what a function returns is not known to be a promise, and no class is known to own something',
      options: protocol,
      code: `export class C { r = createRes(); [Symbol.dispose]() { return this.r.close(); } }
export class D { r = createRes(); close() { this.r.close(); } get s() { return createRes(); } }`,
    },
  ],
  invalid: [
    {
      name: 'says so where the preset counts on types',
      settings: { leaks: { types: 'required' } },
      code: 'export {};',
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
    {
      name: 'what the code alone shows',
      ...marked(
        `
export class A { async [Symbol.dispose]() { await this.r.close(); } }
                        ~~~~~~~~~~~~~~ neverAwaited
export class B { [Symbol.disposed]() { this.r.close(); } }
                  ~~~~~~~~~~~~~~~ neverFound
export const f = (x) => { x[Symbol.dispose] = async function () {}; };
                            ~~~~~~~~~~~~~~ neverAwaited`,
        {
          suggestions: [
            {
              messageId: 'useAsyncDispose',
              output: `
export class A { async [Symbol.asyncDispose]() { await this.r.close(); } }
export class B { [Symbol.disposed]() { this.r.close(); } }
export const f = (x) => { x[Symbol.dispose] = async function () {}; };`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'useSymbol',
              data: { symbol: 'dispose' },
              output: `
export class A { async [Symbol.dispose]() { await this.r.close(); } }
export class B { [Symbol.dispose]() { this.r.close(); } }
export const f = (x) => { x[Symbol.dispose] = async function () {}; };`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'useAsyncDispose',
              output: `
export class A { async [Symbol.dispose]() { await this.r.close(); } }
export class B { [Symbol.disposed]() { this.r.close(); } }
export const f = (x) => { x[Symbol.asyncDispose] = async function () {}; };`,
            },
          ],
        },
      ),
    },
  ],
});
