import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { hookName } from '../../catalog/components.ts';
import { areInOtherBranches } from '../../syntax/branches.ts';
import { functionOf, isFunction, nameOfFunction } from '../../syntax/functions.ts';
import { keyName, withoutTypes } from '../../syntax/names.ts';
import { returnedBy } from '../lifecycles/effects.ts';
import { isReachedFrom, type Owner } from '../lifecycles/owners.ts';
import { couldOverriddenRun } from '../timers/base-classes.ts';
import { isOfDrag } from './drags.ts';
import { isEndCode } from './end-code.ts';
import { isSingleObject } from './instance-counts.ts';
import type { ListenerCall } from './listener-calls.ts';
import type { TargetLifetime } from './target-lifetimes.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** Code of the file takes the listener away, and none of it runs when the owner ends. */
export interface RemovedElsewhere {
  readonly finding: 'removedElsewhere' | 'removedWhileAlive';
  readonly confidence: 'high' | 'medium';
  readonly owner: Owner;
  /** The call that removes it while the owner lives. */
  readonly removal?: Node;
}

/** What may be left by its owner's end although the file removes it; `null` where that code may run in the end. */
export function removedElsewhere(
  added: ListenerCall,
  owners: readonly Owner[],
  removals: readonly ListenerCall[],
  lifetime: TargetLifetime,
  calls: readonly ListenerCall[],
  sourceCode: SourceCode,
): RemovedElsewhere | null {
  const [owner] = owners;
  const [removal] = removals;
  if (!owner || !removal || lifetime === 'owned' || isOfDrag(added, calls)) return null;
  if (owner.kind === 'instance') {
    const confidence = inInstance(added, owner, removals, lifetime, sourceCode);
    return confidence && { finding: 'removedElsewhere', confidence, owner };
  }
  if ((owner.kind !== 'component' && owner.kind !== 'effect') || lifetime !== 'program') return null;
  const confidence = inComponent(added, owners, removals, sourceCode);
  return confidence && { finding: 'removedWhileAlive', confidence, owner, removal: removal.call };
}

function inInstance(
  added: ListenerCall,
  owner: Owner,
  removals: readonly ListenerCall[],
  lifetime: TargetLifetime,
  sourceCode: SourceCode,
): 'high' | 'medium' | null {
  if (owner.releasePlaces.length === 0 || isSingleObject(owner.node)) return null;
  // `try { … } finally { process.off('SIGINT', stop); }`
  const home = functionOf(added.call);
  const here = removals.filter(({ call }) => functionOf(call) === home);
  if (here.some(({ call }) => call.range[0] > added.call.range[0])) return null;
  // taken from the old target before the new one gets it: the last one keeps it
  const isSwapped = here.length === removals.length && removals.every((removal) => isOfField(removal.target));
  if (lifetime !== 'program' && !isSwapped) return null;
  const isReached = removals.some(
    ({ call }) => isReachedFrom(owner, call, sourceCode) || isDetaching(functionOf(call)),
  );
  const isInItself = isEndCode(owner, added.call, sourceCode);
  // the inherited end may call what is overridden here
  const places = removals.map(({ call }) => call);
  if (owner.inherited && couldOverriddenRun(owner, places, sourceCode)) return null;
  const confidence = isSwapped && (lifetime === 'given' || lifetime === 'argument') ? 'high' : 'medium';
  return isReached || isInItself ? null : confidence;
}

/**
 * A component that listens while a state holds, and stops when the state changes: it may end before. `high` in one
 * effect or watcher, which nobody else runs; its next run is the only code that takes the listener away.
 */
function inComponent(
  added: ListenerCall,
  owners: readonly Owner[],
  removals: readonly ListenerCall[],
  sourceCode: SourceCode,
): 'high' | 'medium' | null {
  // a watcher of a module or a store runs as long as the program
  if (!owners.some(({ kind }) => kind === 'component')) return null;
  const places = removals.map(({ call }) => call);
  if (owners.some((owner) => places.some((place) => isReachedFrom(owner, place, sourceCode)))) return null;
  if (owners.some((owner) => isEndCode(owner, added.call, sourceCode))) return null;
  if (owners.some((owner) => givesToCaller(owner, places, sourceCode)) || places.some(isReturned)) return null;
  const home = functionOf(added.call);
  const isBehind = (place: Node): boolean =>
    functionOf(place) === home && place.range[0] > added.call.range[0] && !areInOtherBranches(place, added.call);
  if (places.some(isBehind)) return null;
  const isRunByFramework = (owners[0]?.kind === 'effect' && owners[0].node === home) || isWatcherOption(home);
  return isRunByFramework && places.every((place) => functionOf(place) === home) ? 'high' : 'medium';
}

/** `{ watch: { isOpen(value) {…}, state: { handler(value) {…} } } }` of a component that is an object. */
function isWatcherOption({ parent: member }: Node): boolean {
  if (member?.type !== 'Property') return false;
  const isHandler = keyName(member.key, member.computed) === 'handler';
  const watcher = isHandler ? member.parent.parent : member;
  const options = watcher.type === 'Property' ? watcher.parent.parent : null;
  return options?.type === 'Property' && keyName(options.key, options.computed) === 'watch';
}

/** A hook or composable returns the code that takes the listener away: its caller may run it in the end. */
function givesToCaller({ node }: Owner, places: readonly Node[], sourceCode: SourceCode): boolean {
  if (!isFunction(node) || node.type === 'StaticBlock' || !hookName.test(nameOfFunction(node) ?? '')) return false;
  const returned = returnedBy(node, sourceCode, '');
  const giving: Owner = { kind: 'factory', label: '', node, releasePlaces: returned };
  return places.some((place) => isReachedFrom(giving, place, sourceCode));
}

/** `useHook(() => { …; return () => off(); })`: whoever calls the function may run what it returns. */
function isReturned(place: Node): boolean {
  for (let code = functionOf(place); isFunction(code); code = functionOf(code)) {
    const { parent } = code;
    if (parent?.type === 'ReturnStatement') return true;
    if (parent?.type === 'ArrowFunctionExpression' && parent.body === code) return true;
  }
  return false;
}

/** `this.target.off(…)`, `this.props.room.off(…)` */
function isOfField(target: Node | null): boolean {
  let root = target && withoutTypes(target);
  while (root?.type === 'MemberExpression') root = withoutTypes(root.object);
  return root?.type === 'ThisExpression';
}

/** `onBeforeDetach() {…}`: frameworks call it before the end. */
const isDetaching = ({ parent }: Node): boolean =>
  parent?.type === 'MethodDefinition' && /detach|unmount/i.test(keyName(parent.key, parent.computed) ?? '');
