import type { TSESLint } from '@typescript-eslint/utils';
import { isStart } from '../callees/argument-fates.ts';
import { ClosureFates } from './closure-fates.ts';
import { effectsIn } from './effects.ts';
import { countSteps } from './flow-steps.ts';
import { findAcquisitions, type Acquisition } from '../acquisitions/acquisitions.ts';
import { handlesByActivation, type Activation, type Handle } from '../acquisitions/handles.ts';
import { usesOf } from '../acquisitions/handle-uses.ts';
import { interpret } from './interpreter.ts';
import { emptyState } from './path-states.ts';
import { transfersByDeclaration, type Transfers } from '../acquisitions/transfers.ts';
import type { WayOut } from './ways-out.ts';

/**
 * Whether a resource is released, or handed to another owner, on every way out of the scope of its handle.
 * Errs towards `every path`: a path that may only exist because two conditions were not seen to be the same
 * does not count, nor do exceptions, unless the resource's kind (or the options) say that they matter.
 */
export interface ReleaseVerdict {
  readonly acquisition: Acquisition;
  readonly handle: Handle;
  readonly verdict: 'every path' | 'some paths' | 'no path';
  /** The handle was told to go on by itself: it listens, serves, or has been subscribed to. */
  readonly isStarted: boolean;
  /** `null` exactly when it is released on every path. */
  readonly wayOut: WayOut | null;
}

export interface PathOptions {
  /** Exceptions count for every resource, not only for those whose kind says so. */
  readonly exceptionPaths: boolean;
  /** Whether what is passed on is somebody else's; by the declared parameters when that is not said. */
  readonly transfers?: Transfers;
}

const verdictsByFile = new WeakMap<TSESLint.SourceCode, Map<string, readonly ReleaseVerdict[]>>();

/** The verdict for everything that a file's functions acquire and keep in local variables. Computed once a file and option. */
export function findReleaseVerdicts(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
  options: PathOptions,
): readonly ReleaseVerdict[] {
  const { exceptionPaths, transfers = transfersByDeclaration } = options;
  const key = `${exceptionPaths} ${transfers.atCall} ${transfers.atConstructor}`;
  let byOption = verdictsByFile.get(sourceCode);
  if (!byOption) verdictsByFile.set(sourceCode, (byOption = new Map<string, readonly ReleaseVerdict[]>()));
  let verdicts = byOption.get(key);
  if (!verdicts) {
    verdicts = verdictsOn(findAcquisitions(sourceCode, settings, transfers), sourceCode, options);
    byOption.set(key, verdicts);
  }
  return verdicts;
}

/** The same for acquisitions of one's own making, such as the instances of a class if it were disposable. */
export function verdictsOn(
  acquisitions: readonly Acquisition[],
  sourceCode: TSESLint.SourceCode,
  options: PathOptions,
): readonly ReleaseVerdict[] {
  const { transfers = transfersByDeclaration } = options;
  return [...handlesByActivation(acquisitions, sourceCode, transfers)].flatMap(([activation, handles]) =>
    releaseVerdicts(activation, handles, sourceCode, options),
  );
}

function releaseVerdicts(
  activation: Activation,
  handles: readonly Handle[],
  sourceCode: TSESLint.SourceCode,
  options: PathOptions,
): ReleaseVerdict[] {
  const fates = new ClosureFates(activation, handles, sourceCode);
  const effects = effectsIn(activation, handles, sourceCode, fates.of);
  const followed = interpret(activation, handles, effects, sourceCode, { ...options, initial: emptyState });
  if (!followed) return [];
  const { leaks, work } = followed;
  countSteps(work, sourceCode);
  return handles.flatMap((handle) =>
    handle.acquisitions.map((acquisition): ReleaseVerdict => {
      const ways = leaks.get(acquisition) ?? [];
      const isNeverReleased = !effects.released.has(handle);
      // a path on which the handle could also have been null counts only when nothing releases it at all
      const leak = ways.find(({ isCertain }) => isCertain || isNeverReleased);
      return {
        acquisition,
        handle,
        verdict: !leak ? 'every path' : isNeverReleased ? 'no path' : 'some paths',
        isStarted: usesOf(handle, sourceCode).some((use) => use.does === 'read' && isStart(use.value)),
        wayOut: leak?.wayOut ?? null,
      };
    }),
  );
}
