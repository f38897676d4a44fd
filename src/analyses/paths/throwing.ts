import type { TSESTree } from '@typescript-eslint/utils';
import { beginMethods, endProgram, neverThrow, neverThrowMethods } from '../../catalog/callees.ts';
import { gatherPromises } from '../../catalog/lifetimes.ts';
import { calledName, isOneOf, propertyName, withoutTypes } from '../../syntax/names.ts';

type Node = TSESTree.Node;

/** Whether an exception could leave the code at a node. Property accesses and operators are taken not to throw. */
export function couldThrow(node: Node): boolean {
  if (isChained(node)) return false;
  if (node.type === 'CallExpression' || node.type === 'NewExpression')
    return !isOneOf(node.callee, neverThrow) && !neverThrowMethods.has(calledName(node) ?? '');
  return node.type === 'AwaitExpression' || node.type === 'YieldExpression' || node.type === 'TaggedTemplateExpression';
}

/** `client.query(…).finally(…)`, `Promise.all([a.close(), b.close()])`: what gives a promise throws where that is awaited. */
function isChained({ parent }: Node): boolean {
  if (parent?.type === 'ArrayExpression')
    return parent.parent.type === 'CallExpression' && isOneOf(parent.parent.callee, gatherPromises);
  return parent?.type === 'MemberExpression' && /^(then|catch|finally)$/.test(propertyName(parent) ?? '');
}

/** A call after which there is no program. */
export function isProgramEnd(node: Node): boolean {
  return node.type === 'CallExpression' && isOneOf(node.callee, endProgram);
}

/** `connection` in `await connection.connect()`: when that throws, there is nothing yet to release. */
export function begunBy(node: Node): Node | null {
  const called = methodCalled(node);
  return called && beginMethods.has(called.method) ? called.object : null;
}

/** The object and the method of a call that throws here, where it is made or awaited. */
export function methodCalled(node: Node): { readonly object: Node; readonly method: string } | null {
  const call = node.type === 'AwaitExpression' ? withoutTypes(node.argument) : node;
  if (call.type !== 'CallExpression') return null;
  const callee = withoutTypes(call.callee);
  if (callee.type !== 'MemberExpression') return null;
  return { object: callee.object, method: propertyName(callee) ?? '' };
}
