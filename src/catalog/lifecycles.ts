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
  'componentWillUnmount',
  'disconnectedCallback',
  'hostDisconnected',
  'onModuleDestroy',
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

/** Functions whose callback may return what ends it: the cleanup runs before the next run and at the end of the component. */
export const effectHooks: ReadonlySet<string> = new Set(['useEffect', 'useInsertionEffect', 'useLayoutEffect']);

/** Methods that end an object for good, the most telling first, and how sure it is that an object with such a method has to be ended. */
export const finalMethods: readonly { readonly name: string; readonly confidence: Confidence }[] = [
  { name: 'dispose', confidence: 'medium' },
  { name: 'destroy', confidence: 'medium' },
  { name: 'disconnect', confidence: 'low' },
  { name: 'terminate', confidence: 'low' },
  { name: 'shutdown', confidence: 'low' },
  { name: 'close', confidence: 'low' },
];

/** Teardowns whose names mean the end of the instance and nothing else. */
export const finalTeardowns: ReadonlySet<string> = new Set([
  'Symbol.dispose',
  'Symbol.asyncDispose',
  'dispose',
  'disposeAsync',
  'destroy',
  'ngOnDestroy',
  'componentWillUnmount',
  'disconnectedCallback',
  'hostDisconnected',
  'onModuleDestroy',
  'onApplicationShutdown',
  'tearDown',
  'teardown',
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
