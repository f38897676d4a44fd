import fc from 'fast-check';

const imports = `
import { open } from 'node:fs/promises';
import { closeSync, createReadStream, openSync, watch } from 'node:fs';
import { createServer } from 'node:net';
declare const a: any, b: Disposable & AsyncDisposable, c: { close(): void }[], d: NodeJS.Timeout | undefined;
`;

const name = fc.constantFrom('a', 'b', 'c', 'd', 'x', 'y', 'open', 'console', 'undefined');
const acquired = fc.constantFrom(
  'setInterval(() => a, 1)',
  'setTimeout(a, 1)',
  "await open('')",
  "openSync('', 'r')",
  "createReadStream('')",
  "watch('', () => {})",
  'createServer()',
  'new DisposableStack()',
  'a.connect()',
);
const released = fc.constantFrom(
  'clearInterval(x)',
  'clearTimeout(d)',
  'x.close()',
  'await x.close()',
  'closeSync(x)',
  'x[Symbol.dispose]()',
  'b.use(x)',
  'x.unref()',
);

const handle = fc.constantFrom('x', 'y', 'z');

/** `parts` in turn filled into the holes of a template. */
const filled = (template: string, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.reduce((text, part) => text.replace('□', () => part), template));

const { block, expression, statement } = fc.letrec<Record<'block' | 'expression' | 'statement', string>>((tie) => {
  const [b, e, s] = [tie('block'), tie('expression'), tie('statement')];
  return {
    block: fc.array(s, { maxLength: 4 }).map((statements) => `{ ${statements.join('\n')} }`),
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'program' },
      name,
      acquired,
      released,
      filled('(□ ? □ : □)', e, e, e),
      filled('(□ ?? □)', e, e),
      filled('(□ && □)', e, e),
      filled('(□, □)', e, e),
      filled('a?.[□]', e),
      filled('a.b?.(□, ...□)', e, e),
      filled('(□ = □)', name, e),
      filled('(a.b ??= □)', e),
      filled('([a, ...□])', e),
      filled('({ □, x: □, ...□, [□]: 1 })', name, e, e, e),
      filled('`${□}`', e),
      filled('(async () => □)()', b),
      filled('(() => □)', e),
      filled('(async function* () { yield □; yield* □ })', e, e),
      // A `throw` in a static block within the head of a loop makes TypeScript 6.0.3 itself throw.
      filled('new (class extends □ { static #f = □; f = □; static { □; } [Symbol.dispose]() □ })()', name, e, e, e, b),
      filled('(□ as Disposable)!', e),
      filled('await □', e),
    ),
    statement: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'program' },
      { weight: 8, arbitrary: filled('const □ = □;', handle, acquired) },
      { weight: 4, arbitrary: filled('□;', released) },
      { weight: 2, arbitrary: filled('□.read();', handle) },
      { weight: 2, arbitrary: filled('return await □.read();', handle) },
      filled('□;', e),
      filled('const x = □;', e),
      filled('let x = □, y = □;', e, e),
      filled('var { a: x, ...y } = □;', e),
      filled('using x = □;', e),
      filled('await using x = □;', e),
      filled('if (□) □ else □', e, s, b),
      filled('try □ catch (y) □', b, b),
      filled('try □ catch □ finally □', b, b, b),
      filled('try □ finally □', b, b),
      filled('while (□) □', e, b),
      filled('do □ while (□);', b, e),
      filled('l: for (let i = □; i < 3; i++) □', e, b),
      filled('for (const x of □) □', e, b),
      filled('for await (const x of □) { □ continue; }', e, s),
      filled('for (const y in □) { □ break; }', e, s),
      filled('switch (□) { case !□: □ case 2: □ break; default: □ }', e, e, s, s, s),
      // Named like nothing else: on defaults that go round in circles TypeScript itself overflows its stack.
      filled('function g(x = □) □', e, b),
      filled('return □;', e),
      filled('throw □;', e),
      b,
    ),
  };
});

/** Programs that parse, mean nothing, and use resources in every kind of place. */
export const randomProgram: fc.Arbitrary<string> = fc
  .tuple(fc.array(statement, { maxLength: 4 }), block, expression)
  .map(([statements, body, value]) => {
    const topLevel = statements.map((text) => `async function f() { ${text} }`);
    return `${imports}${topLevel.join('\n')}\nexport async function main() ${body}\nexport default ${value};`;
  });
