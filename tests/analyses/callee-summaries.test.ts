import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { calleeSummaryOf } from '../../src/analyses/callees/callee-summaries.ts';
import { disposableKind } from '../../src/analyses/acquisitions/resource-kinds.ts';
import { walk } from '../../src/syntax/walk.ts';
import { analyse } from '../support/run-analysis.ts';

const prelude = `
interface Res extends Disposable { dispose(): void; read(): string; on(f: () => void): this; start(): void }
declare function createRes(): Res;
declare function take(r: Disposable): void;
declare function later(f: () => void): void;
declare const cond: boolean;
const cache = new Map<string, Res>();
let held: Res | undefined;
`;
const kind = disposableKind('Res', { sync: true, async: false, promised: false, couldBeNullish: false }, 'high');

/** What is known of the function `f` that the last statement calls. */
function summaryOf(declaration: string, call = 'f(createRes())', typed = true): { gives: string; fate: string } | null {
  return analyse(
    `${prelude}\n${declaration}\n${call};`,
    (sourceCode) => {
      const found: TSESTree.CallExpression[] = [];
      walk(sourceCode.ast.body.at(-1)!, sourceCode, (node) => {
        if (node.type === 'CallExpression') found.push(node);
        return undefined;
      });
      const summary = calleeSummaryOf(found[0]!, sourceCode, {});
      return summary && { gives: summary.gives, fate: summary.fateOf(0, { kind, isMany: false }) };
    },
    { typed },
  );
}

describe('what a function does with what it is given', () => {
  it.each([
    ['reads', 'function f(r: Res) { return r.read(); }'],
    ['reads', 'function f(r: Res) { const s = r; return s.read(); }'],
    ['reads', 'function f(_: Res) { return 1; }'],
    ['reads', 'function f(r: Res) { if (cond) throw new Error(r.read()); }'],
    ['releases', 'function f(r: Res) { r.dispose(); }'],
    ['releases', 'function f(r: Res) { try { r.read(); } finally { r.dispose(); } }'],
    ['releases', 'const f = async (r: Res) => { await null; r[Symbol.dispose](); };'],
    ['releases', 'function g(r: Res) { r.dispose(); } function f(r: Res) { g(r); }'],
    ['keeps', 'function f(r: Res) { if (cond) r.dispose(); }'],
    ['keeps', 'function f(r: Res) { if (cond) return; r.dispose(); }'],
    ['keeps', 'function f(r: Res) { held = r; }'],
    ['keeps', 'function f(r: Res) { cache.set("k", r); return r; }'],
    ['keeps', 'function f(r: Res) { later(() => r.read()); }'],
    ['keeps', 'function f(r: Res) { r.start(); }'],
    ['keeps', 'function f(r: Res) { return { r }; }'],
    ['keeps', 'function f(r: Res) { using s = r; s.read(); }'],
    ['returns', 'function f(r: Res) { r.read(); return r; }'],
    ['returns', 'function f(r: Res) { return cond ? r : null; }'],
    ['unknown', 'function f(r: Res) { take(r); }'],
    ['unknown', 'function f(r: Res): void { f(r); }'],
    ['unknown', 'function f(_: Res) { return arguments; }'],
  ])('%s: %s', (fate, declaration) => {
    expect(summaryOf(declaration)?.fate).toBe(fate);
  });
});

describe('who owns what a function gives', () => {
  it.each([
    ['owned', 'function f() { return createRes(); }'],
    ['owned', 'const f = () => createRes();'],
    ['owned', 'function f() { const r = createRes(); r.read(); return cond ? r : null; }'],
    ['owned', 'async function f() { return createRes(); }'],
    ['owned', 'function g() { return createRes(); } function f() { return g(); }'],
    ['owned', 'function f() { using s = new DisposableStack(); return s.move(); }'],
    ['borrowed', 'function f() { return held; }'],
    ['borrowed', 'function f() { return cache.get("k"); }'],
    ['borrowed', 'function f(r: Res) { return r; }'],
    ['borrowed', 'function f() { return (held ??= createRes()); }'],
    ['borrowed', 'class C { r = createRes(); f() { return this.r; } } const { f } = new C();'],
    ['mixed', 'function f() { if (held) return held; return createRes(); }'],
    ['unknown', 'function f() { const r = createRes(); cache.set("k", r); return r; }'],
    ['unknown', 'function* f() { yield createRes(); }'],
    ['unknown', 'function f(n = 0): Res { return f(n + 1); }'],
    ['unknown', 'function f() { return { [Symbol.dispose]() {} }; }'],
  ])('%s: %s', (gives, declaration) => {
    expect(summaryOf(declaration, 'f()')?.gives).toBe(gives);
  });
});

describe('a summary', () => {
  it.each([
    ['there is only a declaration', 'declare function f(r: Res): void;'],
    ['a method stands for others', 'class C { m(_: Res): void {} } const c = new C(); const f = c.m;'],
  ])('is not there where %s', (_, declaration) => {
    expect(summaryOf(declaration)).toBeNull();
  });

  it('is there without types for functions of the same file', () => {
    expect(summaryOf('function f(r) { r.dispose(); }', undefined, false)?.fate).toBe('releases');
    expect(summaryOf('const f = (r) => r.read();', undefined, false)?.fate).toBe('reads');
    expect(summaryOf('let f = (r) => r.read(); f = take;', undefined, false)).toBeNull();
  });
});
