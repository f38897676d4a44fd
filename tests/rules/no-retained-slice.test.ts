import { noRetainedSlice } from '../../src/rules/no-retained-slice.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const strict = [{ confidence: 'medium' }] as const;

typedRuleTester('everything').run('no-retained-slice', noRetainedSlice, {
  valid: [
    {
      name: 'copies',
      code: `
const heads = new Map<string, Uint8Array>();
const texts = new Map<string, string>();
export function receive(id: string, packet: Buffer, bytes: Uint8Array) {
  heads.set(id, Buffer.from(packet.subarray(0, 16)));
  heads.set(id, bytes.slice(0, 16));
  heads.set(id, Uint8Array.prototype.slice.call(packet, 0, 16));
  texts.set(id, packet.toString('utf8', 0, 10));
}
`,
      options: strict,
    },
    {
      name: 'most of the whole is kept',
      code: `
const bodies = new Map<string, Uint8Array>();
export function receive(id: string, packet: Buffer, size: number) {
  bodies.set(id, packet.subarray(4));
  bodies.set(id, packet.subarray(size));
  bodies.set(id, packet.subarray(4, -4));
  bodies.set(id, packet.subarray(4, packet.length - 4));
  bodies.set(id, new Uint8Array(packet.buffer, packet.byteOffset, packet.byteLength));
}
`,
      options: strict,
    },
    {
      name: 'a whole that is small',
      code: `
const keys = new Map<string, Buffer>();
export function add(id: string) {
  const bytes = Buffer.alloc(32);
  keys.set(id, bytes.subarray(0, 16));
  keys.set(id, Buffer.from('abcdefgh').subarray(0, 4));
}
`,
      options: strict,
    },
    {
      name: 'a queue that is drained',
      code: `
const queue: Buffer[] = [];
export function receive(packet: Buffer) { queue.push(packet.subarray(0, 16)); }
export function next() { return queue.shift(); }
`,
      options: strict,
    },
    {
      name: 'pieces that are short are copied',
      code: `
import { readFileSync } from 'node:fs';
const marks: string[] = [];
export function f(file: string) {
  const text = readFileSync(file, 'utf8');
  marks.push(text.slice(0, 12), text.slice(10, 20), text.substr(100, 12), text.slice(-4));
}
`,
      options: strict,
    },
    {
      name: 'pieces that become numbers, or keys of a dictionary',
      code: `
import { readFileSync } from 'node:fs';
const sizes: number[] = [];
const known: Record<string, boolean> = {};
export function f(file: string) {
  const text = readFileSync(file, 'utf8');
  sizes.push(Number(text.slice(0, 40)), text.slice(0, 40).length);
  known[text.slice(0, 40)] = true;
}
`,
      options: strict,
    },
    {
      name: 'pieces of a text that is not known to be large',
      code: `
const names = new Map<string, string>();
export function f(id: string, name: string) {
  names.set(id, name.slice(0, 40));
  names.set(id, name.split(' ')[0]!);
}
`,
      options: strict,
    },
    {
      name: 'arrays copy',
      code: `
const firsts: number[][] = [];
export function f(list: number[]) { firsts.push(list.slice(0, 3)); }
export async function g(url: string) { const rows = (await (await fetch(url)).json()) as number[]; firsts.push(rows.slice(0, 3)); }
`,
      options: strict,
    },
    {
      name: 'all lines are kept',
      code: `
import { readFileSync } from 'node:fs';
const lines: string[] = [];
export function f(file: string) { for (const line of readFileSync(file, 'utf8').split('\\n')) lines.push(line); }
`,
      options: strict,
    },
    {
      name: 'at import, once',
      code: `
import { readFileSync } from 'node:fs';
const titles: string[] = [];
const text = readFileSync('f', 'utf8');
titles.push(text.slice(0, 80));
export const title = () => titles.join();
`,
      options: strict,
    },
    {
      name: 'what is left to read',
      code: `
export class Parser {
  buffer: Buffer = Buffer.alloc(0);
  feed(chunk: Buffer) {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    this.buffer = this.buffer.subarray(0, 4);
  }
}
`,
      options: strict,
    },
    {
      name: 'a local collection',
      code: `
export function f(packet: Buffer) { const list: Buffer[] = []; list.push(packet.subarray(0, 4)); return list.length; }
`,
      options: strict,
    },
    {
      name: 'a field that is emptied, or written anew, when it has been read',
      code: `
export class Parser {
  private head: Buffer | undefined;
  private rest: Buffer | undefined;
  feed(packet: Buffer, tail: Buffer) { this.head = packet.subarray(0, 16); this.rest = tail.subarray(0, 4); }
  read() { const { head } = this; this.head = undefined; return head; }
  skip(bytes: Buffer) { this.rest = bytes; }
}
`,
      options: strict,
    },
    {
      name: 'fields, while the whole is kept anyway',
      code: `
export class Message {
  head: Buffer | undefined; body: Buffer | undefined; start: Buffer | undefined; packet: Buffer | undefined; first: Buffer | undefined;
  read(packet: Buffer) { this.head = packet.subarray(0, 16); this.body = packet.subarray(16); }
  keep(packet: Buffer) { this.packet = packet; this.start = packet.subarray(0, 16); }
  cut() { this.first = this.packet?.subarray(0, 4); }
}
`,
      options: strict,
    },
    {
      name: 'a closure that keeps the whole itself, one that is done soon, and one that keeps a copy',
      code: `
export function watch(packet: Buffer, other: Buffer) {
  const head = packet.subarray(0, 16);
  process.on('SIGHUP', () => { console.log(head, packet.length); });
  const copy = Buffer.from(other.subarray(0, 16));
  process.on('SIGHUP', () => { console.log(copy); });
}
export function wait(packet: Buffer) {
  const head = packet.subarray(0, 16);
  setTimeout(() => { console.log(head); }, 10);
}
`,
      options: strict,
    },
    {
      name: 'fields and closures are for the strict presets',
      code: `
let last: Buffer;
export function receive(packet: Buffer) { last = packet.subarray(0, 16); }
export const get = () => last.length;
`,
    },
    {
      name: 'known miss: the slice is put into another text',
      code: `
import { readFileSync } from 'node:fs';
const titles = new Map<string, string>();
export function f(file: string) { titles.set(file, \`title: \${readFileSync(file, 'utf8').slice(0, 80)}\`); }
`,
      options: strict,
    },
  ],
  invalid: [
    {
      name: 'a view of a packet in a bounded cache',
      ...marked(
        `
const heads = new Map<string, Buffer>();
export function receive(id: string, packet: Buffer) {
  heads.set(id, packet.subarray(0, 16));
                ~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
}
export function trim() {
  for (const key of heads.keys()) if (heads.size > 100) heads.delete(key);
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const heads = new Map<string, Buffer>();
export function receive(id: string, packet: Buffer) {
  heads.set(id, Buffer.from(packet.subarray(0, 16)));
}
export function trim() {
  for (const key of heads.keys()) if (heads.size > 100) heads.delete(key);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'Buffer#slice makes a view, too',
      ...marked(
        `
const heads: { head: Buffer }[] = [];
export function receive(packet: Buffer) {
  heads.push({ head: packet.slice(4, 20) });
                     ~~~~~~~~~~~~~~~~~~~ keepsAllBytes
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const heads: { head: Buffer }[] = [];
export function receive(packet: Buffer) {
  heads.push({ head: Buffer.from(packet.slice(4, 20)) });
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a view of a plain byte array',
      ...marked(
        `
const heads = new Map<string, Uint8Array>();
export function receive(id: string, packet: Uint8Array) {
  heads.set(id, packet.subarray(0, 16));
                ~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const heads = new Map<string, Uint8Array>();
export function receive(id: string, packet: Uint8Array) {
  heads.set(id, packet.slice(0, 16));
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a view that is named first',
      ...marked(
        `
const heads = new Set<Uint8Array>();
export function receive(packet: Uint8Array, length: number) {
  const head = packet.subarray(0, length);
  console.log(head.length);
  heads.add(head);
            ~~~~ keepsAllBytes
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const heads = new Set<Uint8Array>();
export function receive(packet: Uint8Array, length: number) {
  const head = packet.subarray(0, length);
  console.log(head.length);
  heads.add(head.slice());
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a view in a shorthand property',
      ...marked(
        `
const entries: object[] = [];
export function receive(packet: Buffer, at: number) {
  const head = packet.subarray(at, at + 8);
  entries.push({ head, time: 1 });
                 ~~~~ keepsAllBytes
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const entries: object[] = [];
export function receive(packet: Buffer, at: number) {
  const head = packet.subarray(at, at + 8);
  entries.push({ head: Buffer.from(head), time: 1 });
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a view by its constructor',
      ...marked(
        `
const heads: Record<string, Uint8Array> = {};
export async function load(url: string) {
  const body = await (await fetch(url)).arrayBuffer();
  heads[url] = new Uint8Array(body, 8, 16);
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const heads: Record<string, Uint8Array> = {};
export async function load(url: string) {
  const body = await (await fetch(url)).arrayBuffer();
  heads[url] = new Uint8Array(body, 8, 16).slice();
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a DataView',
      ...marked(
        `
const heads = new Map<string, DataView>();
export function read(id: string, file: ArrayBuffer, at: number) {
  heads.set(id, new DataView(file, at, 16));
                ~~~~~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
  heads.set(id, new DataView(file, 0, 8));
                ~~~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const heads = new Map<string, DataView>();
export function read(id: string, file: ArrayBuffer, at: number) {
  heads.set(id, new DataView(file.slice(at, at + 16)));
  heads.set(id, new DataView(file, 0, 8));
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const heads = new Map<string, DataView>();
export function read(id: string, file: ArrayBuffer, at: number) {
  heads.set(id, new DataView(file, at, 16));
  heads.set(id, new DataView(file.slice(0, 8)));
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a Buffer over the memory of an ArrayBuffer',
      ...marked(
        `
const heads = new Map<string, Buffer>();
export function read(id: string, file: ArrayBuffer) {
  heads.set(id, Buffer.from(file, 0, 10));
                ~~~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const heads = new Map<string, Buffer>();
export function read(id: string, file: ArrayBuffer) {
  heads.set(id, Buffer.from(Buffer.from(file, 0, 10)));
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a view of the memory of another view',
      ...marked(
        `
class Headers {
  static #all: Float32Array[] = [];
  static keep(samples: Float32Array) {
    Headers.#all.push(new Float32Array(samples.buffer, 0, 4));
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
  }
}
export default Headers;
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
class Headers {
  static #all: Float32Array[] = [];
  static keep(samples: Float32Array) {
    Headers.#all.push(new Float32Array(samples.buffer, 0, 4).slice());
  }
}
export default Headers;
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the last bytes',
      ...marked(
        `
const tails: Uint8Array[] = [];
export const keep = (packet: Uint8Array) => tails.push(packet.subarray(-16));
                                                       ~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const tails: Uint8Array[] = [];
export const keep = (packet: Uint8Array) => tails.push(packet.slice(-16));
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a piece of a file',
      ...marked(
        `
import { readFileSync } from 'node:fs';
const titles = new Map<string, string>();
export function titleOf(file: string) {
  const text = readFileSync(file, 'utf8');
  titles.set(file, text.slice(0, 80));
                   ~~~~~~~~~~~~~~~~~ keepsAllText
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
import { readFileSync } from 'node:fs';
const titles = new Map<string, string>();
export function titleOf(file: string) {
  const text = readFileSync(file, 'utf8');
  titles.set(file, [...text.slice(0, 80)].join(''));
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a line of a file, trimmed',
      ...marked(
        `
import { readFile } from 'node:fs/promises';
const firstLines: string[] = [];
export async function read(file: string) {
  const text = await readFile(file, 'utf8');
  firstLines.push(text.split('\\n')[0]!.trim());
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ keepsAllText
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
import { readFile } from 'node:fs/promises';
const firstLines: string[] = [];
export async function read(file: string) {
  const text = await readFile(file, 'utf8');
  firstLines.push([...text.split('\\n')[0]!.trim()].join(''));
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a part that a pattern finds',
      ...marked(
        `
const ids = new Map<string, { id: string | undefined }>();
export async function find(url: string) {
  const page = await (await fetch(url)).text();
  const match = /id="([^"]*)"/.exec(page);
  ids.set(url, { id: match?.[1] });
                     ~~~~~~~~~~ keepsAllText
}
`,
      ),
    },
    {
      name: 'destructured',
      ...marked(
        `
const titles: Record<string, string> = {};
export async function find(url: string) {
  const page = await (await fetch(url)).text();
  const [, title = ''] = page.match(/<title>(.*)</) ?? [];
  titles[url] = title;
                ~~~~~ keepsAllText
}
`,
      ),
    },
    {
      name: 'as the key of a map, before Node 26',
      ...marked(
        `
import { readFileSync } from 'node:fs';
const known = new Map<string, number>();
export function index(file: string) {
  const text = readFileSync(file, 'utf8');
  known.set(text.substring(3, 40), 1);
            ~~~~~~~~~~~~~~~~~~~~~ keepsAllText
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
import { readFileSync } from 'node:fs';
const known = new Map<string, number>();
export function index(file: string) {
  const text = readFileSync(file, 'utf8');
  known.set([...text.substring(3, 40)].join(''), 1);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: a field of an instance',
      ...marked(
        `
export class Reader {
  #heads = new Map<string, Buffer>();
  read(id: string, packet: Buffer) {
    this.#heads.set(id, packet.subarray(0, 16));
                        ~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
export class Reader {
  #heads = new Map<string, Buffer>();
  read(id: string, packet: Buffer) {
    this.#heads.set(id, Buffer.from(packet.subarray(0, 16)));
  }
}
`,
            },
          ],
        },
      ),
      options: strict,
    },
    {
      name: 'strict: entries that are deleted, sooner or later',
      ...marked(
        `
const pending = new Map<string, Buffer>();
export function receive(id: string, packet: Buffer) {
  pending.set(id, packet.subarray(0, 16));
                  ~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
}
export function done(id: string) {
  pending.delete(id);
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const pending = new Map<string, Buffer>();
export function receive(id: string, packet: Buffer) {
  pending.set(id, Buffer.from(packet.subarray(0, 16)));
}
export function done(id: string) {
  pending.delete(id);
}
`,
            },
          ],
        },
      ),
      options: strict,
    },
    {
      name: 'strict: many pieces of one whole',
      ...marked(
        `
const parts: Buffer[] = [];
export function cut(packet: Buffer, size: number) {
  for (let at = 0; at < packet.length; at += size) parts.push(packet.subarray(at, at + size));
                                                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
const parts: Buffer[] = [];
export function cut(packet: Buffer, size: number) {
  for (let at = 0; at < packet.length; at += size) parts.push(Buffer.from(packet.subarray(at, at + size)));
}
`,
            },
          ],
        },
      ),
      options: strict,
    },
    {
      name: 'strict: a field',
      ...marked(
        `
export class Session {
  token: Buffer = Buffer.alloc(0);
  open(packet: Buffer) {
    this.token = packet.subarray(0, 16);
                 ~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
  }
}
`,
        {
          data: {
            name: 'this.token',
            what: 'field',
            line: '5',
            parent: 'packet',
            path: 'this.token → view → ArrayBuffer of packet',
          },
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
export class Session {
  token: Buffer = Buffer.alloc(0);
  open(packet: Buffer) {
    this.token = Buffer.from(packet.subarray(0, 16));
  }
}
`,
            },
          ],
        },
      ),
      options: strict,
    },
    {
      name: 'strict: a part of an object in a field, and a text',
      ...marked(
        `
import { readFileSync } from 'node:fs';
export class Page {
  info: { title: string } | null = null;
  load(file: string) {
    const text = readFileSync(file, 'utf8');
    this.info = { title: text.slice(0, 80) };
                         ~~~~~~~~~~~~~~~~~ keepsAllText
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
import { readFileSync } from 'node:fs';
export class Page {
  info: { title: string } | null = null;
  load(file: string) {
    const text = readFileSync(file, 'utf8');
    this.info = { title: [...text.slice(0, 80)].join('') };
  }
}
`,
            },
          ],
        },
      ),
      options: strict,
    },
    {
      name: 'strict: a variable of the module',
      ...marked(
        `
let last: Buffer;
export function receive(packet: Buffer) { last = packet.subarray(0, 16); }
                                                 ~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
export const get = () => last.length;
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
let last: Buffer;
export function receive(packet: Buffer) { last = Buffer.from(packet.subarray(0, 16)); }
export const get = () => last.length;
`,
            },
          ],
        },
      ),
      options: strict,
    },
    {
      name: 'strict: a listener captures a view',
      ...marked(
        `
export function watch(packet: Buffer) {
  const head = packet.subarray(0, 16);
               ~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
  process.on('SIGHUP', () => { console.log(head); });
}
`,
        {
          data: {
            name: 'head',
            what: 'captured by a listener',
            line: '3',
            parent: 'packet',
            path: "process 'SIGHUP' → listener (line 4) → scope of watch() (line 2) → head → view → ArrayBuffer of packet",
          },
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
export function watch(packet: Buffer) {
  const head = Buffer.from(packet.subarray(0, 16));
  process.on('SIGHUP', () => { console.log(head); });
}
`,
            },
          ],
        },
      ),
      options: strict,
    },
  ],
});

untypedRuleTester().run('no-retained-slice', noRetainedSlice, {
  valid: [
    {
      name: 'slice may copy an array',
      code: `
import { readFileSync } from 'node:fs';
const titles = new Map<string, unknown>();
export function f(file: string) {
  titles.set(file, JSON.parse(readFileSync(file, 'utf8')).slice(0, 80));
}
`,
      options: strict,
    },
  ],
  invalid: [
    {
      name: 'written types are enough for bytes',
      ...marked(`
const heads = new Map<string, Uint8Array>();
export function receive(id: string, packet: Buffer) {
  heads.set(id, packet.subarray(0, 16));
                ~~~~~~~~~~~~~~~~~~~~~~ keepsAllBytes
}
`),
    },
    {
      name: 'text has substring',
      ...marked(
        `
import { readFileSync } from 'node:fs';
const titles = new Map<string, string>();
export function f(file: string) {
  titles.set(file, readFileSync(file, 'utf8').substring(0, 80));
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ keepsAllText
}
`,
        {
          suggestions: [
            {
              messageId: 'storeCopy',
              output: `
import { readFileSync } from 'node:fs';
const titles = new Map<string, string>();
export function f(file: string) {
  titles.set(file, [...readFileSync(file, 'utf8').substring(0, 80)].join(''));
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a preset that counts on types says that there are none',
      code: `export {};`,
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
