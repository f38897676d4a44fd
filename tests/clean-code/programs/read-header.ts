import { open, type FileHandle } from 'node:fs/promises';
import { closeSync, openSync, readSync } from 'node:fs';

export async function readHeader(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(16) });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export function readHeaderSync(path: string): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(16);
    return buffer.subarray(0, readSync(descriptor, buffer));
  } finally {
    closeSync(descriptor);
  }
}

export async function sizeOf(path: string): Promise<number> {
  await using file = await open(path);
  const { size } = await file.stat();
  return size;
}

/** Acquired late, released whether or not it was. */
export async function firstReadable(paths: readonly string[]): Promise<string | null> {
  let file: FileHandle | undefined;
  try {
    for (const path of paths) {
      file = await open(path).catch(() => undefined);
      if (file) return await file.readFile('utf8');
    }
    return null;
  } finally {
    await file?.close();
  }
}
