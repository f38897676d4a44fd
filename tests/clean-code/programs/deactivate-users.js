import pg from 'pg';

const pool = new pg.Pool();

/** @param {number[]} ids */
export async function deactivate(ids) {
  const client = await pool.connect();
  try {
    for (const id of ids) await client.query('update users set active = false where id = $1', [id]);
  } finally {
    client.release();
  }
}

process.once('SIGTERM', () => {
  void pool.end();
});
