import type { TSESLint } from '@typescript-eslint/utils';
import { withoutTypes } from '../../syntax/names.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import type { ListenerCall } from './listener-calls.ts';
import { listenerIdentityOf } from './listener-identities.ts';

/**
 * The call that added what a removal is given where the name of the event belongs: `bus.off(run)` after
 * `bus.on('data', run)`. Errs towards `null`: the file itself must give the same target's removal a name and a listener
 * elsewhere, for there are emitters that find a listener without a name.
 */
export function addedBesideUnnamed(
  removal: ListenerCall,
  calls: readonly ListenerCall[],
  sourceCode: TSESLint.SourceCode,
): ListenerCall | null {
  const { event, methods, targetKey, call } = removal;
  if (!event || targetKey === null || methods.takesOptions || call.arguments.length !== 1) return null;
  const given = withoutTypes(event);
  if (given.type !== 'Identifier' || !functionNamed(given, sourceCode)) return null;
  const identity = listenerIdentityOf(given, sourceCode);
  const here = calls.filter((other) => other.targetKey === targetKey && other.methods === methods && other.listener);
  if (!here.some(({ does, method }) => does === 'remove' && method === removal.method)) return null;
  const added = here.find(
    (add) =>
      add.does === 'add' && add.identity.is === 'named' && identity.is === 'named' && add.identity.key === identity.key,
  );
  return added ?? null;
}
