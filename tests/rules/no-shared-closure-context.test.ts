import { noSharedClosureContext } from '../../src/rules/no-shared-closure-context.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
declare function draw(value: number): void;
declare function checksum(bytes: Uint8ClampedArray): number;
declare function load(): Uint8ClampedArray;
`;

typedRuleTester('dom').run('no-shared-closure-context', noSharedClosureContext, {
  valid: [
    {
      name: 'the listener uses the value itself',
      code: `${prelude}
export function paint() {
  const pixels = load();
  window.addEventListener('resize', () => draw(pixels[0]!));
}`,
    },
    {
      name: 'the listener calls a function that uses it',
      code: `${prelude}
export function paint() {
  const pixels = load();
  const repaint = () => { [1].forEach((n) => draw(pixels[n]!)); };
  repaint();
  window.addEventListener('resize', () => repaint());
}`,
    },
    {
      name: 'no closure uses the value: it is in no context',
      code: `${prelude}
export function paint() {
  const pixels = load();
  draw(pixels[0]!);
  window.addEventListener('resize', () => draw(1));
}`,
    },
    {
      name: 'the other user may live as long',
      code: `${prelude}
declare function keep(f: () => void): void;
export function paint() {
  const pixels = load();
  keep(() => draw(pixels[0]!));
  window.addEventListener('resize', () => draw(1));
}`,
    },
    {
      name: 'the value is kept elsewhere anyway',
      code: `${prelude}
export class Picture {
  pixels?: Uint8ClampedArray;
  paint() {
    const pixels = load();
    this.pixels = pixels;
    [1].forEach((n) => draw(pixels[n]!));
    window.addEventListener('resize', () => draw(1));
  }
}`,
    },
    {
      name: 'the code clears it',
      code: `${prelude}
export function paint() {
  let pixels: Uint8ClampedArray | undefined = load();
  [1].forEach((n) => draw(pixels![n]!));
  pixels = undefined;
  window.addEventListener('resize', () => draw(1));
}`,
    },
    {
      name: 'it stands in another block',
      code: `${prelude}
export function paint() {
  {
    const pixels = load();
    [1].forEach((n) => draw(pixels[n]!));
  }
  window.addEventListener('resize', () => draw(1));
}`,
    },
    {
      name: 'small values, and values of unknown size',
      code: `${prelude}
export function paint(names: string[], count: number) {
  [1].forEach((n) => draw(names.length + count + n));
  const few = new Uint8Array(32);
  [1].forEach((n) => draw(few[n]!));
  window.addEventListener('resize', () => draw(1));
}`,
    },
    {
      name: 'a registration that the same function takes back',
      code: `${prelude}
export function paint() {
  const pixels = load();
  const onResize = () => draw(1);
  window.addEventListener('resize', onResize);
  try {
    [1].forEach((n) => draw(pixels[n]!));
  } finally {
    window.removeEventListener('resize', onResize);
  }
}
export function wait() {
  const pixels = load();
  const timer = setInterval(() => draw(1), 100);
  [1].forEach((n) => draw(pixels[n]!));
  clearInterval(timer);
}`,
    },
    {
      name: 'targets that die with the value, or of which nothing is known',
      code: `${prelude}
export function paint(target: EventTarget) {
  const pixels = load();
  const image = new Image();
  image.addEventListener('load', () => draw(1));
  target.addEventListener('paint', () => draw(1));
  [1].forEach((n) => draw(pixels[n]!));
}`,
    },
    {
      name: 'what is looked up or a member of something belongs to others',
      code: `${prelude}
declare function getPixels(): Uint8ClampedArray;
export function paint(picture: { pixels: Uint8ClampedArray }) {
  const { pixels } = picture;
  const same = picture.pixels;
  const found = getPixels();
  [1].forEach((n) => draw(pixels[n]! + same[n]! + found[n]!));
  window.addEventListener('resize', () => draw(1));
}`,
    },
    {
      name: 'code that runs once',
      code: `${prelude}
function main() {
  const pixels = load();
  [1].forEach((n) => draw(pixels[n]!));
  window.addEventListener('resize', () => draw(1));
}
main();
(function () {
  const pixels = load();
  [1].forEach((n) => draw(pixels[n]!));
  window.addEventListener('resize', () => draw(1));
})();
{
  const pixels = load();
  [1].forEach((n) => draw(pixels[n]!));
  window.addEventListener('resize', () => draw(1));
}`,
    },
    {
      name: 'a mention in a type alone',
      code: `${prelude}
export function paint() {
  const pixels = load();
  const more = (other: typeof pixels) => checksum(other);
  draw(more(pixels));
  window.addEventListener('resize', () => draw(1));
}`,
    },
    {
      name: 'methods of one object share on purpose',
      code: `${prelude}
export function picture() {
  const pixels = load();
  return { sum: () => checksum(pixels), size: () => 1 };
}`,
    },
    {
      name: 'known miss: the value is `this`',
      code: `${prelude}
export class Picture {
  pixels = load();
  paint() {
    [1].forEach((n) => draw(this.pixels[n]!));
    window.addEventListener('resize', () => draw(1));
  }
}`,
    },
    {
      name: 'known miss: a helper function registers the listener',
      code: `${prelude}
declare function listen(target: EventTarget, event: string, listener: () => void): void;
export function paint() {
  const pixels = load();
  [1].forEach((n) => draw(pixels[n]!));
  listen(window, 'resize', () => draw(1));
}`,
    },
    {
      name: 'known miss: what a FinalizationRegistry holds for a target keeps the target',
      code: `${prelude}
const registry = new FinalizationRegistry<() => void>((release) => release());
export function paint() {
  const pixels = load();
  [1].forEach((n) => draw(pixels[n]!));
  registry.register(pixels, () => draw(1));
}`,
    },
    {
      name: 'another name for what is kept anyway',
      code: `${prelude}
export function paint() {
  const pixels = load();
  const view = pixels;
  [1].forEach((n) => draw(view[n]!));
  window.addEventListener('resize', () => draw(1));
  return pixels;
}`,
    },
  ],
  invalid: [
    {
      name: 'a listener of the window, and the callback of an array method',
      ...marked(
        `${prelude}
export function paint() {
  const pixels = load();
  [1].forEach((n) => draw(pixels[n]!));
  window.addEventListener('resize', () => draw(1));
  ~~~~~~~~~~~~~~~~~~~~~~~ keptByContext
}`,
        {
          data: {
            name: 'pixels',
            size: 'Uint8ClampedArray',
            line: '7',
            noun: 'listener',
            path: "window 'resize' → listener (line 9) → scope of paint() (line 6) → pixels",
            user: 'the callback of forEach() on line 8',
          },
          suggestions: [
            {
              messageId: 'clearAfterLastUse',
              output: `${prelude}
export function paint() {
  let pixels = load();
  [1].forEach((n) => draw(pixels[n]!));
  pixels = undefined as never;
  window.addEventListener('resize', () => draw(1));
}`,
            },
            {
              messageId: 'wrapInBlock',
              output: `${prelude}
export function paint() {
  {
    const pixels = load();
    [1].forEach((n) => draw(pixels[n]!));
  }
  window.addEventListener('resize', () => draw(1));
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'a parameter, an interval, and a function with a name',
      ...marked(
        `${prelude}
export function paint(pixels: Uint8ClampedArray) {
  function sum() {
    return checksum(pixels);
  }
  draw(sum()); // once
  setInterval(() => draw(1), 1000);
  ~~~~~~~~~~~ keptByContext
}`,
        {
          suggestions: [
            {
              messageId: 'clearAfterLastUse',
              output: `${prelude}
export function paint(pixels: Uint8ClampedArray) {
  function sum() {
    return checksum(pixels);
  }
  draw(sum()); // once
  pixels = undefined as never;
  setInterval(() => draw(1), 1000);
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'a callback that runs later: nothing says when it is done',
      ...marked(`${prelude}
export function paint(pixels: Uint8ClampedArray) {
  setTimeout(() => draw(pixels[0]!), 100);
  window.addEventListener('resize', () => draw(1));
  ~~~~~~~~~~~~~~~~~~~~~~~ keptByContext
}`),
    },
    {
      name: 'a field, a collection and a variable of the module',
      ...marked(`${prelude}
const listeners = new Set<() => void>();
let current: () => void = () => {};
export const call = () => current();
export class Picture {
  resize: (() => void) | undefined;
  paint(one: Blob, other: ArrayBuffer, third: ImageData) {
    {
      setTimeout(() => draw(one.size), 100);
      this.resize = () => draw(1);
      ~~~~~~~~~~~ keptByContext
    }
  }
  other(other: ArrayBuffer) {
    setTimeout(() => draw(other.byteLength), 100);
    listeners.add(() => draw(1));
    ~~~~~~~~~~~~~ keptByContext
  }
  third(third: ImageData) {
    setTimeout(() => draw(third.width), 100);
    current = () => draw(1);
    ~~~~~~~ keptByContext
  }
}`),
    },
    {
      name: 'a listener that a cleanup removes keeps the value until then',
      ...marked(`${prelude}
export function paint(pixels: Uint8ClampedArray) {
  setTimeout(() => draw(pixels[0]!), 100);
  const onResize = () => draw(1);
  window.addEventListener('resize', onResize);
  ~~~~~~~~~~~~~~~~~~~~~~~ keptByContext
  return () => window.removeEventListener('resize', onResize);
}`),
    },
    {
      name: 'a collection, in the strict presets',
      options: [{ collections: true }],
      ...marked(`${prelude}
export function paint(names: string[]) {
  setTimeout(() => draw(names.length), 100);
  window.addEventListener('resize', () => draw(1));
  ~~~~~~~~~~~~~~~~~~~~~~~ keptByContext
}`),
    },
    {
      name: 'a block in a loop',
      ...marked(`${prelude}
export function paint(all: Uint8ClampedArray[]) {
  for (const pixels of all) {
    setTimeout(() => draw(pixels[0]!), 100);
    document.addEventListener('scroll', () => draw(1));
    ~~~~~~~~~~~~~~~~~~~~~~~~~ keptByContext
  }
}`),
    },
  ],
});

untypedRuleTester('espree').run('no-shared-closure-context', noSharedClosureContext, {
  valid: [
    {
      name: 'without types the size is not known',
      code: `
export function paint(pixels, draw) {
  [1].forEach((n) => draw(pixels[n]));
  window.addEventListener('resize', () => draw(1));
}`,
    },
  ],
  invalid: [
    {
      name: 'without types: a file that is read',
      ...marked(
        `
import { readFileSync } from 'node:fs';
export function watch(path, bus, draw) {
  const file = JSON.parse(readFileSync(path, 'utf8'));
  const lines = [1, 2].map((n) => file[n].length);
  process.on('SIGHUP', () => draw(lines));
  ~~~~~~~~~~ keptByContext
}`,
        {
          suggestions: [
            {
              messageId: 'clearAfterLastUse',
              output: `
import { readFileSync } from 'node:fs';
export function watch(path, bus, draw) {
  let file = JSON.parse(readFileSync(path, 'utf8'));
  const lines = [1, 2].map((n) => file[n].length);
  file = undefined;
  process.on('SIGHUP', () => draw(lines));
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
