import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { contextualHooks } from '../../catalog/components.ts';
import { disposablesOfFunctions, endHooks, finalTeardowns, registrationName } from '../../catalog/lifecycles.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName, keyName } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { IgnoredPlace, ReleasePlace } from './owners.ts';

/**
 * What code hands over to be run at the end: `onUnmounted(stop)`, `destroyRef.onDestroy(() => …)`,
 * `subscriptions.push({ dispose: () => … })`, `Disposable.create(() => …)`. Goes by names; errs towards "runs at the end".
 */
export function registeredEnds(
  root: TSESTree.Node,
  sourceCode: TSESLint.SourceCode,
  hooks: ReadonlySet<string> = endHooks,
): readonly ReleasePlace[] {
  const places: ReleasePlace[] = [];
  walk(root, sourceCode, (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
    const name = calledName(node);
    const isHook = name !== null && hooks.has(name) && !isBehindAwait(node, sourceCode);
    if (isHook || disposablesOfFunctions.has(dottedName(node.callee) ?? '')) {
      // a registration of one's own: what it calls is no end, and that it is given away says that there is one
      places.push(
        ...node.arguments.map((code) => ({
          name: `\`${isHook ? name : dottedName(node.callee)}\``,
          code: isRegistration(code) ? node.callee : code,
        })),
      );
    }
    for (const argument of node.arguments) {
      if (argument.type === 'ObjectExpression') places.push(...disposersIn(argument));
    }
    return undefined;
  });
  return places;
}

/** `_register(emitter.onDidChange(listener))`: what is registered for the end is the registration of a listener. */
const isRegistration = (code: TSESTree.Node): boolean =>
  code.type === 'CallExpression' && registrationName.test(calledName(code) ?? '');

/** What is registered behind an `await`, where no component is running any more that it could belong to. */
export function hooksBehindAwait(root: TSESTree.Node, sourceCode: TSESLint.SourceCode): readonly IgnoredPlace[] {
  const places: IgnoredPlace[] = [];
  walk(root, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || !contextualHooks.has(calledName(node) ?? '')) return undefined;
    if (!isBehindAwait(node, sourceCode)) return undefined;
    const name = `\`${calledName(node)}\``;
    const because = 'behind an `await` no component is running to which it could belong';
    places.push(...node.arguments.map((code) => ({ name, code, because })));
    return undefined;
  });
  return places;
}

/** Whether a hook that finds its component by what is running is called when nothing is. Errs towards "no". */
function isBehindAwait(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (call.callee.type !== 'Identifier' || !contextualHooks.has(call.callee.name)) return false;
  if (variableOf(call.callee, sourceCode)?.defs.some(({ type }) => type === ('Parameter' as never))) return false;
  const home = functionOf(call);
  // the compiler of `<script setup>` looks after the `await` at its top level
  if (!isFunction(home) || !('async' in home) || !home.async) return false;
  let isBehind = false;
  walk(home, sourceCode, (node) => {
    if (node !== home && isFunction(node)) return 'skip';
    isBehind ||= node.type === 'AwaitExpression' && node.range[1] <= call.range[0] && !isOnOtherWay(node, call);
    return undefined;
  });
  return isBehind;
}

/** The `await` stands in a branch that leaves, or in the other one. */
function isOnOtherWay(awaited: TSESTree.Node, call: TSESTree.Node): boolean {
  for (let inner: TSESTree.Node = awaited; inner.parent && !isFunction(inner); inner = inner.parent) {
    const outer = inner.parent;
    if (outer.type === 'IfStatement' && outer.test !== inner && !isWithin(call, inner)) return true;
  }
  return false;
}

/** The members of an object by which whoever is given it ends it. */
function disposersIn({ properties }: TSESTree.ObjectExpression): ReleasePlace[] {
  return properties.flatMap((property) => {
    if (property.type !== 'Property') return [];
    const name = keyName(property.key, property.computed);
    return name !== null && finalTeardowns.has(name) ? [{ name: `\`${name}()\``, code: property.value }] : [];
  });
}
