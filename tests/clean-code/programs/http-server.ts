import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';

function answer(incoming: IncomingMessage, response: ServerResponse): void {
  const keepAlive = setInterval(() => response.write(':\n'), 15_000);
  incoming.on('close', () => {
    clearInterval(keepAlive);
  });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

function main(): void {
  const server = createServer(answer);
  server.listen(8080, () => {
    console.log('Listening');
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
    });
  }
}

/** A server that the caller closes. */
export function listen(port: number): Promise<{ close(): void }> {
  return new Promise((resolve, reject) => {
    const server = createServer(answer);
    server.once('error', reject);
    server.listen(port, () => {
      resolve(server);
    });
  });
}

export async function freePort(): Promise<number> {
  const server = createTcpServer();
  try {
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  } finally {
    server.close();
  }
}

export function ping(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, (response) => {
      response.resume();
      response.on('end', () => {
        resolve(response.statusCode);
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

main();
