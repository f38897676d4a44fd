/**
 * What names say about when code runs and how long values live. Dotted names are written as they usually are;
 * words are in lower case.
 */

/** Methods by which a resource hands over all that it holds: what they give is the way out of a `using` declaration. */
export const handOverMethods: ReadonlySet<string> = new Set(['detach', 'leak', 'move', 'take', 'transfer']);

/** Functions that give back the object that they are given. */
export const giveArgumentBack: ReadonlySet<string> = new Set([
  'Object.freeze',
  'Object.preventExtensions',
  'Object.seal',
  'Promise.resolve',
]);

/** Functions whose promise settles when those that they are given do. */
export const gatherPromises: ReadonlySet<string> = new Set([
  'Promise.all',
  'Promise.allSettled',
  'Promise.any',
  'Promise.race',
  'Promise.resolve',
]);

/** Functions and methods that run their callback once, after the code that called them. */
export const runOnceLater: ReadonlySet<string> = new Set([
  'nextTick',
  'queueMicrotask',
  'requestAnimationFrame',
  'requestIdleCallback',
  'setImmediate',
  'setTimeout',
]);

/** First words of functions that run their callback once, after the code that called them: `later`, `scheduleSave`. */
export const laterWords: ReadonlySet<string> = new Set(['later', 'postpone', 'schedule']);

/** Functions and methods that run their callback again and again until they are told to stop. */
export const runRepeatedly: ReadonlySet<string> = new Set([
  'addEventListener',
  'addListener',
  'on',
  'once',
  'prependListener',
  'setInterval',
]);

/** Methods that take a listener away again. */
export const takeListenersAway: ReadonlySet<string> = new Set([
  'abort',
  'clearInterval',
  'off',
  'removeAllListeners',
  'removeEventListener',
  'removeListener',
]);

/** Methods by which a collection gives up its values. */
export const takeOut: ReadonlySet<string> = new Set(['clear', 'delete', 'pop', 'remove', 'shift', 'splice']);

/** Methods of a disposable stack by which it takes a resource over. */
export const stackMethods: ReadonlySet<string> = new Set(['adopt', 'use']);

/** Words in the names of promises that tell of the end of a resource, and settle only then: `socket.closed`. */
export const endWords: ReadonlySet<string> = new Set([
  'close',
  'closed',
  'closing',
  'completed',
  'completion',
  'disposed',
  'done',
  'end',
  'ended',
  'exit',
  'exited',
  'finished',
  'stopped',
  'terminated',
]);

/** Members by which a resource tells that there is something to release, or nothing any more: `isOpen`, `destroyed`. */
export const openState: RegExp = /^(?:is)?_?(?:open|opened|connected|alive)$/i;
export const endedState: RegExp = /^(?:is|was)?_?(?:closed|destroyed|disposed|ended|released)$/i;

/** Classes of the web whose objects read the stream that they are given when somebody reads them. */
export const readLater: ReadonlySet<string> = new Set(['Request', 'Response']);

/** Types whose release waits for the operations that are under way, so that their promises need no `await`. */
export const waitForPending: readonly { readonly name: string; readonly from: string }[] = [
  { name: 'FileHandle', from: 'node:fs/promises' },
];
