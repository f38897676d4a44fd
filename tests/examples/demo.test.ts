import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

/** What the tables of the demo say is held, in the order of their lines. */
const countsIn = (section: string): readonly number[] =>
  Array.from(section.matchAll(/^ +(?<count>\d+) {2}\S/gmu), ({ groups }) => Number(groups?.['count']));

describe('npm run demo', () => {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/demo.mjs'], { cwd: root, encoding: 'utf8' });
  const sections = stdout.split(/^━━ /mu).slice(1);

  it('succeeds, in four sections', () => {
    expect(status, stdout).toBe(0);
    expect(sections.map((section) => section[0])).toEqual(['1', '2', '3', '4']);
  });

  it('runs a program that leaks connections, file handles, intervals and watchers', () => {
    const [clients, handles, , intervals, watchers] = countsIn(sections[0] ?? '');
    expect([clients, handles, intervals, watchers]).toEqual([4, 10, 10, 10]);
  });

  it('finds each leak in the place where it is made', () => {
    const found = Array.from(
      (sections[1] ?? '').matchAll(/✖ (?<place>\S+) {2}(?<rule>leaks\/\S+)/gu),
      ([, , rule]) => rule,
    );
    expect(found.sort()).toEqual([
      'leaks/no-floating-disposable',
      'leaks/no-leaked-timer',
      'leaks/require-disposal',
      'leaks/require-disposal',
      'leaks/require-disposal',
    ]);
  });

  it('repairs them all: nothing is found, and nothing is held', () => {
    expect(sections[2]).toContain('No leaks found');
    expect(countsIn(sections[3] ?? '')).toEqual([0, 0, 0, 0, 0]);
  });
});
