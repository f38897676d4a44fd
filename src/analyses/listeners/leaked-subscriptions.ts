import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import {
  disposerFunctions,
  endNotifier,
  eventProperty,
  flatteningOperators,
  lastOperators,
  subscriptionEnds,
} from '../../catalog/subscriptions.ts';
import { classOfThis, functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { positionOf } from '../../syntax/value-positions.ts';
import { walk } from '../../syntax/walk.ts';
import { isReachedFrom, ownersAt, type Owner } from '../lifecycles/owners.ts';
import { isEndCode } from './end-code.ts';
import { isEndedByFramework } from './framework-classes.ts';
import { releasedTargets } from './released-targets.ts';
import { subscriptionSourceOf, type SubscriptionSource } from './subscription-sources.ts';
import { targetLifetimeOf } from './target-lifetimes.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A subscription that goes on when its owner has ended. `high`: the source certainly lives longer, and what would end
 * the subscription is dropped or forgotten. Errs towards silence: a source that is not known may end by itself.
 */
export interface LeakedSubscription {
  readonly finding: 'dropped' | 'forgotten' | 'endsTooEarly' | 'neverFired';
  readonly confidence: 'high' | 'medium';
  readonly node: Node;
  readonly call: TSESTree.CallExpression;
  readonly owner: Owner | null;
  /** The field that holds it, or the notifier that nothing fires. */
  readonly field: string | null;
}

const factsByFile = new WeakMap<SourceCode, readonly LeakedSubscription[]>();

/** Every leaked subscription of a file, in source order. */
export function findLeakedSubscriptions(sourceCode: SourceCode): readonly LeakedSubscription[] {
  let facts = factsByFile.get(sourceCode);
  if (!facts) factsByFile.set(sourceCode, (facts = computeFacts(sourceCode)));
  return facts;
}

function computeFacts(sourceCode: SourceCode): LeakedSubscription[] {
  const facts: LeakedSubscription[] = [];
  if (!/subscribe|takeUntil|\bon(?:Did|Will)[A-Z]|mobx|firebase|tauri/.test(sourceCode.text)) return facts;
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type !== 'CallExpression') return undefined;
    const callee = withoutTypes(node.callee);
    const isSubscribe = callee.type === 'MemberExpression' && propertyName(callee) === 'subscribe';
    // `channel.subscribe(name, listener)` is ended by `channel.unsubscribe(name, listener)`
    const isPaired = isSubscribe && sourceCode.text.includes(`${sourceCode.getText(callee.object)}.unsubscribe(`);
    if (isSubscribe && !isPaired && node.arguments.length > 0 && node.arguments[0]?.type !== 'Literal') {
      const source = subscriptionSourceOf(callee.object, sourceCode);
      const found = misplacedEnd(node, source, sourceCode) ?? leakOf(node, source, sourceCode);
      if (found) facts.push(found);
    } else if (!isSubscribe && isDisposerCall(node, sourceCode)) {
      const object = callee.type === 'MemberExpression' ? callee.object : null;
      const lifetime = object ? targetLifetimeOf(object, false, sourceCode) : 'program';
      const found = leakOf(node, { operators: [], hasEnd: false, lifetime, isSure: true }, sourceCode);
      if (found) facts.push(found);
    }
    return undefined;
  });
  return facts;
}

/** `reaction(…)` of mobx, `workspace.onDidChange(listener)` without a list that is given the disposable. */
function isDisposerCall(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const name = calledName(call) ?? '';
  const callee = withoutTypes(call.callee);
  const [first] = call.arguments;
  if (callee.type === 'MemberExpression' && eventProperty.test(name)) {
    return first !== undefined && call.arguments.length < 3 && isFunction(withoutTypes(first));
  }
  if (!disposerFunctions.some(({ names }) => names.has(name))) return false;
  const origin = originOf(callee, sourceCode);
  return disposerFunctions.some(({ from, names }) => names.has(name) && from.test(origin?.module ?? ''));
}

function leakOf(
  call: TSESTree.CallExpression,
  source: SubscriptionSource,
  sourceCode: SourceCode,
): LeakedSubscription | null {
  const { hasEnd, lifetime, isSure } = source;
  const position = positionOf(call, sourceCode, keepArgument);
  if (position.at !== 'field' && (hasEnd || lifetime === 'owned')) return null;
  const [owner] = ownersAt(call, sourceCode);
  if (!owner || owner.kind === 'tests' || isEndCode(owner, call, sourceCode)) return null;
  const field = position.at === 'field' ? position.field : null;
  const isDropped =
    (position.at === 'dropped' && position.how === 'statement') ||
    (position.at === 'variable' && position.variable.references.every(({ init }) => init === true)) ||
    isReturnedToNobody(call);
  if (!isDropped && (field === null || isReleased(field, owner, call, sourceCode))) return null;
  if (field === null && (isOfReleasedPart(call, sourceCode) || isToldOfTheEnd(call, owner, sourceCode))) return null;
  const finding = field === null ? 'dropped' : 'forgotten';
  if (hasEnd || lifetime === 'owned') {
    // whoever ends it before the next one begins holds it for one that lasts
    const isEndedElsewhere = field !== null && sourceCode.text.includes(`${field}.unsubscribe(`);
    return isEndedElsewhere ? { finding, confidence: 'medium', node: call, call, owner, field } : null;
  }
  const confidence = confidenceIn(owner, lifetime, isSure, field !== null);
  return confidence && { finding, confidence, node: call, call, owner, field };
}

function confidenceIn(
  owner: Owner,
  lifetime: SubscriptionSource['lifetime'],
  isSure: boolean,
  isField: boolean,
): LeakedSubscription['confidence'] | null {
  const isLonger = lifetime === 'program' || lifetime === 'given';
  const hasEnd = owner.releasePlaces.length > 0 || isEndedByFramework(owner.node);
  if (owner.kind === 'instance') {
    if (!hasEnd) return null;
    // a field that the end does not know was meant to be ended
    if (isField) return 'high';
    if (isLonger) return isSure ? 'high' : 'medium';
    return lifetime === 'unknown' && isSure && isEndedByFramework(owner.node) ? 'medium' : null;
  }
  if (owner.kind === 'effect') return isLonger && isSure ? 'high' : 'medium';
  return isLonger && owner.kind === 'component' ? 'medium' : null;
}

/** The keys of the objects through which a call reaches what emits: `this.#ref`, `this.#ref.instance`. */
function emittersOf({ callee }: TSESTree.CallExpression, sourceCode: SourceCode): ReadonlySet<string> {
  const emitters = new Set<string>();
  for (let object: Node = callee; ;) {
    const inner = withoutTypes(object);
    if (inner.type === 'MemberExpression') object = inner.object;
    else if (inner.type === 'CallExpression') object = inner.callee;
    else return emitters;
    const key = keyOf(object, sourceCode);
    if (key?.includes('.')) emitters.add(key);
  }
}

/** The code ends what emits: `ref.destroy()`, and all that it has said with it. */
function isOfReleasedPart(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const released = releasedTargets(sourceCode);
  return [...emittersOf(call, sourceCode)].some((key) => released.has(key));
}

/** The end calls a method of the object that emits: `monitor.stopMonitoring(element)`. */
function isToldOfTheEnd(call: TSESTree.CallExpression, owner: Owner, sourceCode: SourceCode): boolean {
  const emitters = emittersOf(call, sourceCode);
  let isTold = false;
  for (const { code } of owner.releasePlaces) {
    walk(code, sourceCode, (node) => {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
      isTold ||= emitters.has(keyOf(node.callee.object, sourceCode) ?? '');
      return undefined;
    });
  }
  return isTold;
}

/** `runOutsideAngular(() => source.subscribe(…))`: the callback gives it to nobody. */
function isReturnedToNobody(call: Node): boolean {
  const { parent } = call;
  if (parent?.type !== 'ArrowFunctionExpression' || parent.body !== call) return false;
  const outer = parent.parent;
  return (
    outer.type === 'CallExpression' &&
    /^(?:runOutsideAngular|forEach|nextTick|setTimeout|queueMicrotask)$/.test(calledName(outer) ?? '') &&
    outer.parent.type === 'ExpressionStatement'
  );
}

/** The end of the instance names the field, or the field goes on to others. */
function isReleased(field: string, owner: Owner, call: Node, sourceCode: SourceCode): boolean {
  const home = classOfThis(call);
  if (!home || owner.releasePlaces.length === 0) return true;
  let isKept = home.superClass !== null && !declares(home, field, sourceCode);
  walk(home, sourceCode, (node) => {
    if (node.type === 'ObjectPattern' && node.parent.type === 'VariableDeclarator') {
      isKept ||= node.parent.init?.type === 'ThisExpression' && sourceCode.getText(node).includes(field);
    }
    if (node.type !== 'MemberExpression' || propertyName(node) !== field) return undefined;
    const outer = node.parent;
    const isEnd = outer.type === 'MemberExpression' && subscriptionEnds.has(propertyName(outer) ?? '');
    const isRead = outer.type === 'MemberExpression' && !isEnd;
    const isTested = /^(?:IfStatement|UnaryExpression|LogicalExpression|ExpressionStatement)$/.test(outer.type);
    const isWritten = outer.type === 'AssignmentExpression' && outer.left === node;
    if (isEnd || isTested) isKept ||= isReachedFrom(owner, node, sourceCode);
    else if (!isRead && !isWritten) isKept = true;
    return undefined;
  });
  return isKept;
}

function declares(
  home: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  field: string,
  sourceCode: SourceCode,
): boolean {
  return home.body.body.some((member) => 'key' in member && sourceCode.getText(member.key) === field);
}

/** `takeUntil(destroyed)` in front of an operator that goes on by itself; or a `destroyed` that nothing fires. */
function misplacedEnd(
  call: TSESTree.CallExpression,
  { operators }: SubscriptionSource,
  sourceCode: SourceCode,
): LeakedSubscription | null {
  const index = operators.findLastIndex(({ name }) => name === 'takeUntil' || name === 'takeUntilDestroyed');
  const end = operators[index];
  if (!end) return null;
  const [notifier] = end.call.arguments;
  const isOfOwner = end.name === 'takeUntilDestroyed' || (notifier && endNotifier.test(sourceCode.getText(notifier)));
  const [owner = null] = ownersAt(call, sourceCode);
  const fact = { call, owner, node: end.call };
  const field = notifier && unfiredField(notifier, sourceCode);
  if (field) return { ...fact, finding: 'neverFired', confidence: 'high', field };
  const behind = operators.slice(index + 1);
  if (!isOfOwner || behind.every(({ name }) => lastOperators.has(name))) return null;
  const isFlattening = behind.some(({ name }) => flatteningOperators.has(name));
  return { ...fact, finding: 'endsTooEarly', confidence: isFlattening ? 'high' : 'medium', field: null };
}

/** The name of a subject of the instance, which the class makes and of which nothing but `takeUntil` knows. */
function unfiredField(notifier: Node, sourceCode: SourceCode): string | null {
  const home = classOfThis(notifier);
  const member = withoutTypes(notifier);
  if (!home || member.type !== 'MemberExpression' || member.object.type !== 'ThisExpression') return null;
  const field = propertyName(member);
  const made = home.body.body.find(
    (candidate) =>
      candidate.type === 'PropertyDefinition' &&
      keyOf(member, sourceCode)?.endsWith(`.${sourceCode.getText(candidate.key)}`),
  );
  if (
    made?.type !== 'PropertyDefinition' ||
    made.value?.type !== 'NewExpression' ||
    calledName(made.value) !== 'Subject'
  )
    return null;
  // one that others can see may be fired by them
  if (made.accessibility !== 'private' && made.key.type !== 'PrivateIdentifier') return null;
  let isKnownElsewhere = false;
  walk(home, sourceCode, (node) => {
    if (node.type !== 'MemberExpression' || propertyName(node) !== field) return undefined;
    const isGiven = node.parent.type === 'CallExpression' && calledName(node.parent) === 'takeUntil';
    isKnownElsewhere ||= !isGiven;
    return undefined;
  });
  return isKnownElsewhere || functionOf(notifier).type === 'Program' ? null : field;
}
