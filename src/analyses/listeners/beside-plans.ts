import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { classOfThis } from '../../syntax/functions.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isInReach, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { LeakedListener } from './leaked-listeners.ts';
import { findListenerCalls, type ListenerCall } from './listener-calls.ts';
import { isSameFunction } from './listener-matches.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** The removal that is missing beside others, and the statement behind which it goes. */
export interface BesidePlan {
  readonly after: TSESTree.Statement;
  readonly statement: string;
}

/**
 * A removal written like the last of those beside which it is missing: with the same target, for the forgotten event
 * and listener. `null` where these have no names, or other ones there.
 */
export function besidePlan({ added, place }: LeakedListener, sourceCode: SourceCode): BesidePlan | null {
  if (!place || !added.listener || !added.event || added.identity.is !== 'named') return null;
  const calls = findListenerCalls(sourceCode);
  const beside = calls.filter(
    (removal) =>
      removal.does === 'remove' &&
      removal.methods === added.methods &&
      isWithin(removal.call, place.code) &&
      calls.some(
        (sibling) =>
          sibling.does === 'add' && sibling.targetKey === added.targetKey && isSameFunction(sibling, removal),
      ),
  );
  const last = beside.at(-1);
  if (!last?.event || !last.listener || last.options.capture !== added.options.capture) return null;
  const outer = last.call.parent.type === 'ChainExpression' ? last.call.parent.parent : last.call.parent;
  const areSeen = [added.event, added.listener].every((part) => isSeenAt(part, outer, sourceCode));
  return outer.type === 'ExpressionStatement' && areSeen
    ? { after: outer, statement: `${removalLike(last, added.event, added.listener, sourceCode)};` }
    : null;
}

/** The text of a removal, for another event and another listener. */
function removalLike({ call, event, listener }: ListenerCall, name: Node, run: Node, sourceCode: SourceCode): string {
  const text = sourceCode.getText(call);
  const [start] = call.range;
  const [first, second] = [event!.range, listener!.range].map(([from, to]) => [from - start, to - start] as const);
  return [
    text.slice(0, first![0]),
    sourceCode.getText(name),
    text.slice(first![1], second![0]),
    sourceCode.getText(run),
    text.slice(second![1]),
  ].join('');
}

/** Whether all names of an expression mean the same at a place. */
function isSeenAt(expression: Node, place: Node, sourceCode: SourceCode): boolean {
  let isSeen = true;
  walk(expression, sourceCode, (node) => {
    const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
    if (variable && variable.defs.length > 0) isSeen &&= isInReach(variable, place, sourceCode);
    if (node.type === 'ThisExpression')
      isSeen &&= classOfThis(node) !== null && classOfThis(node) === classOfThis(place);
    return undefined;
  });
  return isSeen;
}
