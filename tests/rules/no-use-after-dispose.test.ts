import { noUseAfterDispose } from '../../src/rules/no-use-after-dispose.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
import fs, { closeSync, createWriteStream, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import pg from 'pg';
interface Res extends Disposable { dispose(): void; readonly isDisposed: boolean; read(): string }
interface ARes extends AsyncDisposable { close(): Promise<void>; read(): string }
interface Conn extends Disposable { close(): void; open(): void; send(): void; isOpen(): boolean; on(name: string, f: () => void): this }
declare function createRes(name?: string): Res;
declare function createARes(): ARes;
declare function createConn(): Conn;
declare function show(value: unknown): void;
declare function work(): void;
declare const cond: boolean;
declare const xs: readonly number[];
`;
/** Programs under a name each, all of them silent. */
const silent = (programs: Readonly<Record<string, string>>) =>
  Object.entries(programs).map(([name, code]) => ({ name, code: `${prelude}${code}\n` }));

typedRuleTester().run('no-use-after-dispose', noUseAfterDispose, {
  valid: [
    {
      name: 'released by hand before more is done: `using` is there for the other ways out',
      code: `${prelude}
export function f() { using r = createRes(); r.dispose(); work(); }
export async function g(wait: () => Promise<void>) {
  using r = createRes();
  if (r.read()) return;
  try { work(); r.dispose(); await wait(); } catch { work(); }
}
`,
    },
    ...silent({
      'used, then released': 'export function f() { const r = createRes(); r.read(); r.dispose(); }',
      'a new one in the same variable':
        'export function f() { let r = createRes(); r.dispose(); r = createRes(); r.read(); r.dispose(); }',
      'null in the same variable, and later a new one':
        'export function f() { let r: Res | null = createRes(); r.dispose(); r = null; work(); r = createRes(); r.read(); r.dispose(); }',
      'released on a path that leaves':
        'export function f() { const r = createRes(); if (cond) { r.dispose(); return; } r.read(); r.dispose(); }',
      'one condition and its opposite':
        'export function f() { const r = createRes(); if (cond) r.dispose(); if (!cond) { r.read(); r.dispose(); } }',
      'one branch or the other': 'export function f() { const r = createRes(); if (cond) r.dispose(); else r.read(); }',
      'the resource is asked first':
        'export function f() { const r = createRes(); if (!r.isDisposed) r.dispose(); r.read(); }\nexport function g() { const r = createRes(); while (!r.isDisposed) { r.read(); if (cond) r.dispose(); } }',
      'a flag tells':
        'export function f() { const r = createRes(); let done = false; if (cond) { r.dispose(); done = true; } if (!done) r.dispose(); }\nexport function g() { const r = createRes(); let open = true; r.dispose(); open = false; if (open) r.read(); }',
      'a flag in finally':
        'export function f() { const r = createRes(); let done = false; try { r.read(); r.dispose(); done = true; } finally { if (!done) r.dispose(); } }',
      'released in try, and in catch when that fails':
        'export function f() { const r = createRes(); try { r.read(); r.dispose(); } catch { r.dispose(); } }',
      'released in catch, which leaves':
        'export function f() { const r = createRes(); try { r.read(); } catch (error) { r.dispose(); throw error; } r.dispose(); }',
      'returned before finally releases':
        'export function f() { const r = createRes(); try { return r.read(); } finally { r.dispose(); } }',
      'a resource for each round':
        'export function f() { for (const n of xs) { const r = createRes(String(n)); r.read(); r.dispose(); } }\nexport function g() { for (const r of [createRes(), createRes()]) { r.read(); r.dispose(); } }',
      'a new one at the end of each round':
        'export function f() { let r = createRes(); for (const n of xs) { r.read(); r.dispose(); r = createRes(String(n)); } r.dispose(); }',
      'released in the last round':
        'export function f() { const r = createRes(); for (let n = 0; n < 3; n++) { r.read(); if (n === 2) r.dispose(); } }\nexport function g() { const r = createRes(); for (const n of xs) { if (n > 1) { r.dispose(); break; } r.read(); } }\nexport function h() { const r = createRes(); outer: for (const n of xs) { for (const m of xs) { if (m === n) continue outer; r.read(); } r.dispose(); break; } }',
      'its state, its name, and what only looks at it':
        'export function f() { const r = createRes(); r.dispose(); show(r.isDisposed); show(r); console.log(r); }',
      'begun anew': 'export function f() { const c = createConn(); c.close(); c.open(); c.send(); c.close(); }',
      'listened to, and asked':
        "export function f() { const c = createConn(); c.close(); c.on('closed', work); return c.isOpen(); }",
      'the release in a function, called last':
        'export function f() { const r = createRes(); const end = () => r.dispose(); r.read(); end(); }',
      'the use in a function, called first':
        'export function f() { const r = createRes(); const read = () => r.read(); show(read()); r.dispose(); }',
      'a function that gives the variable a new one':
        'export function f() { let r = createRes(); const swap = () => { r = createRes(); }; r.dispose(); swap(); r.read(); r.dispose(); }',
      'two variables': 'export function f(a: Res, b: Res) { a.dispose(); b.read(); b.dispose(); }',
      'null where nothing was opened':
        'export function f() { let r: Res | undefined; try { r = createRes(); r.read(); } finally { r?.dispose(); } }',
      'a file handle can be closed twice, and closed under using':
        'export async function f(path: string) { await using file = await open(path); await file.stat(); await file.close(); }\nexport async function g(path: string) { const file = await open(path); try { await file.stat(); await file.close(); } finally { await file.close(); } }',
      'a stack can be disposed twice, and moved out of using':
        'export function f() { const s = new DisposableStack(); s.dispose(); s.dispose(); }\nexport function g() { using s = new DisposableStack(); s.use(createRes()); return s.move(); }',
      'timers, streams and processes':
        "export function f() { const t = setTimeout(work, 1); clearTimeout(t); clearTimeout(t); }\nexport function g(path: string) { const w = createWriteStream(path); w.end(); w.on('finish', work); w.destroy(); return w; }\nexport function h() { const c = spawn('x'); c.kill(); c.once('exit', work); return c; }",
      'a using value that is only used': 'export function f() { using r = createRes(); r.read(); }',
      'a using value that is released by a function that may never run':
        'export function f(stop: (f: () => void) => void) { using r = createRes(); stop(() => r.dispose()); }',
    }),
    ...silent({
      'another name, and the first one gets a new resource':
        "export function f() { let r = createRes(); const old = r; r = createRes('2'); old.dispose(); r.read(); r.dispose(); }",
      'another name in every round':
        'export function f(all: Res[]) { for (const r of all) { const same = r; same.read(); r.dispose(); } }',
      'a function that releases under a condition':
        'export function f() { const r = createRes(); const end = () => { if (cond) return; r.dispose(); }; end(); r.read(); }',
      'a function that releases, called on the way out alone':
        'export function f() { const r = createRes(); function end() { r.dispose(); } if (cond) { end(); return; } r.read(); end(); }',
      'a function that releases, called where something failed':
        'export function f() { const r = createRes(); const end = () => { r.dispose(); }; try { r.read(); } catch (error) { end(); throw error; } r.read(); end(); }',
      'a function that waits before it releases':
        'export async function f() { const r = createRes(); const end = async () => { await r.read(); r.dispose(); }; const ended = end(); r.read(); await ended; }',
      'a callee that asks first':
        'function note(r: Res) { if (!r.isDisposed) r.read(); }\nexport function f() { const r = createRes(); r.dispose(); note(r); }',
      'a callee that forgets it':
        'const all = new Set<Res>();\nfunction forget(r: Res) { all.delete(r); }\nexport function f() { const r = createRes(); all.add(r); r.dispose(); forget(r); }',
    }),
    {
      name: 'known miss: given after the release to a callee of which only the declaration is known',
      code: `${prelude}
export function f() { const r = createRes(); r.dispose(); show(r); }
`,
    },
    {
      name: 'known miss: of a stack that has been disposed',
      code: `${prelude}
export function f() { const stack = new DisposableStack(); const r = stack.use(createRes()); stack.dispose(); r.read(); }
`,
    },
  ],
  invalid: [
    {
      name: 'released under another name, or used under it',
      ...marked(`${prelude}
export function f() {
  const r = createRes();
  const same = r as Res;
  same.dispose();
  r.read();
  ~~~~~~~~ usedAfterRelease
}
export function g(r: Res) {
  const same = r;
  r.dispose();
  return same.read();
         ~~~~~~~~~~~ usedAfterRelease
}
`),
    },
    {
      name: 'released by a function that is called before the use',
      ...marked(`${prelude}
export function f() {
  const r = createRes();
  const end = () => r.dispose();
  end();
  r.read();
  ~~~~~~~~ usedAfterRelease
}
export function g(r: Res) {
  end();
  return r.read();
         ~~~~~~~~ usedAfterRelease
  function end() {
    work();
    r.dispose();
  }
}
`),
    },
    {
      name: 'given to a callee that begins by using it',
      ...marked(`${prelude}
function peek(r: Res) { const text = \`> \${r.read()}\`; show(text); }
export function f() {
  const r = createRes();
  if (cond) r.dispose();
  else r.dispose();
  peek(r);
  ~~~~~~~ usedAfterRelease
}
`),
    },
    {
      name: 'released by hand as well as by using: the call can go, comments stay',
      ...marked(
        `${prelude}
export function f() {
  using r = createRes();
  r.read(); // once
  r.dispose(); // twice
  ~~~~~~~~~~~ disposedByUsing
}
`,
        {
          suggestions: [
            {
              messageId: 'removeRelease',
              output: `${prelude}
export function f() {
  using r = createRes();
  r.read(); // once
 // twice
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the same before a return, awaited, and under the name that using gave it another',
      ...marked(
        `${prelude}
export function f() {
  using r = createRes();
  if (cond) {
    r.dispose();
    ~~~~~~~~~~~ disposedByUsing
    return;
  }
  r.read();
}
export async function g() {
  await using a = createARes();
  a.read();
  await a.close();
        ~~~~~~~~~ disposedByUsing
}
export function h() {
  const r = createRes();
  using same = r;
  same.read();
  r[Symbol.dispose]();
  ~~~~~~~~~~~~~~~~~~~ disposedByUsing
}
`,
        {
          suggestions: [
            {
              messageId: 'removeRelease',
              output: `${prelude}
export function f() {
  using r = createRes();
  if (cond) {
    return;
  }
  r.read();
}
export async function g() {
  await using a = createARes();
  a.read();
  await a.close();
}
export function h() {
  const r = createRes();
  using same = r;
  same.read();
  r[Symbol.dispose]();
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'removeRelease',
              output: `${prelude}
export function f() {
  using r = createRes();
  if (cond) {
    r.dispose();
    return;
  }
  r.read();
}
export async function g() {
  await using a = createARes();
  a.read();
}
export function h() {
  const r = createRes();
  using same = r;
  same.read();
  r[Symbol.dispose]();
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'removeRelease',
              output: `${prelude}
export function f() {
  using r = createRes();
  if (cond) {
    r.dispose();
    return;
  }
  r.read();
}
export async function g() {
  await using a = createARes();
  a.read();
  await a.close();
}
export function h() {
  const r = createRes();
  using same = r;
  same.read();
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'released by hand where that is not the last step, and nothing is done behind it; given to a stack',
      ...marked(`${prelude}
export function g() { using r = createRes(); try { r.read(); } finally { r.dispose(); } }
                                                                         ~~~~~~~~~~~ disposedByUsing
export function h() { using r = createRes(); using stack = new DisposableStack(); stack.use(r); }
                                                                                  ~~~~~~~~~~~~ disposedByUsing
`),
    },
    {
      name: 'used after its release: in line, as a parameter, awaited, in a branch, in a function that is made then',
      ...marked(`${prelude}
export function f() { const r = createRes(); r.dispose(); r.read(); }
                                                          ~~~~~~~~ usedAfterRelease
export function g(r: Res) { r.dispose(); show(r.read()); }
                                              ~~~~~~~~ usedAfterRelease
export async function h() { const a = createARes(); await a.close(); return a.read(); }
                                                                            ~~~~~~~~ usedAfterRelease
export function i() { const r = createRes(); r.dispose(); if (cond) r.read(); }
                                                                    ~~~~~~~~ usedAfterRelease
export function j() { const r = createRes(); r.dispose(); return () => r.read(); }
                                                                       ~~~~~~~~ usedAfterRelease
export function k() { let r = createRes(); r.dispose(); r.read(); r = createRes(); r.dispose(); }
                                                        ~~~~~~~~ usedAfterRelease
export function l() { const r = createRes(); switch (xs.length) { case 1: r.dispose(); r.read(); break; default: r.dispose(); } }
                                                                                       ~~~~~~~~ usedAfterRelease
export function m() { const r = createRes(); r.dispose(); return r; }
                                                                 ~ returnedAfterRelease
export function n() { const stack = new DisposableStack(); stack.use(createRes()); const all = stack.move(); stack.use(createRes()); return all; }
                                                                                                             ~~~~~~~~~~~~~~~~~~~~~~ usedAfterRelease
`),
    },
    {
      name: 'used in the next round of a loop',
      ...marked(`${prelude}
export function f() {
  const r = createRes();
  for (const n of xs) {
    r.read();
    ~~~~~~~~ usedAfterRelease
    r.dispose();
    show(n);
  }
}
export function g() { const r = createRes(); for (const n of xs) { show(n); r.dispose(); } }
                                                                            ~~~~~~~~~~~ releasedTwice
export function h() { const r = createRes(); do { r.read(); r.dispose(); } while (cond); }
                                                  ~~~~~~~~ usedAfterRelease
`),
    },
    {
      name: 'used after it: what the catalog knows',
      ...marked(`${prelude}
export function f(path: string, buffer: Buffer) { const fd = openSync(path); closeSync(fd); readSync(fd, buffer); }
                                                                                            ~~~~~~~~~~~~~~~~~~~~ usedAfterRelease
export async function g(path: string) { const file = await open(path); await file.close(); return file.readFile(); }
                                                                                                  ~~~~~~~~~~~~~~~ usedAfterRelease
export async function h(pool: pg.Pool) { const client = await pool.connect(); client.release(); await client.query('select 1'); }
                                                                                                      ~~~~~~~~~~~~~~~~~~~~~~~~ usedAfterRelease
`),
    },
    {
      name: 'released twice: the second call can go when nothing else comes to it',
      ...marked(
        `${prelude}
export function f() {
  const r = createRes();
  r.dispose();
  r[Symbol.dispose]();
  ~~~~~~~~~~~~~~~~~~~ releasedTwice
}
`,
        {
          suggestions: [
            {
              messageId: 'removeRelease',
              output: `${prelude}
export function f() {
  const r = createRes();
  r.dispose();
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'released twice on one path',
      ...marked(`${prelude}
export function f() { const r = createRes(); if (cond) r.dispose(); r.dispose(); }
                                                                    ~~~~~~~~~~~ releasedTwice
export function g() { const r = createRes(); cond && r.dispose(); r.dispose(); }
                                                                  ~~~~~~~~~~~ releasedTwice
export function h() { const r = createRes(); try { r.read(); r.dispose(); } finally { r.dispose(); } }
                                                                                      ~~~~~~~~~~~ releasedTwice
export async function i(pool: pg.Pool) { const c = await pool.connect(); try { await c.query(''); c.release(); } finally { c.release(); } }
                                                                                                                           ~~~~~~~~~~~ releasedTwice
export function j(path: string) { const fd = fs.openSync(path); try { fs.fstatSync(fd); fs.closeSync(fd); } finally { fs.closeSync(fd); } }
                                                                                                                      ~~~~~~~~~~~~~~~~ releasedTwice
`),
    },
  ],
});

untypedRuleTester('espree').run('no-use-after-dispose', noUseAfterDispose, {
  valid: [
    {
      name: 'without types, a name that says nothing of its release',
      code: 'export function f() { using r = createRes(); r.close(); const s = createRes(); s.dispose(); s.read(); }',
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
      name: 'without types: what the catalog knows, and what every using value has; line breaks of Windows stay',
      code: "import { closeSync, openSync, readSync } from 'node:fs';\r\nexport function f(path) { const fd = openSync(path); closeSync(fd); return readSync(fd); }\r\nexport function g() {\r\n  using r = createRes();\r\n  r.dispose();\r\n}\r\n",
      errors: [
        { messageId: 'usedAfterRelease' },
        {
          messageId: 'disposedByUsing',
          suggestions: [
            {
              messageId: 'removeRelease',
              output:
                "import { closeSync, openSync, readSync } from 'node:fs';\r\nexport function f(path) { const fd = openSync(path); closeSync(fd); return readSync(fd); }\r\nexport function g() {\r\n  using r = createRes();\r\n}\r\n",
            },
          ],
        },
      ],
    },
  ],
});
