// A timer that limits how long an answer may take: who rejects by a function of its own has cleared it before
const waiting = new Map<number, (answer: string) => void>();

export function ask(id: number, limit: number, signal: AbortSignal, send: () => Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rejectAborted = (): void => {
      reject(new Error('aborted', { cause: signal.reason }));
    };
    const cleanUp = (): void => {
      waiting.delete(id);
      signal.removeEventListener('abort', onAbort);
      if (timer !== undefined) clearTimeout(timer);
    };
    const onAbort = (): void => {
      cleanUp();
      rejectAborted();
    };
    waiting.set(id, (answer) => {
      cleanUp();
      resolve(answer);
    });
    signal.addEventListener('abort', onAbort, { once: true });
    timer = setTimeout(() => {
      cleanUp();
      reject(new Error('too late'));
    }, limit);
    send().catch((error: unknown) => {
      cleanUp();
      reject(error instanceof Error ? error : new Error('not sent'));
    });
  });
}
