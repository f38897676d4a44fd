import type { TSESTree } from '@typescript-eslint/utils';
import { dottedName, propertyName } from './names.ts';

/** Whether a class or a member has a decorator. Parsers that do not read TypeScript leave the list out. */
export const isDecorated = ({ decorators }: { readonly decorators?: readonly unknown[] }): boolean =>
  (decorators?.length ?? 0) > 0;

/** What a class implements, or an interface extends. */
export function declaredBases(
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression | TSESTree.TSInterfaceDeclaration,
): readonly (TSESTree.TSClassImplements | TSESTree.TSInterfaceHeritage)[] {
  if (node.type === 'TSInterfaceDeclaration') return node.extends;
  return (node as { implements?: readonly TSESTree.TSClassImplements[] }).implements ?? [];
}

/** What stands behind `@`; none where the parser does not read TypeScript, and leaves the list out. */
export const decoratorsOf = ({
  decorators,
}: {
  readonly decorators?: TSESTree.Decorator[];
}): readonly TSESTree.Decorator[] => decorators ?? [];

/** The names of decorators, with or without a call; `null` for what has none. */
export const decoratorNames = (node: { readonly decorators?: TSESTree.Decorator[] }): readonly (string | null)[] =>
  decoratorsOf(node).map(({ expression }) =>
    dottedName(expression.type === 'CallExpression' ? expression.callee : expression),
  );

/** Whether a class or a member has a decorator with one of these names. */
export const hasDecorator = (
  node: { readonly decorators?: TSESTree.Decorator[] },
  names: ReadonlySet<string>,
): boolean => decoratorNames(node).some((name) => name !== null && names.has(name));

/** `F.prototype` in `F.prototype = { … }` and `Object.assign(F.prototype, { … })`, for the object. */
export function prototypeThatGets(object: TSESTree.ObjectExpression): TSESTree.MemberExpression | null {
  const { parent } = object;
  const target =
    parent.type === 'AssignmentExpression' && parent.right === object
      ? parent.left
      : parent.type === 'CallExpression' && dottedName(parent.callee) === 'Object.assign'
        ? parent.arguments[0]
        : null;
  return target?.type === 'MemberExpression' && propertyName(target) === 'prototype' ? target : null;
}
