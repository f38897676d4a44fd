import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { takesBackName } from '../../catalog/lifecycles.ts';
import { isNullish } from '../../syntax/constants.ts';
import { functionOf, isFunction, nameOfFunction } from '../../syntax/functions.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { walk } from '../../syntax/walk.ts';
import { isOpposite } from '../lifecycles/opposite-names.ts';
import { isReachedFrom, type Owner, type ReleasePlace } from '../lifecycles/owners.ts';
import { isSameEvent } from './event-names.ts';
import type { ListenerCall } from './listener-calls.ts';
import { isSameFunction } from './listener-matches.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * The code that was meant to take a listener away, because it does so with the listeners beside it on the same target.
 * One of those is enough where the owner ends; elsewhere it takes two and most of them, and code that is named after
 * taking back or that lets go of the target. Of what is named as the undoing of the adding code, two are enough. Errs
 * towards `null`: of a listener that stays on purpose the others are few.
 * @param added a listener that nothing in the file removes
 */
export function forgetfulCodeFor(
  added: ListenerCall,
  owner: Owner | null,
  calls: readonly ListenerCall[],
  sourceCode: SourceCode,
): ReleasePlace | null {
  // who listens for errors may do so for good: without a listener they end the program
  if (added.targetKey === null || added.events?.every((name) => name === 'error')) return null;
  const home = functionOf(added.call);
  const siblings = calls.filter(
    ({ does, call, targetKey, methods }) =>
      does === 'add' && targetKey === added.targetKey && methods === added.methods && functionOf(call) === home,
  );
  const homes = new Set(calls.flatMap(({ does, call }) => (does === 'remove' ? [functionOf(call)] : [])));
  for (const code of homes) {
    if (code === home || !isFunction(code)) continue;
    const taken = siblings.filter((sibling) => isTakenAwayIn(code, sibling, calls));
    if (taken.length === 0) continue;
    const place = owner?.releasePlaces.find((end) => end.code === code);
    if (owner && isReachedFrom(owner, code, sourceCode))
      return { name: place?.name ?? `\`${nameOfFunction(code) ?? 'the function'}()\``, code };
    const name = nameOfFunction(code);
    const isMost = taken.length >= 2 && (taken.length * 2 > siblings.length || isOpposite(home, code));
    const isNamedSo = name !== null && takesBackName.test(name) && !isNamedAfterPart(name, added.targetKey);
    if (name !== null && isMost && (isNamedSo || letsGoOfTarget(code, taken, calls, sourceCode)))
      return { name: `\`${name}()\``, code };
  }
  return null;
}

/** `removeHover`, `unbindKeys`: what is left may be no part of that. `removeListeners` and `releasePlayer` take back all. */
function isNamedAfterPart(name: string, targetKey: string): boolean {
  const [, ...words] = name.replace(/^[#_]+/, '').split(/(?=[A-Z])/);
  const object = words.join('').toLowerCase();
  if (/^(?:up|down)?$/.test(object) || /listener|event|handler|binding|subscription|callback|hook|all/.test(object))
    return false;
  return !targetKey.toLowerCase().includes(object);
}

function isTakenAwayIn(code: Node, sibling: ListenerCall, calls: readonly ListenerCall[]): boolean {
  return calls.some(
    (removal) =>
      removal.does === 'remove' &&
      removal.methods === sibling.methods &&
      functionOf(removal.call) === code &&
      isSameFunction(removal, sibling) &&
      isSameEvent(removal.events, sibling.events) === true,
  );
}

/** `player = null`, of the variable or the field whose listeners it removes. */
function letsGoOfTarget(
  code: Node,
  taken: readonly ListenerCall[],
  calls: readonly ListenerCall[],
  sourceCode: SourceCode,
): boolean {
  const keys = new Set(
    calls
      .filter(({ does, call }) => does === 'remove' && functionOf(call) === code)
      .filter((removal) => taken.some((sibling) => isSameFunction(removal, sibling)))
      .map(({ targetKey }) => targetKey),
  );
  let letsGo = false;
  walk(code, sourceCode, (node) => {
    if (node.type !== 'AssignmentExpression') return undefined;
    letsGo ||= isNullish(node.right) && keys.has(keyOf(node.left, sourceCode) ?? '');
    return undefined;
  });
  return letsGo;
}
