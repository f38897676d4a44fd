import type { TSESLint } from '@typescript-eslint/utils';
import { isEmitter } from '../acquisitions/emitters.ts';
import type { FieldHolding } from './field-holdings.ts';
import { fieldFateOf } from './owning-classes.ts';

/**
 * Whether a field holds an emitter that ends with its instance, and the class does not show that it thinks otherwise
 * by disposing another one of its type. Errs towards "no", which is what it says without types.
 */
export function isEmitterAlone(
  { owner, acquisition }: FieldHolding,
  holdings: readonly FieldHolding[],
  sourceCode: TSESLint.SourceCode,
): boolean {
  return (
    isEmitter(acquisition, sourceCode) &&
    !holdings.some(
      (other) =>
        other.owner === owner &&
        other.acquisition.kind.label === acquisition.kind.label &&
        fieldFateOf(owner, other.field, acquisition.kind, sourceCode, other.isMany) === 'released by the teardown',
    )
  );
}
