import { describe, expect, it } from 'vitest';
import { nodesOf } from '../../../src/syntax/nodes.ts';
import { brevityOf, type Brevity } from '../../../src/analyses/retention/users.ts';
import { analyse } from '../../support/run-analysis.ts';

/** How brief the life of each function declaration inside `home()` is, by name. */
const brevitiesIn = (code: string): Record<string, Brevity> =>
  analyse(code, (sourceCode) =>
    Object.fromEntries(
      nodesOf('FunctionDeclaration', sourceCode)
        .filter(({ id }) => id?.name !== 'home')
        .map((node) => [node.id?.name ?? '', brevityOf(node, sourceCode)]),
    ),
  );

describe('the life of a named function', () => {
  it('is as brief as the functions that call it', () => {
    expect(
      brevitiesIn(`
        export function home(later: (callback: () => void) => void) {
          function soon() { return atOnceOrSoon(); }
          function atOnceOrSoon() { return 1; }
          function kept() { return calledByKept(); }
          function calledByKept() { return 2; }
          function unused() { return 3; }
          setTimeout(soon, 10);
          atOnceOrSoon();
          later(kept);
        }`),
    ).toEqual({ soon: 'soon', atOnceOrSoon: 'soon', kept: null, calledByKept: null, unused: 'at once' });
  });

  it('of functions that call one another is that of whoever calls one from outside', () => {
    expect(
      brevitiesIn(`
        export function home(later: (callback: () => void) => void) {
          function even(n: number): boolean { return n === 0 || odd(n - 1); }
          function odd(n: number): boolean { return n !== 0 && even(n - 1); }
          function ping(): void { pong(); }
          function pong(): void { ping(); }
          even(2);
          later(pong);
        }`),
    ).toEqual({ even: 'at once', odd: 'at once', ping: null, pong: null });
  });

  it('is found in one look at each caller, however many ways lead there', () => {
    const rung = (n: number): string => `function f${String(n)}() { f${String(n - 1)}(); f${String(n - 1)}(); }`;
    const rungs = Array.from({ length: 60 }, (_, index) => rung(index + 1)).join('\n');
    // each rung doubles the ways: whoever followed them one by one would not come back
    const found = brevitiesIn(`export function home() { function f0() {}\n${rungs}\nsetTimeout(f60, 1); }`);
    expect([found['f0'], found['f60']]).toEqual(['soon', 'soon']);
  });
});
