import { setInterval as ticks, setTimeout as sleep } from 'node:timers/promises';

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function retry<Result>(attempt: () => Promise<Result>, times: number): Promise<Result> {
  for (let n = 1; ; n++) {
    try {
      return await attempt();
    } catch (error) {
      if (n >= times) throw error;
      await sleep(100 * 2 ** n);
    }
  }
}

export async function withTimeout<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Not done after ${String(ms)} ms`));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export async function sample(read: () => number, count: number): Promise<readonly number[]> {
  const values: number[] = [];
  for await (const _ of ticks(1000)) {
    values.push(read());
    if (values.length === count) break;
  }
  return values;
}

export function fetchWithDeadline(url: string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(5000) });
}
