/**
 * What is known of well-known callees, whatever their types say. Dotted names as they are
 * usually written; `console.*` stands for every method of `console`.
 */

import { useDescriptor } from './after-release.ts';

/** Calls that only look at their arguments: a resource given to one of them still has to be released. */
export const onlyRead: ReadonlySet<string> = new Set([
  'console.*',
  'Array.isArray',
  'BigInt',
  'Boolean',
  'Buffer.isBuffer',
  'JSON.stringify',
  'Number',
  'Number.isFinite',
  'Number.isInteger',
  'Number.isNaN',
  'Object.entries',
  'Object.getOwnPropertyNames',
  'Object.getPrototypeOf',
  'Object.hasOwn',
  'Object.is',
  'Object.keys',
  'Reflect.has',
  'Reflect.ownKeys',
  'String',
  'assert',
  'assert.*',
  'expect',
  'isNaN',
  'util.format',
  'util.inspect',
  'util.isDeepStrictEqual',
  'y-protocols/awareness.applyAwarenessUpdate',
  'y-protocols/awareness.encodeAwarenessUpdate',
  'y-protocols/awareness.removeAwarenessStates',
  ...useDescriptor,
]);

/** Methods that give their arguments to whoever listens, who may take them over. */
export const tellListeners: ReadonlySet<string> = new Set(['dispatch', 'emit', 'fire', 'next', 'publish']);

/** Calls that do not throw in practice, so that no path leaves the function at them. */
export const neverThrow: ReadonlySet<string> = new Set([
  'console.*',
  'Math.*',
  'AbortController',
  'Array.isArray',
  'Boolean',
  'Date',
  'Date.now',
  'Error',
  'Map',
  'Number',
  'Number.isFinite',
  'Number.isInteger',
  'Number.isNaN',
  'Object.is',
  'Promise.resolve',
  'Set',
  'String',
  'WeakMap',
  'WeakSet',
  'cancelAnimationFrame',
  'cancelIdleCallback',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'crypto.randomUUID',
  'performance.mark',
  'performance.now',
  'process.hrtime',
  'process.hrtime.bigint',
  'process.memoryUsage',
  'process.uptime',
  'queueMicrotask',
  'requestAnimationFrame',
  'requestIdleCallback',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);

/** Methods with which a resource begins to hold anything: when one of them throws, nothing has to be released. */
export const beginMethods: ReadonlySet<string> = new Set([
  'connect',
  'init',
  'initialize',
  'launch',
  'listen',
  'open',
  'setup',
  'start',
]);

/** Methods that do not throw in practice, whatever they are called on. */
export const neverThrowMethods: ReadonlySet<string> = new Set([
  'Symbol.dispose',
  'addEventListener',
  'addListener',
  'catch',
  'dispose',
  'finally',
  'listenerCount',
  'off',
  'on',
  'once',
  'push',
  'ref',
  'removeAllListeners',
  'removeEventListener',
  'removeListener',
  'then',
  'toString',
  'unref',
]);

/** Functions of the platforms that do nothing but to make a value of what they are given: by module, `null` for globals. */
export const plainFunctions: readonly { readonly from: RegExp | null; readonly names: ReadonlySet<string> }[] = [
  { from: null, names: new Set(['Array.from', 'Array.isArray', 'Date.now', 'Object.keys', 'performance.now']) },
  {
    from: /^(?:node:)?path(?:\/posix|\/win32)?$/,
    names: new Set(['basename', 'dirname', 'extname', 'join', 'normalize']),
  },
];

/** Methods of arrays, maps and sets that call nothing of their user's. */
export const plainCollectionMethods: ReadonlySet<string> = new Set([
  'add',
  'at',
  'clear',
  'concat',
  'delete',
  'entries',
  'get',
  'has',
  'includes',
  'indexOf',
  'keys',
  'pop',
  'push',
  'reverse',
  'set',
  'shift',
  'slice',
  'splice',
  'unshift',
  'values',
]);

/** What constructors call beside their work, and what fails only where there is no memory left. */
export const plainSteps: ReadonlySet<string> = new Set([
  'Array',
  'BroadcastChannel',
  'EventEmitter',
  'EventTarget',
  'Float64Array',
  'Object',
  'Promise',
  'TextDecoder',
  'TextEncoder',
  'Uint8Array',
  'WeakRef',
  'add',
  'assign',
  'bind',
  'concat',
  'endsWith',
  'entries',
  'filter',
  'freeze',
  'from',
  'has',
  'includes',
  'join',
  'keys',
  'map',
  'set',
  'slice',
  'split',
  'startsWith',
  'toLowerCase',
  'toUpperCase',
  'trim',
  'values',
]);

/**
 * Methods that have run their callback when they return: what it does is done in place. The
 * helpers of iterators have the same names and are lazy, but few hold resources.
 */
export const runCallbackNow: ReadonlySet<string> = new Set([
  'Array.from',
  'Map.groupBy',
  'Object.groupBy',
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'forEach',
  'map',
  'reduce',
  'reduceRight',
  'replace',
  'replaceAll',
  'some',
  'sort',
  'toSorted',
]);

/** Properties that stand for the resource itself, and are worth nothing once it is released. */
export const identityMembers: ReadonlySet<string> = new Set(['fd', 'handle', 'id', 'path', 'pid', 'port', 'url']);

/** Methods by which a collection keeps its argument. */
export const keepArgument: ReadonlySet<string> = new Set([
  'add',
  'addFirst',
  'addLast',
  'append',
  'enqueue',
  'insert',
  'prepend',
  'push',
  'set',
  'splice',
  'unshift',
]);

/** Methods by which a collection gives one of its elements. */
export const elementReads: ReadonlySet<string> = new Set(['at', 'find', 'findLast', 'get', 'pop', 'shift']);

/** Functions and methods that end or destroy the streams they are given: `source.pipe(file)`. */
export const consumeArgument: ReadonlySet<string> = new Set(['compose', 'pipe', 'pipeThrough', 'pipeTo', 'pipeline']);

/** Methods that usually return their receiver, for files without types: `createServer().listen(0)`. */
export const fluentMethods: ReadonlySet<string> = new Set([
  'addListener',
  'connect',
  'listen',
  'off',
  'on',
  'once',
  'pause',
  'prependListener',
  'prependOnceListener',
  'ref',
  'removeAllListeners',
  'removeListener',
  'resume',
  'setDefaultEncoding',
  'setEncoding',
  'setKeepAlive',
  'setMaxListeners',
  'setNoDelay',
  'setTimeout',
]);

/** Calls that end the program, and with it everything that it holds. */
export const endProgram: ReadonlySet<string> = new Set(['Deno.exit', 'process.abort', 'process.exit']);

/** Functions and methods that run their callback when something happens, whether or not its owner comes to its end. */
export const runCallbackLater: ReadonlySet<string> = new Set([
  'catch',
  'finally',
  'nextTick',
  'prependListener',
  'queueMicrotask',
  'requestAnimationFrame',
  'requestIdleCallback',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'then',
]);

/** Methods that read an asynchronous sequence to its end, and close it there: `await cursor.toArray()`. */
export const exhaustReceiver: readonly string[] = ['collect', 'every', 'find', 'forEach', 'reduce', 'some', 'toArray'];
