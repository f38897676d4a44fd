import type { TSESTree } from '@typescript-eslint/utils';
import { calledName } from './names.ts';

/** Whether a class or a member has a decorator. Parsers that do not read TypeScript leave the list out. */
export const isDecorated = ({ decorators }: { readonly decorators?: readonly unknown[] }): boolean =>
  (decorators?.length ?? 0) > 0;

/** `query` of `@query('#list')` and of `@query`. */
export function decoratorName({ expression }: TSESTree.Decorator): string | null {
  if (expression.type === 'CallExpression') return calledName(expression);
  return expression.type === 'Identifier' ? expression.name : null;
}

/** What a class implements, or an interface extends. */
export function declaredBases(
  node: TSESTree.ClassDeclaration | TSESTree.ClassExpression | TSESTree.TSInterfaceDeclaration,
): readonly (TSESTree.TSClassImplements | TSESTree.TSInterfaceHeritage)[] {
  if (node.type === 'TSInterfaceDeclaration') return node.extends;
  return (node as { implements?: readonly TSESTree.TSClassImplements[] }).implements ?? [];
}
