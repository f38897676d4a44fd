import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { endEvents } from '../../catalog/listeners.ts';
import { functionOf, isFunction, nameOfFunction } from '../../syntax/functions.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import type { ListenerCall } from './listener-calls.ts';

type Node = TSESTree.Node;

/** The target tells its end, and the code listens for it: both go together. */
export const endsWithTarget = (added: ListenerCall, calls: readonly ListenerCall[]): boolean =>
  endCallsOn(added, calls).length > 0;

/**
 * The code in which an owner ends takes even the listener for the end of the target away: it does not wait for that
 * end, and the target goes on. Errs towards "no": what runs at the end of the target too is no sign of it.
 */
export function outlivesCleanUp(
  added: ListenerCall,
  cleanUp: Node,
  calls: readonly ListenerCall[],
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (added.events?.some(isEndEvent) !== false) return false;
  const ends = endCallsOn(added, calls);
  const isTakenBack = ends.some(({ does, call }) => does === 'remove' && functionOf(call) === cleanUp);
  return isTakenBack && !ends.some((end) => end.does === 'add' && runs(end, cleanUp, sourceCode));
}

const endCallsOn = ({ targetKey, methods }: ListenerCall, calls: readonly ListenerCall[]): ListenerCall[] =>
  targetKey === null
    ? []
    : calls.filter(
        (call) => call.targetKey === targetKey && call.methods === methods && call.events?.some(isEndEvent) === true,
      );

const isEndEvent = (name: string): boolean =>
  endEvents.has(
    name
      .toLowerCase()
      .replace(/^=.*\./, '')
      .replace(/_/g, ''),
  );

/** `source.on('close', () => { cleanUp(); … })`, `source.on('close', cleanUp)` */
function runs({ listener }: ListenerCall, code: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (!listener) return false;
  const value = withoutTypes(listener);
  const run = isFunction(value) ? value : functionNamed(value, sourceCode);
  // whatever is not seen may run it
  if (!run || run === code) return true;
  const name = nameOfFunction(code);
  let isRun = false;
  walk(run, sourceCode, (node) => {
    if (node.type === 'Identifier') isRun ||= node.name === name;
    if (node.type === 'MemberExpression') isRun ||= name !== null && propertyName(node) === name;
    return undefined;
  });
  return isRun;
}
