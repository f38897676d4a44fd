import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import { calledName, withoutTypes } from '../../syntax/names.ts';
import { isKeyOfGlobal, keyOf } from '../../syntax/value-keys.ts';
import type { Variable } from '../../syntax/variables.ts';
import { addedAgain } from './added-again.ts';
import { isSameEvent } from './event-names.ts';
import { findListenerCalls, type ListenerCall } from './listener-calls.ts';
import { isFresh, madeAt, wrappedBy } from './listener-identities.ts';
import { couldRemove, isSameFunction } from './listener-matches.ts';
import { addedBesideUnnamed } from './unnamed-events.ts';
import { isNeverGiven } from './unwritten-listeners.ts';

type Node = TSESTree.Node;

/**
 * A removal that can never take the listener away that it is meant for. Certain facts alone: where a function, a
 * target or a name is not known, nothing is found.
 */
export interface IneffectiveRemoval {
  readonly finding:
    | 'removesNewFunction'
    | 'removesOtherFunction'
    | 'removesUnwritten'
    | 'removesNothing'
    | 'otherCapture'
    | 'namesNoEvent'
    | 'otherEvent'
    | 'otherTarget'
    | 'newTarget'
    | 'guardInverted'
    | 'addsAgain';
  readonly removal: ListenerCall;
  /** What is reported: the part of the removal that is wrong. */
  readonly node: Node;
  /** The call that adds what should be removed, when it is known. */
  readonly added: ListenerCall | null;
}

const factsByFile = new WeakMap<TSESLint.SourceCode, readonly IneffectiveRemoval[]>();

/** Every removal of a file that does nothing, in source order. */
export function findIneffectiveRemovals(sourceCode: TSESLint.SourceCode): readonly IneffectiveRemoval[] {
  let facts = factsByFile.get(sourceCode);
  if (!facts) {
    const calls = findListenerCalls(sourceCode);
    facts = calls.flatMap((call) => {
      if (call.does === 'remove') return removalFact(call, calls, sourceCode) ?? [];
      const again = addedAgain(call, calls, sourceCode);
      return again ? { finding: 'addsAgain', removal: call, node: call.call, added: again.first } : [];
    });
    factsByFile.set(sourceCode, facts);
  }
  return facts;
}

/** The calls that add to the target of a removal, by methods of the same family. */
function addsTo(removal: ListenerCall, calls: readonly ListenerCall[]): ListenerCall[] {
  return calls.filter(
    ({ does, methods, targetKey }) =>
      does === 'add' && methods === removal.methods && targetKey === removal.targetKey && targetKey !== null,
  );
}

function removalFact(
  removal: ListenerCall,
  calls: readonly ListenerCall[],
  sourceCode: TSESLint.SourceCode,
): IneffectiveRemoval | null {
  const { identity, listener, call, target } = removal;
  const fact = (
    finding: IneffectiveRemoval['finding'],
    node: Node,
    added: ListenerCall | null = null,
  ): IneffectiveRemoval => ({ finding, removal, node, added });
  if (isMissing(removal)) return fact('removesNothing', listener ?? call);
  const unnamed = addedBesideUnnamed(removal, calls, sourceCode);
  if (unnamed) return fact('namesNoEvent', removal.event ?? call, unnamed);
  if (!listener || identity.is === 'all' || identity.is === 'unknown' || identity.is === 'nothing') return null;
  if (target && isNewQuery(target)) return fact('newTarget', target);
  if (isInvertedGuard(listener, sourceCode)) return fact('guardInverted', listener);
  const canRemove = (other: ListenerCall, add: ListenerCall): boolean =>
    other.does === 'remove' && couldRemove(other, add, sourceCode);
  const added = addsTo(removal, calls).filter((add) => isSameEvent(add.events, removal.events) === true);
  if (identity.is === 'fresh') {
    // `button.off(() => …)`: something else that happens to be called so
    return removal.event === null && removal.method === 'off' ? null : fact('removesNewFunction', listener, added[0]);
  }
  const { key, variable } = identity;
  const everAdded = calls.filter((add) => add.does === 'add' && isSameFunction(add, removal));
  if (everAdded.length === 0) {
    if (variable && isMadeForRemovalAlone(variable, calls)) return fact('removesNewFunction', listener, added[0]);
    const wrapping = added.find((add) => add.listener && wrappedBy(add.listener, sourceCode).has(key));
    const isOnlyAdded = added.every((add) => add.identity.is === 'fresh');
    const left = added.find((add) => !calls.some((other) => other !== removal && canRemove(other, add)));
    if (left && isNeverGiven(listener, sourceCode)) return fact('removesUnwritten', listener, left);
    return wrapping && isOnlyAdded && !isHandedOn(removal, calls, sourceCode)
      ? fact('removesOtherFunction', listener, wrapping)
      : null;
  }
  const remade = variable && remadeBefore(variable, removal, everAdded);
  if (remade) return fact('removesNewFunction', listener, remade);
  return mismatch(removal, everAdded, calls, sourceCode);
}

/** The removal names the right function: what else differs from the only call that added it? */
function mismatch(
  removal: ListenerCall,
  everAdded: readonly ListenerCall[],
  calls: readonly ListenerCall[],
  sourceCode: TSESLint.SourceCode,
): IneffectiveRemoval | null {
  const { call, event, target, targetKey } = removal;
  const here = everAdded.filter((add) => add.targetKey === targetKey && add.methods === removal.methods);
  const forEvent = everAdded.filter((add) => isSameEvent(add.events, removal.events) !== false);
  const same = forEvent.filter((add) => here.includes(add));
  const isSelf = removal.listener?.type === 'ThisExpression' && same.length > 0;
  if (!isSelf && isHandedOn(removal, calls, sourceCode)) return null;
  // where the targets have other names, nowhere may the function be added with the `capture` of the removal
  const [captured] = here.length > 0 ? same : forEvent;
  if (captured && isOfOtherCapture(removal, here.length > 0 ? same : forEvent, calls))
    return { finding: 'otherCapture', removal, node: call.arguments[2] ?? call, added: captured };
  if (same.length > 0) return null;
  if (targetKey === null) return null;
  // a removal too many does no harm: there must be a listener that the same code does not take away otherwise
  const home = functionOf(call);
  const left = everAdded.find(
    (add) =>
      !calls.some(
        (other) => other.does === 'remove' && functionOf(other.call) === home && couldRemove(other, add, sourceCode),
      ),
  );
  if (!left || everAdded.some((add) => add.targetKey === null)) return null;
  if (here.includes(left) && event && left.events && removal.events && left.options.signal === null) {
    return { finding: 'otherEvent', removal, node: event, added: left };
  }
  const areGlobals = everAdded.every((add) => isKeyOfGlobal(add.targetKey ?? '#')) && isKeyOfGlobal(targetKey);
  if (!areGlobals || here.length > 0 || isSameEvent(left.events, removal.events) !== true) return null;
  return { finding: 'otherTarget', removal, node: target ?? call.callee, added: left };
}

/** All were added with the other `capture`, and no removal has that. */
const isOfOtherCapture = (
  removal: ListenerCall,
  added: readonly ListenerCall[],
  calls: readonly ListenerCall[],
): boolean =>
  added.every((add) => differsInCapture(add, removal)) &&
  !calls.some(
    (other) =>
      other.does === 'remove' &&
      isSameFunction(other, removal) &&
      isSameEvent(other.events, removal.events) !== false &&
      !differsInCapture(other, added[0]!),
  );

const differsInCapture = ({ options: one }: ListenerCall, { options: other }: ListenerCall): boolean =>
  one.capture !== null && other.capture !== null && one.capture !== other.capture;

/** `removeEventListener('x')`, `off('x', undefined)`. */
function isMissing({ method, identity, target, call }: ListenerCall): boolean {
  if (identity.is === 'nothing') return !/^(off|removeAllListeners)$/.test(method);
  return method === 'removeEventListener' && call.arguments.length === 1 && identity.is === 'all' && target === null;
}

/** `matchMedia(…)` gives a new object each time, with no listeners. */
const isNewQuery = (target: Node): boolean => target.type === 'CallExpression' && calledName(target) === 'matchMedia';

/** `if (!this.listener) target.off('x', this.listener)`: in this branch there is nothing to take away. */
function isInvertedGuard(listener: Node, sourceCode: TSESLint.SourceCode): boolean {
  const key = keyOf(listener, sourceCode);
  const home = functionOf(listener);
  for (let inner: Node = listener; inner.parent && inner.parent !== home; inner = inner.parent) {
    const outer: Node = inner.parent;
    if (outer.type !== 'IfStatement' || outer.test === inner) continue;
    const test = withoutTypes(outer.test);
    const isNegated = test.type === 'UnaryExpression' && test.operator === '!';
    const tested = keyOf(isNegated ? test.argument : test, sourceCode);
    if (tested !== null && tested === key && isNegated === (outer.consequent === inner))
      return !writes(inner, key, sourceCode);
  }
  return false;
}

/** Whether a branch gives the listener a value before it is used. */
function writes(branch: Node, key: string | null, sourceCode: TSESLint.SourceCode): boolean {
  const statements = branch.type === 'BlockStatement' ? branch.body : [];
  return statements.some(
    (statement) =>
      statement.type === 'ExpressionStatement' &&
      statement.expression.type === 'AssignmentExpression' &&
      keyOf(statement.expression.left, sourceCode) === key,
  );
}

/** A constant that holds a function made here, of which nothing but removals knows. */
function isMadeForRemovalAlone(variable: Variable, calls: readonly ListenerCall[]): boolean {
  const made = madeAt(variable);
  if (!made || !isFresh(made)) return false;
  const given = new Set(
    calls.flatMap(({ does, listener }) => (does === 'remove' && listener ? [withoutTypes(listener)] : [])),
  );
  return variable.references.every(({ init, identifier }) => init === true || given.has(identifier as never));
}

/** The call that adds a function made anew at each run, when the removal comes before it, or in another branch. */
function remadeBefore(
  variable: Variable,
  removal: ListenerCall,
  everAdded: readonly ListenerCall[],
): ListenerCall | null {
  const made = madeAt(variable);
  if (!made || !isFresh(made)) return null;
  const home = functionOf(made);
  if (home.type === 'Program' || functionOf(removal.call) !== home || isInLoop(removal.call, home)) return null;
  const isNeverBefore = everAdded.every(
    ({ call }) =>
      functionOf(call) === home && (call.range[0] > removal.call.range[0] || areInDifferentArms(call, removal.call)),
  );
  return isNeverBefore ? (everAdded[0] ?? null) : null;
}

function isInLoop(node: Node, home: Node): boolean {
  for (let current: Node | undefined = node; current && current !== home; current = current.parent) {
    if (/^(For|While|DoWhile)/.test(current.type)) return true;
  }
  return false;
}

/** Whether two nodes stand in the two branches of one condition. */
function areInDifferentArms(one: Node, other: Node): boolean {
  for (let inner = one; inner.parent; inner = inner.parent) {
    const outer: Node = inner.parent;
    if (outer.type !== 'IfStatement' && outer.type !== 'ConditionalExpression') continue;
    const otherArm = inner === outer.consequent ? outer.alternate : inner === outer.alternate ? outer.consequent : null;
    if (otherArm && other.range[0] >= otherArm.range[0] && other.range[1] <= otherArm.range[1]) return true;
  }
  return false;
}

/** Whether the function goes anywhere else, where it may be added by other means. */
function isHandedOn(removal: ListenerCall, calls: readonly ListenerCall[], sourceCode: TSESLint.SourceCode): boolean {
  const { identity, listener } = removal;
  if (identity.is !== 'named') return true;
  const listeners = calls.flatMap((call) => (call.listener ? [withoutTypes(call.listener)] : []));
  // in a listener too: `debounce(run)`
  const isKnown = ({ range }: Node): boolean =>
    listeners.some((known) => known.range[0] <= range[0] && known.range[1] >= range[1]);
  if (identity.variable) {
    return identity.variable.references.some(
      ({ init, identifier }) =>
        init !== true && !isKnown(identifier) && !isCallee(identifier) && !isDependency(identifier),
    );
  }
  // a field: by its name alone
  const name = listener && withoutTypes(listener).type === 'MemberExpression' ? identity.key.split('.').at(-1) : null;
  if (!name) return true;
  return fieldArguments(sourceCode, name).some((argument) => !isKnown(argument));
}

/** One of the values on which a hook depends: `useEffect(() => {…}, [listener])`. */
const isDependency = ({ parent }: Node): boolean =>
  parent?.type === 'ArrayExpression' &&
  parent.parent.type === 'CallExpression' &&
  parent.parent.arguments[0] !== parent &&
  /^use[A-Z]/.test(calledName(parent.parent) ?? '');

const isCallee = (node: Node): boolean => node.parent?.type === 'CallExpression' && node.parent.callee === node;

/** Members of this name that are given to a call. */
function fieldArguments(sourceCode: TSESLint.SourceCode, name: string): Node[] {
  const found: Node[] = [];
  const tokens = sourceCode.ast.tokens ?? [];
  for (const { type, value, range } of tokens) {
    if (type !== 'Identifier' || value !== name) continue;
    const node = sourceCode.getNodeByRangeIndex(range[0])?.parent;
    if (node?.type === 'MemberExpression' && node.parent.type === 'CallExpression' && node.parent.callee !== node)
      found.push(node);
  }
  return found;
}
