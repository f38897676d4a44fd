import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isClass, isFunction } from '../syntax/functions.ts';
import { keyName, propertyName } from '../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../syntax/variables.ts';
import { walk } from '../syntax/walk.ts';
import { componentOwner } from './lifecycles/components.ts';
import { effectOwner } from './lifecycles/effects.ts';
import { factoryOwner } from './lifecycles/factories.ts';
import { instanceOwner } from './lifecycles/instances.ts';
import { objectOwner } from './lifecycles/objects.ts';
import { testOwner } from './lifecycles/test-suites.ts';

type Node = TSESTree.Node;

/** Something with a beginning and an end: what it acquires while it lives has to be released where it ends. */
export interface Owner {
  readonly kind: 'instance' | 'effect' | 'component' | 'tests' | 'factory';
  /** As messages name it, with its article: "this instance", "the effect", "the component". */
  readonly label: string;
  readonly node: Node;
  /** Where it ends, the most final first; empty when nothing in the file ends it. */
  readonly releasePlaces: readonly ReleasePlace[];
}

/** Code that runs when an owner ends. */
export interface ReleasePlace {
  /** As messages name it: `dispose()`, "the cleanup of `useEffect`". */
  readonly name: string;
  /** The function or expression that runs at the end. */
  readonly code: Node;
}

/**
 * The owner that a node of the syntax tree makes of the code inside it; `null` when it makes none.
 * Each framework has one, in a file of its own.
 */
export type Lifecycle = (candidate: Node, sourceCode: TSESLint.SourceCode) => Owner | null;

const lifecycles: readonly Lifecycle[] = [
  instanceOwner,
  effectOwner,
  componentOwner,
  objectOwner,
  testOwner,
  factoryOwner,
];

const ownersByFile = new WeakMap<TSESLint.SourceCode, Map<Node, Owner | null>>();

/**
 * The innermost owner in whose code a node stands, in functions inside it too: what a callback starts
 * belongs to whom the callback belongs to. Errs towards `null`: owners are known by what frameworks call them.
 */
export function ownerAt(node: Node, sourceCode: TSESLint.SourceCode): Owner | null {
  return ownersAt(node, sourceCode)[0] ?? null;
}

/** All owners in whose code a node stands, the innermost first: an effect, and the component around it. */
export function ownersAt(node: Node, sourceCode: TSESLint.SourceCode): readonly Owner[] {
  const owners: Owner[] = [];
  for (let candidate = node.parent; candidate; candidate = candidate.parent) {
    const owner = ownerMadeBy(candidate, sourceCode);
    if (owner && owners.at(-1)?.node !== owner.node) owners.push(owner);
  }
  return owners;
}

function ownerMadeBy(candidate: Node, sourceCode: TSESLint.SourceCode): Owner | null {
  let owners = ownersByFile.get(sourceCode);
  if (!owners) ownersByFile.set(sourceCode, (owners = new Map<Node, Owner | null>()));
  let owner = owners.get(candidate);
  if (owner === undefined) {
    owner = null;
    for (const lifecycle of lifecycles) owner ??= lifecycle(candidate, sourceCode);
    owners.set(candidate, owner);
  }
  return owner;
}

const reachedByOwner = new WeakMap<Owner, ReadonlySet<Node>>();

/**
 * All code that runs when the owner ends: release places and the functions they call or name, directly or through
 * one another. Errs towards "runs": a function counts wherever its name stands, and a member by its name alone.
 */
export function codeReachedFrom(owner: Owner, sourceCode: TSESLint.SourceCode): ReadonlySet<Node> {
  let reached = reachedByOwner.get(owner);
  if (!reached) reachedByOwner.set(owner, (reached = computeReached(owner, sourceCode)));
  return reached;
}

/** Whether a node stands in code that runs when the owner ends. */
export function isReachedFrom(owner: Owner, node: Node, sourceCode: TSESLint.SourceCode): boolean {
  const reached = codeReachedFrom(owner, sourceCode);
  for (let current: Node | undefined = node; current; current = current.parent) {
    if (reached.has(current)) return true;
  }
  return false;
}

function computeReached(owner: Owner, sourceCode: TSESLint.SourceCode): ReadonlySet<Node> {
  const reached = new Set<Node>(owner.releasePlaces.map(({ code }) => code));
  if (reached.size === 0) return reached;
  // the classes of inherited release places have members of their own
  const homes = new Set([owner.node, ...owner.releasePlaces.map(({ code }) => code.parent?.parent)]);
  const members = membersIn(
    [...homes].filter((home): home is Node => home === owner.node || (home ? isClass(home) : false)),
    sourceCode,
  );
  for (const code of reached) {
    walk(code, sourceCode, (node) => {
      if (node.type === 'Identifier') {
        const called = functionNamed(node, sourceCode);
        if (called) reached.add(called);
      } else if (node.type === 'MemberExpression') {
        for (const member of members.get(propertyName(node) ?? '') ?? []) reached.add(member);
      }
      return undefined;
    });
  }
  return reached;
}

/** The functions that are members of classes or objects inside these nodes, by name. */
function membersIn(roots: readonly Node[], sourceCode: TSESLint.SourceCode): ReadonlyMap<string, readonly Node[]> {
  const members = new Map<string, Node[]>();
  for (const root of roots) {
    walk(root, sourceCode, (node) => {
      const member = memberMadeBy(node);
      const code = member?.value && functionIn(member.value);
      if (member?.name && code) members.set(member.name, [...(members.get(member.name) ?? []), code]);
      return undefined;
    });
  }
  return members;
}

function memberMadeBy(node: Node): { readonly name: string | null; readonly value: Node | null } | null {
  switch (node.type) {
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return { name: keyName(node.key, node.computed), value: node.value };
    case 'AssignmentExpression':
      return node.left.type === 'MemberExpression' ? { name: propertyName(node.left), value: node.right } : null;
    default:
      return null;
  }
}

/** The function that a name stands for: a declaration, or a constant whose value is a function or a call around one. */
function functionNamed(identifier: Node, sourceCode: TSESLint.SourceCode): Node | null {
  const variable = variableOf(identifier, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return null;
  if (definition.node.type === 'FunctionDeclaration') return definition.node;
  const init = onlyDeclaratorOf(variable)?.init;
  return init ? functionIn(init) : null;
}

/** `() => {…}`, `useCallback(() => {…}, [])`, `debounce(() => {…})`. */
function functionIn(value: Node): Node | null {
  if (isFunction(value)) return value;
  return value.type === 'CallExpression' ? (value.arguments.find((argument) => isFunction(argument)) ?? null) : null;
}
