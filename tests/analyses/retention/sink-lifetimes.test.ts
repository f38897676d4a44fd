import { describe, expect, it } from 'vitest';
import { lifetimeOf } from '../../../src/analyses/retention/sink-lifetimes.ts';
import { findSinks } from '../../../src/analyses/retention/sinks.ts';
import { analyse } from '../../support/run-analysis.ts';

/** How long each place of a piece of code keeps its closure, in source order. */
const lifetimesIn = (code: string): readonly unknown[] =>
  analyse(code, (sourceCode) => findSinks(sourceCode).map((sink) => lifetimeOf(sink, sourceCode)), {
    filename: 'file.tsx',
  });

const cases: readonly (readonly [name: string, code: string, lifetimes: readonly unknown[]])[] = [
  ['nobody removes it', `function f() { window.addEventListener('resize', () => {}); }`, ['process']],
  ['a timer that is dropped', `function f() { setInterval(() => {}, 9); }`, ['process']],
  [
    'removed by the function itself',
    `function f() { const g = () => {}; window.addEventListener('x', g); window.removeEventListener('x', g); }`,
    [null],
  ],
  [
    'a timer that the function clears',
    `function f() { const t = setInterval(() => {}, 9); clearInterval(t); }`,
    [null],
  ],
  [
    'a timer that a later function clears',
    `function f() { const t = setInterval(() => {}, 9); return () => clearInterval(t); }`,
    ['handle'],
  ],
  ['only once', `function f() { process.once('exit', () => {}); }`, ['pending']],
  ['only once, by an option', `function f() { window.addEventListener('x', () => {}, { once: true }); }`, ['pending']],
  ['by a signal', `function f(signal) { window.addEventListener('x', () => {}, { signal }); }`, ['handle']],
  [
    'by a signal that the function itself aborts',
    `function f() { const c = new AbortController(); window.addEventListener('x', () => {}, { signal: c.signal }); c.abort(); }`,
    [null],
  ],
  [
    'the cleanup of an effect of React',
    `import { useEffect } from 'react';
    function C() { useEffect(() => { const g = () => {}; window.addEventListener('x', g); return () => window.removeEventListener('x', g); }, []); }`,
    ['handle'],
  ],
  [
    'a hook of Vue',
    `import { onMounted, onUnmounted } from 'vue';
    export function useIt() { const g = () => {}; onMounted(() => window.addEventListener('x', g)); onUnmounted(() => window.removeEventListener('x', g)); }`,
    ['handle'],
  ],
  [
    'the teardown of an instance, all listeners of a target',
    `class A { start() { this.bus.on('x', () => {}); } dispose() { this.bus.removeAllListeners(); } }`,
    ['handle'],
  ],
  [
    'of an instance, and nobody removes it',
    `class A { start() { this.bus.on('x', () => {}); } dispose() {} }`,
    ['owner'],
  ],
  [
    'a listener that is removed out of a field is not followed: it errs towards the longer life',
    `@Component({}) class A { ngOnInit() { const g = () => {}; document.addEventListener('x', g); this.g = g; } ngOnDestroy() { document.removeEventListener('x', this.g); } }`,
    ['process', 'owner'],
  ],
  [
    'a custom element',
    `class A extends HTMLElement { connectedCallback() { this.t = setInterval(() => {}, 9); } disconnectedCallback() { clearInterval(this.t); } }`,
    ['handle'],
  ],
  [
    'a test ends soon',
    `import { beforeEach, afterEach } from 'vitest';
    beforeEach(() => { process.on('exit', () => {}); }); afterEach(() => { process.removeAllListeners(); });`,
    [null],
  ],
  [
    'a collection that loses entries',
    `const all = new Set(); export function f() { all.add(() => {}); } export function g(x) { all.delete(x); }`,
    ['handle'],
  ],
];

describe('how long a closure is kept', () => {
  it.each(cases)('%s', (_, code, lifetimes) => {
    expect(lifetimesIn(code)).toEqual(lifetimes);
  });
});
