import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { withoutTypes } from '../../syntax/names.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { calleeOf, returnedBy, type Callee } from '../callees/callee-bodies.ts';
import { ownershipOfResult } from '../callees/result-ownership.ts';
import { producerAt, type Producer } from './producers.ts';
import type { KnownAcquisitions } from './resource-kinds.ts';

/**
 * A call of a function that makes what the catalog knows, and gives it away: `this.createView()`. Only worth asking
 * where an owner keeps what it gets. Errs towards "no": one return that is not understood leaves it open.
 */
export function producerThroughFactory(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  known: KnownAcquisitions,
  sourceCode: TSESLint.SourceCode,
): Producer | null {
  const callee = call.type === 'CallExpression' ? calleeOf(call, sourceCode) : null;
  if (!callee || callee === 'declared' || !isGivenAway(callee, known)) return null;
  for (const returned of returnedBy(callee) ?? []) {
    for (const { node } of leavesOf(returned).leaves) {
      const variable = node.type === 'Identifier' ? variableOf(node, callee.sourceCode) : null;
      const made = withoutTypes((variable && onlyDeclaratorOf(variable)?.init) ?? node);
      if (made.type !== 'CallExpression' && made.type !== 'NewExpression') continue;
      const producer = producerAt(made, known, callee.sourceCode);
      if (producer && producer.kind.id !== null)
        return { ...producer, node: call, promised: producer.promised || callee.node.async };
    }
  }
  return null;
}

const contexts = new WeakMap<KnownAcquisitions, object>();

/** Whether a function keeps nothing of what it returns, however sure the catalog is that its kind must be released. */
function isGivenAway(callee: Callee, known: KnownAcquisitions): boolean {
  let context = contexts.get(known);
  if (!context) contexts.set(known, (context = {}));
  const ownership = ownershipOfResult(callee, context, (inner, { sourceCode }) => {
    const producer = producerAt(inner, known, sourceCode);
    return producer?.kind.id != null ? { kind: { ...producer.kind, confidence: 'high' } } : 'unknown';
  });
  return ownership === 'owned';
}
