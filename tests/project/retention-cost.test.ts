import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ESLint } from 'eslint';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import leaks from '../../index.ts';
import { retentionRules } from '../../scripts/retention-rules.mjs';
import { countsOf } from '../../scripts/rule-counts.mjs';

/**
 * What the rules about memory that stays cost, in counts: queries to TypeScript's checker, and nodes that walks of
 * our own look into, for 1,000 lines of code. The budget may only fall: lower it with what makes a rule cheaper.
 */
interface Budget {
  readonly nodes: number;
  readonly queries: number;
}
const budgets: Readonly<Record<string, Readonly<Record<string, Budget>>>> = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'retention-budget.json'), 'utf8'),
) as never;

const root = path.join(import.meta.dirname, '../..');
const plugin = leaks as unknown as ESLint.Plugin;
const rules = retentionRules(leaks);

function sourcesIn(folder: string): { readonly code: string; readonly filename: string }[] {
  return readdirSync(path.join(root, folder))
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(root, folder, name))
    .map((filename) => ({ filename, code: readFileSync(filename, 'utf8') }));
}

function programOf(files: readonly { readonly filename: string }[]): ts.Program {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8')) as {
    config: { compilerOptions: object };
  };
  const json = { ...config.compilerOptions, lib: ['ESNext', 'DOM', 'DOM.Iterable'], jsx: 'preserve' };
  const { options } = ts.convertCompilerOptionsFromJson(json, root);
  return ts.createProgram(
    files.map(({ filename }) => filename),
    options,
  );
}

describe.each(['tests/clean-code/programs', 'src/cli'])('%s', (folder) => {
  it('costs at most what the budget says, rule by rule', () => {
    const files = sourcesIn(folder);
    const { lines, counts } = countsOf(files, { cwd: root, plugin, rules, program: programOf(files) });
    const perThousandLines = (found: number): number => Math.ceil((found * 1000) / lines);
    const costs = Object.entries(counts).map(
      ([name, { nodes, queries }]) =>
        [name.replace('leaks/', ''), { nodes: perThousandLines(nodes), queries: perThousandLines(queries) }] as const,
    );
    const over = costs.filter(([name, { nodes, queries }]) => {
      const budget = budgets[folder]?.[name] ?? { nodes: 0, queries: 0 };
      return nodes > budget.nodes || queries > budget.queries;
    });
    expect(Object.fromEntries(over)).toEqual({});
  });
});

/** A file of so many classes and functions that hold listeners, timers, collections, slices and waits. */
function longFile(parts: number): string {
  const part = (n: number): string => `
const seen${n} = new Map<string, Uint8Array>();
export function remember${n}(id: string, packet: Uint8Array): void {
  if (!seen${n}.has(id)) seen${n}.set(id, packet.subarray(0, 4));
}
export class Panel${n} {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #entries = new Map<string, Set<() => void>>();
  open(bytes: Uint8Array): void {
    const rows = JSON.parse(String(bytes)) as string[];
    window.addEventListener('resize', () => console.log(rows.length));
    [1].forEach(() => console.log(bytes));
    this.#timer = setTimeout(() => console.log(this.#timer, bytes.length), 100);
    try { rows.pop(); } catch (error) { setInterval(() => console.log(1), 100); }
  }
  on(name: string, f: () => void): void { this.#entries.get(name)?.add(f); this.#entries.set(name, new Set()); }
}
export async function work${n}(next: () => Promise<Uint8Array>): Promise<void> {
  while (true) { const item = await next(); console.log(item); }
}`;
  return Array.from({ length: parts }, (_, index) => part(index)).join('\n');
}

/** One function of so many statements, which hold what keeps values: closures, errors, slices, waits. */
function longFunction(statements: number): string {
  const group = (n: number): string => `
  const bytes${n} = new Uint8Array(size);
  const sum${n} = [0, 1].map((at) => bytes${n}[at]);
  window.addEventListener('resize', () => use(sum${n}));
  const text${n} = JSON.parse(read());
  const head${n} = bytes${n}.subarray(0, 16);
  heads.set(head${n}, text${n}.name);
  try { use(text${n}); } catch (error) { setInterval(() => use(${n}), 100); }
  for (const item of text${n}.items) { use(item); }
  current = () => use(head${n}.length);
  await once(window, 'focus');`;
  const groups = Array.from({ length: statements / 10 }, (_, index) => group(index)).join('');
  return `const heads = new Map();
let current = () => {};
export async function work(size, read, use, once) {${groups}
}
`;
}

describe.each([
  ['a file of many parts', longFile, [20, 100]],
  ['a file of one function', longFunction, [1000, 2000, 4000]],
] as const)('%s', (_, write, sizes) => {
  const measured = sizes.map((size) => {
    const file = { filename: path.join(root, 'many.ts'), code: write(size) };
    const { counts } = countsOf([file], { cwd: root, plugin, rules });
    return { size, nodes: Object.values(counts).reduce((sum, { nodes }) => sum + nodes, 0) };
  });

  it(`is walked in proportion to its length: ${measured.map(({ nodes }) => String(nodes)).join(', ')} nodes`, () => {
    const perPart = measured.map(({ size, nodes }) => nodes / size);
    expect(Math.min(...perPart)).toBeGreaterThan(0);
    expect(Math.max(...perPart)).toBeLessThanOrEqual(perPart[0]! * 1.02);
  });
});
