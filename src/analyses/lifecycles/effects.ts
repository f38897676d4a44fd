import type { TSESTree } from '@typescript-eslint/utils';
import { effectName, effects, type CallbackLifecycle } from '../../catalog/lifecycles.ts';
import { isClass, isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { walk } from '../../syntax/walk.ts';
import type { Lifecycle, ReleasePlace } from './owners.ts';
import { registeredEnds } from './registered-ends.ts';

type SourceCode = Parameters<Lifecycle>[1];

/** The run of an effect or a watcher: from its callback to the cleanup that this returns or registers. */
export const effectOwner: Lifecycle = (candidate, sourceCode) => {
  if (candidate.type !== 'ArrowFunctionExpression' && candidate.type !== 'FunctionExpression') return null;
  const call = callWith(candidate);
  if (call?.type === 'JSXExpressionContainer') return callbackRef(candidate, call, sourceCode);
  if (call?.type !== 'CallExpression') return null;
  const name = dottedName(call.callee)?.startsWith('$') ? dottedName(call.callee) : calledName(call);
  const lifecycle = name === null ? null : lifecycleOf(call, name, sourceCode);
  if (!lifecycle) return null;
  const ends = `the cleanup of \`${name}\``;
  return {
    kind: 'effect',
    label: lifecycle.label,
    node: candidate,
    releasePlaces: [
      ...(lifecycle.endsByReturn ? returnedBy(candidate, sourceCode, ends) : []),
      ...registeredEnds(candidate, sourceCode),
    ],
  };
};

/** What the callback is given to: through `useCallback(…)`, as `useFocusEffect` wants it. */
function callWith(callback: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = callback;
  if (parent?.type !== 'CallExpression') return parent;
  if (calledName(parent) === 'useCallback') return callWith(parent);
  // the callback of `watch(source, callback)` is the second
  return parent.arguments[calledName(parent) === 'watch' ? 1 : 0] === callback ? parent : undefined;
}

function lifecycleOf(call: TSESTree.CallExpression, name: string, sourceCode: SourceCode): CallbackLifecycle | null {
  const known = effects.get(name);
  if (!known) return effectName.test(name) ? effects.get('useEffect')! : null;
  if (!known.from) return known;
  const module = originOf(call.callee, sourceCode)?.module;
  // frameworks that import by themselves leave a global
  return module === undefined || (module !== null && !known.from.test(module)) ? null : known;
}

/** The values that a callback returns from its own code; `code` is the expression. */
export function returnedBy(
  callback: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression | TSESTree.FunctionDeclaration,
  sourceCode: SourceCode,
  name: string,
): ReleasePlace[] {
  if (callback.body.type !== 'BlockStatement') return [{ name, code: callback.body }];
  const places: ReleasePlace[] = [];
  walk(callback.body, sourceCode, (node) => {
    if (isFunction(node) || isClass(node)) return 'skip';
    if (node.type === 'ReturnStatement' && node.argument) places.push({ name, code: node.argument });
    return undefined;
  });
  return places;
}

/** `ref={(element) => { …; return () => … }}`: the cleanup of a callback ref, which React calls from version 19 on. */
function callbackRef(
  callback: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression,
  { parent }: TSESTree.JSXExpressionContainer,
  sourceCode: SourceCode,
): ReturnType<Lifecycle> {
  const isRef = parent.type === 'JSXAttribute' && parent.name.name === 'ref';
  if (!isRef || callback.body.type !== 'BlockStatement') return null;
  const releasePlaces = returnedBy(callback, sourceCode, 'the cleanup of the `ref`');
  return releasePlaces.length === 0
    ? null
    : { kind: 'effect', label: 'the callback ref', node: callback, releasePlaces };
}
