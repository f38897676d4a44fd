import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { openEndedCall } from '../../catalog/long-lived.ts';
import { functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName } from '../../syntax/names.ts';
import type { Variable } from '../../syntax/variables.ts';
import { childrenOf, walk } from '../../syntax/walk.ts';
import { contextsOf, scopeAt, type Scope } from './contexts.ts';
import { isBorrowed, isCleared } from './shared-contexts.ts';
import { isWithin } from './sinks.ts';
import { sizeOfVariable, type SizeEvidence } from './size-evidence.ts';

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
}

/** One fact for each variable, with the first suspension that holds it. */
export function findHeldAcrossSuspension(sourceCode: SourceCode): readonly HeldAcrossSuspension[] {
  const found: HeldAcrossSuspension[] = [];
  for (const [closure, suspensions] of openEndedSuspensions(sourceCode)) {
    for (const variable of localsOf(closure, sourceCode)) {
      const suspension = suspensions.find((candidate) => isDeadAt(candidate, variable, closure));
      if (!suspension || isCleared(variable) || isBorrowed(variable, sourceCode)) continue;
      const isCaptured = contextsOf(sourceCode)
        .slotsOf(variable.scope)
        .some((slot) => slot.variable === variable);
      // a context goes with its block
      if (isCaptured) continue;
      const size = sizeOfVariable(variable, sourceCode);
      if (size && size.grade !== 'error') found.push({ variable, size, suspension, closure });
    }
  }
  return found;
}

/** Suspensions of which nobody knows when they end, by the function that is suspended. */
function openEndedSuspensions(sourceCode: SourceCode): Map<FunctionNode, Node[]> {
  const byFunction = new Map<FunctionNode, Node[]>();
  walk(sourceCode.ast, sourceCode, (node) => {
    const isOpenEnded =
      (node.type === 'ForOfStatement' && node.await) ||
      ((node.type === 'AwaitExpression' || node.type === 'YieldExpression') &&
        (isUnbounded(node.argument) || isInEndlessLoop(node)));
    const closure = isOpenEnded ? functionOf(node) : null;
    if (!closure || !isFunction(closure) || closure.type === 'StaticBlock') return undefined;
    const group = byFunction.get(closure);
    if (group) group.push(node);
    else byFunction.set(closure, [node]);
    return undefined;
  });
  return byFunction;
}

function isUnbounded(argument: Node | null | undefined): boolean {
  return argument?.type === 'CallExpression' && openEndedCall.test(calledName(argument) ?? '');
}

const isEndless = (node: Node): boolean =>
  (node.type === 'WhileStatement' && node.test.type === 'Literal' && node.test.value === true) ||
  (node.type === 'ForStatement' && !node.test);

function isInEndlessLoop(node: Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (isEndless(outer)) return true;
  }
  return false;
}

/** Every variable of a function and its blocks. */
function localsOf(closure: FunctionNode, sourceCode: SourceCode): Variable[] {
  const own = scopeAt(closure, sourceCode);
  const variables: Variable[] = [];
  const pending: Scope[] = own ? [own] : [];
  for (let scope = pending.pop(); scope; scope = pending.pop()) {
    variables.push(
      ...scope.variables.filter(({ defs: [definition] }) =>
        /^(Variable|Parameter)$/.test((definition?.type as string) ?? ''),
      ),
    );
    pending.push(...scope.childScopes.filter((child) => child.variableScope === own?.variableScope));
  }
  return variables;
}

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
  const lastUses = references.map(({ identifier }) => endOfUse(identifier, scope.block, closure));
  if (Math.max(...lastUses) <= suspension.range[0]) return true;
  // `while (true) { const x = await next(); … }` holds the last one while it waits for the next
  const loop = endlessLoopAround(suspension);
  return (
    loop !== null && isWithin(name, loop) && name.range[0] < suspension.range[0] && isInitialisedBy(name, suspension)
  );
}

const suspensionHead = (suspension: Node): Node =>
  suspension.type === 'ForOfStatement' ? suspension.right : suspension;

function endlessLoopAround(node: Node): Node | null {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) if (isEndless(outer)) return outer;
  return null;
}

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
  { variable, suspension }: HeldAcrossSuspension,
  sourceCode: SourceCode,
): TSESTree.Statement | null {
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
