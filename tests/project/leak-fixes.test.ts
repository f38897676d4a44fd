import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from '@typescript-eslint/parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extract, gitFolderOf, importsOf } from '../../scripts/leak-fixes/extract.mjs';
import { keptLines, scoreOf, tableOf } from '../../scripts/leak-fixes/scores.mjs';

const leaky = `import { poll } from './poll.js';

export class Feed {
  start() {
    setInterval(() => {
      poll();
    }, 1000);
    window.addEventListener('online', poll);
  }
  stop() {}
}
`;
const mended = leaky
  .replace('    setInterval(', '    this.timer = setInterval(')
  .replace('  stop() {}', '  stop() {\n    clearInterval(this.timer);\n  }');

let folder: string;
let parent: string;
let fix: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'leak-fixes-'));
  const clone = path.join(folder, 'clones/owner+name');
  mkdirSync(path.join(clone, 'src'), { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
      cwd: clone,
      encoding: 'utf8',
    }).trim();
  const commit = (text: string) => {
    writeFileSync(path.join(clone, 'src/feed.ts'), text);
    git('add', '.');
    git('commit', '--quiet', '--message', 'commit');
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet');
  writeFileSync(
    path.join(clone, 'src/poll.ts'),
    "import { url } from './url';\nexport const poll = () => fetch(url);\n",
  );
  writeFileSync(path.join(clone, 'src/url.ts'), "export const url = '/';\n");
  writeFileSync(path.join(clone, 'src/other.ts'), 'export {};\n');
  parent = commit(leaky);
  fix = commit(mended);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const item = (more: object = {}) => ({
  id: 'x1',
  repository: 'owner/name',
  category: 'timer',
  path: 'src/feed.ts',
  lines: [5],
  fix,
  parent,
  ...more,
});

describe('extract', () => {
  it('writes the file of each side, and what it imports of its own repository', () => {
    const git = gitFolderOf('owner/name', path.join(folder, 'clones'));
    expect(git).toBe(path.join(folder, 'clones/owner+name/.git'));
    for (const [side, text] of [
      ['before', leaky],
      ['after', mended],
    ] as const) {
      const to = path.join(folder, side);
      expect(extract(item(), side, git!, to)).toBe(true);
      expect(readFileSync(path.join(to, 'x1/src/feed.ts'), 'utf8')).toBe(text);
      expect(readFileSync(path.join(to, 'x1/src/url.ts'), 'utf8')).toContain('url');
      expect(() => readFileSync(path.join(to, 'x1/src/other.ts'))).toThrow('ENOENT');
    }
  });

  it('says when the commit is not there', () => {
    const git = gitFolderOf('owner/name', path.join(folder, 'clones'))!;
    expect(extract(item({ fix: '0'.repeat(40) }), 'after', git, folder)).toBe(false);
  });

  it('resolves relative imports as TypeScript does', () => {
    const tree = new Set(['a/b.ts', 'a/c/index.tsx', 'd.js', 'a/e.css']);
    const text = "import './b.js'; import c from './c'; export * from '../d'; require('./e.css'); import 'react';";
    expect(importsOf(text, 'a/file.ts', tree)).toEqual(['a/b.ts', 'a/c/index.tsx', 'd.js']);
  });
});

describe('scoreOf', () => {
  const side = (text: string, ...places: [line: number, column: number][]) => ({
    text,
    program: parse(text, { loc: true, range: true }),
    reports: places.map(([line, column]) => ({ line, column, ruleId: 'leaks/no-leaked-timer', message: 'leaks' })),
  });

  it('counts a report on the line that is gone after the fix', () => {
    expect(scoreOf(item(), side(leaky, [5, 5]), side(mended))).toMatchObject({ isHit: true, isClean: true, stray: [] });
  });

  it('counts a report elsewhere in the same statement, and none in a function inside it', () => {
    expect(scoreOf(item(), side(leaky, [7, 6]), side(mended)).isHit).toBe(true);
    expect(scoreOf(item(), side(leaky, [6, 7]), side(mended)).isHit).toBe(false);
    expect(scoreOf(item(), side(leaky, [8, 5]), side(mended)).isHit).toBe(false);
  });

  it('tells what is still reported, on the changed line, from what is reported beside it', () => {
    expect(scoreOf(item(), side(leaky, [5, 5]), side(mended, [5, 18]))).toMatchObject({
      isClean: false,
      isStill: true,
    });
    expect(scoreOf(item(), side(leaky, [5, 5]), side(mended, [8, 5]))).toMatchObject({
      isClean: true,
      isStill: false,
      stray: ['src/feed.ts:8 leaks/no-leaked-timer leaks'],
    });
  });

  it('expects nothing where the commit mended a part only', () => {
    expect(scoreOf(item({ isFixPartial: true }), side(leaky, [5, 5]), side(mended, [5, 18]))).toMatchObject({
      isHit: true,
      isClean: false,
      isStill: false,
    });
  });
});

describe('keptLines', () => {
  it('follows lines that moved or changed, and drops those that are gone', () => {
    const before = ['a();', 'on(x, () => {', 'b();', 'c(d);'];
    const after = ['new1();', 'a();', 'this.y = on(x, () => {', 'b();'];
    expect(keptLines([1], before, after)).toEqual([2]);
    expect(keptLines([2], before, after)).toEqual([3]);
    expect(keptLines([4], before, after)).toEqual([]);
  });
});

describe('tableOf', () => {
  it('adds up by category', () => {
    const score = { id: 'x', category: 'timer', isHit: true, isClean: true, isStill: false, stray: [], lines: 500 };
    const table = tableOf([score, { ...score, category: 'listener', stray: ['here'] }, { ...score, isHit: false }]);
    expect(table.split('\n').map((line) => line.replace(/ +/gu, ' '))).toEqual([
      'category items hit clean still stray',
      'timer 2 1 2 0 0',
      'listener 1 1 1 0 1',
      'all 3 2 3 0 1',
      'stray reports per 1,000 lines: 0.67',
    ]);
  });
});
