import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { propertyName } from '../../syntax/names.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { walk } from '../../syntax/walk.ts';
import { isInBeginning } from '../lifecycles/begin-code.ts';
import { returnedBy } from '../lifecycles/effects.ts';
import { hasUnseenBase } from '../lifecycles/framework-classes.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import { couldBaseClear } from './base-classes.ts';
import { actsWhenGone, onlyLooks } from './component-leaks.ts';
import { isOfComponent } from './component-values.ts';
import { isSurelyForgotten } from './end-evidence.ts';
import type { Ending } from './endings.ts';
import { findingOf, isFinal, type Report, type TimerLeak } from './findings.ts';
import { forgetfulHiddenEnd } from './hidden-ends.ts';
import { endsOwner, setsState } from './late-callbacks.ts';
import { settlesPromise } from './promise-timers.ts';
import { awaitBeforeStart, startsOverRunning } from './restarts.ts';
import type { TimerStart } from './starts.ts';
import { asksFlagOf } from './stop-flags.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** A timer that is kept where the end of its owner could clear it, and does not, or not in time. */
export function leakOfKept(
  start: TimerStart,
  ending: Ending,
  leak: Report,
  starts: readonly TimerStart[],
  sourceCode: SourceCode,
): TimerLeak | null {
  const { owner, cleared } = ending;
  if (!owner || cleared === 'unknown' || endsOwner(start.node)) return null;
  // the inherited end may call what clears it
  if (owner.inherited && cleared === 'in a callback') return null;
  const { place, isInterval, isDelayed, loop, callback } = start;
  if (cleared === 'at the end') return leakOfEnded(start, ending, leak, sourceCode);
  if (place.at === 'field' && couldBaseClear(owner, place.field, sourceCode)) return null;
  const asked = [...(loop?.conditions ?? []), ...(callback ? [callback] : [])];
  if (!isInterval && asksFlagOf(owner, asked, sourceCode)) return null;
  const goesOn = isInterval || (loop !== null && loop.conditions.length === 0);
  const [end = null] = owner.releasePlaces;
  const hidden = isFinal(owner) ? null : forgetfulHiddenEnd(start, ending, starts, sourceCode);
  if (hidden) return { ...leak(findingOf(hidden.owner), hidden.confidence), owner: hidden.owner };
  if (!end && !isFinal(owner)) return leakWithoutEnd(start, ending, leak, starts);
  const finding = findingOf(owner);
  const isSure = isFinal(owner) && (cleared === 'elsewhere' || isClearedByHandlers(ending));
  const actsOnOthers =
    isSure &&
    isOfComponent(owner) &&
    !isGivenToCaller(start, ending, sourceCode) &&
    actsWhenGone(start, owner, sourceCode);
  // an interval that waits for something ends itself when that has come
  const isOwnClear = (release: Node): boolean => callback !== null && isWithin(release, callback);
  const endsItself = ending.releases.some(isOwnClear) && (!actsOnOthers || ending.releases.every(isOwnClear));
  if (goesOn) return leak(finding, (cleared === 'never' || isSure) && !endsItself ? 'high' : 'medium');
  if (!isDelayed) return isSure && end ? leak(finding, 'medium') : null;
  if (owner.kind === 'tests') return isSure ? leak(finding, 'medium') : null;
  const actsLate = actsOnOthers || (start.isLong && setsState(callback, sourceCode));
  // what a debounced function still has to do may be wanted, the more so where others have written the end
  if (owner.inherited && start.kind.release.form === 'self') return leak(finding, 'low');
  const isWanted = start.kind.release.form === 'self' && !actsLate && !(isSure && end && isCancelled(ending));
  // who only cleared it would leave a promise that is never settled
  if (settlesPromise(start, sourceCode)) return isFinal(owner) ? leak(finding, 'medium') : null;
  if (isSure && !isWanted) {
    if (!end && !actsLate && isOfComponent(owner) && onlyLooks(start, sourceCode)) return leak(finding, 'low');
    return leak(finding, end || actsLate ? 'high' : 'medium');
  }
  if (!isFinal(owner)) return null;
  const isForgotten = !isWanted && isSurelyForgotten(start, owner, starts, sourceCode);
  return leak(finding, isForgotten || (actsLate && owner.kind === 'effect') ? 'high' : 'medium');
}

/** `handleClose = () => clearTimeout(this.timer)`, in a component of a class whose base calls none of its members. */
const isClearedByHandlers = ({ cleared, owner, releases }: Ending): boolean =>
  cleared === 'in a callback' &&
  owner?.kind === 'instance' &&
  isOfComponent(owner) &&
  !hasUnseenBase(owner) &&
  releases.every((release) => functionOf(release).parent?.type === 'PropertyDefinition');

/** `return { run, cancel };`: a hook gives its caller what clears the timer, and starts none. */
function isGivenToCaller({ node }: TimerStart, { owner, releases }: Ending, sourceCode: SourceCode): boolean {
  const home = owner?.node;
  if (!home || !isFunction(home) || home.type === 'StaticBlock') return false;
  const clears = (code: Node): boolean => releases.some((release) => isWithin(release, code)) && !isWithin(node, code);
  let found = false;
  for (const { code } of returnedBy(home, sourceCode, '')) {
    walk(code, sourceCode, (inner) => {
      if (/^JSX/.test(inner.type)) return 'skip';
      const named = inner.type === 'Identifier' ? functionNamed(inner, sourceCode) : isFunction(inner) ? inner : null;
      found ||= named !== null && clears(named);
      return undefined;
    });
  }
  return found;
}

/** `this.save.cancel()`, and not a `flush()` or the `clear()` of another thing. */
const isCancelled = ({ releases }: Ending): boolean =>
  releases.some(({ parent }) => parent?.type === 'MemberExpression' && propertyName(parent) === 'cancel');

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

function isSameFunction(one: Node, other: Node): boolean {
  let current: Node | undefined = one;
  while (current && !/Function|MethodDefinition/.test(current.type)) current = current.parent;
  return current !== undefined && other.range[0] >= current.range[0] && other.range[1] <= current.range[1];
}
