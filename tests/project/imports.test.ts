import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from './source-files.ts';

const program = `
  await import(${JSON.stringify(path.join(projectRoot, 'dist/index.js'))});
  const { createRequire } = await import('node:module');
  console.log(JSON.stringify(Object.keys(createRequire(import.meta.url).cache)));
`;

/** The CommonJS modules that are loaded when the built plugin is imported; ESLint and TypeScript would be among them. */
function loadedModules(): readonly string[] {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

/** What it takes in time is for `scripts/measure-import-cost.mjs`: what other packages it loads decides most of that. */
it('importing the plugin loads no other package than the one that makes rules, and so neither ESLint nor TypeScript', () => {
  const packages = loadedModules().flatMap(
    (file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(file.replaceAll('\\', '/'))?.[1] ?? [],
  );
  expect([...new Set(packages)]).toEqual(['@typescript-eslint/utils']);
  expect(packages.length).toBeLessThan(10);
});
