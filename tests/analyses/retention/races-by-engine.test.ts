import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import leaks from '../../../index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'leaks-races-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const settling = `const shutdown = new Promise((resolve) => process.once('SIGTERM', resolve));\n`;
const race = `${settling}export const get = (load) => Promise.race([shutdown, load()]);`;
const reaction = `${settling}export function get(load) { shutdown.then(() => load()); }`;

/** How often the rule reports a file of a package that runs on these engines. */
function reportsFor(code: string, node: string | null, options: readonly object[] = []): number {
  const folder = mkdtempSync(path.join(root, 'package-'));
  mkdirSync(path.join(folder, 'src'));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(node === null ? {} : { engines: { node } }));
  return new Linter({ configType: 'flat', cwd: folder }).verify(
    code,
    [{ plugins: { leaks: leaks as never }, rules: { 'leaks/no-retaining-promise': ['error', ...options] } }],
    path.join(folder, 'src/file.js'),
  ).length;
}

describe('a race with a promise that stays pending', () => {
  it.each([
    [null, 1],
    ['>=20', 1],
    ['>=26.4', 1],
    ['^24 || >=26.5', 1],
    ['>=26.5', 0],
    ['>=26.5.0 <27', 0],
    ['^27', 0],
  ] as const)('in a package for Node %s: %i reports', (node, reports) => {
    expect(reportsFor(race, node)).toBe(reports);
  });

  it('is reported by strict on every engine: the reactions stay, their results go', () => {
    expect(reportsFor(race, '>=26.5', [{ confidence: 'medium' }])).toBe(1);
  });

  it('is not a reaction of `then`, which keeps what it captures on every engine', () => {
    expect(reportsFor(reaction, '>=26.5')).toBe(1);
  });
});
