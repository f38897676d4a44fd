import { requireDisposal } from '../../src/rules/require-disposal.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

/** Declarations that the cases share: something disposable, and code to run in between. */
const prelude = `
interface Res extends Disposable { dispose(): void; read(): string; later(): Promise<string> }
declare class Handle implements Disposable { constructor(name?: string); read(): string; on(event: string, f: () => void): this; [Symbol.dispose](): void }
declare function createRes(name?: string): Res;
declare function createResOrNull(): Res | null;
declare function openRes(): Promise<Res>;
declare function fetchThing(): Res;
declare function getShared(): Res;
declare function take(r: Disposable): void;
declare function work(): void;
declare function fail(message: string): never;
declare const cond: boolean;
`;
const strict = [{ confidence: 'medium', exceptionPaths: true }] as const;

typedRuleTester().run('require-disposal', requireDisposal, {
  valid: [
    {
      name: 'what cannot throw stands in front of the try',
      code: `
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path, { join } from 'node:path';
export async function paste(read: (file: string) => Promise<string>) {
  const folder = await mkdtemp(join(tmpdir(), 'paste-'));
  const file = join(folder, 'image.png');
  const name = path.basename(file);
  try {
    return [name, await read(file)];
  } finally {
    await rm(folder, { recursive: true });
  }
}
`,
    },
    {
      name: 'a look-up, a fluent call, and what a parameter brings are borrowed',
      code: `${prelude}
export function f(given: Res, emitter: import('node:events').EventEmitter) {
  const shared = getShared();
  const same = given;
  const fluent = emitter.on('x', () => {});
  return shared.read() + same.read() + String(fluent.listenerCount('x'));
}
`,
    },
    {
      name: 'a tag on the declaration settles what its name does not',
      code: `${prelude}
/** @borrowed the cache closes it */
declare function openCached(): Res;
export function f() {
  const res = openCached();
  return res.read();
}
`,
    },
    {
      name: 'a tag that the settings name',
      settings: { leaks: { tags: { borrowed: ['keptHere'] } } },
      code: `${prelude}
/** @keptHere */
declare function openKept(): Res;
export function f() {
  const res = openKept();
  return res.read();
}
`,
    },
    {
      name: 'what is passed on is handed on, whatever the parameter, where the option says so',
      options: [{ transferAtCall: 'always' }],
      code: `${prelude}
declare function show(x: unknown): void;
export function f() {
  const r = createRes();
  show(r);
}
`,
    },
    {
      name: 'stores keep what they are given, whatever the option says',
      options: [{ transferAtCall: 'never' }],
      code: `${prelude}
class Store implements Disposable { [Symbol.dispose](): void {} declare add: <T extends Disposable>(one: T) => void }
declare class Base { protected _register<T extends Disposable>(one: T): T }
class Own extends Base { m() { const r = createRes(); this._register(r); r.read(); } }
export function f(store: Store, all: Disposable[], context: { subscriptions: Set<Disposable> }) {
  const a = createRes();
  store.add(a);
  const b = createRes();
  all.push(b);
  const c = createRes();
  context.subscriptions.add(c);
  using stack = new DisposableStack();
  const d = createRes();
  stack.use(d);
  return Own;
}
`,
    },
    {
      name: 'types that are left alone: by their name, their file, their package, the language',
      options: [
        { ignore: ['Res', { from: 'file', name: ['Handle', 'Other'] }, { from: 'lib', name: 'DisposableStack' }] },
      ],
      code: `${prelude}
export function f() {
  const r = createRes();
  const h = new Handle();
  const stack = new DisposableStack();
  return r.read() + h.read() + String(stack.disposed);
}
`,
    },
    {
      name: 'a type of a package that is left alone',
      options: [{ ignore: [{ from: 'package', name: 'FileHandle', package: 'node:fs/promises' }] }],
      code: `
import { open } from 'node:fs/promises';
export async function f() {
  const file = await open('a');
  return file.fd;
}
`,
    },
    {
      name: 'a null guard, and a release under the same condition',
      code: `${prelude}
export function f() {
  const r = createResOrNull();
  if (!r) return 'none';
  const text = r.read();
  r.dispose();
  return text;
}
export function g() {
  const r = cond ? createRes() : null;
  const text = r?.read();
  if (r !== null) r.dispose();
  return text;
}
export function h() {
  let r: Res | undefined;
  if (cond) r = createRes();
  const text = r?.read();
  if (cond) r?.dispose();
  return text;
}
`,
    },
    {
      name: 'released in a switch, a labelled loop, and a do-while',
      code: `${prelude}
export function f(kind: number) {
  const r = createRes();
  switch (kind) {
    case 1:
      r.dispose();
      break;
    case 2:
      r.dispose();
      return 2;
    default:
      take(r);
  }
  return 0;
}
export function g(rows: readonly number[][]) {
  const r = createRes();
  outer: for (const row of rows) {
    for (const cell of row) {
      if (cell === 0) break outer;
      if (cell === 1) continue outer;
      r.read();
    }
  }
  r.dispose();
}
export function h() {
  do {
    const r = createRes();
    if (cond) {
      r.dispose();
      continue;
    }
    r.dispose();
  } while (cond);
}
`,
    },
    {
      name: 'a retry loop that keeps the last one',
      code: `${prelude}
export function f(): Res {
  for (;;) {
    const r = createRes();
    if (r.read() === 'ok') return r;
    r.dispose();
  }
}
`,
    },
    {
      name: 'a flag that says whether it was released',
      code: `${prelude}
export function f() {
  const r = createRes();
  let done = false;
  if (cond) {
    r.dispose();
    done = true;
  }
  work();
  if (!done) r.dispose();
}
`,
    },
    {
      name: 'a call that never returns ends the path',
      code: `${prelude}
export function f() {
  const r = createRes();
  if (cond) fail('no');
  if (!cond) process.exit(1);
  r.dispose();
}
`,
    },
    {
      name: 'handed to a stack, to an owning parameter, to a constructor, into a field, into an object that leaves',
      code: `${prelude}
declare class Owner { constructor(r: Res); }
export class Keeper { kept?: Res; keep() { const r = createRes(); this.kept = r; } }
export function f(stack: DisposableStack, all: Res[]) {
  const a = stack.use(createRes());
  const b = createRes();
  stack.defer(() => b.dispose());
  const c = createRes();
  take(c);
  const d = createRes();
  const owner = new Owner(d);
  const e = createRes();
  all.push(e);
  const g = createRes();
  return { a, owner, g };
}
`,
    },
    {
      name: 'a method handed on as the release',
      code: `${prelude}
declare function onExit(f: () => void): void;
export function f() {
  const r = createRes();
  onExit(r.dispose);
}
`,
    },
    {
      name: 'a server, a watcher and a subprocess that main starts are meant to run',
      code: `
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createServer } from 'node:http';
export function main() {
  const server = createServer((_, response) => response.end());
  server.listen(0);
  const child = spawn('sleep', ['1']);
  child.on('exit', () => {});
  const watcher = watch('.', { signal: AbortSignal.timeout(1000) });
  watcher.on('change', () => {});
}
`,
    },
    {
      name: 'a directory that for await closes, a stream that a pipeline ends',
      code: `
import { createReadStream, createWriteStream } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
export async function list(path: string) {
  const dir = await opendir(path);
  const names: string[] = [];
  for await (const { name } of dir) names.push(name);
  return names;
}
export async function copy(from: string, to: string) {
  const source = createReadStream(from);
  const target = createWriteStream(to);
  await pipeline(source, target);
}
`,
    },
    {
      name: 'a pooled client that is lent to callees and given back in a finally',
      code: `
import pg from 'pg';
declare function migrate(client: pg.PoolClient): Promise<void>;
export async function run(pool: pg.Pool) {
  const client = await pool.connect();
  try {
    await migrate(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
`,
    },
    {
      name: 'the explicit throw of a resource that does not mind exceptions',
      code: `${prelude}
export function f() {
  const r = createRes();
  if (cond) throw new Error('no');
  r.dispose();
}
`,
    },
    {
      name: 'an object that was told to listen may be meant to outlive the function',
      code: `${prelude}
export function f() {
  const handle = new Handle();
  handle.on('data', work);
}
`,
    },
    {
      name: 'a name that says nothing is for the strict presets',
      code: `${prelude}
export function f() {
  const r = fetchThing();
  return r.read();
}
`,
    },
    {
      name: 'only the fresh arm would have to be released: unknown',
      code: `${prelude}
export function f(given?: Res) {
  const r = given ?? createRes();
  return r.read();
}
`,
    },
    {
      name: 'iterators, hashes and mocks are disposable by type only',
      code: `
import { createHash } from 'node:crypto';
export function f(text: string) {
  const hash = createHash('sha256');
  const it = [1, 2].values();
  it.next();
  return hash.update(text).digest('hex');
}
`,
    },
    {
      name: 'known miss: a value that is dropped when the variable gets another',
      code: `${prelude}
export function f() {
  let r = createRes('1');
  r.read();
  r = createRes('2');
  r.dispose();
}
`,
    },
    {
      name: 'known miss: a property that an object gets later',
      code: `${prelude}
export function f() {
  const o: { r?: Res } = {};
  o.r = createRes();
  o.r.read();
}
`,
    },
    {
      name: 'known miss: released on some paths by the function to which it is given',
      code: `${prelude}
function maybe(r: Res) { if (cond) r.dispose(); }
export function f() { const r = createRes(); maybe(r); }
`,
    },
    {
      name: 'known miss: in a collection that is made for the loop over it',
      code: `${prelude}
export function f() { for (const r of new Set([createRes()])) r.read(); }
`,
    },
    {
      name: 'known miss: an assignment that is used on the spot',
      code: `${prelude}
export function f() { let r: Res; (r = createRes()).read(); }
`,
    },
    {
      name: 'known miss: what a callee gives back that also gives it to a callback',
      code: `${prelude}
function tap<T extends Disposable>(value: T, look: (value: T) => void): T { look(value); return value; }
export function f() { const r = tap(createRes(), (one) => { one.read(); }); r.read(); }
`,
    },
    {
      name: 'known miss: what Object.assign adds something to',
      code: `${prelude}
export function f() { const r = Object.assign(createRes(), { label: 'x' }); r.read(); }
`,
    },
    {
      name: 'known miss: given to an instance that the function makes and keeps to itself',
      code: `${prelude}
class Keeper { #r: Res | undefined; keep(r: Res) { this.#r = r; } read() { return this.#r?.read(); } }
export function f() { const keeper = new Keeper(); keeper.keep(createRes()); return keeper.read(); }
`,
    },
    {
      name: 'strict: what only an exception can lose, and `using` takes over, is told by prefer-using',
      options: strict,
      code: `${prelude}
export function f(): void {
  const r = createRes();
  work();
  r.dispose();
}
`,
    },
    {
      name: 'released on some paths and used behind that on all: the use is reported, by no-use-after-dispose',
      code: `${prelude}
export function f(): void {
  const r = createRes();
  if (cond) r.dispose();
  r.read();
}
`,
    },
    {
      name: 'held by an object, an array or a list of the function that goes elsewhere, or releases it',
      code: `${prelude}
export const all: Disposable[] = [];
export function f() { const r = createRes(); const o = { r }; return o; }
export function g() { const r = createRes(); const o = { r }; o.r.dispose(); }
export function h() { const r = createRes(); const rs = [r]; for (const one of rs) one.dispose(); }
export function i() { const r = createRes(); const rs: Res[] = []; rs.push(r); return () => rs.length; }
export function j() { const r = createRes(); const rs: Res[] = []; rs.push(r); all.push(...rs); }
export function k() { const r = createRes(); all.push(r); }
export function l() { const r = createRes(); const { dispose } = r; dispose.call(r); }
export function m() { const r = createRes(); return cond ? r : (r.dispose(), null); }
`,
    },
  ],
  invalid: [
    {
      name: 'G20: what works unattended gets no edit, though it is released on one path',
      ...marked(`
import { createServer } from 'node:net';
export async function f(isOff: boolean) {
  const server = createServer();
        ~~~~~~ releasedOnSomePaths
  if (isOff) return;
  server.close();
}
`),
    },
    {
      name: 'what is passed on stays with its function, where the option says so',
      options: [{ transferAtCall: 'never', transferAtConstructor: 'declared' }],
      ...marked(
        `${prelude}
declare class Owner { constructor(r: Res) }
export function f() {
  const r = createRes();
        ~ neverReleased
  take(r);
  const kept = createRes();
  return new Owner(kept);
}
`,
        {
          suggestions: [
            {
              messageId: 'declareWithUsing',
              data: { keyword: 'using' },
              output: `${prelude}
declare class Owner { constructor(r: Res) }
export function f() {
  using r = createRes();
  take(r);
  const kept = createRes();
  return new Owner(kept);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'what is passed to a constructor stays with its function, where the option says so',
      options: [{ transferAtConstructor: 'never' }],
      ...marked(`${prelude}
declare class Owner { constructor(r: Res) }
export function f() {
  const r = createRes();
        ~ neverReleased
  return new Owner(r);
}
`),
    },
    {
      name: 'a type of the same name that is declared elsewhere is not left alone',
      options: [
        {
          ignore: [
            { from: 'package', name: 'Res', package: 'res' },
            { from: 'lib', name: 'Res' },
          ],
        },
      ],
      ...marked(`${prelude}
export function f() {
  const r = createRes();
        ~ neverReleased
  r.read();
}
`),
      output: `${prelude}
export function f() {
  using r = createRes();
  r.read();
}
`,
    },
    {
      name: 'a callee whose body only reads does not take it over',
      ...marked(
        `${prelude}
function peek(r: Res) { return r.read(); }
export function f() {
  const r = createRes();
        ~ neverReleased
  return peek(r);
}
`,
        {
          suggestions: [
            {
              messageId: 'declareWithUsing',
              data: { keyword: 'using' },
              output: `${prelude}
function peek(r: Res) { return r.read(); }
export function f() {
  using r = createRes();
  return peek(r);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'what a function of the program makes and gives',
      ...marked(`${prelude}
function page(): Res { const r = createRes(); r.read(); return r; }
export function f() {
  const r = page();
        ~ neverReleased
  return r.read();
}
`),
      output: `${prelude}
function page(): Res { const r = createRes(); r.read(); return r; }
export function f() {
  using r = page();
  return r.read();
}
`,
    },
    {
      name: 'nothing releases it: the keyword is all that changes, comments stay',
      ...marked(`
import { open } from 'node:fs/promises';
export async function size(path: string) {
  // how large
  const file = /* read only */ await open(path); // here
        ~~~~ neverReleased
  const { size } = await file.stat();
  return size;
}
`),
      output: `
import { open } from 'node:fs/promises';
export async function size(path: string) {
  // how large
  await using file = /* read only */ await open(path); // here
  const { size } = await file.stat();
  return size;
}
`,
    },
    {
      name: 'the name is put on the line of the keyword',
      ...marked(`${prelude}
export function f() {
  const
    r = new Handle();
    ~ neverReleased
  return r.read();
}
`),
      output: `${prelude}
export function f() {
  using r = new Handle();
  return r.read();
}
`,
    },
    {
      name: 'a comment between keyword and name: no edit with `using`, but one with finally',
      ...marked(
        `${prelude}
export function f() {
  const // why
    r = new Handle();
    ~ neverReleased
  return r.read();
}
`,
      ),
    },
    {
      name: 'a pooled connection is lost when a query throws',
      ...marked(
        `
import pg from 'pg';
export async function count(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
        ~~~~~~ releasedOnSomePaths
  const { rowCount } = await client.query('select 1');
  client.release();
  return Number(rowCount);
}
`,
        {
          data: { handle: 'client', kind: 'a pooled client', wayOut: 'when `query()` throws on line 5' },
        },
      ),
    },
    {
      name: 'the release goes into a finally where nothing needs the connection afterwards',
      ...marked(
        `
import pg from 'pg';
export async function clear(pool: pg.Pool) {
  const client = await pool.connect(); // from the pool
        ~~~~~~ releasedOnSomePaths
  await client.query(\`delete
    from users\`);

  // give it back
  client.release();
}
`,
        {
          suggestions: [
            {
              messageId: 'wrapInTryFinally',
              output: `
import pg from 'pg';
export async function clear(pool: pg.Pool) {
  const client = await pool.connect(); // from the pool
  try {
    await client.query(\`delete
    from users\`);

    // give it back
  } finally {
    client.release();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an early return',
      ...marked(
        `
import { open } from 'node:fs/promises';
export async function first(path: string) {
  const file = await open(path);
        ~~~~ releasedOnSomePaths
  const text = await file.readFile('utf8');
  if (text === '') return null;
  await file.close();
  return null;
}
`,
        {
          suggestions: [
            {
              messageId: 'declareWithUsing',
              data: { keyword: 'await using' },
              output: `
import { open } from 'node:fs/promises';
export async function first(path: string) {
  await using file = await open(path);
  const text = await file.readFile('utf8');
  if (text === '') return null;
  return null;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a descriptor of openSync, closed by the function of the same namespace',
      ...marked(
        `
import fs from 'node:fs';
export function parse(path: string): void {
  const fd = fs.openSync(path, 'r');
        ~~ neverReleased
  console.log(JSON.parse(fs.readFileSync(fd, 'utf8')));
}
`,
        {
          suggestions: [
            {
              messageId: 'wrapInTryFinally',
              output: `
import fs from 'node:fs';
export function parse(path: string): void {
  const fd = fs.openSync(path, 'r');
  try {
    console.log(JSON.parse(fs.readFileSync(fd, 'utf8')));
  } finally {
    fs.closeSync(fd);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a descriptor that is closed, but not when reading throws; an earlier exit hides nothing',
      ...marked(
        `
import { closeSync, openSync, readFileSync } from 'node:fs';
export function parse(path: string): void {
  if (path === '') return;
  const fd = openSync(path, 'r');
        ~~ releasedOnSomePaths
  const text = readFileSync(fd, 'utf8');
  closeSync(fd);
}
`,
        {
          suggestions: [
            {
              messageId: 'wrapInTryFinally',
              output: `
import { closeSync, openSync, readFileSync } from 'node:fs';
export function parse(path: string): void {
  if (path === '') return;
  const fd = openSync(path, 'r');
  try {
    const text = readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'what stands for the resource itself is worth nothing afterwards: no edit',
      ...marked(
        `
import { open } from 'node:fs/promises';
export async function descriptor(path: string) {
  const file = await open(path);
        ~~~~ neverReleased
  const fd = file.fd;
  return fd;
}
`,
        { suggestions: [] },
      ),
    },
    {
      name: 'a promise that still needs it: no edit in a function that is not async, `await` in one that is',
      ...marked(
        `${prelude}
export function f() {
  const r = createRes();
        ~ neverReleased
  return r.later();
}
export async function g() {
  const r = createRes();
        ~ neverReleased
  return r.later();
}
`,
        { suggestions: [] },
        {
          suggestions: [
            {
              messageId: 'declareWithUsing',
              output: `${prelude}
export function f() {
  const r = createRes();
  return r.later();
}
export async function g() {
  using r = createRes();
  return await r.later();
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'released in the catch only, or on one side of an if',
      ...marked(`${prelude}
export function f() {
  const r = createRes();
        ~ releasedOnSomePaths
  try {
    work();
  } catch {
    r.dispose();
  }
}
export function g() {
  const r = createRes();
        ~ releasedOnSomePaths
  if (cond) r.dispose();
  else work();
}
`),
    },
    {
      name: 'left behind in each round of a loop',
      ...marked(
        `${prelude}
export function f(names: readonly string[]) {
  for (const name of names) {
    const r = createRes(name);
          ~ releasedOnSomePaths
    if (r.read() === '') continue;
    r.dispose();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'declareWithUsing',
              output: `${prelude}
export function f(names: readonly string[]) {
  for (const name of names) {
    using r = createRes(name);
    if (r.read() === '') continue;
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a function of this file that does nothing but make one',
      ...marked(`${prelude}
const makeHandle = () => new Handle('own');
export function f() {
  const handle = makeHandle();
        ~~~~~~ neverReleased
  return handle.read();
}
`),
      output: `${prelude}
const makeHandle = () => new Handle('own');
export function f() {
  using handle = makeHandle();
  return handle.read();
}
`,
    },
    {
      name: 'known only by its type, which the catalog knows',
      ...marked(`
import type { FileHandle } from 'node:fs/promises';
declare function openLog(): Promise<FileHandle>;
export async function size() {
  const log = await openLog();
        ~~~ neverReleased
  return (await log.stat()).size;
}
`),
      output: `
import type { FileHandle } from 'node:fs/promises';
declare function openLog(): Promise<FileHandle>;
export async function size() {
  await using log = await openLog();
  return (await log.stat()).size;
}
`,
    },
    {
      name: 'settings add a resource',
      settings: {
        leaks: {
          resources: [
            {
              id: 'app/lease',
              label: 'a lease',
              acquiredBy: { call: 'obtain', from: 'leases' },
              release: { form: 'self', methods: ['giveBack'] },
            },
          ],
        },
      },
      ...marked(
        `
// @ts-expect-error
import { obtain } from 'leases';
export function f(): void {
  const lease = obtain();
        ~~~~~ neverReleased
  console.log(lease);
}
`,
        {
          suggestions: [
            {
              messageId: 'wrapInTryFinally',
              output: `
// @ts-expect-error
import { obtain } from 'leases';
export function f(): void {
  const lease = obtain();
  try {
    console.log(lease);
  } finally {
    lease.giveBack();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'settings can ask for try and finally',
      settings: { leaks: { disposal: 'try-finally' } },
      ...marked(
        `${prelude}
export function f(): void {
  const r = createRes();
        ~ neverReleased
  console.log(r.read());
}
`,
        {
          suggestions: [
            {
              messageId: 'wrapInTryFinally',
              output: `${prelude}
export function f(): void {
  const r = createRes();
  try {
    console.log(r.read());
  } finally {
    r[Symbol.dispose]();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'held by an object, an array or a list of the function that only reads it: no edit',
      ...marked(`${prelude}
export function f(): void {
  const r = createRes();
        ~ neverReleased
  const pair = { r };
  pair.r.read();
}
export function g(): void {
  const r = createRes();
        ~ neverReleased
  const rs = [r];
  rs[0]?.read();
}
export function h(): void {
  const rs: Res[] = [];
  const r = createRes();
        ~ neverReleased
  rs.push(r);
  for (const one of rs) one.read();
}
`),
    },
    {
      name: 'given in a condition: no edit',
      ...marked(`${prelude}
export function f(): void {
  let r: Res | null;
  if ((r = createResOrNull())) r.read();
       ~ neverReleased
}
export function g(): void {
  let r: Res | null;
  while ((r = createResOrNull()) !== null) {
          ~ neverReleased
    r.read();
    break;
  }
}
`),
    },
    {
      name: 'read by a function that is only called here',
      ...marked(`${prelude}
export function f(): string {
  const r = createRes();
        ~ neverReleased
  const read = () => r.read();
  return read() + read();
}
`),
      output: `${prelude}
export function f(): string {
  using r = createRes();
  const read = () => r.read();
  return read() + read();
}
`,
    },
    {
      name: 'strict: a name that says nothing, and an exception in between',
      options: strict,
      ...marked(
        `${prelude}
export function f(): void {
  const r = fetchThing();
        ~ neverReleased
  console.log(r.read());
}
export function g(): void {
  const r = createRes();
        ~ releasedOnSomePaths
  work();
  if (cond) r.dispose();
  else r.dispose();
}
`,
        {
          suggestions: [
            {
              messageId: 'declareWithUsing',
              output: `${prelude}
export function f(): void {
  using r = fetchThing();
  console.log(r.read());
}
export function g(): void {
  const r = createRes();
  work();
  if (cond) r.dispose();
  else r.dispose();
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

untypedRuleTester('espree').run('require-disposal', requireDisposal, {
  valid: [
    {
      name: 'without types: several cases may be all that there are',
      code: `
import { openSync, closeSync } from 'node:fs';
export function f(path, kind) {
  const file = openSync(path);
  switch (kind) {
    case 'a': closeSync(file); break;
    case 'b': closeSync(file); break;
  }
}
`,
    },
    {
      name: 'without types: an awareness that is given its maker',
      code: `
import { Doc } from 'yjs';
import { Awareness, applyAwarenessUpdate } from 'y-protocols/awareness';
export class Shared extends Doc {
  update(bytes) { const awareness = new Awareness(this); applyAwarenessUpdate(awareness, bytes, null); }
}
`,
    },
    {
      name: 'without types: only the catalog is known',
      code: `
import { createRes } from './resources.js';
export function f() {
  const r = createRes();
  return r.read();
}
`,
    },
    {
      name: 'without types: an unknown callee may keep it',
      code: `
import { open } from 'node:fs/promises';
import { keep } from './keep.js';
export async function f(path) {
  const file = await open(path);
  keep(file);
}
`,
    },
  ],
  invalid: [
    {
      name: 'without types: an awareness that is only updated and read',
      ...marked(`
import { Doc } from 'yjs';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
export function f(update) {
  const scratch = new Awareness(new Doc());
        ~~~~~~~ neverReleased
  applyAwarenessUpdate(scratch, update, null);
  return encodeAwarenessUpdate(scratch, [...scratch.getStates().keys()]);
}
`),
    },
    {
      name: 'without types: a preset that counts on them says so, once',
      settings: { leaks: { types: 'required' } },
      code: 'export {};\n',
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
    {
      name: 'without types: by the name under which it is imported or required',
      ...marked(
        `
import { promises as fs } from 'node:fs';
import pg from 'pg';
const pool = new pg.Pool();
export async function size(path) {
  const file = await fs.open(path);
        ~~~~ neverReleased
  const { size } = await file.stat();
  console.log(size);
}
export async function one() {
  const client = await pool.connect();
        ~~~~~~ releasedOnSomePaths
  await client.query('select 1');
  client.release();
}
`,
        {
          suggestions: [
            {
              messageId: 'wrapInTryFinally',
              output: `
import { promises as fs } from 'node:fs';
import pg from 'pg';
const pool = new pg.Pool();
export async function size(path) {
  const file = await fs.open(path);
  try {
    const { size } = await file.stat();
    console.log(size);
  } finally {
    await file.close();
  }
}
export async function one() {
  const client = await pool.connect();
  await client.query('select 1');
  client.release();
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'wrapInTryFinally',
              output: `
import { promises as fs } from 'node:fs';
import pg from 'pg';
const pool = new pg.Pool();
export async function size(path) {
  const file = await fs.open(path);
  const { size } = await file.stat();
  console.log(size);
}
export async function one() {
  const client = await pool.connect();
  try {
    await client.query('select 1');
  } finally {
    client.release();
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

untypedRuleTester('typescript').run('require-disposal: what an owner holds', requireDisposal, {
  valid: [
    {
      name: 'closed by the cleanup, by itself, by who keeps it',
      code: `
import { useEffect, useRef } from 'react';
import { onUnmounted } from 'vue';
export function Feed({ url, read }) {
  const kept = useRef(null);
  useEffect(() => {
    const socket = new WebSocket(url);
    socket.onmessage = read;
    return () => socket.close();
  }, [url]);
  useEffect(() => {
    const worker = new Worker(url);
    worker.onmessage = (event) => { read(event); worker.terminate(); };
  }, [url]);
  useEffect(() => {
    const socket = new WebSocket(url);
    kept.current = socket;
    return () => kept.current.close();
  }, [url]);
}
export function useNews(read) {
  const news = new EventSource('/news');
  news.onmessage = read;
  onUnmounted(() => news.close());
}
export function connect(url) {
  const socket = new WebSocket(url);
  return { socket, stop() { socket.close(); } };
}
`,
    },
    {
      name: 'once for the program; a handler, whose socket may end by itself',
      code: `
import { useEffect } from 'react';
let isOpen = false;
export function Feed({ url, read }) {
  useEffect(() => {
    if (isOpen) return;
    isOpen = true;
    const socket = new WebSocket(url);
    socket.onmessage = read;
  }, []);
  return () => {
    const socket = new WebSocket(url);
    socket.onmessage = read;
  };
}
`,
    },
  ],
  invalid: [
    {
      name: 'an effect, a mount hook, a factory that ends something else',
      ...marked(`
import { useEffect } from 'react';
import { onMounted } from 'vue';
export function Feed({ url, read }) {
  useEffect(() => {
    const socket = new WebSocket(url);
          ~~~~~~ neverReleased
    socket.onmessage = read;
  }, [url]);
}
export function useNews(read) {
  onMounted(() => {
    const news = new EventSource('/news');
          ~~~~ neverReleased
    news.onmessage = read;
  });
}
export function connect(url) {
  const channel = new BroadcastChannel('feed');
        ~~~~~~~ neverReleased
  const socket = new WebSocket(url);
  channel.onmessage = ({ data }) => socket.send(data);
  return { stop() { socket.close(); } };
}
`),
    },
  ],
});

untypedRuleTester('typescript').run('require-disposal: object URLs that an element is given', requireDisposal, {
  valid: [
    {
      name: 'revoked when it is shown; kept in a list; given back',
      code: `
export function show(image, file, links) {
  const url = URL.createObjectURL(file);
  image.onload = () => URL.revokeObjectURL(url);
  image.src = url;
}
`,
    },
    {
      name: 'kept in a list; given back; a function of the program that revokes',
      code: `
import { later } from './later';
export function add(file, links) {
  const url = URL.createObjectURL(file);
  links.push({ href: url });
}
export function open(file, link) {
  const url = URL.createObjectURL(file);
  link.href = url;
  return url;
}
export function lend(file, link) {
  const url = URL.createObjectURL(file);
  link.href = url;
  later(url);
}
`,
    },
  ],
  invalid: [
    {
      name: 'a download, an image that is rendered',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      ...marked(`
export function save(file) {
  const link = document.createElement('a');
  const url = URL.createObjectURL(file);
        ~~~ neverReleased
  link.href = url;
  link.click();
}
export function Avatar({ file }) {
  const url = URL.createObjectURL(file);
        ~~~ neverReleased
  return <img src={url} />;
}
`),
    },
  ],
});
