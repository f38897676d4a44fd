import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { effects } from '../catalog/lifecycles.ts';
import { functionOf, isClass, isFunction } from '../syntax/functions.ts';
import { calledName } from '../syntax/names.ts';
import { walk } from '../syntax/walk.ts';

/** The callback of an effect, which can return the function that ends what it began. */
export interface EffectCallback {
  readonly hook: string;
  readonly body: TSESTree.BlockStatement;
  /** It returns or throws somewhere, so that a cleanup at its end would not be reached on every path. */
  readonly hasReturn: boolean;
}

/**
 * The effect in whose callback, and not in a function inside it, a node stands.
 * Goes by the name of the hook; errs towards `null`.
 */
export function effectAt(node: TSESTree.Node, sourceCode: TSESLint.SourceCode): EffectCallback | null {
  const callback = functionOf(node);
  if (callback.type !== 'ArrowFunctionExpression' && callback.type !== 'FunctionExpression') return null;
  const { parent: call, body } = callback;
  if (call.type !== 'CallExpression' || call.arguments[0] !== callback || body.type !== 'BlockStatement') return null;
  const hook = calledName(call);
  if (hook === null || !effects.get(hook)?.endsByReturn || callback.async) return null;
  return { hook, body, hasReturn: leavesEarly(body, sourceCode) };
}

/** A `return` or `throw` of the callback itself: a cleanup at its end would not be reached on every path. */
function leavesEarly(body: TSESTree.BlockStatement, sourceCode: TSESLint.SourceCode): boolean {
  let leaves = false;
  walk(body, sourceCode, (node) => {
    if (isFunction(node) || isClass(node)) return 'skip';
    if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') leaves = true;
    return undefined;
  });
  return leaves;
}
