import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import plugin from '../../index.ts';
import { parseArguments } from '../../src/cli/arguments.ts';
import { fileLinter } from '../../src/cli/file-linter.ts';
import { lintProject } from '../../src/cli/lint-project.ts';
import { progressOn } from '../../src/cli/progress.ts';
import { run } from '../../src/cli/run.ts';
import { install, projectOf, type Project } from './temporary-project.ts';

afterEach(() => vi.restoreAllMocks());

const LEAKY_TIMER = `export function poll(tick) {
  const id = setInterval(tick, 1000);
}
`;
const LEAKY_FILE = `import { open } from 'node:fs/promises';
export async function size(path: string): Promise<number> {
  const handle = await open(path);
  return (await handle.stat()).size;
}
`;
const NODE_PROJECT =
  '{ "compilerOptions": { "module": "nodenext", "strict": true, "types": ["node"] }, "include": ["src"] }';

function nodeProjectOf(files: Readonly<Record<string, string>>): Project {
  const project = projectOf({ 'tsconfig.json': NODE_PROJECT, 'package.json': '{ "type": "module" }', ...files });
  install(project, '@types/node');
  return project;
}

/** Puts something else in the place of a rule for the rest of the test: what it sees of each file. */
function replaceRule(create: (file: string, context: Parameters<(typeof rule)['create']>[0]) => void): void {
  vi.spyOn(rule, 'create').mockImplementation((context) => {
    create(path.basename(context.filename), context);
    return {};
  });
}
const rule = plugin.rules['no-leaked-timer']!;

/** How a rule sees the files of a project: by their names, what it is told of types. */
function seenTypes(): Map<string, 'types' | 'types, and demands them' | 'no types'> {
  const seen = new Map<string, 'types' | 'types, and demands them' | 'no types'>();
  replaceRule((file, { sourceCode, settings }) => {
    const areDemanded = (settings.leaks as { types?: string } | undefined)?.types === 'required';
    if (areDemanded && !sourceCode.parserServices?.program) throw new Error(`Types are demanded of ${file}.`);
    seen.set(
      file,
      !sourceCode.parserServices?.program ? 'no types' : areDemanded ? 'types, and demands them' : 'types',
    );
  });
  return seen;
}

describe('the exit code', () => {
  it('is 0 when nothing is found', async () => {
    const { code, stdout, stderr } = await projectOf({ 'a.js': '' }).leaks();
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '\n✔ No leaks found in 1 file.\n',
      stderr: expect.stringMatching(
        /^Linted 1 file: 1 with types \(TypeScript [\d.]+\), 1 of them outside every tsconfig\.\n$/,
      ),
    });
  });

  it('is 1 when something is', async () => {
    const { code, stdout } = await projectOf({ 'a.js': LEAKY_TIMER, 'b.js': '' }).leaks();
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^\na\.js\n\n  ✖ 2:9  leaks\/no-leaked-timer\n    2 │   const id = setInterval\(tick, 1000\);\n      │         ~~\n/,
    );
    expect(stdout).toMatch(/\n✖ 1 finding in 1 file/);
  });

  it('counts warnings only as far as it is told to', async () => {
    const project = projectOf({ 'a.js': LEAKY_TIMER });
    const argv = ['--rule', 'no-leaked-timer:warn'];
    expect(await project.leaks(...argv)).toMatchObject({ code: 0, stdout: expect.stringContaining('⚠') });
    expect(await project.leaks(...argv, '--max-warnings', '1')).toMatchObject({ code: 0 });
    expect(await project.leaks(...argv, '--max-warnings', '0')).toMatchObject({ code: 1 });
  });

  it('is 0 when there is nothing to lint, and says so', async () => {
    expect(await projectOf({ 'a.md': '' }).leaks()).toEqual({
      code: 0,
      stdout: '',
      stderr: 'There is no JavaScript or TypeScript to lint here.\n',
    });
  });
});

describe('what needs no configuration', () => {
  it('is every kind of file, with and without a tsconfig, in one repository', async () => {
    const seen = seenTypes();
    const project = projectOf({
      'apps/web/tsconfig.json': '{ "compilerOptions": { "jsx": "preserve" } }',
      'apps/web/page.tsx': 'export const page = <a href="x">{1 as number}</a>;',
      'apps/web/config.mjs': 'export default {};',
      'packages/core/tsconfig.json': '{ "files": [], "references": [{ "path": "./src" }] }',
      'packages/core/src/tsconfig.json': '{}',
      'packages/core/src/core.mts': 'export const core: number = 1;',
      'packages/core/core.test.cts': 'const test: number = 1; export = test;',
      'scripts/run.cjs': "'use strict'; module.exports = require('node:fs');",
      'scripts/view.jsx': 'export const view = <><b /></>;',
    });
    const { code, stderr } = await project.leaks();
    expect(stderr).toMatch(/^Linted 6 files: 6 with types \(.*\), 4 of them outside every tsconfig\.\n$/);
    expect(code).toBe(0);
    const files = ['page.tsx', 'config.mjs', 'core.mts', 'core.test.cts', 'run.cjs', 'view.jsx'];
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(files.map((file) => [file, 'types, and demands them'])),
    );
  });

  it('is nothing that a configuration of ESLint could change', async () => {
    const project = projectOf({
      'a.js': LEAKY_TIMER,
      'eslint.config.js': "throw new Error('read');",
      '.eslintrc.json': '{',
    });
    expect(await project.leaks('a.js')).toMatchObject({ code: 1 });
  });

  it('is seen from wherever the command runs', async () => {
    const project = nodeProjectOf({ 'src/a.ts': LEAKY_FILE, 'other/x.js': '' });
    const { code, stdout, stderr } = await project.leaksIn('other', '../src', '.');
    expect(code).toBe(1);
    expect(stdout).toContain('\n../src/a.ts\n');
    expect(stderr).toContain('Linted 2 files');
  });
});

describe('types', () => {
  it('are not asked for with --no-types', async () => {
    const seen = seenTypes();
    const { code, stderr } = await projectOf({ 'tsconfig.json': '{}', 'a.ts': 'let a: 1;' }).leaks('--no-types');
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Linted 1 file: 1 without types because of --no-types.\n' });
    expect([...seen.values()]).toEqual(['no types']);
  });

  it('are not asked for of bundles', async () => {
    const seen = seenTypes();
    const { stderr } = await projectOf({ 'a.js': `// ${'x'.repeat(1_000_000)}`, 'b.js': '' }).leaks();
    expect(stderr).toMatch(/^Linted 2 files: 1 with types .*; 1 without types for being larger than 1 MB\.\n$/);
    expect(Object.fromEntries(seen)).toEqual({ 'a.js': 'no types', 'b.js': 'types, and demands them' });
  });

  it('are not demanded by the preset with all rules', async () => {
    const seen = seenTypes();
    await projectOf({ 'tsconfig.json': '{}', 'a.ts': '' }).leaks('--preset', 'all');
    expect([...seen.values()]).toEqual(['types']);
  });

  it('are done without where the tsconfig is broken, which is told', async () => {
    const seen = seenTypes();
    const project = projectOf({
      'a/tsconfig.json': '{ "extends": "@acme/tsconfig" }',
      'a/a.ts': 'let a: 1;',
      'b/tsconfig.json': '{ "include" ["."] }',
      'b/b.ts': '',
      'c/tsconfig.json': '{}',
      'c/c.ts': '',
    });
    const { code, stdout, stderr } = await project.leaks();
    expect(code).toBe(2);
    expect(stdout).toContain('No leaks found in 3 files.');
    expect(stderr.replaceAll(project.folder, '…')).toMatch(
      /^Linted 3 files: 1 with types \(TypeScript [\d.]+\); 2 without types because of a broken tsconfig\.\n/,
    );
    expect(stderr.replaceAll(project.folder, '…').split('\n').slice(1)).toEqual([
      "…/a/tsconfig.json:1:14: File '@acme/tsconfig' not found. Correct it: until then its files are linted without types.",
      "…/b/tsconfig.json:1:13: ':' expected. Correct it: until then its files are linted without types.",
      '',
    ]);
    expect(Object.fromEntries(seen)).toEqual({
      'a.ts': 'no types',
      'b.ts': 'no types',
      'c.ts': 'types, and demands them',
    });
  });
});

describe('comments', () => {
  it('for our rules count, and those for others are left alone', async () => {
    const project = projectOf({
      'a.js': LEAKY_TIMER.replace('const', '// eslint-disable-next-line leaks/no-leaked-timer -- on purpose\n  const'),
      'b.js':
        '/* eslint-disable react/no-danger, no-console -- unused */\n/* eslint no-var: error */\nvar b;\n// eslint-disable-line some/rule\n',
    });
    expect(await project.leaks()).toMatchObject({ code: 0, stdout: '\n✔ No leaks found in 2 files.\n' });
  });
});

describe('rules', () => {
  it('may be set one by one', async () => {
    const project = projectOf({ 'a.js': LEAKY_TIMER });
    expect(await project.leaks('--rule', 'leaks/no-leaked-timer:off')).toMatchObject({ code: 0 });
  });

  it('come from the preset', async () => {
    const created = vi.spyOn(rule, 'create').mockReturnValue({});
    vi.spyOn(plugin.configs, 'strict', 'get').mockReturnValue({
      name: 'leaks/strict',
      plugins: { leaks: plugin },
      rules: {},
    });
    const project = projectOf({ 'a.js': '' });
    await project.leaks('--preset', 'strict', '--no-types');
    expect(created).not.toHaveBeenCalled();
    await project.leaks('--preset', 'strict');
    expect(created).toHaveBeenCalledOnce();
  });
});

describe('repairs', () => {
  it('are made by --fix, with the types that the repaired text has', async () => {
    const project = nodeProjectOf({
      'src/a.ts': LEAKY_FILE,
      'src/b.ts': `\uFEFF${LEAKY_FILE.replaceAll('\n', '\r\n')}`,
    });
    const { code, stderr, stdout } = await project.leaks('--fix');
    expect(stdout + stderr).toMatch(/No leaks found in 2 files\.\nRepaired 2 files\.\n/);
    expect(code).toBe(0);
    const repaired = LEAKY_FILE.replace('const handle', 'await using handle');
    expect(project.read('src/a.ts')).toBe(repaired);
    expect(project.read('src/b.ts')).toBe(`\uFEFF${repaired.replaceAll('\n', '\r\n')}`);
  });

  it('are not made without it', async () => {
    const project = nodeProjectOf({ 'src/a.ts': LEAKY_FILE });
    expect(await project.leaks()).toMatchObject({ code: 1, stdout: expect.stringContaining('1 fixable with --fix.') });
    expect(project.read('src/a.ts')).toBe(LEAKY_FILE);
  });

  it('reach the first suggestions with --fix-suggestions, and only with it', async () => {
    const early = LEAKY_FILE.replace(
      '  return (await handle.stat()).size;',
      "  if (path === '') return 0;\n  const { size } = await handle.stat();\n  await handle.close();\n  return size;",
    );
    const project = nodeProjectOf({ 'src/a.ts': early });
    expect(await project.leaks('--fix')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('1 with --fix-suggestions.'),
    });
    expect(project.read('src/a.ts')).toBe(early);

    expect(await project.leaks('--fix-suggestions')).toMatchObject({ code: 0 });
    expect(project.read('src/a.ts')).toContain('  await using handle = await open(path);\n');
    expect(project.read('src/a.ts')).not.toContain('close()');
  });
});

describe('formats', () => {
  const project = () => projectOf({ 'a.js': LEAKY_TIMER, 'b/b.js': '' });

  it('of ESLint have the output to themselves', async () => {
    const { code, stdout, stderr } = await project().leaks('--format', 'json');
    const results = JSON.parse(stdout) as { filePath: string; errorCount: number; messages: { ruleId: string }[] }[];
    expect(results.map(({ filePath, errorCount }) => [path.basename(filePath), errorCount])).toEqual([
      ['a.js', 1],
      ['b.js', 0],
    ]);
    expect(results[0]!.messages[0]!.ruleId).toBe('leaks/no-leaked-timer');
    expect([code, stderr]).toEqual([1, expect.stringContaining('Linted 2 files')]);
  });

  it('are told about the rules, also of files without types', async () => {
    for (const types of [[], ['--no-types']]) {
      const { stdout } = await project().leaks('--format', 'json-with-metadata', ...types);
      const { metadata } = JSON.parse(stdout) as { metadata: { rulesMeta: Record<string, unknown> } };
      expect(Object.keys(metadata.rulesMeta)).toEqual(['leaks/no-leaked-timer']);
    }
  });

  it('may be files of the project', async () => {
    const folder = project();
    folder.write({ 'b/format.mjs': 'export default (results) => `${results.length} results`;' });
    expect(await folder.leaksIn('b', '--format', './format.mjs', '..')).toMatchObject({ stdout: '3 results\n' });
  });
});

describe('what cannot be done', () => {
  it('is told in one sentence, and nothing is linted', async () => {
    const project = projectOf({ 'a.js': LEAKY_TIMER });
    for (const [argv, sentence] of [
      [['--fxi'], "Unknown option '--fxi'. `leaks --help` lists the options.\n"],
      [['--preset', 'lax'], 'There is no `--preset lax`. Choose one of: recommended, strict, all.\n'],
      [['--rule', 'no-leak:off'], /^There is no rule `no-leak`\. The rules are: .*no-leaked-timer.*\.\n$/],
      [['--format', 'junit'], /^There is no formatter `junit`\. .*npm install -D eslint-formatter-junit.*\n$/],
      [['--format', 'nonsense'], /^There is no formatter `nonsense`\. [^\n]*\n$/],
    ] as const) {
      const { code, stdout, stderr } = await project.leaks(...argv);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(sentence);
    }
  });

  it('is a path that is not there; the others are linted', async () => {
    const { code, stdout, stderr } = await projectOf({ 'a.js': LEAKY_TIMER }).leaks('a.js', 'b.js');
    expect(code).toBe(2);
    expect(stdout).toContain('✖ 1 finding in 1 file');
    expect(stderr).toContain('There is no file or folder `b.js`.\n');
  });

  it('is a file that cannot be read; the others are linted', async () => {
    const project = projectOf({ 'a.js': '', 'c.js': '' });
    const files = ['a.js', 'b.js', 'c.js'].map(project.pathOf);
    const linter = await fileLinter(parseArguments([]), null, files, project.folder);
    const typescript = 'TypeScript is missing.';
    const outcome = await lintProject(
      files,
      parseArguments([]),
      typescript,
      linter,
      project.folder,
      progressOn({ write() {} }),
    );
    expect(outcome.results.map(({ filePath }) => path.basename(filePath))).toEqual(['a.js', 'c.js']);
    expect(outcome.problems).toEqual([`ENOENT: no such file or directory, open '${project.pathOf('b.js')}'.`]);
  });

  it('is a file that does not parse: a finding of its own; the others are linted', async () => {
    const project = projectOf({
      'tsconfig.json': '{}',
      'a.js': 'const = 1;',
      'b.ts': 'let x: = 1;',
      'c.ts': LEAKY_TIMER.replace('tick)', 'tick: any)'),
    });
    const { code, stdout, stderr } = await project.leaks();
    expect(code).toBe(1);
    expect(stdout).toMatch(/\na\.js\n\n  ✖ 1:\d+  syntax error\n/);
    expect(stdout).toMatch(/\nb\.ts\n\n  ✖ 1:\d+  syntax error\n/);
    expect(stdout).toContain('✖ 3 findings in 3 files');
    expect(stderr).toMatch(/^Linted 3 files[^\n]*\n$/);
  });

  it('is a file on which a rule crashes; the others are linted', async () => {
    vi.spyOn(rule, 'create').mockImplementation((context) => ({
      Identifier(node) {
        if (/[bd]\.js$/.test(context.filename)) throw new TypeError('x is undefined');
        context.report({ node, messageId: Object.keys(rule.meta.messages)[0]! });
      },
    }));
    const project = projectOf({ 'a.js': 'a;', 'b.js': '\nb;', 'c.js': 'c;', 'd.js': 'd;' });
    const { code, stdout, stderr } = await project.leaks();
    expect(code).toBe(2);
    expect(stdout).toContain('✖ 2 findings in 2 files');
    expect(stderr).toContain(
      `The rule leaks/no-leaked-timer crashed on ${project.pathOf('b.js')}:2 and 1 other place: x is undefined. `,
    );
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('a bug', () => {
  it('of a rule is told apart from one of the command, which is told with its stack', async () => {
    const written: string[] = [];
    const stdout = {
      write() {
        throw new TypeError('x is undefined');
      },
    };
    const stderr = { write: (text: string) => written.push(text) };
    expect(await run(['--version'], { cwd: '/', stdout, stderr })).toBe(2);
    expect(written.join('')).toMatch(/^This is a bug of eslint-plugin-leaks: TypeError: x is undefined\n\s+at /);
  });

  it('of a formatter is told as such', async () => {
    const project = projectOf({ 'a.js': '', 'format.mjs': "export default () => { throw new Error('No ink.'); };" });
    expect(await project.leaks('--format', './format.mjs', '--no-types')).toMatchObject({
      code: 2,
      stderr: 'The formatter `./format.mjs` failed: No ink.\n',
    });
  });
});

describe('progress', () => {
  it('is shown on a terminal alone, and wiped away', async () => {
    const project = projectOf({ 'a.js': '' });
    const written: string[] = [];
    const stderr = { isTTY: true, columns: 40, write: (text: string) => written.push(text) };
    await run([], { cwd: project.folder, stdout: { write: () => {} }, stderr });
    expect(written[0]).toBe('\r\u001B[KReading the project …');
    expect(written.findLast((text) => text.includes('\u001B'))).toBe('\r\u001B[K');
    expect(written.at(-1)).toMatch(/^Linted 1 file/);
    expect((await project.leaks()).stderr).not.toContain('\u001B');
  });
});

describe('a task', () => {
  it('may be to tell the options, or the version', async () => {
    const project = projectOf({ 'a.js': LEAKY_TIMER });
    expect(await project.leaks('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: leaks') });
    expect(await project.leaks('--version')).toEqual({
      code: 0,
      stdout: `eslint-plugin-leaks ${plugin.meta.version}\n`,
      stderr: '',
    });
  });
});
