import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { takesBackName } from '../../catalog/lifecycles.ts';
import { functionOf, isFunction, nameOfFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { isOpposite } from '../lifecycles/opposite-names.ts';
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
 * named so and removes others, one that is named as the undoing of what added it, `off()` that calls `on()`. Errs
 * towards `null`: the same function was added to the same target elsewhere, and nothing removes it.
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
  const belongsTo = (other: Node): boolean =>
    isCleanup ? other === functionOf(home) : other !== home && (takesBack || isOpposite(other, home));
  const first = calls.find(
    (other) =>
      other.does === 'add' &&
      isSameFunction(other, added) &&
      other.targetKey === added.targetKey &&
      isSameEvent(other.events, added.events) === true &&
      belongsTo(functionOf(other.call)),
  );
  const isRemoved = calls.some((other) => other.does === 'remove' && couldRemove(other, added, sourceCode));
  return first && !isRemoved && (isCleanup || takesBack || !replacesTarget(home, added.targetKey, sourceCode))
    ? { first }
    : null;
}

/** `unbind() { this.source = this.fallback; this.source.on(…); }`: the listener gets another target. */
function replacesTarget(home: Node, targetKey: string, sourceCode: TSESLint.SourceCode): boolean {
  let replaces = false;
  walk(home, sourceCode, (node) => {
    if (node.type !== 'AssignmentExpression') return undefined;
    const key = keyOf(node.left, sourceCode);
    replaces ||= key !== null && (key === targetKey || targetKey.startsWith(`${key}.`));
    return undefined;
  });
  return replaces;
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
