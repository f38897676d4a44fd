import { noLargeClosureCapture } from '../../src/rules/no-large-closure-capture.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
declare function show(value: unknown): void;
declare function load(): Uint8Array;
`;

typedRuleTester('everything').run('no-large-closure-capture', noLargeClosureCapture, {
  valid: [
    {
      name: 'the closure uses the whole value, or hands it on',
      code: `${prelude}
export function watch(bytes: Uint8Array, other: Uint8Array) {
  process.on('SIGUSR2', () => show(bytes));
  process.on('SIGUSR2', () => show([other.length, other.at(0)]));
}`,
    },
    {
      name: 'two parts',
      code: `${prelude}
export function watch(file: File) {
  process.on('SIGUSR2', () => show(file.name + String(file.size)));
}`,
    },
    {
      name: 'a part that changes, or may be large itself',
      code: `${prelude}
export function watch(canvas: HTMLCanvasElement, node: HTMLElement, given: string) {
  const items = JSON.parse(given) as { rows: number[]; text: string; count: number };
  window.addEventListener('resize', () => show(canvas.width));
  window.addEventListener('resize', () => show(node.offsetTop));
  window.addEventListener('resize', () => show(items.rows));
  window.addEventListener('focus', () => show(items.text));
}`,
    },
    {
      name: 'a part that is written, and an array that is changed',
      code: `${prelude}
export function watch(given: string) {
  const state = JSON.parse(given) as { count: number };
  const list = JSON.parse(given) as number[];
  window.addEventListener('focus', () => show(state.count));
  window.addEventListener('focus', () => show(list.length));
  state.count = 1;
  list.push(1);
}`,
    },
    {
      name: 'another closure that lives long uses the whole value',
      code: `${prelude}
export function watch(bytes: Uint8Array) {
  window.addEventListener('focus', () => show(bytes.length));
  window.addEventListener('resize', () => show(bytes));
}`,
    },
    {
      name: 'the value is stored, returned or looked up: others keep it',
      code: `${prelude}
export class Store {
  bytes?: Uint8Array;
  put(bytes: Uint8Array) {
    this.bytes = bytes;
    window.addEventListener('focus', () => show(bytes.length));
  }
  give() {
    const bytes = load();
    window.addEventListener('focus', () => show(bytes.length));
    return bytes;
  }
  look() {
    const { bytes } = this;
    const same = this.bytes!;
    window.addEventListener('focus', () => show(same.length));
    window.addEventListener('focus', () => show(bytes?.length));
  }
}`,
    },
    {
      name: 'a variable of the module, a variable that changes, and a closure that is done soon',
      code: `${prelude}
const all = load();
export function watch() {
  let bytes = load();
  window.addEventListener('focus', () => show(all.length));
  window.addEventListener('focus', () => show(bytes.length));
  bytes = load();
  setTimeout(() => show(bytes.length), 10);
}`,
    },
    {
      name: 'collections, without the option',
      code: `${prelude}
export function watch(list: readonly string[]) {
  window.addEventListener('focus', () => show(list.length));
}`,
    },
    {
      name: 'known miss: the value is bound to a function or handed to a timer',
      code: `${prelude}
export function watch(bytes: Uint8Array) {
  window.addEventListener('focus', show.bind(null, bytes));
  const timer = setInterval(show, 1000, bytes);
  return () => clearInterval(timer);
}`,
    },
    {
      name: 'known miss: timers and sockets that are made inside `run` keep the store of an AsyncLocalStorage',
      code: `${prelude}
interface Storage<T> { run(store: T, work: () => void): void }
declare const storage: Storage<Uint8Array>;
export function handle(bytes: Uint8Array) {
  storage.run(bytes, () => { setInterval(() => show(1), 1000); });
}`,
    },
    {
      name: 'known miss: several parts',
      code: `${prelude}
export function watch(file: File) {
  window.addEventListener('focus', () => show(file.name + file.type));
}`,
    },
  ],
  invalid: [
    {
      name: 'a listener that needs a length, where the name is taken',
      ...marked(
        `${prelude}
export function watch(length: string) {
  const bytes = load();
  show(length);
  process.on('SIGUSR2', () => show({ length: bytes.length, double: 2 * bytes.length }));
  ~~~~~~~~~~ keptForPart
}`,
        {
          data: {
            name: 'bytes',
            size: 'Uint8Array',
            line: '6',
            noun: 'listener',
            path: "process 'SIGUSR2' → listener (line 8) → scope of watch() (line 5) → bytes",
            part: 'length',
          },
          suggestions: [
            {
              messageId: 'copyPart',
              data: { part: 'length' },
              output: `${prelude}
export function watch(length: string) {
  const bytes = load();
  show(length);
  const { length: bytesLength } = bytes;
  process.on('SIGUSR2', () => show({ length: bytesLength, double: 2 * bytesLength }));
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'a property that becomes a shorthand',
      ...marked(
        `${prelude}
export function watch(file: File) {
  const onFocus = () => show({ size: file.size });
  window.addEventListener('focus', onFocus);
  ~~~~~~~~~~~~~~~~~~~~~~~ keptForPart
  return () => window.removeEventListener('focus', onFocus);
}`,
        {
          suggestions: [
            {
              messageId: 'copyPart',
              output: `${prelude}
export function watch(file: File) {
  const { size } = file;
  const onFocus = () => show({ size });
  window.addEventListener('focus', onFocus);
  return () => window.removeEventListener('focus', onFocus);
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'a field of parsed text, in a class',
      ...marked(
        `${prelude}
export class Session {
  tell: (() => void) | undefined;
  start(text: string) {
    const user = JSON.parse(text) as { id: string; history: string[] };
    this.tell = () => show(user.id);
    ~~~~~~~~~ keptForPart
  }
}`,
        {
          suggestions: [
            {
              messageId: 'copyPart',
              output: `${prelude}
export class Session {
  tell: (() => void) | undefined;
  start(text: string) {
    const user = JSON.parse(text) as { id: string; history: string[] };
    const { id } = user;
    this.tell = () => show(id);
  }
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'a function declaration may be called before: no suggestion',
      ...marked(`${prelude}
export function watch(bytes: Uint8Array) {
  window.addEventListener('focus', onFocus);
  ~~~~~~~~~~~~~~~~~~~~~~~ keptForPart
  function onFocus() {
    show(bytes.length);
  }
}`),
    },
    {
      name: 'strict: collections',
      options: [{ collections: true }],
      ...marked(
        `${prelude}
export function watch(list: ReadonlyMap<string, string>) {
  window.addEventListener('focus', () => show(list.size));
  ~~~~~~~~~~~~~~~~~~~~~~~ keptForPart
}`,
        {
          suggestions: [
            {
              messageId: 'copyPart',
              output: `${prelude}
export function watch(list: ReadonlyMap<string, string>) {
  const { size } = list;
  window.addEventListener('focus', () => show(size));
}`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('espree').run('no-large-closure-capture', noLargeClosureCapture, {
  valid: [],
  invalid: [
    {
      name: 'without types: a file that is read',
      ...marked(
        `
import { readFileSync } from 'node:fs';
export function watch(path, tell) {
  const text = readFileSync(path, 'utf8');
  process.on('SIGUSR2', () => { tell(text.length); });
  ~~~~~~~~~~ keptForPart
}`,
        {
          suggestions: [
            {
              messageId: 'copyPart',
              output: `
import { readFileSync } from 'node:fs';
export function watch(path, tell) {
  const text = readFileSync(path, 'utf8');
  const { length } = text;
  process.on('SIGUSR2', () => { tell(length); });
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'the preset counts on types, and there are none',
      code: 'export {};',
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
