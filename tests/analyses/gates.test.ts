import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import leaks from '../../index.ts';
import { usingSupportIn } from '../../src/analyses/using/using-support.ts';

/** A project as far as the gates see it. */
interface Project {
  readonly target?: ts.ScriptTarget;
  readonly lib?: readonly string[];
  readonly engines?: string;
  readonly settings?: object;
}

const prelude = `
interface Res extends Disposable { dispose(): void; read(): string; later(): Promise<string>; lines(): Generator<string> }
interface ARes extends AsyncDisposable { close(): Promise<void>; read(): string }
interface Reader { read(): string }
declare function createRes(): Res;
declare function openRes(): Promise<Res>;
declare function createPair(): [Res, Res];
declare function createARes(): ARes;
declare function createAResOrNull(): ARes | null;
declare function later(f: () => void): void;
declare function show(value: unknown): void;
declare function setTimeout(f: () => void, ms: number): Disposable;
declare const cond: boolean;
declare const process: { exit(code: number): never };
declare const xs: readonly number[];
declare const keep: unknown[];
`;
const root = mkdtempSync(path.join(tmpdir(), 'leaks-gates-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});
let projects = 0;

function folderOf(engines: string | undefined): string {
  const folder = path.join(root, String(projects++));
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify(engines === undefined ? {} : { engines: { node: engines } }),
  );
  return folder;
}

function programOf(
  file: string,
  text: string,
  { target = ts.ScriptTarget.ES2023, lib = ['lib.esnext.d.ts'] }: Project,
): ts.Program {
  const options: ts.CompilerOptions = {
    target,
    lib: [...lib],
    module: ts.ModuleKind.ESNext,
    types: [],
    strict: true,
    noEmit: false,
  };
  const host = ts.createCompilerHost(options, true);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, text, version, true) : getSourceFile(name, version);
  return ts.createProgram([file], options, host);
}

/** The edit that is offered for the one report on a program, and whether it is automatic; `none` without one. */
function editOf(code: string, project: Project = {}): string {
  const file = path.join(folderOf(project.engines), 'file.ts');
  const text = `${prelude}${code}\n`;
  const parserOptions = { programs: [programOf(file, text, project)] };
  return lint(text, file, { parser: typescriptParser, parserOptions }, project.settings).replace(prelude, '').trim();
}

function lint(text: string, file: string, languageOptions: Linter.LanguageOptions, settings = {}): string {
  const messages = new Linter({ cwd: path.dirname(file) }).verify(
    text,
    [{ files: ['**'], languageOptions, settings: { leaks: settings } }, leaks.configs.recommended] as Linter.Config[],
    file,
  );
  const [message] = messages;
  if (!message) return 'silent';
  const edit = message.fix ?? message.suggestions?.[0]?.fix;
  if (!edit) return 'none';
  const [start, end] = edit.range;
  return `${message.fix ? 'fix' : 'suggestion'}: ${text.slice(0, start)}${edit.text}${text.slice(end)}`.replace(
    prelude,
    '',
  );
}

const f = (body: string): string => `export function f() { ${body} }`;
const g = (body: string): string => `export async function f() { ${body} }`;
const plain = f('const r = createRes(); r.read();');
const withUsing = `fix: ${f('using r = createRes(); r.read();')}`;
const captured = f('const r = createRes(); xs.forEach(() => { r.read(); });');
const native = { target: ts.ScriptTarget.ESNext };

describe('with all gates open', () => {
  it('the keyword is all that changes, automatically', () => {
    expect(editOf(plain)).toBe(withUsing);
    expect(editOf(g('const r = createARes(); r.read();'))).toBe(`fix: ${g('await using r = createARes(); r.read();')}`);
  });
});

describe('where it can run', () => {
  it.each([
    ['does not know Disposable', 'lib.es2022.d.ts', 'no'],
    ['knows it', 'lib.esnext.d.ts', 'yes'],
  ] as const)('G1: the library %s', (_, lib, support) => {
    const file = path.join(folderOf('>=24.8'), 'file.ts');
    const programs = [programOf(file, 'export {};', { lib: [lib] })];
    const { services } = typescriptParser.parseForESLint('export {};', { filePath: file, programs });
    const sourceCode = { parserServices: services } as never;
    expect(
      usingSupportIn(sourceCode, { physicalFilename: file, languageOptions: {}, settings: {} }, false, false),
    ).toBe(support);
  });

  it.each([
    ['G2: no Node knows it', '>=22', 'none'],
    ['G2: every Node knows it', '>=24', 'fix'],
    ['G3: and closures are disposed with it', '>=24.8', 'fix'],
  ])('%s: engines %s', (_, engines, kind) => {
    const edit = editOf(plain, { ...native, engines });
    expect(edit.includes('using r')).toBe(kind === 'fix');
  });

  it('G3: a closure captures it, and Node 24.0 would never dispose it', () => {
    expect(editOf(captured, { ...native, engines: '>=24.0' })).not.toContain('using r');
    expect(editOf(captured, { ...native, engines: '>=24.8' })).toContain('fix: export function f() { using r');
  });

  it.each([
    [2025, 'try'],
    [2026, 'await using'],
  ] as const)('G4: a JavaScript file that is read as ECMAScript %i', (ecmaVersion, form) => {
    const code = `import { open } from 'node:fs/promises';\nexport async function f() {\n  const file = await open('x');\n  await file.stat();\n}\n`;
    const file = path.join(folderOf('>=24.8'), 'file.js');
    expect(lint(code, file, { ecmaVersion, sourceType: 'module' })).toContain(form);
    if (form === 'try') expect(lint(code, file, { ecmaVersion, sourceType: 'module' })).not.toContain('using');
  });

  it.each([
    [
      'a bound function',
      'class C { [Symbol.dispose] = this.end.bind(this); end(): void {} read(): void {} }',
      'new C()',
    ],
    ['reached through a proxy', '/** @owned */ const createC = (): Res => new Proxy(createRes(), {});', 'createC()'],
  ])('G24: a dispose method that is %s, and Node 24 would not call it', (_, declared, value) => {
    const code = `${declared}\n${f(`const r = ${value}; r.read();`)}`;
    expect(editOf(code, { ...native, engines: '>=24.8' })).not.toContain('using r');
    expect(editOf(code, { ...native, engines: '>=26' })).toContain('using r');
    expect(editOf(code)).toContain('using r');
  });

  it('G25: the settings ask for one form or the other', () => {
    const code = 'export function f() {\n  const r = createRes();\n  r.read();\n}';
    expect(editOf(code, { settings: { disposal: 'try-finally' } })).toContain('finally');
    expect(editOf(code, { ...native, engines: '>=20', settings: { disposal: 'using' } })).toContain('using r');
    expect(() => editOf(code, { settings: { disposal: 'sometimes' } })).toThrow('settings.leaks.disposal');
  });
});

describe('where it may stand', () => {
  it.each([
    [
      'G5: in a case it gets braces',
      f('switch (xs.length) { case 2: const r = createRes(); r.read(); }'),
      `suggestion: ${f('switch (xs.length) { case 2: { using r = createRes(); r.read(); } }')}`,
    ],
    ['G6: the top level lives as long as the program', 'const r = createRes();\nr.read();\nexport {};', 'silent'],
    ['G5: a var behind a label', f('here: var r = createRes(); r.read();'), 'none'],
    ['G5: a var that is the body of an if', f('if (cond) var r = createRes();'), 'none'],
    ['G7: exported from a namespace', 'export namespace N { export const r = createRes(); r.read(); }', 'none'],
    ['G7: exported', 'export const r = createRes();\nr.read();', 'silent'],
    ['G9: the name goes to the line of the keyword', f('const\n r = createRes(); r.read();'), withUsing],
    ['G9: a comment between the two is in the way', f('const /* it */ r = createRes(); r.read();'), 'none'],
    [
      'G10: other declarators get a declaration of their own',
      f('const r = createRes(), n = 1; r.read(); show(n);'),
      `suggestion: ${f('using r = createRes();\nconst n = 1; r.read(); show(n);')}`,
    ],
    ['G10: several in the head of a loop', f('for (let r = createRes(), i = 0; i < 2; i++) r.read();'), 'none'],
    ['G11: a var that is read outside its block', f('if (cond) { var r = createRes(); r.read(); } show(r!);'), 'none'],
    [
      'G12: what can be false becomes null',
      f('const r = cond && createRes(); if (r) r.read();'),
      `suggestion: ${f('using r = cond ? createRes() : null; if (r) r.read();')}`,
    ],
    ['G13: the declared type hides the dispose method', f('const r: Reader = createRes(); r.read();'), 'none'],
    ['G14: await using in a function that is not async', f('const r = createARes(); r.read();'), 'none'],
    ['G14: in a block of a module that waits nowhere', '{ const r = createARes(); r.read(); }\nexport {};', 'none'],
    [
      'G14: in a block of a module that waits',
      '{ const r = createARes(); r.read(); }\nawait Promise.resolve();\nexport {};',
      'fix: { await using r = createARes(); r.read(); }\nawait Promise.resolve();\nexport {};',
    ],
    [
      'G14: in a static block',
      'export class C { static { const r = createARes(); r.read(); } }\nawait Promise.resolve();',
      'none',
    ],
    ['G15: the promise was not awaited', g('const p = openRes(); show(p);'), 'none'],
  ])('%s', (_, code, edit) => {
    expect(editOf(code)).toBe(edit);
  });

  it('G8: a pattern declares no disposable', () => {
    expect(editOf(f('const [a, b] = createPair(); a.read(); b.read();'))).not.toContain('using');
  });
});

describe('what must still be true', () => {
  it.each([
    ['G16: a function that runs later reads it', f('const r = createRes(); later(() => { r.read(); });'), 'none'],
    [
      'G16: the same in an async callback of a call that runs callbacks now',
      f('const r = createRes(); xs.forEach(async () => { await 0; r.read(); });'),
      'none',
    ],
    [
      'G16: put into a list of the function',
      f('const r = createRes(); const all: Res[] = []; all.push(r); show(all.length);'),
      'none',
    ],
    [
      'G16: handed to somebody on one path',
      f('const r = createRes(); if (cond) { keep.push(r); return; } r.read();'),
      'none',
    ],
    [
      'G16: another name for it in an outer block',
      f('let other: Res | undefined; { const r = createRes(); other = r; } other.read();'),
      'none',
    ],
    [
      'G17: what is made of it could need it',
      `function countOf(r: Res) { return { count: r.read().length }; }\n${f('const r = createRes(); return countOf(r);')}`,
      'none',
    ],
    ['G17: a promise that cannot be awaited here', f('const r = createRes(); return r.later();'), 'none'],
    [
      'G17: a promise that can',
      g('const r = createRes(); return r.later();'),
      `suggestion: ${g('using r = createRes(); return await r.later();')}`,
    ],
    ['G17: an iterator', f('const r = createRes(); return r.lines();'), 'none'],
    [
      'G18: a release on one path goes with it, as its last step',
      f('const r = createRes(); if (cond) return; r.read(); r.dispose();'),
      `suggestion: ${f('using r = createRes(); if (cond) return; r.read();')}`,
    ],
    [
      'G19: a release that is not the last step',
      f('const r = createRes(); if (cond) return; r.dispose(); show(1);'),
      'none',
    ],
    [
      'G20: what was told to go on',
      `interface Hub extends Res { listen(): void }\ndeclare function createHub(): Hub;\n${f('const hub = createHub(); hub.listen(); if (cond) return; hub.dispose();')}`,
      'none',
    ],
    ['G20: a timer', f('const t = setTimeout(() => {}, 1); show(t);'), 'silent'],
    [
      'G21: a tick on the path where nothing was opened',
      g('const r = createAResOrNull(); r?.read();'),
      `suggestion: ${g('await using r = createAResOrNull(); r?.read();')}`,
    ],
    [
      'G26: the program can end before the disposal',
      f('const r = createRes(); if (cond) process.exit(1); r.read();'),
      `suggestion: ${f('using r = createRes(); if (cond) process.exit(1); r.read();')}`,
    ],
    ['G22: a name that nothing reads', f('createRes();'), `suggestion: ${f('using _res = createRes();')}`],
    [
      'G23: a loop that is left early',
      f('for (const r of [createRes(), createRes()]) { if (r.read()) break; }'),
      'none',
    ],
    ['G23: a loop variable called of', f('for (const of of [createRes()]) of.read();'), 'none'],
  ])('%s', (_, code, edit) => {
    expect(editOf(code).replace(/^suggestion: .*finally.*$/s, 'none')).toBe(edit);
  });
});
