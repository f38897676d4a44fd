import type { TSESLint } from '@typescript-eslint/utils';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isReachedFrom, type Owner } from '../lifecycles/owners.ts';
import { onlyReleases } from '../lifecycles/releasing-code.ts';
import { isSurelyForgotten } from './end-evidence.ts';
import { isOfComponent } from './component-values.ts';
import { sureOfDropped } from './component-leaks.ts';
import { consequenceIn, isFinal, type Finding, type Report, type TimerLeak } from './findings.ts';
import { abortsOwnController, abortsSomething, setsState } from './late-callbacks.ts';
import { executorAround } from './promise-timers.ts';
import { usualDelayOf, type TimerStart } from './starts.ts';
import { asksFlagOf } from './stop-flags.ts';

type SourceCode = TSESLint.SourceCode;

/** A timer whose handle is dropped, so that nothing can clear it. */
export function leakOfDropped(
  start: TimerStart,
  owner: Owner | null,
  leak: Report,
  starts: readonly TimerStart[],
  sourceCode: SourceCode,
): TimerLeak | null {
  const { isInterval, loop, isDelayed, callback } = start;
  const ends = owner !== null && (owner.releasePlaces.length > 0 || isFinal(owner));
  const finding: Finding = { id: 'dropped', consequence: ends ? consequenceIn(owner) : null };
  if (isInterval) return leak(finding, ends && owner.kind !== 'tests' ? 'high' : 'medium');
  if (start.kind.id === 'timer/debounced-function') return null;
  const asked = [...(loop?.conditions ?? []), ...(callback ? [callback] : [])];
  if (owner && asksFlagOf(owner, asked, sourceCode)) return null;
  if (loop) {
    if (loop.conditions.length === 0) return leak(finding, ends ? 'high' : 'medium');
    if (!ends || !isFinal(owner) || !isDelayed) return null;
    const sure = isOfComponent(owner) ? sureOfDropped(start, owner, sourceCode) : 'medium';
    return sure && leak(finding, sure);
  }
  // a pause, `new Promise((resolve) => setTimeout(resolve, ms))`, is over when it is over
  if (!isDelayed || functionOf(start.node) === executorAround(start.node)) return null;
  if (start.isLong && abortsOwnController(callback, start.node, usualDelayOf(start.node, sourceCode), sourceCode))
    return leak(finding, 'high');
  if (ends && isFinal(owner) && isSurelyForgotten(start, owner, starts, sourceCode)) return leak(finding, 'high');
  // it fires in a component that is gone, or that has begun anew
  if (start.isLong && owner?.kind === 'effect' && setsState(callback, sourceCode)) return leak(finding, 'high');
  // started by the teardown itself, it outlives the instance for sure
  const isStartedLast =
    owner?.kind === 'instance' &&
    (isOfComponent(owner)
      ? owner.releasePlaces.some(({ code }) => isWithin(start.node, code))
      : isReachedFrom(owner, start.node, sourceCode));
  // who clears a late release has to release at once
  const isRelease =
    callback !== null && isFunction(callback) && callback.type !== 'StaticBlock' && onlyReleases(callback);
  if (isStartedLast || abortsSomething(callback) !== null) return leak(finding, 'medium');
  if (!ends || !isFinal(owner) || owner.kind === 'tests' || isRelease) return null;
  const sure = isOfComponent(owner) ? sureOfDropped(start, owner, sourceCode) : 'medium';
  return sure && leak(finding, sure);
}
