import type { TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import { trackerName } from '../../catalog/subscriptions.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';

/**
 * The method by which an instance takes over, for its end, what a value is: `this.toDispose.push` for the call in
 * `this.toDispose.push(event(listener))`, `this._register`. Errs towards `null`: only the names say what a list is for.
 */
export function trackingMethodAround(value: TSESTree.Node): TSESTree.MemberExpression | null {
  let outer = value.parent;
  while (outer?.type === 'ArrayExpression' || outer?.type === 'ChainExpression') outer = outer.parent;
  if (outer?.type !== 'CallExpression' || outer.callee === value) return null;
  const callee = withoutTypes(outer.callee);
  if (callee.type !== 'MemberExpression') return null;
  const name = propertyName(callee) ?? '';
  const object = withoutTypes(callee.object);
  const isOwn = object.type === 'ThisExpression' && /^_?register/i.test(name);
  const isList =
    object.type === 'MemberExpression' &&
    object.object.type === 'ThisExpression' &&
    trackerName.test(propertyName(object) ?? '') &&
    (keepArgument.has(name) || name === 'pushAll');
  return isOwn || isList ? callee : null;
}
