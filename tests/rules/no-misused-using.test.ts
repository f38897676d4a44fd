import { noMisusedUsing } from '../../src/rules/no-misused-using.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
import { spawn } from 'node:child_process';
import { createWriteStream, opendirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { finished } from 'node:stream/promises';
interface Res extends Disposable { read(): string }
declare function createRes(): Res;
declare function openRes(): Promise<Res>;
declare function show(value: unknown): void;
declare function work(): void;
declare function workAsync(): Promise<void>;
declare function gen(): Generator<number>;
declare const cond: boolean;
declare const list: Res[];
declare const asyncList: AsyncDisposable[];
declare const anything: any;
`;
/** Programs under a name each, all of them silent. */
const silent = (programs: Readonly<Record<string, string>>) =>
  Object.entries(programs).map(([name, code]) => ({ name, code: `${prelude}${code}\n` }));

typedRuleTester().run('no-misused-using', noMisusedUsing, {
  valid: silent({
    'a resource, and null instead of one':
      'export function f(given: Res | undefined) { using a = createRes(); using b = given; using c = cond ? createRes() : null; show([a, b, c]); }',
    'a file': "export async function f() { await using file = await open('x'); await file.stat(); }",
    'a type parameter that is disposable':
      'export function f<T extends Disposable>(value: T) { using a = value; for (using b of [value]) show([a, b]); }',
    'an object with a dispose method': 'export function f() { using a = { [Symbol.dispose]() {} }; show(a); }',
    'a timer in a block that waits':
      'export async function f() { using ticker = setInterval(work, 10); await workAsync(); show(ticker); }',
    'a server in a block that waits':
      "export async function f() { await using server = createServer(); server.listen(0); await fetch('http://localhost'); }",
    'a process that is waited for':
      "export async function f() { using child = spawn('x'); await new Promise((resolve) => child.once('exit', resolve)); }",
    'a stream whose end is waited for':
      "export async function f() { await using file = createWriteStream('x'); file.end('text'); await finished(file); }",
    'an object that is there or not':
      'export function f(maker?: { make(): Res }) { using a = maker && maker.make(); show(a); }',
    'values of which TypeScript is told that they are disposable':
      'export function f() { for (using x of [1, 2] as unknown as Disposable[]) show(x); }',
    'a loop over what comes one by one':
      'export function f(all: Iterable<Res>) { for (using r of all) { if (r.read()) break; } }',
    'jumps inside the loop':
      'export function f() { for (using r of list) { if (r.read() === 1 + "") continue; for (;;) { if (cond) break; } switch (r.read()) { case "": break; } show(() => { return r; }); } }',
    'a label of its own':
      'export function f() { own: for (using r of list) { for (;;) { if (r.read()) continue own; } } }',
    'async values in a loop that awaits': 'export async function f() { for (await using x of asyncList) show(x); }',
    'a module that keeps it to itself': 'using top = createRes();\nexport const text = top.read();',
    'a variable that is called using':
      'export function f(using: Res[]) { using[0] = createRes(); using; let a; using\n[a] = list; show(a); }',
  }),
  invalid: [
    {
      name: 'what works on after the function has returned, in a block that waits for nothing',
      ...marked(`${prelude}
export function f() { using t = setTimeout(work, 1); show(t); }
                            ~ stoppedAtOnce
export async function g() { await workAsync(); using t = setInterval(work, 1); show(t); }
                                                     ~ stoppedAtOnce
export async function h() { await using server = createServer(); server.listen(0); }
                                        ~~~~~~ stoppedAtOnce
export function i() { using child = spawn('x'); child.on('exit', work); }
                            ~~~~~ stoppedAtOnce
export function j(given: NodeJS.Timeout) { using t = given; show(t); }
                                                 ~ stoppedAtOnce
`),
    },
    {
      name: 'a stream that is written to',
      ...marked(`${prelude}
export async function f() { await using file = createWriteStream('x'); file.write('text'); }
                                        ~~~~ losesData
export async function g() { await using file = createWriteStream('x'); await workAsync(); file.end('text'); }
                                        ~~~~ losesData
`),
    },
    {
      name: 'exported from the module that disposes it',
      ...marked(`${prelude}
using one = createRes();
using other = createRes();
export { one as first };
         ~~~ exported
export default other;
               ~~~~~ exported
`),
    },
    {
      name: 'loops over what is not disposable, not in this way, or of any type',
      ...marked(`${prelude}
export function f() { for (using x of [1, 2]) show(x); }
                                 ~ notDisposable
export function g() { for (using x of asyncList) show(x); }
                                 ~ asyncOnly
export function h() { for (using x of anything) show(x); }
                                 ~ anyType
`),
    },
    {
      name: 'a loop over an array that is left before its end',
      ...marked(`${prelude}
export function f() { for (using r of list) { if (r.read()) break; } }
                                                            ~~~~~~ leftEarly
export function g() { for (using r of [createRes(), createRes()]) { if (r.read()) return r.read(); } return ''; }
                                                                                  ~~~~~~~~~~~~~~~~ leftEarly
export function h() { outer: for (const n of [1]) { for (using r of list) { if (r.read()) continue outer; show(n); } } }
                                                                                          ~~~~~~~~~~~~~~~ leftEarly
export function i(all: Set<Res>) { for (using r of all) { switch (r.read()) { case '': return; } } }
                                                                                       ~~~~~~~ leftEarly
`),
    },
    {
      name: 'any: nothing says that it is disposable',
      ...marked(`${prelude}
export function f() { using x = JSON.parse('{}'); show(x); }
                            ~ anyType
export function g() { using x = createRes() as any; show(x); }
export function h() { using x = anything; show(x); }
                            ~ anyType
`),
    },
    {
      name: 'false, 0 and the empty string',
      ...marked(
        `${prelude}
export function f() {
  using x = cond && createRes(); // or not
            ~~~~~~~~~~~~~~~~~~~ couldBeFalsy
  show(x);
}
`,
        {
          suggestions: [
            {
              messageId: 'useNull',
              output: `${prelude}
export function f() {
  using x = cond ? createRes() : null; // or not
  show(x);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'values without a dispose method, in one arm or all',
      ...marked(`${prelude}
export function f() { using a = cond ? createRes() : false; show(a); }
                                                     ~~~~~ notDisposable
export function g() { using a = {}; show(a); }
                                ~~ notDisposable
export function h() { using a = () => createRes(); show(a); }
                                ~~~~~~~~~~~~~~~~~ notDisposable
`),
    },
    {
      name: 'a promise instead of the resource',
      ...marked(
        `${prelude}
export async function f() {
  using x = openRes();
            ~~~~~~~~~ notAwaited
  show(x);
}
export function g() {
  using x = openRes();
            ~~~~~~~~~ notAwaited
  show(x);
}
`,
        {
          suggestions: [
            {
              messageId: 'awaitPromise',
              output: `${prelude}
export async function f() {
  using x = await openRes();
  show(x);
}
export function g() {
  using x = openRes();
  show(x);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the types run ahead of a Node that the package supports',
      ...marked(`${prelude}
export function f() { using it = gen(); show(it.next()); }
                            ~~ notDisposableBefore
export function g() { using it = [1].values(); show(it.next()); }
                            ~~ notDisposableBefore
export function h() { using dir = opendirSync('.'); show(dir.readSync()); }
                            ~~~ notDisposableBefore
`),
    },
    {
      name: 'expressions that look like declarations',
      ...marked(`${prelude}
export function f() { using [a] = list; show(a); }
                      ~~~~~~~~~~~~~~~~ elementAssignment
`),
    },
  ],
});

untypedRuleTester('espree').run('no-misused-using', noMisusedUsing, {
  valid: [
    {
      name: 'without types, what nobody knows',
      code: 'export function f(a, b) { using x = a(); using y = b && a(); for (using z of a) z.read(); }',
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
      name: 'without types: a name on the next line, which can be joined unless something is in between or has the name',
      code: 'export function f(d) { using\n  a = d; }\nexport function g(d) { using // so\n  a = d; }\nexport function h(a, d) { using\n  a = d; }\n',
      errors: [
        {
          messageId: 'brokenOff',
          suggestions: [
            {
              messageId: 'joinLines',
              output:
                'export function f(d) { using a = d; }\nexport function g(d) { using // so\n  a = d; }\nexport function h(a, d) { using\n  a = d; }\n',
            },
          ],
        },
        { messageId: 'brokenOff' },
        { messageId: 'brokenOff' },
      ],
    },
    {
      name: 'without types: elements, comparisons, literals, promises and timers that the catalog knows',
      code: "import { open } from 'node:fs/promises';\nexport function f(d, n) { using [a] = d; using b = n > 1 && d(); using c = `text`; using t = setTimeout(n, 1); }\nexport async function g() { await using file = open('x'); }\n",
      errors: [
        { messageId: 'elementAssignment' },
        {
          messageId: 'couldBeFalsy',
          suggestions: [
            {
              messageId: 'useNull',
              output:
                "import { open } from 'node:fs/promises';\nexport function f(d, n) { using [a] = d; using b = n > 1 ? d() : null; using c = `text`; using t = setTimeout(n, 1); }\nexport async function g() { await using file = open('x'); }\n",
            },
          ],
        },
        { messageId: 'notDisposable' },
        { messageId: 'stoppedAtOnce' },
        {
          messageId: 'notAwaited',
          suggestions: [
            {
              messageId: 'awaitPromise',
              output:
                "import { open } from 'node:fs/promises';\nexport function f(d, n) { using [a] = d; using b = n > 1 && d(); using c = `text`; using t = setTimeout(n, 1); }\nexport async function g() { await using file = await open('x'); }\n",
            },
          ],
        },
      ],
    },
  ],
});
