export class Heartbeat {
  #timer: NodeJS.Timeout | undefined;
  readonly #beat: () => void;

  constructor(beat: () => void) {
    this.#beat = beat;
  }

  start(): void {
    this.stop();
    this.#timer = setInterval(this.#beat, 30_000);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/** Begins in the constructor and is disposed of. */
export class Ticker implements Disposable {
  readonly #timer: NodeJS.Timeout;
  ticks = 0;

  constructor(ms: number) {
    this.#timer = setInterval(() => {
      this.ticks++;
    }, ms);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

export function ticksDuring(work: () => void): number {
  using ticker = new Ticker(10);
  work();
  return ticker.ticks;
}
