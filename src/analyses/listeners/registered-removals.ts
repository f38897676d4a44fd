import type { TSESLint } from '@typescript-eslint/utils';
import { registrationFor, type Registration } from '../lifecycles/registrations.ts';
import type { LeakedListener } from './leaked-listeners.ts';
import { constantFor, type ListenerName } from './listener-names.ts';
import { removalText } from './listener-release-plans.ts';

/** A removal that is registered for the end of a component, right behind the call that adds the listener. */
export interface RegisteredRemoval {
  /** A name for a listener that has none. */
  readonly replacements: ListenerName['replacements'];
  /** The statement that removes. */
  readonly release: string;
  readonly registration: Registration;
}

/** How a component of Vue or Solid, or a watcher, can remove the listener in its end. Errs towards `null`. */
export function registeredRemovalFor(
  { added, owner, finding }: LeakedListener,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): RegisteredRemoval | null {
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
