import type { Linter } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { withoutTypes } from '../support/compile.ts';
import { programInMemory, type ProgramInMemory } from '../support/programs-in-memory.ts';
import { runEverywhere, type Outcome } from '../support/run-everywhere.ts';
import { findV8ThatKnowsUsing, parseErrorInV8 } from '../support/v8.ts';
import leaks from '../../index.ts';
import { neighbours as ofTwoRules, type Neighbour } from './neighbours.ts';
import { modernNeighbours } from './modern-neighbours.ts';
import { ruleNeighbours } from './rule-neighbours.ts';

const neighbours = [...ofTwoRules, ...ruleNeighbours, ...modernNeighbours];
const { recommended, strictTypeChecked } = leaks.configs;
const twoRules: Linter.RulesRecord = { 'leaks/require-disposal': 'error', 'leaks/no-floating-disposable': 'error' };

/** The two rules; for the others `recommended`, and what the program asks for if that is of the strict presets alone. */
function rulesFor(neighbour: Neighbour): Linter.RulesRecord {
  if (ofTwoRules.includes(neighbour)) return twoRules;
  const asked = neighbour.reports.map((rule) => `leaks/${rule}`);
  const strict = asked.map((rule) => [rule, strictTypeChecked.rules?.[rule]] as const);
  return { ...Object.fromEntries(strict), ...recommended.rules } as Linter.RulesRecord;
}

const mainOf = (index: number): string => `${index}/main.ts`;

function wrapped({ form }: Neighbour, code: string): string {
  if (form === 'raw') return code;
  return `export ${form === 'async' ? 'async ' : ''}function main() {\n${code}\n}\n`;
}

/** Every case in a folder of its own. */
function sourcesOf(codeOf: (neighbour: Neighbour) => string | undefined): Map<string, string> {
  return new Map(
    neighbours.flatMap((neighbour, index) => {
      const code = codeOf(neighbour);
      if (code === undefined) return [];
      const main = [mainOf(index), wrapped(neighbour, code)] as const;
      return neighbour.other === undefined ? [main] : [main, [`${index}/other.ts`, neighbour.other] as const];
    }),
  );
}

const editOf = ({ fix, suggestion }: Neighbour): string | undefined => fix ?? suggestion;
const cases = neighbours.map((neighbour, index) => [neighbour.name, neighbour, index] as const);
const rulesIn = (messages: readonly Linter.LintMessage[]): readonly string[] =>
  messages.map(({ ruleId, message }) => ruleId?.replace('leaks/', '') ?? message);

/** The code after each edit that is offered. */
function editsIn(messages: readonly Linter.LintMessage[], code: string): { fixes: string[]; suggestions: string[] } {
  const applied = ({ range: [start, end], text }: { range: readonly number[]; text: string }): string =>
    code.slice(0, start) + text + code.slice(end);
  return {
    fixes: messages.flatMap(({ fix }) => (fix ? [applied(fix)] : [])),
    suggestions: messages.flatMap(({ suggestions = [] }) => suggestions.map(({ fix }) => applied(fix))),
  };
}

let original: ProgramInMemory;
let edited: ProgramInMemory;
const sources = sourcesOf(({ code }) => code);

beforeAll(() => {
  original = programInMemory(sources);
  edited = programInMemory(sourcesOf(editOf));
});

it('have names of their own', () => {
  expect(new Set(neighbours.map(({ name }) => name)).size).toBe(neighbours.length);
});

describe('a neighbour', () => {
  it.each(cases)('%s', (_, neighbour, index) => {
    const main = mainOf(index);
    expect(original.typeErrorsIn(main)).toEqual([]);
    const messages = original.lint(main, rulesFor(neighbour));
    expect(rulesIn(messages)).toEqual(neighbour.reports);
    expect(editsIn(messages, sources.get(main) ?? '')).toEqual({
      fixes: neighbour.fix === undefined ? [] : [wrapped(neighbour, neighbour.fix)],
      suggestions: neighbour.suggestion === undefined ? [] : [wrapped(neighbour, neighbour.suggestion)],
    });
  });
});

const toEdit = cases.filter(([, neighbour]) => editOf(neighbour) !== undefined);

describe('after its edit', () => {
  it.each(toEdit)('%s', async (_, neighbour, index) => {
    const main = mainOf(index);
    expect(edited.typeErrorsIn(main)).toEqual([]);
    expect(rulesIn(edited.lint(main, rulesFor(neighbour)))).toEqual([]);
    const code = withoutTypes(wrapped(neighbour, editOf(neighbour) ?? ''), 'file.ts');
    expect(await parseErrorInV8(code, 'module')).toBeNull();
  });
});

/** What V8 runs: the other file, if there is one, comes in the import itself. */
function runnable(neighbour: Neighbour, code: string): string {
  const program = withoutTypes(wrapped(neighbour, code), 'file.ts');
  if (neighbour.other === undefined) return program;
  const other = `data:text/javascript,${encodeURIComponent(withoutTypes(neighbour.other, 'other.ts'))}`;
  return program.replaceAll(/'\.\/other(\.\w+)?'|"\.\/other(\.\w+)?"/gu, () =>
    JSON.stringify(other).replaceAll("'", '%27'),
  );
}

describe('what it does after its edit', () => {
  let outcomes: ReadonlyMap<string, readonly Outcome[]>;

  beforeAll(async () => {
    const programs = toEdit.flatMap(([name, neighbour]) => [
      [`before ${name}`, runnable(neighbour, neighbour.code)] as const,
      [`after ${name}`, runnable(neighbour, editOf(neighbour) ?? '')] as const,
    ]);
    outcomes = await runEverywhere(findV8ThatKnowsUsing(), new Map(programs));
  });

  it.each(toEdit)('%s: the same, and nothing is used or disposed of too late', (name, neighbour) => {
    const before = outcomes.get(`before ${name}`) ?? [];
    const after = outcomes.get(`after ${name}`) ?? [];
    expect(after.map(({ log }) => log)).toEqual(before.map(({ log }) => log));
    for (const [index, { leaks, usesAfterDisposal, doubleDisposals }] of after.entries()) {
      const without = before[index];
      expect(usesAfterDisposal).toBeLessThanOrEqual(without?.usesAfterDisposal ?? 0);
      expect(doubleDisposals).toBeLessThanOrEqual(without?.doubleDisposals ?? 0);
      expect(without?.leaks).toEqual(expect.arrayContaining([...leaks]));
    }
    const faultsIn = (all: readonly Outcome[]): number =>
      all.reduce((sum, one) => sum + one.leaks.length + one.usesAfterDisposal + one.doubleDisposals, 0);
    const wasRun = before.some(({ log }) => log.some((line) => line.startsWith('open ')));
    // what prefer-using rewrites was released where nothing throws; of stacks nothing is counted
    const wasWrong = ofTwoRules.includes(neighbour) || faultsIn(before) > 0;
    if (wasRun && wasWrong) expect(faultsIn(after)).toBeLessThan(faultsIn(before));
  });
});

/** What strict says twice of one name, with the reason. */
const saidTwice: Readonly<Record<string, string>> = {
  'two in a comma': 'two resources',
  'assigned in both branches': 'two resources',
  'a while loop that makes its next': 'two resources, each of which an exception would lose',
  'replaced in every round': 'the first one is overwritten, the next ones an exception would lose',
  'a helper with a default': 'two variables of one name, each with a resource of its own',
};

describe('strict tells of a leak once', () => {
  it.each(cases)('%s', (name, _, index) => {
    const messages = original.lint(mainOf(index), strictTypeChecked.rules as Linter.RulesRecord);
    // a message begins with the name of what it is about
    const names = messages.flatMap(({ message, line }) => /^`([\w.]+)`/.exec(message)?.[1] ?? `line ${String(line)}`);
    const twice = names.filter((one, n) => names.indexOf(one) !== n);
    if (!(name in saidTwice)) expect(twice).toEqual([]);
    else expect(twice).not.toEqual([]);
  });
});
