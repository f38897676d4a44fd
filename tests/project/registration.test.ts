import path from 'node:path';
import { describe, expect, it } from 'vitest';
import leaks from '../../index.ts';
import { filesIn, textOf } from './source-files.ts';

const namesIn = (folder: string, ending: string): readonly string[] =>
  filesIn(folder)
    .filter((file) => path.dirname(file) === folder && file.endsWith(ending))
    .map((file) => path.basename(file, ending))
    .filter((name) => name !== 'index');

const ruleNames = Object.keys(leaks.rules).sort();

describe('a rule', () => {
  it('is listed in alphabetical order', () => {
    expect(Object.keys(leaks.rules)).toEqual(ruleNames);
  });

  it.each([
    ['a file', 'src/rules', '.ts'],
    ['a test', 'tests/rules', '.test.ts'],
    ['a page', 'docs/rules', '.md'],
  ])('has %s of its name in %s, and nothing else is there', (_, folder, ending) => {
    expect(namesIn(folder, ending)).toEqual(ruleNames);
  });

  it.each(Object.entries(leaks.rules))('bears the name under which it is listed: %s', (name, rule) => {
    expect(rule.name).toBe(name);
    expect(rule.meta.docs?.url).toMatch(new RegExp(`/docs/rules/${name}\\.md$`, 'u'));
  });
});

describe('files and folders', () => {
  const written = ['docs', 'scripts', 'src', 'tests'].flatMap(filesIn);

  it('are named after what they answer or do', () => {
    const sayNothing = /^(?:utils?|helpers?|shared|common|core|misc)$/u;
    const parts = written.flatMap((file) => file.split('/').map((part) => part.split('.')[0] ?? ''));
    expect([...new Set(parts)].filter((part) => sayNothing.test(part))).toEqual([]);
  });

  it('are named in kebab-case, so that no two differ in case alone', () => {
    const kebab = /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/u;
    const parts = written.flatMap((file) => file.split('/'));
    expect([...new Set(parts)].filter((part) => !kebab.test(part))).toEqual([]);
  });

  it('of sources have a size that a reader can hold', () => {
    const limitOf = (file: string): number => (/^src\/rules\/(?!index)/u.test(file) ? 140 : 350);
    const tooLong = filesIn('src')
      .map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }))
      .filter(({ file, lines }) => lines > limitOf(file));
    expect(tooLong).toEqual([]);
  });
});
