import type * as ts from 'typescript';
import type { ProgramFacts } from './type-queries.ts';

/** `ScriptTarget.ESNext`, the same number in every version; below it the compiler lowers `using`. */
const esNext = 99;
/** Every meaning of a name: the flags themselves are renumbered between versions. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- every bit is set
const anyMeaning = -1 as ts.SymbolFlags;

const factsByProgram = new WeakMap<ts.Program, ProgramFacts>();

/** What a `using` edit must know of the program (`resolveName` and the options are all that is read). */
export function programFacts(program: ts.Program, checker: ts.TypeChecker): ProgramFacts {
  let facts = factsByProgram.get(program);
  if (!facts) {
    const options = program.getCompilerOptions();
    const knows = (name: string): boolean => checker.resolveName(name, undefined, anyMeaning, false) !== undefined;
    facts = {
      knowsDisposable: knows('Disposable'),
      knowsAsyncDisposable: knows('AsyncDisposable'),
      knowsDisposableStack: knows('DisposableStack'),
      lowersUsing: (options.target ?? 0) < esNext,
      emits: options.noEmit !== true,
      marksOverrides: options.noImplicitOverride === true,
      stripsTypes: options.erasableSyntaxOnly === true && options.noEmit === true,
    };
    factsByProgram.set(program, facts);
  }
  return facts;
}
