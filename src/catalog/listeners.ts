/**
 * What is known of event targets: which methods add and remove listeners, which targets last as
 * long as the program, and what names say about listeners.
 */

/** Methods that add a listener, and those that take it away again: the first is the one that an edit writes. */
export interface ListenerMethods {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Where the listener is told how to behave: `{ capture, once, signal, passive }`. */
  readonly takesOptions: boolean;
}

export const listenerMethods: readonly ListenerMethods[] = [
  { add: ['addEventListener'], remove: ['removeEventListener'], takesOptions: true },
  {
    add: ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'],
    remove: ['off', 'removeListener', 'removeAllListeners'],
    takesOptions: false,
  },
];

/** Methods whose listener is called once at most. */
export const onceMethods: ReadonlySet<string> = new Set(['once', 'prependOnceListener']);

/** Methods that take away every listener, of one event when it is named. */
export const removeAllMethods: ReadonlySet<string> = new Set(['removeAllListeners']);

/** Functions that give a new function at each call, so that what one call gave is not what the next gives. */
export const functionWrappers: ReadonlySet<string> = new Set(['bind', 'debounce', 'throttle', 'partial', 'once']);

/** Globals that live as long as the page or the process, and what they lead to. */
export const programTargets: ReadonlySet<string> = new Set([
  'document',
  'navigator',
  'process',
  'screen',
  'speechSynthesis',
  'visualViewport',
  'window',
]);

/** Elements and objects that there is one of in a page, reached from a global. */
export const pageSingletons: ReadonlySet<string> = new Set([
  'document.body',
  'document.documentElement',
  'document.fonts',
  'document.head',
  'document.scrollingElement',
  'navigator.connection',
  'navigator.mediaDevices',
  'navigator.serviceWorker',
  'screen.orientation',
  'visualViewport',
]);

/**
 * Events by which a target tells that it ends. Whoever listens for one lives with the target: a connection, a stream,
 * a process.
 */
export const endEvents: ReadonlySet<string> = new Set([
  'abort',
  'aborted',
  'beforedestroy',
  'close',
  'closed',
  'complete',
  'destroy',
  'destroyed',
  'disconnect',
  'disconnected',
  'dispose',
  'disposed',
  'end',
  'ended',
  'exit',
  'finish',
  'shutdown',
  'terminate',
  'unload',
]);
