import { noMixedOwnership } from '../../src/rules/no-mixed-ownership.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

/** Declarations that the cases share. */
const prelude = `
interface Res extends Disposable { dispose(): void; read(): string; later(): Promise<string> }
declare function createRes(name?: string): Res;
declare function take(r: Disposable): void;
`;

typedRuleTester().run('no-mixed-ownership', noMixedOwnership, {
  valid: [
    {
      name: 'a flag, in a field and by its name',
      code: `${prelude}
export class A { r: Res; #owns: boolean; constructor(r?: Res) { this.#owns = !r; this.r = r ?? createRes(); } [Symbol.dispose]() { if (this.#owns) this.r.dispose(); } }
export class B { r: Res; #mine: boolean; constructor(r?: Res) { this.#mine = !r; this.r = r ?? createRes(); } [Symbol.dispose]() { if (this.#mine) this.r.dispose(); } }
export class C { r: Res; constructor(r?: Res, readonly shouldDispose = !r) { this.r = r ?? createRes(); } }
`,
    },
    {
      name: 'a second field for what is created',
      code: `${prelude}
export class D { r: Res; #x?: Res; constructor(r?: Res) { this.r = r ?? (this.#x = createRes()); } [Symbol.dispose]() { this.#x?.dispose(); } }
export class E { r: Res; #x?: Res; constructor(r?: Res) { if (!r) { r = createRes(); this.#x = r; } this.r = r; } [Symbol.dispose]() { this.#x?.dispose(); } }
export class F { r: Res; #s = new DisposableStack(); constructor(r?: Res) { this.r = r ?? this.#s.use(createRes()); } [Symbol.dispose]() { this.#s.dispose(); } }
`,
    },
    {
      name: 'only created, only given, nothing to release',
      code: `${prelude}
export class G { r?: Res; open() { this.r = createRes(); } reopen() { this.r?.dispose(); this.r = createRes(); } close() { this.r?.dispose(); this.r = undefined; } }
export class H { constructor(readonly r: Res) {} }
export class I { m: Map<string, string>; constructor(m?: Map<string, string>) { this.m = m ?? new Map(); } }
export class J { #r?: Res; get r() { return (this.#r ??= createRes()); } }
`,
    },
    {
      name: 'what is created is kept before it is returned',
      code: `${prelude}
export class K { #c?: Res; get(): Res { if (!this.#c) { this.#c = createRes(); } return this.#c; } get2() { return this.#c ??= createRes(); } get3() { if (this.#c) return this.#c; return (this.#c = createRes()); } get4() { if (this.#c) return this.#c; const c = createRes(); this.#c = c; return c; } }
const cache11 = new Map<string, Res>();
export function get11(k: string): Res { const hit = cache11.get(k); if (hit) return hit; const r = createRes(k); cache11.set(k, r); return r; }
`,
    },
    {
      name: 'a pool gives away what it held',
      code: `${prelude}
export class M { #idle: Res[] = []; acquire() { return this.#idle.pop() ?? createRes(); } release(r: Res) { this.#idle.push(r); } }
export class N { #spare?: Res; acquire() { const r = this.#spare ?? createRes(); this.#spare = undefined; return r; } }
`,
    },
    {
      name: 'a tag, and a constant that holds nothing',
      code: `${prelude}
/** @owned */
export function ensure14(r?: Res) { return r ?? createRes(); }
const none15 = { [Symbol.dispose]() {}, dispose() {}, read: () => '', later: async () => '' };
export function pick15(on: boolean): Res { return on ? createRes() : none15; }
`,
    },
    {
      name: 'a variable under a condition, handed on, or with one owner',
      code: `${prelude}
export function f16(given?: Res) { const r = given ?? createRes(); const text = r.read(); if (!given) r.dispose(); return text; }
export class R { #r?: Res; f(r?: Res) { const x = r ?? createRes(); take(x); } }
export function f18() { let r = createRes(); r.dispose(); r = createRes(); r.dispose(); }
export function f19(r: Res) { const text = r.read(); return text; }
export class U { #c?: Res; f() { const r = this.#c; return r?.read(); } }
`,
    },
    {
      name: 'known miss: a getter, or a function of another file, that gives what is kept',
      code: `${prelude}
declare const other: { readonly current: Res };
export function f(fresh: boolean) { return fresh ? createRes() : other.current; }
`,
    },
  ],
  invalid: [
    {
      name: 'a field: injected or created',
      ...marked(`${prelude}
export class V { r: Res; constructor(r?: Res) { this.r = r ?? createRes(); } }
                                                              ~~~~~~~~~~~ mixedField
export class W { r: Res; constructor(r?: Res) { this.r = r ?? createRes(); } [Symbol.dispose]() { this.r.dispose(); } }
                                                              ~~~~~~~~~~~ mixedField
export class X { r: Res; constructor(o: { r?: Res }) { this.r = o.r ?? createRes(); } }
                                                                       ~~~~~~~~~~~ mixedField
export class Y { r: Res; constructor(r?: Res) { if (r) { this.r = r; } else { this.r = createRes(); } } }
                                                                                       ~~~~~~~~~~~ mixedField
export class Z { r: Res; constructor(r: Res = createRes()) { this.r = r; } }
                                              ~~~~~~~~~~~ mixedField
export class A { constructor(private r: Res = createRes()) { } read() { return this.r.read(); } }
                                              ~~~~~~~~~~~ mixedField
export class B { r: Res; constructor({ r = createRes() }: { r?: Res } = {}) { this.r = r; } }
                                           ~~~~~~~~~~~ mixedField
export class C { r = createRes(); set(r: Res) { this.r = r; } }
                     ~~~~~~~~~~~ mixedField
export class D { r?: Res; constructor(r?: Res) { this.r = r ?? createRes(); } close() { if (this.r) { this.r.dispose(); this.r = undefined; } } }
                                                               ~~~~~~~~~~~ mixedField
`),
    },
    {
      name: 'a result: kept or created',
      ...marked(`${prelude}
export class E { #c?: Res; get(fresh: boolean): Res { if (!fresh && this.#c) return this.#c; return createRes(); } }
                                                                                                    ~~~~~~~~~~~ mixedResult
export class F { #c?: Res; get(fresh: boolean): Res | undefined { return fresh ? createRes() : this.#c; } }
                                                                                 ~~~~~~~~~~~ mixedResult
export class G { #c?: Res; constructor(c?: Res) { this.#c = c; } get(): Res { return this.#c ?? createRes(); } }
                                                                                                ~~~~~~~~~~~ mixedResult
const cache33 = new Map<string, Res>();
export function get33(k: string): Res { const hit = cache33.get(k); if (hit) return hit; return createRes(k); }
                                                                                                ~~~~~~~~~~~~ mixedResult
export function ensure34(r?: Res) { return r ?? createRes(); }
                                                ~~~~~~~~~~~ mixedResult
const shared35 = createRes();
export function pick35(fresh: boolean) { return fresh ? createRes() : shared35; }
                                                        ~~~~~~~~~~~ mixedResult
`),
    },
    {
      name: 'a variable: given or created',
      ...marked(`${prelude}
export function f36(given?: Res) { const r = given ?? createRes(); const text = r.read(); r.dispose(); return text; }
                                                      ~~~~~~~~~~~ mixedVariable
export function f37(given?: Res) { const r = given ?? createRes(); return r.read(); }
                                                      ~~~~~~~~~~~ mixedVariable
export function f38(given?: Res) { using r = given ?? createRes(); return r.read(); }
                                                      ~~~~~~~~~~~ mixedVariable
export function f39(r = createRes()) { return r.read(); }
                        ~~~~~~~~~~~ mixedVariable
export function f40(r?: Res) { r ??= createRes(); return r.read(); }
                                     ~~~~~~~~~~~ mixedVariable
export class P { #c?: Res; f(x: boolean) { const r = x ? createRes() : this.#c; return r?.read(); } }
                                                         ~~~~~~~~~~~ mixedVariable
`),
    },
  ],
});

untypedRuleTester('espree').run('no-mixed-ownership without types', noMixedOwnership, {
  valid: [
    {
      name: 'nothing is known of what the catalog does not know',
      code: `export class C { constructor(r) { this.r = r ?? createRes(); } }`,
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
      name: 'a file of the catalog',
      ...marked(`
import { openSync } from 'node:fs';
export class Log {
  constructor(fd) {
    this.fd = fd ?? openSync('log', 'a');
                    ~~~~~~~~~~~~~~~~~~~~ mixedField
  }
}
`),
    },
  ],
});
