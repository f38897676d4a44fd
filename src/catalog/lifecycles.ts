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

/** Members of an object, and names of a function, through which a caller ends what a function has begun. */
export const enders: ReadonlySet<string> = new Set([
  ...teardownMethods,
  'abort',
  'cancel',
  'cleanUp',
  'clear',
  'deinit',
  'detach',
  'off',
  'remove',
  'unlisten',
  'unobserve',
  'unregister',
  'unsubscribe',
  'unwatch',
]);

/** A function whose callback is code with an end of its own. */
export interface CallbackLifecycle {
  readonly label: string;
  /** The modules that export it; absent for a global or for what goes by its name. */
  readonly from?: RegExp;
  /** What the callback returns is called at the end; otherwise the end is registered inside it. */
  readonly endsByReturn: boolean;
}

const effect = (from?: RegExp): CallbackLifecycle => ({
  label: 'the effect',
  endsByReturn: true,
  ...(from ? { from } : {}),
});
const watcher: CallbackLifecycle = {
  label: 'the watcher',
  from: /^(?:vue|@vue\/.*|#imports|@vueuse\/.*)$/,
  endsByReturn: false,
};

/** Effects of the frameworks, by name: the end comes before the next run, and with the component. */
export const effects: ReadonlyMap<string, CallbackLifecycle> = new Map([
  ['useEffect', effect()],
  ['useInsertionEffect', effect()],
  ['useLayoutEffect', effect()],
  ['useSyncExternalStore', { label: 'the subscription', endsByReturn: true }],
  ['$effect', effect()],
  ['$effect.pre', effect()],
  ['$effect.root', effect()],
  ['onMount', effect(/^svelte$/)],
  ['createEffect', { label: 'the effect', from: /^solid-js$/, endsByReturn: false }],
  ['createRenderEffect', { label: 'the effect', from: /^solid-js$/, endsByReturn: false }],
  ['watch', watcher],
  ['watchEffect', watcher],
  ['watchPostEffect', watcher],
  ['watchSyncEffect', watcher],
]);

/** Hooks of projects that forward to an effect: `useIsomorphicLayoutEffect`, `useEffectOnce`. */
export const effectName = /^use(?:[A-Z]\w*)?Effect(?:Once)?$/;

/** Functions that are given what runs at the end of the component, scope or test around them. */
export const endHooks: ReadonlySet<string> = new Set([
  // Vue and VueUse
  'onBeforeUnmount',
  'onDeactivated',
  'onScopeDispose',
  'onUnmounted',
  'onWatcherCleanup',
  'tryOnBeforeUnmount',
  'tryOnScopeDispose',
  'tryOnUnmounted',
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

/** Those of them that find their component by what is running when they are called. */
export const contextualHooks: ReadonlySet<string> = new Set([
  'onBeforeUnmount',
  'onCleanup',
  'onDeactivated',
  'onDestroy',
  'onScopeDispose',
  'onUnmounted',
  'onWatcherCleanup',
  'tryOnBeforeUnmount',
  'tryOnScopeDispose',
  'tryOnUnmounted',
]);

/** Effects of projects that wait for an async callback, and call what it gives. */
export const waitsForCallback = /async|promise/i;

/** What makes a disposable of a function, in VS Code, Theia, Lumino and Atom: whoever is given it calls that in the end. */
export const disposablesOfFunctions: ReadonlySet<string> = new Set([
  'Disposable',
  'Disposable.create',
  'DisposableDelegate',
  'vscode.Disposable',
]);

/** Hooks of React and composables of Vue. */
export const hookName = /^use[A-Z]/;

/** A framework whose components are functions. */
export interface ComponentFramework {
  readonly modules: RegExp;
  /** Functions by which a composable, known by its name, makes state of its own. */
  readonly state?: RegExp;
  /** Functions that only the body of a component, or a function that it calls there, may call. */
  readonly hooks: RegExp;
}

export const componentFrameworks: readonly ComponentFramework[] = [
  { modules: /^(?:react|preact(?:\/.*)?)$/, hooks: /^use[A-Z]\w*$/ },
  {
    modules: /^(?:vue|@vue\/.*|#imports|@vueuse\/.*)$/,
    state: /^(?:ref|shallowRef|customRef|reactive|computed)$/,
    hooks:
      /^(?:on(?:Before)?(?:Mount|Unmount|Update)(?:ed)?|onMounted|onUnmounted|onUpdated|onScopeDispose|onActivated|onDeactivated|tryOn\w+)$/,
  },
  { modules: /^solid-js$/, hooks: /^(?:onMount|onCleanup|createEffect|createRenderEffect|createSignal|createMemo)$/ },
];

/** Members of a component that is written as an object (Vue's options), and those that end it. */
export const optionHooks: ReadonlySet<string> = new Set([
  'beforeCreate',
  'created',
  'beforeMount',
  'mounted',
  'activated',
]);
export const optionEnds: readonly string[] = [
  'unmounted',
  'destroyed',
  'beforeUnmount',
  'beforeDestroy',
  'deactivated',
];

/** A class whose instances a framework ends, by a decorator or a base, and the method that it calls then. */
export const frameworkClasses: readonly {
  readonly decorator?: RegExp;
  readonly base?: RegExp;
  readonly end: string;
}[] = [
  { decorator: /^(?:Component|Directive|Pipe)$/, end: 'ngOnDestroy' },
  { base: /^(?:React\.)?(?:Pure)?Component$/, end: 'componentWillUnmount' },
  { base: /^(?:HTML\w*Element|LitElement|ReactiveElement|FASTElement)$/, end: 'disconnectedCallback' },
];

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

/** Functions that are given what a framework calls when a component begins, and methods that it calls then. */
export const beginHooks: ReadonlySet<string> = new Set([
  'componentDidMount',
  'connectedCallback',
  'created',
  'firstUpdated',
  'hostConnected',
  'mounted',
  'ngAfterContentInit',
  'ngAfterViewInit',
  'ngOnInit',
  'onBeforeMount',
  'onMount',
  'onMounted',
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
  /^(?:EventEmitter|EventTarget|HTML\w*Element|LitElement|ReactiveElement|(?:React\.)?(?:Pure)?Component|Readable|Writable|Duplex|Transform|Object|Error|Disposable)$/;

/** Functions that are given what shall not run any more. */
export const removalName = /^(?:remove|off(?:[A-Z]|$)|un[a-z]|clear|cancel|delete|detach)/;

/** Functions that are given a listener, and return what takes it away. */
export const registrationName =
  /^(?:on(?:[A-Z]\w*)?|once|add\w*Listener|addEventListener|listen\w*|subscribe|observe\w*|autorun\w*)$/;

/** Names of flags and functions that tell whether an owner is still there. */
export const livenessName =
  /abort|active|alive|attached|cancel|closed|closing|connected|dead|destroy|dispos|ended|finished|mounted|released|removed|running|shut|stop|teardown|terminat/i;

/** The hook by which a component's own code registers what runs at its end, for frameworks that have one. */
export const endOfFramework: readonly { readonly module: RegExp; readonly hook: string }[] = [
  { module: /^vue$/, hook: 'onUnmounted' },
  { module: /^solid-js$/, hook: 'onCleanup' },
  { module: /^svelte$/, hook: 'onDestroy' },
];

/** Functions whose callback runs when a component begins, as a part of it: what it registers there belongs to it. */
export const beginCallbacks: ReadonlySet<string> = new Set(['onBeforeMount', 'onMount', 'onMounted']);

/** What Vue gives to the callback of a watcher, by names; with the last it registers what runs before the next run. */
export const watcherParameters: ReadonlyMap<string, readonly string[]> = new Map([
  ['watch', ['_value', '_oldValue', 'onCleanup']],
  ['watchEffect', ['onCleanup']],
  ['watchPostEffect', ['onCleanup']],
  ['watchSyncEffect', ['onCleanup']],
]);
