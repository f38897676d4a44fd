import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { programMaker, sourceTexts, type SourceTexts } from '../../src/cli/source-texts.ts';
import { tsconfigs } from '../../src/cli/tsconfigs.ts';
import { divideAmongPrograms, type TypedFiles } from '../../src/cli/typed-files.ts';
import { projectOf, type Project } from './temporary-project.ts';

function divided(project: Project, files: readonly string[], texts: SourceTexts = sourceTexts()): TypedFiles[] {
  const makeProgram = programMaker(ts, texts, (error) => {
    throw error;
  });
  const paths = files.map((file) => project.pathOf(file));
  return [...divideAmongPrograms(ts, paths, tsconfigs(ts), makeProgram, project.folder)];
}

/** The names of the files, group by group; those outside every tsconfig come after `'-'`. */
const groupsOf = (project: Project, files: readonly string[]) =>
  divided(project, files).map((group) => [
    ...(group.isInTsconfig ? [] : ['-']),
    ...group.files.map((file) => path.relative(project.folder, file)),
  ]);

/** The type of the last variable that `file` declares, as the compiler prints it. */
function lastTypeIn(project: Project, { program }: TypedFiles, file: string): string {
  const checker = program()!.getTypeChecker();
  const statement = program()!.getSourceFile(project.pathOf(file))!.statements.findLast(ts.isVariableStatement)!;
  return checker.typeToString(checker.getTypeAtLocation(statement.declarationList.declarations[0]!));
}

describe('files are divided', () => {
  it('among the tsconfigs that include them, and the rest by the nearest', () => {
    const project = projectOf({
      'a/tsconfig.json': '{ "include": ["src"] }',
      'a/src/x.ts': '',
      'a/test/x.ts': '',
      'b/tsconfig.json': '{}',
      'b/x.ts': '',
      'b/tool.js': '',
      'c/x.ts': '',
    });
    expect(groupsOf(project, ['a/src/x.ts', 'a/test/x.ts', 'b/x.ts', 'b/tool.js', 'c/x.ts'])).toEqual([
      ['a/src/x.ts'],
      ['b/x.ts'],
      ['-', 'a/test/x.ts'],
      ['-', 'b/tool.js'],
      ['-', 'c/x.ts'],
    ]);
  });

  it('along references, by which a tsconfig may only point to others', () => {
    const project = projectOf({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./node" }] }',
      'tsconfig.app.json': '{ "include": ["src"] }',
      'node/tsconfig.json': '{ "include": ["../vite.config.ts"] }',
      'src/x.ts': '',
      'vite.config.ts': '',
      'stray.ts': '',
    });
    expect(groupsOf(project, ['src/x.ts', 'vite.config.ts', 'stray.ts'])).toEqual([
      ['src/x.ts'],
      ['vite.config.ts'],
      ['-', 'stray.ts'],
    ]);
  });

  it('by references that go in circles', () => {
    const project = projectOf({
      'a/tsconfig.json': '{ "files": [], "references": [{ "path": "../b" }] }',
      'b/tsconfig.json': '{ "files": [], "references": [{ "path": "../a" }] }',
      'a/x.ts': '',
    });
    expect(groupsOf(project, ['a/x.ts'])).toEqual([['-', 'a/x.ts']]);
  });

  it('by what a tsconfig extends', () => {
    const project = projectOf({
      'tsconfig.json': '{ "extends": "./base.json" }',
      'base.json': '{ "include": ["src"] }',
      'src/x.ts': '',
      'y.ts': '',
    });
    expect(groupsOf(project, ['src/x.ts', 'y.ts'])).toEqual([['src/x.ts'], ['-', 'y.ts']]);
  });

  it('by an outer tsconfig where the inner one does not include the file', () => {
    const project = projectOf({
      'tsconfig.json': '{ "include": ["packages/*/test"] }',
      'packages/a/tsconfig.json': '{ "include": ["src"] }',
      'packages/a/src/x.ts': '',
      'packages/a/test/x.ts': '',
    });
    expect(groupsOf(project, ['packages/a/src/x.ts', 'packages/a/test/x.ts'])).toEqual([
      ['packages/a/src/x.ts'],
      ['packages/a/test/x.ts'],
    ]);
  });

  it('by imports where a tsconfig names only where to start', () => {
    const project = projectOf({
      'tsconfig.json': '{ "files": ["index.ts"] }',
      'index.ts': "import './reached.ts';",
      'reached.ts': 'export {};',
      'stray.ts': '',
    });
    expect(groupsOf(project, ['reached.ts', 'stray.ts'])).toEqual([['reached.ts'], ['-', 'stray.ts']]);
  });

  it('by a jsconfig.json, which includes JavaScript', () => {
    const project = projectOf({ 'jsconfig.json': '{}', 'x.js': '' });
    expect(groupsOf(project, ['x.js'])).toEqual([['x.js']]);
  });
});

describe('types', () => {
  it('of files outside every tsconfig are those that the nearest would give: its paths, library and declarations', () => {
    const project = projectOf({
      'tsconfig.json': JSON.stringify({
        compilerOptions: { lib: ['es2015'], module: 'nodenext', paths: { '#/*': ['./src/*'] } },
        include: ['src'],
      }),
      'src/global.d.ts': 'declare const ambient: 1;',
      'src/x.ts': 'export const two = 2;',
      'tool.ts': "import { two } from '#/x.ts';\nconst types = [two, ambient, [].at] as const;",
    });
    const [strays] = divided(project, ['tool.ts']);
    expect(lastTypeIn(project, strays!, 'tool.ts')).toBe('readonly [2, 1, any]');
  });

  it('of JavaScript without any tsconfig are what it says itself, packages and @types included', () => {
    const project = projectOf({
      'x.js': "const { name } = require('dependency');\nconst types = [name, ambient, /** @type {1} */ (1)];",
      'node_modules/dependency/package.json': '{ "name": "dependency", "types": "index.d.ts" }',
      'node_modules/dependency/index.d.ts': 'export const name: bigint;',
      'node_modules/@types/everywhere/index.d.ts': 'declare const ambient: string;',
    });
    expect(lastTypeIn(project, divided(project, ['x.js'])[0]!, 'x.js')).toBe('(string | bigint | 1)[]');
  });

  it('come from the sources of a referenced project, built or not', () => {
    const project = projectOf({
      'core/tsconfig.json':
        '{ "compilerOptions": { "composite": true, "outDir": "dist", "rootDir": "src" }, "include": ["src"] }',
      'core/src/index.ts': 'export const answer = 42;',
      'core/package.json': '{ "name": "core", "types": "dist/index.d.ts" }',
      'app/tsconfig.json': JSON.stringify({
        compilerOptions: {
          module: 'esnext',
          moduleResolution: 'bundler',
          paths: { core: ['../core/dist/index.d.ts'] },
        },
        references: [{ path: '../core' }],
      }),
      'app/x.ts': "import { answer } from 'core';\nconst copy = answer;",
    });
    expect(lastTypeIn(project, divided(project, ['app/x.ts'])[0]!, 'app/x.ts')).toBe('42');
  });
});

describe('a program', () => {
  const project = () =>
    projectOf({
      'a/tsconfig.json': '{}',
      'b/tsconfig.json': '{}',
      'c/tsconfig.json': '{ "compilerOptions": { "target": "es2016" } }',
      'a/x.ts': "import '../shared/s.ts';\nconst before = 1;",
      'b/x.ts': "import '../shared/s.ts';",
      'c/x.ts': "import '../shared/s.ts';",
      'shared/s.ts': 'export {};',
    });
  const files = ['a/x.ts', 'b/x.ts', 'c/x.ts'];

  it('shares files with others whose options treat them alike', () => {
    const folder = project();
    const [a, b, c] = divided(folder, files).map(({ program }) =>
      program()!.getSourceFile(folder.pathOf('shared/s.ts')),
    );
    expect(a).toBeDefined();
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });

  it('is the same until an edit, and then knows the edited text', () => {
    const folder = project();
    const texts = sourceTexts();
    const [group] = divided(folder, files, texts);
    const first = group!.program();
    expect(group!.program()).toBe(first);

    texts.edit(folder.pathOf('a/x.ts'), "const after = 'edited' as const;");
    expect(lastTypeIn(folder, group!, 'a/x.ts')).toBe('"edited"');
    expect(group!.program()!.getSourceFile(folder.pathOf('shared/s.ts'))).toBeUndefined();
    expect(folder.read('a/x.ts')).toContain('before');
  });

  it('that crashes the compiler is none, and says why', () => {
    const crashes: string[] = [];
    const crashing = {
      ...ts,
      createProgram: () => {
        throw new Error('Debug Failure.');
      },
    } as unknown as typeof ts;
    const program = programMaker(crashing, sourceTexts(), ({ message }) => crashes.push(message))({
      fileNames: [],
      options: {},
      folder: '/',
    });
    expect([program(), program(), crashes]).toEqual([null, null, ['Debug Failure.']]);
  });
});

describe('a tsconfig', () => {
  const flawsOf = (files: Readonly<Record<string, string>>) => {
    const project = projectOf({ 'x.ts': '', ...files });
    const configs = tsconfigs(ts);
    const isFlawed = configs.nearest(project.pathOf('x.ts'))!.flaw !== null;
    configs.including(project.pathOf('x.ts'));
    return { isFlawed, flaws: configs.flaws().map((flaw) => flaw.replaceAll(project.folder, '…')) };
  };

  it.each<[string, Record<string, string>, string]>([
    ['whose syntax is wrong', { 'tsconfig.json': '{\n  "include" ["src"]\n}' }, "…/tsconfig.json:2:13: ':' expected"],
    [
      'that extends what is not there',
      { 'tsconfig.json': '{ "extends": "@acme/tsconfig" }' },
      "…/tsconfig.json:1:14: File '@acme/tsconfig' not found",
    ],
    [
      'that extends a file that is not there',
      { 'tsconfig.json': '{ "extends": "./base.json" }' },
      "…/tsconfig.json: Cannot read file '…/base.json'",
    ],
    [
      'that extends itself',
      { 'tsconfig.json': '{ "extends": "./tsconfig.json" }' },
      '…/tsconfig.json: Circularity detected while resolving configuration: …/tsconfig.json -> …/tsconfig.json',
    ],
    [
      'that extends a file whose syntax is wrong',
      { 'tsconfig.json': '{ "extends": "./base.json" }', 'base.json': '{ "files": [ }' },
      '…/base.json:1:14: Expression or comma expected',
    ],
  ])('%s is flawed', (_, files, flaw) => {
    expect(flawsOf(files)).toEqual({ isFlawed: true, flaws: [flaw] });
  });

  it('that references what is not there is told, though it answers for itself', () => {
    expect(flawsOf({ 'tsconfig.json': '{ "files": ["y.ts"], "references": [{ "path": "./gone" }] }' })).toEqual({
      isFlawed: false,
      flaws: ["…/gone/tsconfig.json: Cannot read file '…/gone/tsconfig.json'"],
    });
  });

  it.each([
    [
      'with an option this compiler does not know',
      '{ "compilerOptions": { "fromTheFuture": true, "target": "es2099" } }',
    ],
    ['that includes nothing', '{ "include": ["nowhere"] }'],
    ['with comments and trailing commas', '{ "include": ["x.ts",], /* all */ }'],
  ])('%s is sound', (_, text) => {
    expect(flawsOf({ 'tsconfig.json': text })).toEqual({ isFlawed: false, flaws: [] });
  });
});
