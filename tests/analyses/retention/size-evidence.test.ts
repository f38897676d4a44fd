import { describe, expect, it } from 'vitest';
import { sizeOfVariable } from '../../../src/analyses/retention/size-evidence.ts';
import { analyse, type AnalyseOptions } from '../../support/run-analysis.ts';

/** The evidence for the variable `x`, as `grade: label`; null when there is none. */
function evidenceIn(code: string, options: AnalyseOptions): string | null {
  return analyse(
    code,
    (sourceCode) => {
      const variable = sourceCode.scopeManager?.scopes
        .flatMap(({ variables }) => variables)
        .find(({ name }) => name === 'x');
      const evidence = variable ? sizeOfVariable(variable, sourceCode) : null;
      return evidence && `${evidence.grade}: ${evidence.label}`;
    },
    options,
  );
}

/** One line each: the code, what is known with types, and what is known without (the same unless given). */
const cases: readonly [name: string, code: string, typed: string | null, untyped?: string | null][] = [
  ['bytes by their type', 'export function f(x: Uint8ClampedArray) {}', 'large: Uint8ClampedArray'],
  ['a union that holds bytes', 'export function f(x: string | ArrayBuffer | null) {}', 'large: ArrayBuffer'],
  ['a Node buffer', 'export function f(x: Buffer) {}', 'large: Buffer'],
  [
    'an imported Node type',
    "import type { IncomingMessage } from 'node:http'; export function f(x: IncomingMessage) {}",
    'large: IncomingMessage',
  ],
  [
    'a subtype',
    "import { createReadStream } from 'node:fs'; const x = createReadStream('f');",
    'large: Readable',
    null,
  ],
  ['an inferred type', 'declare function pixels(): Float32Array; const x = pixels();', 'large: Float32Array', null],
  ['an element', 'export function f(x: HTMLDivElement) {}', 'large: Element', null],
  ['an element that is made here', "const x = document.createElement('div');", 'large: Element'],
  ['an element of the page', "const x = document.getElementById('app');", null],
  ['a class of the same name', 'class Document { words = 1 } export function f(x: Document) {}', null],
  ['an imported type of the same name', "import type { Blob } from './model.ts'; export function f(x: Blob) {}", null],
  ['a request', 'export function f(x: Request) {}', 'large: Request'],

  [
    'a file that is read',
    "import { readFileSync } from 'node:fs'; const x = readFileSync('f', 'utf8');",
    'bulk: result of readFileSync()',
  ],
  [
    'a file that is read with a promise',
    "import * as fs from 'node:fs/promises'; const x = await fs.readFile('f', 'utf8');",
    'bulk: result of readFile()',
  ],
  [
    'parsed text',
    'export const f = (text: string) => { const x = JSON.parse(text); return x; };',
    'bulk: result of JSON.parse()',
  ],
  ['a parsed setting', "const x = JSON.parse(localStorage.getItem('a') ?? '{}');", null],
  ['a parsed message', 'export const f = (message: string) => { const x = JSON.parse(message); };', null],
  [
    'a parsed message that is a file',
    "import { readFileSync } from 'node:fs'; const data = readFileSync('f', 'utf8'); const x = JSON.parse(data);",
    'bulk: result of JSON.parse()',
  ],
  ['a copy by text', 'export const f = (a: object) => { const x = JSON.parse(JSON.stringify(a)); };', null],
  ['the body of a response', "const r = await fetch('u'); const x = await r.json();", 'bulk: result of json()'],
  ['a method of the same name', 'export async function f(r: { json(): string }) { const x = await r.json(); }', null],
  ['a long array', 'const x = new Array(1_000_000);', 'bulk: Array'],
  ['a long array, filled', 'const x = new Array(1024 * 1024).fill(0);', 'bulk: result of fill()'],
  [
    'a long array by a constant',
    'const n = 1 << 20; const x = Array.from({ length: n }, (_, i) => i);',
    'bulk: result of Array.from()',
  ],
  ['many bytes', 'const x = Buffer.alloc(2 ** 20);', 'bulk: result of Buffer.alloc()'],
  ['some bytes', 'export function f(n: number) { const x = new Uint8Array(n); }', 'large: Uint8Array'],
  ['few bytes', 'const x = new Uint8Array(16);', null],
  ['few bytes from text', "const x = Buffer.from('key');", null],
  ['a hash', "import { createHash } from 'node:crypto'; const x = createHash('sha1').digest();", null],
  ['many elements', "const x = document.querySelectorAll('p');", 'bulk: result of document.querySelectorAll()'],
  [
    'rows of a table',
    "import pg from 'pg'; const x = (await new pg.Pool().query('select 1')).rows;",
    'bulk: result of query()',
    null,
  ],
  [
    'rows, destructured',
    "import pg from 'pg'; const { rows: x } = await new pg.Pool().query('select 1');",
    'bulk: result of query()',
    null,
  ],
  [
    'written later',
    "import { readFileSync } from 'node:fs'; let x: string; x = readFileSync('f', 'utf8');",
    'bulk: result of readFileSync()',
  ],
  [
    'another name for it',
    "import { readFileSync } from 'node:fs'; const y = readFileSync('f', 'utf8'); const x = y;",
    'bulk: result of readFileSync()',
  ],
  [
    'one of two',
    "import { readFileSync } from 'node:fs'; export const f = (c: boolean) => { const x = c ? readFileSync('f', 'utf8') : ''; };",
    'bulk: result of readFileSync()',
  ],
  ['a number of what is read', "import { readFileSync } from 'node:fs'; const x = readFileSync('f').length;", null],

  ['an array', 'export function f(x: readonly string[]) {}', 'possible: an array'],
  ['a map', 'const x = new Map<string, string>();', 'possible: a Map'],
  [
    'what a framework passes',
    'declare function on(f: (req: { a: string }) => void): void; on((body) => body); export const x = new Set<string>();',
    'possible: a Set',
  ],
  ['a caught error', 'try { f(); } catch (x) {} declare function f(): void;', 'error: a caught error'],
  ['an error', 'export function f(x: TypeError) {}', 'error: an error', null],
  ['a class', 'class x { data = new Uint8Array(1 << 20) }', null],
  ['a function', 'function x() { return new Uint8Array(1 << 20); }', null],
  ['an import', "import x from 'node:fs';", null],
  ['a number', 'export function f(x: number) {}', null],
  [
    'an item of what is read',
    "import { readFileSync } from 'node:fs'; for (const x of readFileSync('f', 'utf8').split('')) f(x); declare function f(x: string): void;",
    null,
  ],
  [
    'an item of rows',
    'const rows = JSON.parse(String(f())); for (const x of rows) f(); declare function f(): number;',
    null,
  ],
  ['a parameter with a default', "export function f(x: Buffer | string = '') {}", 'large: Buffer'],
  ['itself', 'let x = null as any; x = x;', null],
];

describe('the size of a value', () => {
  it.each(cases)('with types: %s', (_, code, typed) => {
    expect(evidenceIn(code, { typed: 'everything' })).toBe(typed);
  });

  it.each(cases)('without types: %s', (_, code, typed, untyped = typed) => {
    expect(evidenceIn(code, {})).toBe(untyped);
  });
});
