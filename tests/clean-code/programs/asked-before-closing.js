import { createClient } from 'redis';
import { connect } from 'node:net';

/** Closes a connection if it is open: where it is not, nothing has to be closed. */
export function ping(url) {
  return new Promise((resolve, reject) => {
    const client = createClient({ url });
    client.on('error', (error) => {
      if (client.isOpen) client.disconnect();
      reject(error);
    });
    client.connect().then(async () => {
      const answer = await client.ping();
      if (client.isOpen) client.disconnect();
      resolve(answer);
    }, reject);
  });
}

export async function probe(port, ask) {
  const socket = connect(port);
  const answer = await ask(socket);
  if (!socket.destroyed) socket.destroy();
  return answer;
}
