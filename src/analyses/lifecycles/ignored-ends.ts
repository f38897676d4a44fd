import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { dropsReturned, optionHooks } from '../../catalog/components.ts';
import { isDecorated } from '../../syntax/class-syntax.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { originOf } from '../../syntax/origins.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { walk } from '../../syntax/walk.ts';
import { beginHookOf } from './begin-code.ts';
import { effectOwner, returnedBy } from './effects.ts';
import type { IgnoredPlace, Owner } from './owners.ts';

/**
 * What functions return that a framework calls when an owner begins, and of which it drops the result:
 * `onMounted(() => { …; return () => stop(); })`, `componentDidMount() { …; return () => stop(); }`.
 */
export function droppedByHooks(root: TSESTree.Node, sourceCode: TSESLint.SourceCode): readonly IgnoredPlace[] {
  const places: IgnoredPlace[] = [];
  walk(root, sourceCode, (node) => {
    if (!isFunction(node) || node.type === 'StaticBlock' || !node.body) return undefined;
    const hook = beginHookOf(node);
    // that of Svelte calls what it is given
    if (hook === null || !dropsResult(node, hook, sourceCode) || effectOwner(node, sourceCode)) return undefined;
    const because = `\`${hook}\` drops what is returned to it`;
    const returned = returnedBy(node, sourceCode, 'the function that is returned');
    places.push(...returned.filter(({ code }) => isFunction(code)).map((place) => ({ ...place, because })));
    return undefined;
  });
  return places;
}

/**
 * Whether what calls a function is known to drop its result: a hook of a framework that does, a method of a component.
 * Errs towards "no": hooks and classes of projects, which may go by the same names and call what they are returned.
 */
function dropsResult(node: FunctionNode, hook: string, sourceCode: TSESLint.SourceCode): boolean {
  const { parent } = node;
  if (parent?.type === 'CallExpression') {
    const origin = originOf(parent.callee, sourceCode);
    // frameworks that import by themselves leave a global
    return origin !== null && (origin.module === null || dropsReturned.test(origin.module));
  }
  const home =
    parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition' ? parent.parent.parent : null;
  return home === null || home.superClass !== null || isDecorated(home) || !optionHooks.has(hook);
}

/** The place that never runs, when all of these nodes stand in such places of an owner; `null` when one may run. */
export function ignoredPlaceOf(owners: readonly Owner[], nodes: readonly TSESTree.Node[]): IgnoredPlace | null {
  const places = owners.flatMap(({ ignoredPlaces = [] }) => ignoredPlaces);
  const placeOf = (node: TSESTree.Node): IgnoredPlace | null => places.find(({ code }) => isWithin(node, code)) ?? null;
  const [first] = nodes;
  return first && nodes.every(placeOf) ? placeOf(first) : null;
}
