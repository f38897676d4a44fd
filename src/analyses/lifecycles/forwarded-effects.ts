import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { effects, hookName, type CallbackLifecycle } from '../../catalog/components.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { functionNamed } from './named-functions.ts';

/**
 * The effect to which a hook of this file hands the callback that it is given: `const useMount = (run) => useEffect(run, [])`.
 * Errs towards `null`: the parameter has to stand in the call of the effect, or be called by the effect's callback.
 */
export function forwardedEffect(
  call: TSESTree.CallExpression,
  callback: TSESTree.Node,
  sourceCode: TSESLint.SourceCode,
): CallbackLifecycle | null {
  if (!hookName.test(calledName(call) ?? '')) return null;
  const hook = functionNamed(call.callee, sourceCode);
  if (!hook || !isFunction(hook) || hook.type === 'StaticBlock') return null;
  const parameter = hook.params[call.arguments.indexOf(callback as TSESTree.Expression)];
  const references = (parameter && variableOf(parameter, sourceCode)?.references) ?? [];
  for (const { identifier } of references) {
    const { parent } = identifier;
    if (parent.type !== 'CallExpression') continue;
    if (parent.arguments[0] === identifier) {
      const effect = effects.get(calledName(parent) ?? '');
      if (effect) return effect;
    }
    const home = functionOf(parent);
    const outer = home.parent?.type === 'CallExpression' ? effects.get(calledName(home.parent) ?? '') : undefined;
    if (parent.callee !== identifier || !outer?.endsByReturn) continue;
    const isReturned = parent.parent.type === 'ReturnStatement' || parent.parent === home;
    return { ...outer, endsByReturn: isReturned };
  }
  return null;
}
