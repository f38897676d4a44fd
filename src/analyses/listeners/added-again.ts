import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { takesBackName } from '../../catalog/lifecycles.ts';
import { functionOf, isFunction, nameOfFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { isSameEvent } from './event-names.ts';
import type { ListenerCall } from './listener-calls.ts';
import { couldRemove, isSameFunction } from './listener-matches.ts';

type Node = TSESTree.Node;

/** The call that added a listener first; `null` where the caller gives the listener. */
export interface AddedAgain {
  readonly first: ListenerCall | null;
}

/**
 * Code that takes listeners away adds one that it should take away too: the clean-up of an effect, a method that is
 * named so and removes others, `off()` that calls `on()`. Errs towards `null`: the same function was added to the same
 * target elsewhere, and nothing removes it.
 */
export function addedAgain(
  added: ListenerCall,
  calls: readonly ListenerCall[],
  sourceCode: TSESLint.SourceCode,
): AddedAgain | null {
  if (passesOnAsRemoval(added, calls, sourceCode)) return { first: null };
  if (added.identity.is !== 'named' || added.targetKey === null) return null;
  // what was called once has taken itself away, and is armed again for the next time
  if (added.options.once !== false) return null;
  const home = functionOf(added.call);
  const isCleanup = isFunction(home) && home.parent?.type === 'ReturnStatement';
  const takesBack =
    takesBackName.test(nameOfFunction(home) ?? '') &&
    calls.some(
      ({ does, methods, call }) => does === 'remove' && methods === added.methods && functionOf(call) === home,
    );
  if (!isCleanup && !takesBack) return null;
  const first = calls.find(
    (other) =>
      other.does === 'add' &&
      isSameFunction(other, added) &&
      other.targetKey === added.targetKey &&
      isSameEvent(other.events, added.events) === true &&
      (isCleanup ? functionOf(other.call) === functionOf(home) : functionOf(other.call) !== home),
  );
  const isRemoved = calls.some((other) => other.does === 'remove' && couldRemove(other, added, sourceCode));
  return first && !isRemoved ? { first } : null;
}

/** `off(name, listener) { this.emitter.on(name, listener); }` */
function passesOnAsRemoval(
  added: ListenerCall,
  calls: readonly ListenerCall[],
  sourceCode: TSESLint.SourceCode,
): boolean {
  const home = functionOf(added.call);
  if (!isFunction(home) || home.type === 'StaticBlock' || !added.event || !added.listener) return false;
  if (!added.methods.remove.includes(nameOfFunction(home) ?? '')) return false;
  const parameters = new Set(home.params);
  const isParameter = (node: Node): boolean => {
    const [identifier] = variableOf(withoutTypes(node), sourceCode)?.identifiers ?? [];
    return identifier !== undefined && parameters.has(identifier);
  };
  if (!isParameter(added.listener) || !isParameter(added.event)) return false;
  return !calls.some(({ does, call }) => does === 'remove' && functionOf(call) === home);
}
