import type { TSESLint } from '@typescript-eslint/utils';
import { isKeyOfGlobal, isKeyOfThis } from '../../syntax/value-keys.ts';
import type { Variable } from '../../syntax/variables.ts';
import { isSameEvent } from './event-names.ts';
import type { ListenerCall } from './listener-calls.ts';
import { couldBeGiven, couldBeRenamed } from './listener-identities.ts';

/** Whether two calls name the same function for sure. */
export const isSameFunction = (one: ListenerCall, other: ListenerCall): boolean =>
  one.identity.is === 'named' && other.identity.is === 'named' && one.identity.key === other.identity.key;

/** Whether a removal could take away what a call adds; what is not known could. */
export function couldRemove(removal: ListenerCall, added: ListenerCall, sourceCode: TSESLint.SourceCode): boolean {
  if (removal.methods !== added.methods) return false;
  if (areDifferentTargets(removal, added)) return false;
  if (isSameEvent(removal.events, added.events) === false) return false;
  const { identity } = removal;
  if (identity.is === 'fresh' || identity.is === 'nothing') return false;
  if (identity.is !== 'named') return true;
  if (added.identity.is === 'named') {
    if (identity.key === added.identity.key) return true;
    if (isGiven(identity.variable) && isGiven(added.identity.variable)) return true;
    if (couldBeGiven(identity.variable, added.identity.key, sourceCode)) return true;
    // `const { onMove } = this`: a member under another name
    const namesMember = identity.variable === null || identity.key.includes('.');
    return namesMember && couldBeRenamed(added.identity, identity.key, sourceCode);
  }
  return added.identity.is === 'unknown';
}

/** `on(name, listener) {…}`, `off(name, listener) {…}`: the caller gives one function to both. */
const isGiven = (variable: Variable | null): boolean => variable?.defs[0]?.type === 'Parameter';

/** Two names of variables may stand for one target, unless all listeners are meant; globals and fields do not. */
function areDifferentTargets(removal: ListenerCall, added: ListenerCall): boolean {
  if (removal.targetKey === null || added.targetKey === null || removal.targetKey === added.targetKey) return false;
  const isFixed = (key: string): boolean => isKeyOfGlobal(key) || isKeyOfThis(key);
  return removal.identity.is === 'all' || (isFixed(removal.targetKey) && isFixed(added.targetKey));
}
