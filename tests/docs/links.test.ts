import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, projectRoot, textOf } from '../project/source-files.ts';

const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...filesIn('docs')];

/** The name under which a heading is linked to. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/gu, '-');

const anchorsIn = (page: string): readonly string[] =>
  Array.from(textOf(page).matchAll(/^#+ (?<heading>.+)$/gmu), ({ groups }) => anchorOf(groups?.['heading'] ?? ''));

function isBroken(page: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const linked = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
  if (!existsSync(path.join(projectRoot, linked))) return true;
  return anchor !== undefined && !anchorsIn(linked).includes(anchor);
}

describe.each(pages)('%s', (page) => {
  it('links to files and headings that are there', () => {
    const targets = Array.from(
      textOf(page).matchAll(/\]\((?<target>[^)\s]+)\)/gu),
      ({ groups }) => groups?.['target'] ?? '',
    );
    const local = targets.filter((target) => !/^[a-z]+:/u.test(target));
    expect(local.filter((target) => isBroken(page, target))).toEqual([]);
  });

  it('names npm scripts that are there', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = Array.from(
      textOf(page).matchAll(/\bnpm run (?<name>[\w:-]+)/gu),
      ({ groups }) => groups?.['name'] ?? '',
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
