import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction } from './functions.ts';
import { calledName, dottedName, propertyName } from './names.ts';

type Node = TSESTree.Node;

/** The call whose result stands for all the values of an array: `Promise.all([…])`. */
export function gathers(call: Node, array: Node): call is TSESTree.CallExpression {
  if (call.type !== 'CallExpression' || call.arguments[0] !== array) return false;
  return dottedName(call.callee) === 'Promise.all';
}

/** The call that makes an array of what its callback returns: `xs.map(() => value)`. */
export function mappedBy(returned: Node): TSESTree.CallExpression | null {
  const call = callbackCallOf(returned);
  return call && (calledName(call) === 'map' || dottedName(call.callee) === 'Array.from') ? call : null;
}

/** What a callback returns to a method that does nothing with it: `xs.forEach(() => value)`. */
export function isIgnoredResult(returned: Node): boolean {
  const call = callbackCallOf(returned);
  return call?.callee.type === 'MemberExpression' && propertyName(call.callee) === 'forEach';
}

/** The call whose first argument is a callback that does nothing but return a value. */
function callbackCallOf(returned: Node): TSESTree.CallExpression | null {
  const { parent } = returned;
  const callback = parent?.type === 'ReturnStatement' ? parent.parent.parent : parent;
  if (!callback || !isFunction(callback) || callback.type === 'StaticBlock') return null;
  const call = callback.parent;
  if (call.type !== 'CallExpression' || call.arguments[0] !== callback) return null;
  if (parent?.type === 'ReturnStatement' && callback.body.type === 'BlockStatement' && callback.body.body.length > 1)
    return null;
  return call;
}
