import { describe, expect, it } from 'vitest';
import leaks from '../../index.ts';
import { textOf } from './source-files.ts';

/** The cases of a rule test that say of themselves that the rule is wrong there. */
function limitsTestedIn(test: string): readonly string[] {
  const names = test.matchAll(/\bname:\s*(?<quote>['"`])(?<limit>known (?:miss|false alarm): .*?)(?<!\\)\k<quote>/gu);
  return Array.from(names, ({ groups }) => (groups?.['limit'] ?? '').replaceAll(/\\(['"`])/gu, '$1'));
}

/** The list items under "What it does not see" that begin like the name of such a case. */
function limitsToldIn(page: string): readonly string[] {
  const section = page.split(/^## /mu).find((part) => part.startsWith('What it does not see\n')) ?? '';
  const items = section.split(/^- /mu).slice(1);
  return items.map((item) => item.trim().replaceAll(/\s+/gu, ' ')).filter((item) => item.startsWith('known '));
}

describe.each(Object.keys(leaks.rules))('the known limits of %s', (rule) => {
  const tested = limitsTestedIn(textOf(`tests/rules/${rule}.test.ts`));

  it(`are told on its page, word for word: ${String(tested.length)}`, () => {
    expect([...limitsToldIn(textOf(`docs/rules/${rule}.md`))].sort()).toEqual([...tested].sort());
  });
});

describe('known limits', () => {
  it('are found in tests', () => {
    const test = `{ name: 'known miss: it\\'s held' }, { name:\n "known false alarm: \`x\`" }, { name: 'known' }`;
    expect(limitsTestedIn(test)).toEqual(["known miss: it's held", 'known false alarm: `x`']);
  });

  it('are found on pages, in their section alone', () => {
    const page = `- known miss: a\n\n## What it does not see\n\nText.\n\n- known miss: a handle that\n  is stored\n- Other.\n\n## Next\n\n- known miss: b\n`;
    expect(limitsToldIn(page)).toEqual(['known miss: a handle that is stored']);
  });
});
