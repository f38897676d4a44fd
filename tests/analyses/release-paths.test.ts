import { describe, expect, it } from 'vitest';
import { findReleaseVerdicts } from '../../src/analyses/paths/release-paths.ts';
import { inWords } from '../../src/analyses/paths/ways-out.ts';
import { analyse } from '../support/run-analysis.ts';

/** The verdict on the one handle in the body of a function, with the way out. */
function verdictOn(body: string, exceptionPaths = false): string {
  const code = `import { openSync, closeSync, readSync } from 'node:fs';\nimport { spawn } from 'node:child_process';\nfunction f(a, b, g) {\n${body}\n}`;
  const [found] = analyse(code, (sourceCode) => [...findReleaseVerdicts(sourceCode, {}, { exceptionPaths })]);
  return found ? `${found.verdict}${found.wayOut ? `, ${inWords(found.wayOut)}` : ''}` : 'nothing found';
}

const end = 'when the function ends on line';

describe('the verdict on a descriptor', () => {
  it.each([
    ['never closed', 'const h = openSync(a);', `no path, ${end} 5`],
    ['closed', 'const h = openSync(a); closeSync(h);', 'every path'],
    ['returned', 'const h = openSync(a); return h;', 'every path'],
    ['an early return', 'const h = openSync(a); if (b) return; closeSync(h);', 'some paths, on the return of line 4'],
    [
      'behind an earlier return',
      'if (a) return; const h = openSync(a); if (b) return; closeSync(h);',
      'some paths, on the return of line 4',
    ],
    ['both branches', 'const h = openSync(a); if (b) closeSync(h); else closeSync(h);', 'every path'],
    ['one branch', 'const h = openSync(a); if (b) closeSync(h);', `some paths, ${end} 5`],
    ['an exception', 'const h = openSync(a); g(); closeSync(h);', 'some paths, when `g()` throws on line 4'],
    ['a throw', 'const h = openSync(a); if (b) throw b; closeSync(h);', 'some paths, on the throw of line 4'],
    ['finally', 'const h = openSync(a); try { g(); } finally { closeSync(h); }', 'every path'],
    [
      'catch and normal',
      'const h = openSync(a); try { g(); } catch (e) { closeSync(h); throw e; } closeSync(h);',
      'every path',
    ],
    [
      'swallowed',
      'const h = openSync(a); try { g(); closeSync(h); } catch {}',
      'some paths, when `g()` throws on line 4',
    ],
    [
      'null guard',
      'let h = null; try { h = openSync(a); g(); } finally { if (h !== null) closeSync(h); }',
      'every path',
    ],
    [
      'a flag in finally',
      'let ok = false; const h = openSync(a); try { g(); ok = true; return h; } finally { if (!ok) closeSync(h); }',
      'every path',
    ],
    [
      'break',
      'for (;;) { const h = openSync(a); if (b) break; closeSync(h); }',
      'some paths, when the block of line 4 is left early',
    ],
    [
      'continue',
      'while (a) { const h = openSync(a); if (b) continue; closeSync(h); }',
      'some paths, when the block of line 4 is left early',
    ],
    [
      'each round',
      'for (const x of a) { const h = openSync(x); }',
      'no path, at the end of each round of the loop that ends on line 4',
    ],
    ['labels', 'const h = openSync(a); out: for (;;) { for (;;) break out; } closeSync(h);', 'every path'],
    ['switch without default', 'const h = openSync(a); switch (b) { case 1: closeSync(h); }', `some paths, ${end} 5`],
    [
      'switch with fall-through',
      'const h = openSync(a); switch (b) { case 1: case 2: closeSync(h); break; default: closeSync(h); }',
      'every path',
    ],
    ['the end of the program', 'const h = openSync(a); if (b) process.exit(1); closeSync(h);', 'every path'],
    ['a closure that closes', 'const h = openSync(a); g.on("x", () => closeSync(h));', 'every path'],
    [
      'a closure that may close',
      'const h = openSync(a); g.on("x", () => { if (b) closeSync(h); });',
      `some paths, ${end} 5`,
    ],
    [
      'a closure called here',
      'const h = openSync(a); const stop = () => closeSync(h); if (b) return; stop();',
      'some paths, on the return of line 4',
    ],
    ['an alias', 'const h = openSync(a); const i = h; closeSync(i);', 'every path'],
  ])('%s', (_, body, expected) => {
    expect(verdictOn(body)).toBe(expected);
  });

  it('counts exceptions of other kinds only when it is asked to', () => {
    const body = 'const h = new DisposableStack(); g(); h.dispose();';
    expect(verdictOn(body)).toBe('every path');
    expect(verdictOn(body, true)).toBe('some paths, when `g()` throws on line 4');
  });
});
