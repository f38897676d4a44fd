import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

export async function compress(source: string, target: string): Promise<void> {
  await pipeline(createReadStream(source), createGzip(), createWriteStream(target));
}

export async function countLines(path: string): Promise<number> {
  let lines = 0;
  const reader = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  for await (const line of reader) {
    if (line !== '') lines++;
  }
  return lines;
}

export async function contents(path: string): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of createReadStream(path, 'utf8')) chunks.push(String(chunk));
  return chunks.join('');
}

/** The response takes the stream over. */
export function send(path: string, response: NodeJS.WritableStream): void {
  const stream = createReadStream(path);
  stream.on('error', () => response.end());
  stream.pipe(response);
}

export function appendReport(path: string, lines: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const report = createWriteStream(path, { flags: 'a' });
    report.on('error', reject);
    report.end(lines.join('\n'), resolve);
  });
}
