import { connect, createServer, type Server, type Socket } from 'node:net';
import WebSocket from 'ws';

/** Each side ends the other. */
export function proxy(port: number, target: string): Server {
  return createServer((incoming) => {
    const outgoing = connect(port, target);
    incoming.pipe(outgoing).pipe(incoming);
    incoming.on('error', () => outgoing.destroy());
    outgoing.on('error', () => incoming.destroy());
  });
}

export function isReachable(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, host);
    const finish = (reachable: boolean): void => {
      socket.destroy();
      resolve(reachable);
    };
    socket.setTimeout(1000, () => {
      finish(false);
    });
    socket.once('connect', () => {
      finish(true);
    });
    socket.once('error', () => {
      finish(false);
    });
  });
}

export class Feed {
  #socket: WebSocket | null = null;
  #reconnect: NodeJS.Timeout | undefined;

  open(url: string): void {
    const socket = new WebSocket(url);
    const ping = setInterval(() => {
      socket.ping();
    }, 30_000);
    socket.on('close', () => {
      clearInterval(ping);
      this.#reconnect = setTimeout(() => {
        this.open(url);
      }, 1000);
    });
    this.#socket = socket;
  }

  close(): void {
    clearTimeout(this.#reconnect);
    this.#socket?.removeAllListeners('close');
    this.#socket?.close();
  }
}
