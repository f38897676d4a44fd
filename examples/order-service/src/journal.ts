import { open } from 'node:fs/promises';

/** Adds a line to the journal. */
export async function addToJournal(journal: string, entry: string): Promise<void> {
  const file = await open(journal, 'a');
  await file.appendFile(`${entry}\n`);
}
