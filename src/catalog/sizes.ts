/** What tells that a value is large, or that it is not. Plain data; the analysis of retention reads it. */

export interface LargeType {
  readonly names: readonly string[];
  /** The module that declares them; globals of the language, the DOM or Node when absent. */
  readonly from?: string;
}

/** Types whose values are large more often than not: bytes, trees, messages with their bodies. Subtypes are meant too. */
export const largeTypes: readonly LargeType[] = [
  {
    names: [
      'ArrayBuffer',
      'SharedArrayBuffer',
      'DataView',
      'Int8Array',
      'Uint8Array',
      'Uint8ClampedArray',
      'Int16Array',
      'Uint16Array',
      'Int32Array',
      'Uint32Array',
      'Float16Array',
      'Float32Array',
      'Float64Array',
      'BigInt64Array',
      'BigUint64Array',
    ],
  },
  { names: ['Blob', 'File', 'FormData', 'ImageBitmap', 'ImageData', 'AudioBuffer', 'VideoFrame'] },
  { names: ['HTMLCanvasElement', 'OffscreenCanvas', 'Document', 'Element', 'DocumentFragment', 'NodeList'] },
  { names: ['Request', 'Response', 'ReadableStream'] },
  { names: ['Buffer', 'Blob', 'File'], from: 'node:buffer' },
  { names: ['IncomingMessage', 'ServerResponse'], from: 'node:http' },
  { names: ['Readable'], from: 'node:stream' },
];

/** Collections: large or small, which their type does not say. */
export const collectionTypes: readonly string[] = [
  'Array',
  'ReadonlyArray',
  'Map',
  'ReadonlyMap',
  'Set',
  'ReadonlySet',
];

/** Parameters that frameworks fill with all there is of a request. */
export const requestNames: ReadonlySet<string> = new Set([
  'req',
  'res',
  'ctx',
  'body',
  'request',
  'response',
  'payload',
]);

/** A call whose result is as large as what it reads. */
export type BulkSource =
  /** A function of a module, or a global: `readFile` of `node:fs`, `JSON.parse`. */
  | { readonly call: string; readonly from?: string }
  | {
      /** A method … */
      readonly method: string;
      /** … of one of these types, or a subtype … */
      readonly of: readonly string[];
      readonly from?: string;
      /** … and a name that nothing else bears, so that it is believed where there are no types. */
      readonly isTelling?: true;
    };

const bodies = ['Body', 'BodyMixin', 'Response', 'Request', 'Blob', 'HTTPResponse', 'APIResponse'];
const trees = ['Document', 'DocumentFragment', 'Element'];

export const bulkSources: readonly BulkSource[] = [
  { call: 'readFile', from: 'node:fs/promises' },
  { call: 'readFile', from: 'node:fs' },
  { call: 'promises.readFile', from: 'node:fs' },
  { call: 'readFileSync', from: 'node:fs' },
  { call: 'readFile', from: 'fs-extra' },
  { call: 'readFileSync', from: 'fs-extra' },
  { call: 'readJson', from: 'fs-extra' },
  { method: 'readFile', of: ['FileHandle'], from: 'node:fs' },
  { call: 'execSync', from: 'node:child_process' },
  { call: 'execFileSync', from: 'node:child_process' },
  { call: 'JSON.parse' },
  { call: 'renderToString', from: 'react-dom/server' },
  { call: 'renderToStaticMarkup', from: 'react-dom/server' },
  { call: 'Buffer.concat' },
  { call: 'concat', from: 'node:buffer' },
  { method: 'arrayBuffer', of: bodies, isTelling: true },
  { method: 'blob', of: bodies },
  { method: 'bytes', of: bodies },
  { method: 'formData', of: bodies },
  { method: 'json', of: bodies },
  { method: 'text', of: bodies },
  { method: 'querySelectorAll', of: trees, isTelling: true },
  { method: 'getElementsByTagName', of: trees, isTelling: true },
  { method: 'getImageData', of: ['CanvasRenderingContext2D', 'OffscreenCanvasRenderingContext2D'], isTelling: true },
  { method: 'toString', of: ['Buffer'], from: 'node:buffer' },
  { method: 'query', of: ['ClientBase', 'Pool'], from: 'pg' },
  { method: 'query', of: ['Connection', 'Pool', 'QueryableBase'], from: 'mysql2' },
  { method: 'findAll', of: ['Model'], from: 'sequelize' },
  { method: 'findMany', of: [], isTelling: true },
];

/** Calls whose result is small, whatever its type says. */
export const smallSources: readonly BulkSource[] = [
  { method: 'digest', of: ['Hash', 'Hmac'], from: 'node:crypto', isTelling: true },
  { method: 'digest', of: ['SubtleCrypto'] },
  { call: 'document.getElementById' },
  { call: 'document.querySelector' },
];

/** Functions that make so many bytes as their first argument says. */
export const sizedCalls: ReadonlySet<string> = new Set([
  'Buffer.alloc',
  'Buffer.allocUnsafe',
  'Buffer.allocUnsafeSlow',
  'randomBytes',
]);

/** Names in what is given to `JSON.parse` that tell of a setting, an attribute or a message: small as a rule. */
export const smallTexts: ReadonlySet<string> = new Set([
  'data',
  'dataset',
  'env',
  'getAttribute',
  'getItem',
  'message',
  'msg',
  'stringify',
]);

/** From this many bytes or elements on, an array is large. */
export const largeLength = 64 * 1024;

/** Parts of large values that are small and never change. */
export const fixedParts: readonly { readonly of: readonly string[]; readonly parts: readonly string[] }[] = [
  {
    of: largeTypes[0]!.names,
    parts: ['byteLength', 'byteOffset', 'length'],
  },
  { of: ['Buffer'], parts: ['byteLength', 'byteOffset', 'length'] },
  { of: ['Blob', 'File'], parts: ['lastModified', 'name', 'size', 'type'] },
  { of: ['ImageBitmap', 'ImageData', 'VideoFrame'], parts: ['height', 'width'] },
  { of: ['AudioBuffer'], parts: ['duration', 'length', 'numberOfChannels', 'sampleRate'] },
  { of: ['Request', 'Response'], parts: ['method', 'ok', 'redirected', 'status', 'statusText', 'type', 'url'] },
  { of: ['IncomingMessage'], parts: ['httpVersion', 'method', 'statusCode', 'statusMessage', 'url'] },
  { of: ['Element'], parts: ['id', 'localName', 'nodeName', 'tagName'] },
];

/** Parts that may be as large as the whole. */
export const largeParts: ReadonlySet<string> = new Set([
  'body',
  'content',
  'contents',
  'data',
  'html',
  'innerHTML',
  'innerText',
  'outerHTML',
  'responseText',
  'source',
  'text',
  'textContent',
  'value',
]);

/** Parts that are small where no type tells. */
export const smallParts: ReadonlySet<string> = new Set(['byteLength', 'id', 'key', 'length', 'name', 'size', 'url']);

/** Calls whose result shares nothing with what they are given. */
export const copyingCalls: ReadonlySet<string> = new Set(['JSON.parse', 'structuredClone']);

/** Calls that keep what they are given, although their result does not show it. */
export const keepingCalls: ReadonlySet<string> = new Set(['URL.createObjectURL', 'window.URL.createObjectURL']);

/** Methods that change the array, map or set that they are called on. */
export const changingMethods: ReadonlySet<string> = new Set([
  'add',
  'clear',
  'copyWithin',
  'delete',
  'fill',
  'pop',
  'push',
  'reverse',
  'set',
  'shift',
  'sort',
  'splice',
  'unshift',
]);
