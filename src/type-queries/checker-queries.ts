import type { ParserServicesWithTypeInformation, TSESLint, TSESTree } from '@typescript-eslint/utils';
import type * as ts from 'typescript';
import { bootstrappedNames } from './bootstrapped-classes.ts';
import { namesOf } from './declared-names.ts';
import { declarerOf, declarerOfDisposal, isBound, memberNamed } from './inherited-members.ts';
import { otherFileOf } from './other-files.ts';
import { programFacts } from './program-facts.ts';
import type { ArgumentStep, CodePlace, Disposability, ParameterKind, TypeName, TypeQueries } from './type-queries.ts';
import { singleInstances } from './single-instances.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;
interface TypeFacts {
  readonly disposability: Disposability | null;
  readonly names: readonly TypeName[];
}

/** Not the method itself: as a type guard it makes every other type `never`. */
const isTypeParameter = (type: ts.Type): boolean => type.isTypeParameter();

/** What is known of a type stays known for the whole program, whichever file asks. */
const factsByProgram = new WeakMap<ts.Program, WeakMap<ts.Type, TypeFacts>>();

/** The implementation of the queries by TypeScript's checker, reached only through the parser's services. */
export function checkerQueries(
  services: ParserServicesWithTypeInformation,
  sourceCode: TSESLint.SourceCode,
): TypeQueries {
  const { program } = services;
  const checker = program.getTypeChecker();
  const neverFlag = checker.getNeverType().flags;
  const anyFlag = checker.getAnyType().flags;
  const unknownFlag = checker.getUnknownType().flags;
  const primitiveFlags = [
    checker.getStringType(),
    checker.getNumberType(),
    checker.getBooleanType(),
    checker.getFalseType(),
    checker.getBigIntType(),
    checker.getESSymbolType(),
    checker.getVoidType(),
    checker.getUndefinedType(),
    checker.getNullType(),
    checker.getNeverType(),
  ].reduce((flags, type) => flags | type.flags, 0);
  const fewValuedFlags = [
    checker.getFalseType(),
    checker.getVoidType(),
    checker.getUndefinedType(),
    checker.getNullType(),
    checker.getNeverType(),
  ].reduce((flags, type) => flags | type.flags, 0);
  let factsByType = factsByProgram.get(program);
  if (!factsByType) factsByProgram.set(program, (factsByType = new WeakMap()));
  const cache = factsByType;

  const typeOf = (node: TSESTree.Node): ts.Type => services.getTypeAtLocation(node);
  const isPromise = (type: ts.Type): boolean => type.getProperty('then') !== undefined;
  const unwrapped = (type: ts.Type): ts.Type =>
    checker.getNonNullableType(isPromise(type) ? (checker.getAwaitedType(type) ?? type) : type);
  /** What a type parameter extends. */
  const constraintOf = (type: ts.Type): ts.Type => checker.getBaseConstraintOfType(type) ?? type;
  const parts = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);
  const hasSymbol = (type: ts.Type, prefix: string): boolean =>
    checker.getPropertiesOfType(type).some(({ escapedName }) => (escapedName as string).startsWith(prefix));

  function computeFacts(type: ts.Type): TypeFacts {
    const plain = checker.getNonNullableType(type);
    const promised = isPromise(plain);
    const awaited = promised ? (checker.getAwaitedType(plain) ?? plain) : plain;
    const value = checker.getNonNullableType(awaited);
    const members = parts(value);
    // part by part: the flags of `boolean`, a union itself, are in part those of every union
    const opaqueFlags = anyFlag | unknownFlag | neverFlag | primitiveFlags;
    const isOpaque = members.some(({ flags }) => (flags & opaqueFlags) !== 0);
    const sync = !isOpaque && members.every((part) => hasSymbol(part, '__@dispose@'));
    const async = !isOpaque && members.every((part) => hasSymbol(part, '__@asyncDispose@'));
    return {
      disposability:
        sync || async
          ? {
              sync,
              async,
              promised,
              couldBeNullish: plain !== type || value !== awaited,
              isAsyncIterable: members.every((part) => hasSymbol(part, '__@asyncIterator@')),
            }
          : null,
      names: isOpaque ? [] : namesOf(value, program, checker),
    };
  }
  function factsOf(type: ts.Type): TypeFacts {
    let facts = cache.get(type);
    if (!facts) cache.set(type, (facts = computeFacts(type)));
    return facts;
  }
  const signatureOf = (call: Call): ts.Signature | undefined =>
    checker.getResolvedSignature(services.esTreeNodeToTSNodeMap.get(call));

  const hasBody = (declaration: ts.Declaration): boolean => 'body' in declaration && declaration.body !== undefined;
  /** Where the overload that is called has no body, another declaration of the same function has. */
  function implementationOf(declaration: ts.Declaration): ts.Declaration | undefined {
    if (hasBody(declaration)) return declaration;
    const name = 'name' in declaration ? (declaration.name as ts.Node | undefined) : undefined;
    const declarations = name
      ? checker.getSymbolAtLocation(name)?.declarations
      : // the overloads of a constructor have no name; they stand in one class
        (declaration.parent as { members?: readonly ts.Declaration[] }).members?.filter(
          ({ kind }) => kind === declaration.kind,
        );
    return declarations?.find(hasBody);
  }
  function placeOf(declaration: ts.Declaration): CodePlace | null {
    const here = services.tsNodeToESTreeNodeMap.get(declaration) as TSESTree.Node | undefined;
    if (here) return { node: here, sourceCode, identity: declaration };
    const file = otherFileOf(program, declaration.getSourceFile().fileName);
    const there = file?.parserServices?.tsNodeToESTreeNodeMap?.get(declaration);
    return file && there ? { node: there, sourceCode: file, identity: declaration } : null;
  }
  /** `child()` that is declared to return its receiver's class, or a class that this one extends, gives the receiver back. */
  function isSameOrBase(result: ts.Type, receiver: ts.Type): boolean {
    if (result === receiver) return true;
    // `Thing.open()`: a class has the name of its instances, and is none of them
    if (receiver.getProperty('prototype')) return false;
    const [own] = namesOf(result, program, checker);
    return (
      own !== undefined &&
      factsOf(receiver).names.some(({ name, module }) => name === own.name && module === own.module)
    );
  }

  function parameterTypeOf(call: Call, argument: number): ts.Type | null {
    const parameters = signatureOf(call)?.declaration?.parameters;
    const index = parameters && Math.min(argument, parameters.length - 1);
    const declared = index === undefined ? undefined : parameters?.[index];
    if (!declared || !('name' in declared)) return null;
    const type = checker.getTypeAtLocation(declared);
    if ('dotDotDotToken' in declared && declared.dotDotDotToken) return elementOf(type);
    return index === argument ? type : null;
  }
  const elementOf = (type: ts.Type): ts.Type | null => type.getNumberIndexType() ?? null;
  function inside(type: ts.Type, step: ArgumentStep): ts.Type | null {
    const value = checker.getNonNullableType(type);
    if (step === 'element') return elementOf(value);
    const property = value.getProperty(step.property);
    return property ? checker.getTypeOfSymbol(property) : null;
  }
  const canRelease = (type: ts.Type, methods: ReadonlySet<string>): boolean =>
    hasSymbol(type, '__@dispose@') ||
    hasSymbol(type, '__@asyncDispose@') ||
    type.getProperties().some(({ name }) => methods.has(name));
  function kindOf(declared: ts.Type, methods: ReadonlySet<string>): ParameterKind {
    if (isTypeParameter(declared)) {
      // `T extends object`: what it is given is whole again in what the call gives, a proxy say
      const constraint = declared.getConstraint();
      return constraint && kindOf(constraint, methods) === 'releasable' ? 'releasable' : 'generic';
    }
    const type = unwrapped(declared);
    if (type.flags & anyFlag) return 'any';
    if (type.flags & unknownFlag || declared.flags & unknownFlag) return 'unknown';
    // `T | null` and `Promise<T>` of a bare type parameter
    if (parts(type).some((part) => (part.isIntersection() ? part.types : [part]).some(isTypeParameter))) {
      return 'generic';
    }
    return parts(type).some((part) => canRelease(part, methods)) ? 'releasable' : 'other';
  }

  return {
    hasTypes: true,
    disposabilityOf: (node) => factsOf(typeOf(node)).disposability,
    typeNamesOf: (node) => factsOf(typeOf(node)).names,
    partNamesOf: (node) => parts(unwrapped(typeOf(node))).flatMap((part) => factsOf(part).names),
    couldBeNullish(node) {
      const type = typeOf(node);
      return checker.getNonNullableType(type) !== type;
    },
    returnsThis(call) {
      const declared = signatureOf(call)?.declaration;
      return !!declared && 'type' in declared && declared.type?.getText() === 'this';
    },
    // what cannot be resolved has an `any` of its own
    isAny: (node) => typeOf(node) === checker.getAnyType(),
    aliasOf(call) {
      const signature = signatureOf(call);
      if (!signature) return null;
      const declared = signature.declaration;
      const returned = declared && 'type' in declared ? declared.type : undefined;
      if (returned?.getText() === 'this') return 'receiver';
      // `run<T>(get: () => T): T`: what it gives is what its argument gives
      if (returned && isTypeParameter(checker.getTypeAtLocation(returned))) return 0;
      const result = unwrapped(checker.getReturnTypeOfSignature(signature));
      if (parts(result).some(({ flags }) => (flags & (anyFlag | unknownFlag | primitiveFlags)) !== 0)) return null;
      if (call.callee.type === 'MemberExpression' && isSameOrBase(result, unwrapped(typeOf(call.callee.object))))
        return 'receiver';
      const argument = call.arguments.findIndex(
        (node) => node.type !== 'SpreadElement' && unwrapped(typeOf(node)) === result,
      );
      return argument === -1 ? null : argument;
    },
    bodyOf(call) {
      const declaration = signatureOf(call)?.declaration;
      if (!declaration) return null;
      const implementation = implementationOf(declaration);
      return implementation ? placeOf(implementation) : 'none';
    },
    classOf(node) {
      const declaration = unwrapped(typeOf(node)).symbol?.valueDeclaration;
      return declaration && 'members' in declaration ? placeOf(declaration) : null;
    },
    tagsOf: (call) =>
      signatureOf(call)
        ?.getJsDocTags()
        .map(({ name }) => name) ?? [],
    parameterKindOf(call, argument, steps, methods) {
      let type = parameterTypeOf(call, argument);
      for (const step of steps) type = type && inside(type, step);
      return type && kindOf(type, methods);
    },
    isPrimitive: (node) => {
      const type = unwrapped(typeOf(node));
      return parts(type).every((part) => (checker.getBaseTypeOfLiteralType(part).flags & primitiveFlags) !== 0);
    },
    hasFewValues(node) {
      const type = constraintOf(typeOf(node));
      if (type.flags & (anyFlag | unknownFlag)) return null;
      return parts(type).every((part) => part.isLiteral() || (part.flags & fewValuedFlags) !== 0);
    },
    coversEvery(cases, subject) {
      const type = constraintOf(typeOf(subject));
      if (type.flags & (anyFlag | unknownFlag)) return null;
      const named = new Set(cases.map((one) => checker.typeToString(typeOf(one))));
      const isNamed = (part: ts.Type): boolean =>
        (part.isLiteral() || (part.flags & fewValuedFlags) !== 0) && named.has(checker.typeToString(part));
      return parts(type).every(isNamed);
    },
    isObject: (node) =>
      parts(constraintOf(typeOf(node))).every(
        (part) => (checker.getBaseTypeOfLiteralType(part).flags & (primitiveFlags | anyFlag | unknownFlag)) === 0,
      ),
    isThenable(node) {
      const type = checker.getNonNullableType(typeOf(node));
      return type.flags & (anyFlag | unknownFlag) ? null : isPromise(type);
    },
    hasMember: (node, names) =>
      unwrapped(typeOf(node))
        .getProperties()
        .some(({ name }) => names.has(name.replace(/^__@(\w+)@\d+$/, 'Symbol.$1'))),
    neverReturns(call) {
      const signature = signatureOf(call);
      return signature ? (checker.getReturnTypeOfSignature(signature).flags & neverFlag) !== 0 : null;
    },
    disposesBound: (node) =>
      ['Symbol.dispose', 'Symbol.asyncDispose'].some((name) => isBound(unwrapped(typeOf(node)), name)),
    declarerOfDisposal: (node) => declarerOfDisposal(unwrapped(typeOf(node))),
    declarerOf: (node, member) => declarerOf(unwrapped(typeOf(node)), member, checker),
    inheritedMemberOf(node, name) {
      if (!node.superClass) return 'none';
      const base = typeOf(node.superClass).getConstructSignatures()[0]?.getReturnType();
      return base && !(base.flags & (anyFlag | unknownFlag)) ? memberNamed(base, name, checker) : null;
    },
    program: programFacts(program, checker),
    get bootstrapped() {
      return bootstrappedNames(program);
    },
    get singleInstances() {
      return singleInstances(program);
    },
  };
}
