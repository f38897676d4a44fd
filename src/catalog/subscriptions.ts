/** What is known of observables, stores and events: which of them end, and what names say of it. */

/** Functions of RxJS that make a source which never ends by itself. */
export const endlessSources: ReadonlySet<string> = new Set(['fromEvent', 'fromEventPattern', 'interval']);

/** Functions of RxJS that make a source out of others: it ends no earlier than they do. */
export const combiningSources: ReadonlySet<string> = new Set(['combineLatest', 'merge', 'race', 'concat', 'zip']);

/** Operators after which the source ends, by their names alone; `distinctUntilChanged` and `skipUntil` are none of them. */
export const endingOperator =
  /^(?:take|takeUntil|takeWhile|first|last|single|find|elementAt|toArray|reduce|isEmpty|every)$|^(?!distinct|skip)\w*until|destroy|dispos|unsub/i;

/** Operators that subscribe to more sources: what they began goes on when only what stands before them has ended. */
export const flatteningOperators: ReadonlySet<string> = new Set([
  'combineLatestWith',
  'concatMap',
  'concatMapTo',
  'exhaustMap',
  'expand',
  'mergeMap',
  'mergeMapTo',
  'mergeWith',
  'switchMap',
  'switchMapTo',
  'switchScan',
  'mergeScan',
  'flatMap',
]);

/** Operators that may stand behind the one that ends the source: they end with what stands before them. */
export const lastOperators: ReadonlySet<string> = new Set([
  'audit',
  'auditTime',
  'buffer',
  'catchError',
  'count',
  'debounce',
  'debounceTime',
  'defaultIfEmpty',
  'dematerialize',
  'distinct',
  'distinctUntilChanged',
  'distinctUntilKeyChanged',
  'endWith',
  'every',
  'filter',
  'finalize',
  'first',
  'ignoreElements',
  'isEmpty',
  'last',
  'map',
  'mapTo',
  'materialize',
  'max',
  'min',
  'observeOn',
  'pairwise',
  'pluck',
  'publish',
  'publishReplay',
  'reduce',
  'refCount',
  'sample',
  'sampleTime',
  'scan',
  'share',
  'shareReplay',
  'skip',
  'skipUntil',
  'skipWhile',
  'startWith',
  'subscribeOn',
  'take',
  'takeUntil',
  'takeUntilDestroyed',
  'takeWhile',
  'tap',
  'throttle',
  'throttleTime',
  'throwIfEmpty',
  'timestamp',
  'toArray',
  'withLatestFrom',
]);

/** Names of sources that end with their component (routes, `changes` of Angular's queries) or their request. */
export const endingSource = /(?:^|\.)_?(?:http|httpClient|route|activatedRoute)(?:\.|$)|\.changes$/i;

/** Classes whose methods give a source that ends with one answer. */
export const endingSourceTypes: readonly { readonly name: string; readonly from: string }[] = [
  { name: 'HttpClient', from: '@angular/common' },
];

/** Functions of RxJS whose source ends by itself, or with the promises and sources that it is given. */
export const endingSourceCalls: ReadonlySet<string> = new Set(['of', 'throwError', 'range', 'firstValueFrom']);

/** Methods whose result goes on for as long as their object: `store.select(…)`, `ruler.change()`. */
export const endlessResult =
  /(?:[cC]hanges?|[cC]hanged|[eE]vents?|[sS]tream|[sS]crolled|[uU]pdates?|\$)$|^(?:select|watch|monitor|observe|listen|asObservable)|^on[A-Z]/;

/** Names of a subject that tells the end of its owner. */
export const endNotifier = /destroy|dispos|unsub|teardown|unmount/i;

/** Functions of packages that give what ends the subscription. */
export const disposerFunctions: readonly { readonly from: RegExp; readonly names: ReadonlySet<string> }[] = [
  {
    from: /firebase/,
    names: new Set(['onAuthStateChanged', 'onIdTokenChanged', 'onSnapshot', 'onValue', 'onChildAdded']),
  },
  { from: /^mobx$/, names: new Set(['autorun', 'intercept', 'observe', 'reaction']) },
  { from: /^@tauri-apps\/api/, names: new Set(['listen']) },
];

/** Methods that listen to what lives as long as the page when it is named so, and give a function that ends it. */
export const pageListeners: readonly {
  readonly type: string;
  readonly from: string;
  readonly method: string;
  readonly targets: ReadonlySet<unknown>;
}[] = [
  {
    type: 'Renderer2',
    from: '@angular/core',
    method: 'listen',
    targets: new Set(['window', 'document', 'body']),
  },
];

/** Events as VS Code and its kin write them: called with a listener, they give a disposable. */
export const eventProperty = /^on(?:Did|Will)[A-Z]/;

/** Methods that end a subscription. */
export const subscriptionEnds: ReadonlySet<string> = new Set([
  'dispose',
  'unsubscribe',
  'remove',
  'close',
  'cancel',
  'stop',
]);

/** An event by its name alone: it gives a disposable where the class keeps what another one gives. */
export const eventName = /^on[A-Z]/;

/** Functions that add a listener and give a disposable. */
export const disposableListener = /^_?addDisposable(?:Dom)?(?:Event)?Listener$/;

/** Names of the list in which a class keeps what it has to end. */
export const trackerName = /dispos|subscriptions?$|subs$|teardowns?|cleanups?|unsub|listeners?$/i;

/** Operators that end a source with the instance. */
export const ownerEnd = /\btakeUntil(?:Destroyed)?\(|\buntilDestroyed\(/;

/** Events by which an object tells that it ends. */
export const endEventProperties: readonly string[] = [
  'onClose',
  'onClosed',
  'onDidClose',
  'onDidDispose',
  'onDidEnd',
  'onDidExit',
  'onDisconnect',
  'onDispose',
  'onDisposed',
  'onEnd',
  'onExit',
];
