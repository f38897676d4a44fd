import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from '@typescript-eslint/utils';
import { checkerQueries } from './checker-queries.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Which disposal protocols every value of a type has. Null and undefined are left out, promises unwrapped. */
export interface Disposability {
  readonly sync: boolean;
  readonly async: boolean;
  /** The value is a promise of the disposable. */
  readonly promised: boolean;
  readonly couldBeNullish: boolean;
  /** `for await` can read it. */
  readonly isAsyncIterable?: boolean;
}

/** A type's name and the module that declares it; `module: null` for the language, the DOM and other globals. */
export interface TypeName {
  readonly name: string;
  readonly module: string | null;
}

/**
 * What a parameter is declared to take: something with a release method, `any`, `unknown`,
 * a bare type parameter, or another type through which nothing can be released.
 */
export type ParameterKind = 'releasable' | 'any' | 'unknown' | 'generic' | 'other';

/** A step from an argument to the value inside it: `{ r: value }`, `[value]`. */
export type ArgumentStep = { readonly property: string } | 'element';

/** A class or an interface, by its name and the names of what it declares itself. */
export interface Declarer {
  readonly name: string;
  readonly members: ReadonlySet<string>;
}

/** A member that a class has from its bases, as the nearest of them declares it. */
export interface InheritedMember {
  readonly isAbstract: boolean;
  /** What runs when it is called: nothing that is known (a declaration alone), a body that leaves the instance alone, or code. */
  readonly code: 'none' | 'empty' | 'some';
  /** The text of that code; `null` where it is not known. */
  readonly text: string | null;
  /** Calling it gives a promise. */
  readonly isAsync: boolean;
  /** It can be called without an argument. */
  readonly takesNothing: boolean;
  /** Calling it gives nothing, or a promise of nothing. */
  readonly givesNothing: boolean;
}

/** A piece of code and the file in which it stands, which may be another one than the file that is linted. */
export interface CodePlace {
  readonly node: TSESTree.Node;
  readonly sourceCode: TSESLint.SourceCode;
  /** Stands for this code throughout the program, whichever file asks. */
  readonly identity: object;
}

/** What the program's compiler options say that a fix must know. */
export interface ProgramFacts {
  readonly knowsDisposable: boolean;
  readonly knowsAsyncDisposable: boolean;
  readonly knowsDisposableStack: boolean;
  /** The compiler rewrites `using` for older engines (its target is below ESNext) unless `emits` is false. */
  readonly lowersUsing: boolean;
  readonly emits: boolean;
  /** A method that overrides one of a base has to be marked so (`noImplicitOverride`). */
  readonly marksOverrides: boolean;
  /** Files are run by a type-stripping engine: what is written is what runs. */
  readonly stripsTypes: boolean;
}

/**
 * Questions to TypeScript. `null` always means "not known": without types every answer is `null`
 * (or false for `can…`), so an analysis that treats `null` as a reason to stay silent is right in both worlds.
 */
export interface TypeQueries {
  readonly hasTypes: boolean;
  /** `null` when not every value of the type is disposable, or the type is not known. */
  disposabilityOf(node: TSESTree.Node): Disposability | null;
  /** Names of the awaited, non-null type and of all it extends; empty for anonymous types. */
  typeNamesOf(node: TSESTree.Node): readonly TypeName[] | null;
  /** The same for every part of a union. */
  partNamesOf(node: TSESTree.Node): readonly TypeName[] | null;
  /** Whether a value of the type could be null or undefined. */
  couldBeNullish(node: TSESTree.Node): boolean | null;
  /** The call is declared to return `this`: what it gives is its receiver for sure. */
  returnsThis(call: Call): boolean;
  /** The type is `any` by declaration; `false` for names that could not be resolved. */
  isAny(node: TSESTree.Node): boolean;
  /** The result is not a new value but the receiver, or the argument with this index. */
  aliasOf(call: Call): 'receiver' | number | null;
  /** The code of what is called: in this file, in another one, or nowhere in the program (only a declaration). */
  bodyOf(call: Call): 'none' | CodePlace | null;
  /** The class of a value (awaited, not null), where the program has its code. */
  classOf(node: TSESTree.Node): CodePlace | null;
  /** The names of the JSDoc tags on the declaration that is called. */
  tagsOf(call: Call): readonly string[];
  /** What the declared parameter for a value in this argument takes. @param methods count as a release beside the disposal symbols */
  parameterKindOf(
    call: Call,
    argument: number,
    steps: readonly ArgumentStep[],
    methods: ReadonlySet<string>,
  ): ParameterKind | null;
  /** The awaited type is a string, number, boolean, bigint, symbol, null or undefined. */
  isPrimitive(node: TSESTree.Node): boolean | null;
  /** The type has few values: literals, an enum, a boolean, the keys of a known object. */
  hasFewValues(node: TSESTree.Node): boolean | null;
  /** Every value that the subject can have is that of one of the cases: `switch (direction)` without a `default`. */
  coversEvery(cases: readonly TSESTree.Node[], subject: TSESTree.Node): boolean | null;
  /** Every value of the type is an object or a function. */
  isObject(node: TSESTree.Node): boolean | null;
  /** The type has a `then`. */
  isThenable(node: TSESTree.Node): boolean | null;
  /** The type has one of these members. */
  hasMember(node: TSESTree.Node, names: ReadonlySet<string>): boolean | null;
  /** The call is declared to return `never`. */
  neverReturns(call: Call): boolean | null;
  /** The class or interface that declares the disposal of the value. */
  declarerOfDisposal(node: TSESTree.Node): Declarer | null;
  /** The class or interface that declares a member of the awaited, non-null type; `null` where it has none. */
  declarerOf(node: TSESTree.Node, member: string): TypeName | null;
  /** The dispose method of the value is written as a bound function: `[Symbol.dispose] = this.close.bind(this)`. */
  disposesBound(node: TSESTree.Node): boolean;
  /** What a class (by its `extends`) inherits under a name, `Symbol.dispose` included; `none` when no base has it. */
  inheritedMemberOf(
    node: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
    name: string,
  ): InheritedMember | 'none' | null;
  readonly program: ProgramFacts | null;
  /** The names of the classes with which code of the program begins an application. */
  readonly bootstrapped: ReadonlySet<string> | null;
  /** The names of the classes of which the program has one instance, made by top-level code of a file. */
  readonly singleInstances: ReadonlySet<string> | null;
}

const noTypes: TypeQueries = {
  hasTypes: false,
  disposabilityOf: () => null,
  typeNamesOf: () => null,
  partNamesOf: () => null,
  couldBeNullish: () => null,
  returnsThis: () => false,
  isAny: () => false,
  aliasOf: () => null,
  bodyOf: () => null,
  classOf: () => null,
  tagsOf: () => [],
  parameterKindOf: () => null,
  isPrimitive: () => null,
  hasFewValues: () => null,
  coversEvery: () => null,
  isObject: () => null,
  isThenable: () => null,
  hasMember: () => null,
  neverReturns: () => null,
  declarerOfDisposal: () => null,
  declarerOf: () => null,
  disposesBound: () => false,
  inheritedMemberOf: () => null,
  program: null,
  bootstrapped: null,
  singleInstances: null,
};

const queriesByFile = new WeakMap<TSESLint.SourceCode, TypeQueries>();

/** The queries for a file: the checker's where the parser gives a program, else those that know nothing. */
export function typeQueriesOf(sourceCode: TSESLint.SourceCode): TypeQueries {
  let queries = queriesByFile.get(sourceCode);
  if (!queries) {
    // not `getParserServices`: it throws where there are no types, and other linters' hosts lose the file by it
    const services = sourceCode.parserServices;
    queries = services?.program ? checkerQueries(services as ParserServicesWithTypeInformation, sourceCode) : noTypes;
    queriesByFile.set(sourceCode, queries);
  }
  return queries;
}
