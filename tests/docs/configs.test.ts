import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn, projectRoot } from '../project/source-files.ts';
import { samplesIn } from './samples.ts';

const pages = ['README.md', ...filesIn('docs').filter((file) => file.endsWith('.md'))];
const samples = pages.flatMap((page) =>
  samplesIn(readFileSync(path.join(projectRoot, page), 'utf8'))
    .filter(({ mark }) => mark === 'eslint.config.js')
    .map(({ code, line }) => ({ page, line, code })),
);

describe('configs on pages', () => {
  let folder: string;

  // A project that has installed what a config may import.
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'leaks-configs-'));
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(projectRoot, path.join(folder, 'node_modules/eslint-plugin-leaks'), 'junction');
    for (const name of ['eslint', 'typescript-eslint', '@typescript-eslint']) {
      symlinkSync(path.join(projectRoot, 'node_modules', name), path.join(folder, 'node_modules', name), 'junction');
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('are there', () => {
    expect(samples.map(({ page }) => page)).toContain('README.md');
  });

  it.each(samples)('set rules of the plugin for a file: $page, line $line', async ({ page, line, code }) => {
    const overrideConfigFile = path.join(folder, `${path.basename(page)}-${String(line)}.config.mjs`);
    writeFileSync(overrideConfigFile, code);
    const eslint = new ESLint({ cwd: folder, overrideConfigFile });
    const configs = await Promise.all(
      ['src/file.js', 'src/file.ts'].map(
        (file) => eslint.calculateConfigForFile(file) as Promise<Linter.Config | undefined>,
      ),
    );
    const rules = configs.flatMap((config) => Object.keys(config?.rules ?? {}));
    expect(rules).toContainEqual(expect.stringMatching(/^leaks\//u));
  });
});
