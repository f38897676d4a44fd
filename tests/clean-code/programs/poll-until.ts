/** Clears its interval from inside. */
export function pollUntil(isDone: () => boolean, every: number): Promise<void> {
  return new Promise((resolve) => {
    const id = setInterval(() => {
      if (!isDone()) return;
      clearInterval(id);
      resolve();
    }, every);
  });
}

/** Gives up after a while, and clears both timers either way. */
export function pollFor(isDone: () => boolean, every: number, atMost: number): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = (done: boolean): void => {
      clearInterval(poll);
      clearTimeout(giveUp);
      resolve(done);
    };
    const poll = setInterval(() => {
      if (isDone()) stop(true);
    }, every);
    const giveUp = setTimeout(() => {
      stop(false);
    }, atMost);
  });
}

/** A chain of timeouts that ends with the work. */
export function drain(queue: (() => void)[]): void {
  const next = queue.shift();
  if (!next) return;
  next();
  setTimeout(() => {
    drain(queue);
  }, 0);
}
