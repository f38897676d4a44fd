export class ExpiringCache<Value> {
  readonly #entries = new Map<string, { value: Value; timer: NodeJS.Timeout }>();
  readonly #lifetime: number;

  constructor(lifetime: number) {
    this.#lifetime = lifetime;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    const timer = setTimeout(() => this.delete(key), this.#lifetime);
    timer.unref();
    this.#entries.set(key, { value, timer });
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    entry?.timer.refresh();
    return entry?.value;
  }

  delete(key: string): boolean {
    clearTimeout(this.#entries.get(key)?.timer);
    return this.#entries.delete(key);
  }
}

/** Many timers, held in a list and cleared together. */
export class Schedule {
  #timers: NodeJS.Timeout[] = [];

  every(ms: number, run: () => void): void {
    this.#timers.push(setInterval(run, ms));
  }

  clear(): void {
    this.#timers.forEach(clearInterval);
    this.#timers = [];
  }
}
