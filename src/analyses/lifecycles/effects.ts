import type { TSESTree } from '@typescript-eslint/utils';
import { beginHooks, effectName, effects, waitsForCallback, type CallbackLifecycle } from '../../catalog/components.ts';
import { isClass, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, dottedName, propertyName } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { IgnoredPlace, Lifecycle, ReleasePlace } from './owners.ts';
import { forwardedEffect } from './forwarded-effects.ts';
import { hooksBehindAwait, registeredEnds } from './registered-ends.ts';
import { isRootFile } from './root-components.ts';

type SourceCode = Parameters<Lifecycle>[1];

/** The run of an effect or a watcher: from its callback to the cleanup that this returns or registers. */
export const effectOwner: Lifecycle = (candidate, sourceCode) => {
  if (candidate.type !== 'ArrowFunctionExpression' && candidate.type !== 'FunctionExpression') return null;
  const call = callWith(candidate);
  if (call?.type === 'JSXExpressionContainer') return callbackRef(candidate, call, sourceCode);
  if (call?.type !== 'CallExpression') return null;
  const name = dottedName(call.callee)?.startsWith('$') ? dottedName(call.callee) : calledName(call);
  // `onMount` runs once for its component, which does not end
  if (name !== null && beginHooks.has(name) && isRootFile(sourceCode)) return null;
  const own = name === null || !isCallback(candidate, call) ? null : lifecycleOf(call, name, sourceCode);
  const forwarded = own ? null : forwardedEffect(call, candidate, sourceCode);
  const lifecycle = own ?? forwarded;
  if (!lifecycle) return null;
  const ends = `the cleanup of \`${name}\``;
  const isDropped = !lifecycle.endsByReturn;
  const returned = returnedBy(candidate, sourceCode, ends);
  const isLost = isDropped || (candidate.async && name !== null && !waitsForCallback.test(name));
  const because = isDropped ? `\`${name}\` drops what its callback returns` : 'an async function returns a promise';
  return {
    kind: 'effect',
    label: lifecycle.label,
    node: candidate,
    releasePlaces: [...(isLost ? [] : returned), ...registeredEnds(candidate, sourceCode)],
    ignoredPlaces: [
      ...(isLost ? returned.filter(({ code }) => isFunction(code)).map((place) => ({ ...place, because })) : []),
      ...droppedCleanups(candidate, sourceCode),
      ...hooksBehindAwait(candidate, sourceCode),
    ],
  };
};

/** What functions inside an effect return to calls that drop it: `(async () => { …; return () => stop(); })();` */
function droppedCleanups(root: TSESTree.Node, sourceCode: SourceCode): IgnoredPlace[] {
  const places: IgnoredPlace[] = [];
  walk(root, sourceCode, (node) => {
    if (node === root || !isFunction(node) || node.type === 'StaticBlock' || !node.body) return undefined;
    if (!isResultDropped(node, sourceCode)) return undefined;
    const because = 'the call drops what this function returns';
    const returned = returnedBy(node, sourceCode, 'the function that is returned');
    places.push(...returned.filter(({ code }) => isFunction(code)).map((place) => ({ ...place, because })));
    return undefined;
  });
  return places;
}

/** Whether all calls of a function drop what it returns. Errs towards "no": the function is mentioned elsewhere. */
export function isResultDropped(node: TSESTree.Node, sourceCode: SourceCode): boolean {
  const calls = callsOf(node, sourceCode);
  return calls.length > 0 && calls.every((call) => call !== null && isCallDropped(call));
}

/** All calls of a function inside another; `null` stands for a mention that is no call. */
function callsOf(node: TSESTree.Node, sourceCode: SourceCode): (TSESTree.CallExpression | null)[] {
  const { parent } = node;
  if (parent?.type === 'CallExpression' && parent.callee === node) return [parent];
  const name = node.type === 'FunctionDeclaration' ? node.id : parent?.type === 'VariableDeclarator' ? parent.id : null;
  const variable = name && variableOf(name, sourceCode);
  return (variable?.references ?? [])
    .filter(({ init }) => !init)
    .map(({ identifier }) =>
      identifier.parent.type === 'CallExpression' && identifier.parent.callee === identifier ? identifier.parent : null,
    );
}

/** `run();`, `void run();`, `await run();`, `run().catch(report);` */
function isCallDropped(call: TSESTree.Node): boolean {
  const { parent } = call;
  if (
    parent?.type === 'MemberExpression' &&
    propertyName(parent) === 'catch' &&
    parent.parent.type === 'CallExpression'
  )
    return isCallDropped(parent.parent);
  if (parent?.type === 'AwaitExpression' || parent?.type === 'UnaryExpression') return isCallDropped(parent);
  return parent?.type === 'ExpressionStatement';
}

/** What the callback is given to: through `useCallback(…)`, as `useFocusEffect` wants it. */
function callWith(callback: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = callback;
  if (parent?.type !== 'CallExpression') return parent;
  if (calledName(parent) === 'useCallback') return callWith(parent);
  return parent.callee === callback ? undefined : parent;
}

/** The argument that an effect runs: the first; the second of `watch(source, callback)`. */
function isCallback(candidate: TSESTree.Node, call: TSESTree.CallExpression): boolean {
  const argument = call.arguments[calledName(call) === 'watch' ? 1 : 0];
  return argument !== undefined && (argument === candidate || argument === candidate.parent);
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
  callback: Exclude<FunctionNode, TSESTree.StaticBlock>,
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
