import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { beginEvents, endEvents } from '../../catalog/listeners.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { keyName, withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { abortFindingOf, isExecutor, isSignal, type AbortFinding } from './abort-listeners.ts';
import { isInTest } from './instance-counts.ts';
import type { ListenerCall } from './listener-calls.ts';
import { targetLifetimeOf } from './target-lifetimes.ts';

type Node = TSESTree.Node;

/**
 * A listener by which one piece of work waits for something, and which stays on a target that is used again when the
 * work is done. Errs towards silence.
 */
export type WaitingFinding =
  AbortFinding | { readonly finding: 'staysWithoutItsEvent'; readonly confidence: 'high' | 'medium' };

/** `other` when the listener is of another kind; `null` when it waits and does not stay. */
export function waitingFindingOf(
  added: ListenerCall,
  calls: readonly ListenerCall[],
  sourceCode: TSESLint.SourceCode,
): WaitingFinding | 'other' | null {
  if (isSignal(added, sourceCode)) return abortFindingOf(added, calls, sourceCode);
  if (!isLastOfRace(added, calls, sourceCode)) return 'other';
  // what an instance keeps is waited for again; what a function is given may be waited for once
  const confidence = added.target && isKeptByInstance(added.target, sourceCode) ? 'high' : 'medium';
  return { finding: 'staysWithoutItsEvent', confidence };
}

/** `this.stream`, or a constant that holds it. */
function isKeptByInstance(target: Node, sourceCode: TSESLint.SourceCode): boolean {
  const variable = variableOf(withoutTypes(target), sourceCode);
  const init = variable && onlyDeclaratorOf(variable)?.init;
  let root = withoutTypes(init ?? target);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  return root.type === 'ThisExpression';
}

/**
 * The last of several one-shot listeners of a promise: `target.once('data', resolve)` takes itself away, and
 * `target.once('error', reject)` stays, one more at each call.
 */
function isLastOfRace(added: ListenerCall, calls: readonly ListenerCall[], sourceCode: TSESLint.SourceCode): boolean {
  const home = functionOf(added.call);
  if (added.options.once !== true || added.targetKey === null || !isExecutor(home)) return false;
  const race = calls.filter(
    ({ does, call, targetKey, options }) =>
      does === 'add' && options.once === true && targetKey === added.targetKey && functionOf(call) === home,
  );
  if (race.length < 2 || race.at(-1) !== added || !race.some(canComeAgain)) return false;
  if (calls.some((call) => call.does === 'remove' && call.targetKey === added.targetKey)) return false;
  const lifetime = targetLifetimeOf(added.target, false, sourceCode);
  return lifetime !== 'owned' && lifetime !== 'program' && !isCalledOnce(home) && !isInTest(home);
}

/** An event after which the target goes on, and which may come again: not its beginning, not its end. */
const canComeAgain = ({ events }: ListenerCall): boolean =>
  events?.every((name) => {
    const event = name.toLowerCase();
    return !name.startsWith('=') && !endEvents.has(event) && !beginEvents.has(event);
  }) ?? false;

/** The method around it begins or ends the target, by its name. */
function isCalledOnce(home: Node): boolean {
  for (let outer: Node | undefined = home.parent; outer; outer = outer.parent) {
    if (!isFunction(outer) || outer.type === 'StaticBlock') continue;
    const named =
      outer.parent?.type === 'MethodDefinition'
        ? outer.parent.key
        : outer.type === 'FunctionDeclaration'
          ? outer.id
          : null;
    const name = (named && keyName(named, false)) ?? '';
    if (/^_?(?:constructor|init|start|open|connect|listen|launch|close|stop|destroy|dispose|end|finish)/i.test(name))
      return true;
  }
  return false;
}
