import type * as ts from 'typescript';
import { moduleOf } from './declared-names.ts';
import type { Declarer, InheritedMember, TypeName } from './type-queries.ts';

/** A declaration as far as it is read here; by shape, because node kinds are renumbered between versions. */
interface Declared {
  readonly body?: ts.Node;
  readonly initializer?: { readonly body?: ts.Node };
  readonly questionToken?: unknown;
  readonly modifiers?: readonly ts.Node[];
}

/** What the type of a base class has under a name. */
export function memberNamed(base: ts.Type, name: string, checker: ts.TypeChecker): InheritedMember | 'none' {
  const property = propertyOf(base, name);
  if (!property) return 'none';
  const declarations = (property.declarations ?? []) as readonly Declared[];
  // of overloads the last has the body
  const bodies = declarations.flatMap(({ body, initializer }) => body ?? initializer?.body ?? []);
  const [signature] = checker.getTypeOfSymbol(property).getCallSignatures();
  const result = signature?.getReturnType();
  const isAsync = result?.getProperty('then') !== undefined;
  const given = result && isAsync ? checker.getAwaitedType(result) : result;
  return {
    // an optional method, as of an interface that the base only promises to call, is nobody's code
    isAbstract: declarations.some(
      ({ modifiers, questionToken }) =>
        questionToken !== undefined || modifiers?.some((modifier) => modifier.getText() === 'abstract'),
    ),
    code: bodies.length === 0 ? 'none' : bodies.some(touchesInstance) ? 'some' : 'empty',
    text: bodies.at(-1)?.getText() ?? null,
    isAsync,
    takesNothing: signature?.getParameters().every((parameter) => isOptional(parameter)) ?? false,
    givesNothing: given !== undefined && (given.flags & nothing(checker)) !== 0,
  };
}

function propertyOf(type: ts.Type, name: string): ts.Symbol | undefined {
  const symbolName = /^Symbol\.(\w+)$/.exec(name)?.[1];
  return type
    .getProperties()
    .find((member) =>
      symbolName === undefined ? member.name === name : (member.escapedName as string).startsWith(`__@${symbolName}@`),
    );
}

/** What declares the disposal of a type: its own class, or the base from which it has it; `null` when nothing does. */
export function declarerOfDisposal(type: ts.Type): Declarer | null {
  const property = propertyOf(type, 'Symbol.dispose') ?? propertyOf(type, 'Symbol.asyncDispose');
  const parent = property?.declarations?.[0]?.parent as
    { readonly name?: ts.Identifier; readonly members?: readonly { readonly name?: ts.PropertyName }[] } | undefined;
  if (!parent?.name || !parent.members) return null;
  return { name: parent.name.text, members: new Set(parent.members.flatMap(({ name }) => name?.getText() ?? [])) };
}

/** The class or interface that declares what a type has under a name: its own, or the nearest base with such a member. */
export function declarerOf(type: ts.Type, name: string, checker: ts.TypeChecker): TypeName | null {
  const declaration = propertyOf(type, name)?.declarations?.[0];
  const parent = declaration?.parent as { readonly name?: ts.Identifier } | undefined;
  return declaration && parent?.name ? { name: parent.name.text, module: moduleOf(declaration, checker) } : null;
}

/** Whether what a type has under a name is written as a bound function. */
export const isBound = (type: ts.Type, name: string): boolean =>
  ((propertyOf(type, name)?.declarations ?? []) as readonly { readonly initializer?: ts.Node }[]).some(
    ({ initializer }) => initializer !== undefined && /\.bind\(/.test(initializer.getText()),
  );

const nothing = (checker: ts.TypeChecker): number => checker.getVoidType().flags | checker.getUndefinedType().flags;

/** Whether code does something to its instance; by its text, which is all that can be read without node kinds. */
const touchesInstance = (body: ts.Node): boolean => {
  const text = body.getText();
  return /\b(this|super)\b/.test(text) && !/^\{\s*throw\b/.test(text);
};

const isOptional = ({ valueDeclaration }: ts.Symbol): boolean => {
  const parameter = valueDeclaration as Partial<ts.ParameterDeclaration> | undefined;
  return Boolean(parameter?.questionToken ?? parameter?.initializer ?? parameter?.dotDotDotToken);
};
