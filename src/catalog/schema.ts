/**
 * The form in which the catalog states what it knows about an API. Plain data: an entry
 * reads as a row of a table, prints as documentation, and is what users write in
 * `settings.leaks.resources`.
 */

/** How sure it is that a local that is never released is a real leak. */
export type Confidence = 'high' | 'medium' | 'low';

/**
 * The call or `new` that acquires. Names may be dotted (`promises.open`,
 * `URL.createObjectURL`). Without `from` the name is a global; the module is written with
 * `node:` for Node's own and matches imports with and without it.
 */
export type AcquiredBy =
  | { readonly call: string; readonly from?: string }
  | { readonly new: string; readonly from?: string }
  | {
      /** A method of an instance: `connect` … */
      readonly method: string;
      /** … of this class or interface (or one derived from it) … */
      readonly of: string;
      /** … declared by this module; a global type (DOM, ES) when absent. */
      readonly from?: string;
    };

/** How it is released. Of several names the first is the one that a fix writes. */
export type Release =
  /** A method of the handle: `file.close()`. */
  | {
      readonly form: 'self';
      readonly methods: readonly [string, ...string[]];
      /** The first method returns a promise that has to be awaited. */
      readonly async?: true;
    }
  /** A function that is given the handle: `clearInterval(id)`. Globals unless `from`. */
  | { readonly form: 'function'; readonly functions: readonly [string, ...string[]]; readonly from?: string }
  /** A method of the receiver that is given the handle: `navigator.geolocation.clearWatch(id)`. */
  | { readonly form: 'owner'; readonly methods: readonly [string, ...string[]] }
  /** The handle is a function, and calling it releases: `const release = await mutex.acquire()`. */
  | { readonly form: 'disposer'; readonly async?: true };

/** What ends the resource without a call to its release. */
export interface EndsByItself {
  /** A property of an options argument with one of these names: `signal`, `once`. */
  readonly options?: readonly string[];
  /** `for await (… of handle)` releases it when the loop is left, in every way. */
  readonly iterated?: true;
  /**
   * Calls after which it ends by itself, whether methods of the handle (`unref`) or calls that
   * are given it: both ends of `source.pipe(file)`.
   */
  readonly methods?: readonly string[];
  /** Methods of the handle that leave nothing to release when they fail: a stream is in error, and its release would fail too. */
  readonly failing?: readonly string[];
}

/** One kind of resource. */
export interface Resource {
  /** Unique, kebab-case, `platform-or-package/name`: `node/file-handle`. */
  readonly id: string;
  /** With its article, as it reads in a message: "a file handle". */
  readonly label: string;
  /** Timers have a rule of their own and never become `using`. */
  readonly family: 'resource' | 'timer';
  readonly acquiredBy: readonly [AcquiredBy, ...AcquiredBy[]];
  /** The call returns a promise of the handle (so that files without types know to expect `await`). */
  readonly promised?: true;
  /** The type of the handle, declared by the module of the first way to acquire it. */
  readonly type?: string;
  readonly release: Release;
  readonly endsByItself?: EndsByItself;
  /**
   * Does its job after the function has returned (a timer, a server, a watcher): releasing
   * it when the function ends would break it, so it never becomes `using`.
   */
  readonly worksUnattended: boolean;
  /** Lost when something throws before the release, and that matters even in code that otherwise ignores exceptions. */
  readonly leaksOnThrow: boolean;
  readonly confidence: Confidence;
  /** The disposal protocol the handle really has at run time, and the first Node version in which it does. */
  readonly disposal?: { readonly symbol: 'dispose' | 'asyncDispose'; readonly node: string };
}
