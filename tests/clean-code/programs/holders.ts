// Resources that go through objects, lists, proxies and conditions, and are released or handed on for all that.

interface Session extends Disposable {
  send(text: string): Promise<void>;
  readonly id: string;
}
declare function openSession(name?: string): Session;
declare function connectSession(name: string): Promise<Session>;
declare function nextSession(): Session | null;
declare const isWanted: boolean;

export function tracedSession(): Session {
  const session = openSession();
  return new Proxy(session, {});
}

export function namedSession() {
  return Object.assign(openSession(), { name: 'main' });
}

export function onlyIfWanted(): Session | null {
  const session = openSession();
  return isWanted ? session : (session[Symbol.dispose](), null);
}

export async function broadcast(names: readonly string[]): Promise<void> {
  const sessions: Session[] = [];
  try {
    for (const name of names) {
      const session = await connectSession(name);
      sessions.push(session);
    }
    await Promise.all(sessions.map((session) => session.send('hello')));
  } finally {
    for (const session of sessions) session[Symbol.dispose]();
  }
}

export function drain(): number {
  let count = 0;
  let session: Session | null;
  while ((session = nextSession()) !== null) {
    using current = session;
    if (current.id !== '') count++;
  }
  return count;
}

export async function greet(): Promise<void> {
  await connectSession('greeting').then(async (session) => {
    using current = session;
    await current.send('hello');
  });
}

export async function pairOf(one: string, other: string): Promise<{ one: Session; other: Session }> {
  await using stack = new AsyncDisposableStack();
  const pair = { one: stack.use(await connectSession(one)), other: stack.use(await connectSession(other)) };
  await pair.one.send(pair.other.id);
  stack.move();
  return pair;
}

/** A class whose end is written outside it. */
export class Hub {
  readonly session = openSession();
  [Symbol.dispose](): void {
    releaseHub(this);
  }
}
function releaseHub(hub: Hub): void {
  hub.session[Symbol.dispose]();
}

/** A class whose end declares the field with `using`. */
export class Line {
  readonly #session = openSession();
  [Symbol.dispose](): void {
    using session = this.#session;
    console.log(session.id);
  }
}
