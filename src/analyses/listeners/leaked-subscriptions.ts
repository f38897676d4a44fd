import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import {
  disposableListener,
  disposerFunctions,
  endEventProperties,
  eventName,
  pageListeners,
  eventProperty,
  subscriptionEnds,
} from '../../catalog/subscriptions.ts';
import { decoratorNames } from '../../syntax/class-syntax.ts';
import { classOfThis, functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { positionOf, type ValuePosition } from '../../syntax/value-positions.ts';
import type { Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { codeOf } from '../classes/class-members.ts';
import { isProvidedInRoot, isSingleton } from '../classes/instance-ends.ts';
import { isInCleanup } from '../classes/owning-classes.ts';
import { judgedByEnds } from '../lifecycles/assumed-ends.ts';
import { isRunByOwner } from '../lifecycles/begin-code.ts';
import { rootOfFields } from '../lifecycles/field-roots.ts';
import { isEndedByFramework, frameworkEndOf, missingEndOf } from '../lifecycles/framework-classes.ts';
import { ignoredPlaceOf } from '../lifecycles/ignored-ends.ts';
import { isGuardedByModule } from '../lifecycles/once-guards.ts';
import { isReachedFrom, ownersAt, type IgnoredPlace, type Owner } from '../lifecycles/owners.ts';
import { isEndCode } from './end-code.ts';
import { endOf } from './ending-sources.ts';
import { misplacedEnd } from './misplaced-ends.ts';
import { releasedTargets } from './released-targets.ts';
import { subscriptionSourceOf, type SubscriptionSource } from './subscription-sources.ts';
import { isOverwrittenBeside } from './overwritten-subscriptions.ts';
import { targetLifetimeOf } from './target-lifetimes.ts';
import { trackedSiblingsOf } from './tracked-siblings.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A subscription that goes on when its owner has ended. `high`: the source certainly lives longer, and what would end
 * the subscription is dropped or forgotten. Errs towards silence: a source that is not known may end by itself.
 */
export interface LeakedSubscription {
  readonly finding: 'dropped' | 'forgotten' | 'withoutEnd' | 'endedInVain' | 'endsTooEarly' | 'neverFired';
  readonly confidence: 'high' | 'medium';
  readonly node: Node;
  readonly call: TSESTree.CallExpression;
  readonly owner: Owner | null;
  /** The field that holds it, or the notifier that nothing fires. */
  readonly field: string | null;
  /** The code that would end it, and that nobody runs. */
  readonly ignored?: IgnoredPlace;
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
  if (!/subscribe|Renderer2|takeUntil|\.on[A-Z]|addDisposable|mobx|firebase|tauri/.test(sourceCode.text)) return facts;
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
    } else if (isPageListener(node, sourceCode)) {
      const found = leakOf(node, { operators: [], hasEnd: false, lifetime: 'program', isSure: true }, sourceCode);
      if (found) facts.push(found);
    } else if (!isSubscribe && isDisposerCall(node, sourceCode)) {
      const object = callee.type === 'MemberExpression' ? callee.object : givenTarget(node);
      const lifetime = object ? targetLifetimeOf(object, object === givenTarget(node), sourceCode) : 'program';
      const found = leakOf(node, { operators: [], hasEnd: false, lifetime, isSure: true }, sourceCode);
      if (found) facts.push(found);
    }
    return undefined;
  });
  return facts;
}

/** `renderer.listen('window', 'resize', listener)` */
function isPageListener(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const callee = withoutTypes(call.callee);
  const [first] = call.arguments;
  if (callee.type !== 'MemberExpression' || first?.type !== 'Literal') return false;
  const rows = pageListeners.filter(
    ({ method, targets }) => method === propertyName(callee) && targets.has(first.value),
  );
  if (rows.length === 0) return false;
  const names = typeQueriesOf(sourceCode).typeNamesOf(callee.object) ?? [];
  return rows.some(({ type, from }) => names.some(({ name, module }) => name === type && module === from));
}

/** `reaction(…)` of mobx, `workspace.onDidChange(listener)` without a list that is given the disposable. */
function isDisposerCall(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const name = calledName(call) ?? '';
  const callee = withoutTypes(call.callee);
  if (disposableListener.test(name)) return call.arguments.some((argument) => isListener(argument));
  if (callee.type === 'MemberExpression' && eventName.test(name)) {
    const [first] = call.arguments;
    if (!first || call.arguments.length > 2 || !isListener(first) || isOfProps(callee.object, sourceCode)) return false;
    if (eventProperty.test(name) || isDisposedField(call, sourceCode)) return true;
    const types = typeQueriesOf(sourceCode);
    return types.hasTypes && !types.isAny(call)
      ? types.hasMember(call, disposeMember) === true
      : trackedSiblingsOf(call, sourceCode).eventTracker !== null;
  }
  if (!disposerFunctions.some(({ names }) => names.has(name))) return false;
  const origin = originOf(callee, sourceCode);
  return disposerFunctions.some(({ from, names }) => names.has(name) && from.test(origin?.module ?? ''));
}

/** `this.listener = source.onChange(…)`, where the file calls `this.listener.dispose()`: what the call gives is disposable. */
function isDisposedField(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const position = positionOf(call, sourceCode, keepArgument);
  return position.at === 'field' && isEndedSomewhere(position.field, sourceCode);
}

const disposeMember: ReadonlySet<string> = new Set(['dispose']);

/** A function that is written here, bound here, or a method of the instance. */
function isListener(argument: Node): boolean {
  const listener = withoutTypes(argument);
  if (isFunction(listener)) return true;
  if (listener.type === 'CallExpression') return calledName(listener) === 'bind';
  const name = listener.type === 'MemberExpression' ? propertyName(listener) : null;
  if (name === null || listener.type !== 'MemberExpression' || listener.object.type !== 'ThisExpression') return false;
  const home = classOfThis(listener);
  return (
    home?.body.body.some(
      (member) => codeOf(member) !== null && keyName((member as TSESTree.MethodDefinition).key, false) === name,
    ) ?? false
  );
}

/** `this.props.onChange((old) => …)` tells others, and `this.onChange(…)` the instance itself. */
const isOfProps = (object: Node, sourceCode: SourceCode): boolean =>
  object.type === 'ThisExpression' ||
  object.type === 'Super' ||
  /\b(?:props|options|callbacks|handlers)\b/.test(sourceCode.getText(object));

/** `addDisposableListener(window, 'resize', listener)` */
const givenTarget = ({ callee, arguments: [first] }: TSESTree.CallExpression): Node | null =>
  callee.type === 'Identifier' && first && disposableListener.test(callee.name) ? first : null;

function leakOf(
  call: TSESTree.CallExpression,
  source: SubscriptionSource,
  sourceCode: SourceCode,
): LeakedSubscription | null {
  const { hasEnd, lifetime } = source;
  const position = positionOf(call, sourceCode, keepArgument);
  if (position.at !== 'field' && (hasEnd || lifetime === 'owned')) return null;
  return judgedByEnds(ownersAt(call, sourceCode), sourceCode, (owners) =>
    leakIn(owners, call, source, position, sourceCode),
  );
}

function leakIn(
  owners: readonly Owner[],
  call: TSESTree.CallExpression,
  { hasEnd, lifetime, isSure }: SubscriptionSource,
  position: ValuePosition,
  sourceCode: SourceCode,
): LeakedSubscription | null {
  const [owner] = owners;
  if (!owner || owner.kind === 'tests' || isEndCode(owner, call, sourceCode)) return null;
  const ignored = position.at === 'variable' ? ignoredPlaceOf(owners, usesOf(position.variable)) : null;
  if (ignored) return { finding: 'endedInVain', confidence: 'high', node: call, call, owner, field: null, ignored };
  const isLostAtOnce = position.at === 'field' && isOverwrittenBeside(call, position.field, sourceCode);
  const field = position.at === 'field' && !isLostAtOnce ? position.field : null;
  const isDropped =
    isLostAtOnce ||
    (position.at === 'dropped' && position.how === 'statement') ||
    (position.at === 'variable' && position.variable.references.every(({ init }) => init === true)) ||
    isReturnedToNobody(call);
  const fate = field === null ? 'lost' : fateOfField(field, owner, call, sourceCode);
  if (!isDropped && (field === null || fate === 'kept')) return null;
  if (field === null && (isOfReleasedPart(call, sourceCode) || isToldOfTheEnd(call, owner, sourceCode))) return null;
  const isUnended = field !== null && owner.releasePlaces.length === 0;
  const finding = field === null ? 'dropped' : isUnended ? 'withoutEnd' : 'forgotten';
  if (hasEnd || lifetime === 'owned') {
    // whoever ends it before the next one begins holds it for one that lasts
    const isEndedElsewhere = field !== null && isEndedSomewhere(field, sourceCode);
    return isEndedElsewhere ? { finding, confidence: 'medium', node: call, call, owner, field } : null;
  }
  const siblings = trackedSiblingsOf(call, sourceCode);
  const isTold = calledName(call) === 'subscribe' ? siblings.endsSubscriptions : siblings.eventTracker !== null;
  // whoever ends an old one before the next begins means to end them all
  const isMeant = field !== null && isEndedSomewhere(field, sourceCode);
  if (position.at !== 'field' && endsByItself(call, sourceCode)) return null;
  const emitter = { lifetime: lifetime === 'argument' && isMeant ? 'given' : lifetime, isSure } as const;
  if (field === null && (tellsItsEnd(call, sourceCode) || isGuardedByModule(call, sourceCode))) return null;
  // nobody calls the inherited end of an instance that is kept for the program
  if (owner.inheritable && isClass(owner.node) && isSingleton(owner.node, sourceCode)) return null;
  const isService = field === null && isOfContainer(owner);
  if (isService && owner.releasePlaces.length === 0) return null;
  // `@Injectable({ providedIn: 'root' })`: it lives as long as what it is told by
  const isOfRoot = isClass(owner.node) && isProvidedInRoot(owner.node);
  if (isOfRoot && !isEndedByFramework(owner)) return null;
  const how = { isField: field !== null, endsOthers: isTold, isBegun: isRunByOwner(call, owner, sourceCode) };
  const isUnsure = fate === 'elsewhere' || isService || (isOfRoot && !isTold);
  const confidence = isUnsure ? 'medium' : confidenceIn(owner, emitter, how);
  return confidence && { finding, confidence, node: call, call, owner, field };
}

/** `versions.checkForUpdates().subscribe(…)`, where that method gives the one answer of a request. */
function endsByItself({ callee }: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const source = callee.type === 'MemberExpression' ? withoutTypes(callee.object) : null;
  return source?.type === 'CallExpression' && endOf(source, sourceCode) === 'yes';
}

/** Where a variable is read. */
const usesOf = ({ references }: Variable): readonly Node[] =>
  references.filter(({ init }) => init !== true).map(({ identifier }) => identifier);

const isEndedSomewhere = (field: string, { text }: SourceCode): boolean =>
  ['.', '?.', '!.'].some((access) =>
    ['unsubscribe(', 'dispose('].some((end) => text.includes(`${field}${access}${end}`)),
  );

function confidenceIn(
  owner: Owner,
  { lifetime, isSure }: Pick<SubscriptionSource, 'lifetime' | 'isSure'>,
  { isField, endsOthers, isBegun }: { isField: boolean; endsOthers: boolean; isBegun: boolean },
): LeakedSubscription['confidence'] | null {
  const isLonger = lifetime === 'program' || lifetime === 'given';
  const hasEnd = owner.releasePlaces.length > 0 || frameworkEndOf(owner) !== null || endsOthers;
  if (owner.kind === 'instance') {
    if (!hasEnd) return null;
    // a field that the end does not know was meant to be ended; where there is no end, what emits has to live longer
    if (isField && owner.releasePlaces.length === 0) return isLonger && isSure ? 'high' : 'medium';
    if (isField) return lifetime === 'argument' ? 'medium' : 'high';
    if (isLonger) return isSure || endsOthers ? 'high' : 'medium';
    if (lifetime === 'unknown' && endsOthers) return 'medium';
    return lifetime === 'unknown' && isSure && frameworkEndOf(owner) !== null ? 'medium' : null;
  }
  if (owner.kind === 'effect') return isLonger && isSure ? 'high' : 'medium';
  if (!isLonger || owner.kind !== 'component') return null;
  return lifetime === 'program' && isSure && isBegun ? 'high' : 'medium';
}

/** `channel.onClose(…)`: who listens for the end of what emits lives with it. */
function tellsItsEnd({ callee }: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const member = withoutTypes(callee);
  const emitter = member.type === 'MemberExpression' ? sourceCode.getText(member.object) : null;
  return emitter !== null && endEventProperties.some((name) => sourceCode.text.includes(`${emitter}.${name}(`));
}

/** A service of a container, which most often lives as long as the services that it is given. */
const isOfContainer = ({ node }: Owner): boolean =>
  isClass(node) && node.superClass === null && decoratorNames(node).includes('injectable');

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

/**
 * What becomes of a subscription in a field: the end of the instance names it, or it goes on to others (`kept`); only
 * other code ends it, and not to begin the next one (`elsewhere`).
 */
function fateOfField(field: string, owner: Owner, call: Node, sourceCode: SourceCode): 'kept' | 'elsewhere' | 'lost' {
  const home = rootOfFields(call, sourceCode);
  if (!home || (owner.releasePlaces.length === 0 && missingEndOf(owner) === null)) return 'kept';
  let isKept = isClass(home) && home.superClass !== null && !declares(home, field, sourceCode);
  let isEndedElsewhere = false;
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
    if (isEnd || isTested) isKept ||= isReachedFrom(owner, node, sourceCode) || isInCleanup(node);
    else if (!isRead && !isWritten) isKept = true;
    if (isEnd) isEndedElsewhere ||= functionOf(node) !== functionOf(call);
    return undefined;
  });
  return isKept ? 'kept' : isEndedElsewhere ? 'elsewhere' : 'lost';
}

function declares(
  home: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  field: string,
  sourceCode: SourceCode,
): boolean {
  return home.body.body.some((member) => 'key' in member && sourceCode.getText(member.key) === field);
}
