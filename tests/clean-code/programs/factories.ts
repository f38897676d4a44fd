import { open, type FileHandle } from 'node:fs/promises';

/** The caller closes it. */
export function openLog(path: string): Promise<FileHandle> {
  return open(path, 'a');
}

export async function openWithHeader(path: string, header: string): Promise<FileHandle> {
  const file = await open(path, 'w');
  try {
    await file.write(header);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

export class Journal implements AsyncDisposable {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(path: string): Promise<Journal> {
    return new Journal(await open(path, 'a'));
  }

  async append(line: string): Promise<void> {
    await this.#file.write(`${line}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }
}

export async function openBoth(first: string, second: string): Promise<{ first: FileHandle; second: FileHandle }> {
  await using stack = new AsyncDisposableStack();
  const both = { first: stack.use(await open(first)), second: stack.use(await open(second)) };
  stack.move();
  return both;
}

export async function record(path: string, lines: readonly string[]): Promise<void> {
  await using journal = await Journal.open(path);
  for (const line of lines) await journal.append(line);
}

const journals = new Map<string, Promise<Journal>>();

/** Shared by all who ask for it, so none of them closes it. */
export function journalOf(name: string): Promise<Journal> {
  let journal = journals.get(name);
  if (!journal) {
    journal = Journal.open(name);
    journals.set(name, journal);
  }
  return journal;
}
