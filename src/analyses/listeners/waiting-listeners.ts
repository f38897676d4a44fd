import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { beginEvents, connectionName, endEvents } from '../../catalog/listeners.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { couldRemove } from './listener-matches.ts';
import type { ListenerCall } from './listener-calls.ts';
import { endsWithItsWork } from './signals-of-calls.ts';
import { targetLifetimeOf } from './target-lifetimes.ts';

type Node = TSESTree.Node;

/**
 * A listener by which one piece of work waits for something, and which stays on a target that is used again when the
 * work is done. Errs towards silence.
 */
export interface WaitingFinding {
  readonly finding: 'waitsForAbort' | 'staysWithoutItsEvent';
  readonly confidence: 'high' | 'medium';
}

/** `other` when the listener is of another kind; `null` when it waits and does not stay. */
export function waitingFindingOf(
  added: ListenerCall,
  calls: readonly ListenerCall[],
  sourceCode: TSESLint.SourceCode,
): WaitingFinding | 'other' | null {
  if (isSignal(added, sourceCode)) return abortFinding(added, calls, sourceCode);
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

/** A listener for `abort` that nobody takes away when the work is done. */
function abortFinding(
  added: ListenerCall,
  calls: readonly ListenerCall[],
  sourceCode: TSESLint.SourceCode,
): WaitingFinding | null {
  const lifetime = targetLifetimeOf(added.target, true, sourceCode);
  if (lifetime !== 'given' && lifetime !== 'argument') return null;
  if (calls.some((call) => call.does === 'remove' && couldRemove(call, added, sourceCode))) return null;
  const home = functionOf(added.call);
  if (!isFunction(home) || home.type === 'StaticBlock' || isInTest(home)) return null;
  if (abortsItself(added, home, sourceCode) || endsWithItsWork(added, home, sourceCode)) return null;
  // the signal of one request ends with it
  if (connectionName.test((added.targetKey ?? '').split('.').at(-2)?.replace(/#\d+$/, '') ?? '')) return null;
  // otherwise the abort is the end: a loop that runs until then, a server that was started
  const isWork = isExecutor(home) || (home.async && awaitsAfter(added.call, home, sourceCode));
  return isWork ? { finding: 'waitsForAbort', confidence: 'high' } : null;
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

/** `signal.addEventListener('abort', …)` */
function isSignal({ events, methods, target }: ListenerCall, sourceCode: TSESLint.SourceCode): boolean {
  if (!methods.takesOptions || !target || events?.[0] !== 'abort') return false;
  const types = typeQueriesOf(sourceCode).typeNamesOf(target);
  if (types && types.length > 0) return types.some(({ name }) => name === 'AbortSignal');
  const expression = withoutTypes(target);
  const name =
    expression.type === 'MemberExpression'
      ? propertyName(expression)
      : expression.type === 'Identifier'
        ? expression.name
        : '';
  return /signal$/i.test(name ?? '');
}

/** `controller.signal.addEventListener('abort', …)`, and `controller.abort()` when the work is done. */
function abortsItself({ target }: ListenerCall, home: Node, sourceCode: TSESLint.SourceCode): boolean {
  const signal = target && withoutTypes(target);
  const key = signal?.type === 'MemberExpression' ? keyOf(signal.object, sourceCode) : null;
  if (key === null) return false;
  let aborts = false;
  walk(home, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || calledName(node) !== 'abort') return undefined;
    const callee = withoutTypes(node.callee);
    aborts ||= callee.type === 'MemberExpression' && keyOf(callee.object, sourceCode) === key;
    return undefined;
  });
  return aborts;
}

/** Whether a function goes on to wait for something of its own. */
function awaitsAfter(call: Node, home: Node, sourceCode: TSESLint.SourceCode): boolean {
  let awaits = false;
  walk(home, sourceCode, (node) => {
    if (node !== home && isFunction(node)) return 'skip';
    const waits = node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await);
    awaits ||= waits && node.range[0] > call.range[1];
    return undefined;
  });
  return awaits;
}

/** Inside `it('…', () => …)`. */
function isInTest(node: Node): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (
      outer.type === 'CallExpression' &&
      /^(?:it|test|describe|suite|beforeEach|beforeAll)$/.test(calledName(outer) ?? '')
    )
      return true;
  }
  return false;
}

/** `new Promise((resolve) => …)` */
const isExecutor = ({ parent }: Node): boolean =>
  parent?.type === 'NewExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'Promise';
