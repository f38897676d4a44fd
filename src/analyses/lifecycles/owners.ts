import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isClass } from '../../syntax/functions.ts';
import { removalName } from '../../catalog/lifecycles.ts';
import { calledName, propertyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { componentOwner, isOfModule } from './components.ts';
import { effectOwner } from './effects.ts';
import { factoryOwner } from './factories.ts';
import type { InheritedEnd } from './inherited-ends.ts';
import { instanceOwner } from './instances.ts';
import { objectOwner } from './objects.ts';
import { testOwner } from './test-suites.ts';
import { functionsNamed, membersIn } from './named-functions.ts';

type Node = TSESTree.Node;

/** Something with a beginning and an end: what it acquires while it lives has to be released where it ends. */
export interface Owner {
  readonly kind: 'instance' | 'effect' | 'component' | 'tests' | 'factory';
  /** As messages name it, with its article: "this instance", "the effect", "the component". */
  readonly label: string;
  readonly node: Node;
  /** Where it ends, the most final first; empty when nothing in the file ends it. */
  readonly releasePlaces: readonly ReleasePlace[];
  /** Code that was written to run at the end, and never does. */
  readonly ignoredPlaces?: readonly IgnoredPlace[];
  /** It can be started again after its end (`start()` and `stop()`), and may keep for that what it began with. */
  readonly canRestart?: boolean;
  /** The end that it seems to have from a base class which the file does not show; no release place by itself. */
  readonly inheritable?: InheritedEnd;
  /** That end, where it is assumed to come, and stands among the release places. */
  readonly inherited?: InheritedEnd;
}

/** Code that runs when an owner ends. */
export interface ReleasePlace {
  /** As messages name it: `dispose()`, "the cleanup of `useEffect`". */
  readonly name: string;
  /** The function or expression that runs at the end. */
  readonly code: Node;
}

/** What nobody calls in the end: the function that an async effect returns, a hook behind an `await`. */
export interface IgnoredPlace extends ReleasePlace {
  /** As messages go on: "an async function returns a promise". */
  readonly because: string;
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
    if (candidate.type === 'Program' && isOfModule(node, sourceCode)) break;
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
  const members = [...homes].flatMap((home) =>
    home && (home === owner.node || isClass(home)) ? [membersIn(home, sourceCode)] : [],
  );
  for (const code of reached) {
    walk(code, sourceCode, (node) => {
      if (node.type === 'Identifier') {
        if (isTakenAway(node)) return undefined;
        for (const called of functionsNamed(node, sourceCode)) reached.add(called);
      } else if (node.type === 'MemberExpression' && !isTakenAway(node)) {
        const name = propertyName(node) ?? '';
        for (const member of members.flatMap((byName) => byName.get(name) ?? [])) reached.add(member);
      }
      return undefined;
    });
  }
  return reached;
}

/** `removeEventListener('click', handler)`, `clearInterval(timer!)`, `socket.onclose = null`: what is named here will not run any more. */
function isTakenAway(node: Node): boolean {
  let value = node;
  while (value.parent && /^TS(?:As|NonNull|Satisfies)Expression$/.test(value.parent.type)) value = value.parent;
  const { parent } = value;
  if (parent?.type === 'AssignmentExpression') return parent.left === value && node.type === 'MemberExpression';
  if (parent?.type !== 'CallExpression' || parent.callee === value) return false;
  return removalName.test(calledName(parent) ?? '');
}
