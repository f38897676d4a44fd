import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isNullish } from '../../syntax/constants.ts';
import type { FunctionNode } from '../../syntax/functions.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { variableOf } from '../../syntax/variables.ts';
import type { Acquisition } from '../acquisitions/acquisitions.ts';
import type { Cell, Held } from './path-states.ts';
import { outermostClosure, usesOf, type HandleUse } from '../acquisitions/handle-uses.ts';
import type { Activation, Handle } from '../acquisitions/handles.ts';

type Node = TSESTree.Node;

/** What the evaluation of a node does to a handle. */
export type Effect =
  | {
      readonly does: 'acquire';
      readonly handle: Handle;
      readonly acquisition: Held;
      readonly isConditional: boolean;
    }
  /** Released, or handed to another owner. */
  | { readonly does: 'settle'; readonly handle: Handle }
  | { readonly does: 'overwrite'; readonly handle: Handle; readonly withNull: boolean }
  /** Changes nothing, and tells what holds there on each way that comes by. */
  | { readonly does: 'look'; readonly handle: Handle; readonly see: (cell: Cell) => void };

export interface Effects {
  readonly byNode: ReadonlyMap<Node, readonly Effect[]>;
  /** Handles that something here releases or hands on, be it only in a callback, under a condition of its own. */
  readonly released: ReadonlySet<Handle>;
}

type Fate = 'every path' | 'some paths' | 'no path';

/**
 * Where in a function's own code its handles are acquired and settled. A closure counts where it is
 * created: from there on it may run, and a release that it makes for sure is as good as made.
 * @param fateIn what a closure does with a handle when it runs
 */
export function effectsIn(
  activation: Activation,
  handles: readonly Handle[],
  sourceCode: TSESLint.SourceCode,
  fateIn: (closure: FunctionNode, handle: Handle) => Fate,
): Effects {
  const byNode = new Map<Node, Effect[]>();
  const released = new Set<Handle>();
  const put = (node: Node, effect: Effect): void => {
    if (effect.does === 'settle') released.add(effect.handle);
    const effects = byNode.get(node);
    if (effects) effects.push(effect);
    else byNode.set(node, [effect]);
  };

  for (const handle of handles) {
    const { direct, inClosures } = usesWithin(handle, activation, sourceCode);
    for (const use of direct) {
      if (use.does === 'release' || use.does === 'transfer') put(use.at, { does: 'settle', handle });
      if (use.does === 'write') overwrite(use.at, handle);
    }
    const closures = new Set(inClosures.map(({ closure }) => closure));
    for (const closure of closures) settleByClosure(closure, handle);
    declare(handle);
    for (const acquisition of handle.acquisitions) acquire(acquisition, handle, closures);
  }
  return { byNode, released };

  /** `let r;`: from here on the handle is null, or has what it is given at first. */
  function declare(handle: Handle): void {
    const declarator = handle.variable.defs[0]?.node;
    if (declarator?.type !== 'VariableDeclarator' || !isWithin(declarator, activation)) return;
    if (handle.acquisitions.some(({ position }) => 'write' in position && position.write === declarator)) return;
    if (declarator.parent.parent.type === 'ForOfStatement') return;
    put(declarator, { does: 'overwrite', handle, withNull: !declarator.init || isNullish(declarator.init) });
  }

  function acquire(acquisition: Acquisition, handle: Handle, closures: ReadonlySet<FunctionNode>): void {
    const { position } = acquisition;
    const at = position.at === 'loop variable' ? position.loop : 'write' in position ? position.write : null;
    if (!at || outermostClosure(at, activation) !== null || !isWithin(at, activation)) return;
    const isConditional = acquisition.isMixed || acquisition.isConditional;
    put(at, { does: 'acquire', handle, acquisition, isConditional });
    // `const stop = () => r?.close(); r = open();`, `const id = setInterval(() => { if (done) clearInterval(id); })`:
    // the closure that releases is there before the resource
    const isReleasedByEarlier = [...closures].some(
      (closure) => closure.range[0] < at.range[1] && settlesSomewhere(closure, handle) !== null,
    );
    if (isReleasedByEarlier) put(at, { does: 'settle', handle });
  }

  function overwrite(assignment: TSESTree.AssignmentExpression, handle: Handle): void {
    if (handle.acquisitions.some(({ position }) => 'write' in position && position.write === assignment)) return;
    put(assignment, { does: 'overwrite', handle, withNull: isNullish(assignment.right) });
  }

  function settleByClosure(closure: FunctionNode, handle: Handle): void {
    const at = settlesSomewhere(closure, handle);
    for (const node of at ?? []) put(node, { does: 'settle', handle });
  }

  /** The nodes at which a closure settles a handle: where it is called when all its calls are here, else where it is made. */
  function settlesSomewhere(closure: FunctionNode, handle: Handle): readonly Node[] | null {
    const fate = fateIn(closure, handle);
    if (fate === 'no path') return isKept(closure, sourceCode) ? [closure] : null;
    if (fate === 'some paths' && !handle.kind.worksUnattended) {
      released.add(handle);
      return isKept(closure, sourceCode) ? [closure] : null;
    }
    return directCallsOf(closure, activation, sourceCode) ?? [closure];
  }
}

/** The uses of a handle as they stand to this function: for a closure, those inside it. */
function usesWithin(
  handle: Handle,
  activation: Activation,
  sourceCode: TSESLint.SourceCode,
): { direct: HandleUse[]; inClosures: { closure: FunctionNode }[] } {
  const within = usesOf(handle, sourceCode).filter(({ identifier }) => isWithin(identifier, activation));
  const own: HandleUse[] = [];
  const closures: { closure: FunctionNode }[] = [];
  for (const use of within) {
    const closure = outermostClosure(use.identifier, activation);
    if (closure) closures.push({ closure });
    else own.push(use);
  }
  return { direct: own, inClosures: closures };
}

/** Whether a closure is kept by more than the call it is given to: returned, stored, made a method. */
function isKept(closure: FunctionNode, sourceCode: TSESLint.SourceCode): boolean {
  const name = nameOf(closure, sourceCode);
  if (name)
    return name.references.some(({ identifier, init }) => !init && !isCalled(identifier) && isKeptAt(identifier));
  return isKeptAt(closure);
}

function isKeptAt(node: Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  return !(
    ((parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.callee !== node) ||
    (parent.type === 'CallExpression' && parent.callee === node) ||
    parent.type === 'ExpressionStatement' ||
    parent.type === 'UnaryExpression' ||
    parent.type === 'AwaitExpression'
  );
}

const isCalled = (identifier: Node): boolean =>
  identifier.parent?.type === 'CallExpression' && identifier.parent.callee === identifier;

function nameOf(closure: FunctionNode, sourceCode: TSESLint.SourceCode): ReturnType<typeof variableOf> {
  if (closure.type === 'FunctionDeclaration') return closure.id && variableOf(closure.id, sourceCode);
  const { parent } = closure;
  return parent.type === 'VariableDeclarator' && parent.init === closure ? variableOf(parent.id, sourceCode) : null;
}

/** The calls of a named closure, when calling it in this function is all that is done with it. */
function directCallsOf(closure: FunctionNode, activation: Activation, sourceCode: TSESLint.SourceCode): Node[] | null {
  const references = nameOf(closure, sourceCode)?.references.filter(({ init }) => !init);
  if (!references || references.length === 0) return null;
  const areAllCalls = references.every(
    ({ identifier }) => isCalled(identifier) && outermostClosure(identifier, activation) === null,
  );
  return areAllCalls ? references.map(({ identifier }) => identifier.parent) : null;
}
