import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFilesToLint } from '../../src/cli/files-to-lint.ts';
import { hardlyAnyIgnored, ignoredFiles } from '../../src/cli/ignored-files.ts';
import { projectOf, type Project } from './temporary-project.ts';

/** What `paths` stand for, seen from a folder of the project. */
function found(project: Project, paths: readonly string[], from = '.', { ignore = true } = {}) {
  const cwd = path.join(project.folder, from);
  const { files, problems, skipped } = findFilesToLint(paths, cwd, ignore ? ignoredFiles(cwd) : hardlyAnyIgnored);
  return { files: files.map((file) => path.relative(project.folder, file)).sort(), problems, skipped };
}

const filesIn = (project: Project, from = '.') => found(project, ['.'], from).files;

/** Files of no content, by their names. */
const empty = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '']));

describe('a folder', () => {
  it('gives every kind of JavaScript and TypeScript, and nothing else', () => {
    const sources = [
      'a.js',
      'b.mjs',
      'c.cjs',
      'd.jsx',
      'e.ts',
      'f.mts',
      'g.cts',
      'h.tsx',
      'deep/er/i.ts',
      '.storybook/j.ts',
    ];
    const project = projectOf(empty(...sources, 'README.md', 'k.json', 'l.vue', 'm.d.ts', 'n.d.mts', 'o.d.css.ts'));
    expect(filesIn(project)).toEqual([...sources].sort());
  });

  it.each([
    ['build output', 'dist/a.js'],
    ['the output of a framework', 'apps/web/.next/a.js'],
    ['what others maintain', 'src/vendor/a.js'],
    ['installed packages', 'packages/a/node_modules/b/index.js'],
    ['what a tool made small', 'public/jquery.min.js'],
    ['a bundle', 'public/app.bundle.mjs'],
    ['the store of a package manager', '.pnp.cjs'],
  ])('leaves out %s: %s', (_, name) => {
    expect(filesIn(projectOf(empty('src/index.ts', name)))).toEqual(['src/index.ts']);
  });

  it('keeps what only resembles generated files', () => {
    const sources = ['src/distance/a.ts', 'src/build.ts', 'src/min.js', 'src/bundle.js', 'src/d.ts'];
    expect(filesIn(projectOf(empty(...sources)))).toEqual([...sources].sort());
  });

  it('is not followed through links, which may lead in circles', () => {
    const project = projectOf(empty('src/a.ts'));
    symlinkSync(project.folder, project.pathOf('src/circle'));
    expect(filesIn(project)).toEqual(['src/a.ts']);
  });
});

describe('what git ignores', () => {
  it('is left out, in nested files too, of which the innermost decides', () => {
    const project = projectOf({
      ...empty(
        'a.ts',
        'a.gen.ts',
        'gen/b.ts',
        'lib/c.gen.ts',
        'lib/keep.gen.ts',
        'lib/local/d.ts',
        'lib/sub/local/e.ts',
      ),
      '.gitignore': '*.gen.ts\n/gen/\n',
      'lib/.gitignore': '/local\n!keep.gen.ts\n',
    });
    expect(filesIn(project)).toEqual(['a.ts', 'lib/keep.gen.ts', 'lib/sub/local/e.ts']);
  });

  it('counts from the root of the repository, wherever in it the command runs', () => {
    const project = projectOf({
      ...empty('.git/HEAD', 'packages/a/x.ts', 'packages/a/x.gen.ts', 'packages/a/secret.ts', 'packages/b/y.ts'),
      '.gitignore': '*.gen.ts\n',
      '.git/info/exclude': 'secret.ts\n',
    });
    expect(filesIn(project, 'packages/a')).toEqual(['packages/a/x.ts']);
  });

  it('ends at the root of an inner repository', () => {
    const project = projectOf({
      ...empty('.git/HEAD', 'inner/.git/HEAD', 'inner/x.gen.ts'),
      '.gitignore': '*.gen.ts\n',
    });
    expect(filesIn(project, 'inner')).toEqual(['inner/x.gen.ts']);
  });

  it('does not include the folder one stands in', () => {
    const project = projectOf({
      ...empty('.git/HEAD', 'demo/x.ts', 'demo/y.gen.ts'),
      '.gitignore': 'demo/\n',
      'demo/.gitignore': '*.gen.ts',
    });
    expect(filesIn(project, 'demo')).toEqual(['demo/x.ts']);
    expect(filesIn(project)).toEqual([]);
  });
});

describe('a path', () => {
  const project = () =>
    projectOf({ ...empty('src/a.ts', 'src/b.js', 'dist/a.js', 'gen/a.ts', 'notes.md'), '.gitignore': 'gen\n' });

  it('may be a file or a folder, named twice', () => {
    expect(found(project(), ['src/a.ts', 'src', './src/a.ts'])).toEqual({
      files: ['src/a.ts', 'src/b.js'],
      problems: [],
      skipped: [],
    });
  });

  it('may lie outside the current folder', () => {
    expect(found(project(), ['..'], 'src').files).toEqual(['src/a.ts', 'src/b.js']);
    expect(found(project(), ['../src/b.js'], 'dist').files).toEqual(['src/b.js']);
  });

  it('may be a glob', () => {
    expect(found(project(), ['src/**/*.{ts,tsx}', './*/b.js', 'src/a.ts'])).toEqual({
      files: ['src/a.ts', 'src/b.js'],
      problems: [],
      skipped: [],
    });
    expect(found(project(), ['**/a.*']).files).toEqual(['src/a.ts']);
  });

  it('may hold what would be special in a glob', () => {
    expect(found(projectOf(empty('app/[id]/page.tsx')), ['app/[id]', 'app/[id]/page.tsx']).files).toEqual([
      'app/[id]/page.tsx',
    ]);
  });

  it('that leads nowhere is told, and the others are followed', () => {
    expect(found(project(), ['scr', 'src/a.ts', 'test/**/*.ts'])).toEqual({
      files: ['src/a.ts'],
      problems: ['There is no file or folder `scr`.', 'No file matches `test/**/*.ts`.'],
      skipped: [],
    });
  });

  it('that is ignored, or no code, is skipped and told', () => {
    expect(found(project(), ['dist', 'dist/a.js', 'gen/a.ts', 'notes.md'])).toEqual({
      files: [],
      problems: [],
      skipped: [
        'Skipped `dist`: it looks generated or vendored.',
        'Skipped `dist/a.js`: it looks generated or vendored.',
        'Skipped `gen/a.ts`: git ignores it.',
        'Skipped `notes.md`: it is no JavaScript or TypeScript file.',
      ],
    });
  });

  it('is taken for what it is with --no-ignore, though packages are not walked into', () => {
    const sources = ['dist/a.js', 'gen/a.ts', 'src/a.ts', 'src/b.js'];
    const all = project();
    all.write(empty('src/node_modules/x/index.js'));
    expect(found(all, ['.'], '.', { ignore: false }).files).toEqual(sources);
    expect(found(all, ['src/node_modules/x'], '.', { ignore: false }).files).toEqual(['src/node_modules/x/index.js']);
  });
});
