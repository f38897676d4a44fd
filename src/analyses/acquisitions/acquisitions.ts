import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import type { Confidence } from '../../catalog/schema.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName } from '../../syntax/names.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import { positionOf, type ValuePosition } from '../../syntax/value-positions.ts';
import { isModuleLevel, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { calleeOf, givesOnlyBack } from '../callees/callee-bodies.ts';
import { couldProduce, partProducer, producerAt, type Producer } from './producers.ts';
import { isCutUp, isNeverReleased, isSourceOfElement, isValueOfState } from './element-sources.ts';
import { isFluent } from './fluent-calls.ts';
import { argumentUse, isRelease, useOf } from './handle-uses.ts';
import { shapedProducerAt } from './shaped-producers.ts';
import { knownAcquisitions, type KnownAcquisitions, type ResourceKind } from './resource-kinds.ts';
import { transfersByDeclaration, type Transfers } from './transfers.ts';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * A place where code gets a resource that somebody must release, and where the handle goes first.
 * One fact for each value that is kept: `cond ? create(1) : create(2)` is one acquisition with two producers.
 * Errs towards silence: a handle that is handed on at once (returned, stored in an object, given to a callee)
 * is no acquisition of this code.
 */
export interface Acquisition {
  readonly kind: ResourceKind;
  readonly producers: readonly [Producer, ...Producer[]];
  readonly position: Exclude<ValuePosition, { at: 'elsewhere' | 'returned' | 'argument' }>;
  /** The promise was awaited, or there was none. */
  readonly isAwaited: boolean;
  /** The value could be null or undefined, so holding it is not certain. */
  readonly couldBeNullish: boolean;
  /** An arm of the expression gives null, so that whether it is held depends on a condition in the code. */
  readonly isConditional: boolean;
  /** The value could be `false`, `0` or `''`: `cond && create()`. `using` throws on these. */
  readonly couldBeFalsy: boolean;
  /** An arm of the expression gives something that is not acquired here: `given ?? create()`. */
  readonly isMixed: boolean;
}

const factsByFile = new WeakMap<TSESLint.SourceCode, Map<string, readonly Acquisition[]>>();

/**
 * Every acquisition of a file, in source order. Computed once a file, whatever number of rules asks.
 * @param settings the rule context's settings; `settings.leaks.resources` adds to the catalog
 * @param transfers whether what is made in the argument of a call is still this code's to release
 */
export function findAcquisitions(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
  transfers = transfersByDeclaration,
): readonly Acquisition[] {
  let byPolicy = factsByFile.get(sourceCode);
  if (!byPolicy) factsByFile.set(sourceCode, (byPolicy = new Map<string, readonly Acquisition[]>()));
  const key = `${transfers.atCall} ${transfers.atConstructor}`;
  let facts = byPolicy.get(key);
  if (!facts) byPolicy.set(key, (facts = computeAcquisitions(sourceCode, knownAcquisitions(settings), transfers)));
  return facts;
}

/** One producer, followed to where its value is kept. `handle` is the outermost call that still gives the same resource. */
interface Followed {
  readonly producer: Producer;
  readonly handle: Node;
  readonly position: Acquisition['position'];
}

function computeAcquisitions(
  sourceCode: TSESLint.SourceCode,
  known: KnownAcquisitions,
  transfers: Transfers,
): Acquisition[] {
  // without types only the catalog's names acquire: a file that has none of them is not walked
  if (!typeQueriesOf(sourceCode).hasTypes && ![...known.keys()].some((name) => sourceCode.text.includes(name)))
    return [];
  const byValue = new Map<unknown, [Followed, ...Followed[]]>();
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
    const parts = partsOf(node, sourceCode);
    for (const part of parts) byValue.set((part.position as { variable: unknown }).variable, [part]);
    const followed = parts.length > 0 ? null : follow(node, known, sourceCode, transfers);
    if (!followed) return;
    // the arms of one `?:` are one value; what one `Promise.all([…])` gives to two variables are two
    const { position } = followed;
    const value = isSpread(position) ? position.variable : position.expression;
    const group = byValue.get(value);
    if (group) group.push(followed);
    else byValue.set(value, [followed]);
  });
  return [...byValue.values()].map((group) => acquisitionOf(group, sourceCode));
}

/** A part of a pattern: its expression gives several variables their values. */
const isSpread = (
  position: Acquisition['position'],
): position is Extract<Acquisition['position'], { at: 'variable' }> =>
  position.at === 'variable' && position.write.type === 'VariableDeclarator' && position.write.id.type !== 'Identifier';

function acquisitionOf(group: readonly [Followed, ...Followed[]], sourceCode: TSESLint.SourceCode): Acquisition {
  const [{ position, producer }] = group;
  const producers = group.map((followed) => followed.producer) as [Producer, ...Producer[]];
  const facts = { kind: producer.kind, producers, position };
  if (
    isSpread(position) ||
    position.at === 'collection' ||
    position.at === 'field collection' ||
    position.at === 'loop variable' ||
    (position.at === 'dropped' && position.how === 'many')
  ) {
    return {
      ...facts,
      isAwaited: true,
      couldBeNullish: false,
      isConditional: false,
      couldBeFalsy: false,
      isMixed: false,
    };
  }
  const { leaves, couldBeNullish, couldBeFalsy } = leavesOf(position.expression);
  const handles = new Map(group.map((followed) => [followed.handle, followed]));
  // `cond ? create() : work()`: an arm without a resource, which `using` may not accept
  const others = leaves.filter(({ node }) => !handles.has(node));
  const isEmpty = others.some(({ node }) => typeQueriesOf(sourceCode).isPrimitive(node) === true);
  const isConditional = couldBeNullish || isEmpty || group.some(({ handle }) => isRescued(handle));
  return {
    ...facts,
    isAwaited: leaves.every(({ node, isAwaited }) => isAwaited || !handles.get(node)?.producer.promised),
    couldBeNullish: isConditional || (handles.get(leaves.at(-1)!.node)?.producer.couldBeNullish ?? false),
    isConditional,
    couldBeFalsy: couldBeFalsy || isEmpty,
    isMixed: others.some(({ node }) => typeQueriesOf(sourceCode).isPrimitive(node) !== true),
  };
}

/** `open().catch(() => null)`: the call that also gives what the callback gives. */
const isRescued = (handle: Node): boolean =>
  handle.type === 'CallExpression' &&
  handle.callee.type === 'MemberExpression' &&
  propertyName(handle.callee) === 'catch';

/** `const [a, b] = createPair()`, `const { reader } = openBoth()`: the resources in an object that is none itself. */
function partsOf(node: Call, sourceCode: TSESLint.SourceCode): Followed[] {
  const value = node.parent.type === 'AwaitExpression' ? node.parent : node;
  const write = value.parent;
  if (write?.type !== 'VariableDeclarator' || write.init !== value || node.type === 'NewExpression') return [];
  return namesIn(write.id).flatMap((name): Followed[] => {
    const variable = variableOf(name, sourceCode);
    const producer = variable && !isModuleLevel(variable) ? partProducer(node, name, sourceCode) : null;
    return variable && producer
      ? [{ producer, handle: node, position: { at: 'variable', variable, write, expression: value } }]
      : [];
  });
}

/** The plain names of a pattern that have no default. */
function namesIn(pattern: Node): TSESTree.Identifier[] {
  if (pattern.type !== 'ArrayPattern' && pattern.type !== 'ObjectPattern') return [];
  const parts =
    pattern.type === 'ArrayPattern'
      ? pattern.elements
      : pattern.properties.map((property) => (property.type === 'Property' ? property.value : null));
  return parts.filter((part): part is TSESTree.Identifier => part?.type === 'Identifier');
}

function follow(
  node: Call,
  known: KnownAcquisitions,
  sourceCode: TSESLint.SourceCode,
  transfers: Transfers,
): Followed | null {
  let position = droppedWhereShown(node, known, sourceCode);
  // cheapest reasons first: most calls hand their value on at once, and no type is asked for them
  const isArgument = position.at === 'argument' && position.steps.length === 0 && !isTopLevel(node);
  if ((!isArgument && !isKept(position)) || isProgramLong(position)) return null;
  if (isArgument && !couldProduce(node, known)) return null;
  const isInField = position.at === 'field' || position.at === 'field collection';
  const producer =
    producerAt(node, known, sourceCode) ?? (isInField ? shapedProducerAt(node, known, sourceCode) : null);
  if (!producer) return null;
  const isShown = position.at === 'dropped' && (position.how === 'element' || position.how === 'state');
  if (isShown && !isNeverReleased(producer.kind, sourceCode)) return null;
  if (position.at === 'pattern' && takesReleaseOut(position.declarator.id, producer.kind)) return null;
  let handle: Node = node;
  while (position.at === 'argument') {
    const { call, index, expression } = position;
    const use = producer.promised || position.steps.length > 0 ? 'transfer' : usedAs(call, index, producer.kind);
    // `console.log(create())`: looked at, and dropped; `pass(create())` is the resource again
    if (use === 'read') position = { at: 'dropped', how: 'argument', expression };
    else if (use === 'return' && isGivenBack(call, index))
      position = positionOf((handle = call), sourceCode, keepArgument);
    else return null;
  }
  // `browser.page().click()`: a name that says nothing, used on the spot, is most often a look-up
  const isOnTheSpot =
    position.at === 'receiver' || (position.at === 'dropped' && position.how !== 'statement' && !isShown);
  if (isOnTheSpot && producer.kind.id === null && producer.kind.confidence !== 'high') return null;
  // a path or a number goes on in what is computed from it: `--profile=${folder}`
  const isCut = position.at === 'receiver' && isCutUp(position.member) && isNeverReleased(producer.kind, sourceCode);
  if (isOnTheSpot && producer.kind.release.form === 'function' && !isCut) return null;
  if (position.at === 'dropped' && isDisarming(node, producer.kind, sourceCode)) return null;
  while (position.at === 'receiver') {
    const next = valueOfFluentCall(position.member, producer.kind, sourceCode);
    if (next === 'released') return null;
    if (next === null) break;
    handle = next;
    position = positionOf(next, sourceCode, keepArgument);
  }
  if (!isKept(position) || isProgramLong(position)) return null;
  // who reads the state may release what it holds, and what is cut up may be empty
  const isLikely = isCut || (position.at === 'dropped' && position.how === 'state');
  return { producer: isLikely ? withConfidence(producer, 'medium') : producer, handle, position };

  function isGivenBack(call: Call, index: number): boolean {
    const callee = calleeOf(call, sourceCode);
    return callee !== null && callee !== 'declared' && givesOnlyBack(callee, index);
  }

  function usedAs(call: Call, index: number, kind: ResourceKind): ReturnType<typeof argumentUse> {
    return argumentUse(call, index, [], { kind, isMany: false, transfers }, sourceCode);
  }
}

/** `const { read, close } = createReader()`: what ends it goes on under a name, or may, where a key is computed. */
function takesReleaseOut(pattern: Node, kind: ResourceKind): boolean {
  if (pattern.type !== 'ObjectPattern') return false;
  return pattern.properties.some((property) => {
    const name = property.type === 'Property' ? keyName(property.key, property.computed) : null;
    return name === null || isRelease(name, kind);
  });
}

const withConfidence = (producer: Producer, confidence: Confidence): Producer => ({
  ...producer,
  kind: { ...producer.kind, confidence },
});

/**
 * `link.href = URL.createObjectURL(file)`, `<img src={…}>`, `setAddress(…)`: an element or a state shows what is behind
 * it, and owns nothing.
 */
function droppedWhereShown(node: Call, known: KnownAcquisitions, sourceCode: TSESLint.SourceCode): ValuePosition {
  const position = positionOf(node, sourceCode, keepArgument);
  const { at, expression } = position;
  if (at === 'elsewhere' && isSourceOfElement(expression)) return { at: 'dropped', how: 'element', expression };
  const isInState = known.has(calledName(node) ?? '') && isValueOfState(position, sourceCode);
  return isInState ? { at: 'dropped', how: 'state', expression } : position;
}

/** `stack.move();` when what was put on the stack is held by other names: it is taken off the stack on purpose. */
function isDisarming(node: Call, { releaseMethods }: ResourceKind, sourceCode: TSESLint.SourceCode): boolean {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || !releaseMethods.has(propertyName(callee) ?? '')) return false;
  const references = variableOf(callee.object, sourceCode)?.references ?? [];
  return references.some(({ identifier: { parent } }) => {
    const call = parent.type === 'MemberExpression' && parent.parent !== node ? parent.parent : null;
    return call?.type === 'CallExpression' && call.parent.type !== 'ExpressionStatement';
  });
}

const isKept = (position: ValuePosition): position is Acquisition['position'] =>
  position.at !== 'elsewhere' && position.at !== 'returned' && position.at !== 'argument';

/** `open().then((r) => r.read())`: the callback is all that ever sees the resource. */
function isOnlyReadBy(callback: Node | undefined, kind: ResourceKind, sourceCode: TSESLint.SourceCode): boolean {
  const [name] = callback && isFunction(callback) && 'params' in callback ? callback.params : [];
  const uses = (name && variableOf(name, sourceCode)?.references) ?? [];
  const home = uses[0] && functionOf(uses[0].identifier);
  return (
    home === callback &&
    uses.every(
      ({ identifier }) =>
        functionOf(identifier) === home && useOf(identifier, { kind, isMany: false }, sourceCode).does === 'read',
    )
  );
}

/** Top-level bindings and static fields live as long as the program, and so do their resources. */
function isProgramLong(position: ValuePosition): boolean {
  if ('variable' in position) return isModuleLevel(position.variable);
  return position.at === 'dropped' && isTopLevel(position.expression);
}

const isTopLevel = (node: Node): boolean => functionOf(node).type === 'Program';

/**
 * The call in `value.method(…)` when its result is the same resource again; `released` when the
 * method ends it or leaves it to end by itself; `null` when the value is only used.
 */
function valueOfFluentCall(
  member: TSESTree.MemberExpression,
  kind: ResourceKind,
  sourceCode: TSESLint.SourceCode,
): TSESTree.CallExpression | 'released' | null {
  const name = propertyName(member);
  const chain = member.parent;
  if (name === null || kind.releaseMethods.has(name) || kind.endsByItself.methods?.includes(name)) return 'released';
  if (chain.type !== 'CallExpression' || chain.callee !== member) return null;
  if (name === 'then') return isOnlyReadBy(chain.arguments[0], kind, sourceCode) ? null : 'released';
  if (name === 'catch' || name === 'finally') return chain;
  return isFluent(chain, name, sourceCode) ? chain : null;
}
