import { connect, type Socket } from 'node:net';

/** Closes a connection if it is open: where it is not, nothing has to be closed. */
export async function probe(port: number, ask: (socket: Socket) => Promise<string>): Promise<string> {
  const socket = connect(port);
  const answer = await ask(socket);
  if (!socket.destroyed) socket.destroy();
  return answer;
}

export function ping(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port);
    socket.on('error', () => {
      if (socket.readyState === 'open') socket.end();
      resolve(false);
    });
    socket.on('data', () => {
      if (!socket.destroyed) socket.destroy();
      resolve(true);
    });
  });
}
