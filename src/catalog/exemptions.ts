/** Types that have a disposal symbol and nothing that has to be released. */
export interface ExemptTypes {
  readonly names: readonly string[];
  /** The module that declares them; global types when absent. */
  readonly from?: string;
  readonly reason: string;
}

const iterators = 'an iterator holds nothing but its position; loops close it';
const timers = 'timers have a rule of their own; to dispose one cancels it';
const streams = 'disposable by inheritance; its source or sink is what counts';
const messages = 'a message belongs to its connection';
const mocks = 'the test runner restores its mocks';

/** A type or one of its bases in this list is no resource, unless the catalog knows how it was acquired. */
export const exemptTypes: readonly ExemptTypes[] = [
  {
    names: [
      'ArrayIterator',
      'AsyncGenerator',
      'AsyncIterableIterator',
      'AsyncIterator',
      'AsyncIteratorObject',
      'BuiltinIterator',
      'Generator',
      'Iterator',
      'IterableIterator',
      'IteratorObject',
      'MapIterator',
      'RegExpStringIterator',
      'SegmentIterator',
      'SetIterator',
      'StringIterator',
    ],
    reason: iterators,
  },
  { names: ['Timeout', 'Timer', 'Immediate'], reason: timers },
  { names: ['Timeout', 'Timer', 'Immediate'], from: 'node:timers', reason: timers },
  { names: ['Readable', 'Writable', 'Duplex', 'Transform', 'PassThrough'], from: 'node:stream', reason: streams },
  {
    names: [
      'BrotliCompress',
      'BrotliDecompress',
      'Deflate',
      'DeflateRaw',
      'Gunzip',
      'Gzip',
      'Inflate',
      'InflateRaw',
      'Unzip',
      'ZstdCompress',
      'ZstdDecompress',
    ],
    from: 'node:zlib',
    reason: streams,
  },
  { names: ['ReadStream', 'WriteStream'], from: 'node:tty', reason: streams },
  {
    names: ['Broadcast', 'DuplexChannel', 'Share', 'SyncShare', 'SyncWriter', 'Writer'],
    from: 'node:stream/iter',
    reason: 'a queue in memory',
  },
  { names: ['ZipEntry'], from: 'node:zlib', reason: 'an archive disposes the entries it is given' },
  {
    names: ['ClientRequest', 'IncomingMessage', 'OutgoingMessage', 'ServerResponse'],
    from: 'node:http',
    reason: messages,
  },
  {
    names: ['ClientHttp2Stream', 'Http2ServerRequest', 'Http2ServerResponse', 'Http2Stream', 'ServerHttp2Stream'],
    from: 'node:http2',
    reason: messages,
  },
  {
    names: [
      'Cipher',
      'Cipheriv',
      'CipherCCM',
      'CipherChaCha20Poly1305',
      'CipherGCM',
      'CipherOCB',
      'Decipher',
      'Decipheriv',
      'DecipherCCM',
      'DecipherChaCha20Poly1305',
      'DecipherGCM',
      'DecipherOCB',
      'Hash',
      'Hmac',
      'Sign',
      'Verify',
    ],
    from: 'node:crypto',
    reason: 'a stream by inheritance only; it is memory',
  },
  { names: ['MockTimers'], from: 'node:test', reason: mocks },
  { names: ['Disposable', 'Mock', 'MockInstance'], from: 'vitest', reason: mocks },
  { names: ['Mock', 'MockInstance'], from: '@vitest/spy', reason: mocks },
  { names: ['Mock', 'MockInstance', 'Replaced'], from: 'jest-mock', reason: mocks },
];
