import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { teardownMethods } from '../../catalog/lifecycles.ts';
import { classOfThis, isClass, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { keyName } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { registeredEnds } from '../lifecycles/registered-ends.ts';
import { owningObjectAt, type OwningObject } from './object-members.ts';

type Node = TSESTree.Node;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A method by which an instance ends its life. */
export interface InstanceTeardown {
  readonly name: string;
  readonly method: Node;
  /** `null` for an arrow function without braces, in which no line can be written. */
  readonly body: TSESTree.BlockStatement | null;
  readonly isAsync: boolean;
}

/** The same of a class. */
export interface Teardown extends InstanceTeardown {
  /** The method, or the field that holds it: `dispose = () => { … }`. */
  readonly method: TSESTree.MethodDefinition | TSESTree.PropertyDefinition;
}

/** What an instance has under a name. */
export interface OwnerMember {
  readonly name: string | null;
  readonly node: Node;
  /** The function that it is, if it is one; a getter is code too. */
  readonly code: Code | null;
}

/** A class as the owner of what its instances acquire. */
export interface OwningClass {
  readonly node: ClassNode;
  readonly members: readonly OwnerMember[];
  /** The most final first; empty when the class itself declares none. */
  readonly teardowns: readonly Teardown[];
}

const classes = new WeakMap<ClassNode, OwningClass>();

export function owningClassOf(node: ClassNode): OwningClass {
  let owner = classes.get(node);
  if (!owner) classes.set(node, (owner = { node, members: membersOf(node), teardowns: teardownsOf(node) }));
  return owner;
}

/** Whatever instances are made of: a class, an object literal, a constructor function. */
export type InstanceOwner = OwningClass | OwningObject;

/** The owner whose instance `this` is at a node. */
export function instanceOwnerAt(node: Node, sourceCode: TSESLint.SourceCode): InstanceOwner | null {
  return owningClassAt(node) ?? owningObjectAt(node, sourceCode);
}

export const isOwningClass = (owner: InstanceOwner): owner is OwningClass => isClass(owner.node);

/** A key's name; `[disposeSymbol]` for a symbol that the program has under a name of its own. */
function memberName(key: Node, computed: boolean): string | null {
  return keyName(key, computed) ?? (computed && key.type === 'Identifier' ? `[${key.name}]` : null);
}

function membersOf({ body }: ClassNode): OwnerMember[] {
  return body.body.flatMap((member): OwnerMember[] => {
    if (!('key' in member) || member.static) return [];
    const accessor = member.type === 'MethodDefinition' && isCode(member.value) ? member.value : null;
    return [{ name: memberName(member.key, member.computed), node: member, code: codeOf(member) ?? accessor }];
  });
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
      const name = memberName(member.key, member.computed);
      const code = codeOf(member);
      if (member.static || !code || name === null || !isTeardownName(name)) return [];
      const body = code.body.type === 'BlockStatement' ? code.body : null;
      return [{ name, method: member, body, isAsync: code.async }];
    })
    .sort((one, other) => teardownMethods.indexOf(one.name) - teardownMethods.indexOf(other.name));
}

/** A name of the catalog, or a symbol of disposal under a name of the program's own: `[disposeSymbol]`. */
const isTeardownName = (name: string): boolean =>
  teardownMethods.includes(name) || /^\[(async)?dispose(Symbol)?\]$/i.test(name);

/** A function that can be called. */
export type Code = Exclude<FunctionNode, TSESTree.StaticBlock>;

/** The function that a member is: a method with a body, or a field that holds a function. */
export function codeOf(member: TSESTree.ClassElement): Code | null {
  if (member.type === 'MethodDefinition') return member.kind === 'method' && isCode(member.value) ? member.value : null;
  if (member.type !== 'PropertyDefinition' || !member.value) return null;
  return isCode(member.value) ? member.value : null;
}

const isCode = (node: Node): node is Code => isFunction(node) && node.type !== 'StaticBlock';

/** A class with the bases that the file declares. */
export interface Lineage {
  /** The class itself (or the object) first. */
  readonly classes: readonly InstanceOwner[];
  /** The last of them extends something that the file does not declare: an import, or what a call gives. */
  readonly hasOtherBase: boolean;
}

export function lineageOf(owner: InstanceOwner, sourceCode: TSESLint.SourceCode): Lineage {
  const lineage = [owner];
  for (let current = owner; isOwningClass(current) && current.node.superClass;) {
    const base = variableOf(current.node.superClass, sourceCode)?.defs[0]?.node;
    // a class that is only declared runs code that the file does not show
    if (!base || !isClass(base) || base.declare || lineage.some(({ node }) => node === base))
      return { classes: lineage, hasOtherBase: true };
    current = owningClassOf(base);
    lineage.push(current);
  }
  return { classes: lineage, hasOtherBase: false };
}

/** The class of a lineage that extends something which the file does not declare. */
function lastClassOf({ classes: lineage, hasOtherBase }: Lineage): ClassNode | null {
  const last = lineage.at(-1);
  return hasOtherBase && last && isOwningClass(last) ? last.node : null;
}

/** Whether a base that the file does not declare could have a member: `false` only when it is known to have none. */
export function couldOtherBaseHave(name: string, lineage: Lineage, sourceCode: TSESLint.SourceCode): boolean {
  const last = lastClassOf(lineage);
  return last !== null && typeQueriesOf(sourceCode).inheritedMemberOf(last, name) !== 'none';
}

/** The teardowns of a class and of the bases that the file declares, its own first. */
export function allTeardownsOf(owner: InstanceOwner, sourceCode: TSESLint.SourceCode): readonly InstanceTeardown[] {
  return lineageOf(owner, sourceCode).classes.flatMap(({ teardowns }) => teardowns);
}

/** The name of a teardown that a class has from a base that the file does not declare; `null` when it has none, or that is not known. */
export function foreignTeardownOf(owner: InstanceOwner, sourceCode: TSESLint.SourceCode): string | null {
  const last = lastClassOf(lineageOf(owner, sourceCode));
  const types = typeQueriesOf(sourceCode);
  if (!last || !types.hasTypes) return null;
  const inherited = teardownMethods.filter((name) => typeof types.inheritedMemberOf(last, name) === 'object');
  return inherited.find((name) => !name.startsWith('Symbol.')) ?? inherited[0] ?? null;
}

/** The member of a class in whose code a node stands. */
export function memberAt(node: Node, { classes: lineage }: Lineage): Node | null {
  for (let member: Node | undefined = node; member; member = member.parent) {
    const current = member;
    if (lineage.some(({ members }) => members.some((one) => one.node === current))) return current;
  }
  return null;
}

const reachedByClass = new WeakMap<InstanceOwner, ReadonlySet<Node>>();

/**
 * The members that the teardowns of a class, and what it registers for its end, call, name or hand on, directly or
 * through one another.
 * Errs towards "reached": a member counts wherever its name stands after a dot or in a pattern.
 */
export function membersReachedByTeardowns(owner: InstanceOwner, sourceCode: TSESLint.SourceCode): ReadonlySet<Node> {
  let reached = reachedByClass.get(owner);
  if (!reached) {
    const teardowns = allTeardownsOf(owner, sourceCode).map(({ method }) => method);
    const registered = registeredEnds(owner.node, sourceCode).map(({ code }) => code);
    reached = membersReachedFrom([...teardowns, ...registered], owner, sourceCode);
    reachedByClass.set(owner, reached);
  }
  return reached;
}

/** The same from other members. */
export function membersReachedFrom(
  start: readonly Node[],
  owner: InstanceOwner,
  sourceCode: TSESLint.SourceCode,
): ReadonlySet<Node> {
  const byName = new Map<string, Node[]>();
  for (const { members } of lineageOf(owner, sourceCode).classes) {
    for (const { name, node, code } of members) {
      if (name !== null && code) byName.set(name, [...(byName.get(name) ?? []), node]);
    }
  }
  const reached = new Set<Node>(start);
  for (const member of reached) {
    walk(member, sourceCode, (node) => {
      const name =
        node.type === 'MemberExpression'
          ? memberName(node.property, node.computed)
          : node.type === 'Property' && node.parent.type === 'ObjectPattern'
            ? keyName(node.key, node.computed)
            : null;
      for (const named of (name !== null && byName.get(name)) || []) reached.add(named);
      return undefined;
    });
  }
  return reached;
}
