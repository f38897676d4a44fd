import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { isReachedFrom, ownerAt, ownersAt } from '../../src/analyses/lifecycles/owners.ts';
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
  return analyse(
    code,
    (sourceCode) => {
      const owner = ownerAt(callsOf('start', sourceCode)[0]!, sourceCode);
      if (!owner) return 'nobody';
      const places = owner.releasePlaces.map(({ name }) => name);
      const isEnded = callsOf('end', sourceCode).some((node) => isReachedFrom(owner, node, sourceCode));
      return `${owner.kind}: ${places.join(', ') || 'no end'}${isEnded ? '; ends it' : ''}`;
    },
    { filename: 'file.tsx' },
  );
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

    [
      'an effect of a project',
      'useEventfulEffect(() => { start(); return () => end(); });',
      'effect: the cleanup of `useEventfulEffect`; ends it',
    ],
    [
      'an effect in a callback',
      'useFocusEffect(useCallback(() => { start(); return () => end(); }, []));',
      'effect: the cleanup of `useFocusEffect`; ends it',
    ],
    [
      'a store of React',
      'useSyncExternalStore((f) => { start(); return () => end(); }, get);',
      'effect: the cleanup of `useSyncExternalStore`; ends it',
    ],
    [
      'a component of React',
      "import { useRef } from 'react'; function A() { const r = useRef(); const f = () => start(); useEffect(() => () => end(), []); }",
      'component: the cleanup of `useEffect`; ends it',
    ],
    [
      'a hook of React',
      "import { useState } from 'react'; const useA = () => { const [a] = useState(0); x(() => start()); };",
      'component: no end',
    ],
    ['no component: it calls no hook', "import { useState } from 'react'; const a = () => { start(); };", 'nobody'],
    [
      'a setup of Vue',
      "import { onUnmounted } from 'vue'; export default { setup() { start(); onUnmounted(end2); function end2() { end(); } } };",
      'component: `onUnmounted`; ends it',
    ],
    [
      'a composable of Vue',
      "import { tryOnScopeDispose } from '@vueuse/core'; function useA() { start(); tryOnScopeDispose(() => end()); }",
      'component: `tryOnScopeDispose`; ends it',
    ],
    [
      'a watcher of Vue',
      "import { watch } from 'vue'; watch(a, (b, c, onCleanup) => { start(); onCleanup(() => end()); });",
      'effect: `onCleanup`; ends it',
    ],
    ['a watcher of another library', "import { watch } from 'chokidar'; watch(a, () => { start(); });", 'nobody'],
    [
      'options of Vue',
      'export default { created() { start(); }, methods: { f() { end(); } }, beforeUnmount() { this.f(); } };',
      'component: `beforeUnmount()`; ends it',
    ],
    [
      'onMount of Svelte',
      "import { onMount } from 'svelte'; onMount(() => { start(); return () => end(); });",
      'effect: the cleanup of `onMount`; ends it',
    ],
    [
      'onMount of Solid',
      "import { onMount, onCleanup } from 'solid-js'; const A = () => { onMount(() => { start(); return () => {}; }); onCleanup(() => end()); };",
      'component: `onCleanup`; ends it',
    ],
    [
      '$effect of Svelte',
      '$effect(() => { start(); return () => end(); });',
      'effect: the cleanup of `$effect`; ends it',
    ],
    [
      'DestroyRef of Angular',
      'class A { constructor(ref) { start(); ref.onDestroy(() => end()); } }',
      'instance: `onDestroy`; ends it',
    ],
    [
      'a custom element',
      'class A extends HTMLElement { connectedCallback() { start(); } disconnectedCallback() { end(); } }',
      'instance: `disconnectedCallback()`; ends it',
    ],
    [
      'a controller of Lit',
      'class A { hostConnected() { start(); } hostDisconnected() { end(); } }',
      'instance: `hostDisconnected()`; ends it',
    ],
    [
      'a module of NestJS',
      'class A { onModuleInit() { start(); } onModuleDestroy() { end(); } }',
      'instance: `onModuleDestroy()`; ends it',
    ],
    [
      'a disposable that a class registers',
      'class A { a() { start(); this.list.push({ dispose: () => end() }); } }',
      'instance: `dispose()`; ends it',
    ],
    [
      'a callback ref',
      'const a = <p ref={(e) => { start(); return () => end(); }} />;',
      'effect: the cleanup of the `ref`; ends it',
    ],
    [
      'an object with a teardown',
      'const a = { begin() { start(); }, destroy() { this.halt(); }, halt() { end(); } };',
      'instance: `destroy()`; ends it',
    ],
    [
      'a prototype',
      'function A() {} A.prototype.begin = function () { start(); }; A.prototype.destroy = function () { this.halt(); }; A.prototype.halt = function () { end(); };',
      'instance: `destroy()`; ends it',
    ],
    [
      'a factory with a member',
      'function make() { start(); const stop = () => end(); return { stop }; }',
      'factory: `stop()`; ends it',
    ],
    [
      'a factory that returns a function',
      'const make = () => { start(); function unsubscribe() { end(); } return unsubscribe; };',
      'factory: `unsubscribe()`; ends it',
    ],
    [
      'a function that returns what does nothing but release',
      'const begin = () => { start(); const run = () => { if (isOn) end(); }; return run; };',
      'factory: the function that is returned; ends it',
    ],
    [
      'a function that returns another: it takes something, begins something, decides',
      'const begin = (which) => { start(); if (which) return (id) => end(id); if (id) return () => { end(); start(); }; return () => { if (id) end(); else start(); }; };',
      'nobody',
    ],
    ['a function whose result is dropped', 'const begin = () => { start(); return () => end(); }; begin();', 'nobody'],
    [
      'an extension of VS Code',
      'export function activate(context) { start(); context.subscriptions.push({ dispose() { end(); } }); }',
      'component: `push`, `dispose()`; ends it',
    ],
    [
      'an extension with an end',
      'export function activate(context) { start(); } export function deactivate() { end(); }',
      'component: `deactivate()`; ends it',
    ],
    [
      'a group of tests',
      'describe("a", () => { beforeEach(() => { start(); }); afterEach(() => { end(); }); });',
      'tests: `afterEach`; ends it',
    ],
    ['tests without a hook', 'describe("a", () => { it("b", () => { start(); }); });', 'nobody'],
    [
      'a helper that cancels',
      'class A { a() { start(); } dispose() { this.cancel(); } cancel() { clear(); } } function clear() { end(); }',
      'instance: `dispose()`; ends it',
    ],
    [
      'a listener that the end removes does not run',
      'useEffect(() => { const f = () => end(); start(); x.addEventListener("a", f); return () => x.removeEventListener("a", f); });',
      'effect: the cleanup of `useEffect`',
    ],
    ['a file of tests', 'beforeAll(() => { start(); }); afterAll(() => end());', 'tests: `afterAll`; ends it'],
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
