import pg, { type PoolClient } from 'pg';

/** Lives as long as the program. */
export const pool = new pg.Pool({ max: 10 });

export async function userName(id: number): Promise<string | undefined> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select name from users where id = $1', [id]);
    return rows[0]?.name;
  } finally {
    client.release();
  }
}

export async function inTransaction<Result>(run: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await run(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Needs no client of its own. */
export async function countUsers(): Promise<number> {
  const { rows } = await pool.query<{ count: string }>('select count(*) from users');
  return Number(rows[0]?.count);
}

export async function withDatabase(url: string, run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
