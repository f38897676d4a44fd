/** A program with something to report, in surroundings in which an edit could go wrong. */
export interface Context {
  readonly name: string;
  readonly rule: string;
  readonly code: string;
  readonly filename?: string;
  /** How many edits are offered. */
  readonly edits: number;
  /** The code after the first of them, where its form is what matters. */
  readonly becomes?: string;
}

const prelude = `interface Res extends Disposable { dispose(): void; readonly isDisposed: boolean; read(): string; later(): Promise<string> }
interface ARes extends AsyncDisposable { close(): Promise<void>; read(): string }
declare function createRes(name?: string): Res;
declare function openRes(name?: string): Promise<Res>;
declare function createARes(): ARes;
declare function show(value: unknown): void;
declare function work(): void;
declare const cond: boolean;
declare const xs: readonly number[];
`;

type Programs = Readonly<Record<string, readonly [code: string, edits: number, becomes?: string]>>;

const contextsOf = (rule: string, programs: Programs, filename = 'file.ts', head = prelude): Context[] =>
  Object.entries(programs).map(([name, [code, edits, becomes]]) => ({
    name: `${rule}: ${name}`,
    rule,
    code: head + code,
    filename,
    edits,
    ...(becomes === undefined ? {} : { becomes: head + becomes }),
  }));

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const openFile = `import { open } from 'node:fs/promises';\n`;

export const contexts: readonly Context[] = [
  ...contextsOf('require-disposal', {
    'no semicolons, and the next line begins with a parenthesis': [
      'export function f() {\n  const r = createRes()\n  ;(r as Res).read()\n}\n',
      1,
    ],
    'no semicolons, a declaration in two steps': [
      'export function f() {\n  let r\n  r = createRes()\n  r.read()\n}\n',
      1,
    ],
    'no semicolons, two declarators': [
      'export function f() {\n  const n = 1, r = createRes(), m = 2\n  r.read()\n  show(n + m)\n}\n',
      1,
    ],
    'no semicolons, the release goes in front of a bracket': [
      'export function f() {\n  const r = createRes()\n  if (cond) return\n  r.read()\n  r.dispose()\n}\n',
      1,
    ],
    'comments at every place': [
      'export function f() {\n  // before\n  const r /* a */ = /* b */ createRes(/* c */) /* d */; // e\n  /* f */ r.read(); // g\n}\n',
      1,
    ],
    'comments beside the release that goes': [
      'export function f() {\n  const r = createRes();\n  if (cond) return; // early\n  r.read();\n  // at the end\n  r.dispose(); // done\n}\n',
      1,
    ],
    'a comment inside the release that goes': [
      'export function f() {\n  const r = createRes();\n  if (cond) return;\n  r.read();\n  r /* it */ .dispose(/* now */);\n}\n',
      0,
    ],
    'tabs and Windows': [
      crlf('export function f() {\n\tconst r = createRes(), n = 1;\n\tr.read();\n\tshow(n);\n}\n'),
      1,
    ],
    'a label around the block': [
      'export function f() {\n  here: { const r = createRes(); r.read(); break here; }\n}\n',
      1,
    ],
    'a case with a label and a default': [
      'export function f(n: number) {\n  switch (n) {\n    case 1:\n      work();\n      const r = createRes();\n      r.read();\n      break;\n    default:\n      work();\n  }\n}\n',
      1,
    ],
    'a case whose name another case uses': [
      'export function f(n: number) {\n  switch (n) {\n    case 1:\n      let r = createRes();\n      r.read();\n      break;\n    default:\n      r = createRes();\n      r.read();\n  }\n}\n',
      0,
    ],
    'a static block': ['export class C {\n  static {\n    const r = createRes();\n    r.read();\n  }\n}\n', 1],
    'a namespace': ['export namespace N {\n  export function f() { const r = createRes(); r.read(); }\n}\n', 1],
    'an enum and a type of the same name': [
      'enum r { a }\nexport function f() { const r = createRes(); r.read(); }\nexport const all = r;\n',
      1,
    ],
    'a function of the same name inside': [
      'export function f() { const r = createRes(); r.read(); function f() { const r = createRes(); r.read(); } f(); }\n',
      1,
    ],
    'satisfies and a generic with a constraint': [
      'export function f<T extends Res>(make: () => T) { const r = createRes() satisfies Res; r.read(); return make; }\n',
      1,
    ],
    'a private method of a decorated class': [
      'declare const bound: (target: unknown, context: ClassMethodDecoratorContext) => void;\nexport class C { @bound m() { const r = createRes(); r.read(); } }\n',
      1,
    ],
    'a getter': ['export class C { get text() { const r = createRes(); return r.read(); } }\n', 1],
    'an arrow whose body is a block on one line': ['export const f = () => { const r = createRes(); r.read() }\n', 1],
    'Symbol is shadowed': ['export function f(Symbol: string) { const r = createRes(); r.read(); show(Symbol); }\n', 1],
    'a prologue': ["export function f() {\n  'use strict';\n  const r = createRes();\n  r.read();\n}\n", 1],
    'a var behind a label': ['export function f() {\n  here: var r = createRes();\n  r.read();\n}\n', 0],
    'a var in a single statement': ['export function f() {\n  if (cond) var r = createRes();\n}\n', 0],
    'a generator': ['export function* f() { const r = createRes(); yield r.read(); }\n', 1],
    'a for loop with more than one declarator': [
      'export function f() { for (let r = createRes(), i = 0; i < 2; i++) r.read(); }\n',
      0,
    ],
    'a declaration over lines with a type': [
      'export function f() {\n  const\n    r\n      : Res\n      = createRes();\n  r.read();\n}\n',
      1,
    ],
    '&& with a comment and parentheses': [
      'export function f() {\n  const r = (cond && /* why */ createRes());\n  if (r) r.read();\n}\n',
      1,
    ],
    '&& of two conditions': [
      'export function f(on: boolean) {\n  const r = cond || on && createRes();\n  if (r && r !== true) r.read();\n}\n',
      0,
    ],
    '&& behind a nullish one': [
      'export function f(on: boolean) {\n  const r = on && cond && createRes();\n  if (r) r.read();\n}\n',
      1,
    ],
    'return of a promise with a comment': [
      'export async function f() {\n  const r = createRes();\n  return /* soon */ r.later(); // then\n}\n',
      1,
    ],
    'an exported constant of a namespace': ['export namespace N { export const r = createRes(); r.read(); }\n', 0],
  }),
  ...contextsOf(
    'require-disposal',
    {
      'an arrow in JSX': [
        "import { open } from 'node:fs/promises';\nexport const f = async <T,>(x: T) => { const file = await open('x'); await file.stat(); return x; };\n",
        1,
      ],
    },
    'react.tsx',
    '',
  ),
  ...contextsOf(
    'require-disposal',
    {
      'a CommonJS module of TypeScript': ['export function f() { const r = createRes(); r.read(); }\n', 1],
      'an asynchronous one in it': ['export async function f() { const r = createARes(); r.read(); }\n', 1],
    },
    'file.cts',
  ),
  ...contextsOf(
    'require-disposal',
    {
      'a JavaScript module': [
        `${openFile}export async function f() { const file = await open('x'); await file.stat() }\n`,
        1,
      ],
    },
    'file.js',
    '',
  ),
  ...contextsOf(
    'require-disposal',
    {
      'a CommonJS file, with a prologue': [
        `'use strict'\nconst { openSync, readSync } = require('node:fs')\nexports.f = () => {\n  const fd = openSync('x')\n  readSync(fd, Buffer.alloc(1))\n}\n`,
        0,
      ],
    },
    'file.cjs',
    '',
  ),
  ...contextsOf('no-floating-disposable', {
    'no semicolons, and the next line begins with a bracket': [
      'export function f() {\n  createRes()\n  ;[1].forEach(show)\n}\n',
      1,
    ],
    'behind a line without a semicolon': ['export function f() {\n  work()\n  createRes()\n  work()\n}\n', 1],
    'a receiver behind a line without a semicolon': [
      'export function f() {\n  work()\n  const text = createRes().read()\n  show(text)\n}\n',
      1,
    ],
    'the name and its underscore are taken': [
      'export function f(_res: string, res: string) { createRes(); show(_res + res); }\n',
      0,
    ],
    'the name is used by an inner function': [
      'export function f() { createRes().read(); return () => res; }\nconst res = 1;\n',
      0,
    ],
    'a comment before, inside and behind': [
      'export function f() {\n  // one\n  createRes(/* two */); // three\n}\n',
      1,
    ],
    'tabs and Windows': [crlf('export function f() {\n\tconst text = createRes().read();\n\treturn text;\n}\n'), 1],
    'a single statement': ['export function f() { if (cond) createRes(); }\n', 0],
    'the body of a loop': ['export function f() { for (const x of xs) createRes(String(x)); }\n', 0],
    'the body of an arrow': ['export const f = (): void => void createRes();\n', 0],
    'behind a label': ['export function f() { here: createRes(); }\n', 0],
    'in a case': ['export function f(n: number) { switch (n) { case 1: createRes(); break; default: work(); } }\n', 0],
    'in a constructor before super': [
      'class B { constructor(readonly text: string) {} }\nexport class C extends B { constructor() { super(createRes().read()); } }\n',
      0,
    ],
    'in a default of a parameter': ['export function f(text = createRes().read()) { return text; }\n', 0],
    'in an initialiser of a field': ['export class C { text = createRes().read(); }\n', 0],
    'in a template': ['export function f() { return `${createRes().read()} and more`; }\n', 1],
    'in a static block': ['export class C { static { createRes(); } }\n', 1],
    'as the last of a prologue': ["export function f() { 'use strict'; createRes(); }\n", 1],
    'awaited in a for await': [
      'export async function f() { for await (const x of [openRes()]) show(x); await openRes(); }\n',
      1,
    ],
  }),
  ...contextsOf('prefer-using', {
    'no semicolons, and a parenthesis behind the finally': [
      'export function f() {\n  const r = createRes()\n  try {\n    r.read()\n  } finally {\n    r.dispose()\n  }\n  ;(work)()\n}\n',
      1,
    ],
    'no semicolons, and a trailing release': [
      'export function f() {\n  const r = createRes()\n  r.read()\n  work()\n  r.dispose()\n}\n',
      1,
    ],
    'no semicolons, and a bracket behind the release': [
      'export function f() {\n  const r = createRes()\n  r.read()\n  r.dispose()\n  ;[1].forEach(show)\n}\n',
      1,
    ],
    'tabs and Windows': [
      crlf(
        'export function f() {\n\tconst r = createRes();\n\ttry {\n\t\tr.read();\n\t} finally {\n\t\tr.dispose();\n\t}\n}\n',
      ),
      1,
    ],
    'a name of the try that the rest declares too': [
      'export function f() {\n  const r = createRes();\n  try {\n    const text = r.read();\n    show(text);\n  } finally {\n    r.dispose();\n  }\n  const text = 1;\n  show(text);\n}\n',
      1,
    ],
    'the name stack is taken': [
      'declare function createOld(): { close(): void; read(): string };\nexport function f(stack: string) {\n  const r = createRes();\n  try {\n    const old = createOld();\n    try {\n      show(old.read() + r.read() + stack);\n    } finally {\n      old.close();\n    }\n  } finally {\n    r.dispose();\n  }\n}\n',
      1,
    ],
    'a nested function of the same name': [
      'export function f() {\n  const r = createRes();\n  try { r.read(); } finally { r.dispose(); }\n  function r2() { const r = 1; return r; }\n  r2();\n}\n',
      1,
    ],
  }),
  ...contextsOf('no-escaping-using', {
    'a chain over lines': [
      'export async function f() {\n  using r = createRes();\n  return r\n    // later\n    .later()\n    .then((x) => x);\n}\n',
      1,
    ],
    'a ternary without semicolons': [
      'export async function f() {\n  using r = createRes()\n  return cond ? r.later() : ""\n}\n',
      1,
    ],
    'an assertion': [
      'export async function f() {\n  using r = createRes();\n  return r.later() as Promise<string>;\n}\n',
      1,
    ],
    'a satisfies': [
      'export async function f() {\n  using r = createRes();\n  return r.later() satisfies Promise<string>;\n}\n',
      1,
    ],
    'a non-null one': ['export async function f() {\n  using r = createRes();\n  return r.later()!;\n}\n', 1],
    'an arrow whose body is an expression': [
      'export const f = async () => { using r = createRes(); return (r).later(); };\n',
      1,
    ],
    'using over a line with a comment': [
      'export function f() {\n  using /* it */ r = createRes();\n  return r;\n}\n',
      1,
    ],
    'a logical one': ['export async function f() {\n  using r = createRes();\n  return cond && r.later();\n}\n', 1],
    'a nullish one': [
      'export async function f(r2?: Promise<string>) {\n  using r = createRes();\n  return r2 ?? r.later();\n}\n',
      1,
    ],
  }),
  ...contextsOf('no-use-after-dispose', {
    'the release between lines without semicolons': [
      'export function f() {\n  using r = createRes()\n  const n = r.read()\n  show(n)\n  r.dispose()\n}\n',
      1,
    ],
    'the release is a single statement': [
      'export function f() {\n  using r = createRes();\n  r.read();\n  if (cond) r.dispose();\n}\n',
      0,
    ],
    'twice in a row on one line': [
      'export function f() { const r = createRes(); r.read(); r.dispose(); r.dispose(); }\n',
      1,
    ],
    'twice, without semicolons, in front of a template': [
      'export function f() {\n  const r = createRes()\n  r.dispose()\n  r.dispose()\n  ;`${work()}`.trim()\n}\n',
      1,
    ],
    'twice, with comments': [
      'export function f() {\n  const r = createRes();\n  r.dispose(); // once\n  /* why */ r.dispose(); // twice\n}\n',
      1,
    ],
  }),
  ...contextsOf('valid-dispose-method', {
    'an async one with a decorator and a comment': [
      'declare const bound: (target: unknown, context: ClassMethodDecoratorContext) => void;\nexport class C {\n  r = createARes();\n  @bound\n  /* ends */ async [Symbol.dispose](): Promise<void> { await this.r.close(); }\n}\n',
      1,
    ],
    'a class that is the default export': [
      'export default class {\n  #r = createRes()\n  close(): void { this.#r.dispose() }\n}\n',
      1,
    ],
    'the last member is a field without a semicolon': [
      'export class C {\n  close(): void { this.#r.dispose() }\n  #r = createRes()\n}\n',
      1,
    ],
    'an abstract class with a generic': [
      'export abstract class C<T extends Res> {\n  readonly #r = createRes();\n  abstract make(): T;\n  dispose(): void { this.#r.dispose(); }\n}\n',
      1,
    ],
    'overloads, on one line': [
      'export class C { #r = createRes(); read(): string; read(n: number): string; read(n = 1) { return this.#r.read() + n; } close(): void { this.#r.dispose(); } }\n',
      1,
    ],
    'tabs and Windows': [
      crlf('export class C {\n\t#r = createRes();\n\tclose(): void {\n\t\tthis.#r.dispose();\n\t}\n}\n'),
      1,
    ],
    'behind a declared field': [
      'export class C {\n  close(): void { this.#r.dispose(); }\n  #r = createRes();\n  declare text: string\n}\n',
      1,
    ],
  }),
  ...contextsOf('no-leaky-constructor', {
    'an explicit this and comments': [
      'export class C {\n  a: Res; // a\n  b: Res; // b\n  constructor() {\n    // begin\n    this.a = createRes("a"); // first\n    work();\n    this.b = createRes("b"); // second\n  }\n  [Symbol.dispose](): void { this.b.dispose(); this.a.dispose(); }\n}\n',
      1,
    ],
    'the names stack and #stack are taken': [
      'export class C {\n  a: Res;\n  b: Res;\n  #stack = 1;\n  constructor(stack: string) {\n    this.a = createRes(stack);\n    work();\n    this.b = createRes("b");\n    show(this.#stack);\n  }\n  [Symbol.dispose](): void { this.b.dispose(); this.a.dispose(); }\n}\n',
      1,
    ],
    'overloads of the constructor': [
      'export class C {\n  a: Res;\n  b: Res;\n  constructor();\n  constructor(name: string);\n  constructor(name?: string) {\n    this.a = createRes(name);\n    work();\n    this.b = createRes("b");\n  }\n  [Symbol.dispose](): void { this.b.dispose(); this.a.dispose(); }\n}\n',
      1,
    ],
    'a base': [
      'class B {}\nexport class C extends B {\n  a: Res;\n  b: Res;\n  constructor() {\n    super();\n    this.a = createRes("a");\n    work();\n    this.b = createRes("b");\n  }\n  [Symbol.dispose](): void { this.b.dispose(); this.a.dispose(); }\n}\n',
      0,
    ],
    'tabs, Windows, no semicolons': [
      crlf(
        'export default class {\n\ta: Res\n\tb: Res\n\tconstructor() {\n\t\tthis.a = createRes("a")\n\t\twork()\n\t\tthis.b = createRes("b")\n\t}\n\t[Symbol.dispose](): void { this.b.dispose(); this.a.dispose() }\n}\n',
      ),
      1,
    ],
  }),
  ...contextsOf('require-super-dispose', {
    'no semicolons, and the last line begins with a bracket': [
      'class B implements Disposable { #r = createRes(); [Symbol.dispose](): void { this.#r.dispose() } }\nexport class C extends B {\n  override [Symbol.dispose](): void {\n    work()\n    ;[1].forEach(show)\n  }\n}\n',
      1,
    ],
    'an empty method with a comment': [
      'class B implements Disposable { #r = createRes(); [Symbol.dispose](): void { this.#r.dispose(); } }\nexport class C extends B {\n  override [Symbol.dispose](): void { /* nothing */ }\n}\n',
      1,
    ],
    'on one line, in a class expression': [
      'class B implements Disposable { #r = createRes(); [Symbol.dispose](): void { this.#r.dispose() } }\nexport const C = class extends B { override [Symbol.dispose]() { work() } };\n',
      1,
    ],
    'a method that ends by a return': [
      'class B implements Disposable { #r = createRes(); [Symbol.dispose](): void { this.#r.dispose(); } }\nexport class C extends B {\n  override [Symbol.dispose](): void {\n    if (cond) return;\n    work();\n    return;\n  }\n}\n',
      0,
    ],
  }),
  ...contextsOf('dispose-before-reassign', {
    'no semicolons, and a parenthesis in front': [
      'export function f() {\n  let r = createRes("1")\n  r.read()\n  r = createRes("2")\n  ;(r).dispose()\n}\n',
      0,
    ],
    'a single statement': [
      'export function f() {\n  let r = createRes("1");\n  r.read();\n  if (cond) r = createRes("2");\n  r.dispose();\n}\n',
      1,
    ],
    'in a case': [
      'export function f(n: number) {\n  let r = createRes("1");\n  switch (n) { case 1: r = createRes("2"); break; default: work(); }\n  r.dispose();\n}\n',
      0,
    ],
    'a comment in front': [
      'export function f() {\n  let r = createRes("1");\n  r.read();\n  // the next\n  r = createRes("2"); // now\n  r.dispose();\n}\n',
      1,
    ],
    'tabs and Windows': [
      crlf('export function f() {\n\tlet r = createRes("1");\n\tr.read();\n\tr = createRes("2");\n\tr.dispose();\n}\n'),
      1,
    ],
  }),
];
