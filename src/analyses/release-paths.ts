import type { TSESLint } from '@typescript-eslint/utils';
import type { FunctionNode } from '../syntax/functions.ts';
import { isStart } from './argument-fates.ts';
import { effectsIn, type Effects } from './effects.ts';
import { findAcquisitions, type Acquisition } from './acquisitions.ts';
import { handlesByActivation, type Activation, type Handle } from './handles.ts';
import { usesOf } from './handle-uses.ts';
import { interpret } from './interpreter.ts';
import { settledCell, type State } from './path-states.ts';
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
}

const verdictsByFile = new WeakMap<TSESLint.SourceCode, Map<boolean, readonly ReleaseVerdict[]>>();

/** The verdict for everything that a file's functions acquire and keep in local variables. Computed once a file and option. */
export function findReleaseVerdicts(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
  options: PathOptions,
): readonly ReleaseVerdict[] {
  let byOption = verdictsByFile.get(sourceCode);
  if (!byOption) verdictsByFile.set(sourceCode, (byOption = new Map<boolean, readonly ReleaseVerdict[]>()));
  let verdicts = byOption.get(options.exceptionPaths);
  if (!verdicts) {
    verdicts = verdictsOn(findAcquisitions(sourceCode, settings), sourceCode, options);
    byOption.set(options.exceptionPaths, verdicts);
  }
  return verdicts;
}

/** The same for acquisitions of one's own making, such as the instances of a class if it were disposable. */
export function verdictsOn(
  acquisitions: readonly Acquisition[],
  sourceCode: TSESLint.SourceCode,
  options: PathOptions,
): readonly ReleaseVerdict[] {
  return [...handlesByActivation(acquisitions, sourceCode)].flatMap(([activation, handles]) =>
    releaseVerdicts(activation, handles, sourceCode, options),
  );
}

function releaseVerdicts(
  activation: Activation,
  handles: readonly Handle[],
  sourceCode: TSESLint.SourceCode,
  options: PathOptions,
): ReleaseVerdict[] {
  const effects = effectsIn(activation, handles, sourceCode, (closure, handle) =>
    fateInClosure(closure, handle, sourceCode),
  );
  const leaks = interpret(activation, handles, effects, sourceCode, { ...options, initial: new Map() });
  if (!leaks) return [];
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

/** What a closure does with a handle when it runs: whether it releases or hands it on, and on how many of its paths. */
export function fateInClosure(
  closure: FunctionNode,
  handle: Handle,
  sourceCode: TSESLint.SourceCode,
): ReleaseVerdict['verdict'] {
  const effects: Effects = effectsIn(closure, [handle], sourceCode, (inner) =>
    fateInClosure(inner, handle, sourceCode),
  );
  const [acquisition] = handle.acquisitions;
  if (!acquisition) return 'every path';
  const initial: State = new Map([[handle, { ...settledCell, settled: false, held: [acquisition] }]]);
  const leaks = interpret(closure, [handle], effects, sourceCode, { exceptionPaths: false, initial });
  // too complex to follow: unknown, and unknown is silent
  if (!leaks) return 'every path';
  if (!effects.released.has(handle)) return 'no path';
  const isHeld = (leaks.get(acquisition) ?? []).some(
    ({ wayOut }) => wayOut.how !== 'throw' && wayOut.how !== 'exception',
  );
  return isHeld ? 'some paths' : 'every path';
}
