import { EventEmitter, once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

interface Disposable {
  dispose(): void;
}
type Listener = () => void;

/** One for the whole program: what it listens for it hears until the end. */
export const shortcuts = {
  pressed: new Set<string>(),
  start() {
    window.addEventListener('keydown', shortcuts.press);
    window.addEventListener('keyup', shortcuts.release);
  },
  press({ key }: KeyboardEvent) {
    shortcuts.pressed.add(key);
  },
  release({ key }: KeyboardEvent) {
    shortcuts.pressed.delete(key);
  },
  stop() {
    shortcuts.pressed.clear();
  },
};

/** A drag: the listeners are known to a state that ends it. */
export class Drag {
  #state: { onMove: Listener; onUp: Listener } | null = null;

  begin(): void {
    const onMove = this.#handler('move');
    const onUp = this.#handler('up');
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    this.#state = { onMove, onUp };
  }

  #handler(name: string): Listener {
    return () => console.log(name);
  }

  destroy(): void {
    if (!this.#state) return;
    window.removeEventListener('pointermove', this.#state.onMove);
    window.removeEventListener('pointerup', this.#state.onUp);
  }
}

/** Replaces its target, and lets go of the last one too. */
export class Follower {
  #target: EventTarget | null = null;

  follow(target: EventTarget | null): void {
    this.#target?.removeEventListener('change', this.#changed);
    this.#target = target;
    target?.addEventListener('change', this.#changed);
  }

  readonly #changed = (): void => {
    console.log(this.#target);
  };

  dispose(): void {
    this.follow(null);
  }
}

/** A view that is replaced, and released by a helper and at the end. */
export class Preview {
  #view: Disposable | undefined;

  show(open: () => Disposable): void {
    this.#clear();
    this.#view = open();
  }

  #clear(): void {
    this.#view?.dispose();
    this.#view = undefined;
  }

  dispose(): void {
    this.#clear();
  }
}

/** What a scope of the instance makes ends with the scope. */
export class Scoped {
  #child: Disposable | undefined;
  constructor(private readonly scope: { child(): Disposable; dispose(): void }) {}

  renew(): void {
    this.#child?.dispose();
    this.#child = this.scope.child();
  }

  dispose(): void {
    this.scope.dispose();
  }
}

/** Events of VS Code's kind: kept in a list, by an argument, and by a field that the end knows. */
export class Panel {
  readonly #disposables: Disposable[] = [];
  #selection: Disposable | undefined;

  constructor(
    private readonly editors: {
      onDidSave(listener: Listener): Disposable;
      onDidOpen(listener: Listener, owner: unknown, list: Disposable[]): Disposable;
      onDidSelect(listener: Listener): Disposable;
    },
  ) {
    this.#disposables.push(editors.onDidSave(() => this.draw()));
    editors.onDidOpen(() => this.draw(), this, this.#disposables);
    this.#disposables.push({ dispose: () => this.#selection?.dispose() });
  }

  watch(): void {
    this.#selection?.dispose();
    this.#selection = this.editors.onDidSelect(() => this.draw());
  }

  draw(): void {}

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }
}

/** Servers by their port, each closed by the end, or by the one who stops it. */
export class Servers {
  readonly #servers = new Map<number, Server>();

  open(port: number, connected: (socket: Socket) => void): void {
    const server = createServer(connected);
    server.listen(port);
    this.#servers.set(port, server);
  }

  stop(port: number): void {
    this.#servers.get(port)?.close();
    this.#servers.delete(port);
  }

  dispose(): void {
    for (const server of this.#servers.values()) server.close();
    this.#servers.clear();
  }
}

/** Its own emitter dies with it; waiting once leaves nothing behind. */
export class Job {
  readonly #events = new EventEmitter();

  constructor() {
    this.#events.on('progress', () => this.report());
  }

  report(): void {}

  async finish(): Promise<void> {
    await once(this.#events, 'finished');
  }

  dispose(): void {}
}

/** One signal takes all listeners away. */
export class Popup {
  readonly #closing = new AbortController();

  open(): void {
    const { signal } = this.#closing;
    document.addEventListener('click', () => this.close(), { signal, capture: true });
    window.addEventListener('blur', () => this.close(), { signal });
  }

  close(): void {
    this.#closing.abort();
  }
}
