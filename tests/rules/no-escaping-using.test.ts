import { noEscapingUsing } from '../../src/rules/no-escaping-using.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
interface Res extends Disposable { dispose(): void; read(): string; later(): Promise<string>; self(): this; child(): Res; closed: Promise<void>; on(name: string, f: () => void): this }
declare class Wrapper { constructor(inner: Res); }
declare function createRes(name?: string): Res;
declare function helper(r: Res): Promise<string>;
declare function lines(r: Res): AsyncGenerator<string>;
declare function show(value: unknown): void;
declare function work(): void;
declare function workAsync(): Promise<void>;
declare const cond: boolean;
declare const ids: readonly number[];
`;
/** Programs under a name each, all of them silent. */
const silent = (programs: Readonly<Record<string, string>>) =>
  Object.entries(programs).map(([name, code]) => ({ name, code: `${prelude}${code}\n` }));
const constInstead = (output: string) => ({ suggestions: [{ messageId: 'declareWithConst', output }] });

typedRuleTester().run('no-escaping-using', noEscapingUsing, {
  valid: [
    ...silent({
      'a text that is read before': 'export function f() { using r = createRes(); return r.read(); }',
      'a new resource that it gives': 'export function f() { using r = createRes(); return r.child(); }',
      'its texts in an object':
        'export function f() { using r = createRes(); return { text: r.read(), all: [r.read()] }; }',
      'what a stack was given, when the stack is moved':
        'export class K { #s?: DisposableStack; open() { using s = new DisposableStack(); const r = s.use(createRes()); this.#s = s.move(); return r; } [Symbol.dispose]() { this.#s?.dispose(); } }',
      'an object that goes nowhere':
        'export function f() { using r = createRes(); const o = { r }; o.r.read(); return String(o); }',
      'a promise that is awaited': 'export async function f() { using r = createRes(); return await r.later(); }',
      'promises that are awaited together':
        'export async function f() { using r = createRes(); const all = ids.map(() => r.later()); await Promise.all(all); return all.length; }',
      'a promise in a variable, awaited last':
        'export async function f() { using r = createRes(); const p = r.later(); await workAsync(); return await p; }',
      'a promise that is awaited and then returned':
        'export async function f() { using r = createRes(); const p = r.later(); await p; return p; }',
      'a promise of its own end': 'export function f() { using r = createRes(); return r.closed; }',
      'the promise of its release':
        'export async function f() { await using r: AsyncDisposable = { async [Symbol.asyncDispose]() {} }; return r[Symbol.asyncDispose](); }',
      'a promise that nobody keeps':
        'export async function f() { using r = createRes(); void r.later(); await workAsync(); }',
      'an iterator that is read here':
        'export async function f() { using r = createRes(); for await (const line of lines(r)) show(line); }',
      'a generator hands out while it stands in the block':
        'export function* f() { using r = createRes(); yield r; }\nexport async function* g() { using r = createRes(); yield* lines(r); }',
      'move() is the way out':
        'export function f() { using stack = new DisposableStack(); stack.use(createRes()); return stack.move(); }',
      'move() into a field':
        'export class K { #s: DisposableStack; constructor() { using s = new DisposableStack(); s.use(createRes()); this.#s = s.move(); } [Symbol.dispose]() { this.#s.dispose(); } }',
      'a text of what a stack holds':
        'export function f() { using stack = new DisposableStack(); const r = stack.use(createRes()); return r.read(); }',
      'callbacks that have run':
        'export function f() { using r = createRes(); return ids.map((id) => r.read() + String(id)); }',
      'a function that is called on the spot':
        'export function f() { using r = createRes(); return (() => r.read())(); }\nexport async function g() { using r = createRes(); await (async () => { await workAsync(); r.read(); })(); }',
      'a function that is called by name':
        'export function f() { using r = createRes(); const read = () => r.read(); function twice() { return read() + read(); } return twice(); }',
      'a timer whose callback is waited for':
        'export async function f() { using r = createRes(); await new Promise<void>((resolve) => { setTimeout(() => { r.read(); resolve(); }, 1); }); }',
      'a timer that is cleared':
        'export async function f() { using r = createRes(); const t = setTimeout(() => { r.read(); }, 10); await workAsync(); clearTimeout(t); }',
      'a timer that fires while the block waits':
        'export async function f() { using r = createRes(); setTimeout(() => { r.read(); }, 1); await workAsync(); }',
      'a timer that only releases':
        'export function f() { using r = createRes(); setTimeout(() => { r.dispose(); }, 1); }',
      'a listener that is taken away':
        "export function f() { using r = createRes(); const read = () => { r.read(); }; process.on('exit', read); work(); process.off('exit', read); }",
      'a listener under a signal':
        "export function f() { using r = createRes(); const stop = new AbortController(); process.addListener('x', () => { r.read(); }); stop.abort(); }",
      'a listener on the resource itself, and on an emitter of this block':
        "export function f() { using r = createRes(); r.on('data', () => { r.read(); }); const target = new EventTarget(); target.addEventListener('x', () => { r.read(); }); }",
      'a field that is set back':
        'export class O { r?: Res | undefined; run() { using r = createRes(); this.r = r; try { work(); } finally { this.r = undefined; } } }',
      'a variable that gets its former value back':
        'let current: Res | undefined;\nexport function f() { using r = createRes(); const before = current; current = r; try { work(); } finally { current = before; } }\nexport const get = () => current;',
      'a collection that gives it up':
        'export function f(open: Set<Res>) { using r = createRes(); open.add(r); try { work(); } finally { open.delete(r); } }',
      'a weak map does not keep its key':
        'export function f() { using r = createRes(); const names = new WeakMap<Res, string>(); names.set(r, r.read()); return names; }',
      'an outer variable that only the block reads':
        'export function f() { let last; for (const id of ids) { using r = createRes(String(id)); last = r; show(last.read()); } }',
      'what is given to callees':
        'export function f() { using r = createRes(); show(r); console.log(r); return cond && r && r.read(); }',
      'a class that reads it here':
        'export function f() { using r = createRes(); class Inner { read() { return r.read(); } } return new Inner().read(); }',
      'a file handle waits for what it was asked to do before it closes':
        "import { open } from 'node:fs/promises';\nexport async function f(path: string) { await using file = await open(path); return file.readFile('utf8'); }",
    }),
    {
      name: 'known miss: a promise that a callee gave for an object with the resource in it',
      code: `${prelude}declare function send(options: { r: Res }): Promise<void>;
export async function f() { using r = createRes(); return send({ r }); }
`,
    },
    {
      name: 'known miss: what a function returns that was given the resource',
      code: `${prelude}declare function wrap(r: Res): { text(): string };
export function f() { using r = createRes(); return wrap(r); }
`,
    },
    {
      name: 'known miss: a callback for a callee whose name does not say when it runs it',
      code: `${prelude}declare function submit(job: () => void): void;
export function f() { using r = createRes(); submit(() => { r.read(); }); }
`,
    },
  ],
  invalid: [
    {
      name: 'what a stack was given, which ends with the stack',
      ...marked(`${prelude}
export function f() {
  using stack = new DisposableStack();
  return stack.use(createRes());
         ~~~~~~~~~~~~~~~~~~~~~~ returned
}
export function g() {
  using stack = new DisposableStack();
  const r = stack.adopt(createRes(), (one) => one.dispose());
  return r;
         ~ returned
}
`),
    },
    {
      name: 'kept in a collection that something else declares',
      ...marked(`${prelude}
declare global { const sink: unknown[] }
export function f() {
  using r = createRes();
  sink.push(r);
            ~ stored
}
`),
    },
    {
      name: 'returned',
      ...marked(
        `${prelude}
export function f() {
  using /* the first */ r = createRes(); // one
  return r;
         ~ returned
}
`,
        constInstead(`${prelude}
export function f() {
  const /* the first */ r = createRes(); // one
  return r;
}
`),
      ),
    },
    {
      name: 'returned by await using, under another name, in an object, frozen, by a method that gives itself',
      ...marked(
        `${prelude}
export async function f() {
  await using a: AsyncDisposable = { async [Symbol.asyncDispose]() {} };
  return a;
         ~ returned
}
export function g() {
  using r = createRes();
  const same = r;
  return Object.freeze({ same: same as Res, n: 1 });
         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ returned
}
export function h() {
  using r = createRes();
  return r.self();
         ~~~~~~~~ returned
}
export function i() {
  using r = createRes();
  return new Wrapper(r);
         ~~~~~~~~~~~~~~ returned
}
`,
        constInstead(`${prelude}
export async function f() {
  const a: AsyncDisposable = { async [Symbol.asyncDispose]() {} };
  return a;
}
export function g() {
  using r = createRes();
  const same = r;
  return Object.freeze({ same: same as Res, n: 1 });
}
export function h() {
  using r = createRes();
  return r.self();
}
export function i() {
  using r = createRes();
  return new Wrapper(r);
}
`),
        constInstead(`${prelude}
export async function f() {
  await using a: AsyncDisposable = { async [Symbol.asyncDispose]() {} };
  return a;
}
export function g() {
  const r = createRes();
  const same = r;
  return Object.freeze({ same: same as Res, n: 1 });
}
export function h() {
  using r = createRes();
  return r.self();
}
export function i() {
  using r = createRes();
  return new Wrapper(r);
}
`),
        constInstead(`${prelude}
export async function f() {
  await using a: AsyncDisposable = { async [Symbol.asyncDispose]() {} };
  return a;
}
export function g() {
  using r = createRes();
  const same = r;
  return Object.freeze({ same: same as Res, n: 1 });
}
export function h() {
  const r = createRes();
  return r.self();
}
export function i() {
  using r = createRes();
  return new Wrapper(r);
}
`),
        constInstead(`${prelude}
export async function f() {
  await using a: AsyncDisposable = { async [Symbol.asyncDispose]() {} };
  return a;
}
export function g() {
  using r = createRes();
  const same = r;
  return Object.freeze({ same: same as Res, n: 1 });
}
export function h() {
  using r = createRes();
  return r.self();
}
export function i() {
  const r = createRes();
  return new Wrapper(r);
}
`),
      ),
    },
    {
      name: 'returned on one of several ways out: whoever keeps the others must release, so nothing is offered',
      ...marked(`${prelude}
export function f() {
  using a = createRes('a');
  using b = createRes('b');
  if (cond) return a;
                   ~ returned
  return b;
         ~ returned
}
export function g() {
  for (using r of [createRes()]) { if (cond) return r; }
                                                    ~ returned
  return null;
}
`),
    },
    {
      name: 'stored in a field, an outer variable, a parameter, an array that is returned, a stack of somebody else',
      ...marked(`${prelude}
let kept: Res | undefined;
export class O {
  r?: Res;
  #stack = new DisposableStack();
  init() { using r = createRes(); this.r = r; }
                                           ~ stored
  add() { using r = createRes(); this.#stack.use(r); }
                                                 ~ stored
  [Symbol.dispose]() { this.#stack.dispose(); }
}
export function f() { using r = createRes(); kept = r; }
                                                    ~ stored
export function g(out: Res[]) { using r = createRes(); out.push(r); }
                                                                ~ stored
export function h() {
  const out = [];
  for (const id of ids) { using r = createRes(String(id)); out.push(r); }
                                                                    ~ stored
  return out;
}
export function i() {
  let last: Res | undefined;
  { using r = createRes(); last = r; }
                                  ~ stored
  return last.read();
}
export const get = () => kept;
`),
    },
    {
      name: 'functions that outlive the block: returned, in an object, stored, registered, exported',
      ...marked(`${prelude}
export function f() { using r = createRes(); return () => r.read(); }
                                                    ~~~~~~~~~~~~~~ usedLater
export function g() { using r = createRes(); return { read() { return r.read(); } }; }
                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ usedLater
export function h() { using r = createRes(); function read() { return r.read(); } return { read }; }
                                                                                         ~~~~~~~~ usedLater
export class O { read?: () => string; init() { using r = createRes(); const read = () => r.read(); this.read = read; } }
                                                                                                               ~~~~ usedLater
export function i() { using r = createRes(); setTimeout(() => { r.read(); }, 1); }
                                                        ~~~~~~~~~~~~~~~~~~~ usedLater
export function j() { using r = createRes(); process.on('exit', () => { r.read(); }); }
                                                                ~~~~~~~~~~~~~~~~~~~ usedLater
export function k() { using r = createRes(); workAsync().then(() => { r.read(); }); }
                                                              ~~~~~~~~~~~~~~~~~~~ usedLater
export function l() { using r = createRes(); return function () { r.dispose(); }; }
                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ usedLater
using top = createRes();
export function m() { return top.read(); }
       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ usedLater
export const n = () => top.read();
                 ~~~~~~~~~~~~~~~~ usedLater
`),
    },
    {
      name: 'a promise of an async function: awaited by the fix',
      ...marked(`${prelude}
export async function f() { using r = createRes(); return r.later(); }
                                                          ~~~~~~~~~ settledLater
export const g = async () => { using r = createRes(); return /* soon */ r.later(); };
                                                                        ~~~~~~~~~ settledLater
export async function h() { using r = createRes(); return cond ? r.later() : null; }
                                                                 ~~~~~~~~~ settledLater
export async function i() { using r = createRes(); return r.later().then((text) => text + '!'); }
                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ settledLater
export async function j() { using r = createRes(); return Promise.all(ids.map(() => r.later())); }
                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ settledLater
export async function k() { using r = createRes(); return Promise.all(ids.map(async () => { await workAsync(); return r.read(); })); }
                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ settledLater
export async function l() { using r = createRes(); const p = r.later(); await workAsync(); return p; }
                                                                                                  ~ settledLater
export async function m() { using r = createRes(); return r.later() as Promise<string>; }
                                                          ~~~~~~~~~ settledLater
`),
      output: `${prelude}
export async function f() { using r = createRes(); return await r.later(); }
export const g = async () => { using r = createRes(); return /* soon */ await r.later(); };
export async function h() { using r = createRes(); return cond ? await r.later() : null; }
export async function i() { using r = createRes(); return await r.later().then((text) => text + '!'); }
export async function j() { using r = createRes(); return await Promise.all(ids.map(() => r.later())); }
export async function k() { using r = createRes(); return await Promise.all(ids.map(async () => { await workAsync(); return r.read(); })); }
export async function l() { using r = createRes(); const p = r.later(); await workAsync(); return await p; }
export async function m() { using r = createRes(); return await (r.later() as Promise<string>); }
`,
    },
    {
      name: 'where a catch would see it, or a callee gave the promise, the await is a suggestion',
      ...marked(
        `${prelude}
export async function f() {
  using r = createRes();
  try { return r.later(); } catch { return ''; }
               ~~~~~~~~~ settledLater
}
export async function g() {
  using r = createRes();
  return helper(r);
         ~~~~~~~~~ settledLater
}
`,
        {
          suggestions: [
            {
              messageId: 'awaitPromise',
              output: `${prelude}
export async function f() {
  using r = createRes();
  try { return await r.later(); } catch { return ''; }
}
export async function g() {
  using r = createRes();
  return helper(r);
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'awaitPromise',
              output: `${prelude}
export async function f() {
  using r = createRes();
  try { return r.later(); } catch { return ''; }
}
export async function g() {
  using r = createRes();
  return await helper(r);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a promise that cannot be awaited here: a function that is not async, an object, a field',
      ...marked(`${prelude}
export function f() { using r = createRes(); return r.later(); }
                                                    ~~~~~~~~~ settledLater
export async function g() { using r = createRes(); return { text: r.later() }; }
                                                                  ~~~~~~~~~ settledLater
export function h() { using r = createRes(); return (async () => { await workAsync(); return r.read(); })(); }
                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ settledLater
export class O { text?: Promise<string>; init() { using r = createRes(); this.text = r.later(); } }
                                                                                     ~~~~~~~~~ settledLater
`),
    },
    {
      name: 'streams and iterators that read from it later',
      ...marked(`${prelude}
import { open } from 'node:fs/promises';
export function f() { using r = createRes(); return lines(r); }
                                                    ~~~~~~~~ readLater
export async function g(path: string) {
  await using file = await open(path);
  return new Response(file.readableWebStream() as ReadableStream);
                      ~~~~~~~~~~~~~~~~~~~~~~~~ readLater
}
export async function h(path: string) {
  await using file = await open(path);
  return file.createReadStream();
         ~~~~~~~~~~~~~~~~~~~~~~~ readLater
}
`),
    },
  ],
});

untypedRuleTester('espree').run('no-escaping-using', noEscapingUsing, {
  valid: [
    {
      name: 'without types, what a call gives is unknown',
      code: 'export async function f() { using r = createRes(); return r.later(); }',
    },
    {
      name: 'a name that shadows it',
      code: 'export function f() { using r = createRes(); return (r) => r.read(); }',
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
      name: 'returned, stored and captured are seen without types; line breaks of Windows stay',
      code: 'export function f() {\r\n  using r = createRes();\r\n  return r;\r\n}\r\nexport function g() { using r = createRes(); return () => r.read(); }\r\nexport class O { init() { using r = createRes(); this.r = r; } }\r\n',
      errors: [
        {
          messageId: 'returned',
          suggestions: [
            {
              messageId: 'declareWithConst',
              output:
                'export function f() {\r\n  const r = createRes();\r\n  return r;\r\n}\r\nexport function g() { using r = createRes(); return () => r.read(); }\r\nexport class O { init() { using r = createRes(); this.r = r; } }\r\n',
            },
          ],
        },
        { messageId: 'usedLater' },
        { messageId: 'stored' },
      ],
    },
    {
      name: 'a comment between the words stays, and so does the declaration',
      code: 'export async function f() { await /* so */ using r = createRes(); return r; }',
      errors: [{ messageId: 'returned' }],
    },
  ],
});
