/** Words in the name of a promise that settles when something ends: usually the program. */
export const endingWords: ReadonlySet<string> = new Set([
  ...['shutdown', 'abort', 'aborted', 'cancel', 'canceled', 'cancelled', 'cancellation', 'close', 'closed', 'closing'],
  ...['exit', 'exited', 'stop', 'stopped', 'stopping', 'terminate', 'terminated', 'termination', 'dispose', 'disposed'],
  ...[
    'destroy',
    'destroyed',
    'never',
    'disconnect',
    'disconnected',
    'quit',
    'kill',
    'killed',
    'unload',
    'sigterm',
    'sigint',
  ],
]);

/** Events that come once, at the end. */
export const endingEvents: ReadonlySet<string> = new Set([
  ...['SIGTERM', 'SIGINT', 'SIGHUP', 'exit', 'beforeExit', 'close', 'abort', 'shutdown', 'disconnect', 'end', 'finish'],
  ...['pagehide', 'unload', 'beforeunload'],
]);

/** Methods of `Promise` that leave a reaction on every promise that they are given. */
export const combiningMethods: ReadonlySet<string> = new Set(['race', 'any', 'all', 'allSettled']);
