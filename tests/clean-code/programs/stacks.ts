interface Connection extends Disposable {
  send(text: string): void;
}
declare function connect(host: string): Connection;

export function broadcast(hosts: readonly string[], text: string): void {
  using stack = new DisposableStack();
  const connections = hosts.map((host) => stack.use(connect(host)));
  for (const connection of connections) connection.send(text);
}

/** Built safely: what a constructor that throws has acquired is released. */
export class Cluster implements Disposable {
  readonly #resources: DisposableStack;
  readonly #leader: Connection;

  constructor(hosts: readonly [string, ...string[]]) {
    using stack = new DisposableStack();
    this.#leader = stack.use(connect(hosts[0]));
    for (const host of hosts.slice(1)) stack.use(connect(host));
    stack.defer(() => {
      console.log('Cluster closed');
    });
    this.#resources = stack.move();
  }

  send(text: string): void {
    this.#leader.send(text);
  }

  [Symbol.dispose](): void {
    this.#resources.dispose();
  }
}

export function greet(host: string | null): void {
  using connection = host === null ? null : connect(host);
  connection?.send('Hello');
}

export function* lines(host: string): Generator<string> {
  using connection = connect(host);
  connection.send('begin');
  yield host;
  connection.send('end');
}

/** Borrowed, not owned: whoever passes it in releases it. */
export function sendTwice(connection: Connection, text: string): void {
  const same = connection;
  same.send(text);
  same.send(text);
}
