import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction, functionOf } from '../../syntax/functions.ts';
import { calledName, withoutTypes } from '../../syntax/names.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { findLongPromises, type LongPromise, type PromiseUse } from './long-promises.ts';
import { isInEndlessLoop, nameOf, repetitionOf } from './repetition.ts';
import { firstWordOf } from './words.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** Reactions that pile up on a promise that stays pending, each with what it keeps. */
export interface PendingReaction {
  readonly promise: LongPromise;
  readonly use: PromiseUse;
  readonly confidence: 'high' | 'medium';
  /** The contenders that can be told to pass on nothing, because nobody reads the result. */
  readonly toNarrow: readonly Node[];
}

/** Where reactions pile up. Errs towards silence: the code runs again and again, and leaves one each time. */
export function findPendingReactions(sourceCode: SourceCode): readonly PendingReaction[] {
  return findLongPromises(sourceCode).flatMap((promise) =>
    promise.uses.flatMap((use): PendingReaction[] => {
      if (use.others.length > 0 && use.others.every(isNarrowed)) return [];
      const repetition = repetitionOf(use.node, sourceCode);
      const confidence =
        promise.holder === 'local' ? confidenceInLoop(promise, use) : confidenceOf(promise, use, sourceCode);
      if (repetition !== 'many' || !confidence) return [];
      return [{ promise, use, confidence, toNarrow: narrowableIn(use, sourceCode) }];
    }),
  );
}

/** The promise of a function, in a loop without end behind it. */
function confidenceInLoop({ id }: LongPromise, { by, node }: PromiseUse): 'medium' | null {
  if (by === 'await' || !isInEndlessLoop(node)) return null;
  let loop: Node | undefined = node;
  while (loop && !/^(For|While)/.test(loop.type)) loop = loop.parent;
  return loop && id.range[1] <= loop.range[0] ? 'medium' : null;
}

function confidenceOf(
  { holder }: LongPromise,
  { by, node, others }: PromiseUse,
  sourceCode: SourceCode,
): 'high' | 'medium' {
  if (holder === 'instance' || by === 'await') return 'medium';
  const types = typeQueriesOf(sourceCode);
  if (by !== 'then') return others.every((other) => types.isPrimitive(other) === true) ? 'medium' : 'high';
  // `onShutdown(callback)`: what waits is meant to wait
  const home = functionOf(node);
  const waits = /^(on|when|after|before|wait|until|add|register)$/.test(firstWordOf(nameOf(home) ?? ''));
  return waits || !isFunction(home) ? 'medium' : 'high';
}

/** `work().then(…)` passes on what it is told to. */
function isNarrowed(node: Node): boolean {
  const call = withoutTypes(node);
  return call.type === 'CallExpression' && calledName(call) === 'then';
}

/** Promises in a race whose result is dropped. */
function narrowableIn({ node, others }: PromiseUse, sourceCode: SourceCode): readonly Node[] {
  const isDropped = node.parent?.type === 'AwaitExpression' && node.parent.parent.type === 'ExpressionStatement';
  const types = typeQueriesOf(sourceCode);
  const isPlain = (other: Node): boolean =>
    (other.type === 'CallExpression' || other.type === 'Identifier') && types.isThenable(other) === true;
  return isDropped && others.length > 0 && others.every((other) => isNarrowed(other) || isPlain(other))
    ? others.filter((other) => !isNarrowed(other))
    : [];
}
