import { watch, type FSWatcher } from 'node:fs';
import { watch as changesOf } from 'node:fs/promises';

/** The caller stops it. */
export function watchFolder(path: string, onChange: (name: string) => void): () => void {
  const watcher = watch(path, (_, name) => {
    if (name) onChange(name);
  });
  watcher.on('error', console.error);
  return () => {
    watcher.close();
  };
}

export function watchUntilAborted(path: string, onChange: () => void, signal: AbortSignal): void {
  watch(path, { signal }, onChange);
}

export async function firstChange(path: string): Promise<string | null> {
  for await (const { filename } of changesOf(path)) return filename;
  return null;
}

export class Watchers {
  readonly #watchers = new Map<string, FSWatcher>();

  add(path: string, onChange: () => void): void {
    this.remove(path);
    this.#watchers.set(path, watch(path, onChange));
  }

  remove(path: string): void {
    this.#watchers.get(path)?.close();
    this.#watchers.delete(path);
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }
}
