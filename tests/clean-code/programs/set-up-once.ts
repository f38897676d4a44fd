import { createWriteStream, type WriteStream } from 'node:fs';

/** A private method with the name of one that is called again and again, and that the constructor alone calls. */
export class Journal {
  private file: WriteStream | undefined;

  constructor(path: string | undefined) {
    if (path) this.setFile(path);
  }

  destroy(): void {
    this.file?.destroy();
  }

  private setFile(path: string): void {
    this.file = createWriteStream(path);
  }
}
