import type { Output } from './terminal.ts';

/** One line on a terminal that says what is being done; nothing at all where there is no terminal. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

/** At most this often, in milliseconds: a terminal is slow. */
const INTERVAL = 80;

export function progressOn(output: Output): Progress {
  if (!output.isTTY) return { show: () => {}, clear: () => {} };

  let shownAt = -Infinity;
  let isShown = false;
  return {
    show(text) {
      const now = performance.now();
      if (now - shownAt < INTERVAL) return;
      shownAt = now;
      isShown = true;
      output.write(`\r\u001B[K${text.slice(0, (output.columns ?? 80) - 1)}`);
    },
    clear() {
      if (isShown) output.write('\r\u001B[K');
      isShown = false;
    },
  };
}
