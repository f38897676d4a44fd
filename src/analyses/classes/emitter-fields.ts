import type { TSESLint } from '@typescript-eslint/utils';
import { emitterMembers } from '../../catalog/exemptions.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { FieldHolding } from './field-holdings.ts';
import { fieldFateOf } from './owning-classes.ts';

/**
 * Whether a field holds an emitter that ends with its instance: nothing but memory, unless the class shows that it
 * thinks otherwise and disposes another one of its type. Errs towards "no", which is what it says without types.
 */
export function isEmitterAlone(
  { owner, acquisition }: FieldHolding,
  holdings: readonly FieldHolding[],
  sourceCode: TSESLint.SourceCode,
): boolean {
  const { kind, producers } = acquisition;
  const types = typeQueriesOf(sourceCode);
  const isEmitter =
    kind.id === null && emitterMembers.every((name) => types.hasMember(producers[0].node, new Set([name])) === true);
  return (
    isEmitter &&
    !holdings.some(
      (other) =>
        other.owner === owner &&
        other.acquisition.kind.label === kind.label &&
        fieldFateOf(owner, other.field, kind, sourceCode, other.isMany) === 'released by the teardown',
    )
  );
}
