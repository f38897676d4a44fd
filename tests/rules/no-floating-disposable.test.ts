import { noFloatingDisposable } from '../../src/rules/no-floating-disposable.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
interface Res extends Disposable { dispose(): void; read(): string; later(): Promise<string>; self(): this }
declare class Handle implements Disposable { read(): string; [Symbol.dispose](): void }
declare function createRes(): Res;
declare function openRes(): Promise<Res>;
declare function take(r: Disposable): void;
declare function work(): void;
declare function mainFrame(): Res;
`;

typedRuleTester().run('no-floating-disposable', noFloatingDisposable, {
  valid: [
    {
      name: 'returned, passed on, stored, awaited elsewhere',
      code: `${prelude}
export class Keeper { kept = createRes(); }
export const make = () => createRes();
export function f() {
  take(createRes());
  const all = [createRes()];
  all.forEach((r) => r.dispose());
  void openRes().then((r) => r.dispose());
  return createRes();
}
`,
    },
    {
      name: 'a type that is left alone',
      options: [{ ignore: ['Handle'] }],
      code: `${prelude}
export function f() {
  new Handle();
}
`,
    },
    {
      name: 'released on the spot',
      code: `${prelude}
export async function f() {
  createRes().dispose();
  (await openRes())[Symbol.dispose]();
}
`,
    },
    {
      name: 'a stream that is piped ends by itself',
      code: `
import { createReadStream } from 'node:fs';
export function f(response: import('node:http').ServerResponse) {
  createReadStream('a').pipe(response);
}
`,
    },
    {
      name: 'a server of main, a subprocess, a timer',
      code: `
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
export function main() {
  createServer((_, response) => response.end()).listen(0);
  spawn('true').on('exit', () => {});
  setTimeout(() => {}, 1);
}
`,
    },
    {
      name: 'the top level lives as long as the program',
      code: `${prelude}
new Handle();
export {};
`,
    },
    {
      name: 'built-in iterators, and what a noun looks up',
      code: `${prelude}
export function f() {
  new Map().keys();
  return mainFrame().read();
}
`,
    },
    {
      name: 'a stack that is disarmed, because its resources have other names',
      code: `${prelude}
export function f() {
  using stack = new DisposableStack();
  const r = stack.use(createRes());
  work();
  stack.move();
  return r;
}
`,
    },
  ],
  invalid: [
    {
      name: 'made for a callee that never takes over, where the option says so',
      options: [{ transferAtCall: 'never' }],
      ...marked(
        `${prelude}
declare class Owner { constructor(r: Res) }
export function f() {
  take(createRes());
       ~~~~~~~~~~~ dropped
  return new Owner(createRes());
}
`,
        {
          suggestions: [
            {
              messageId: 'nameWithUsing',
              data: { keyword: 'using' },
              output: `${prelude}
declare class Owner { constructor(r: Res) }
export function f() {
  using res = createRes();
  take(res);
  return new Owner(createRes());
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a statement of its own gets a name that may stay unread',
      ...marked(
        `${prelude}
export async function f() {
  createRes(); // why?
  ~~~~~~~~~~~ dropped
  await openRes();
        ~~~~~~~~~ dropped
}
`,
        {
          suggestions: [
            {
              messageId: 'nameWithUsing',
              data: { keyword: 'using' },
              output: `${prelude}
export async function f() {
  using _res = createRes(); // why?
  await openRes();
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'nameWithUsing',
              output: `${prelude}
export async function f() {
  createRes(); // why?
  using _res = await openRes();
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'used once and dropped',
      ...marked(
        `${prelude}
export function f() {
  return new Handle().read();
         ~~~~~~~~~~~~ dropped
}
`,
        {
          suggestions: [
            {
              messageId: 'nameWithUsing',
              output: `${prelude}
export function f() {
  using handle = new Handle();
  return handle.read();
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'no edit where the order would change, the name is taken, or something needs it later',
      ...marked(
        `${prelude}
export function f(res: string) {
  console.log(work(), createRes().read());
                      ~~~~~~~~~~~ dropped
  const text = createRes().read();
               ~~~~~~~~~~~ dropped
  if (createRes()) return text + res;
      ~~~~~~~~~~~ dropped
  return createRes().later();
         ~~~~~~~~~~~ dropped
}
`,
        { suggestions: [] },
        { suggestions: [] },
        { suggestions: [] },
        { suggestions: [] },
      ),
    },
    {
      name: 'a watcher that is dropped in a class which has an end',
      ...marked(
        `
import { watch } from 'node:fs';
export class Reloader {
  private files = new Set<string>();

  constructor(folder: string) {
    watch(folder, (_, name) => this.files.add(String(name)));
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  }

  close(): void {
    this.files.clear();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'releaseInTeardown',
              data: { teardown: 'close' },
              output: `
import { watch } from 'node:fs';
export class Reloader {
  private fileWatcher: ReturnType<typeof watch> | undefined;
  private files = new Set<string>();

  constructor(folder: string) {
    this.fileWatcher = watch(folder, (_, name) => this.files.add(String(name)));
  }

  close(): void {
    this.fileWatcher?.close();
    this.files.clear();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a file handle',
      ...marked(
        `
import { open } from 'node:fs/promises';
export async function touch(path: string) {
  await open(path, 'a');
        ~~~~~~~~~~~~~~~ dropped
}
`,
        {
          suggestions: [
            {
              messageId: 'nameWithUsing',
              data: { keyword: 'await using' },
              output: `
import { open } from 'node:fs/promises';
export async function touch(path: string) {
  await using _fileHandle = await open(path, 'a');
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: a server that nothing can close',
      options: [{ confidence: 'medium' }],
      ...marked(`
import { createServer } from 'node:http';
export function start() {
  createServer((_, response) => response.end()).listen(0);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
}
`),
    },
  ],
});

untypedRuleTester('espree').run('no-floating-disposable', noFloatingDisposable, {
  valid: [
    {
      name: 'without types: the promise is handled elsewhere',
      code: `
import { open } from 'node:fs/promises';
export function f(path, done) {
  open(path).then(done);
}
`,
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
      name: 'without types: a file handle, opened and dropped',
      ...marked(
        `
const { open } = require('node:fs/promises');
async function touch(path) {
  await open(path, 'a');
        ~~~~~~~~~~~~~~~ dropped
}
module.exports = touch;
`,
        { suggestions: [] },
      ),
      languageOptions: { sourceType: 'commonjs' },
    },
  ],
});

untypedRuleTester().run('no-floating-disposable: object URLs that an element is given', noFloatingDisposable, {
  valid: [
    {
      name: 'revoked through the element, by a function of the program, or what the page shows as long as it lives',
      code: `
export function size(file, done) {
  const img = new Image();
  img.onload = () => { URL.revokeObjectURL(img.src); done(img.width); };
  img.src = URL.createObjectURL(file);
}
`,
    },
    {
      name: 'a function of the program that revokes',
      code: `
import { releaseUrl } from './urls';
export function show(link, file) {
  link.href = URL.createObjectURL(file);
  link.onclick = () => releaseUrl(link.href);
}
`,
    },
    { name: 'of the page itself', code: "document.querySelector('a').href = URL.createObjectURL(new Blob(['a']));" },
    {
      name: 'a state and a part of the text are for the strict presets alone',
      code: `
import { useState } from 'react';
export function usePicture(load) {
  const [, setAddress] = useState('');
  setAddress(URL.createObjectURL(load()));
}
export const uuid = () => URL.createObjectURL(new Blob([])).split('/').pop();
`,
    },
    {
      name: 'strict: a state that somebody revokes, a callback of no computation, a function that sets no state',
      options: [{ confidence: 'medium' }],
      code: `
import { useState } from 'react';
export function usePicture(file, list) {
  const [address, setAddress] = useState('');
  URL.revokeObjectURL(address);
  setAddress(URL.createObjectURL(file));
  return list.map(() => URL.createObjectURL(file));
}
`,
    },
    {
      name: 'strict: given on as it is',
      options: [{ confidence: 'medium' }],
      code: `
export const addresses = (files) => files.map((file) => URL.createObjectURL(file));
export function keepAddress(file, setAddress) {
  setAddress(URL.createObjectURL(file));
  return URL.createObjectURL(file).toString();
}
`,
    },
    {
      name: 'kept in a property that is no source of an element, given to a worker',
      code: `
export function keep(state, file) {
  state.url = URL.createObjectURL(file);
  return new Worker(URL.createObjectURL(file));
}
`,
    },
  ],
  invalid: [
    {
      name: 'a download, a video, an image',
      ...marked(`
export function save(file, video, source) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
              ~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  link.click();
  video.src = window.URL.createObjectURL(source);
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
}
`),
    },
    {
      name: 'strict: a state, a computation, a part of the text',
      options: [{ confidence: 'medium' }],
      ...marked(`
import { useMemo, useState } from 'react';
import { computed } from 'vue';
export function usePicture(load) {
  const [address, setAddress] = useState('');
  const other = useMemo(() => URL.createObjectURL(load()), [load]);
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  const show = async () => setAddress(URL.createObjectURL(await load()));
                                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  return { address, other, show };
}
export const useVideo = (props) => computed(() => URL.createObjectURL(new Blob([props.body])));
                                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
export const uuid = () => URL.createObjectURL(new Blob([])).split('/').pop();
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
`),
    },
    {
      name: 'an instance with an end',
      ...marked(`
export class Player {
  load(source) { this.video.src = URL.createObjectURL(source); }
                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  dispose() { this.video.remove(); }
}
`),
    },
    {
      name: 'an image that every render gives a new one',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      ...marked(`
export function Avatar({ file, alt }) {
  return <img alt={alt} src={URL.createObjectURL(file)} />;
                             ~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
}
`),
    },
  ],
});

untypedRuleTester().run('no-floating-disposable: dropped in what begins again', noFloatingDisposable, {
  valid: [
    {
      name: 'a function of the program, which may run once',
      code: `
export function start(read) {
  new WebSocket('/news').onmessage = read;
}
`,
    },
  ],
  invalid: [
    {
      name: 'an effect',
      ...marked(`
import { useEffect } from 'react';
export function useNews(read) {
  useEffect(() => {
    new WebSocket('/news').onmessage = read;
    ~~~~~~~~~~~~~~~~~~~~~~ dropped
  }, [read]);
}
`),
    },
  ],
});
