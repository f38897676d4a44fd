// What one run makes, the end of the run releases; emitters are memory; a mutex is made of nothing.
import { MIMEParams } from 'node:util';

class Preview implements Disposable {
  readonly element = {};
  attach(): void {}
  [Symbol.dispose](): void {}
}
declare function makePeer(): Preview;

/** A drag begins and ends; the end of the instance ends what runs by then. */
export class Drag {
  #preview: Preview | null = null;
  #sequence = 0;

  begin(): void {
    this.#sequence++;
    this.#preview = new Preview();
    this.#preview.attach();
  }

  end(): void {
    this.#sequence--;
    this.#destroyPreview();
  }

  #destroyPreview(): void {
    this.#preview?.[Symbol.dispose]();
    this.#preview = null;
  }

  [Symbol.dispose](): void {
    this.#destroyPreview();
  }
}

/** Nothing fails behind the acquisition. */
export class Transport {
  readonly #peer: Preview;
  readonly #parameters: MIMEParams;

  constructor() {
    this.#peer = new Preview();
    this.#parameters = new MIMEParams();
  }

  has(name: string): boolean {
    return this.#parameters.has(name);
  }

  [Symbol.dispose](): void {
    this.#peer[Symbol.dispose]();
  }
}

type Handler = (value: string) => void;
class RequestEmitter implements Disposable {
  #inner: RequestEmitter | null;
  #handlers: Handler[] = [];
  constructor(inner: RequestEmitter | null = null) {
    this.#inner = inner;
  }
  on(_name: string, handler: Handler): this {
    this.#handlers.push(handler);
    this.#inner?.on(_name, handler);
    return this;
  }
  off(_name: string, handler: Handler): void {
    this.#handlers = this.#handlers.filter((other) => other !== handler);
  }
  emit(_name: string, value: string): void {
    for (const handler of this.#handlers) handler(value);
  }
  [Symbol.dispose](): void {
    for (const handler of this.#handlers) this.#inner?.off('', handler);
    this.#handlers = [];
  }
}

/** One emitter around another of the same instance, and one that nobody else knows. */
export class Page {
  readonly #requests = new RequestEmitter();

  listen(log: string[]): void {
    const requests = new RequestEmitter(this.#requests);
    requests.on('request', (value) => log.push(value));
    requests.on('response', (value) => log.push(value));
  }

  once(log: string[]): void {
    const emitter = new RequestEmitter();
    emitter.on('done', (value) => log.push(value));
    emitter.emit('done', 'now');
  }

  [Symbol.dispose](): void {
    this.#requests[Symbol.dispose]();
  }
}

class Track {
  isEnabled = true;
  #peer = makePeer();
  stop(): void {
    this.isEnabled = false;
    this.#peer[Symbol.dispose]();
  }
  protected disable(): void {
    this.isEnabled = false;
  }
}

/** Stopped, it can be started again: it chooses what it wants of the base. */
export class RemoteTrack extends Track {
  override stop(): void {
    super.disable();
  }
}

interface Remote extends AsyncDisposable {
  close(): Promise<void>;
  read(): string;
}
declare function createRemote(): Remote;

/** Both are told to close before either is waited for. */
export async function readBoth(first: Remote): Promise<string> {
  const second = createRemote();
  try {
    return first.read() + second.read();
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
}

/** The other side ends it. */
class Session implements Disposable {
  static over(onEnd: (end: () => void) => void): Session {
    return new Session(onEnd);
  }
  private constructor(onEnd: (end: () => void) => void) {
    onEnd(() => {
      this[Symbol.dispose]();
    });
  }
  [Symbol.dispose](): void {}
}

export function follow(onEnd: (end: () => void) => void, log: unknown[]): void {
  const session = Session.over(onEnd);
  log.push(typeof session);
}
