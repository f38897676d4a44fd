import { execFileSync } from 'node:child_process';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { gte } from 'semver';
import { describe, expect, it } from 'vitest';
import { exemptTypes } from '../../src/catalog/exemptions.ts';
import { resources } from '../../src/catalog/index.ts';
import { borrowedWords, genericReleaseMethods, ownedVerbs } from '../../src/catalog/naming.ts';
import type { Resource } from '../../src/catalog/schema.ts';
import { parseUserResources } from '../../src/catalog/user-resources.ts';
import { filesIn, projectRoot, textOf } from '../project/source-files.ts';
import { findV8ThatKnowsUsing } from '../support/v8.ts';
import { DeclaredNames } from './declared-names.ts';

const modulesOf = ({ acquiredBy, release }: Resource): readonly (string | undefined)[] => [
  ...acquiredBy.map(({ from }) => from),
  release.form === 'function' ? release.from : undefined,
];

const isOfNode = (module: string): boolean => module.startsWith('node:') || builtinModules.includes(module);

describe('the entries of the catalog', () => {
  it('are many', () => {
    expect(resources.length).toBeGreaterThanOrEqual(40);
  });

  it('have the form that is asked of users', () => {
    expect(parseUserResources(resources)).toEqual(resources);
  });

  it('have ids that are unique and in kebab-case, with a platform or package in front', () => {
    const ids = resources.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('have labels with the right article', () => {
    // abbreviations go by how their first letter is called
    const soundsLikeVowel = /^an? ([aeio]|up|API|HTTP|SSH)/;
    const wrong = resources.filter(({ label }) => !label.startsWith(soundsLikeVowel.test(label) ? 'an ' : 'a '));
    expect(wrong.map(({ label }) => label)).toEqual([]);
  });

  it("write Node's own modules with `node:`", () => {
    const modules = resources.flatMap(modulesOf).filter((name) => name !== undefined);
    expect(modules.filter((name) => isOfNode(name) && !name.startsWith('node:'))).toEqual([]);
    expect(exemptTypes.map(({ from = '' }) => from).filter((name) => builtinModules.includes(name))).toEqual([]);
  });

  it('acquire nothing in two ways', () => {
    const ways = resources.flatMap(({ acquiredBy }) => acquiredBy.map((by) => JSON.stringify(by)));
    expect(ways.filter((way, index) => ways.indexOf(way) !== index)).toEqual([]);
  });

  it('are all in the index', () => {
    const inFiles = filesIn('src/catalog').flatMap((file) =>
      [...textOf(file).matchAll(/^ {4}id: '(.+)'/gm)].map(([, id]) => id),
    );
    expect(resources.map(({ id }) => id).sort()).toEqual(inFiles.sort());
  });
});

describe('the declarations of ES, the DOM, Node and the packages installed here', () => {
  const declared = new DeclaredNames(resources, projectRoot);

  /** Newer than the declarations of Node 20 that are installed: asked of a newer Node instead. */
  const isNewerThanNode20 = ({ disposal, acquiredBy }: Resource): boolean =>
    acquiredBy[0].from?.startsWith('node:') === true && disposal !== undefined && gte(disposal.node, '21.0.0');

  it.each(resources)('fit $id', (entry) => {
    if (declared.missingModulesOf(entry).length > 0) {
      expect(modulesOf(entry).some((name) => name !== undefined && !isOfNode(name)) || isNewerThanNode20(entry)).toBe(
        true,
      );
      return;
    }
    const contradictions = declared.contradictionsOf(entry);
    if (isNewerThanNode20(entry) && contradictions.some((line) => line.endsWith('is not declared'))) return;
    expect(contradictions).toEqual([]);
  });

  it('do not have what an entry says they have', () => {
    const right = resources.find(({ id }) => id === 'node/file-handle')!;
    const wrong: readonly Resource[] = [
      { ...right, acquiredBy: [{ call: 'opened', from: 'node:fs/promises' }] },
      { ...right, release: { form: 'self', methods: ['close', 'shut'], async: true } },
      { ...right, release: { form: 'self', methods: ['close'] } },
      { ...right, type: 'Dir' },
      {
        ...right,
        acquiredBy: [{ method: 'watchPosition', of: 'Geolocation' }],
        release: { form: 'owner', methods: ['stop'] },
      },
    ];
    const names = new DeclaredNames(wrong, projectRoot);
    expect(wrong.map((entry) => names.contradictionsOf(entry).length > 0)).toEqual(wrong.map(() => true));
  });
});

describe('Node at run time', () => {
  const classes = resources.flatMap(({ id, acquiredBy, type }) =>
    type !== undefined && (acquiredBy[0].from?.startsWith('node:') ?? true)
      ? [{ id, module: acquiredBy[0].from, type }]
      : [],
  );
  const script = path.join(import.meta.dirname, 'disposal-at-run-time.mjs');

  it.each([
    ['that runs the tests', process.execPath],
    ['that knows `using`', findV8ThatKnowsUsing()],
  ])('has the disposal symbols since the versions that the entries name: the one %s', (_, executable) => {
    const output = execFileSync(executable, ['--no-warnings', script, JSON.stringify(classes)], { encoding: 'utf8' });
    const { node, answers } = JSON.parse(output) as { node: string; answers: Record<string, string[] | null> };
    const asked = resources.filter(({ id }) => answers[id]);
    expect(asked.length).toBeGreaterThan(15);

    const promised = asked.filter(({ disposal }) => disposal && gte(node, disposal.node));
    expect(promised.filter(({ id, disposal }) => !answers[id]!.includes(disposal!.symbol)).map(({ id }) => id)).toEqual(
      [],
    );
    const concealed = asked.filter(({ id, disposal }) => !disposal && answers[id]!.length > 0);
    expect(concealed.map(({ id }) => id)).toEqual([]);
  });
});

describe('names', () => {
  it('say one thing each, in lower case', () => {
    expect([...ownedVerbs].filter((word) => borrowedWords.has(word))).toEqual([]);
    expect([...ownedVerbs, ...borrowedWords].filter((word) => word !== word.toLowerCase())).toEqual([]);
  });

  it('count what most disposables have as a release', () => {
    for (const method of ['close', 'destroy', 'dispose', 'end', 'release', 'terminate']) {
      expect(genericReleaseMethods).toContain(method);
    }
  });
});
