import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { teardownMethods } from '../catalog/lifecycles.ts';
import { classOfThis, isClass, isFunction, type FunctionNode } from '../syntax/functions.ts';
import { keyName, propertyName } from '../syntax/names.ts';
import { variableOf } from '../syntax/variables.ts';
import { walk } from '../syntax/walk.ts';
import { typeQueriesOf } from '../type-queries/type-queries.ts';

type Node = TSESTree.Node;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A method by which an instance ends its life. */
export interface Teardown {
  readonly name: string;
  /** The method, or the field that holds it: `dispose = () => { … }`. */
  readonly method: TSESTree.MethodDefinition | TSESTree.PropertyDefinition;
  /** `null` for an arrow function without braces, in which no line can be written. */
  readonly body: TSESTree.BlockStatement | null;
  readonly isAsync: boolean;
}

/** A class as the owner of what its instances acquire. */
export interface OwningClass {
  readonly node: ClassNode;
  /** The most final first; empty when the class itself declares none. */
  readonly teardowns: readonly Teardown[];
}

const classes = new WeakMap<ClassNode, OwningClass>();

export function owningClassOf(node: ClassNode): OwningClass {
  let owner = classes.get(node);
  if (!owner) classes.set(node, (owner = { node, teardowns: teardownsOf(node) }));
  return owner;
}

/** The class whose instance a node belongs to; `null` outside of instances. */
export function owningClassAt(node: Node): OwningClass | null {
  const found = classOfThis(node);
  return found && owningClassOf(found);
}

function teardownsOf(node: ClassNode): Teardown[] {
  return node.body.body
    .flatMap((member): Teardown[] => {
      if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return [];
      const name = keyName(member.key, member.computed);
      const code = codeOf(member);
      if (member.static || !code || name === null || !teardownMethods.includes(name)) return [];
      const body = code.body.type === 'BlockStatement' ? code.body : null;
      return [{ name, method: member, body, isAsync: code.async }];
    })
    .sort((one, other) => teardownMethods.indexOf(one.name) - teardownMethods.indexOf(other.name));
}

type Code = Exclude<FunctionNode, TSESTree.StaticBlock>;

/** The function that a member is: a method with a body, or a field that holds a function. */
export function codeOf(member: TSESTree.ClassElement): Code | null {
  if (member.type === 'MethodDefinition') return member.kind === 'method' && isCode(member.value) ? member.value : null;
  if (member.type !== 'PropertyDefinition' || !member.value) return null;
  return isCode(member.value) ? member.value : null;
}

const isCode = (node: Node): node is Code => isFunction(node) && node.type !== 'StaticBlock';

/** A class with the bases that the file declares. */
export interface Lineage {
  /** The class itself first. */
  readonly classes: readonly OwningClass[];
  /** The last of them extends something that the file does not declare: an import, or what a call gives. */
  readonly hasOtherBase: boolean;
}

export function lineageOf(owner: OwningClass, sourceCode: TSESLint.SourceCode): Lineage {
  const lineage = [owner];
  for (let current = owner; current.node.superClass;) {
    const base = variableOf(current.node.superClass, sourceCode)?.defs[0]?.node;
    // a class that is only declared runs code that the file does not show
    if (!base || !isClass(base) || base.declare || lineage.some(({ node }) => node === base))
      return { classes: lineage, hasOtherBase: true };
    current = owningClassOf(base);
    lineage.push(current);
  }
  return { classes: lineage, hasOtherBase: false };
}

/** The teardowns of a class and of the bases that the file declares, its own first. */
export function allTeardownsOf(owner: OwningClass, sourceCode: TSESLint.SourceCode): readonly Teardown[] {
  return lineageOf(owner, sourceCode).classes.flatMap(({ teardowns }) => teardowns);
}

/** The name of a teardown that a class has from a base that the file does not declare; `null` when it has none, or that is not known. */
export function foreignTeardownOf(owner: OwningClass, sourceCode: TSESLint.SourceCode): string | null {
  const { classes: lineage, hasOtherBase } = lineageOf(owner, sourceCode);
  if (!hasOtherBase) return null;
  const types = typeQueriesOf(sourceCode);
  const { node } = lineage.at(-1)!;
  return (
    teardownMethods.find((name) => typeof types.inheritedMemberOf(node, name) === 'object' && types.hasTypes) ?? null
  );
}

/** The member of a class in whose code a node stands. */
export function memberAt(node: Node, { classes: lineage }: Lineage): Node | null {
  for (let member: Node | undefined = node; member?.parent; member = member.parent) {
    const { parent }: Node = member;
    if (lineage.some((owner) => owner.node.body === parent)) return member;
  }
  return null;
}

const reachedByClass = new WeakMap<OwningClass, ReadonlySet<Node>>();

/**
 * The members that the teardowns of a class call, name or hand on, directly or through one another.
 * Errs towards "reached": a member counts wherever its name stands after a dot or in a pattern.
 */
export function membersReachedByTeardowns(owner: OwningClass, sourceCode: TSESLint.SourceCode): ReadonlySet<Node> {
  let reached = reachedByClass.get(owner);
  if (!reached) {
    const teardowns = allTeardownsOf(owner, sourceCode).map(({ method }) => method);
    reached = membersReachedFrom(teardowns, owner, sourceCode);
    reachedByClass.set(owner, reached);
  }
  return reached;
}

/** The same from other members. */
export function membersReachedFrom(
  start: readonly Node[],
  owner: OwningClass,
  sourceCode: TSESLint.SourceCode,
): ReadonlySet<Node> {
  const byName = new Map<string, Node[]>();
  for (const { node } of lineageOf(owner, sourceCode).classes) {
    for (const member of node.body.body) {
      // a getter or setter runs code too
      const hasCode = member.type === 'MethodDefinition' || codeOf(member) !== null;
      const name = hasCode && 'key' in member ? keyName(member.key, member.computed) : null;
      if (name !== null) byName.set(name, [...(byName.get(name) ?? []), member]);
    }
  }
  const reached = new Set<Node>(start);
  for (const member of reached) {
    walk(member, sourceCode, (node) => {
      const name =
        node.type === 'MemberExpression'
          ? propertyName(node)
          : node.type === 'Property' && node.parent.type === 'ObjectPattern'
            ? keyName(node.key, node.computed)
            : null;
      for (const named of (name !== null && byName.get(name)) || []) reached.add(named);
      return undefined;
    });
  }
  return reached;
}
