import type { Pool } from 'pg';

export interface Order {
  readonly article: string;
  readonly pieces: number;
}

/** Writes an order down in the database. */
export async function placeOrder(pool: Pool, { article, pieces }: Order): Promise<void> {
  const client = await pool.connect();
  await client.query("SET lock_timeout = '500ms'");
  await client.query('INSERT INTO orders (article, pieces) VALUES ($1, $2)', [article, pieces]);
  client.release();
}
