import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from './source-files.ts';

interface Run {
  /** CPU time, in milliseconds. */
  readonly nodeItself: number;
  readonly plugin: number;
  /** The CommonJS modules that are loaded in the end; ESLint and TypeScript would be among them. */
  readonly loaded: readonly string[];
}

const program = `
  const start = process.cpuUsage();
  await import(${JSON.stringify(path.join(projectRoot, 'dist/index.js'))});
  const { user, system } = process.cpuUsage(start);
  const { createRequire } = await import('node:module');
  console.log(JSON.stringify({
    nodeItself: (start.user + start.system) / 1000,
    plugin: (user + system) / 1000,
    loaded: Object.keys(createRequire(import.meta.url).cache),
  }));
`;

function run(): Run {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as Run;
}

describe('importing the plugin', () => {
  let runs: readonly Run[];
  beforeAll(() => {
    runs = Array.from({ length: 7 }, run);
  });

  it('loads neither ESLint nor TypeScript', () => {
    const heavy = /\/node_modules\/(?:eslint|typescript|ts-api-utils|@typescript-eslint\/type-utils)\//u;
    expect(runs[0]?.loaded.filter((file) => heavy.test(file))).toEqual([]);
    expect(runs[0]?.loaded).toContainEqual(expect.stringContaining('@typescript-eslint/utils'));
  });

  /**
   * The plugin is some 300 small modules, each of which costs its share to find and to compile. Node's own start, just
   * before, grows alike on a slow machine, so it is the ratio that is held: the least of all runs, since whatever else
   * the machine does can only add to it.
   */
  it('costs at most four times the CPU of starting Node', () => {
    const plugin = Math.min(...runs.map((one) => one.plugin));
    const ratio = Math.min(...runs.map((one) => one.plugin / one.nodeItself));
    console.log(`import of dist/index.js: ${plugin.toFixed(0)} ms CPU, ${ratio.toFixed(2)} of Node's own start`);
    expect(ratio).toBeLessThan(4);
  });
});
