import type * as ts from 'typescript';
import type { InheritedMember } from './type-queries.ts';

/** A declaration as far as it is read here; by shape, because node kinds are renumbered between versions. */
interface Declared {
  readonly body?: { readonly statements?: readonly unknown[] };
  readonly initializer?: { readonly body?: Declared['body'] };
  readonly modifiers?: readonly ts.Node[];
}

/** What the type of a base class has under a name. */
export function memberNamed(base: ts.Type, name: string, checker: ts.TypeChecker): InheritedMember | 'none' {
  const symbolName = /^Symbol\.(\w+)$/.exec(name)?.[1];
  const property = base
    .getProperties()
    .find((member) =>
      symbolName === undefined ? member.name === name : (member.escapedName as string).startsWith(`__@${symbolName}@`),
    );
  if (!property) return 'none';
  const declarations = (property.declarations ?? []) as readonly Declared[];
  // of overloads the last has the body
  const bodies = declarations.flatMap(({ body, initializer }) => body ?? initializer?.body ?? []);
  const [signature] = checker.getTypeOfSymbol(property).getCallSignatures();
  return {
    isAbstract: declarations.some(({ modifiers }) => modifiers?.some((modifier) => modifier.getText() === 'abstract')),
    code: bodies.length === 0 ? 'none' : bodies.some(({ statements }) => statements?.length !== 0) ? 'some' : 'empty',
    isAsync: signature?.getReturnType().getProperty('then') !== undefined,
    takesNothing: signature?.getParameters().every((parameter) => isOptional(parameter)) ?? false,
  };
}

const isOptional = ({ valueDeclaration }: ts.Symbol): boolean => {
  const parameter = valueDeclaration as Partial<ts.ParameterDeclaration> | undefined;
  return Boolean(parameter?.questionToken ?? parameter?.initializer ?? parameter?.dotDotDotToken);
};
