import { open, type FileHandle } from 'node:fs/promises';
import type pg from 'pg';

/** Keeps the handle when all went well, and closes it otherwise. */
export async function openChecked(path: string): Promise<FileHandle> {
  const file = await open(path);
  let isGood = false;
  try {
    await file.stat();
    isGood = true;
    return file;
  } finally {
    if (!isGood) await file.close();
  }
}

/** Gives the client back when the query is done, whatever became of it. */
export async function rowsOf(pool: pg.Pool): Promise<unknown[]> {
  const client = await pool.connect();
  return client
    .query('select 1')
    .then(({ rows }) => rows)
    .finally(() => {
      client.release();
    });
}

/** Closes all that could be opened. */
export async function countOpened(paths: readonly string[]): Promise<number> {
  const results = await Promise.allSettled(paths.map((path) => open(path)));
  const files = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  try {
    return files.length;
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

/** The first of the two; the handle is the caller's, or is closed when it comes too late. */
export async function openInTime(path: string, timeout: Promise<never>): Promise<FileHandle> {
  const opening = open(path);
  try {
    return await Promise.race([opening, timeout]);
  } catch (error) {
    void opening.then((file) => file.close());
    throw error;
  }
}
