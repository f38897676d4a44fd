import { noRetainingPromise } from '../../src/rules/no-retaining-promise.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const strict = [{ confidence: 'medium' }] as const;

typedRuleTester('everything').run('no-retaining-promise', noRetainingPromise, {
  valid: [
    {
      name: 'a promise that settles soon',
      code: `
declare function connect(): Promise<{ get(id: string): Promise<Buffer> }>;
const ready = connect();
const loaded = new Promise<void>((resolve) => setTimeout(resolve, 10));
export async function get(id: string) {
  const client = await ready;
  await loaded;
  void ready.then(() => id);
  return await Promise.race([client.get(id), loaded]);
}
`,
      options: strict,
    },
    {
      name: 'a promise of each call',
      code: `
declare function send(body: Buffer): Promise<Buffer>;
export async function deliver(body: Buffer, signal: AbortSignal) {
  let onAbort!: () => void;
  const aborted = new Promise<never>((_, reject) => { onAbort = () => reject(new Error('aborted')); signal.addEventListener('abort', onAbort); });
  try { return await Promise.race([aborted, send(body)]); } finally { signal.removeEventListener('abort', onAbort); }
}
`,
      options: strict,
    },
    {
      name: 'the contender passes on what is needed',
      code: `
const closed = new Promise<never>((_, reject) => process.once('exit', reject));
declare function load(id: string): Promise<{ name: string; body: Buffer }>;
export async function nameOf(id: string) { return await Promise.race([closed, load(id).then(({ name }) => name)]); }
`,
      options: strict,
    },
    {
      name: 'once',
      code: `
const shutdown = new Promise<void>((resolve) => process.once('SIGTERM', () => resolve()));
declare function serve(): Promise<Buffer>;
await Promise.race([shutdown, serve()]);
async function main() { await shutdown; await Promise.race([shutdown, serve()]); }
await main();
export {};
`,
      options: strict,
    },
    {
      name: 'settled by other code, too',
      code: `
let settle!: () => void;
const update = new Promise<void>((resolve) => { settle = resolve; process.once('exit', resolve); });
declare function load(): Promise<Buffer>;
export async function get() { return await Promise.race([update, load()]); }
export const done = () => settle();
`,
      options: strict,
    },
    {
      name: 'known miss: the promise is imported or given',
      code: `
declare function load(): Promise<Buffer>;
export async function get(closed: Promise<never>) { return await Promise.race([closed, load()]); }
`,
      options: strict,
    },
    {
      name: 'known miss: its name does not say when it settles',
      code: `
const { promise: result } = Promise.withResolvers<Buffer>();
declare function load(): Promise<Buffer>;
export async function get() { return await Promise.race([result, load()]); }
`,
      options: strict,
    },
  ],
  invalid: [
    {
      name: 'a race in an exported function',
      ...marked(`
const shutdown = new Promise<void>((resolve) => {
  process.once('SIGTERM', () => resolve());
});
declare function fetchRows(id: string): Promise<Buffer>;
export async function rowsOf(id: string) {
  return await Promise.race([shutdown, fetchRows(id)]);
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
}
`),
    },
    {
      name: 'a race whose result nobody reads',
      ...marked(
        `
const closed = new Promise<never>((_, reject) => {
  process.once('exit', reject);
});
declare function send(body: Buffer): Promise<Buffer>;
export async function deliver(body: Buffer) {
  await Promise.race([closed, send(body)]);
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
}
`,
        {
          suggestions: [
            {
              messageId: 'passOnNothing',
              output: `
const closed = new Promise<never>((_, reject) => {
  process.once('exit', reject);
});
declare function send(body: Buffer): Promise<Buffer>;
export async function deliver(body: Buffer) {
  await Promise.race([closed, send(body).then(() => undefined)]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'several contenders, one of them narrowed already',
      ...marked(
        `
import { once } from 'node:events';
const stopped = once(process, 'SIGINT');
declare function send(body: Buffer): Promise<Buffer>;
export async function deliver(body: Buffer) {
  const sent = send(body);
  await Promise.any([sent, send(body).then(() => 1), stopped]);
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
}
`,
        {
          suggestions: [
            {
              messageId: 'passOnNothing',
              output: `
import { once } from 'node:events';
const stopped = once(process, 'SIGINT');
declare function send(body: Buffer): Promise<Buffer>;
export async function deliver(body: Buffer) {
  const sent = send(body);
  await Promise.any([sent.then(() => undefined), send(body).then(() => 1), stopped]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'Promise.all in a handler',
      ...marked(`
const { promise: aborted, reject: abort } = Promise.withResolvers<never>();
declare const server: { on(name: string, f: (body: Buffer) => void): void };
declare function store(body: Buffer): Promise<Buffer>;
process.once('SIGTERM', abort);
server.on('data', async (body) => {
  console.log(await Promise.all([aborted, store(body)]));
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
});
`),
    },
    {
      name: 'callbacks in a handler',
      ...marked(`
const shutdown = Promise.withResolvers<void>().promise;
declare const server: { on(name: string, f: (socket: { end(): void }) => void): void };
server.on('connection', (socket) => {
  void shutdown.then(() => socket.end());
       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
});
`),
    },
    {
      name: 'a static field',
      ...marked(`
declare function read(): Promise<Buffer>;
export class Reader {
  static #closed = new Promise<void>((resolve) => process.on('close', resolve));
  next() {
    return Promise.race([Reader.#closed, read()]);
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
  }
}
`),
    },
    {
      name: 'a field of the only instance',
      ...marked(`
declare function read(): Promise<Buffer>;
class Reader {
  private readonly never = new Promise<void>(() => {});
  next() {
    return Promise.race([this.never, read()]);
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
  }
}
export const reader = new Reader();
`),
    },
    {
      name: 'a loop of the program',
      ...marked(`
declare function next(): Promise<Buffer>;
const exit = new Promise<null>((resolve) => process.once('SIGINT', () => resolve(null)));
async function run() {
  for (;;) {
    const message = await Promise.race([exit, next()]);
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
    if (!message) return;
    console.log(message.length);
  }
}
await run();
export {};
`),
    },
    {
      name: 'strict: a field of an instance',
      ...marked(`
declare function read(): Promise<Buffer>;
export class Reader {
  #closed = new Promise<void>((resolve) => process.on('close', resolve));
  next() { return Promise.race([this.#closed, read()]); }
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
}
`),
      options: strict,
    },
    {
      name: 'strict: a promise of the function, and a loop without end',
      ...marked(`
declare function next(): Promise<Buffer>;
export async function run(signal: AbortSignal) {
  const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', reject));
  while (true) {
    console.log(await Promise.race([aborted, next()]));
                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
  }
}
`),
      options: strict,
    },
    {
      name: 'strict: frames that wait',
      ...marked(`
const shutdown = new Promise<void>((resolve) => process.once('SIGTERM', resolve));
declare const server: { on(name: string, f: (socket: { end(): void }) => void): void };
server.on('connection', async (socket) => {
  await shutdown;
  ~~~~~~~~~~~~~~ pilesUp
  socket.end();
});
`),
      options: strict,
    },
    {
      name: 'strict: contenders that bring nothing',
      ...marked(
        `
const shutdown = new Promise<void>((resolve) => process.once('SIGTERM', resolve));
declare function sleep(): Promise<void>;
export async function pause() {
  await Promise.race([shutdown, sleep()]);
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
}
`,
        {
          suggestions: [
            {
              messageId: 'passOnNothing',
              output: `
const shutdown = new Promise<void>((resolve) => process.once('SIGTERM', resolve));
declare function sleep(): Promise<void>;
export async function pause() {
  await Promise.race([shutdown, sleep().then(() => undefined)]);
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

untypedRuleTester('espree').run('no-retaining-promise', noRetainingPromise, {
  valid: [
    {
      name: 'other races',
      code: `
const shutdown = new Promise((resolve) => process.once('SIGTERM', resolve));
export const get = (load, bluebird, list) => [bluebird.race([shutdown, load()]), Promise.race(list), Promise[list]([shutdown]), shutdown, shutdown.finally];
`,
      options: strict,
    },
  ],
  invalid: [
    {
      name: 'without types',
      ...marked(`
const shutdown = new Promise((resolve) => process.once('SIGTERM', resolve));
export const get = (load) => Promise.race([shutdown, load()]);
                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ pilesUp
`),
    },
    {
      name: 'a preset that counts on types says that there are none',
      code: `export {};`,
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
