import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isClass } from '../../syntax/functions.ts';
import type { Confidence } from '../acquisitions/confidence.ts';
import { isSingleton } from '../classes/instance-ends.ts';
import { judgedByEnds } from '../lifecycles/assumed-ends.ts';
import { ownersAt, type Owner } from '../lifecycles/owners.ts';
import { findReleaseVerdicts, type ReleaseVerdict } from '../paths/release-paths.ts';
import { unguardedWait } from '../paths/unguarded-waits.ts';
import { sureOfDropped } from './component-leaks.ts';
import { isOfComponent } from './component-values.ts';
import { leakOfDropped } from './dropped-leaks.ts';
import { isSurelyForgotten } from './end-evidence.ts';
import { endingOf, type Ending } from './endings.ts';
import { findingOf, isFinal, type Finding, type Report, type TimerLeak } from './findings.ts';
import { leakOfKept } from './kept-leaks.ts';
import { isInUpdater, setsState } from './late-callbacks.ts';
import { deadlineOutlived, executorAround, settledWhileRunning } from './promise-timers.ts';
import { raceWith } from './races.ts';
import { delayOf, findTimerStarts, type TimerStart } from './starts.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

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
  const left = leakOfUpdater(start, ending, leak, sourceCode);
  if (left) return left;
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
    if (isSure) return leak(findingOf(owner), 'high');
    // a constant of a function is as good as dropped
    const sure = isOfComponent(owner) ? sureOfDropped(start, owner, sourceCode) : 'medium';
    return sure && leak(findingOf(owner), sure);
  }
  return leakOfKept(start, ending, leak, starts, sourceCode);
}

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

/** An interval of an effect that is cleared by nothing but a state updater, which is not run for a component that has gone. */
function leakOfUpdater(
  start: TimerStart,
  { owner, cleared, releases }: Ending,
  leak: Report,
  sourceCode: SourceCode,
): TimerLeak | null {
  const isLeft =
    start.isInterval &&
    owner !== null &&
    isOfComponent(owner) &&
    cleared !== 'at the end' &&
    cleared !== 'unknown' &&
    releases.length > 0 &&
    releases.every((release) => isInUpdater(release, sourceCode));
  return isLeft ? leak(findingOf(owner), 'high') : null;
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
