import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseError, Pool } from 'pg';
import { DeliveryBoard } from './delivery-board.js';
import { addToJournal } from './journal.js';
import { Menu } from './menu.js';
import { placeOrder } from './orders.js';
import { findPrice } from './prices.js';
import { startDatabase } from './stand-in-database.js';
import { countWhatIsHeld } from './what-is-held.js';

const CUSTOMERS = 10;

const folder = mkdtempSync(join(tmpdir(), 'order-service-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
process.once('SIGTERM', () => process.exit(1));
const fileWith = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const priceList = fileWith('prices.csv', 'soup;4.50\nbread;1.20\n');
const journal = fileWith('journal.txt', '');
const menuFile = fileWith('menu.txt', 'soup\nbread\n');

const database = await startDatabase();
const pool = new Pool({
  host: '127.0.0.1',
  port: database.port,
  max: 4,
  connectionTimeoutMillis: 50,
  idleTimeoutMillis: 0,
});
const count = () =>
  countWhatIsHeld(pool, {
    'open handles of the price list': priceList,
    'open handles of the journal': journal,
  });

let unanswered = 0;
for (let customer = 1; customer <= CUSTOMERS; customer += 1) await serve(`customer ${customer}`);
// What was closed just now is gone after some turns of the event loop.
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(JSON.stringify({ 'orders that got no client': unanswered, ...count() }));

// The day is over. From here on nothing keeps the program alive, unless something was left behind.
await pool.end();
database.server.close();

/** Each customer asks for the price of what is not on the list, and orders first no soup, by mistake, and then one. */
async function serve(customer: string): Promise<void> {
  const menu = new Menu(menuFile);
  const board = new DeliveryBoard(customer);
  if (menu.offers('soup')) await findPrice(priceList, 'cake');
  for (const pieces of [0, 1]) {
    try {
      await placeOrder(pool, { article: 'soup', pieces });
    } catch (error) {
      // The database refuses an order of nothing, and rightly so.
      if (!(error instanceof DatabaseError)) unanswered += 1;
    }
  }
  await addToJournal(journal, board.text);
  board.close();
  menu.close();
}
