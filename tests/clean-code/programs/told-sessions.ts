class Session {
  #pending: (() => void)[] = [];

  wait(done: () => void): void {
    this.#pending.push(done);
  }

  /** The other side has gone. */
  onClosed(): void {
    for (const done of this.#pending) done();
    this.#pending = [];
  }

  dispose(): void {
    this.onClosed();
  }
}

/** Its end tells each session that it is over, by another method than the one that looks like an end. */
export class Sessions {
  #sessions = new Map<string, Session>();

  attach(id: string): void {
    if (this.#sessions.has(id)) return;
    const session = new Session();
    this.#sessions.set(id, session);
  }

  detach(id: string): void {
    this.#sessions.get(id)?.onClosed();
    this.#sessions.delete(id);
  }

  dispose(): void {
    for (const session of this.#sessions.values()) {
      session.onClosed();
    }
    this.#sessions.clear();
  }
}

export class Reader {
  private readonly session = new Session();

  dispose(): void {
    this.session.onClosed();
  }
}
