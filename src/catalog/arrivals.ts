/**
 * Names by which what comes in anew with every call is known: a request, a message, who sent it. Words of the naming
 * habits of Node servers, bots and browsers; the last word of a longer name counts (`userId`, `currentRequest`).
 */

/** Parameters that hold something new with each call. */
export const arrivingNames: ReadonlySet<string> = new Set([
  ...['req', 'request', 'socket', 'ws', 'session', 'user', 'visitor', 'msg', 'message', 'packet'],
]);

/** Types of the same, for parameters of any name. */
export const arrivingTypes: ReadonlySet<string> = new Set([
  ...['Request', 'Response', 'IncomingMessage', 'ServerResponse', 'FastifyRequest', 'NextRequest', 'NextApiRequest'],
  ...['WebSocket', 'Socket', 'Duplex', 'Message', 'MessageEvent', 'RTCPeerConnection', 'Session', 'User', 'Job'],
]);

/** Names of what is as many as there are callers: of parameters and of properties. */
export const identifyingNames: ReadonlySet<string> = new Set([
  ...['id', 'uid', 'uuid', 'guid', 'url', 'uri', 'href', 'token', 'email', 'ip', 'nonce', 'message', 'msg', 'query'],
  ...['client', 'conn', 'connection', 'peer', 'job', 'payload', 'res', 'response', 'customer', 'invoice', 'upload'],
]);

/** Properties whose values are few, whatever they are read from: `message.type`, `request.method`. */
export const fewValuedNames: ReadonlySet<string> = new Set([
  ...['method', 'type', 'kind', 'role', 'status', 'code', 'level', 'locale', 'lang', 'language', 'currency', 'country'],
  ...['route', 'version', 'protocol', 'category', 'theme', 'mode', 'event', 'state', 'format', 'encoding', 'command'],
  ...['op', 'action', 'severity', 'priority', 'scheme', 'host', 'hostname', 'origin', 'port', 'constructor', 'length'],
]);

/** Calls whose result is new each time. */
export const freshValues: ReadonlySet<string> = new Set([
  ...['crypto.randomUUID', 'randomUUID', 'uuid', 'uuidv4', 'uuid.v4', 'nanoid', 'ulid', 'cuid', 'v4'],
  ...['Date.now', 'performance.now', 'process.hrtime.bigint', 'Math.random'],
]);

/** Functions that are called while a program sets itself up, by the first word of their names. */
export const registeringVerbs: ReadonlySet<string> = new Set([
  ...['register', 'define', 'declare', 'install', 'extend', 'use', 'plugin', 'configure', 'provide', 'inject'],
  ...['enable', 'import', 'preload', 'require', 'override', 'mock', 'init', 'initialize', 'setup', 'bootstrap', 'main'],
]);

/** Functions that are called then, or at any time. */
export const fillingVerbs: ReadonlySet<string> = new Set(['add', 'create', 'make', 'mount', 'load', 'set', 'start']);

/** What a function takes the first step of, and what takes it back, by the first words of their names. */
export const oppositeVerbs: ReadonlyMap<string, readonly string[]> = new Map([
  ['acquire', ['release']],
  ['add', ['remove', 'delete']],
  ['attach', ['detach']],
  ['bind', ['unbind']],
  ['connect', ['disconnect']],
  ['install', ['uninstall']],
  ['join', ['leave']],
  ['link', ['unlink']],
  ['listen', ['unlisten']],
  ['mount', ['unmount']],
  ['observe', ['unobserve']],
  ['on', ['off']],
  ['open', ['close']],
  ['register', ['unregister', 'deregister']],
  ['subscribe', ['unsubscribe']],
  ['track', ['untrack']],
  ['watch', ['unwatch']],
]);

/** Names of methods that take back what was set up: a function that calls one of them is a clean-up. */
export const undoingNames: ReadonlySet<string> = new Set([
  ...['off', 'removeListener', 'removeEventListener', 'removeAllListeners', 'unsubscribe', 'unobserve', 'disconnect'],
  ...[
    'dispose',
    'Symbol.dispose',
    'Symbol.asyncDispose',
    'destroy',
    'close',
    'abort',
    'cancel',
    'stop',
    'end',
    'terminate',
  ],
  ...[
    'clearTimeout',
    'clearInterval',
    'cancelAnimationFrame',
    'unregister',
    'delete',
    'remove',
    'release',
    'unref',
    'detach',
  ],
  ...['unlisten', 'unwatch', 'removeChild', 'kill', 'splice'],
]);

/** Callbacks that run each time something happens, by the method that is given them. */
export const handlerTakers: ReadonlySet<string> = new Set([
  ...['on', 'addListener', 'prependListener', 'addEventListener', 'subscribe', 'setInterval', 'createServer', 'serve'],
  ...['get', 'post', 'put', 'patch', 'delete', 'all', 'use', 'route', 'handle', 'handler', 'command', 'onMessage'],
  ...['consume', 'process', 'watch', 'onRequest', 'addHook', 'middleware', 'tap', 'useEffect', 'useLayoutEffect'],
  ...['useCallback', 'useMemo', 'onUpdated', 'requestAnimationFrame', 'onRequestAsync', 'onConnection', 'listen'],
]);

/** Callbacks that run while, or soon after, the call runs that is given them. */
export const passingTakers: ReadonlySet<string> = new Set([
  ...[
    'map',
    'forEach',
    'filter',
    'reduce',
    'some',
    'every',
    'find',
    'flatMap',
    'from',
    'sort',
    'then',
    'catch',
    'finally',
  ],
  ...['Promise', 'setTimeout', 'setImmediate', 'queueMicrotask', 'nextTick', 'once', 'run', 'replace', 'batch'],
]);
