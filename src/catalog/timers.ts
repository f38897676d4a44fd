import type { Resource } from './schema.ts';

/** Names of windows other than the global one: `ownerWindow`, `doc.defaultView`, `getWindow()`. */
export const windowName = /^(?:\w*[wW]indow|win|_win|view|defaultView|globalThis|global)$/;

/** Functions that clear a timer, and do nothing to any other value. */
export const clearNames: ReadonlySet<string> = new Set([
  'cancelAnimationFrame',
  'cancelIdleCallback',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
]);

/** Names of the parameter by which a function calls back when it is done. */
export const completionCallback = /^(?:done|cb|callback|next|onDone|onComplete)$/;

/** Functions that are given what a promise or an event calls: `once('error', reject)`. */
export const passesToHandler =
  /^(?:on|once|addListener|addEventListener|prependListener|then|catch|set(?:Timeout|Immediate))$/;

/** Events behind which no other comes. */
export const lastEvent = /^(?:close|closed|loadend|disconnect|settled)$/;

/** Methods behind which an object is of no more use. */
export const releasingEnds: ReadonlySet<string> = new Set(['destroy', 'dispose', 'terminate']);

/** Methods that do nothing, or may be called, on what has been released. */
export const goodAfterEnd =
  /^(?:fire|emit|next|complete|error|clear|close|destroy|dispose|end|terminate|cancel|remove\w*|off)$/;

/** Timers and frame callbacks of browsers and Node. */
export const timers: readonly Resource[] = [
  {
    id: 'timer/interval',
    label: 'an interval timer',
    family: 'timer',
    acquiredBy: [{ call: 'setInterval' }, { call: 'setInterval', from: 'node:timers' }],
    // The two clear functions are interchangeable, by specification and in Node.
    release: { form: 'function', functions: ['clearInterval', 'clearTimeout'] },
    // Whoever writes `unref()` has decided that the timer may last as long as the program.
    endsByItself: { methods: ['unref'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'high',
    disposal: { symbol: 'dispose', node: '20.5.0' },
  },
  {
    id: 'timer/timeout',
    label: 'a timeout',
    family: 'timer',
    acquiredBy: [{ call: 'setTimeout' }, { call: 'setTimeout', from: 'node:timers' }],
    release: { form: 'function', functions: ['clearTimeout', 'clearInterval'] },
    endsByItself: { methods: ['unref'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'low',
    disposal: { symbol: 'dispose', node: '20.5.0' },
  },
  {
    id: 'timer/immediate',
    label: 'an immediate',
    family: 'timer',
    acquiredBy: [{ call: 'setImmediate' }, { call: 'setImmediate', from: 'node:timers' }],
    release: { form: 'function', functions: ['clearImmediate'] },
    endsByItself: { methods: ['unref'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'low',
    disposal: { symbol: 'dispose', node: '20.5.0' },
  },
  {
    id: 'timer/animation-frame',
    label: 'an animation frame callback',
    family: 'timer',
    acquiredBy: [{ call: 'requestAnimationFrame' }],
    release: { form: 'function', functions: ['cancelAnimationFrame'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'low',
  },
  {
    id: 'timer/idle-callback',
    label: 'an idle callback',
    family: 'timer',
    acquiredBy: [{ call: 'requestIdleCallback' }],
    release: { form: 'function', functions: ['cancelIdleCallback'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'low',
  },
  {
    id: 'timer/video-frame',
    label: 'a video frame callback',
    family: 'timer',
    acquiredBy: [{ method: 'requestVideoFrameCallback', of: 'HTMLVideoElement' }],
    release: { form: 'owner', methods: ['cancelVideoFrameCallback'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'low',
  },
  {
    id: 'timer/debounced-function',
    label: 'a debounced function',
    family: 'timer',
    acquiredBy: [
      { call: 'debounce', from: 'lodash' },
      { call: 'throttle', from: 'lodash' },
      { call: 'debounce', from: 'lodash-es' },
      { call: 'throttle', from: 'lodash-es' },
      { call: 'debounce', from: 'lodash/debounce' },
      { call: 'throttle', from: 'lodash/throttle' },
      { call: 'debounce', from: 'lodash.debounce' },
      { call: 'throttle', from: 'lodash.throttle' },
      { call: 'debounce', from: 'es-toolkit' },
      { call: 'throttle', from: 'es-toolkit' },
      { call: 'debounce', from: 'es-toolkit/compat' },
      { call: 'throttle', from: 'es-toolkit/compat' },
      { call: 'debounce', from: 'underscore' },
      { call: 'throttle', from: 'underscore' },
      { call: 'debounce', from: 'throttle-debounce' },
      { call: 'throttle', from: 'throttle-debounce' },
    ],
    // `flush` runs what is pending at once
    release: { form: 'self', methods: ['cancel', 'flush', 'clear'] },
    worksUnattended: true,
    leaksOnThrow: false,
    confidence: 'low',
  },
];
