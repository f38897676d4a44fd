import { open } from 'node:fs/promises';

/** Looks a price up in a list; `null` when the article is not on it. */
export async function findPrice(priceList: string, article: string): Promise<number | null> {
  const file = await open(priceList);
  const text = await file.readFile('utf8');
  const line = text.split('\n').find((line) => line.startsWith(`${article};`));
  if (line === undefined) return null;

  const price = Number(line.split(';')[1]);
  await file.close();
  return price;
}
