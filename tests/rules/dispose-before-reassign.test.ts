import { disposeBeforeReassign } from '../../src/rules/dispose-before-reassign.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
interface Res extends Disposable { dispose(): void; read(): string; next(): Res }
interface ARes extends AsyncDisposable { close(): Promise<void>; read(): string }
declare function createRes(name?: string): Res;
declare function openARes(): Promise<ARes>;
declare const cond: boolean;
declare const xs: readonly string[];
`;

/** A drawing with one report that offers to write a release in front of a piece of the code. */
function releasing(drawing: string, place: string, release: string) {
  const output = marked(drawing).code.replace(place, `${release}${place}`);
  return marked(drawing, { suggestions: [{ messageId: 'releaseFirst', output }] });
}

typedRuleTester().run('dispose-before-reassign', disposeBeforeReassign, {
  valid: [
    {
      name: 'a beginning, whose end has ended what began before',
      code: `
class Actions { [Symbol.dispose]() {} dispose() { this[Symbol.dispose](); } }
export class Panel {
  private actions?: Actions;
  readonly connection = { onReady: () => this.onReady() };
  private onReady() { this.actions = new Actions(); }
  disconnectedCallback() {
    this.actions?.dispose();
    this.actions = undefined;
  }
}
`,
    },
    {
      name: 'locals: released first, kept by another name, created when there is none, handed on, declared by what is null',
      code: `${prelude}
export function released() { let r = createRes('1'); r.dispose(); r = createRes('2'); r.dispose(); }
export function kept() { let r = createRes('1'); const old = r; r = createRes('2'); old.dispose(); r.dispose(); }
export function lazy() { let r: Res | undefined; for (const x of xs) { r ??= createRes(x); } r?.dispose(); }
export function asked() { let r: Res | undefined; for (const x of xs) { if (!r) r = createRes(x); } r?.dispose(); }
export function handed(all: Res[]) { let r = createRes('1'); all.push(r); r = createRes('2'); all.push(r); }
export function empty() { let r: Res | null = null; r = createRes('1'); r.dispose(); r = null; }
export function derived() { let r = createRes('1'); r = r.next(); r.dispose(); }
`,
    },
    {
      name: 'locals: in one branch or the other, in a loop that releases each, retried after a release',
      code: `${prelude}
export function either() { let r: Res; if (cond) r = createRes('1'); else r = createRes('2'); r.dispose(); }
export function exclusive() { let r: Res | undefined; if (cond) r = createRes('1'); if (!cond) r = createRes('2'); r?.dispose(); }
export function each() { let r: Res | undefined; for (const x of xs) { r = createRes(x); r.read(); r.dispose(); } }
export function retry() { let r = createRes('1'); while (!r.read()) { r.dispose(); r = createRes('2'); } r.dispose(); }
export function caught() { let r: Res; try { r = createRes('1'); } catch { r = createRes('2'); } r.dispose(); }
export function last() { let r: Res | undefined; try { r = createRes('1'); } finally { r?.dispose(); r = undefined; } }
`,
    },
    {
      name: 'fields: released before, behind an alias, by a helper or by the base; asked before',
      code: `${prelude}
declare class Base { protected reset(): void }
export class A { #r = createRes(); swap() { this.#r.dispose(); this.#r = createRes(); } dispose() { this.#r.dispose(); } }
export class B { #r = createRes(); swap() { const old = this.#r; this.#r = createRes(); old.dispose(); } dispose() { this.#r.dispose(); } }
export class C { #r?: Res = createRes(); #end() { this.#r?.dispose(); } async swap() { await this.#end(); this.#r = createRes(); } dispose() { this.#end(); } }
export class D extends Base { #r = createRes(); swap() { this.reset(); this.#r = createRes(); } dispose() { this.#r.dispose(); } protected override reset() { this.#r.dispose(); } }
export class E { #r?: Res; setSource() { if (this.#r) return; this.#r = createRes(); } dispose() { this.#r?.dispose(); } }
export class F { #r?: Res; #isOpen = false; setSource() { if (!this.#isOpen) { this.#r = createRes(); this.#isOpen = true; } } dispose() { this.#r?.dispose(); } }
export class G { #r?: Res; update() { this.#r ??= createRes(); this.#r.read(); } dispose() { this.#r?.dispose(); } }
export class H { #r?: Res; update() { const { read } = this.#r ?? {}; this.#r = createRes(read?.name); } dispose() { this.#r?.dispose(); } }
`,
    },
    {
      name: 'fields: what stop() ended, start() may begin again; hooks that run once; callbacks of the old one',
      code: `${prelude}
export class A { #r?: Res; update() { this.#r = createRes(); } stop() { this.#r?.dispose(); } }
export class B { #r = createRes(); restart() { this.#r = createRes(); } finish() { this.#r.dispose(); } dispose() { this.#r.dispose(); } }
export class C { #r?: Res; ngOnInit() { this.#r = createRes(); } connectedCallback() { this.#r = createRes(); } dispose() { this.#r?.dispose(); } }
export class D { #r?: Res; onOpen(when: (f: () => void) => void) { when(() => { this.#r = createRes(); }); } dispose() { this.#r?.dispose(); } }
export class E { #r?: Res; constructor() { this.#r = createRes(); } dispose() { this.#r?.dispose(); } }
`,
    },
    {
      name: 'strict: a timer that the end of the instance never clears is told by no-leaked-timer',
      options: [{ confidence: 'medium' }],
      code: `
export class C {
  private timer?: ReturnType<typeof setInterval>;
  start(tick: () => void) { this.timer = setInterval(tick, 1000); }
  stop() { console.log('stopped'); }
}
`,
    },
    {
      name: 'fields: a method that may run once, an entry whose key may be new: only the strict presets ask',
      code: `${prelude}
export class A { #r?: Res; start() { this.#r = createRes(); } dispose() { this.#r?.dispose(); } }
export class B { m = new Map<string, Res>(); add(key: string) { this.m.set(key, createRes()); } dispose() { for (const r of this.m.values()) r.dispose(); } }
`,
    },
    {
      name: 'the module: released, asked, created once, written by a function that the program may call once',
      code: `${prelude}
let released: Res | undefined; let asked: Res | undefined; let once: Res | undefined; let counted = 0;
export function updateReleased() { released?.dispose(); released = createRes(); }
export function updateAsked() { if (asked) return; asked = createRes(); }
export function start() { once = createRes(); counted = 1; }
export let constant = createRes();
console.log(counted, once?.read());
`,
    },
    {
      name: 'known miss: a field that is emptied while it holds a resource',
      code: `${prelude}
export class A { #r: Res | undefined = createRes(); drop() { this.#r = undefined; } dispose() { this.#r?.dispose(); } }
`,
    },
    {
      name: 'known miss: the old one is only used before it is replaced, in a callback',
      code: `${prelude}
export class A { #r = createRes(); later(when: (f: () => void) => void) { when(() => { this.#r = createRes(); }); } dispose() { this.#r.dispose(); } }
`,
    },
  ],
  invalid: [
    {
      name: 'a local, released in the way that the code has',
      ...releasing(
        `${prelude}
export function f() {
  let r = createRes('1');
  r.read();
  r = createRes('2');
  ~~~~~~~~~~~~~~~~~~ overwritten
  r.dispose();
}
`,
        "r = createRes('2')",
        'r.dispose();\n  ',
      ),
    },
    {
      name: 'a local, on one line, by null, with the line breaks of Windows',
      code: `${prelude}
export function f() { let r: Res | null = createRes(); r.read(); r = null; return r; }
export function g() {
  let r = createRes();
  if (cond) {
    r = createRes();
  }
  r.dispose();
}
`.replaceAll('\n', '\r\n'),
      errors: [
        {
          messageId: 'overwritten',
          line: 9,
          suggestions: [
            {
              messageId: 'releaseFirst',
              data: { release: 'r[Symbol.dispose]()' },
              output: `${prelude}
export function f() { let r: Res | null = createRes(); r.read(); r[Symbol.dispose](); r = null; return r; }
export function g() {
  let r = createRes();
  if (cond) {
    r = createRes();
  }
  r.dispose();
}
`.replaceAll('\n', '\r\n'),
            },
          ],
        },
        {
          messageId: 'overwritten',
          line: 13,
          suggestions: [
            {
              messageId: 'releaseFirst',
              output: `${prelude}
export function f() { let r: Res | null = createRes(); r.read(); r = null; return r; }
export function g() {
  let r = createRes();
  if (cond) {
    r.dispose();
    r = createRes();
  }
  r.dispose();
}
`.replaceAll('\n', '\r\n'),
            },
          ],
        },
      ],
    },
    {
      name: 'a loop that comes again with what its last round acquired',
      ...releasing(
        `${prelude}
export function f() {
  let r: Res | undefined;
  for (const x of xs) {
    r = createRes(x);
    ~~~~~~~~~~~~~~~~ overwritten
    r.read();
  }
  r?.dispose();
}
`,
        'r = createRes(x)',
        'r?.[Symbol.dispose]();\n    ',
      ),
    },
    {
      name: 'a promise is awaited; a branch gets braces',
      ...marked(
        `${prelude}
export async function f() {
  let r = await openARes();
  r.read();
  r = await openARes();
  ~~~~~~~~~~~~~~~~~~~~ overwritten
  await r.close();
}
export function g() {
  let r = createRes();
  if (cond) r = createRes();
            ~~~~~~~~~~~~~~~ overwritten
  r.dispose();
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseFirst',
              output: `${prelude}
export async function f() {
  let r = await openARes();
  r.read();
  await r.close();
  r = await openARes();
  await r.close();
}
export function g() {
  let r = createRes();
  if (cond) r = createRes();
  r.dispose();
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'releaseFirst',
              output: `${prelude}
export async function f() {
  let r = await openARes();
  r.read();
  r = await openARes();
  await r.close();
}
export function g() {
  let r = createRes();
  if (cond) { r.dispose(); r = createRes(); }
  r.dispose();
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a field that has its resource since the constructor',
      ...releasing(
        `${prelude}
export class C {
  #r: Res;
  constructor() {
    this.#r = createRes('1');
  }
  swap() {
    this.#r.read();
    this.#r = createRes('2');
              ~~~~~~~~~~~~~~ overwritten
  }
  [Symbol.dispose](): void {
    this.#r.dispose();
  }
}
`,
        "this.#r = createRes('2')",
        'this.#r.dispose();\n    ',
      ),
    },
    {
      name: 'a field in a method that is called again and again',
      ...releasing(
        `${prelude}
export class C {
  #r?: Res;
  setSource(name: string) {
    this.#r = createRes(name);
              ~~~~~~~~~~~~~~~ overwrittenAgain
  }
  dispose() {
    this.#r?.dispose();
  }
}
`,
        'this.#r = createRes(name)',
        'this.#r?.[Symbol.dispose]();\n    ',
      ),
    },
    {
      name: 'an interval, each time that something happens',
      ...releasing(
        `
export class C {
  timer?: ReturnType<typeof setInterval>;
  onOpen(tick: () => void) {
    this.timer = setInterval(tick, 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~ overwrittenAgain
  }
  dispose() {
    clearInterval(this.timer);
  }
}
`,
        'this.timer = ',
        'clearInterval(this.timer);\n    ',
      ),
    },
    {
      name: 'variables of the module',
      ...marked(`${prelude}
export let r = createRes('1');
r = createRes('2');
~~~~~~~~~~~~~~~~~~ overwritten
let current: Res | undefined;
export function updateCurrent() {
  current = createRes();
  ~~~~~~~~~~~~~~~~~~~~~ overwrittenAgain
}
let first = createRes();
export function begin() {
  first = createRes();
  ~~~~~~~~~~~~~~~~~~~ overwritten
}
console.log(current, first);
`),
    },
    {
      name: 'strict: a method that may be called again, an entry whose key may not be new',
      options: [{ confidence: 'medium' }],
      ...marked(`${prelude}
export class A { #r?: Res; start() { this.#r = createRes(); } dispose() { this.#r?.dispose(); } }
                                               ~~~~~~~~~~~ overwrittenAgain
export class B {
  m = new Map<string, Res>();
  o: Record<string, Res> = {};
  add(key: string) {
    this.m.set(key, createRes());
                    ~~~~~~~~~~~ entryOverwritten
    this.o[key] = createRes();
                  ~~~~~~~~~~~ entryOverwritten
  }
  dispose() { for (const r of [...this.m.values(), ...Object.values(this.o)]) r.dispose(); }
}
`),
    },
  ],
});

untypedRuleTester('espree').run('dispose-before-reassign', disposeBeforeReassign, {
  valid: [
    {
      name: 'without types: a name of nothing that is known',
      code: `let r = createRes(); r = createRes(); export default r;`,
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
      name: 'without types: file handles',
      ...releasing(
        `
import { open } from 'node:fs/promises';
export async function f(paths) {
  let file = await open(paths[0]);
  console.log(file.fd);
  file = await open(paths[1]);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ overwritten
  await file.close();
}
`,
        'file = await open(paths[1])',
        'await file.close();\n  ',
      ),
    },
  ],
});

untypedRuleTester('typescript').run('dispose-before-reassign: told once', disposeBeforeReassign, {
  valid: [
    {
      name: 'a field that the end forgets anyway (require-field-disposal)',
      options: [{ confidence: 'medium' }],
      code: `
export class Feed {
  open() { this.socket = new WebSocket('wss://feed'); }
  dispose() { this.isOver = true; }
}
`,
    },
  ],
  invalid: [
    {
      name: 'strict: the end closes the last one, and a second call loses the first',
      options: [{ confidence: 'medium' }],
      ...marked(`
export class Feed {
  open() { this.socket = new WebSocket('wss://feed'); }
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~ overwrittenAgain
  dispose() { this.socket?.close(); }
}
`),
    },
  ],
});
