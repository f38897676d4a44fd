#!/usr/bin/env node
import { appendFile, open } from 'node:fs/promises';

const started = Date.now();
const progress = setInterval(() => {
  process.stdout.write('.');
}, 1000);

const journal = await open('maintenance.log', 'a');
try {
  await journal.write(`started ${String(started)}\n`);
  await appendFile('maintenance.count', '1\n');
} finally {
  clearInterval(progress);
  await journal.close();
}
