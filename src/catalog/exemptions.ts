/** Types that are disposable by declaration and need no release, or none that their type alone can ask for. */
export interface ExemptTypes {
  readonly names: readonly string[];
  /** The module that declares them; global types when absent. */
  readonly from?: string;
  readonly reason: string;
}

const servers = 'usually runs as long as the program; the catalog knows those that a function makes itself';
const mocks = 'the test runner restores its mocks';

/** A value whose type or one of its bases is in this list is no resource, unless the catalog knows how it was acquired. */
export const exemptTypes: readonly ExemptTypes[] = [
  {
    // the bases of array, map, set and string iterators and of generators
    names: ['AsyncIteratorObject', 'IteratorObject'],
    reason: 'an iterator holds nothing but its position; loops close it',
  },
  {
    names: ['Immediate', 'Timeout'],
    from: 'node:timers',
    reason: 'timers have a rule of their own; to dispose one cancels it',
  },
  {
    // the bases of compressors, hashes, ciphers, messages of HTTP, sockets and terminals
    names: ['Readable', 'Writable'],
    from: 'node:stream',
    reason: 'disposable by inheritance; what counts is its source or sink',
  },
  { names: ['Server'], from: 'node:net', reason: servers },
  { names: ['Worker'], from: 'node:worker_threads', reason: 'ends with its script' },
  { names: ['ChildProcess'], from: 'node:child_process', reason: 'ends by itself' },
  { names: ['Renderer2'], from: '@angular/core', reason: 'its factory keeps it; what it drew ends with its component' },
  { names: ['EffectRef'], from: '@angular/core', reason: 'ends with the injector in whose context it was made' },
  { names: ['REPLServer'], from: 'node:repl', reason: 'ends when its user leaves' },
  {
    names: ['Broadcast', 'DuplexChannel', 'Share', 'SyncShare', 'SyncWriter', 'Writer'],
    from: 'node:stream/iter',
    reason: 'a queue in memory',
  },
  { names: ['ZipEntry'], from: 'node:zlib', reason: 'the archive that it is given to disposes it' },
  { names: ['Disposable'], from: 'playwright-core', reason: 'what it undoes ends with its page or context' },
  { names: ['JSHandle'], from: 'playwright-core', reason: 'navigation releases it' },
  {
    names: ['ComponentRef', 'EmbeddedViewRef'],
    from: '@angular/core',
    reason: 'the view container that made or shows it destroys it with itself',
  },
  { names: ['MockTimers'], from: 'node:test', reason: mocks },
  { names: ['Disposable', 'MockInstance'], from: '@vitest/spy', reason: mocks },
  { names: ['Disposable'], from: 'vitest', reason: mocks },
  { names: ['MockInstance'], from: 'jest-mock', reason: mocks },
];

/**
 * Classes that give every class derived from them a method to end it, and hold nothing that it would free: only a class
 * that declares the method again has something to release.
 */
export const emptyEnds: readonly ExemptTypes[] = [
  {
    names: ['Object3D'],
    from: 'three',
    reason: 'its `dispose()` tells a renderer; geometries, materials and textures are released by themselves',
  },
];

/** How an emitter is known: by its members, and by its name where other classes have these members from their bases. */
export interface EmitterForm {
  readonly members: readonly string[];
  readonly name?: RegExp;
}

/** Disposing an emitter lets its listeners go, which its end does as well. */
export const emitterForms: readonly EmitterForm[] = [
  // `new EventEmitter<string>()` of VS Code and of its libraries
  { members: ['event', 'fire'] },
  { members: ['emit', 'on'], name: /Emitter$/ },
];
