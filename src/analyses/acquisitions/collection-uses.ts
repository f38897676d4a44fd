import type { TSESTree } from '@typescript-eslint/utils';
import { elementReads, runCallbackNow } from '../../catalog/callees.ts';
import { isFunction } from '../../syntax/functions.ts';

type Node = TSESTree.Node;

/** What is done with the resources of an array, a set or a map of them. Errs towards `transfer`. */
export type ElementUse = 'release' | 'transfer' | 'read';

/** The use of the variable that stands for one of them; given by the caller. */
export type UseOfElement = (element: TSESTree.Identifier) => ElementUse;

/** `handles.name…`; an expression when its value is one of the resources. */
export function manyUse(
  member: TSESTree.MemberExpression,
  name: string | null,
  call: TSESTree.CallExpression | null,
  useOfElement: UseOfElement,
): ElementUse | Node {
  if (member.computed && !call) return member;
  if (!call) return 'read';
  if (name !== null && elementReads.has(name)) return call;
  const [callback] = call.arguments;
  if (name !== null && runCallbackNow.has(name) && callback && isFunction(callback)) {
    const [element] = callback.params;
    const does = element?.type === 'Identifier' ? useOfElement(element) : element ? 'transfer' : 'read';
    // `const open = handles.filter(isOpen)`: the resources go on in what the method gives
    return does === 'read' && name !== 'forEach' && call.parent.type !== 'ExpressionStatement' ? 'transfer' : does;
  }
  return call.parent.type === 'ExpressionStatement' ? 'read' : 'transfer';
}

/** What a loop over a collection does with each resource. */
export function iterationUse(loop: TSESTree.ForOfStatement, useOfElement: UseOfElement): ElementUse {
  const left = loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0].id : loop.left;
  if (left.type === 'Identifier') return useOfElement(left);
  // `for (const [key, value] of map)`
  const value = left.type === 'ArrayPattern' ? left.elements[1] : null;
  return value?.type === 'Identifier' ? useOfElement(value) : 'transfer';
}
