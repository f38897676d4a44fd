import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { fillingVerbs, registeringVerbs } from '../../catalog/arrivals.ts';
import { classOfThis, functionOf } from '../../syntax/functions.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { arrivalOf, type Arrival } from './arrivals.ts';
import { cleanUpOf, teardownOf, type CleanUp } from './clean-ups.ts';
import { outermost, type Growth } from './what-grows-and-shrinks.ts';
import { findCollections, keyTypeOf, type Collection } from './collections.ts';
import { nameOf, repetitionOf, type Repetition } from './repetition.ts';
import { isFewValuedType } from './few-values.ts';
import { isLarge, sizeOf, type SizeEvidence } from './size-evidence.ts';
import { isCountedDown, timeoutThatLeaves, waitThatLeaves } from './unfinished-removals.ts';
import { firstWordOf, wordsOf } from './words.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** A collection to which calls add entries that nothing takes out. */
export interface GrowingCollection {
  readonly collection: Collection;
  readonly growth: Growth;
  /**
   * `only grows`: nothing removes an entry; `kept after clean-up`: what undoes the set-up leaves its entry;
   * `kept when empty`: an inner collection is emptied and its entry stays; `kept at zero`: a count; `kept after
   * timeout`, `kept after error`: only the way on which all goes well removes the entry.
   */
  readonly finding:
    | 'only grows'
    | 'kept after clean-up'
    | 'kept when empty'
    | 'kept at zero'
    | 'kept after timeout'
    | 'kept after error';
  readonly cleanUp: CleanUp | null;
  /** The code that leaves the entry where it is, when that is no clean-up. */
  readonly leftBy: Node | null;
  readonly innerRemoval: InnerRemoval | null;
  readonly confidence: 'high' | 'medium';
  readonly size: SizeEvidence | null;
}

/** The call that removes from an inner collection, and the one that takes the inner out of the outer. */
export interface InnerRemoval {
  readonly call: TSESTree.CallExpression;
  readonly entry: TSESTree.CallExpression;
}

const findingsByFile = new WeakMap<SourceCode, readonly GrowingCollection[]>();

/**
 * Collections that grow without end, one finding each. Errs towards silence: a collection that escapes, is compared in
 * size, or loses an entry anywhere in the file is taken to be bounded, and so is one whose keys are few by type.
 */
export function findGrowingCollections(sourceCode: SourceCode): readonly GrowingCollection[] {
  let found = findingsByFile.get(sourceCode);
  if (!found) {
    found = (endsByItself(sourceCode) ? [] : findCollections(sourceCode)).flatMap((collection) => {
      const finding = findingOn(collection, sourceCode);
      return finding ? [finding] : [];
    });
    findingsByFile.set(sourceCode, found);
  }
  return found;
}

/** A command: what it collects lasts as long as its work. */
const endsByItself = ({ text }: SourceCode): boolean => text.startsWith('#!') || text.includes('process.argv');

function findingOn(collection: Collection, sourceCode: SourceCode): GrowingCollection | null {
  const shrinks = collection.uses.flatMap((use) => (use.does === 'shrink' ? [use.how] : []));
  if (collection.growths.length === 0 || collection.uses.some(({ does }) => does === 'escape')) return null;
  const isMeasured = collection.uses.some(({ does }) => does === 'measure');
  const findings = collection.growths.flatMap((growth) => {
    const finding =
      shrinks.length === 0
        ? isMeasured
          ? null
          : (keptAtZero(collection, growth, sourceCode) ??
            keptAfterCleanUp(collection, growth, sourceCode) ??
            onlyGrows(collection, growth, sourceCode))
        : shrinks.includes('delete')
          ? leftOnOneWay(collection, growth, sourceCode)
          : isMeasured
            ? null
            : keptUntilDrained(collection, growth, sourceCode);
    // dearest last: the type of the key
    return finding && !hasFewKeys(growth, collection, sourceCode) ? [finding] : [];
  });
  return findings.find(({ confidence }) => confidence === 'high') ?? findings[0] ?? null;
}

/** The value by which an entry differs from the others. */
const identityOf = ({ key, value }: Growth): Node | null => key ?? value;

function hasFewKeys(growth: Growth, collection: Collection, sourceCode: SourceCode): boolean {
  const identity = identityOf(growth);
  if (collection.shape === 'array' || !identity) return false;
  if (withoutTypes(identity).type === 'Literal') return true;
  const types = typeQueriesOf(sourceCode);
  if (types.hasTypes) return types.hasFewValues(identity) === true;
  const type = keyTypeOf(collection);
  return type !== null && isFewValuedType(type, sourceCode);
}

/** Names of collections that are meant to remember what is gone. */
const remembers = new Set([
  ...['seen', 'visited', 'known', 'history', 'log', 'logs', 'used', 'warned', 'cache', 'cached', 'memo', 'total'],
  ...['totals', 'count', 'counts', 'stats', 'metrics', 'removed', 'deleted', 'processed', 'recorded', 'records'],
]);

function keptAfterCleanUp(collection: Collection, growth: Growth, sourceCode: SourceCode): GrowingCollection | null {
  const { name, holder, shape } = collection;
  const base = { collection, growth, innerRemoval: null, leftBy: null, size: null } as const;
  if (growth.value === null || wordsOf(name).some((word) => remembers.has(word))) return null;
  const repetition = repetitionOf(growth.node, sourceCode);
  const innerRemoval = isMemo(collection, growth) ? innerRemovalOf(collection, sourceCode) : null;
  if (innerRemoval) {
    if (!makesCollection(growth.value, sourceCode) || repetition === 'once') return null;
    const arrival = growth.key && arrivalOf(growth.key, sourceCode);
    const isSure = holder !== 'instance' && arrival !== null && repetition === 'many';
    return { ...base, finding: 'kept when empty', cleanUp: null, innerRemoval, confidence: isSure ? 'high' : 'medium' };
  }
  const cleanUp = growth.isFirstOnly || isMemo(collection, growth) ? null : cleanUpOf(growth.node, sourceCode);
  if (!cleanUp || repetition === 'once') return null;
  const isThis = [growth.key, growth.value].some((node) => node?.type === 'ThisExpression');
  // an instance's own collection ends with the instance
  if (cleanUp.how === 'teardown' && (holder === 'instance' || holder === 'singleton' || !isThis)) return null;
  const takesEntry = cleanUp.how !== 'opposite' || cleanUp.code.params.length > 0;
  const isSure =
    takesEntry && (shape !== 'array' || cleanUp.how !== 'opposite') && !isGivenBack(growth.value, cleanUp, sourceCode);
  return { ...base, finding: 'kept after clean-up', cleanUp, confidence: isSure ? 'high' : 'medium' };
}

/** The entry is the disposer itself, which the caller gets too: little more than that stays. */
function isGivenBack(value: Node, { code }: CleanUp, sourceCode: SourceCode): boolean {
  const variable = variableOf(value, sourceCode);
  const made = variable ? onlyDeclaratorOf(variable)?.init : value;
  return made !== null && made !== undefined && isWithin(code, made);
}

/** Emptied as a whole at the end, and until then it keeps what the function that takes one entry back leaves there. */
function keptUntilDrained(collection: Collection, growth: Growth, sourceCode: SourceCode): GrowingCollection | null {
  const finding = keptAfterCleanUp(collection, growth, sourceCode);
  const code = finding?.cleanUp?.how === 'returned' ? finding.cleanUp.code : null;
  // `list.splice(list.indexOf(entry), 1)` takes one entry out
  const isRemoved = collection.uses.some(({ does, node }) => does === 'shrink' && code && isWithin(node, code));
  return finding && code && !isRemoved ? { ...finding, confidence: 'medium' } : null;
}

/** A count for each key goes down to zero, and stays. */
function keptAtZero(collection: Collection, growth: Growth, sourceCode: SourceCode): GrowingCollection | null {
  const down = collection.growths.find((each) => isCountedDown(each, sourceCode));
  const repetition = repetitionOf(growth.node, sourceCode);
  if (!down || down === growth || collection.shape === 'array' || repetition === 'once') return null;
  const isSure = repetition === 'many' && growth.key !== null && arrivalOf(growth.key, sourceCode) !== null;
  const confidence = isSure && collection.holder !== 'instance' ? 'high' : 'medium';
  const base = { collection, growth, cleanUp: null, innerRemoval: null, size: null } as const;
  return { ...base, finding: 'kept at zero', leftBy: down.node, confidence };
}

/** Removed where all goes well alone: not by the timeout that gives up, not when the wait before it fails. */
function leftOnOneWay(collection: Collection, growth: Growth, sourceCode: SourceCode): GrowingCollection | null {
  const base = { collection, growth, innerRemoval: null, size: null } as const;
  const cleanUp = timeoutThatLeaves(collection, growth, sourceCode);
  if (cleanUp) {
    if (repetitionOf(growth.node, sourceCode) === 'once') return null;
    return { ...base, finding: 'kept after timeout', cleanUp, leftBy: null, confidence: 'high' };
  }
  const left = waitThatLeaves(collection, growth, sourceCode);
  if (!left || repetitionOf(growth.node, sourceCode) === 'once') return null;
  return { ...base, finding: 'kept after error', cleanUp: null, leftBy: left.wait, confidence: 'medium' };
}

/** `map.get(key)?.delete(value)`, also through a constant. */
function innerRemovalOf({ uses }: Collection, sourceCode: SourceCode): InnerRemoval | null {
  for (const use of uses) {
    if (use.does !== 'entry' || use.node.type !== 'CallExpression') continue;
    const declarator = outermost(use.node).parent;
    const constant =
      declarator?.type === 'VariableDeclarator' && declarator.init ? variableOf(declarator.id, sourceCode) : null;
    const named = constant?.references.flatMap(({ identifier, init }) => (init ? [] : [identifier])) ?? [];
    for (const value of [use.node, ...named]) {
      const member = outermost(value).parent;
      if (member?.type !== 'MemberExpression' || propertyName(member) !== 'delete') continue;
      const call = member.parent;
      if (call.type === 'CallExpression' && call.callee === member) return { call, entry: use.node };
    }
  }
  return null;
}

function makesCollection(value: Node, sourceCode: SourceCode): boolean {
  const made = value.type === 'AssignmentExpression' ? value.right : value;
  const variable = made.type === 'Identifier' ? variableOf(made, sourceCode) : null;
  const written = variable?.references.flatMap(({ writeExpr }) => (writeExpr ? [writeExpr] : [])) ?? [];
  return [made, ...written].some(isNewCollection);
}

const isNewCollection = (value: Node): boolean =>
  value.type === 'ArrayExpression' ||
  value.type === 'ObjectExpression' ||
  (value.type === 'NewExpression' && value.callee.type === 'Identifier' && /^(Map|Set)$/.test(value.callee.name));

/** The function asks for the entry before it adds one: each key is added once. */
function isMemo({ uses }: Collection, growth: Growth): boolean {
  if (growth.isFirstOnly) return true;
  const home = functionOf(growth.node);
  return uses.some((use) => {
    const asks =
      use.does === 'entry' ||
      (use.does === 'read' && use.method === 'has') ||
      (use.does === 'read' && use.node.parent?.type === 'BinaryExpression');
    return asks && use.node.range[1] <= growth.node.range[0] && functionOf(use.node) === home;
  });
}

function onlyGrows(collection: Collection, growth: Growth, sourceCode: SourceCode): GrowingCollection | null {
  if (collection.holder === 'instance') return null;
  const repetition = repetitionOf(growth.node, sourceCode);
  if (repetition === 'once') return null;
  const keySize = sizeWithin(identityOf(growth), sourceCode);
  const size = keySize ?? sizeWithin(growth.value, sourceCode);
  const arrival = arrivalIn(collection, growth, keySize, sourceCode);
  const confidence = confidenceIn(collection, growth, { size, arrival, repetition }, sourceCode);
  return (
    confidence && {
      ...{ collection, growth, finding: 'only grows', confidence, size },
      ...{ cleanUp: null, leftBy: null, innerRemoval: null },
    }
  );
}

/** A large key is an object of its own each time; in an array every value is one more, whatever it is. */
function arrivalIn(
  { shape }: Collection,
  growth: Growth,
  keySize: SizeEvidence | null,
  sourceCode: SourceCode,
): Arrival | null {
  const identity = identityOf(growth);
  if (shape === 'array') return growth.value && arrivalOf(growth.value, sourceCode);
  return keySize ? 'arriving' : identity && arrivalOf(identity, sourceCode);
}

/** How sure it is that the collection grows with use, and that what it keeps matters. */
function confidenceIn(
  collection: Collection,
  growth: Growth,
  found: { readonly size: SizeEvidence | null; readonly arrival: Arrival | null; readonly repetition: Repetition },
  sourceCode: SourceCode,
): 'high' | 'medium' | null {
  const { arrival, repetition } = found;
  const size = isLarge(found.size);
  const name = nameOf(functionOf(growth.node)) ?? '';
  const verb = firstWordOf(name);
  const isRegistration = registeringVerbs.has(verb);
  const isNew = arrival === 'arriving' || arrival === 'new';
  if (repetition !== 'many') return isNew || (arrival !== null && size) ? 'medium' : null;
  if (isNew) return isRegistration && arrival === 'new' ? 'medium' : 'high';
  const isEachOneMore = collection.shape === 'array' || arrival !== null;
  if (isRegistration || fillingVerbs.has(verb)) return size && isEachOneMore ? 'medium' : null;
  if (size && isEachOneMore) return 'high';
  // asked for first: one entry for each id or address, which may be few
  // `warnOnce(message)`: there are as many as the program has words for
  if (isMemo(collection, growth)) return arrival === null || wordsOf(name).includes('once') ? null : 'medium';
  // an instance that enters itself: one of a fixed set of commands or plugins, unless it has an end
  if (growth.value?.type === 'ThisExpression') return teardownOf(classOfThis(growth.value)) ? 'medium' : null;
  if (arrival === 'identifying') return 'high';
  const identity = identityOf(growth);
  const hasObjectKey = identity !== null && typeQueriesOf(sourceCode).isObject(identity) === true;
  return collection.shape === 'array' || hasObjectKey ? 'medium' : null;
}

/** Large evidence for an expression, or for what a literal written there holds. */
function sizeWithin(node: Node | null, sourceCode: SourceCode): SizeEvidence | null {
  if (!node) return null;
  const expression = withoutTypes(node);
  const parts =
    expression.type === 'ObjectExpression'
      ? expression.properties.map((property) => (property.type === 'Property' ? property.value : property.argument))
      : expression.type === 'ArrayExpression'
        ? expression.elements.filter((element) => element !== null)
        : null;
  const sizes = parts ? parts.map((part) => sizeWithin(part, sourceCode)) : [sizeOf(expression, sourceCode)];
  return sizes.find(isLarge) ?? null;
}
