import { noDisposeBorrowed } from '../../src/rules/no-dispose-borrowed.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

/** Declarations that the cases share. */
const prelude = `
interface Res extends Disposable { dispose(): void; read(): string; later(): Promise<string> }
declare class Other implements Disposable { readonly conn: Res; [Symbol.dispose](): void; dispose(): void }
declare function createRes(name?: string): Res;
declare function getShared(): Res;
declare function work(): void;
declare const cond: boolean;
`;

typedRuleTester().run('no-dispose-borrowed', noDisposeBorrowed, {
  valid: [
    {
      name: 'what was given to a constructor, when something says that it is taken over',
      code: `${prelude}
export class D { #r: Res; /** @owned the instance closes it */ constructor(r: Res) { this.#r = r; } [Symbol.dispose]() { this.#r.dispose(); } }
export class E { #r: Res; #mine; constructor(r: Res, mine: boolean) { this.#r = r; this.#mine = mine; } [Symbol.dispose]() { if (this.#mine) this.#r.dispose(); } }
export class ResWrapper { #r: Res; constructor(r: Res) { this.#r = r; } [Symbol.dispose]() { this.#r.dispose(); } }
export class G implements Res { #r: Res; constructor(r: Res) { this.#r = r; } read() { return this.#r.read(); } later() { return this.#r.later(); } dispose() { this.#r.dispose(); } [Symbol.dispose]() { this.#r.dispose(); } }
class H { #r: Res; constructor(r: Res) { this.#r = r; } [Symbol.dispose]() { this.#r.dispose(); } }
export const open = () => new H(createRes());
export class I { #r: Res; constructor() { this.#r = createRes(); } [Symbol.dispose]() { this.#r.dispose(); } }
export class J { #r: Res; constructor(r: Res) { this.#r = r; } reopen() { this.#r.dispose(); this.#r = createRes(); } [Symbol.dispose]() { this.#r.dispose(); } }
`,
    },
    {
      name: 'a parameter that callers in the file give away',
      code: `${prelude}
function f1(r: Res) { r.read(); r.dispose(); }
export function g() { f1(createRes()); }
`,
    },
    {
      name: 'a parameter that is not used after it is given',
      code: `${prelude}
function f1(r: Res) { r.read(); r.dispose(); }
export function g() { const r = createRes(); r.read(); f1(r); }
`,
    },
    {
      name: 'functions that are there to release: by one statement, by name, by a tag, as callbacks',
      code: `${prelude}
export function f1(r: Res) { r.dispose(); }
export function closeQuietly(r: Res) { r.read(); r.dispose(); }
/** @owned */
export function f3(r: Res) { r.read(); r.dispose(); }
declare function later(f: (r: Res) => void): void;
function f4(r: Res) { r.read(); r.dispose(); }
later(f4);
later((r) => { r.read(); r.dispose(); });
declare function on(f: (r: Res) => void): void;
on((r) => { const t = r.read(); r.dispose(); return t; });
`,
    },
    {
      name: 'an error path, a condition, a finally, an iterator',
      code: `${prelude}
export function f1(r: Res) { if (cond) { r.dispose(); throw new Error('x'); } return r.read(); }
export function f2(r: Res, done: boolean) { const t = r.read(); if (done) r.dispose(); return t; }
export function f3(r: Res) { try { return r.read(); } finally { r.dispose(); } }
export async function f4(r: import('node:fs').ReadStream) { for await (const x of r) work(); r.close(); }
`,
    },
    {
      name: 'what an object without a release of its own holds',
      code: `${prelude}
export function f1(o: { conn: Res }) { o.conn.read(); o.conn.dispose(); }
`,
    },
    {
      name: 'what is shared and read, ended at shutdown, or acquired from a pool',
      code: `${prelude}
export function main1() { return getShared().read(); }
export function shutdown() { getShared().dispose(); }
declare function getConnection(): Res;
export function main3() { using r = getConnection(); return r.read(); }
export function main4() { const r = createRes(); r.read(); r.dispose(); }
`,
    },
    {
      name: 'a module that ends what it holds',
      code: `${prelude}
const db = createRes();
export function shutdown() { db.read(); db.dispose(); }
`,
    },
    {
      name: 'a script, and a variable that is opened again',
      code: `${prelude}
const db = createRes();
async function work1() { await db.later(); db.dispose(); }
work1().catch(console.error);
let db: Res | undefined;
export function query() { db ??= createRes(); const t = db.read(); db.dispose(); db = undefined; return t; }
`,
    },
    {
      name: 'known miss: a getter, or a look-up whose name says nothing of sharing',
      code: `${prelude}
declare const registry: { find(name: string): Res };
export function f() { const r = registry.find('x'); const text = r.read(); r.dispose(); return text; }
`,
    },
    {
      name: 'known miss: a borrowed resource that a closure releases',
      code: `${prelude}
export function f(r: Res) { setTimeout(() => { r.dispose(); }, 1); return r.read(); }
`,
    },
  ],
  invalid: [
    {
      name: 'an injected resource',
      ...marked(`${prelude}
export class D { #r: Res; constructor(r: Res) { this.#r = r; } [Symbol.dispose]() { this.#r.dispose(); } }
                                                                                    ~~~~~~~~~~~~~~~~~ releasesInjected
`),
    },
    {
      name: 'a parameter property',
      ...marked(`${prelude}
export class D { constructor(private readonly r: Res) {} read() { return this.r.read(); } close() { this.r[Symbol.dispose](); } }
                                                                                                    ~~~~~~~~~~~~~~~~~~~~~~~~ releasesInjected
`),
    },
    {
      name: 'a field that is emptied',
      ...marked(`${prelude}
export class D { #r?: Res; constructor(r: Res) { this.#r = r; } close() { if (this.#r) { this.#r.dispose(); this.#r = undefined; } } }
                                                                                         ~~~~~~~~~~~~~~~~~ releasesInjected
`),
    },
    {
      name: 'a parameter of a function, and of a method',
      ...marked(`${prelude}
export function f1(r: Res) { const text = r.read(); r.dispose(); return text; }
                                                    ~~~~~~~~~~~ releasesParameter
export class E { f(r: Res) { const text = r.read(); r[Symbol.dispose](); return text; } }
                                                    ~~~~~~~~~~~~~~~~~~~ releasesParameter
`),
    },
    {
      name: 'a parameter that the caller goes on to use',
      ...marked(`${prelude}
function f1(r: Res) { r.read(); r.dispose(); }
                                ~~~~~~~~~~~ releasesParameter
export function g() { using r = createRes(); f1(r); r.read(); }
`),
    },
    {
      name: 'a field of an object that has a release of its own',
      ...marked(`${prelude}
export function f1(o: Other) { o.conn.read(); o.conn.dispose(); }
                                              ~~~~~~~~~~~~~~~~ releasesFieldOfAnother
`),
    },
    {
      name: 'what is shared, by its name',
      ...marked(`${prelude}
export function main1() { const r = getShared(); r.dispose(); }
                                                 ~~~~~~~~~~~ releasesLookedUp
`),
    },
    {
      name: 'with `using`',
      ...marked(`${prelude}
export function main1() { using r = getShared(); return r.read(); }
                                ~ releasesLookedUp
`),
    },
    {
      name: 'on the spot',
      ...marked(`${prelude}
export function main1() { getShared().dispose(); }
                          ~~~~~~~~~~~~~~~~~~~~~ releasesLookedUp
`),
    },
    {
      name: 'what a tag says is borrowed',
      ...marked(`${prelude}
/** @borrowed */ declare function acquire(): Res;
export function main1() { using r = acquire(); return r.read(); }
                                ~ releasesLookedUp
`),
    },
    {
      name: 'a constant of the module',
      ...marked(`${prelude}
const db = createRes();
export function query(x: string) { const t = db.read() + x; db.dispose(); return t; }
                                                            ~~~~~~~~~~~~ releasesShared
`),
    },
  ],
});

untypedRuleTester('espree').run('no-dispose-borrowed without types', noDisposeBorrowed, {
  valid: [
    {
      name: 'nothing is known without types',
      code: `export class C { constructor(r) { this.r = r; } close() { this.r.close(); } }`,
    },
  ],
  invalid: [
    {
      name: 'says so where the preset counts on types',
      settings: { leaks: { types: 'required' } },
      code: 'export {};',
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
