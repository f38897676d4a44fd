import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { disposablesOfFunctions, endHooks, finalTeardowns } from '../../catalog/lifecycles.ts';
import { calledName, dottedName, keyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import type { ReleasePlace } from './owners.ts';

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
    if ((name !== null && hooks.has(name)) || disposablesOfFunctions.has(dottedName(node.callee) ?? '')) {
      places.push(...node.arguments.map((code) => ({ name: `\`${name}\``, code })));
    }
    for (const argument of node.arguments) {
      if (argument.type === 'ObjectExpression') places.push(...disposersIn(argument));
    }
    return undefined;
  });
  return places;
}

/** The members of an object by which whoever is given it ends it. */
function disposersIn({ properties }: TSESTree.ObjectExpression): ReleasePlace[] {
  return properties.flatMap((property) => {
    if (property.type !== 'Property') return [];
    const name = keyName(property.key, property.computed);
    return name !== null && finalTeardowns.has(name) ? [{ name: `\`${name}()\``, code: property.value }] : [];
  });
}
