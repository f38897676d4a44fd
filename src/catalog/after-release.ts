/** What may still be done with a resource that has been released. */

/** Methods that end a disposable for good, where only its type is known. */
export const finalMethods: ReadonlySet<string> = new Set([
  'Symbol.asyncDispose',
  'Symbol.dispose',
  'close',
  'closeAsync',
  'closeSync',
  'destroy',
  'dispose',
  'disposeAsync',
  'free',
]);

/** Names of one and the same release: the second of them is one too many. */
export const disposeMethods: ReadonlySet<string> = new Set([
  'Symbol.asyncDispose',
  'Symbol.dispose',
  'dispose',
  'disposeAsync',
]);

/** First words of methods that begin anew what was released. */
export const restartWords: ReadonlySet<string> = new Set([
  'acquire',
  'attach',
  'begin',
  'connect',
  'enable',
  'init',
  'initialize',
  'launch',
  'listen',
  'load',
  'lock',
  'open',
  'reconnect',
  'renew',
  'reopen',
  'reset',
  'restart',
  'resume',
  'setup',
  'start',
]);

/** First words of methods that only ask, or that tell of the end: `isOpen`, `waitForExit`, `once`. */
export const harmlessWords: ReadonlySet<string> = new Set([
  'add',
  'catch',
  'emit',
  'finally',
  'get',
  'has',
  'inspect',
  'is',
  'join',
  'off',
  'on',
  'once',
  'ref',
  'remove',
  'then',
  'to',
  'unref',
  'value',
  'wait',
  'was',
]);

/** Resources of the catalog that work on, or anew, after their release. */
export const usableAfterRelease: ReadonlySet<string> = new Set([
  'mongodb/client',
  'mongodb/connected-client',
  'mongoose/connection',
  'node/http-agent',
  'playwright/browser',
  'playwright/context',
  'playwright/page',
  'prisma/client',
  'puppeteer/browser',
  'web/gpu-memory',
]);

/** Resources of the catalog whose second release throws, or takes away what somebody else has got by then. */
export const releasedOnlyOnce: ReadonlySet<string> = new Set([
  'amqplib/connection',
  'imapflow/mailbox-lock',
  'node/file-descriptor',
  'pg/pool',
  'pg/pooled-client',
  'postgres/reserved-connection',
]);

/** Types whose second release does nothing: measured for Node, by specification for the language and the web. */
export const releasedAgainForNothing: readonly { readonly name: string; readonly from?: string }[] = [
  { name: 'DisposableStack' },
  { name: 'AsyncDisposableStack' },
  { name: 'FileHandle', from: 'node:fs/promises' },
  { name: 'Dir', from: 'node:fs' },
  { name: 'DisposableTempDir', from: 'node:fs' },
  { name: 'DatabaseSync', from: 'node:sqlite' },
  { name: 'Interface', from: 'node:readline' },
  { name: 'Interface', from: 'node:readline/promises' },
];

/** Functions of Node that work with an open file descriptor. */
export const useDescriptor: ReadonlySet<string> = new Set([
  'fs.appendFileSync',
  'fs.fchmodSync',
  'fs.fchownSync',
  'fs.fdatasyncSync',
  'fs.fstatSync',
  'fs.fsyncSync',
  'fs.ftruncateSync',
  'fs.futimesSync',
  'fs.readFileSync',
  'fs.readSync',
  'fs.readvSync',
  'fs.writeFileSync',
  'fs.writeSync',
  'fs.writevSync',
]);
