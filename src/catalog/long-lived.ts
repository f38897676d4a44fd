/** What holds functions for longer than the call that gives them to it, and what does not. Plain data. */

/** Functions that keep a callback until the handle they return is cleared. */
export interface RepeatingCall {
  readonly call: string;
  readonly from?: string;
  readonly clearedBy: readonly string[];
}

export const repeatingCalls: readonly RepeatingCall[] = [
  { call: 'setInterval', clearedBy: ['clearInterval', 'clearTimeout'] },
  { call: 'setInterval', from: 'node:timers', clearedBy: ['clearInterval', 'clearTimeout'] },
  { call: 'subscribe', from: 'node:diagnostics_channel', clearedBy: ['unsubscribe'] },
];

/** Methods that add a listener, and those that take it away again. */
export const registrations: ReadonlyMap<string, readonly string[]> = new Map([
  ['addEventListener', ['removeEventListener']],
  ['addListener', ['removeListener', 'off']],
  ['on', ['off', 'removeListener']],
  ['prependListener', ['removeListener', 'off']],
  ['subscribe', ['unsubscribe']],
]);

/** The same for listeners that go with the first event, which may never come. */
export const registrationsForOnce: ReadonlyMap<string, readonly string[]> = new Map([
  ['once', ['off', 'removeListener']],
  ['prependOnceListener', ['removeListener', 'off']],
]);

/** Methods that put a value into a collection, and those that take values out. */
export const insertions: ReadonlyMap<string, readonly string[]> = new Map([
  ['add', ['delete', 'clear']],
  ['push', ['pop', 'shift', 'splice']],
  ['set', ['delete', 'clear']],
  ['unshift', ['pop', 'shift', 'splice']],
]);

/** Globals that live as long as the page or the process. */
export const longLivedGlobals: ReadonlySet<string> = new Set([
  'document',
  'document.body',
  'document.documentElement',
  'globalThis',
  'history',
  'navigation',
  'navigator',
  'process',
  'process.stdin',
  'process.stdout',
  'screen.orientation',
  'self',
  'visualViewport',
  'window',
]);

/** Calls whose result the page holds, although nobody in the program does. */
export const longLivedResults: ReadonlySet<string> = new Set(['matchMedia', 'window.matchMedia']);

/** Members of an event target or emitter: without one of them `on` and `subscribe` mean something else. */
export const targetMembers: ReadonlySet<string> = new Set([
  'off',
  'removeEventListener',
  'removeListener',
  'subscribe',
  'unsubscribe',
]);

/** Methods that call a callback before they return, or once and soon. */
export const briefMethods: ReadonlySet<string> = new Set([
  'catch',
  'every',
  'filter',
  'finally',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'forEach',
  'from',
  'map',
  'reduce',
  'reduceRight',
  'replace',
  'replaceAll',
  'some',
  'sort',
  'then',
  'toSorted',
]);

/** Globals that do the same. */
export const briefFunctions: ReadonlySet<string> = new Set([
  'Array.from',
  'JSON.parse',
  'JSON.stringify',
  'Promise',
  'Promise.try',
  'process.nextTick',
  'queueMicrotask',
  'requestAnimationFrame',
  'setImmediate',
  'setTimeout',
]);

/** Names of functions that resolve when something happens elsewhere, whenever that is. */
export const openEndedCall =
  /^(?:acquire|dequeue|lock|nextMessage|once|receive|sleep|take|until|wait)(?![a-z])|^waitFor/;

/** Methods of React whose result is the same function or value until a dependency changes. */
export const memoHooks: ReadonlySet<string> = new Set(['useCallback', 'useMemo']);
