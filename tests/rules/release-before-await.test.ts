import { releaseBeforeAwait } from '../../src/rules/release-before-await.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
import { readFile } from 'node:fs/promises';
import { once, type EventEmitter } from 'node:events';
declare function use(value: unknown): void;
declare function save(): Promise<void>;
declare function next(): Promise<Uint8Array>;
`;

typedRuleTester().run('release-before-await', releaseBeforeAwait, {
  valid: [
    {
      name: 'waits that end, and values that are used behind them',
      code: `${prelude}
export async function load(bus: EventEmitter, path: string) {
  const bytes = await readFile(path);
  use(bytes);
  await save();
}
export async function wait(bus: EventEmitter, path: string) {
  const more = await readFile(path);
  await once(bus, 'ready');
  use(more);
}`,
    },
    {
      name: 'a wait that leaves the loop, or is no step of it, or is a pause',
      code: `${prelude}
declare const reader: ReadableStreamDefaultReader<Uint8Array>;
declare function sleep(time: number): Promise<void>;
declare function events(bytes: Uint8Array): AsyncIterable<string>;
export async function read() {
  while (true) {
    try {
      const { done, value } = await reader.read();
      if (done) break;
      use(value);
    } catch {
      await save();
      break;
    }
  }
}
export async function find(paths: string[]) {
  while (true) {
    for (const path of paths) {
      if (path.length > 3) {
        const bytes = await readFile(path);
        use(bytes);
      }
    }
    if (paths.pop() === undefined) return;
  }
}
export async function poll(path: string) {
  while (true) {
    if (path.length > 0) {
      const text = String(await readFile(path));
      return text;
    }
    await sleep(1000);
  }
}
export async function* parse() {
  while (true) {
    const bytes = await next();
    for await (const event of events(bytes)) yield event;
  }
}`,
    },
    {
      name: 'what keeps it anyway: the page holds a blob for its address',
      code: `${prelude}
export async function show(bus: EventEmitter, path: string) {
  const blob = new Blob([await readFile(path)]);
  use(URL.createObjectURL(blob));
  await once(bus, 'ready');
}`,
    },
    {
      name: 'the wait itself uses it',
      code: `${prelude}
declare function waitFor(bytes: Uint8Array): Promise<void>;
export async function load(path: string) {
  const bytes = await readFile(path);
  await waitFor(bytes);
}`,
    },
    {
      name: 'it is cleared, or never had a name',
      code: `${prelude}
export async function load(bus: EventEmitter, path: string) {
  let bytes: Uint8Array | undefined = await readFile(path);
  use(bytes);
  bytes = undefined;
  use(await readFile(path));
  await once(bus, 'ready');
}
export async function consume() {
  while (true) use(await next());
}`,
    },
    {
      name: 'a closure captures it in a block that has ended: the context goes with the block',
      code: `${prelude}
export async function load(bus: EventEmitter, path: string) {
  {
    const bytes = await readFile(path);
    [1].forEach((n) => use(bytes[n]));
  }
  await once(bus, 'ready');
}`,
    },
    {
      name: 'a loop that uses it again, and what others hold',
      code: `${prelude}
export class Reader {
  bytes = new Uint8Array(1e6);
  async load(bus: EventEmitter, path: string) {
    const { bytes } = this;
    use(bytes);
    const more = await readFile(path);
    while (true) {
      use(more);
      await once(bus, 'ready');
    }
  }
}`,
    },
    {
      name: 'what is derived from it is used behind the wait: a reader, a view, a part of a text, over others too',
      code: `${prelude}
export async function readAll(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done } = await reader.read();
      if (done) return;
    }
  } finally {
    reader.releaseLock();
  }
}
export async function head(bus: EventEmitter, path: string) {
  const bytes = await readFile(path);
  const header = bytes.subarray(0, 16);
  await once(bus, 'ready');
  use(header);
}
export async function lines(bus: EventEmitter, path: string) {
  const text = await readFile(path, 'utf8');
  const [first, second] = text.split('\\n');
  const both = { title: first + second! };
  await once(bus, 'ready');
  use(both.title);
}
export async function later(bus: EventEmitter, path: string) {
  const bytes = await readFile(path);
  let view: Uint8Array | null = null;
  if (bytes.length > 4) view = new Uint8Array(bytes.buffer);
  setTimeout(() => use(view), 1000);
  await once(bus, 'ready');
}`,
    },
    {
      name: 'it is stored where others find it',
      code: `${prelude}
const cache = new Map<string, Uint8Array>();
let last: Uint8Array;
export class Page {
  bytes = new Uint8Array();
  async load(bus: EventEmitter, path: string) {
    const bytes = await readFile(path);
    this.bytes = bytes;
    await once(bus, 'ready');
  }
}
export async function cached(bus: EventEmitter, path: string) {
  const bytes = await readFile(path);
  cache.set(path, bytes);
  const more = await readFile(path);
  last = more.subarray(1);
  await once(bus, 'ready');
  use(last);
}`,
    },
  ],
  invalid: [
    {
      name: 'a parameter of a pattern: the argument stays, whatever is written to the parameter',
      ...marked(`${prelude}
export async function send(bus: EventEmitter, { bytes }: { bytes: Uint8Array }) {
                                                ~~~~~ heldByFrame
  use(bytes);
  await once(bus, 'ready');
}`),
    },
    {
      name: 'copies, numbers and settings that are made of it are used behind the wait',
      ...marked(
        `${prelude}
export async function load(bus: EventEmitter, path: string) {
  const text = await readFile(path, 'utf8');
        ~~~~ heldByFrame
  const rows: unknown = JSON.parse(text);
  const { length } = text;
  await once(bus, 'ready');
  use([rows, length]);
}`,
        {
          suggestions: [
            {
              messageId: 'clearAfterLastUse',
              output: `${prelude}
export async function load(bus: EventEmitter, path: string) {
  let text = await readFile(path, 'utf8');
  const rows: unknown = JSON.parse(text);
  const { length } = text;
  text = undefined as never;
  await once(bus, 'ready');
  use([rows, length]);
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'a view that is dead too would have to be emptied as well: no suggestion',
      ...marked(
        `${prelude}
export async function load(bus: EventEmitter, path: string) {
  const bytes = await readFile(path);
        ~~~~~ heldByFrame
  const view = bytes.subarray(1);
  use(view);
  await once(bus, 'ready');
}`,
        { suggestions: [] },
      ),
    },
    {
      name: 'a file that is read, and an event that may never come',
      ...marked(
        `${prelude}
export async function load(bus: EventEmitter, path: string) {
  const bytes = await readFile(path);
        ~~~~~ heldByFrame
  use(bytes);
  await once(bus, 'ready');
}`,
        {
          data: {
            name: 'bytes',
            size: 'result of readFile()',
            line: '9',
            wait: 'the \`await\`',
            waitLine: '11',
            function: 'load()',
          },
          suggestions: [
            {
              messageId: 'clearAfterLastUse',
              output: `${prelude}
export async function load(bus: EventEmitter, path: string) {
  let bytes = await readFile(path);
  use(bytes);
  bytes = undefined as never;
  await once(bus, 'ready');
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'a block does not help, nor does a finished loop',
      ...marked(
        `${prelude}
export async function load(bus: EventEmitter, path: string, all: Uint8Array[]) {
  {
    const bytes = await readFile(path);
          ~~~~~ heldByFrame
    use(bytes);
  }
  for (const item of all) use(item);
             ~~~~ heldByFrame
  await once(bus, 'ready');
}`,
        {
          suggestions: [
            {
              messageId: 'clearAfterLastUse',
              output: `${prelude}
export async function load(bus: EventEmitter, path: string, all: Uint8Array[]) {
  {
    let bytes = await readFile(path);
    use(bytes);
    bytes = undefined as never;
  }
  for (const item of all) use(item);
  await once(bus, 'ready');
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'a parameter, and a loop that waits for ever',
      ...marked(
        `${prelude}
export async function serve(bytes: Uint8Array, messages: AsyncIterable<string>) {
                            ~~~~~ heldByFrame
  use(bytes);
  for await (const message of messages) use(message);
}`,
        {
          suggestions: [
            {
              messageId: 'clearAfterLastUse',
              output: `${prelude}
export async function serve(bytes: Uint8Array, messages: AsyncIterable<string>) {
  use(bytes);
  bytes = undefined as never;
  for await (const message of messages) use(message);
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'a consumer holds the last item while it waits for the next',
      ...marked(`${prelude}
export async function consume() {
  while (true) {
    const item = await next();
          ~~~~ heldByFrame
    use(item);
  }
}`),
    },
    {
      name: 'with the option: an array',
      options: [{ collections: true }],
      ...marked(
        `${prelude}
export async function load(bus: EventEmitter) {
  let names = [String(bus), 'b'];
      ~~~~~ heldByFrame
  use(names);
  await once(bus, 'ready');
}`,
        {
          suggestions: [
            {
              messageId: 'clearAfterLastUse',
              output: `${prelude}
export async function load(bus: EventEmitter) {
  let names = [String(bus), 'b'];
  use(names);
  names = undefined as never;
  await once(bus, 'ready');
}`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('espree').run('release-before-await', releaseBeforeAwait, {
  valid: [],
  invalid: [
    {
      name: 'the preset counts on types, and there are none',
      code: 'export {};',
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
