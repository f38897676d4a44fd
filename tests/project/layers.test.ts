import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, importsIn, projectRoot, textOf, type Import } from './source-files.ts';

/** What a layer may import besides itself; `type:` in front allows it for types alone. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'index.ts': ['src/configs', 'src/rules', 'type:src/create-rule.ts'],
  'src/configs': ['src/rules', 'type:src/create-rule.ts'],
  'src/rules': ['src/analyses', 'src/fixes', 'src/type-queries', 'src/create-rule.ts'],
  'src/create-rule.ts': ['src/syntax'],
  'src/analyses': ['src/catalog', 'src/syntax', 'src/type-queries'],
  'src/type-queries': ['src/syntax'],
  'src/syntax': [],
  'src/fixes': ['type:src/catalog', 'src/syntax'],
  'src/catalog': [],
  'src/reports': ['index.ts'],
  'src/cli': ['index.ts', 'src/reports'],
};

/** What costs every user time, or is missing where there is no TypeScript. Entries below the last one are small. */
const isHeavy = (specifier: string): boolean =>
  ['typescript', 'ts-api-utils', '@typescript-eslint/type-utils', 'eslint'].includes(packageOf(specifier)) ||
  specifier === '@typescript-eslint/utils';

function layerOf(file: string): string {
  const [top, second = ''] = file.split('/');
  return top === 'src' ? `src/${second}` : file;
}

const isRelative = (specifier: string): boolean => specifier.startsWith('.');
const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Why a file must not have this import; null when it may. */
function objectionTo(file: string, { specifier, isTypeOnly }: Import): string | null {
  const layer = layerOf(file);
  if (isRelative(specifier)) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    if (layer === 'src/rules' && file !== 'src/rules/index.ts' && layerOf(target) === layer) return 'rule → rule';
    const allowed = [layer, ...(mayImport[layer] ?? []), ...(isTypeOnly ? typesOf(layer) : [])];
    return allowed.includes(layerOf(target)) ? null : `${layer} → ${layerOf(target)}`;
  }
  if (layer === 'src/catalog') return 'the catalog imports nothing';
  if (specifier.startsWith('node:')) return null;
  if (!isAvailableToUsers(packageOf(specifier))) return `${specifier} is no dependency`;
  if (layer === 'src/cli' || layer === 'src/reports') return null;
  if (!isTypeOnly && isHeavy(specifier)) return `${specifier} at run time`;
  if (packageOf(specifier) === 'typescript' && layer !== 'src/type-queries')
    return 'only src/type-queries sees TypeScript';
  return null;
}

const typesOf = (layer: string): readonly string[] =>
  (mayImport[layer] ?? []).filter((name) => name.startsWith('type:')).map((name) => name.slice('type:'.length));

function isAvailableToUsers(name: string): boolean {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>;
  return name in { ...dependencies, ...peerDependencies, 'eslint-plugin-leaks': true };
}

const sources = ['index.ts', ...filesIn('src')];

describe('layers', () => {
  it('are all named in the table', () => {
    expect([...new Set(sources.map(layerOf))].filter((layer) => !(layer in mayImport))).toEqual([]);
  });

  it('import only what the table allows', () => {
    const objections = sources.flatMap((file) =>
      importsIn(textOf(file)).flatMap((found) => {
        const objection = objectionTo(file, found);
        return objection === null ? [] : [`${file} imports ${found.specifier}: ${objection}`];
      }),
    );
    expect(objections).toEqual([]);
  });

  it('below the rules neither see a rule context nor report', () => {
    const below = /^src\/(?:analyses|catalog|fixes|syntax|type-queries)\//u;
    const reporting = sources.filter((file) => below.test(file) && /\bRuleContext\b|\.report\(/u.test(textOf(file)));
    expect(reporting).toEqual([]);
  });

  it('hold no circle of files that import one another at run time', () => {
    const finished = new Set<string>();
    const circleFrom = (file: string, way: readonly string[]): readonly string[] | null => {
      if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
      if (finished.has(file)) return null;
      for (const { specifier, isTypeOnly } of importsIn(textOf(file))) {
        const target = path.posix.join(path.posix.dirname(file), specifier);
        if (isTypeOnly || !sources.includes(target)) continue;
        const circle = circleFrom(target, [...way, file]);
        if (circle) return circle;
      }
      finished.add(file);
      return null;
    };
    expect(sources.map((file) => circleFrom(file, [])).filter((circle) => circle !== null)).toEqual([]);
  });
});

describe('the table', () => {
  const objection = (file: string, code: string): string | null => {
    const [found] = importsIn(code);
    if (!found) throw new Error(`No import was found in ${code}`);
    return objectionTo(file, found);
  };

  it.each([
    ['src/rules/a.ts', "import { b } from './b.ts';"],
    ['src/rules/a.ts', "import { timers } from '../catalog/timers.ts';"],
    ['src/rules/a.ts', "import type { Resource } from '../catalog/schema.ts';"],
    ['src/rules/a.ts', "import { isCall } from '../syntax/calls.ts';"],
    ['src/rules/a.ts', "import type ts from 'typescript';"],
    ['src/analyses/a.ts', "import { rules } from '../rules/index.ts';"],
    ['src/analyses/a.ts', "import { declareWithUsing } from '../fixes/declare-with-using.ts';"],
    ['src/analyses/a.ts', "export * from '../../index.ts';"],
    ['src/fixes/a.ts', "import { ownerOf } from '../analyses/ownership.ts';"],
    ['src/fixes/a.ts', "import { timers } from '../catalog/timers.ts';"],
    ['src/fixes/a.ts', "import { type Resource } from '../catalog/schema.ts';"],
    ['src/catalog/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/catalog/a.ts', "import type { TSESTree } from '@typescript-eslint/utils';"],
    ['src/syntax/a.ts', "import { typeOf } from '../type-queries/types.ts';"],
    ['src/syntax/a.ts', "import { ESLintUtils } from '@typescript-eslint/utils';"],
    ['src/syntax/a.ts', "const { marked } = await import('../../tests/support/marked-code.ts');"],
    ['src/type-queries/a.ts', "import ts from 'typescript';"],
    ['src/type-queries/a.ts', "const ts = require('typescript');"],
    ['src/type-queries/a.ts', "const ts = createRequire(import.meta.url)('typescript');"],
    ['src/type-queries/a.ts', "import { isTypeFlagSet } from 'ts-api-utils';"],
    ['src/type-queries/a.ts', "import type { expect } from 'vitest';"],
    ['src/configs/index.ts', "import { createRule } from '../create-rule.ts';"],
    ['src/reports/a.ts', "import { main } from '../cli/main.ts';"],
    ['src/cli/a.ts', "import { rules } from '../rules/index.ts';"],
    ['index.ts', "import { main } from './src/cli/main.ts';"],
  ])('forbids %s %s', (file, code) => {
    expect(objection(file, code)).not.toBeNull();
  });

  it.each([
    ['src/rules/index.ts', "import { a } from './a.ts';"],
    ['src/rules/a.ts', "import { ownerOf } from '../analyses/ownership.ts';"],
    ['src/fixes/a.ts', "import type { Resource } from '../catalog/schema.ts';"],
    ['src/type-queries/a.ts', "import type ts from 'typescript';"],
    ['src/type-queries/a.ts', "type Checker = import('typescript').TypeChecker;"],
    ['src/syntax/a.ts', "import type { TSESTree } from '@typescript-eslint/utils';"],
    ['src/create-rule.ts', "import { RuleCreator } from '@typescript-eslint/utils/eslint-utils';"],
    ['src/cli/a.ts', "import leaks from '../../index.ts';"],
    ['src/cli/a.ts', "const typescript = await import('typescript');"],
  ])('allows %s %s', (file, code) => {
    expect(objection(file, code)).toBeNull();
  });
});
