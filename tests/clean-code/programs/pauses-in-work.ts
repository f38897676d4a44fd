declare function request(): Promise<number>;

/** The pause between two attempts is a part of the work, and not what limits it. */
async function requestAgain(): Promise<number> {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await request();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
  throw new Error('It failed three times.');
}

export async function requestUntil(limit: Promise<never>): Promise<number> {
  return Promise.race([requestAgain(), limit]);
}

/** A pause at the top level of a module. */
await new Promise((resolve) => setTimeout(resolve, 10));
