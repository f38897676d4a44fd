import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const demo = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['scripts/demo.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });

/** The lines of a table: what was counted, and its columns. */
const tableIn = (section = ''): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Array.from(section.matchAll(/^ {2}([a-z ]+?)((?: +(?:\d+|yes|no))+)$/gm), ([, kind = '', columns = '']) => [
      kind,
      columns.trim().split(/ +/),
    ]),
  );

describe('npm run demo', () => {
  let status: number | null;
  let stdout: string;
  let sections: readonly string[];

  beforeAll(() => {
    ({ status, stdout } = demo());
    sections = stdout.split(/^━━ /m).slice(1);
  }, 120_000);

  it('succeeds, in four sections', () => {
    expect(status, stdout).toBe(0);
    expect(sections.map((section) => section[0])).toEqual(['1', '2', '3', '4']);
  });

  it('runs a program that loses clients of its pool, file handles, intervals and watchers, and does not end', () => {
    expect(tableIn(sections[0])).toEqual({
      'orders that got no client': [expect.stringMatching(/^[1-9]/)],
      'pool clients not given back': ['4'],
      'open handles of the price list': ['10'],
      'open handles of the journal': ['10'],
      'running intervals': ['10'],
      'file watchers': ['10'],
      'ends by itself': ['no'],
    });
  });

  it('finds each leak in the place where it is made', () => {
    const found = sections[1]!.matchAll(/^ +src\/(\S+)\n\n +✖ \S+ +(leaks\/\S+)$/gm);
    expect(Array.from(found, ([, file, rule]) => [file, rule])).toEqual([
      ['delivery-board.ts', 'leaks/no-leaked-timer'],
      ['journal.ts', 'leaks/require-disposal'],
      ['menu.ts', 'leaks/no-floating-disposable'],
      ['orders.ts', 'leaks/require-disposal'],
      ['prices.ts', 'leaks/require-disposal'],
    ]);
  });

  it('repairs them all: nothing is found, nothing is held, and the program ends', () => {
    expect(sections[2]).toContain('No leaks found');
    const { 'ends by itself': ends, ...held } = tableIn(sections[3]);
    expect(ends).toEqual(['no', 'yes']);
    expect(Object.values(held).map(([, after]) => after)).toEqual(['0', '0', '0', '0', '0', '0']);
  });

  it('fails for a program that does not leak', () => {
    const clean = path.join(root, '.demo/clean');
    rmSync(clean, { recursive: true, force: true });
    cpSync(path.join(root, '.demo/repaired'), clean, { recursive: true });
    const outcome = demo(clean);
    expect(outcome.stdout).toContain('did not leak');
    expect(outcome.status).toBe(1);
  }, 120_000);
});
