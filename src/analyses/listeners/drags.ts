import { dragEnds } from '../../catalog/listeners.ts';
import { functionOf } from '../../syntax/functions.ts';
import type { ListenerCall } from './listener-calls.ts';

/**
 * Whether a listener is one of a drag's, which the user ends: added together with one for the pointer's release, and
 * taken away by code of the file. Errs towards "yes": what that code does is not followed.
 */
export function isOfDrag(added: ListenerCall, calls: readonly ListenerCall[]): boolean {
  const home = functionOf(added.call);
  return calls.some(
    ({ does, call, events }) =>
      does === 'add' && functionOf(call) === home && (events?.some((name) => dragEnds.test(name)) ?? false),
  );
}
