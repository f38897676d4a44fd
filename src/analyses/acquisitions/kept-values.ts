import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { withoutTypes } from '../../syntax/names.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import type { Acquisition } from './acquisitions.ts';
import { producerAt } from './producers.ts';
import { knownAcquisitions } from './resource-kinds.ts';
import { shapedProducerAt } from './shaped-producers.ts';

/**
 * The acquisition whose value an expression is, where something keeps it that is not followed as a local variable
 * is: a field, a variable of the module. `null` unless it is one call or `new` alone that gives it.
 */
export function acquisitionKeptAt<Position extends Acquisition['position']>(
  value: TSESTree.Node,
  position: Position,
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): (Acquisition & { readonly position: Position }) | null {
  const { leaves, couldBeNullish, couldBeFalsy } = leavesOf(value);
  const [leaf] = leaves;
  const call = leaf && leaves.length === 1 ? withoutTypes(leaf.node) : null;
  if (!leaf || (call?.type !== 'CallExpression' && call?.type !== 'NewExpression')) return null;
  const known = knownAcquisitions(settings);
  const producer = producerAt(call, known, sourceCode) ?? shapedProducerAt(call, known, sourceCode);
  return (
    producer && {
      kind: producer.kind,
      producers: [producer],
      position,
      isAwaited: leaf.isAwaited || !producer.promised,
      couldBeNullish: couldBeNullish || producer.couldBeNullish,
      isConditional: couldBeNullish,
      couldBeFalsy,
      isMixed: false,
    }
  );
}
