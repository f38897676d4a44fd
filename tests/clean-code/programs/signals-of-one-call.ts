// A listener for the abort goes with a signal that was made for this one piece of work.
async function ask(url: string, signal: AbortSignal): Promise<string> {
  const inner = new AbortController();
  signal.addEventListener('abort', () => inner.abort());
  return (await fetch(url, { signal: inner.signal })).text();
}

export async function answer(url: string, button: HTMLButtonElement): Promise<string> {
  const controller = new AbortController();
  button.onclick = () => controller.abort();
  return ask(url, controller.signal);
}

export async function quickAnswer(url: string): Promise<string> {
  return ask(url, AbortSignal.timeout(500));
}

/** Nothing but the abort ends it. */
export async function cancelled(signal: AbortSignal, clear: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      clear();
      resolve();
    });
  });
}
