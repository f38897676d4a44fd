import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import leaks from '../../index.ts';
import { withoutTypes } from '../support/compile.ts';
import { runEverywhere, type Outcome } from '../support/run-everywhere.ts';
import { findV8ThatKnowsUsing, parseErrorInV8 } from '../support/v8.ts';

/** One way in which code can hold a resource, what is to be said of it, and what is to be made of it. */
interface Shape {
  readonly id: string;
  readonly title: string;
  /** `sync` and `async`: the code is the body of such a function; `raw`: it is a module. */
  readonly form: 'sync' | 'async' | 'raw';
  readonly code: string;
  /** The rule that reports it, some of which are still to come; `-` is silence. */
  readonly verdict: string;
  readonly fk: 'fix' | 'sugg' | 'none';
  /** The code after the edit. */
  readonly fix: string | null;
  readonly why: string;
}

const shapes = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'disposal-shapes.json'), 'utf8'),
) as readonly Shape[];

/** Where the shapes' working name of a rule is not the name that it has got. */
const renamed: Readonly<Record<string, string>> = {
  'dispose-owned-fields': 'require-field-disposal',
  'no-double-dispose': 'no-use-after-dispose',
  'no-disposable-getter': 'valid-dispose-method',
};
const ruleOf = ({ verdict }: Shape): string => renamed[verdict] ?? verdict;
const isOfPresentRule = (shape: Shape): boolean => ruleOf(shape) in leaks.rules;
/** Both resources of B25 leak; anything else is reported once. */
const expectedReportsOn = (shape: Shape): readonly string[] =>
  Array.from({ length: shape.id === 'B25' ? 2 : 1 }, () => ruleOf(shape));

/**
 * What the rule itself makes of a shape whose `fix` also holds what is left to its author, with the reason. The edit is
 * compared with this; what is compiled and run afterwards is the whole `fix`.
 */
const editsOfTheRule: Readonly<Record<string, { readonly edit: string; readonly because: string }>> = {
  E8: {
    edit: 'export class C { r = createARes(); async [Symbol.asyncDispose](): Promise<void> { await this.r.close(); } }\nexport const main = () => { using c = new C(); show(c); };',
    because: 'to make `main` async would change what its callers get; the compiler leads the author there',
  },
};

/** What was released in time in these runs, and yet is reported, with the reason. */
const releasedInTime: Readonly<Record<string, string>> = {
  B11: 'nothing between acquisition and release throws here; what is reported is the form',
  E8: 'nobody waits for the promise, but it settles',
};

const toFind = shapes.filter(isOfPresentRule);
const toLeaveAlone = shapes.filter(({ verdict }) => verdict === '-');
const ofRulesToCome = shapes.filter((shape) => !isOfPresentRule(shape) && shape.verdict !== '-');
const toEdit = toFind.filter(({ fk }) => fk !== 'none');

function wrapped({ form }: Shape, code: string): string {
  if (form === 'raw') return code;
  return `export ${form === 'async' ? 'async ' : ''}function main() {\n${code}\n}\n`;
}

/** The same up to white space. */
const normalised = (code: string): string => code.replaceAll(/\s+/gu, ' ').trim();
const nameOf = ({ id, title }: Shape): string => `${id} ${title}`;
const fileOf = (name: string): string => path.join(import.meta.dirname, `${name}.ts`);

/** The sources, by their names, in one program that is nowhere but in memory. The target makes TypeScript lower `using`. */
function programOf(sources: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.esnext.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    types: ['node'],
    strict: true,
    skipLibCheck: true,
  };
  const texts = new Map(Array.from(sources, ([name, code]) => [fileOf(name), code]));
  const host = ts.createCompilerHost(options, true);
  const real = { getSourceFile: host.getSourceFile.bind(host), fileExists: host.fileExists.bind(host) };
  host.fileExists = (file) => texts.has(file) || real.fileExists(file);
  host.getSourceFile = (file, languageVersion) => {
    const text = texts.get(file);
    return text === undefined
      ? real.getSourceFile(file, languageVersion)
      : ts.createSourceFile(file, text, languageVersion, true);
  };
  return ts.createProgram([path.join(import.meta.dirname, 'prelude.d.ts'), ...texts.keys()], options, host);
}

function typeErrorsIn(program: ts.Program, name: string): readonly string[] {
  const file = program.getSourceFile(fileOf(name));
  if (!file) throw new Error(`${name} is not in the program`);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ code, messageText }) => `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}

/** The rule that a shape asks for, which may be one of the strict presets alone. */
const askedOf = (id: string): Linter.RulesRecord => {
  const rule = shapes.filter((shape) => shape.id === id).map(ruleOf)[0] ?? '';
  return rule in leaks.rules ? { [`leaks/${rule}`]: 'error' } : {};
};

/** Every source under `recommended` and the rule it asks for, with the types of the program that holds it. */
function lint(sources: ReadonlyMap<string, string>, program: ts.Program): ReadonlyMap<string, Linter.LintMessage[]> {
  const linter = new Linter({ cwd: import.meta.dirname });
  const languageOptions = { parser: typescriptParser, parserOptions: { programs: [program] } };
  const configFor = (id: string) =>
    [{ files: ['**'], languageOptions }, leaks.configs.recommended, { rules: askedOf(id) }] as Linter.Config[];
  return new Map(Array.from(sources, ([name, code]) => [name, linter.verify(code, configFor(name), fileOf(name))]));
}

/** The rules that report, or what keeps ESLint from reading the code. */
const rulesIn = (messages: readonly Linter.LintMessage[] | undefined): readonly string[] | undefined =>
  messages?.map(({ ruleId, message }) => ruleId?.replace('leaks/', '') ?? message);

/** What is offered: the fix, or the suggestions. */
function editsOf(messages: readonly Linter.LintMessage[] | undefined, code: string): readonly string[] {
  return (messages ?? [])
    .flatMap(({ fix, suggestions }) => (fix ? [fix] : (suggestions ?? []).map((suggestion) => suggestion.fix)))
    .map(({ range: [start, end], text }) => code.slice(0, start) + text + code.slice(end));
}

function kindOfEdit(messages: readonly Linter.LintMessage[] | undefined): Shape['fk'] {
  if (messages?.some(({ fix }) => fix)) return 'fix';
  return messages?.some(({ suggestions }) => suggestions?.length) ? 'sugg' : 'none';
}

const lowered = (code: string): string =>
  ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext } })
    .outputText;

const mapValues = <Value, Result>(map: ReadonlyMap<string, Value>, change: (value: Value) => Result) =>
  new Map(Array.from(map, ([key, value]) => [key, change(value)]));

const sources = new Map(shapes.map((shape) => [shape.id, wrapped(shape, shape.code)]));
let program: ts.Program;
let reports: ReadonlyMap<string, Linter.LintMessage[]>;

beforeAll(() => {
  program = programOf(sources);
  reports = lint(sources, program);
});

it('all compile', () => {
  expect(shapes.flatMap(({ id }) => typeErrorsIn(program, id).map((error) => `${id}: ${error}`))).toEqual([]);
});

describe('is reported once, and edited', () => {
  it.each(toFind.map((shape) => [nameOf(shape), shape] as const))('%s', (_, shape) => {
    const { id, fk, fix, why } = shape;
    const messages = reports.get(id);
    expect(rulesIn(messages), why).toEqual(expectedReportsOn(shape));
    expect(kindOfEdit(messages)).toBe(fk);
    const edit = editsOfTheRule[id]?.edit ?? fix;
    expect(editsOf(messages, sources.get(id) ?? '').map(normalised)).toEqual(
      edit === null ? [] : [normalised(wrapped(shape, edit))],
    );
  });
});

describe('is left alone', () => {
  it.each(toLeaveAlone.map((shape) => [nameOf(shape), shape] as const))('%s', (_, { id, why }) => {
    expect(rulesIn(reports.get(id)), why).toEqual([]);
  });
});

it('ask for rules that are there', () => {
  expect(ofRulesToCome.map(nameOf)).toEqual([]);
});

describe('after the edit', () => {
  const original = new Map(toEdit.map(({ id }) => [id, sources.get(id) ?? '']));
  let edited: ReadonlyMap<string, string>;
  let editedProgram: ts.Program;
  let before: ReadonlyMap<string, Outcome[]>;
  let natively: ReadonlyMap<string, Outcome[]>;
  let loweredHere: ReadonlyMap<string, Outcome[]>;

  beforeAll(async () => {
    const completed = new Map(toEdit.map((shape) => [shape.id, wrapped(shape, shape.fix ?? '')]));
    edited = new Map(
      Array.from(original, ([id, code]) => [
        id,
        (id in editsOfTheRule ? completed.get(id) : editsOf(reports.get(id), code)[0]) ?? '',
      ]),
    );
    editedProgram = programOf(edited);
    const knowsUsing = findV8ThatKnowsUsing();
    // TypeScript lowers syntax and brings no classes: Node 20 has no DisposableStack
    const runsHere = Array.from(edited).filter(
      ([, code]) => 'DisposableStack' in globalThis || !code.includes('DisposableStack'),
    );
    const native = (code: string): string => withoutTypes(code, 'file.ts');
    const all = new Map([
      ...Array.from(original, ([id, code]) => [`${id} before`, native(code)] as const),
      ...Array.from(edited, ([id, code]) => [id, native(code)] as const),
    ]);
    const [inV8, here] = await Promise.all([
      runEverywhere(knowsUsing, all),
      runEverywhere(process.execPath, mapValues(new Map(runsHere), lowered)),
    ]);
    before = new Map(toEdit.map(({ id }) => [id, inV8.get(`${id} before`) ?? []]));
    natively = inV8;
    loweredHere = here;
  });

  describe.each(toEdit.map((shape) => [nameOf(shape), shape] as const))('%s', (_, { id }) => {
    it('compiles, and is reported no more', async () => {
      expect(typeErrorsIn(editedProgram, id)).toEqual([]);
      expect(await parseErrorInV8(withoutTypes(edited.get(id) ?? '', 'file.ts'), 'module')).toBeNull();
      const source = new Map([[id, edited.get(id) ?? '']]);
      expect(rulesIn(lint(source, editedProgram).get(id))).toEqual([]);
    });

    it(id in releasedInTime ? `was released before: ${releasedInTime[id] ?? ''}` : 'went wrong before', () => {
      const faults = before
        .get(id)
        ?.flatMap(({ leaks: leaked, usesAfterDisposal, doubleDisposals }) => [
          ...leaked,
          ...(usesAfterDisposal + doubleDisposals > 0 ? ['used or disposed again'] : []),
        ]);
      if (id in releasedInTime) expect(faults).toEqual([]);
      else expect(faults).not.toEqual([]);
    });

    it('disposes of everything once, after its last use, and else does what it did', () => {
      const ideal = before.get(id)?.map(({ log }) => ({ leaks: [], usesAfterDisposal: 0, doubleDisposals: 0, log }));
      expect(natively.get(id)).toEqual(ideal);
      if (loweredHere.has(id)) expect(loweredHere.get(id)).toEqual(ideal);
    });
  });

  it('runs lowered on this Node too, unless it needs classes that are not there', () => {
    const others = toEdit.map(({ id }) => id).filter((id) => !loweredHere.has(id));
    expect(others).toEqual('DisposableStack' in globalThis ? [] : ['C2', 'E10']);
  });
});

describe('runtime.mjs', () => {
  it('sees leaks, uses after disposal, double disposals and errors', async () => {
    const programs = new Map([
      ['leak', 'createRes("a").read();'],
      ['use', 'const r = createRes("a"); r.dispose(); r.read();'],
      ['twice', 'const r = createRes("a"); r.dispose(); r[Symbol.dispose]();'],
      ['error', 'const = 1;'],
    ]);
    const seen = mapValues(await runEverywhere(findV8ThatKnowsUsing(), programs), ([first]) => first);
    const clean = { leaks: [], usesAfterDisposal: 0, doubleDisposals: 0, log: ['open a'] };
    expect(Object.fromEntries(seen)).toEqual({
      leak: { ...clean, leaks: ['a'], log: ['open a', 'read a'] },
      use: { ...clean, usesAfterDisposal: 1, log: ['open a', 'read a'] },
      twice: { ...clean, doubleDisposals: 1 },
      error: { ...clean, log: [expect.stringContaining('SyntaxError')] },
    });
  });
});
