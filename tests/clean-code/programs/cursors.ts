/** A cursor that closes itself when it has been read to its end, as those of databases do. */
class Cursor implements AsyncDisposable {
  #rows: readonly string[] = ['a', 'b'];

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    yield* this.#rows;
    await this.close();
  }

  async toArray(): Promise<string[]> {
    const rows: string[] = [];
    for await (const row of this) rows.push(row);
    return rows;
  }

  close(): Promise<void> {
    this.#rows = [];
    return Promise.resolve();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

class Tally {
  #count = 0;

  async add(cursor: Cursor): Promise<number> {
    for await (const row of cursor) this.#count += row.length;
    return this.#count;
  }
}

const listIndexes = (): Cursor => new Cursor();

/** Read to the end on the spot. */
export async function indexNames(): Promise<readonly string[]> {
  return await listIndexes().toArray();
}

/** Read to the end by what it is given to. */
export async function sizeOf(tally: Tally): Promise<number> {
  const cursor = listIndexes();
  return await tally.add(cursor);
}
