import type { Confidence } from './schema.ts';

/**
 * Methods by which an instance ends its life, the most final first: what an instance owns has to be
 * released when one of them is called.
 */
export const teardownMethods: readonly string[] = [
  'Symbol.dispose',
  'Symbol.asyncDispose',
  'dispose',
  'disposeAsync',
  'destroy',
  'ngOnDestroy',
  'onDestroy',
  'onunload',
  'componentWillUnmount',
  'disconnectedCallback',
  'hostDisconnected',
  'onModuleDestroy',
  'beforeApplicationShutdown',
  'onApplicationShutdown',
  'deactivate',
  'teardown',
  'tearDown',
  'cleanup',
  'unmount',
  'shutdown',
  'terminate',
  'close',
  'disconnect',
  'stop',
  'end',
];

/** Methods that end an object for good, the most telling first, and how sure it is that an object with such a method has to be ended. */
export const endingMethods: readonly { readonly name: string; readonly confidence: Confidence }[] = [
  { name: 'dispose', confidence: 'medium' },
  { name: 'destroy', confidence: 'medium' },
  { name: 'disconnect', confidence: 'low' },
  { name: 'terminate', confidence: 'low' },
  { name: 'shutdown', confidence: 'low' },
  { name: 'close', confidence: 'low' },
];

/** Members of an object that may end one of its entries, or what is going on just now, and the object goes on. */
export const entryEnders: ReadonlySet<string> = new Set([
  'abort',
  'cancel',
  'clear',
  'off',
  'remove',
  'unlisten',
  'unobserve',
  'unregister',
  'unsubscribe',
  'unwatch',
]);

/** Members of an object, and names of a function, through which a caller ends what a function has begun. */
export const enders: ReadonlySet<string> = new Set([
  ...teardownMethods,
  ...entryEnders,
  'cleanUp',
  'deinit',
  'detach',
  'loseContext',
]);

/** Members of an object by which it begins again after such an end. */
export const starters: ReadonlySet<string> = new Set([
  'activate',
  'attach',
  'begin',
  'connect',
  'enable',
  'init',
  'listen',
  'mount',
  'observe',
  'open',
  'play',
  'restart',
  'resume',
  'run',
  'show',
  'start',
  'watch',
]);

/** Properties of an options argument that say with whom what the call makes ends. */
export const ownerOptions: ReadonlySet<string> = new Set(['destroyRef', 'injector', 'signal']);

/** Functions that are given what runs at the end of the component, scope or test around them. */
export const endHooks: ReadonlySet<string> = new Set([
  // Vue, its router and VueUse
  'onBeforeRouteLeave',
  'onBeforeUnmount',
  'onDeactivated',
  'onScopeDispose',
  'onUnmounted',
  'onWatcherCleanup',
  'tryOnBeforeUnmount',
  'tryOnScopeDispose',
  'tryOnUnmounted',
  // react-use, ahooks, usehooks-ts
  'useUnmount',
  // Svelte, Angular's DestroyRef
  'onDestroy',
  // Solid, and the parameter of Vue's watchers
  'onCleanup',
  'onInvalidate',
  // of projects, VS Code and Theia
  '_register',
  'addDisposable',
  'addDisposer',
  'addTeardown',
  'onBeforeDispose',
  'onDispose',
  'onDidDispose',
  'onUnmount',
  'registerCleanup',
  'registerDispose',
  'toDispose',
  'toDisposable',
  // AbortSignal in reach of the owner
  'defer',
  'adopt',
]);

/** Those of them that make an end for whoever keeps what they return, which need not be the owner around. */
export const borrowedHooks: ReadonlySet<string> = new Set(['adopt', 'defer', 'toDispose', 'toDisposable']);

/** What makes a disposable of a function, in VS Code, Theia, Lumino and Atom: whoever is given it calls that in the end. */
export const disposablesOfFunctions: ReadonlySet<string> = new Set([
  'Disposable',
  'Disposable.create',
  'DisposableDelegate',
  'vscode.Disposable',
]);

/** A class whose instances a framework ends, by a decorator or a base, and the method that it calls then. */
export const frameworkClasses: readonly {
  readonly decorator?: RegExp;
  readonly base?: RegExp;
  readonly end: string;
}[] = [
  { decorator: /^(?:Component|Directive|Pipe)$/, end: 'ngOnDestroy' },
  { base: /^(?:P?[Rr]eact\.)?(?:Pure)?Component$/, end: 'componentWillUnmount' },
  {
    decorator: /^customElement$/,
    base: /^(?:HTML\w*Element|LitElement|ReactiveElement|FASTElement)$/,
    end: 'disconnectedCallback',
  },
];

/**
 * Names of the class that is the whole application, behind the letters of a project's prefix or none: its one instance
 * lives as long as the page.
 */
export const applicationClass = /^(?:[A-Z][a-z]{1,2})?(?:App|AppComponent|AppElement|AppRoot|RootComponent)$/;

/** Selectors of the component in which all others of the application stand: `app-root`. */
export const rootSelector = /(?:^|-)root$/;

/** Files of the component in which all others stand; of SvelteKit that is the layout beside which all routes lie. */
export const rootFile = /(?:^|[\\/])(?:(?:app|(?:[A-Z]\w*)?App)\.(?:vue|svelte)|routes[\\/]\+layout\.svelte)$/;

/** Decorators that give a class an end which releases what its fields hold. */
export const endingDecorators = /^(?:AutoUnsubscribe|UntilDestroy)$/;

/** Teardowns whose names mean the end of the instance and nothing else: `stop()` and `close()` may be followed by a new start. */
export const finalTeardowns: ReadonlySet<string> = new Set([
  'Symbol.dispose',
  'Symbol.asyncDispose',
  'dispose',
  'disposeAsync',
  'destroy',
  'ngOnDestroy',
  'onDestroy',
  'onunload',
  'componentWillUnmount',
  'disconnectedCallback',
  'hostDisconnected',
  'onModuleDestroy',
  'onApplicationShutdown',
  'tearDown',
  'teardown',
]);

/** Teardowns, as messages name them, that end what an instance is doing and need not end the instance. */
export const interruptions: ReadonlySet<string> = new Set(['`stop()`']);

/** Ends behind which an instance may begin again: an element that is moved is taken out and put in. */
export const repeatableEnds: ReadonlySet<string> = new Set(['disconnectedCallback', 'hostDisconnected']);

/** Ends that a base class calls and leaves to the derived one: they need not call what they override. */
export const endsLeftToDerived: ReadonlySet<string> = new Set(['onDestroy', 'onunload']);

/** Teardowns that a framework calls, whatever other methods of the class stop. */
export const frameworkTeardowns: ReadonlySet<string> = new Set([
  'ngOnDestroy',
  'onDestroy',
  'onunload',
  'componentWillUnmount',
  'disconnectedCallback',
  'hostDisconnected',
  'onModuleDestroy',
]);

/** Methods that a framework calls once in the life of an instance. */
export const onceHooks: ReadonlySet<string> = new Set([
  'activate',
  'componentDidMount',
  'componentWillMount',
  'connectedCallback',
  'created',
  'firstUpdated',
  'hostConnected',
  'mounted',
  'ngAfterContentInit',
  'ngAfterViewInit',
  'ngOnInit',
  'onApplicationBootstrap',
  'onModuleInit',
  'run',
  'main',
  'onload',
  'onLoad',
]);

/** First words of methods that are called again and again in the life of an instance. */
export const repeatedWords: ReadonlySet<string> = new Set([
  'attribute',
  'change',
  'component',
  'handle',
  'next',
  'ng',
  'on',
  'refresh',
  'reload',
  'replace',
  'reset',
  'restart',
  'set',
  'swap',
  'switch',
  'update',
]);

/** Functions whose result is, or calls, the function that they are given. */
export const functionWrappers =
  /^(?:use[A-Z]\w*|debounce\w*|throttle\w*|memoize\w*|once|action|batch|wrap\w*|bind\w*)$/;

/** Methods by which a base class tells those derived from it that an instance ends. */
export const endHookName = /^_?on(?:Before|Will)?(?:Destroy|Detach|Disconnect|Dispose|Teardown|Unmount)(?:ed)?$/;

/** Base classes that know nothing of the fields of those derived from them. */
export const basesThatEndNothing =
  /^(?:EventEmitter|EventTarget|HTML\w*Element|LitElement|ReactiveElement|(?:P?[Rr]eact\.)?(?:Pure)?Component|Readable|Writable|Duplex|Transform|Object|Error|Disposable)$/;

/** Those of them whose method for the end of an element does something: one that overrides it has to call it. */
export const basesWithEnd = /^(?:LitElement|ReactiveElement|FASTElement)$/;

/** Functions that are given what shall not run any more. */
export const removalName = /^(?:remove|off(?:[A-Z]|$)|un[a-z]|clear|cancel|delete|detach)/;

/** Functions that take back, all at once, what others have begun: `unregisterListeners`, `_unbind`, `releasePlayer`. */
export const takesBackName =
  /^[#_]*(?:remove|off(?:[A-Z]|$)|un(?!til|ion|shift|ique|it)[a-z]|detach|release|dispos|destroy|tear[dD]own|clean[uU]p|disconnect|deinit|deactivate)/;

/** Functions that are given a listener, and return what takes it away. */
export const registrationName =
  /^(?:on(?:[A-Z]\w*)?|once|add\w*Listener|addEventListener|listen\w*|subscribe|observe\w*|autorun\w*)$/;

/** Names of flags and functions that tell whether an owner is still there. */
export const livenessName =
  /abort|active|alive|attached|cancel|closed|closing|connected|dead|destroy|dispos|ended|finished|mounted|released|removed|running|shut|stop|teardown|terminat/i;

/** Ends that a class may have from its base alone, the most usual first. */
export const inheritableEnds: readonly string[] = [
  'dispose',
  'destroy',
  'disposeAsync',
  'Symbol.dispose',
  'Symbol.asyncDispose',
];

/** Base classes that are there to be disposed of, and for nothing else. */
export const disposableBases = /^(?:Abstract|Base|Default|Mutable)?Disposable(?:Base|Object)?$/;

/** Inherited methods that are given what they dispose of in the end, by names that say so. */
export const trackingMethods: readonly string[] = [
  '_register',
  'registerDisposable',
  '_registerDisposable',
  'registerForDispose',
  'registerDispose',
  'addDisposable',
  '_addDisposable',
  'addDisposables',
  'addDisposer',
  'trackDisposable',
  'ownDisposable',
];

/** Such methods whose name alone does not say so: they have to be given what is known to be disposed of. */
export const openTrackingMethods: ReadonlySet<string> = new Set(['register', 'own', 'track']);

/** Inherited lists of what is to be disposed of. */
export const inheritedLists = /dispos|^_?(?:subscriptions|subs|teardowns?|cleanups?)$/i;

/** Usual names of such lists, by which the type of a base tells that it has one. */
export const usualLists: readonly string[] = ['_store', '_disposables', 'disposables', 'toDispose', '_toDispose'];
