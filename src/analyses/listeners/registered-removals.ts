import type { TSESLint } from '@typescript-eslint/utils';
import { classOfThis } from '../../syntax/functions.ts';
import { inheritedOverrideOf, type InheritedOverride } from '../lifecycles/inherited-overrides.ts';
import { registrationFor, type Registration } from '../lifecycles/registrations.ts';
import type { LeakedListener } from './leaked-listeners.ts';
import { constantFor, fieldFor, type ListenerName } from './listener-names.ts';
import { isSeenFromInstance, removalText } from './listener-release-plans.ts';

/**
 * A removal that is registered for the end of a component, right behind the call that adds the listener; or that is
 * written in an end which overrides the inherited one.
 */
export interface RegisteredRemoval {
  /** A name for a listener that has none. */
  readonly replacements: ListenerName['replacements'];
  /** The statement that removes. */
  readonly release: string;
  readonly registration: Registration | { readonly end: InheritedOverride; readonly imported: null };
}

/** How a component of Vue or Solid, or a watcher, can remove the listener in its end. Errs towards `null`. */
export function registeredRemovalFor(
  leak: LeakedListener,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): RegisteredRemoval | null {
  const { added, owner, finding } = leak;
  if (owner?.inherited) return overridingRemovalFor(leak, sourceCode, filename);
  const isOwner = owner?.kind === 'component' || owner?.kind === 'effect';
  if (!owner || !isOwner || !added.listener || finding === 'removedInVain') return null;
  const statement = added.call.parent;
  const registration = registrationFor(statement, owner, sourceCode, filename);
  if (!registration) return null;
  const name =
    added.identity.is === 'fresh'
      ? constantFor(added, statement, sourceCode)
      : added.identity.is === 'named'
        ? { text: sourceCode.getText(added.listener), replacements: [] }
        : null;
  const release = name && removalText(added, name.text, true, sourceCode);
  return name && release ? { replacements: name.replacements, release, registration } : null;
}

/** How an instance that inherits its end can remove the listener in one of its own. Errs towards `null`. */
function overridingRemovalFor(
  { added, owner, finding }: LeakedListener,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): RegisteredRemoval | null {
  const { identity, listener } = added;
  if (!owner?.inherited || !listener || finding !== 'forgotten' || owner.node !== classOfThis(added.call)) return null;
  const end = inheritedOverrideOf(owner, sourceCode, filename);
  let name: ListenerName | null = null;
  if (identity.is === 'fresh') name = fieldFor(added, sourceCode, filename);
  else if (identity.is === 'named' && isSeenFromInstance(identity.key, listener, sourceCode))
    name = { text: sourceCode.getText(listener), replacements: [] };
  const release = name && removalText(added, name.text, false, sourceCode);
  return end && name && release
    ? { replacements: name.replacements, release, registration: { end, imported: null } }
    : null;
}
