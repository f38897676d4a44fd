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

/** Hooks for the end (`endHooks`) that find their component by what is running when they are called. */
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
  'beforeRouteLeave',
];

/** Options by which an object is a component of Vue's: one of those that hold code, and another. */
export const optionsOfCode: ReadonlySet<string> = new Set(['computed', 'methods', 'watch']);
export const otherOptions: ReadonlySet<string> = new Set([
  'components',
  'data',
  'directives',
  'emits',
  'extends',
  'inheritAttrs',
  'mixins',
  'props',
  'render',
  'template',
]);

/** Functions that run what they are given once for the program, or for as long as somebody uses it. */
export const sharedScopes: ReadonlySet<string> = new Set([
  'createApp',
  'createGlobalState',
  'createRoot',
  'createSharedComposable',
  'defineStore',
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

/** The same, for what a framework calls again when something has changed. */
export const hooksThatRunAgain: ReadonlySet<string> = new Set([
  'activated',
  'componentDidUpdate',
  'ngAfterViewChecked',
  'ngOnChanges',
  'onActivated',
  'onUpdated',
  'updated',
]);

/** The modules whose hooks drop what the functions return that they are given. */
export const dropsReturned = /^(?:vue|@vue\/.*|#imports|@vueuse\/.*|solid-js)$/;

/** The hook by which a component's own code registers what runs at its end, for frameworks that have one. */
export const endOfFramework: readonly { readonly module: RegExp; readonly hook: string }[] = [
  { module: /^vue$/, hook: 'onUnmounted' },
  { module: /^solid-js$/, hook: 'onCleanup' },
  { module: /^svelte$/, hook: 'onDestroy' },
];

/** What Vue gives to the callback of a watcher, by names; with the last it registers what runs before the next run. */
export const watcherParameters: ReadonlyMap<string, readonly string[]> = new Map([
  ['watch', ['_value', '_oldValue', 'onCleanup']],
  ['watchEffect', ['onCleanup']],
  ['watchPostEffect', ['onCleanup']],
  ['watchSyncEffect', ['onCleanup']],
]);

/** Functions of Angular that look for a part of the component's own template or content. */
export const viewQueries = /^(?:viewChild|contentChild)(?:ren)?(?:\.required)?$/;

/** The service of Angular that makes forms, by the usual names, and its methods. */
export const formBuilderName = /(?:^|\.)_?(?:\w*[fF]ormBuilder|fb)$/;
export const formMethods: ReadonlySet<string> = new Set(['array', 'control', 'group', 'record']);

/** Options of a call with which it hands over what it is making. */
export const makerOptions: ReadonlySet<string> = new Set(['onCreate', 'onCreated', 'onInit', 'setup']);

/** Functions that call what they are given again when something has changed, and forget its last result. */
export const computations: ReadonlySet<string> = new Set(['computed', 'createMemo', 'useMemo']);

/** Functions that give a state and what sets it. */
export const stateMakers: ReadonlySet<string> = new Set(['createSignal', 'useState']);
