import { preferUsing } from '../../src/rules/prefer-using.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
import { createServer } from 'node:http';
interface Res extends Disposable { dispose(): boolean; release(force: boolean): void; read(): string; later(): Promise<string> }
interface ARes extends AsyncDisposable { close(): Promise<void>; read(): string }
declare function createRes(name?: string): Res;
declare function createARes(): ARes;
declare function show(value: unknown): void;
declare function work(): void;
declare function later(f: () => void): void;
declare const cond: boolean;
`;
/** Programs under a name each, all of them silent. */
const silent = (programs: Readonly<Record<string, string>>) =>
  Object.entries(programs).map(([name, code]) => ({ name, code: `${prelude}${code}\n` }));
const suggested = (output: string, keyword = 'using') => ({
  suggestions: [{ messageId: 'declareWithUsing', data: { keyword }, output: `${prelude}${output}` }],
});

typedRuleTester().run('prefer-using', preferUsing, {
  valid: [
    ...silent({
      'using already': 'export function f() { using r = createRes(); r.read(); }',
      'released with an argument': 'export function f() { const r = createRes(); r.read(); r.release(true); }',
      'the result of the release is used':
        'export function f() { const r = createRes(); r.read(); const done = r.dispose(); return done; }',
      'acquired under a condition':
        'export function f() { const r = cond ? createRes() : null; try { r?.read(); } finally { r?.dispose(); } }',
      'written twice': 'export function f() { let r = createRes(); r.dispose(); r = createRes(); r.dispose(); }',
      'captured by a function that runs later':
        'export function f() { const r = createRes(); later(() => { r.read(); }); r.dispose(); }',
      'a promise that needs it':
        'export function f() { const r = createRes(); try { return r.later(); } finally { r.dispose(); } }',
      'released in the order of acquisition: using would turn it round':
        "export function f() { const a = createRes('a'); const b = createRes('b'); try { a.read(); } finally { a.dispose(); b.dispose(); } }",
      'a stack, and a name in the try that is declared around it':
        'export function f() { const n = 1; show(n); const a = createRes(); try { const b = createRes(); try { const n = a.read(); return n + b.read(); } finally { b.release(true); } } finally { a.release(true); } }',
      'a stack, and a name in the try that is a parameter':
        'export function f(n: string) { const a = createRes(n); try { const b = createRes(n); try { const n = a.read(); return n + b.read(); } finally { b.release(true); } } finally { a.release(true); } }',
      'finally does something else too':
        'export function f() { const r = createRes(); try { r.read(); } finally { work(); r.dispose(); } }',
      'something stands between acquisition and try':
        'export function f() { const r = createRes(); work(); try { r.read(); } finally { r.dispose(); } }',
      'what is declared before the release is needed behind it':
        "export function f() { const r = createRes(); const text = r.read(); r.dispose(); return text + '!'; }",
      'an asynchronous release in a function that is not':
        'export function f() { const a = createARes(); a.read(); void a.close(); }',
      'a server, a timer, a mock':
        'export function f() { const server = createServer(); server.close(); const t = setTimeout(work, 1); clearTimeout(t); }',
      'a semicolon that is missing':
        'export function f() { const r = createRes()\ntry { (work)(); r.read(); } finally { r.dispose(); } }',
      'released before what using disposes at the end':
        "export function f() { const a = createRes('a'); using b = createRes('b'); show([a.read(), b.read()]); a.dispose(); }",
      'several without a dispose method: a comment, a step beside the releases, another order': `import { closeSync, openSync } from 'node:fs';
export function f(path: string) { const a = openSync(path); try { const b = openSync(path); try { work(); } finally { closeSync(b); /* last */ } } finally { closeSync(a); } }
export function g(path: string) { const a = openSync(path); try { const b = openSync(path); try { work(); } finally { closeSync(b); work(); } } finally { closeSync(a); } }
export function h(path: string, close: (fd: number) => void) { const a = openSync(path); try { const b = openSync(path); work(); try { work(); } finally { closeSync(b); } } finally { closeSync(a); } }`,
      'a comment in finally':
        'export function f() { const r = createRes(); try { r.read(); } finally { /* last */ r.dispose(); } }',
      'a comment between the words': 'export function f() { const /* it */ r = createRes(); r.read(); r.dispose(); }',
      'a template in lines that would move':
        'export function f() {\n  const r = createRes();\n  try {\n    show(`${r.read()}\n    `);\n  } finally {\n    r.dispose();\n  }\n}',
      'released by a function':
        'export function f() { const r = createRes(); const end = () => { r.dispose(); }; r.read(); end(); }',
    }),
    {
      name: 'settings ask for try and finally',
      settings: { leaks: { disposal: 'try-finally' } },
      code: `${prelude}export function f() { const r = createRes(); try { r.read(); } finally { r.dispose(); } }\n`,
    },
    {
      name: 'known miss: a single resource that has no dispose method, and could be put on a stack',
      code: `
import { openSync, closeSync, fstatSync } from 'node:fs';
export function f(path: string) { const fd = openSync(path); try { return fstatSync(fd).size; } finally { closeSync(fd); } }
`,
    },
  ],
  invalid: [
    {
      name: 'several at the end of the block, in reverse order: one edit',
      ...marked(
        `${prelude}
export async function f() {
  const a = createRes('a');
        ~ releasedByHand
  const b = createARes();
  show([a.read(), b.read()]);
  await b.close();
  a.dispose();
}
`,
        suggested(`
export async function f() {
  using a = createRes('a');
  await using b = createARes();
  show([a.read(), b.read()]);
}
`),
      ),
    },
    {
      name: 'nested finally: a stack holds what has no dispose method',
      ...marked(
        `${prelude}import { closeSync, fstatSync, openSync } from 'node:fs';
export function f(path: string) {
  const r = createRes();
        ~ releasedTogether
  try {
    const fd = openSync(path);
    try {
      r.read();
      return fstatSync(fd).size;
    } finally {
      closeSync(fd);
    }
  } finally {
    r.dispose();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'holdOnStack',
              output: `${prelude}import { closeSync, fstatSync, openSync } from 'node:fs';
export function f(path: string) {
  using stack = new DisposableStack();
  const r = stack.use(createRes());
  const fd = stack.adopt(openSync(path), (fd) => { closeSync(fd); });
  r.read();
  return fstatSync(fd).size;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'nested finally, awaited, with something behind it: an asynchronous stack in a block of its own',
      ...marked(
        `${prelude}export async function f() {
  const a = createARes();
        ~ releasedTogether
  try {
    const r = createRes();
    try {
      show([a.read(), r.read()]);
    } finally {
      r.release(true);
    }
  } finally {
    await a.close();
  }
  work();
}
`,
        {
          suggestions: [
            {
              messageId: 'holdOnStack',
              output: `${prelude}export async function f() {
  {
    await using stack = new AsyncDisposableStack();
    const a = stack.use(createARes());
    const r = stack.adopt(createRes(), (r) => { r.release(true); });
    show([a.read(), r.read()]);
  }
  work();
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the last step of the block: keyword and call in one edit, comments stay',
      ...marked(
        `${prelude}
export function f() {
  const r = createRes(); // one
        ~ releasedByHand
  r.read();
  work();
  r.dispose(); // done
}
`,
        suggested(`
export function f() {
  using r = createRes(); // one
  r.read();
  work();
 // done
}
`),
      ),
    },
    {
      name: 'more statements behind it: a block, so that it is released no later',
      ...marked(
        `${prelude}
export function f() {
  const r = createRes();
        ~ releasedByHand
  // read it
  if (cond) {
    show(r.read());
  }
  r.dispose();
  work();
}
`,
        suggested(`
export function f() {
  {
    using r = createRes();
    // read it
    if (cond) {
      show(r.read());
    }
  }
  work();
}
`),
      ),
    },
    {
      name: 'a finally that calls the dispose method itself: an automatic fix',
      ...marked(`${prelude}
export function f() {
  const r = createRes();
        ~ releasedInFinally
  try {
    // the text
    return r.read();
  } finally {
    r[Symbol.dispose]();
  }
}
export async function g() {
  const a = createARes();
        ~ releasedInFinally
  try {
    show(a.read());
  } finally {
    await a[Symbol.asyncDispose]();
  }
}
`),
      output: `${prelude}
export function f() {
  using r = createRes();
  // the text
  return r.read();
}
export async function g() {
  await using a = createARes();
  show(a.read());
}
`,
    },
    {
      name: 'a finally that calls another method: a suggestion',
      ...marked(
        `${prelude}
export async function f() {
  const a = createARes();
        ~ releasedInFinally
  try {
    show(a.read());
  } finally {
    await a.close();
  }
}
`,
        suggested(
          `
export async function f() {
  await using a = createARes();
  show(a.read());
}
`,
          'await using',
        ),
      ),
    },
    {
      name: 'several, released in reverse',
      ...marked(
        `${prelude}
export function f() {
  const a = createRes('a');
        ~ releasedInFinally
  const b = createRes('b');
  try {
    a.read();
    b.read();
  } finally {
    b.dispose();
    a.dispose();
  }
}
`,
        suggested(`
export function f() {
  using a = createRes('a');
  using b = createRes('b');
  a.read();
  b.read();
}
`),
      ),
    },
    {
      name: 'statements behind the try, and names that would clash: a block',
      ...marked(
        `${prelude}
export function f() {
  const r = createRes();
        ~ releasedInFinally
  try {
    r.read();
  } finally {
    r.dispose();
  }
  work();
}
`,
        suggested(`
export function f() {
  {
    using r = createRes();
    r.read();
  }
  work();
}
`),
      ),
    },
    {
      name: 'a name that would clash with a parameter, all on one line',
      ...marked(
        `${prelude}
export function f(x: string) { const r = createRes(); try { const x = r.read(); show(x); } finally { r.dispose(); } }
                                     ~ releasedInFinally
`,
        suggested(`
export function f(x: string) { { using r = createRes(); const x = r.read(); show(x); } }
`),
      ),
    },
    {
      name: 'a catch stays',
      ...marked(
        `${prelude}
export function f() {
  const r = createRes();
        ~ releasedInFinally
  try {
    r.read();
  } catch (error) {
    show(error);
  } finally {
    r.dispose();
  }
}
`,
        suggested(`
export function f() {
  using r = createRes();
  try {
    r.read();
  } catch (error) {
    show(error);
  }
}
`),
      ),
    },
    {
      name: 'line breaks of Windows stay',
      code: `${prelude}export function f() {\r\n  const r = createRes();\r\n  try {\r\n    r.read();\r\n    work();\r\n  } finally {\r\n    r.dispose();\r\n  }\r\n}\r\n`,
      errors: [
        {
          messageId: 'releasedInFinally',
          ...suggested('export function f() {\r\n  using r = createRes();\r\n  r.read();\r\n  work();\r\n}\r\n'),
        },
      ],
    },
  ],
});

untypedRuleTester('espree').run('prefer-using', preferUsing, {
  valid: [
    {
      name: 'without types, and no Node that is sure to know using',
      code: "import { open } from 'node:fs/promises';\nexport async function f(path) { const file = await open(path); try { await file.stat(); } finally { await file.close(); } }\n",
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
      name: 'without types: what the catalog knows, where the settings ask for using',
      settings: { leaks: { disposal: 'using' } },
      code: "import { open } from 'node:fs/promises';\nexport async function f(path) {\n  const file = await open(path);\n  try {\n    await file.stat();\n  } finally {\n    await file.close();\n  }\n}\n",
      errors: [
        {
          messageId: 'releasedInFinally',
          suggestions: [
            {
              messageId: 'declareWithUsing',
              data: { keyword: 'await using' },
              output:
                "import { open } from 'node:fs/promises';\nexport async function f(path) {\n  await using file = await open(path);\n  await file.stat();\n}\n",
            },
          ],
        },
      ],
    },
  ],
});
