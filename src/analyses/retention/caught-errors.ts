import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { numberOf } from '../../syntax/constants.ts';
import { isFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { nodesOf } from '../../syntax/nodes.ts';
import { originOf } from '../../syntax/origins.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { walk } from '../../syntax/walk.ts';
import { contextsOf, scopeAt, type Slot } from './contexts.ts';
import { type ClosureNode } from './closures.ts';
import { lifetimeOf, type Lifetime } from './sink-lifetimes.ts';
import { findReturnedClosures, findSinks, type Sink } from './sinks.ts';
import { functionsAround, reachedFrom } from './users.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A closure that is created in a `catch` clause, lives on, and keeps the caught error although it never uses it:
 * V8 puts what `catch` binds into a context even when nothing captures it. Errs towards none.
 */
export interface KeptError {
  readonly clause: TSESTree.CatchClause;
  readonly sink: Sink;
  readonly lifetime: Exclude<Lifetime, null>;
  readonly slot: Slot;
  /** Nothing mentions the error at all, so that the clause can do without it. */
  readonly isUnused: boolean;
}

/** A timeout of this many milliseconds or more outlives what it is set for. */
const long = 1000;

/** One fact for each clause, with the first closure that keeps its error. */
export function findKeptErrors(sourceCode: SourceCode): readonly KeptError[] {
  const clauses = nodesOf('CatchClause', sourceCode).filter(({ param }) => param !== null);
  if (clauses.length === 0) return [];
  const lasting = [...findSinks(sourceCode), ...findReturnedClosures(sourceCode)];
  lasting.sort((one, other) => one.place.range[0] - other.place.range[0]);
  // what ends by itself comes last
  const sinks = [...lasting, ...findLongTimeouts(clauses, sourceCode)];
  return clauses.flatMap((clause): KeptError[] => {
    const scope = scopeAt(clause, sourceCode);
    if (!scope) return [];
    const { variables } = scope;
    const references = variables.flatMap((variable) => variable.references);
    // an error that is emptied is gone
    if (references.some((reference) => reference.isWrite() && !reference.init)) return [];
    const sink = sinks.find((candidate) => {
      const { closure } = candidate;
      if (!isWithin(closure, clause.body)) return false;
      const reached = reachedFrom(closure, sourceCode);
      const isUsed = references.some((reference) => functionsAround(reference).some((around) => reached.has(around)));
      return !isUsed && lifetimeOf(candidate, sourceCode) !== null;
    });
    const lifetime = sink && lifetimeOf(sink, sourceCode);
    const [slot] = sink ? contextsOf(sourceCode).slotsOf(scope) : [];
    return sink && lifetime && slot ? [{ clause, sink, lifetime, slot, isUnused: references.length === 0 }] : [];
  });
}

/** Timeouts that are set in a clause and are long, or start the function around them again. */
function findLongTimeouts(clauses: readonly TSESTree.CatchClause[], sourceCode: SourceCode): Sink[] {
  const sinks: Sink[] = [];
  for (const clause of clauses) {
    walk(clause.body, sourceCode, (node) => {
      if (node.type === 'CatchClause') return 'skip';
      if (node.type !== 'CallExpression') return undefined;
      const [callback, delay] = node.arguments;
      if (callback?.type !== 'ArrowFunctionExpression' && callback?.type !== 'FunctionExpression') return undefined;
      const origin = originOf(node.callee, sourceCode);
      if (origin?.path !== 'setTimeout' || !/^(node:)?timers$/.test(origin.module ?? 'timers')) return undefined;
      const time = delay ? numberOf(delay, sourceCode) : 0;
      if ((time ?? 0) < long && !callsItsFunction(callback, clause, sourceCode)) return undefined;
      sinks.push({
        ...{ by: 'timeout', targetLives: 'pending', closure: callback, noun: 'timer' },
        ...{ holder: 'setTimeout()', place: node.callee, call: node },
      });
      return undefined;
    });
  }
  return sinks;
}

/** A retry: the callback calls the function in which the clause stands. */
function callsItsFunction(callback: ClosureNode, clause: TSESTree.CatchClause, sourceCode: SourceCode): boolean {
  const names = new Set<string>();
  for (let node: Node | undefined = clause.parent; node; node = node.parent) {
    if (!isFunction(node)) continue;
    const { parent } = node;
    if ('id' in node && node.id) names.add(node.id.name);
    if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') names.add(parent.id.name);
    if (parent.type === 'MethodDefinition' && parent.key.type === 'Identifier') names.add(`this.${parent.key.name}`);
  }
  let isRetry = false;
  walk(callback.body, sourceCode, (node) => {
    if (node.type !== 'CallExpression') return undefined;
    if (names.has(sourceCode.getText(withoutTypes(node.callee)))) isRetry = true;
    return undefined;
  });
  return isRetry;
}

/** How the closure can be created behind the clause instead of in it. */
export interface MovePlan {
  readonly statement: TSESTree.Statement;
  readonly attempt: TSESTree.TryStatement;
  /** What tells behind the clause that it was entered; `null` when nothing else leads there. */
  readonly flag: string | null;
}

/** `null` unless the last statement of the clause creates the closure and needs nothing that the clause declares. */
export function movePlanFor({ clause, sink }: KeptError, sourceCode: SourceCode): MovePlan | null {
  const attempt = clause.parent;
  const statement = clause.body.body.at(-1);
  const isInList = attempt.parent.type === 'BlockStatement' || attempt.parent.type === 'Program';
  if (!statement || !isInList || attempt.finalizer || !isWithin(sink.closure, statement)) return null;
  if (!/^(Expression|Return)Statement$/.test(statement.type)) return null;
  const scopes = [scopeAt(clause, sourceCode), scopeAt(clause.body, sourceCode)];
  const inside = scopes.flatMap((scope) => scope?.variables ?? []);
  const isNeeded = inside.some(({ references }) =>
    references.some(({ identifier }) => isWithin(identifier, statement)),
  );
  if (isNeeded) return null;
  const last = attempt.block.body.at(-1);
  if (last && /^(Return|Throw|Continue|Break)Statement$/.test(last.type)) return { statement, attempt, flag: null };
  if (statement.type === 'ReturnStatement') return null;
  for (let scope = scopeAt(attempt, sourceCode); scope; scope = scope.upper) {
    if (scope.set.has('failed') || scope.through.some(({ identifier }) => identifier.name === 'failed')) return null;
  }
  return { statement, attempt, flag: 'failed' };
}
