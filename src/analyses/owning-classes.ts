import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { teardownMethods } from '../catalog/lifecycles.ts';
import { classOfThis, isFunction } from '../syntax/functions.ts';
import { keyName, propertyName } from '../syntax/names.ts';
import { walk } from '../syntax/walk.ts';
import { useOfValue } from './handle-uses.ts';
import type { ResourceKind } from './resource-kinds.ts';

type Node = TSESTree.Node;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A method by which an instance ends its life. */
export interface Teardown {
  readonly name: string;
  readonly method: TSESTree.MethodDefinition;
  readonly body: TSESTree.BlockStatement;
}

/**
 * A class as the owner of what its instances acquire. Errs towards "released": every access by the field's name
 * counts, whatever object it is made on, and so does every method that a teardown calls on its own instance.
 */
export interface OwningClass {
  readonly node: ClassNode;
  /** The most final first; empty when instances have no end of their own here. */
  readonly teardowns: readonly Teardown[];
}

/** What becomes of the resource in a field when the instance ends. */
export type FieldFate = 'released by the teardown' | 'released elsewhere' | 'never released' | 'unknown';

const classes = new WeakMap<ClassNode, OwningClass>();

/** The class whose instance a node belongs to; `null` outside of instances. */
export function owningClassAt(node: Node): OwningClass | null {
  const found = classOfThis(node);
  if (!found) return null;
  let owner = classes.get(found);
  if (!owner) classes.set(found, (owner = { node: found, teardowns: teardownsOf(found) }));
  return owner;
}

function teardownsOf(node: ClassNode): Teardown[] {
  return node.body.body
    .flatMap((member): Teardown[] => {
      if (member.type !== 'MethodDefinition' || member.static || member.kind !== 'method' || !member.value.body)
        return [];
      const name = keyName(member.key, member.computed);
      return name !== null && teardownMethods.includes(name) ? [{ name, method: member, body: member.value.body }] : [];
    })
    .sort((one, other) => teardownMethods.indexOf(one.name) - teardownMethods.indexOf(other.name));
}

/** Follows a field through the methods of its class. */
export function fieldFateOf(
  owner: OwningClass,
  field: string,
  kind: ResourceKind,
  sourceCode: TSESLint.SourceCode,
): FieldFate {
  // a field that a base class declares may be released there
  if (owner.node.superClass && !field.startsWith('#') && !declares(owner.node, field)) return 'unknown';
  const releases: Node[] = [];
  let isKnown = true;
  walk(owner.node, sourceCode, (node) => {
    // `const { timer } = this`
    if (
      node.type === 'ObjectPattern' &&
      node.properties.some(
        (property) => property.type !== 'Property' || keyName(property.key, property.computed) === field,
      )
    ) {
      isKnown = false;
    }
    if (node.type !== 'MemberExpression' || propertyName(node) !== field) return;
    const use = useOfValue(node, kind, sourceCode);
    if (use.does === 'release') releases.push(node);
    else if (use.does !== 'read' && use.does !== 'write') isKnown = false;
  });
  if (releases.length === 0) return isKnown ? 'never released' : 'unknown';
  const reached = reachedFrom(owner, sourceCode);
  if (releases.some((node) => reached.has(memberOf(node, owner.node)))) return 'released by the teardown';
  return isKnown ? 'released elsewhere' : 'unknown';
}

function declares({ body }: ClassNode, field: string): boolean {
  return body.body.some(
    (member) => member.type === 'PropertyDefinition' && keyName(member.key, member.computed) === field,
  );
}

/** The member of a class in whose code a node stands. */
function memberOf(node: Node, owner: ClassNode): Node {
  let member = node;
  while (member.parent && member.parent !== owner.body) member = member.parent;
  return member;
}

/** The members of a class that its teardowns call, name or hand on, directly or through one another. */
function reachedFrom(owner: OwningClass, sourceCode: TSESLint.SourceCode): Set<Node> {
  const byName = new Map(
    owner.node.body.body.flatMap((member) =>
      'key' in member && ('value' in member ? member.value && isFunction(member.value) : false)
        ? [[keyName(member.key, member.computed), member] as const]
        : [],
    ),
  );
  const reached = new Set<Node>(owner.teardowns.map(({ method }) => method));
  for (const member of reached) {
    walk(member, sourceCode, (node) => {
      const named = node.type === 'MemberExpression' ? byName.get(propertyName(node)) : undefined;
      if (named) reached.add(named);
    });
  }
  return reached;
}
