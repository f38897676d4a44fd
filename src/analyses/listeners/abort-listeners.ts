import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { connectionName, interruptionName, workEndName } from '../../catalog/listeners.ts';
import { enders, removalName } from '../../catalog/lifecycles.ts';
import { classOfThis, functionOf, isClass, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, dottedName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { functionsNamed } from '../lifecycles/named-functions.ts';
import { codeReachedFrom, ownersAt, type Owner } from '../lifecycles/owners.ts';
import { awaitedRemovalOf, type AwaitedRemoval } from './awaited-removals.ts';
import { couldRemove } from './listener-matches.ts';
import { isInTest } from './instance-counts.ts';
import type { ListenerCall } from './listener-calls.ts';
import { signalOriginOf } from './signal-origins.ts';
import { endsWithItsWork } from './signals-of-calls.ts';
import { isBeginning, isOnlyEnd, isUntilAbort } from './until-abort.ts';
import { endsInView } from './work-ends.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A listener for `abort` on a signal that somebody else gives, which nobody takes away when the work is done: the signal
 * may be one for all that an application does, and each piece of work leaves a listener on it. Errs towards `null`: where
 * the abort is the end (a server, a loop that runs until then), the listener goes with it.
 */
export interface AbortFinding {
  readonly finding: 'waitsForAbort' | 'forgotten' | 'removedWhenAllGoesWell';
  readonly confidence: 'high' | 'medium';
  readonly owner?: Owner;
  readonly awaited?: AwaitedRemoval;
}

export function abortFindingOf(
  added: ListenerCall,
  calls: readonly ListenerCall[],
  sourceCode: SourceCode,
): AbortFinding | null {
  const home = functionOf(added.call);
  if (!added.target || !isFunction(home) || home.type === 'StaticBlock' || isInTest(home)) return null;
  const origin = signalOriginOf(added.target, sourceCode);
  if (origin === 'own' || origin === 'unknown') return null;
  const code = codeOf(added, sourceCode);
  const isOfListener = (call: Node): boolean =>
    code !== null && isWithin(call, code) && isOnlyListener(added, calls, sourceCode);
  // what the listener removes itself it removes when it is called, as `once` does
  const removals = calls.filter(
    (call) => call.does === 'remove' && couldRemove(call, added, sourceCode) && !isOfListener(call.call),
  );
  if (removals.length > 0) {
    const isAsked = origin === 'given' && !added.options.isOpaque;
    const awaited =
      isAsked && awaitedRemovalOf({ ...added, options: { ...added.options, once: false } }, removals, sourceCode);
    return awaited ? { finding: 'removedWhenAllGoesWell', confidence: 'medium', awaited } : null;
  }
  if (abortsItself(added, home, sourceCode) || isKeptBySignal(added, home, sourceCode)) return null;
  if (endsWithItsWork(added, home, sourceCode)) return null;
  const isEnded = endsInView(added, home, calls, sourceCode);
  // what it begins may live until the abort
  if (!isEnded && code && isOnlyEnd(code, home, sourceCode) && !endsByMethod(home, sourceCode)) return null;
  // the signal of one request ends with it; who tidies up behind the request may know better
  if (origin === 'work') return isEnded ? { finding: 'waitsForAbort', confidence: 'medium' } : null;
  const isShared =
    origin === 'given' && (!isParameterItself(added.target, home, sourceCode) || isWait(home, added, sourceCode));
  const confidence = isShared ? 'high' : 'medium';
  const isWork = isExecutor(home)
    ? !isWaitForAbort(home, added, sourceCode)
    : home.async && worksOn(added, home, code, sourceCode);
  if (isWork) return { finding: 'waitsForAbort', confidence };
  // what follows goes by names of ends and classes, and whether many share the signal is not seen
  if (isEnded) return { finding: 'waitsForAbort', confidence: 'medium' };
  // all that it waits for is the abort
  if (isExecutor(home) || (home.async && waitsBehind(added.call, home, sourceCode).length > 0)) return null;
  if (endsByMethod(home, sourceCode)) return { finding: 'waitsForAbort', confidence: 'medium' };
  const [owner] = ownersAt(added.call, sourceCode);
  const isOfOwner = owner !== undefined && releasesSomething(owner, sourceCode);
  if (isOfOwner && owner.kind !== 'component' && owner.kind !== 'tests')
    return { finding: 'forgotten', confidence: 'medium', owner };
  return code && breaksOff(code, home, sourceCode) ? { finding: 'waitsForAbort', confidence: 'medium' } : null;
}

/**
 * `load(url, signal)`: most callers make a controller for the one call. What stands among options is written for callers
 * of whom nothing is known.
 */
function isParameterItself(target: Node, home: FunctionNode, sourceCode: SourceCode): boolean {
  const work = isExecutor(home) ? functionOf(home.parent) : home;
  const variable = variableOf(withoutTypes(target), sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition || !isFunction(work) || work.type === 'StaticBlock') return false;
  // `(run, signal) => () => …`: of the function that is given back, each call leaves one
  if (definition.node !== work) return false;
  return work.params.some(
    (parameter) => (parameter.type === 'AssignmentPattern' ? parameter.left : parameter) === variable.identifiers[0],
  );
}

/**
 * `return new Promise((resolve) => { setTimeout(resolve, ms); … })`, or a promise of the abort alone: waits of which work
 * has many.
 */
function isWait(home: FunctionNode, added: ListenerCall, sourceCode: SourceCode): boolean {
  if (!isExecutor(home) || home.type === 'StaticBlock') return false;
  let isTimed = false;
  walk(home, sourceCode, (node) => {
    isTimed ||= node.type === 'CallExpression' && calledName(node) === 'setTimeout';
    return undefined;
  });
  const outer = home.parent.parent;
  const isGiven = outer?.type === 'ReturnStatement' || outer?.type === 'ArrowFunctionExpression';
  return isTimed || (isGiven && isSettledIn(home, added, sourceCode));
}

/** The code of a listener; `null` when it is not in sight. */
function codeOf({ listener }: ListenerCall, sourceCode: SourceCode): Node | null {
  const value = listener && withoutTypes(listener);
  if (!value) return null;
  return isFunction(value) ? value : (functionsNamed(value, sourceCode)[0] ?? null);
}

/** Nobody but the signal calls the listener: its name stands where it is added and removed, and nowhere else. */
function isOnlyListener({ listener }: ListenerCall, calls: readonly ListenerCall[], sourceCode: SourceCode): boolean {
  const name = listener && withoutTypes(listener);
  if (!name || isFunction(name)) return name !== null;
  const variable = variableOf(name, sourceCode);
  return (
    variable !== null &&
    variable.references.every(
      ({ init, identifier }) => init === true || calls.some((call) => call.listener === identifier),
    )
  );
}

/** `class Request`, `class UploadTask`: one for each piece of work, so that many share a signal. */
function isOneOfMany(node: Node): boolean {
  const name = isClass(node) ? (node.id?.name ?? '') : '';
  return (
    connectionName.test(name.replace(/([a-z\d])([A-Z])/g, '$1_$2')) ||
    /(?:Operation|Query|Call|Attempt|Transfer)$/.test(name)
  );
}

/** A method of such a class is called when the work is done, by its name, and releases something: `onComplete()`, `_destroy()`. */
function endsByMethod(home: FunctionNode, sourceCode: SourceCode): boolean {
  const owner = classOfThis(
    home.type === 'FunctionExpression' && home.parent.type === 'MethodDefinition' ? home.body : home,
  );
  if (!owner || !isOneOfMany(owner)) return false;
  return owner.body.body.some(
    (member) =>
      member.type === 'MethodDefinition' &&
      workEndName.test(keyName(member.key, member.computed) ?? '') &&
      releases(member, sourceCode),
  );
}

function releasesSomething(owner: Owner, sourceCode: SourceCode): boolean {
  return [...codeReachedFrom(owner, sourceCode)].some((code) => releases(code, sourceCode));
}

function releases(code: Node, sourceCode: SourceCode): boolean {
  let found = false;
  walk(code, sourceCode, (node) => {
    const name = node.type === 'CallExpression' ? calledName(node) : null;
    found ||= name !== null && (enders.has(name) || removalName.test(name));
    return undefined;
  });
  return found;
}

/**
 * The listener breaks off what would end by itself: `child.kill()`, `controller.abort()`, `this.onError(…)`. What it
 * closes or stops may have no other end.
 */
function breaksOff(code: Node, home: FunctionNode, sourceCode: SourceCode): boolean {
  // what is called for each abort may be all that the function is for: `onAbort(signal, run)`
  if (isFunction(home) && home.type !== 'StaticBlock' && home.params.length === 0 && !classOfThis(home)) return false;
  let isBreaking = false;
  let isClosing = false;
  walk(code, sourceCode, (node) => {
    if (node.type !== 'CallExpression') return undefined;
    const name = calledName(node) ?? '';
    const callee = withoutTypes(node.callee);
    const isParameter =
      callee.type === 'Identifier' && variableOf(callee, sourceCode)?.defs[0]?.type === ('Parameter' as never);
    if (interruptionName.test(name) && !isParameter) isBreaking = true;
    else if (/^(?:close|stop|shutdown|unsubscribe|dispose|disconnect|quit|exit)/i.test(name)) isClosing = true;
    return undefined;
  });
  return isBreaking && !isClosing;
}

/** `controller.signal.addEventListener('abort', …)`, and `controller.abort()` when the work is done. */
function abortsItself({ target }: ListenerCall, home: Node, sourceCode: SourceCode): boolean {
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

/** `if (!controllers.has(signal)) { …; controllers.set(signal, controller); }`: one for each signal, which lives with it. */
function isKeptBySignal({ targetKey }: ListenerCall, home: Node, sourceCode: SourceCode): boolean {
  let isKept = false;
  walk(home, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || !/^(?:has|get|set|add)$/.test(calledName(node) ?? '')) return undefined;
    const [key] = node.arguments;
    isKept ||= key !== undefined && targetKey !== null && keyOf(key, sourceCode) === targetKey;
    return undefined;
  });
  return isKept;
}

/** `new Promise((resolve) => …)` */
export const isExecutor = ({ parent }: Node): boolean => parent != null && isPromise(parent);

const isPromise = (node: Node): boolean => node.type === 'NewExpression' && dottedName(node.callee) === 'Promise';

/** `await new Promise((resolve) => signal.addEventListener('abort', resolve))`: the abort is all that it waits for. */
function isWaitForAbort(executor: FunctionNode, added: ListenerCall, sourceCode: SourceCode): boolean {
  return (
    executor.type !== 'StaticBlock' &&
    isOnlyAwaited(executor.parent, sourceCode) &&
    isSettledIn(executor, added, sourceCode)
  );
}

/** Nothing but the listener, and a look at whether the signal has been aborted, settles the promise. */
function isSettledIn(executor: FunctionNode, { call }: ListenerCall, sourceCode: SourceCode): boolean {
  if (executor.type === 'StaticBlock') return false;
  return executor.params.every((parameter) =>
    (variableOf(parameter, sourceCode)?.references ?? []).every(
      ({ identifier }) => isWithin(identifier, call) || isInAbortCheck(identifier, executor, sourceCode),
    ),
  );
}

/** `await new Promise(…)`, or a constant for it of which nothing but `await` stands anywhere: it is in no race. */
function isOnlyAwaited(promise: Node, sourceCode: SourceCode): boolean {
  const { parent } = promise;
  if (parent?.type !== 'VariableDeclarator') return parent?.type === 'AwaitExpression';
  return (variableOf(parent.id, sourceCode)?.references ?? []).every(
    ({ init, identifier }) => init === true || identifier.parent.type === 'AwaitExpression',
  );
}

/** `if (signal.aborted) resolve();` */
function isInAbortCheck(node: Node, home: Node, sourceCode: SourceCode): boolean {
  for (let outer = node.parent; outer && outer !== home; outer = outer.parent) {
    if (outer.type === 'IfStatement') return /\baborted\b/.test(sourceCode.getText(outer.test));
  }
  return false;
}

/** Whether a function goes on to wait for something that ends without an abort. */
function worksOn(
  { call, targetKey }: ListenerCall,
  home: FunctionNode,
  code: Node | null,
  sourceCode: SourceCode,
): boolean {
  const isClosing = code !== null && !breaksOff(code, home, sourceCode) && releases(code, sourceCode);
  for (const wait of waitsBehind(call, home, sourceCode)) {
    // what comes behind it runs after the abort
    if (isUntilAbort(wait, home, targetKey, code, sourceCode)) return false;
    if (!(isClosing && isBeginning(wait, sourceCode))) return true;
  }
  return false;
}

function waitsBehind(call: Node, home: FunctionNode, sourceCode: SourceCode): readonly Node[] {
  const waits: Node[] = [];
  walk(home, sourceCode, (node) => {
    if (node !== home && isFunction(node)) return 'skip';
    const isWait = node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await);
    if (isWait && node.range[0] > call.range[1]) waits.push(node);
    return undefined;
  });
  return waits;
}

/** `signal.addEventListener('abort', …)` */
export function isSignal({ events, methods, target }: ListenerCall, sourceCode: SourceCode): boolean {
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
