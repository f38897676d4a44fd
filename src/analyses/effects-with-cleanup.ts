import type { TSESTree } from '@typescript-eslint/utils';
import { effectHooks } from '../catalog/lifecycles.ts';
import { functionOf } from '../syntax/functions.ts';
import { calledName } from '../syntax/names.ts';

/** The callback of an effect, which can return the function that ends what it began. */
export interface EffectCallback {
  readonly hook: string;
  readonly body: TSESTree.BlockStatement;
  /** It returns something already, so that a cleanup would have to be written into it. */
  readonly hasReturn: boolean;
}

/**
 * The effect in whose callback, and not in a function inside it, a node stands.
 * Goes by the name of the hook; errs towards `null`.
 */
export function effectAt(node: TSESTree.Node): EffectCallback | null {
  const callback = functionOf(node);
  if (callback.type !== 'ArrowFunctionExpression' && callback.type !== 'FunctionExpression') return null;
  const { parent: call, body } = callback;
  if (call.type !== 'CallExpression' || call.arguments[0] !== callback || body.type !== 'BlockStatement') return null;
  const hook = calledName(call);
  if (hook === null || !effectHooks.has(hook) || callback.async) return null;
  return { hook, body, hasReturn: body.body.some(({ type }) => type === 'ReturnStatement') };
}
