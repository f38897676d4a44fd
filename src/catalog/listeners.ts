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
  'opener',
  'parent',
  'process',
  'screen',
  'speechSynthesis',
  'top',
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
  'process.stderr',
  'process.stdin',
  'process.stdout',
  'screen.orientation',
  'visualViewport',
]);

/** Extension APIs of browsers: what they lead to lives as long as the page or worker. */
export const programRoots: ReadonlySet<string> = new Set(['browser', 'chrome']);

/** Names of fields and properties that hold a page's document or window. */
export const pageNames: ReadonlySet<string> = new Set([
  '_document',
  '_window',
  'defaultView',
  'document',
  'ownerDocument',
  'ownerWindow',
  'window',
]);

/** Types of documents and windows, of which the page has one and each frame one more. */
export const pageTypes: ReadonlySet<string> = new Set(['Document', 'Window']);

/** Properties that lead to what belongs to the instance or the component itself. */
export const ownProperties: ReadonlySet<string> = new Set(['current', 'nativeElement', 'renderRoot', 'shadowRoot']);

/** Hooks and functions whose value belongs to the component or to the code that calls them. */
export const ownValues: ReadonlySet<string> = new Set([
  'createRef',
  'createSignal',
  'reactive',
  'ref',
  'shallowRef',
  'useMemo',
  'useReducer',
  'useRef',
  'useState',
  'useTemplateRef',
]);

/** Hooks and functions that hand over what somebody else owns. */
export const givenValues: ReadonlySet<string> = new Set(['inject', 'injectRequired', 'useContext']);

/** Decorators of fields that hold a part of the component itself. */
export const ownDecorators: ReadonlySet<string> = new Set([
  'ContentChild',
  'ContentChildren',
  'ViewChild',
  'ViewChildren',
  'query',
  'queryAll',
]);

/** First words of names for what there is one of for each connection, request or job. */
export const connectionName =
  /(?:^|[a-z_#.])(?:req|res|request|response|socket|ws|websocket|stream|conn|connection|child|proc|process|worker|client|channel|port|peer|reader|writer|upload|download|job|task|xhr)$/i;

/** Last words of names for what a caller sets a piece of work up with. */
export const optionsName =
  /(?:^|[a-z_#])_*(?:options?|opts?|init|config|configuration|settings|params|props|args|extra)$/i;

/** Names for what a framework makes for one request, job or test, and drops with it. */
export const taskName = /^(?:c|ctx|e|ev|evt|event|t|x|\w*[cC]ontext|\w*[tT]est|\w*[eE]vent)$/;

/** First words of methods that break off what would otherwise end by itself: a call, a child process, a promise. */
export const interruptionName =
  /^_?(?:abort|break|bail|cancel|destroy|err(?:or)?$|fail|give_?up|interrupt|kill|onAbort|onCancel|onError|raise|reject|terminate|throw|timed?Out)/i;

/** Methods that end what goes on by itself: a server, an observer, a subscription to news. */
export const lastingEnds: ReadonlySet<string> = new Set([
  'close',
  'disconnect',
  'dispose',
  'quit',
  'release',
  'remove',
  'shutdown',
  'stop',
  'unlisten',
  'unobserve',
  'unwatch',
]);

/** Functions of which the iterators go on until their signal is aborted: those of `node:events`, `node:timers/promises`, `node:fs`. */
export const untilAborted: ReadonlySet<string> = new Set(['on', 'setInterval', 'watch']);

/** Methods that are called when a piece of work is done. */
export const workEndName =
  /^[#_]?(?:_destroy|cleanup|finali[sz]e|(?:on_?|handle)?(?:end|close|complete|done|error|finish|settled?)(?:ed)?)$/i;

/**
 * Events by which a target tells that it ends. Whoever listens for one lives with the target: a connection, a stream,
 * a process.
 */
export const endEvents: ReadonlySet<string> = new Set([
  'abort',
  'aborted',
  'beforeclose',
  'beforedestroy',
  'close',
  'closed',
  'closing',
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

/** Events with which a user ends a drag, written out or as a constant: `EVENT.POINTER_UP`. */
export const dragEnds = /(?:^|\.)(?:pointer|mouse|touch|drag)_?(?:up|end|cancel)$/i;

/** Events that come once in the life of a page, as `readyState` tells of those that have come already. */
export const pageReady: ReadonlySet<string> = new Set(['DOMContentLoaded', 'load', 'readystatechange']);

/** Events that tell of the page as a whole, for which a program listens in one place. */
export const pageStates: ReadonlySet<string> = new Set([
  'DOMContentLoaded',
  'beforeunload',
  'error',
  'hashchange',
  'load',
  'offline',
  'online',
  'pagehide',
  'pageshow',
  'popstate',
  'storage',
  'unhandledrejection',
  'unload',
  'visibilitychange',
]);

/** Events that come when the program or the page ends: a listener that is called once stays until then. */
export const programEnds: ReadonlySet<string> = new Set([
  'SIGBREAK',
  'SIGHUP',
  'SIGINT',
  'SIGTERM',
  'beforeExit',
  'beforeunload',
  'exit',
  'pagehide',
  'unload',
]);

/** Events that come once in the life of a target, when it begins. */
export const beginEvents: ReadonlySet<string> = new Set([
  'canplay',
  'connect',
  'connected',
  'error',
  'listening',
  'load',
  'loaded',
  'loadedmetadata',
  'open',
  'opened',
  'ready',
  'secureconnect',
  'spawn',
  'start',
  'started',
]);

/** Last words of names for an emitter that many share. */
export const sharedEmitterName = /(?:^|[._#])_*(?:\w*[eE]vents?(?:Manager|Broker)|\w*(?:[bB]us|[hH]ub)|pub[sS]ub)$/;

/** Methods that take something away from the object on which they are called. */
export const undoName = /^(?:remove|delete|detach|off$|un(?!shift|til|ion)[a-z])/;

/** Last words of names for what there is one of in an application of Angular. */
export const serviceName =
  /(?:Actions|Api|Broker|Bus|Client|Config|Dialog|Dispatcher|Events?|Facade|Hub|Manager|Monitor|Notifier|Observer|Overlay|Platform|Provider|Registry|Repository|Router|Ruler|Service|Session|Socket|State|Store|Tracker|Translate|Zone)$/;

/** Classes of Angular's packages that are parts of a component's surroundings: forms, tables, lists, the route that shows it. */
export const partsOfComponents =
  /^(?:Abstract\w*|ActivatedRoute|ControlContainer|Form[A-Z]\w*|Ng(?:Control|Form|Model)|Mat(?!Dialog|SnackBar|Icon|BottomSheet)\w+|Cdk\w+|\w*(?:Component|Directive))$/;
