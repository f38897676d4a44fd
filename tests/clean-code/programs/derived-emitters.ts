/** What has its disposal from an emitter, and adds nothing to it, is memory: it ends with whoever holds it. */
class EventEmitter {
  readonly #listeners = new Map<string, Set<() => void>>();

  on(name: string, listener: () => void): void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
  }

  emit(name: string): void {
    for (const listener of this.#listeners.get(name) ?? []) listener();
  }

  off(name: string, listener: () => void): void {
    this.#listeners.get(name)?.delete(listener);
  }

  [Symbol.dispose](): void {
    this.#listeners.clear();
  }
}

class Realm extends EventEmitter {
  evaluate(code: string): number {
    this.emit('evaluated');
    return code.length;
  }
}

export class Page {
  readonly #realm = new Realm();
  #isClosed = false;

  evaluate(code: string): number {
    return this.#isClosed ? 0 : this.#realm.evaluate(code);
  }

  close(): void {
    this.#isClosed = true;
  }
}
