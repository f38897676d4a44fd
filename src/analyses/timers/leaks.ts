import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { borrowedHooks, endHooks, finalTeardowns } from '../../catalog/lifecycles.ts';
import { functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { isWithin } from '../../syntax/ranges.ts';
import type { Confidence } from '../acquisitions/confidence.ts';
import { isSingleton } from '../classes/instance-ends.ts';
import { judgedByEnds } from '../lifecycles/assumed-ends.ts';
import { isInBeginning } from '../lifecycles/begin-code.ts';
import { frameworkEndOf } from '../lifecycles/framework-classes.ts';
import { isReachedFrom, ownersAt, type Owner, type ReleasePlace } from '../lifecycles/owners.ts';
import { onlyReleases } from '../lifecycles/releasing-code.ts';
import { findReleaseVerdicts, type ReleaseVerdict } from '../paths/release-paths.ts';
import { unguardedWait } from '../paths/unguarded-waits.ts';
import type { WayOut } from '../paths/ways-out.ts';
import { couldBaseClear } from './base-classes.ts';
import { isSurelyForgotten } from './end-evidence.ts';
import { endingOf, type Ending } from './endings.ts';
import { abortsOwnController, abortsSomething, endsOwner, setsState } from './late-callbacks.ts';
import { isKeptByModule } from './places.ts';
import { deadlineOutlived, executorAround, settledWhileRunning } from './promise-timers.ts';
import { raceWith } from './races.ts';
import { awaitBeforeStart, startsOverRunning } from './restarts.ts';
import { delayOf, findTimerStarts, usualDelayOf, type TimerStart } from './starts.ts';
import { asksFlagOf } from './stop-flags.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** How a timer outlives who started it. */
export type Finding =
  /** In a local variable, on a way out of its function. */
  | { readonly id: 'held on a way out'; readonly verdict: 'some paths' | 'no path'; readonly wayOut: WayOut }
  /** Kept where its owner's end could clear it, and does not. */
  | { readonly id: 'forgotten at the end'; readonly end: ReleasePlace }
  /** Its owner has no end of its own that could clear it; `missing` says so in words. */
  | { readonly id: 'without an end'; readonly missing: string }
  /** `consequence` says what cannot clear it therefore; `null` outside of owners. */
  | { readonly id: 'dropped'; readonly consequence: string | null }
  /** `when` goes on in words: "the `await` throws". */
  | { readonly id: 'still armed'; readonly at: Node; readonly when: string; readonly begin?: Node }
  /** Nothing clears it when another side of the race wins, or the promise is settled without it. */
  | { readonly id: 'armed after the race' | 'armed after all'; readonly at: Node }
  /** What clears it never runs, or clears what an earlier render has started. */
  | { readonly id: 'cleared in vain'; readonly end: ReleasePlace; readonly because: string }
  | { readonly id: 'started after the end'; readonly at: Node }
  | { readonly id: 'started over' };

/** A timer that keeps running, and how sure that is. */
export interface TimerLeak {
  readonly start: TimerStart;
  /** Where a report belongs: the name that gets the handle, or the call. */
  readonly node: Node;
  readonly owner: Owner | null;
  /** The other starts of the same callback that drop their handle: a loop's first round. */
  readonly siblings: readonly TimerStart[];
  /** Where it is cleared all the same. */
  readonly releases: readonly Node[];
  readonly finding: Finding;
  /** `high`: it will. `medium`: it will, for a while, or unless something unseen stops it. */
  readonly confidence: Confidence;
}

/** Every timer of a file that outlives who started it; at most one finding each, the surest first. */
export function findTimerLeaks(
  sourceCode: SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): readonly TimerLeak[] {
  const starts = findTimerStarts(sourceCode, settings);
  if (starts.length === 0) return [];
  const verdicts = new Map(
    findReleaseVerdicts(sourceCode, settings, { exceptionPaths: false }).map((found) => [
      found.acquisition.producers[0].node as Node,
      found,
    ]),
  );
  return starts.flatMap((start) => {
    const verdict = verdicts.get(start.node);
    if (verdict?.acquisition.isMixed) return [];
    const leak = judgedByEnds(ownersAt(start.node, sourceCode), sourceCode, (owners) =>
      leakOf(start, endingOf(start, sourceCode, owners), verdict ?? null, starts, sourceCode),
    );
    return leak ?? [];
  });
}

function leakOf(
  start: TimerStart,
  ending: Ending,
  verdict: ReleaseVerdict | null,
  starts: readonly TimerStart[],
  sourceCode: SourceCode,
): TimerLeak | null {
  const { owner } = ending;
  const leak = (finding: Finding, confidence: Confidence): TimerLeak => ({
    start,
    node: reportedAt(start, finding),
    owner,
    siblings: starts.filter((other) => isSibling(other, start, sourceCode)),
    releases: ending.releases,
    finding,
    confidence: confidence === 'high' && isOfProgram(owner, finding, sourceCode) ? 'medium' : confidence,
  });

  const outlived = outlivedDeadline(start, ending, leak, sourceCode);
  if (outlived) return outlived;
  if (start.place.at === 'dropped') return leakOfDropped(start, owner, leak, starts, sourceCode);
  const armed = armedLeak(start, ending, leak, sourceCode);
  if (armed) return armed;
  if (owner?.kind === 'component' && isKeptByModule(start.place, sourceCode)) return null;
  if (ending.inVain) return leakInVain(start, ending.inVain, leak, sourceCode);
  // of a variable that moves the handle on nothing is asked, and a debounced function is kept by those who call it
  const isFollowed = start.kind.release.form !== 'self' && start.place.at === 'variable';
  if (verdict && isFollowed && verdict.handle.variable === start.place.variable) {
    const { wayOut } = verdict;
    if (!wayOut || verdict.verdict === 'every path') return null;
    const finding: Finding = { id: 'held on a way out', verdict: verdict.verdict, wayOut };
    if (start.isInterval) return leak(finding, 'high');
    if (start.loop || verdict.verdict === 'some paths') return start.isDelayed ? leak(finding, 'medium') : null;
    if (!start.isDelayed || !owner || !isFinal(owner) || owner.kind === 'tests') return leak(finding, 'low');
    const actsLate = start.isLong && owner.kind === 'effect' && setsState(start.callback, sourceCode);
    const isSure = actsLate || isSurelyForgotten(start, owner, starts, sourceCode);
    return leak(findingOf(owner), isSure ? 'high' : 'medium');
  }
  return leakOfKept(start, ending, leak, starts, sourceCode);
}

type Report = (finding: Finding, confidence: Confidence) => TimerLeak;

/** What the end of an instance forgets that lives as long as the program: there may be no other end. */
function isOfProgram(owner: Owner | null, { id }: Finding, sourceCode: SourceCode): boolean {
  if (owner?.kind !== 'instance' || !isClass(owner.node)) return false;
  const isLeftByEnd = id === 'forgotten at the end' || id === 'without an end' || id === 'dropped';
  return isLeftByEnd && isSingleton(owner.node, sourceCode);
}

/** Timers that are cleared, but not on the way that an exception or another outcome takes. */
function armedLeak(
  start: TimerStart,
  { releases, cleared }: Ending,
  leak: Report,
  sourceCode: SourceCode,
): TimerLeak | null {
  const { place } = start;
  if (place.at !== 'variable' || place.path.length > 0 || cleared === 'unknown') return null;
  if (!start.isInterval && !start.isDelayed) return null;
  const wait = unguardedWait(start, releases, sourceCode);
  if (wait) return leak({ id: 'still armed', at: wait.at, when: wait.when, begin: wait.begin }, 'high');
  const settled = settledWhileRunning(start, releases, sourceCode);
  return (
    settled &&
    leak(
      {
        id: 'still armed',
        at: settled.at,
        when: settled.callback === null ? 'the promise is settled' : `\`${settled.callback}\` is called`,
      },
      'high',
    )
  );
}

/** A promise is over, and the timeout that limits how long it may take is not. */
function outlivedDeadline(start: TimerStart, ending: Ending, leak: Report, sourceCode: SourceCode): TimerLeak | null {
  const { place, node, isDelayed } = start;
  if (!isDelayed || start.isInterval || ending.releases.length > 0) return null;
  if (place.at !== 'dropped' && (place.at !== 'variable' || ending.cleared !== 'never')) return null;
  const race = raceWith(start, sourceCode);
  if (race) {
    const delay = race.delay ?? 1000;
    return leak(
      { id: 'armed after the race', at: race.call },
      delay >= 1000 ? 'high' : delay >= 100 ? 'medium' : 'low',
    );
  }
  const settled = deadlineOutlived(start, sourceCode);
  if (!settled) return null;
  const delay = delayOf(node, sourceCode);
  const isDeadline = (delay === null || delay >= 1000) && functionOf(node) === executorAround(node);
  return leak({ id: 'armed after all', at: settled.at }, isDeadline ? 'high' : 'medium');
}

/** Cleared by code that nobody calls, or that sees what an earlier render has started. */
function leakInVain(
  start: TimerStart,
  { place: end, because }: NonNullable<Ending['inVain']>,
  leak: Report,
  sourceCode: SourceCode,
): TimerLeak | null {
  const goesOn = start.isInterval || (start.loop !== null && start.loop.conditions.length === 0);
  if (!goesOn && !start.isDelayed) return null;
  const actsLate = start.isLong && setsState(start.callback, sourceCode);
  return leak({ id: 'cleared in vain', end, because }, goesOn || actsLate ? 'high' : 'medium');
}

function leakOfDropped(
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
    return ends && isFinal(owner) && isDelayed ? leak(finding, 'medium') : null;
  }
  // a pause, `new Promise((resolve) => setTimeout(resolve, ms))`, is over when it is over
  if (!isDelayed || functionOf(start.node) === executorAround(start.node)) return null;
  if (start.isLong && abortsOwnController(callback, start.node, usualDelayOf(start.node, sourceCode), sourceCode))
    return leak(finding, 'high');
  if (ends && isFinal(owner) && isSurelyForgotten(start, owner, starts, sourceCode)) return leak(finding, 'high');
  // it fires in a component that is gone, or that has begun anew
  if (start.isLong && owner?.kind === 'effect' && setsState(callback, sourceCode)) return leak(finding, 'high');
  // started by the teardown itself, it outlives the instance for sure
  const isStartedLast = owner?.kind === 'instance' && isReachedFrom(owner, start.node, sourceCode);
  // who clears a late release has to release at once
  const isRelease =
    callback !== null && isFunction(callback) && callback.type !== 'StaticBlock' && onlyReleases(callback);
  return isStartedLast ||
    (ends && isFinal(owner) && owner.kind !== 'tests' && !isRelease) ||
    abortsSomething(callback) !== null
    ? leak(finding, 'medium')
    : null;
}

function leakOfKept(
  start: TimerStart,
  ending: Ending,
  leak: Report,
  starts: readonly TimerStart[],
  sourceCode: SourceCode,
): TimerLeak | null {
  const { owner, cleared } = ending;
  if (!owner || cleared === 'unknown' || endsOwner(start.node)) return null;
  const { place, isInterval, isDelayed, loop, callback } = start;
  if (cleared === 'at the end') return leakOfEnded(start, ending, leak, sourceCode);
  if (place.at === 'field' && couldBaseClear(owner, place.field, sourceCode)) return null;
  const asked = [...(loop?.conditions ?? []), ...(callback ? [callback] : [])];
  if (!isInterval && asksFlagOf(owner, asked, sourceCode)) return null;
  const goesOn = isInterval || (loop !== null && loop.conditions.length === 0);
  const [end = null] = owner.releasePlaces;
  if (!end && !isFinal(owner)) return leakWithoutEnd(start, ending, leak, starts);
  const finding = findingOf(owner);
  const isSure = cleared === 'elsewhere' && isFinal(owner);
  // an interval that waits for something ends itself when that has come
  const endsItself = callback !== null && ending.releases.some((release) => isWithin(release, callback));
  if (goesOn) return leak(finding, (cleared === 'never' || isSure) && !endsItself ? 'high' : 'medium');
  if (!isDelayed) return isSure && end ? leak(finding, 'medium') : null;
  if (owner.kind === 'tests') return isSure ? leak(finding, 'medium') : null;
  const actsLate = start.isLong && setsState(callback, sourceCode);
  // what a debounced function still has to do may be wanted, the more so where others have written the end
  if (owner.inherited && start.kind.release.form === 'self') return leak(finding, 'low');
  const isWanted = start.kind.release.form === 'self' && !actsLate;
  if (isSure && !isWanted) return leak(finding, end || actsLate ? 'high' : 'medium');
  if (!isFinal(owner)) return null;
  const isForgotten = !isWanted && isSurelyForgotten(start, owner, starts, sourceCode);
  return leak(finding, isForgotten || (actsLate && owner.kind === 'effect') ? 'high' : 'medium');
}

/** Cleared at the end, and started again behind it, or over one that was running. */
function leakOfEnded(start: TimerStart, ending: Ending, leak: Report, sourceCode: SourceCode): TimerLeak | null {
  const { owner } = ending;
  if (owner && start.isDelayed && (owner.kind === 'effect' || (isFinal(owner) && isInBeginning(start.node)))) {
    const awaited = awaitBeforeStart(start, owner, sourceCode);
    // one that starts itself again never comes to an end after that
    const goesOn = start.isInterval || start.loop !== null;
    if (awaited) return leak({ id: 'started after the end', at: awaited }, goesOn ? 'high' : 'medium');
  }
  const isOver = start.isInterval && startsOverRunning(start, ending, sourceCode);
  return isOver ? leak({ id: 'started over' }, 'medium') : null;
}

/** A class whose instances nothing ends: what it starts over and over, and what it alone could stop. */
function leakWithoutEnd(
  start: TimerStart,
  { owner, cleared, releases }: Ending,
  leak: Report,
  starts: readonly TimerStart[],
): TimerLeak | null {
  const { place } = start;
  if (owner?.kind !== 'instance' || place.at !== 'field' || place.isMany) return null;
  const finding = findingOf(owner);
  const { callback } = start;
  const isLeftToItself = callback !== null && releases.every((release) => isWithin(release, callback));
  if (start.isInterval && (cleared === 'never' || isLeftToItself)) return leak(finding, 'medium');
  // `clearTimeout(this.timer); this.timer = setTimeout(…)` and nothing else: renewed, and never stopped
  const restarts = starts.filter((other) => other.place.at === 'field' && other.place.field === place.field);
  const isRenewed =
    releases.length > 0 && releases.every((release) => restarts.some((other) => isSameFunction(release, other.node)));
  return start.isDelayed && isRenewed ? leak(finding, 'medium') : null;
}

/** What is said of a timer that is kept and that the end of its owner does not clear. */
function findingOf(owner: Owner): Finding {
  const [end] = owner.releasePlaces;
  return end ? { id: 'forgotten at the end', end } : { id: 'without an end', missing: missingEndOf(owner) };
}

/** What an owner has no end without, in words. */
function missingEndOf(owner: Owner): string {
  const method = frameworkEndOf(owner);
  if (method) return `the class has no \`${method}()\``;
  return owner.kind === 'instance' ? 'its class has no method that ends it' : 'it has no clean-up';
}

/** What follows when the handle of a timer is dropped inside an owner. */
function consequenceIn(owner: Owner): string {
  const [end] = owner.releasePlaces;
  return end
    ? `${end.name} on line ${end.code.loc.start.line} cannot clear it`
    : `nothing can clear it when ${owner.label} ends`;
}

/** Local handles are reported at the variable that gets them, everything else where it is started. */
function reportedAt({ node, place }: TimerStart, { id }: Finding): Node {
  if (id !== 'held on a way out' || place.at !== 'variable') return node;
  return place.write.type === 'AssignmentExpression' ? place.write.left : (place.variable.identifiers[0] ?? node);
}

function isSibling(other: TimerStart, { node, loop, kind }: TimerStart, sourceCode: SourceCode): boolean {
  const [callback] = node.arguments;
  const [otherCallback] = other.node.arguments;
  return (
    loop !== null &&
    callback !== undefined &&
    otherCallback !== undefined &&
    other.node !== node &&
    other.kind.id === kind.id &&
    other.place.at === 'dropped' &&
    other.node.parent.type === 'ExpressionStatement' &&
    sourceCode.getText(otherCallback) === sourceCode.getText(callback)
  );
}

function isSameFunction(one: Node, other: Node): boolean {
  let current: Node | undefined = one;
  while (current && !/Function|MethodDefinition/.test(current.type)) current = current.parent;
  return current !== undefined && other.range[0] >= current.range[0] && other.range[1] <= current.range[1];
}

const isFinalName = (name: string): boolean =>
  finalTeardowns.has(name) || (endHooks.has(name) && !borrowedHooks.has(name));

/** Whether the end of an owner is final, and is sure to come: frameworks end components, effects and tests. */
function isFinal(owner: Owner): boolean {
  if (owner.kind !== 'instance') return owner.kind !== 'factory' || owner.releasePlaces.length > 0;
  const names = owner.releasePlaces.map(({ name }) => name.replace(/[`()[\]]/g, ''));
  return owner.inherited !== undefined || frameworkEndOf(owner) !== null || names.some(isFinalName);
}
