import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { elementReads, keepArgument, runCallbackNow } from '../../catalog/callees.ts';
import { isFunction } from '../../syntax/functions.ts';
import { dottedName, keyName, propertyName } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { useOfValue } from '../acquisitions/handle-uses.ts';
import { instanceOwnerAt, lineageOf, type InstanceOwner } from './class-members.ts';
import type { ResourceKind } from '../acquisitions/resource-kinds.ts';

type Node = TSESTree.Node;

/**
 * What one access to a field does with the resource in it (or with each of those in it).
 * Errs towards `transfer`: whatever is not known to release or only to read could have passed the duty on.
 */
export interface FieldUse {
  readonly does: 'release' | 'transfer' | 'read' | 'write';
  /** The access: `this.timer`, or the `timer` of `const { timer } = this`. */
  readonly access: Node;
  /** The node whose evaluation does it. */
  readonly at: Node;
}

/** What a field holds: a resource, or a collection of them. */
export interface FieldContent {
  readonly kind: ResourceKind;
  readonly isMany: boolean;
}

export type Does = Omit<FieldUse, 'access'>;

/** Everything that the file does with a field of a class's instances, in source order. */
export function usesOfField(
  owner: InstanceOwner,
  field: string,
  content: FieldContent,
  sourceCode: TSESLint.SourceCode,
): readonly FieldUse[] {
  const lineage: Node[] = lineageOf(owner, sourceCode).classes.map(({ node }) => node);
  return (accessesIn(sourceCode).get(field) ?? [])
    .filter((access) => {
      // `this` of another class has a field of its own by that name
      const isOfThis =
        access.type === 'Property' ? sourceOf(access)?.type === 'ThisExpression' : isThis(access as Access);
      const around = instanceOwnerAt(access, sourceCode)?.node ?? null;
      return !isOfThis || around === null || lineage.includes(around) || isDerived(around, lineage, sourceCode);
    })
    .flatMap((access) => {
      const found: Does[] =
        access.type === 'Property'
          ? usesOfBinding(access.value, content, sourceCode, 0)
          : usesFrom(access, content, sourceCode, 0);
      return found.map((use) => ({ ...use, access }));
    });
}

type Access = TSESTree.MemberExpression;
const isThis = ({ object }: Access): boolean => object.type === 'ThisExpression';

function isDerived(node: Node, lineage: readonly Node[], sourceCode: TSESLint.SourceCode): boolean {
  const base = 'superClass' in node && node.superClass ? variableOf(node.superClass, sourceCode)?.defs[0]?.node : null;
  return base !== null && base !== undefined && lineage.includes(base);
}

/** `this` in `const { timer } = this`. */
function sourceOf(property: TSESTree.Property): Node | null {
  const { parent: pattern } = property;
  const declarator = pattern.parent;
  if (declarator?.type === 'VariableDeclarator') return declarator.init;
  return declarator?.type === 'AssignmentExpression' ? declarator.right : null;
}

const accessesByFile = new WeakMap<TSESLint.SourceCode, ReadonlyMap<string, readonly Node[]>>();

/** Every `x.name` and `{ name } = x` of a file, by name. */
function accessesIn(sourceCode: TSESLint.SourceCode): ReadonlyMap<string, readonly Node[]> {
  let accesses = accessesByFile.get(sourceCode);
  if (accesses) return accesses;
  const byName = new Map<string, Node[]>();
  walk(sourceCode.ast, sourceCode, (node) => {
    const isAccess = node.type === 'MemberExpression';
    if (!isAccess && (node.type !== 'Property' || node.parent.type !== 'ObjectPattern')) return undefined;
    const name = isAccess ? propertyName(node) : keyName(node.key, node.computed);
    const group = name === null ? null : byName.get(name);
    if (group) group.push(node);
    else if (name !== null) byName.set(name, [node]);
    return undefined;
  });
  accessesByFile.set(sourceCode, (accesses = byName));
  return accesses;
}

const maxDepth = 6;

/** What is done with a value that is what the field holds, or one of what it holds. */
function usesFrom(start: Node, content: FieldContent, sourceCode: TSESLint.SourceCode, depth: number): Does[] {
  const { kind } = content;
  let { isMany } = content;
  let value = start;
  if (depth > maxDepth) return [{ does: 'transfer', at: start }];
  for (;;) {
    const outer: Node | undefined = value.parent;
    if (!outer) return [{ does: 'transfer', at: value }];
    if (isTransparent(outer, value)) {
      value = outer;
      continue;
    }
    if (outer.type === 'SpreadElement' && outer.parent.type === 'ArrayExpression') {
      value = outer.parent;
      continue;
    }
    if (outer.type === 'ArrayExpression') {
      value = outer;
      isMany = true;
      continue;
    }
    if (outer.type === 'AssignmentExpression' && outer.left === value) return [{ does: 'write', at: outer }];
    if (outer.type === 'UnaryExpression') return [{ does: 'read', at: outer }];
    if (outer.type === 'VariableDeclarator' && /using/.test(outer.parent.kind)) return [{ does: 'release', at: outer }];
    if (outer.type === 'VariableDeclarator' && outer.init === value)
      return usesOfBinding(outer.id, { kind, isMany }, sourceCode, depth + 1);
    if (outer.type === 'AssignmentExpression' && outer.left.type === 'Identifier' && outer.operator === '=')
      return usesOfBinding(outer.left, { kind, isMany }, sourceCode, depth + 1);
    if (outer.type === 'ForOfStatement' && outer.right === value && isMany) {
      const { left } = outer;
      const element = left.type === 'VariableDeclaration' ? left.declarations[0].id : left;
      return usesOfElement(element, kind, sourceCode, depth + 1);
    }
    if (outer.type === 'CallExpression' && outer.callee !== value && isMany && givesElements(outer)) {
      value = outer;
      continue;
    }
    if (outer.type === 'MemberExpression' && outer.object === value && isMany) {
      const next = throughCollection(outer, kind, sourceCode, depth);
      if (Array.isArray(next)) return next;
      value = next.value;
      ({ isMany } = next);
      continue;
    }
    const use = useOfValue(value, kind, sourceCode, isMany);
    const does = use.does === 'lend' || use.does === 'rename' ? 'transfer' : use.does;
    return [{ does, at: 'at' in use ? use.at : 'value' in use ? use.value : value }];
  }
}

function isTransparent(outer: Node, value: Node): boolean {
  switch (outer.type) {
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
    case 'AwaitExpression':
      return true;
    case 'ConditionalExpression':
      return outer.test !== value;
    case 'LogicalExpression':
      return outer.operator !== '&&' || outer.right === value;
    case 'SequenceExpression':
      return outer.expressions.at(-1) === value;
    default:
      return false;
  }
}

/** Calls whose value holds what their argument holds. */
const collectors = new Set(['Object.values', 'Object.entries', 'Array.from', 'Promise.all', 'Promise.allSettled']);
const givesElements = (call: TSESTree.CallExpression): boolean => collectors.has(dottedName(call.callee) ?? '');

/** Methods that give all or some of the elements again. */
const partReads = new Set(['concat', 'entries', 'keys', 'reverse', 'slice', 'splice', 'toReversed', 'values']);

/** `list.forEach(…)`, `list.pop()`, `map[key]`: where the elements go on, or what is done with them. */
function throughCollection(
  member: TSESTree.MemberExpression,
  kind: ResourceKind,
  sourceCode: TSESLint.SourceCode,
  depth: number,
): Does[] | { readonly value: Node; readonly isMany: boolean } {
  const name = propertyName(member);
  const call = member.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent : null;
  if (!call) {
    if (!member.computed) return [{ does: 'read', at: member }];
    const isWritten = member.parent.type === 'AssignmentExpression' && member.parent.left === member;
    return isWritten ? [{ does: 'write', at: member.parent }] : { value: member, isMany: false };
  }
  if (name === null) return [{ does: 'transfer', at: call }];
  // `splice(n, 1)` gives what it takes out; its third argument on is what is put in
  if (keepArgument.has(name) && (name !== 'splice' || call.arguments.length > 2)) return [{ does: 'write', at: call }];
  if (elementReads.has(name)) return { value: call, isMany: false };
  if (partReads.has(name)) return { value: call, isMany: true };
  const [callback] = call.arguments;
  if (!runCallbackNow.has(name) || !callback) return [{ does: 'read', at: call }];
  if (!isFunction(callback)) return [{ does: 'transfer', at: call }];
  const [element] = name === 'reduce' ? callback.params.slice(1) : callback.params;
  const uses = element ? usesOfElement(element, kind, sourceCode, depth + 1) : [];
  // `this.clients.map((client) => client.close())` gives no clients; `filter` gives some of them
  if (name !== 'filter' && !name.startsWith('find')) return uses;
  return uses.some(({ does }) => does === 'release') ? uses : { value: call, isMany: name === 'filter' };
}

/** The variable that stands for each element: `x`, the `x` of `[key, x]`. */
function usesOfElement(pattern: Node, kind: ResourceKind, sourceCode: TSESLint.SourceCode, depth: number): Does[] {
  const elements = pattern.type === 'ArrayPattern' ? pattern.elements : [pattern];
  return elements.flatMap((element) =>
    element ? usesOfBinding(element, { kind, isMany: false }, sourceCode, depth) : [],
  );
}

/** What is done with what a name (or the names of a pattern) is given. */
export function usesOfBinding(
  pattern: Node,
  content: FieldContent,
  sourceCode: TSESLint.SourceCode,
  depth: number,
): Does[] {
  const name = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  if (name.type === 'ObjectPattern') return [{ does: 'read', at: name }];
  if (name.type === 'ArrayPattern' && content.isMany) return usesOfElement(name, content.kind, sourceCode, depth);
  const variable = name.type === 'Identifier' ? variableOf(name, sourceCode) : null;
  if (!variable || depth > maxDepth) return [{ does: 'transfer', at: pattern }];
  const uses = variable.references
    .filter((reference) => reference.isRead())
    .flatMap(({ identifier }) => usesFrom(identifier, content, sourceCode, depth + 1))
    .filter(({ does }) => does !== 'write');
  return uses.length > 0 ? uses : [{ does: 'read', at: pattern }];
}
