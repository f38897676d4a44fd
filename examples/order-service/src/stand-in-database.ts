import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * Stands in for a PostgreSQL server, so that the example runs anywhere: `pg` talks to it over TCP as to a real one. It
 * speaks as much of the protocol as that takes, takes every order, and answers with an error when one is for no pieces.
 */
export async function startDatabase(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

const message = (type: string, body: Uint8Array = Buffer.alloc(0)): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};

const AUTHENTICATED = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const DONE = message('C', Buffer.from('INSERT 0 1\0'));
const REFUSED = message('E', Buffer.from('SERROR\0C23514\0MAn order is for one piece at least\0\0'));

function serve(socket: Socket): void {
  let received = Buffer.alloc(0);
  let isStarted = false;
  let isRefused = false;

  const answer = (type: string, body: Buffer): Buffer | null => {
    if (type === 'Q') return Buffer.concat([DONE, READY]);
    if (type === 'B') isRefused = body.includes('\0\0\0\x010');
    if (type === 'P') return message('1');
    if (type === 'B') return isRefused ? REFUSED : message('2');
    if (type === 'D') return isRefused ? null : message('n');
    if (type === 'E') return isRefused ? null : DONE;
    return type === 'S' ? READY : null;
  };

  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      // The first message has no type.
      const start = isStarted ? 1 : 0;
      if (received.length < start + 4) return;
      const end = start + received.readInt32BE(start);
      if (received.length < end) return;
      const reply = isStarted
        ? answer(received.toString('latin1', 0, 1), received.subarray(5, end))
        : Buffer.concat([AUTHENTICATED, READY]);
      received = received.subarray(end);
      isStarted = true;
      if (reply) socket.write(reply);
    }
  });
}
