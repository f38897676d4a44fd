import type { Confidence } from '../catalog/schema.ts';
import type { Acquisition } from './acquisitions.ts';
import type { OwningClass } from './owning-classes.ts';
import type { ReleaseVerdict } from './release-paths.ts';

export type { Confidence } from '../catalog/schema.ts';

const order: readonly Confidence[] = ['high', 'medium', 'low'];

/**
 * Whether a finding is sure enough for a rule that reports from this confidence on. A release on some paths shows
 * that the code means to release, which makes a resource of medium confidence as good as one of high. An object of
 * which only the type is known, and which was told to go on by itself, may be meant to outlive the function.
 */
export function isReportedAt(
  { kind, isMixed }: Acquisition,
  least: Confidence,
  found: Pick<ReleaseVerdict, 'verdict' | 'isStarted'> = droppedFor(null),
): boolean {
  // `given ?? create()`: whether this code owns it depends on what it was given
  if (isMixed) return false;
  let rank = order.indexOf(kind.confidence);
  if (found.verdict === 'some paths' && kind.confidence === 'medium') rank -= 1;
  if (found.verdict === 'no path' && kind.id === null && found.isStarted) rank += 1;
  return rank <= order.indexOf(least);
}

/** What is known of a resource whose handle is dropped: in an instance that has a teardown, the code means to release. */
export function droppedFor(owner: OwningClass | null): Pick<ReleaseVerdict, 'verdict' | 'isStarted'> {
  return { verdict: owner && owner.teardowns.length > 0 ? 'some paths' : 'no path', isStarted: false };
}
