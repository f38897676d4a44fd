export class Mutex {
  #last: Promise<void> = Promise.resolve();

  /** Waits its turn; the function it gives ends it. */
  async acquire(): Promise<() => void> {
    const before = this.#last;
    let release!: () => void;
    this.#last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const release = await this.acquire();
    try {
      return await work();
    } finally {
      release();
    }
  }
}

const files = new Mutex();

export async function inTurn(work: () => Promise<void>): Promise<void> {
  const release = await files.acquire();
  try {
    await work();
  } finally {
    release();
  }
}

export function onlyInOneTab(work: () => Promise<void>): Promise<void> {
  return navigator.locks.request('work', work);
}
