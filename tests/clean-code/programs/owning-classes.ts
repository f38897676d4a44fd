import { createServer, type Server, type Socket } from 'node:net';
import { openSync, closeSync } from 'node:fs';

interface Closable {
  close(): void;
}

class Cleanups implements Disposable {
  readonly #all: Closable[] = [];

  add<T extends Closable>(closable: T): T {
    this.#all.push(closable);
    return closable;
  }

  [Symbol.dispose](): void {
    for (const closable of this.#all.splice(0)) closable.close();
  }
}

class View {
  destroy(): void {
    console.log('destroyed');
  }
}

/** Owns a server, its connections, a descriptor, and views that come and go. */
export class Hub {
  readonly #cleanups = new Cleanups();
  readonly #server: Server;
  readonly #sockets = new Map<string, Socket>();
  #log: number | undefined = openSync('hub.log', 'a');
  #view: View | null = null;

  constructor() {
    const server = createServer((socket) => this.#accept(socket));
    server.on('error', console.error);
    this.#server = this.#cleanups.add(server);
  }

  #accept(socket: Socket): void {
    this.#sockets.set(String(socket.remotePort), socket);
    socket.on('close', () => this.#sockets.delete(String(socket.remotePort)));
  }

  show(): View {
    return (this.#view ??= new View());
  }

  replace(): void {
    const old = this.#view;
    this.#view = new View();
    old?.destroy();
  }

  get address(): unknown {
    return this.#server.address();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { log, ...views } = this.#take();
    if (log !== undefined) closeSync(log);
    for (const view of Object.values(views)) view?.destroy();
    for (const socket of this.#sockets.values()) socket.destroy();
    this.#cleanups[Symbol.dispose]();
  }

  #take(): { log: number | undefined; view: View | null } {
    const taken = { log: this.#log, view: this.#view };
    this.#log = undefined;
    this.#view = null;
    return taken;
  }
}

abstract class Part {
  close(): void {
    this.onClose();
  }

  protected abstract onClose(): void;
}

/** The base calls the method that releases. */
export class ServerPart extends Part {
  readonly #server = createServer();

  protected override onClose(): void {
    this.#server.close();
  }
}
