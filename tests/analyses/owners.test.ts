import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { isReachedFrom, ownerAt, ownersAt } from '../../src/analyses/owners.ts';
import { calledName } from '../../src/syntax/names.ts';
import { walk } from '../../src/syntax/walk.ts';
import { analyse } from '../support/run-analysis.ts';

type SourceCode = Parameters<typeof ownerAt>[1];

function callsOf(name: string, sourceCode: SourceCode): TSESTree.Node[] {
  const calls: TSESTree.Node[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type === 'CallExpression' && calledName(node) === name) calls.push(node);
    return undefined;
  });
  return calls;
}

/** Who owns what `start()` begins, where it ends, and whether `end()` runs then. */
function ownerIn(code: string): string {
  return analyse(code, (sourceCode) => {
    const owner = ownerAt(callsOf('start', sourceCode)[0]!, sourceCode);
    if (!owner) return 'nobody';
    const places = owner.releasePlaces.map(({ name }) => name);
    const isEnded = callsOf('end', sourceCode).some((node) => isReachedFrom(owner, node, sourceCode));
    return `${owner.kind}: ${places.join(', ') || 'no end'}${isEnded ? '; ends it' : ''}`;
  });
}

describe('an owner', () => {
  it.each([
    ['a plain function', 'function f() { start(); }', 'nobody'],
    ['a class without an end', 'class A { a() { start(); } }', 'instance: no end'],
    ['a class', 'class A { a() { start(); } dispose() {} }', 'instance: `dispose()`'],
    ['a field', 'class A { a = start(); stop() { end(); } }', 'instance: `stop()`; ends it'],
    ['static members', 'class A { static a = start(); dispose() {} }', 'nobody'],
    [
      'helpers of a class',
      'class A { constructor() { x(() => start()); } dispose() { this.#b(); } #b() { this.c(); } c = () => end(); }',
      'instance: `dispose()`; ends it',
    ],
    [
      'a base class',
      'class B { close() { this.e(); } e() { end(); } } class A extends B { a() { start(); } }',
      'instance: `close()`; ends it',
    ],
    ['a class that is its own base', 'class A extends A { a() { start(); } }', 'instance: no end'],
    ['an effect without cleanup', 'useEffect(() => { start(); });', 'effect: no end'],
    [
      'an effect',
      'useEffect(() => { x(function () { start(); }); return () => end(); }, []);',
      'effect: the cleanup of `useEffect`; ends it',
    ],
    [
      'an effect with a named cleanup',
      'React.useLayoutEffect(() => { function stop() { inner(); } const inner = () => end(); start(); return stop; });',
      'effect: the cleanup of `useLayoutEffect`; ends it',
    ],
    [
      'an effect that returns elsewhere',
      'useEffect(() => { const f = () => { return end(); }; start(); });',
      'effect: no end',
    ],
  ])('%s', (_, code, expected) => {
    expect(ownerIn(code)).toBe(expected);
  });
});

describe('ownersAt', () => {
  it('gives the innermost first', () => {
    const code = 'class A { a() { useEffect(() => { start(); }); } dispose() {} }';
    const kinds = analyse(code, (sourceCode) =>
      ownersAt(callsOf('start', sourceCode)[0]!, sourceCode).map(({ kind }) => kind),
    );
    expect(kinds).toEqual(['effect', 'instance']);
  });
});
