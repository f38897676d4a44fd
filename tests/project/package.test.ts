import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, textOf } from './source-files.ts';

const { version, devDependencies } = JSON.parse(textOf('package.json')) as {
  version: string;
  devDependencies: Record<'eslint' | 'typescript', string>;
};

/** A project of a user: three lines of config, one file that leaks, one that uses the declarations. */
const files = {
  'package.json': JSON.stringify({ private: true, type: 'module' }),
  'eslint.config.js': `import leaks from 'eslint-plugin-leaks';

export default [leaks.configs.recommended];
`,
  'leak.js': `import { open } from 'node:fs/promises';

export async function size(path) {
  const file = await open(path);
  const { size } = await file.stat();
  return size;
}
`,
  'types.ts': `import leaks, { type LeaksPlugin } from 'eslint-plugin-leaks';

const plugin: LeaksPlugin = leaks;
export const names: string[] = [plugin.meta.namespace, plugin.configs.strictTypeChecked.name];
// @ts-expect-error -- there is no such preset
plugin.configs.relaxed;
`,
};

let folder: string;

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  /** What went wrong, where something did. */
  readonly stderr: string;
}

function run(command: string, args: readonly string[], cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return { code: status, stdout, stderr };
}

function expectSuccess({ code, stdout, stderr }: Outcome): void {
  expect(code, stdout + stderr).toBe(0);
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'leaks-package-'));
  // Built already, by the set-up of the tests.
  expectSuccess(run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], projectRoot));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each([
  ['the newest ESLint', devDependencies.eslint],
  ['the ESLint before it', '~9.39.0'],
])('the packed plugin under %s', (_, eslint) => {
  let project: string;

  beforeAll(() => {
    project = mkdtempSync(path.join(folder, 'project-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(project, name), text);
    const packages = [
      path.join(folder, `eslint-plugin-leaks-${version}.tgz`),
      `eslint@${eslint}`,
      `typescript@${devDependencies.typescript}`,
    ];
    expectSuccess(run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], project));
  }, 120_000);

  it('reports a leak to the command `eslint`', () => {
    const { code, stdout, stderr } = run('npx', ['eslint', '.'], project);
    expect(stdout, stderr).toContain('leaks/require-disposal');
    expect(stdout).toMatch(/leak\.js\n +4:9 /u);
    expect(code).toBe(1);
  });

  it('brings the command `leaks`, which reports it without any config', () => {
    rmSync(path.join(project, 'eslint.config.js'));
    const { code, stdout, stderr } = run('npx', ['leaks', '.'], project);
    expect(stdout, stderr).toContain('require-disposal');
    expect(stdout).toContain('leak.js');
    expect(code).toBe(1);
  });

  it('has declarations that TypeScript resolves', () => {
    const strictly = ['--strict', '--noEmit', '--target', 'esnext', '--module', 'nodenext'];
    expectSuccess(run('npx', ['tsc', ...strictly, 'types.ts'], project));
  });
});

describe('the packed plugin', () => {
  it('holds what users need and nothing else', () => {
    const { stdout } = run('npm', ['pack', '--ignore-scripts', '--dry-run', '--json'], projectRoot);
    const [{ files: packed }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const allowed =
      /^(?:dist\/(?:index|src\/.+)\.(?:js|d\.ts)|docs\/.+\.md|(?:README|CHANGELOG)\.md|LICENSE|package\.json)$/u;
    expect(packed.map((file) => file.path).filter((file) => !allowed.test(file))).toEqual([]);
    expect(packed.map((file) => file.path)).toEqual(
      expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'dist/src/cli/main.js', 'README.md', 'LICENSE']),
    );
  });
});
