/** What names say about ownership where only a declaration is known. All words are in lower case. */

/** First words of functions that make something new for their caller: `openFile`, `createServer`. */
export const ownedVerbs: ReadonlySet<string> = new Set([
  'acquire',
  'alloc',
  'allocate',
  'begin',
  'build',
  'clone',
  'connect',
  'create',
  'dial',
  'dup',
  'duplicate',
  'fork',
  'instantiate',
  'launch',
  'lease',
  'listen',
  'lock',
  'make',
  'mkdtemp',
  'new',
  'observe',
  'open',
  'register',
  'reserve',
  'spawn',
  'start',
  'subscribe',
  'watch',
]);

/**
 * First words of functions and getters that give what somebody else owns: `getPage`,
 * `currentUser`, `asReadable`. `use` is here for hooks, whose values live as long as their component.
 */
export const borrowedWords: ReadonlySet<string> = new Set([
  'active',
  'as',
  'cached',
  'current',
  'default',
  'ensure',
  'existing',
  'find',
  'first',
  'get',
  'global',
  'inject',
  'instance',
  'last',
  'list',
  'lookup',
  'main',
  'of',
  'parent',
  'peek',
  'resolve',
  'root',
  'shared',
  'singleton',
  'to',
  'use',
  'wait',
]);

/**
 * Methods that count as the release of any disposable. Generous: to take a call for a release
 * that is none costs a report, the opposite costs a false alarm.
 */
export const genericReleaseMethods: ReadonlySet<string> = new Set([
  'abort',
  'cancel',
  'cleanup',
  'close',
  'closeAsync',
  'closeSync',
  'delete',
  'destroy',
  'destroySoon',
  'deactivate',
  'detach',
  'disconnect',
  'dispose',
  'disposeAsync',
  'end',
  'drain',
  'exit',
  'finalize',
  'free',
  'kill',
  'quit',
  'release',
  'remove',
  'restore',
  'return',
  'revoke',
  'shutdown',
  'stop',
  'teardown',
  'terminate',
  'unbind',
  'uninstall',
  'unload',
  'unmount',
  'unlock',
  'unsubscribe',
]);

/** First words of methods that release whatever else they do: `closeAndWait`, `disposeIfNeeded`. */
export const releaseVerbs: ReadonlySet<string> = new Set([
  'close',
  'destroy',
  'disconnect',
  'dispose',
  'release',
  'shutdown',
  'teardown',
  'terminate',
]);

/** Methods after which an object does its work by itself, by events or in the background: `emitter.on(…)`, `server.listen()`. */
export const startMethods: ReadonlySet<string> = new Set([
  'addEventListener',
  'addListener',
  'attach',
  'listen',
  'on',
  'once',
  'start',
  'subscribe',
]);
