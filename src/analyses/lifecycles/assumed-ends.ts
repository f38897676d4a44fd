import type { TSESLint } from '@typescript-eslint/utils';
import { isClass } from '../../syntax/functions.ts';
import { isAsSureAs, type Confidence } from '../acquisitions/confidence.ts';
import { isOwningClass, type InstanceOwner } from '../classes/class-members.ts';
import { isSingleton } from '../classes/instance-ends.ts';
import { inheritedEndOf } from './inherited-ends.ts';
import type { Owner } from './owners.ts';

type SourceCode = TSESLint.SourceCode;

/**
 * The one place that says how much an end is worth which a class only inherits: services and contributions extend
 * `Disposable` as well, and live as long as the program, so that nobody may ever call it. A finding is `high` only if it
 * would be without that end, by what the class itself says; what the end adds is `medium` at most. Errs towards
 * "not sure": most of such classes do end.
 */
export function judgedByEnds<Found extends { readonly confidence: Confidence }>(
  owners: readonly Owner[],
  sourceCode: SourceCode,
  judge: (owners: readonly Owner[]) => Found | null,
): Found | null {
  const own = judge(owners);
  const assumed = owners.map((owner) => withAssumedEnd(owner, sourceCode));
  if (assumed.every((owner, index) => owner === owners[index])) return own;
  const found = judge(assumed);
  if (!found) return own;
  const likely: Found = found.confidence === 'high' ? { ...found, confidence: 'medium' } : found;
  // that end is where an edit may release it, however sure the finding is without it
  return own && isAsSureAs(own.confidence, likely.confidence) ? { ...found, confidence: own.confidence } : likely;
}

/** The name of the end that a class is assumed to inherit, for findings that are `least` sure; by the same rule. */
export function assumedEndOf(owner: InstanceOwner, least: Confidence, sourceCode: SourceCode): string | null {
  if (least === 'high' || !isOwningClass(owner) || isSingleton(owner.node, sourceCode)) return null;
  return inheritedEndOf(owner, sourceCode)?.method ?? null;
}

const assumedByOwner = new WeakMap<Owner, Owner>();

/** An instance with the end that it inherits; the one instance that is kept for the program comes to none. */
function withAssumedEnd(owner: Owner, sourceCode: SourceCode): Owner {
  const { inheritable, node } = owner;
  if (!inheritable || !isClass(node)) return owner;
  let assumed = assumedByOwner.get(owner);
  if (!assumed) {
    const releasePlaces = [...owner.releasePlaces, inheritable.place];
    assumed = isSingleton(node, sourceCode) ? owner : { ...owner, releasePlaces, inherited: inheritable };
    assumedByOwner.set(owner, assumed);
  }
  return assumed;
}
