import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { projectOf, runNode, type Project, type Ran } from './temporary-project.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const command = 'dist/src/cli/main.js';

const sources = { 'tsconfig.json': '{}', 'a.ts': 'export const a: number = 1;', 'b.js': 'export const b = 2;' };

/** A package that calls itself `typescript` and is what version 7 is to a linter. */
const typescript7 = {
  'node_modules/typescript/package.json': '{ "name": "typescript", "version": "7.0.2", "main": "version.cjs" }',
  'node_modules/typescript/version.cjs': "module.exports = { version: '7.0.2', versionMajorMinor: '7.0' };",
};

/** The TypeScript of this repository under another version, which tells when the parser asks it for anything. */
const typescriptOf = (version: string) => ({
  'node_modules/typescript/package.json': JSON.stringify({ name: 'typescript', version, main: 'index.cjs' }),
  'node_modules/typescript/index.cjs': `
    const real = require(${JSON.stringify(path.join(repository, 'node_modules/typescript'))});
    let isTold = false;
    module.exports = { ...real, version: '${version}', get SyntaxKind() {
      if (!isTold && new Error().stack.includes('typescript-estree')) {
        isTold = true;
        console.error('The parser asks version ${version}.');
      }
      return real.SyntaxKind;
    } };`,
});

/** The command, installed outside the project. */
const leaksFrom = async (project: Project): Promise<Ran> =>
  await runNode([path.join(repository, command)], project.folder);

/** The command, installed in the project with everything it needs except what is `left` out. */
async function leaksInstalledIn(project: Project, left: readonly string[]): Promise<Ran> {
  const link = (target: string, name: string) => {
    mkdirSync(path.dirname(project.pathOf(name)), { recursive: true });
    symlinkSync(path.join(repository, target), project.pathOf(name));
  };
  for (const name of readdirSync(path.join(repository, 'node_modules'))) {
    if (!left.includes(name) && !name.startsWith('.')) link(`node_modules/${name}`, `node_modules/${name}`);
  }
  for (const name of ['dist', 'package.json']) link(name, `node_modules/eslint-plugin-leaks/${name}`);
  const flags = ['--preserve-symlinks', '--preserve-symlinks-main'];
  return await runNode([...flags, `node_modules/eslint-plugin-leaks/${command}`], project.folder);
}

describe('the TypeScript of the project', () => {
  it('types its files, and the parser works with the same', async () => {
    const { code, stderr } = await leaksFrom(projectOf({ ...sources, ...typescriptOf('5.9.3') }));
    expect(stderr).toContain('Linted 2 files: 2 with types (TypeScript 5.9.3)');
    expect(stderr).toContain('The parser asks version 5.9.3.');
    expect(code).toBe(0);
  });

  it.each([
    ['has no API', typescript7, "The project's TypeScript 7.0.2 has no JavaScript API that a linter can use yet"],
    [
      'is too old',
      typescriptOf('4.9.5'),
      "The project's TypeScript 4.9.5 is not in the supported range >=5.2.0 <6.1.0",
    ],
  ])('that %s leaves it to the one beside the plugin', async (_, files, reason) => {
    const { code, stderr } = await leaksFrom(projectOf({ ...sources, ...files }));
    expect(stderr).toMatch(
      /^Linted 2 files: 2 with types \(TypeScript 6\.[\d.]+\), 1 of them outside every tsconfig\.\n/,
    );
    expect(stderr).toMatch(new RegExp(`\\n${reason}, so types come from TypeScript 6\\.[\\d.]+\\.\\n$`));
    expect(code).toBe(0);
  });
});

describe('without TypeScript', () => {
  it('JavaScript is linted, and what is missing for the rest is told', async () => {
    const { code, stdout, stderr } = await leaksInstalledIn(projectOf(sources), ['typescript']);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '\n✔ No leaks found in 1 file.\n',
      stderr:
        'Linted 1 file: 1 without types for want of TypeScript.\n' +
        'Not linted: 1 TypeScript file. TypeScript is not installed beside this plugin. Install it: npm install --save-dev typescript@6\n',
    });
  });

  it('version 7 is none, and what goes beside it is told', async () => {
    const { code, stderr } = await leaksInstalledIn(projectOf({ ...sources, ...typescript7 }), ['typescript']);
    expect(stderr).toContain(
      'Not linted: 1 TypeScript file. TypeScript 7.0.2 has no JavaScript API that a linter can use yet. Install one that works beside it: ' +
        'npm install --save-dev typescript@npm:@typescript/typescript6 @typescript/native@npm:typescript@7\n',
    );
    expect(code).toBe(2);
  });
});

describe('without ESLint', () => {
  it('nothing is linted, and what is missing is told', async () => {
    const { code, stdout, stderr } = await leaksInstalledIn(projectOf(sources), ['eslint']);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'ESLint is not installed beside this plugin. Install it: npm install --save-dev eslint\n',
    });
  });
});
