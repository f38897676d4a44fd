import type { TSESLint } from '@typescript-eslint/utils';
import { isClass } from '../../syntax/functions.ts';
import { keyName } from '../../syntax/names.ts';
import { isReportedAt, type Confidence } from '../acquisitions/confidence.ts';
import { hasDisposalOfEmitter } from '../acquisitions/emitters.ts';
import { assumedEndOf } from '../lifecycles/assumed-ends.ts';
import { isEmitterAlone } from './emitter-fields.ts';
import { findFieldHoldings, type FieldHolding } from './field-holdings.ts';
import { couldEnd } from './instance-ends.ts';
import { endOf, fieldFateOf, inheritedEnd, type FieldFate, type InstanceEnd } from './owning-classes.ts';
import { findSiblingFields } from './sibling-fields.ts';
import { findSwappedFields } from './swapped-fields.ts';

/** A resource in a field that the end of its instance does not release, or not always. */
export interface ForgottenField {
  readonly holding: FieldHolding;
  readonly finding:
    | 'siblingReleased'
    | 'releasedWhenReplaced'
    | 'releasedOnSomePaths'
    | 'elementsNotReleased'
    | 'notReleased'
    | 'noFrameworkEnd'
    | 'noTeardown';
  readonly end: InstanceEnd | null;
}

/** Every forgotten field of a file that is this sure, one finding a field. Errs towards silence. */
export function findForgottenFields(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
  least: Confidence,
): readonly ForgottenField[] {
  const seen = new Map<object, Set<string>>();
  const holdings = findFieldHoldings(sourceCode, settings);
  const all = [...holdings, ...findSwappedFields(sourceCode), ...findSiblingFields(sourceCode)];
  return all.flatMap((holding): ForgottenField[] => {
    const { acquisition, owner, field, isMany, shownBy } = holding;
    const { kind } = acquisition;
    const fields = seen.get(owner) ?? new Set();
    if (kind.family === 'timer' || fields.has(field)) return [];
    // where no type says what the base has, its name and what is registered do
    const known = endOf(owner, sourceCode);
    const assumed = known ? null : assumedEndOf(owner, least, sourceCode);
    const end = assumed === null ? known : inheritedEnd(assumed);
    if (end?.missing && isForDerived(holding)) return [];
    // an object of which only the type is known may be no more than memory: `close()` need not end it
    if (kind.id === null && end?.isFinal === false && least === 'high') return [];
    if (!shownBy && hasDisposalOfEmitter(acquisition, sourceCode)) return [];
    const isMeant = isMeantToEnd(holding, end) && (shownBy ?? !isEmitterAlone(holding, holdings, sourceCode));
    const evidence = { verdict: isMeant ? 'some paths' : 'no path', isStarted: false } as const;
    if (!isReportedAt(acquisition, least, evidence)) return [];
    const fate = shownBy === 'sibling' ? 'never released' : fieldFateOf(owner, field, kind, sourceCode, isMany);
    if (fate === 'unknown' || fate === 'released by the teardown') return [];
    // Ex) an event handler that closes it: whether the end of the instance brings the event about is not known
    if (fate === 'released elsewhere' && (least === 'high' || assumed !== null)) return [];
    seen.set(owner, fields.add(field));
    if (!end && shownBy !== 'sibling' && (shownBy || !couldEnd(holding, least, sourceCode))) return [];
    return [{ holding, end, finding: findingOf(holding, fate, end) }];
  });
}

/**
 * A class that has an end means to release what it owns; what a call gives may be somebody else's, and where only the
 * framework knows of the end, it has to be something that goes on for sure.
 */
function isMeantToEnd({ acquisition: { kind, producers } }: FieldHolding, end: InstanceEnd | null): boolean {
  if (end === null || kind.id !== null) return end !== null;
  return end.missing === null && producers.every(({ node }) => node.type === 'NewExpression');
}

/** `protected worker`: a derived class may have the end that releases it. */
const isForDerived = ({ owner: { node }, field }: FieldHolding): boolean =>
  isClass(node) &&
  node.body.body.some(
    (member) =>
      member.type === 'PropertyDefinition' &&
      member.accessibility === 'protected' &&
      keyName(member.key, member.computed) === field,
  );

function findingOf({ shownBy, isMany }: FieldHolding, fate: FieldFate, end: InstanceEnd | null) {
  if (shownBy) return shownBy === 'swap' ? 'releasedWhenReplaced' : 'siblingReleased';
  if (!end) return 'noTeardown';
  if (fate === 'released on some paths') return 'releasedOnSomePaths';
  if (end.missing !== null) return 'noFrameworkEnd';
  return isMany ? 'elementsNotReleased' : 'notReleased';
}
