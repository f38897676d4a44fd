import type { TSESTree } from '@typescript-eslint/utils';
import { collectionReaders, reorderingMethods, readingMethods } from '../../catalog/collections.ts';
import { isNullish } from '../../syntax/constants.ts';
import { dottedName, propertyName } from '../../syntax/names.ts';
import type { CollectionShape } from './collections.ts';

type Node = TSESTree.Node;

/** A place that adds an entry. */
export interface Growth {
  readonly node: TSESTree.CallExpression | TSESTree.AssignmentExpression | TSESTree.UpdateExpression;
  /** What the entry is found by; `null` in arrays, and in sets, whose values are their keys. */
  readonly key: Node | null;
  readonly value: Node | null;
  /** Written only where there was no entry: `??=`, `getOrInsert`. */
  readonly isFirstOnly: boolean;
}

/**
 * What is done to a collection where it is named. `empty` leaves the key and drops the value; `measure` compares its
 * size, so that it may be bounded; `entry` takes a value out. Errs towards `escape`.
 */
export type CollectionUse =
  | { readonly does: 'grow'; readonly node: Node; readonly growths: readonly Growth[] }
  | { readonly does: 'shrink'; readonly how: 'delete' | 'drain' | 'empty'; readonly node: Node }
  | { readonly does: 'read'; readonly node: Node; readonly method: string | null }
  | { readonly does: 'entry'; readonly node: Node }
  | { readonly does: 'measure' | 'escape'; readonly node: Node };

const additions: Readonly<Record<CollectionShape, ReadonlySet<string>>> = {
  Map: new Set(['set', 'getOrInsert', 'getOrInsertComputed']),
  Set: new Set(['add']),
  array: new Set(['push', 'unshift']),
  object: new Set(),
};
const removals = new Map<string, 'delete' | 'drain'>([
  ['delete', 'delete'],
  ['clear', 'drain'],
  ['pop', 'drain'],
  ['shift', 'drain'],
  ['splice', 'drain'],
  ['fill', 'drain'],
  ['copyWithin', 'drain'],
]);

/** The outermost expression whose value is the same object. */
export function outermost(node: Node): Node {
  let current = node;
  for (let outer = current.parent; outer; outer = outer.parent) {
    const isSame =
      outer.type === 'TSNonNullExpression' ||
      outer.type === 'TSAsExpression' ||
      outer.type === 'TSSatisfiesExpression' ||
      outer.type === 'TSTypeAssertion' ||
      outer.type === 'ChainExpression';
    if (!isSame) break;
    current = outer;
  }
  return current;
}

/** What a name of the collection (a reference, `this.field`) is used for. @param init what it was made with */
export function useOfCollection(name: Node, shape: CollectionShape, init: Node): CollectionUse {
  const node = outermost(name);
  const { parent } = node;
  if (!parent) return { does: 'escape', node };
  if (parent.type === 'AssignmentExpression' && parent.left === node) return useByAssignment(parent, shape, init);
  if (parent.type === 'MemberExpression' && parent.object === node) return useOfMember(parent, node, shape);
  switch (parent.type) {
    case 'ForOfStatement':
    case 'ForInStatement':
      return { does: parent.right === node ? 'read' : 'escape', node, method: null };
    case 'SpreadElement':
    case 'IfStatement':
    case 'WhileStatement':
    case 'UnaryExpression':
    case 'TSTypeQuery':
    case 'ExpressionStatement':
      return { does: 'read', node, method: null };
    case 'BinaryExpression':
      return { does: 'read', node, method: null };
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return isTest(parent, node) ? { does: 'read', node, method: null } : { does: 'escape', node };
    case 'CallExpression':
    case 'NewExpression':
      return useAsArgument(parent, node);
    default:
      return { does: 'escape', node };
  }
}

const isTest = (outer: TSESTree.ConditionalExpression | TSESTree.LogicalExpression, node: Node): boolean =>
  outer.type === 'ConditionalExpression' ? outer.test === node : outer.operator === '&&' && outer.left === node;

function useAsArgument(call: TSESTree.CallExpression | TSESTree.NewExpression, node: Node): CollectionUse {
  const callee = dottedName(call.callee);
  if (callee === 'Reflect.deleteProperty') return { does: 'shrink', how: 'delete', node };
  const isRead = callee !== null && (collectionReaders.has(callee) || callee.startsWith('console.'));
  if (!isRead) return { does: 'escape', node };
  // `Object.keys(table).length`
  const size = call.parent;
  if (size.type === 'MemberExpression' && size.object === call && propertyName(size) === 'length')
    return useOfSize(size, node);
  return { does: 'read', node, method: callee };
}

/** `list = []`, `list = [...list, x]`, `list = list.concat(x)`, `cache ??= new Map()`. */
function useByAssignment(assignment: TSESTree.AssignmentExpression, shape: CollectionShape, init: Node): CollectionUse {
  const { left, right: node, operator } = assignment;
  if (node === init || operator === '??=' || operator === '||=') return { does: 'read', node, method: null };
  if (shape === 'array' && node.type === 'ArrayExpression') {
    const name = dottedName(left);
    const isSpread = (element: Node | null): boolean =>
      element?.type === 'SpreadElement' && name !== null && dottedName(element.argument) === name;
    if (node.elements.some(isSpread)) {
      const values = node.elements.filter((element) => element && !isSpread(element)) as Node[];
      return { does: 'grow', node: assignment, growths: values.map((value) => grown(assignment, null, value)) };
    }
  }
  return { does: 'shrink', how: 'drain', node: assignment };
}

const grown = (node: Growth['node'], key: Node | null, value: Node | null, isFirstOnly = false): Growth => ({
  node,
  key,
  value,
  isFirstOnly,
});

function useOfMember(member: TSESTree.MemberExpression, node: Node, shape: CollectionShape): CollectionUse {
  const outer = outermost(member);
  const { parent } = outer;
  const method = propertyName(member);
  const isCalled = parent?.type === 'CallExpression' && parent.callee === outer;
  if (shape === 'object') return useOfProperty(member, outer, isCalled);
  if (method === 'size' || method === 'length') return useOfSize(member, node);
  if (shape === 'array' && member.computed && method === null) return useOfIndex(member, outer, node);
  if (method === null || !isCalled)
    return { does: shape === 'array' && member.computed ? 'entry' : 'escape', node: outer };
  const args = parent.arguments;
  if (additions[shape].has(method)) {
    if (method === 'set' && (!args[1] || isNullish(args[1]))) return { does: 'shrink', how: 'empty', node: parent };
    if (isPassedOn(parent) && method !== 'push' && method !== 'unshift') return { does: 'escape', node: parent };
    if (shape === 'Map')
      return {
        does: 'grow',
        node: parent,
        growths: [grown(parent, args[0] ?? null, args[1] ?? null, method !== 'set')],
      };
    return { does: 'grow', node: parent, growths: args.map((value) => grown(parent, null, value)) };
  }
  const how = removals.get(method);
  if (how) return { does: 'shrink', how, node: parent };
  if (method === 'get' || method === 'at' || method === 'find') return { does: 'entry', node: parent };
  if (readingMethods.has(method)) return { does: 'read', node: parent, method };
  if (reorderingMethods.has(method) && parent.parent.type === 'ExpressionStatement')
    return { does: 'read', node: parent, method };
  return { does: 'escape', node: parent };
}

/** `map.set(k, v)` is the map; an arrow function whose body it is rarely means to return it. */
function isPassedOn(call: Node): boolean {
  const { parent } = outermost(call);
  if (parent?.type === 'ExpressionStatement' || parent?.type === 'UnaryExpression') return false;
  if (
    parent?.type === 'LogicalExpression' ||
    parent?.type === 'ConditionalExpression' ||
    parent?.type === 'SequenceExpression'
  )
    return isPassedOn(parent);
  return parent?.type !== 'ArrowFunctionExpression';
}

/** Part of a condition: `if (isFull(list.length)) …` */
function isTested(node: Node): boolean {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if ('test' in outer && outer.test === inner) return true;
    if (outer.type.endsWith('Statement') || outer.type.includes('Function')) return false;
  }
  return false;
}

/** Comparisons with anything but zero may bound it. */
function useOfSize(size: TSESTree.MemberExpression, node: Node): CollectionUse {
  const outer = outermost(size);
  const { parent } = outer;
  if (parent?.type === 'AssignmentExpression' && parent.left === outer)
    return { does: 'shrink', how: 'drain', node: parent };
  if (parent?.type === 'BinaryExpression' && /^[<>=!]=?=?=?$/.test(parent.operator)) {
    const other = parent.left === outer ? parent.right : parent.left;
    const isEmptinessTest = other.type === 'Literal' && (other.value === 0 || other.value === 1);
    return isEmptinessTest ? { does: 'read', node, method: null } : { does: 'measure', node };
  }
  if (parent?.type === 'VariableDeclarator' || isTested(outer)) return { does: 'measure', node };
  // `list[list.length] = x` is the index of an entry, and no bound
  return parent?.type === 'BinaryExpression' && parent.operator === '%'
    ? { does: 'measure', node }
    : { does: 'read', node, method: null };
}

/** `list[i] = x` overwrites, or grows by one where the index is the length. */
function useOfIndex(member: TSESTree.MemberExpression, outer: Node, node: Node): CollectionUse {
  const { parent } = outer;
  if (parent?.type === 'AssignmentExpression' && parent.left === outer) {
    const index = member.property;
    const isAtEnd =
      index.type === 'MemberExpression' &&
      propertyName(index) === 'length' &&
      dottedName(index.object) === dottedName(member.object);
    if (isAtEnd) return { does: 'grow', node: parent, growths: [grown(parent, null, parent.right)] };
    return isNullish(parent.right)
      ? { does: 'shrink', how: 'empty', node: parent }
      : { does: 'read', node, method: null };
  }
  if (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
    return { does: 'shrink', how: 'delete', node: parent };
  return { does: 'entry', node: outer };
}

/** `table[key] = value`, `table[key] ??= value`, `delete table[key]`; a property with a fixed name is no entry. */
function useOfProperty(member: TSESTree.MemberExpression, outer: Node, isCalled: boolean): CollectionUse {
  const { parent } = outer;
  const isFixed = propertyName(member) !== null;
  if (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
    return { does: 'shrink', how: 'delete', node: parent };
  if (parent?.type === 'UpdateExpression' && !isFixed)
    return { does: 'grow', node: parent, growths: [grown(parent, member.property, null)] };
  if (parent?.type === 'AssignmentExpression' && parent.left === outer && !isFixed) {
    const { right, operator } = parent;
    if (isNullish(right)) return { does: 'shrink', how: 'empty', node: parent };
    const isFirstOnly = operator === '??=' || operator === '||=';
    return { does: 'grow', node: parent, growths: [grown(parent, member.property, right, isFirstOnly)] };
  }
  if (isFixed && isCalled) return { does: 'read', node: outer, method: null };
  return { does: 'entry', node: outer };
}
