/**
 * Runs programs one after the other and tells of each which resources it leaks, uses after they were disposed or
 * disposes twice, and what it does meanwhile. The functions of prelude.d.ts are made anew for each.
 *
 * Reads a JSON array of { code, cond, boom } from standard input, prints the array of the outcomes. `cond` is
 * what the constant `cond` is; with `boom`, work() and workAsync() throw.
 */
import { text } from 'node:stream/consumers';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function disposeOf(resource) {
  await (resource[Symbol.dispose] ?? resource[Symbol.asyncDispose]).call(resource);
}

const isDisposable = (value) =>
  typeof value === 'object' && value !== null && !!(value[Symbol.dispose] ?? value[Symbol.asyncDispose]);

async function run({ code, cond, boom }, number) {
  const live = new Set();
  const log = [];
  const pending = [];
  const taken = [];
  let usesAfterDisposal = 0;
  let doubleDisposals = 0;

  class Resource {
    isDisposed = false;
    constructor(name = 'r') {
      this.name = name;
      live.add(this);
      log.push(`open ${name}`);
    }
    read() {
      if (this.isDisposed) usesAfterDisposal++;
      log.push(`read ${this.name}`);
      return this.name;
    }
    async later() {
      await pause(2);
      return this.read();
    }
    self() {
      return this;
    }
    end() {
      if (this.isDisposed) doubleDisposals++;
      this.isDisposed = true;
      live.delete(this);
    }
  }
  class SyncResource extends Resource {
    child() {
      if (this.isDisposed) usesAfterDisposal++;
      return new SyncResource(`${this.name}.child`);
    }
    dispose() {
      this.end();
    }
    [Symbol.dispose]() {
      this.end();
    }
  }
  class AsyncResource extends Resource {
    async close() {
      await null;
      this.end();
    }
    async dispose() {
      await this.close();
    }
    async [Symbol.asyncDispose]() {
      await this.close();
    }
  }
  class BothResource extends SyncResource {
    async [Symbol.asyncDispose]() {
      await null;
      this.end();
    }
  }
  class Handle extends SyncResource {}
  class Wrapper extends SyncResource {
    constructor(inner) {
      super('wrapper');
      this.inner = inner;
    }
    read() {
      super.read();
      return this.inner.read();
    }
    end() {
      super.end();
      this.inner.dispose();
    }
  }
  class Base {
    isDisposed = false;
    #registered = [];
    _register(resource) {
      this.#registered.push(resource);
      return resource;
    }
    dispose() {
      this.isDisposed = true;
      for (const resource of this.#registered.splice(0)) resource[Symbol.dispose]();
    }
    [Symbol.dispose]() {
      this.dispose();
    }
  }

  const shared = new SyncResource('shared');
  live.delete(shared);
  log.length = 0;
  const work = () => {
    log.push('work');
    if (boom) throw new Error('boom');
  };
  Object.assign(globalThis, {
    Handle,
    Wrapper,
    Base,
    createRes: (name) => new SyncResource(name),
    createResOrNull: () => (cond ? new SyncResource('or null') : null),
    createARes: () => new AsyncResource('async'),
    createBoth: () => new BothResource('both'),
    createPair: () => [new SyncResource('1'), new SyncResource('2')],
    openRes: async () => {
      await null;
      return new SyncResource('opened');
    },
    openARes: async () => {
      await null;
      return new AsyncResource('opened async');
    },
    take: (resource) => taken.push(resource),
    takeMany: (resources) => taken.push(...resources),
    takeRest: (...resources) => taken.push(...resources),
    takeBag: (bag) => taken.push(bag.r),
    show: () => undefined,
    getShared: () => shared,
    later: (callback) => pending.push(pause(4).then(callback)),
    work,
    workAsync: async () => {
      await null;
      work();
    },
    cond,
    xs: [1, 2],
    sink: [],
    *gen() {
      yield 1;
      yield 2;
    },
  });

  try {
    // the number makes every module a new one
    const url = `data:text/javascript,${encodeURIComponent(`${code}\n// ${number}`)}`;
    const { main } = await import(url);
    if (main) {
      const returned = await main();
      log.push(`return ${typeof returned === 'string' ? returned : typeof returned}`);
      // The caller does what is left to it.
      if (typeof returned?.next === 'function') for await (const _ of returned) log.push('yield');
      else if (typeof returned === 'function') await returned();
      else {
        const owned = isDisposable(returned) ? [returned] : Object.values(returned ?? {}).filter(isDisposable);
        for (const resource of owned) {
          if (resource.isDisposed) usesAfterDisposal++;
          await disposeOf(resource);
        }
      }
    }
  } catch (error) {
    log.push(`error ${error}`);
  }
  await Promise.allSettled(pending);
  await pause(8);
  for (const resource of taken) if (!resource.isDisposed) await disposeOf(resource);
  return { leaks: Array.from(live, ({ name }) => name), usesAfterDisposal, doubleDisposals, log };
}

const outcomes = [];
for (const [number, program] of JSON.parse(await text(process.stdin)).entries()) {
  outcomes.push(await run(program, number));
}
console.log(JSON.stringify(outcomes));
