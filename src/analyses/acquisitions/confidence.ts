import type { JSONSchema4 } from '@typescript-eslint/utils/json-schema';
import type { Confidence } from '../../catalog/schema.ts';
import type { Acquisition } from './acquisitions.ts';
import type { ReleaseVerdict } from '../paths/release-paths.ts';

export type { Confidence } from '../../catalog/schema.ts';

const order: readonly Confidence[] = ['high', 'medium', 'low'];

/** What speaks for or against a finding, beside the kind of resource. */
export interface Evidence {
  readonly verdict: ReleaseVerdict['verdict'];
  /** The handle was told to go on by itself. */
  readonly isStarted: boolean;
  /** It is dropped in an instance that has an end, or kept by code that runs whenever an owner begins. */
  readonly isInOwner?: boolean;
}

/**
 * Whether a finding is sure enough for a rule that reports from this confidence on. A release on some paths, or an
 * owner with an end around it, shows that the code means to release: that makes a resource of medium confidence
 * as good as one of high. An object of which only the type is known, and which was told to go on by itself, may be
 * meant to outlive the function.
 */
export function isReportedAt(
  { kind, isMixed }: Acquisition,
  least: Confidence,
  { verdict, isStarted, isInOwner = false }: Evidence = { verdict: 'no path', isStarted: false },
): boolean {
  // `given ?? create()`: whether this code owns it depends on what it was given
  if (isMixed) return false;
  let rank = order.indexOf(kind.confidence);
  // a method of the class itself may keep what it makes; what the catalog knows is new for sure
  const isMeantToEnd = verdict === 'some paths' || (isInOwner && kind.id !== null);
  if (isMeantToEnd && kind.confidence === 'medium') rank -= 1;
  if (verdict === 'no path' && kind.id === null && isStarted) rank += 1;
  return rank <= order.indexOf(least);
}

/** Whether a confidence is at least another. */
export const isAsSureAs = (confidence: Confidence, least: Confidence): boolean =>
  order.indexOf(confidence) <= order.indexOf(least);

/** The option `confidence` of a rule. @param lowest the lowest that its findings have */
export const confidenceSchema = (lowest: Confidence, description: string): JSONSchema4 => ({
  type: 'string',
  enum: order.slice(0, order.indexOf(lowest) + 1),
  description,
});
