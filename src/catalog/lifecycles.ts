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
