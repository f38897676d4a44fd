import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { openEndedCall } from '../../catalog/long-lived.ts';
import { functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { nodesOf } from '../../syntax/nodes.ts';
import { calledName } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import type { Variable } from '../../syntax/variables.ts';
import { childrenOf } from '../../syntax/walk.ts';
import { contextsOf } from './contexts.ts';
import { derivationsOf, type Derivations } from './derivations.ts';
import { isBorrowed, isCleared } from './shared-contexts.ts';

import { isLarge, sizeOfVariable, type SizeEvidence } from './size-evidence.ts';
import { keptByFrame } from './suspended-frames.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A large local value that a suspended function keeps although it has been used for the last time: V8 saves every
 * register of the frame, dead or not, also of blocks that have ended. Only suspensions without a known end count.
 * Optimised code drops such values, so that the fact is about functions which are called rarely.
 */
export interface HeldAcrossSuspension {
  readonly variable: Variable;
  readonly size: SizeEvidence;
  readonly suspension: Node;
  readonly closure: FunctionNode;
  /** Emptying the variable lets the value go: nothing else in the frame holds it, or something of it. */
  readonly couldBeEmptied: boolean;
}

/** One fact for each variable, with the first suspension that holds it. */
export function findHeldAcrossSuspension(sourceCode: SourceCode): readonly HeldAcrossSuspension[] {
  const found: HeldAcrossSuspension[] = [];
  const parts = new Set<Variable>();
  for (const [closure, suspensions] of openEndedSuspensions(sourceCode)) {
    const [first] = suspensions;
    // a context goes with its block, and the closures that are in it may be done with later
    const values = first
      ? keptByFrame(first, sourceCode).filter(({ variable }) => !contextsOf(sourceCode).holds(variable))
      : [];
    for (const { variable, where } of values) {
      if (!suspensions.some((candidate) => isDeadAt(candidate, variable, closure))) continue;
      if (isCleared(variable) || isBorrowed(variable, sourceCode)) continue;
      const size = sizeOfVariable(variable, sourceCode);
      if (!size || size.grade === 'error') continue;
      // what is derived from it and used later keeps it anyway
      const derived = derivationsOf(variable, sourceCode);
      const suspension = suspensions.find(
        (candidate) => isDeadAt(candidate, variable, closure) && !isNeededBehind(candidate, derived, closure),
      );
      if (!suspension) continue;
      const couldBeEmptied = where === 'register' && derived.variables.size === 0;
      found.push({ variable, size, suspension, closure, couldBeEmptied });
      // an item of a list may be all that is large
      if (isLarge(size)) for (const each of derived.variables) parts.add(each);
    }
  }
  // the whole is told, not its parts
  return found.filter(({ variable }) => !parts.has(variable));
}

/** Suspensions of which nobody knows when they end, by the function that is suspended. */
function openEndedSuspensions(sourceCode: SourceCode): Map<FunctionNode, Node[]> {
  const byFunction = new Map<FunctionNode, Node[]>();
  const candidates: Node[] = [
    ...nodesOf('ForOfStatement', sourceCode).filter((loop) => loop.await),
    ...[...nodesOf('AwaitExpression', sourceCode), ...nodesOf('YieldExpression', sourceCode)].filter(
      (node) => isUnbounded(node.argument) || endlessLoopAround(node),
    ),
  ].sort((one, other) => one.range[0] - other.range[0]);
  for (const node of candidates) {
    const closure = functionOf(node);
    if (!isFunction(closure) || closure.type === 'StaticBlock') continue;
    const group = byFunction.get(closure);
    if (group) group.push(node);
    else byFunction.set(closure, [node]);
  }
  return byFunction;
}

function isUnbounded(argument: Node | null | undefined): boolean {
  return argument?.type === 'CallExpression' && openEndedCall.test(calledName(argument) ?? '');
}

const isEndless = (node: Node): boolean =>
  (node.type === 'WhileStatement' && node.test.type === 'Literal' && node.test.value === true) ||
  (node.type === 'ForStatement' && !node.test);

/** The loop without an end that a suspension keeps going round in: not one that it leaves, whatever it waits for. */
function endlessLoopAround(node: Node): Node | null {
  for (let inner = node, outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (isEndless(outer)) return outer;
    const isLeft = outer.type === 'BlockStatement' && leaves(outer.body.at(-1)) && outer.body.includes(inner as never);
    if (isLeft) return null;
  }
  return null;
}

/** `break`, `return` and `throw` at the end of a block. */
const leaves = (statement: Node | undefined): boolean => /^(Break|Return|Throw)Statement$/.test(statement?.type ?? '');

/** Whether a variable has its value when the function is suspended there, and is never read again. */
function isDeadAt(suspension: Node, { references, identifiers, scope }: Variable, closure: Node): boolean {
  const [name] = identifiers;
  // what the suspension itself reads is in use
  if (
    !name ||
    references.length === 0 ||
    references.some(({ identifier }) => isWithin(identifier, suspensionHead(suspension)))
  )
    return false;
  const loop = endlessLoopAround(suspension);
  const isOfLoop = loop !== null && isWithin(name, loop);
  // `while (true) { const x = await next(); … }` holds the last one while it waits for the next
  if (isOfLoop && isInitialisedBy(name, suspension)) return isStepOf(suspension, loop);
  // what the loop makes anew each time is held until the next one, by a wait that has an end
  if (isOfLoop && !isLongerThanRound(suspension)) return false;
  if (isLeftBefore(suspension, name, closure)) return false;
  const lastUses = references.map(({ identifier }) => endOfUse(identifier, scope.block, closure));
  return Math.max(...lastUses) <= suspension.range[0];
}

/** A wait for somebody else; a pause between two rounds is none. */
function isLongerThanRound(suspension: Node): boolean {
  const argument = argumentOf(suspension);
  return isUnbounded(argument) && !(argument?.type === 'CallExpression' && calledName(argument) === 'sleep');
}

/** The block of the variable ends the function, so that nothing waits behind it. */
function isLeftBefore(suspension: Node, name: Node, closure: Node): boolean {
  for (let outer = name.parent; outer && outer !== closure; outer = outer.parent) {
    const isEnd = outer.type === 'BlockStatement' && /^(Return|Throw)/.test(outer.body.at(-1)?.type ?? '');
    if (isEnd && !isWithin(suspension, outer)) return true;
  }
  return false;
}

const argumentOf = (suspension: Node): Node | null =>
  suspension.type === 'AwaitExpression' || suspension.type === 'YieldExpression' ? (suspension.argument ?? null) : null;

/** Every round of the loop comes by: it stands in no condition and in no loop inside. */
function isStepOf(node: Node, loop: Node): boolean {
  for (let outer = node.parent; outer && outer !== loop; outer = outer.parent) {
    if (!/^(VariableDeclarat(or|ion)|BlockStatement|TryStatement)$/.test(outer.type)) return false;
  }
  return true;
}

/** Something that is derived from the value is used behind the suspension, or by somebody else at any time. */
function isNeededBehind(suspension: Node, { variables, isStored }: Derivations, closure: Node): boolean {
  if (isStored) return true;
  return [...variables].some(({ references, scope }) =>
    references.some(({ identifier }) => {
      const isElsewhere = functionOf(identifier) !== closure;
      return isElsewhere || endOfUse(identifier, scope.block, closure) > suspension.range[0];
    }),
  );
}

const suspensionHead = (suspension: Node): Node =>
  suspension.type === 'ForOfStatement' ? suspension.right : suspension;

const isInitialisedBy = (name: Node, suspension: Node): boolean =>
  name.parent?.type === 'VariableDeclarator' && name.parent.init === suspension;

/** Where a use ends: behind the loops around it that go round again with the same variable. */
function endOfUse(identifier: Node, home: Node, closure: Node): number {
  let [, end] = identifier.range;
  for (let outer = identifier.parent; outer && outer !== home && outer !== closure; outer = outer.parent) {
    if (/^(For|While|DoWhile)/.test(outer.type)) [, end] = outer.range;
  }
  return end;
}

/** The statement in the block of a declaration that reads the variable last, when the suspension stands behind it. */
export function lastStatementBefore(
  { variable, suspension, couldBeEmptied }: HeldAcrossSuspension,
  sourceCode: SourceCode,
): TSESTree.Statement | null {
  if (!couldBeEmptied) return null;
  const [definition] = variable.defs;
  const declared = definition?.node as Node | undefined;
  const block =
    declared?.type === 'VariableDeclarator'
      ? declared.parent.parent
      : declared && isFunction(declared) && 'body' in declared
        ? (declared.body as Node)
        : null;
  if (block?.type !== 'BlockStatement') return null;
  const last = childrenOf(block, sourceCode).findLast((statement) =>
    variable.references.some(({ identifier }) => isWithin(identifier, statement)),
  );
  const isBehind = last !== undefined && last.range[1] <= suspension.range[0];
  return isBehind && !/^(Return|Throw|Break|Continue)/.test(last.type) ? (last as TSESTree.Statement) : null;
}
