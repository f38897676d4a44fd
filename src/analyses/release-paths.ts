import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode } from '../syntax/functions.ts';
import type { Acquisition } from './acquisitions.ts';
import { effectsIn, type Effects } from './effects.ts';
import type { Activation, Handle } from './handles.ts';
import { interpret } from './interpreter.ts';
import { settledCell, type State } from './path-states.ts';

/** The way out of its scope on which a resource is still held. */
export interface WayOut {
  readonly how: 'end' | 'return' | 'throw' | 'exception' | 'jump' | 'iteration';
  /** The statement that leaves; the call that throws; the block that ends. */
  readonly node: TSESTree.Node;
}

/**
 * Whether a resource is released, or handed to another owner, on every way out of the scope of its handle.
 * Errs towards `every path`: a path that may only exist because two conditions were not seen to be the same
 * does not count, nor do exceptions, unless the resource's kind (or the options) say that they matter.
 */
export interface ReleaseVerdict {
  readonly acquisition: Acquisition;
  readonly handle: Handle;
  readonly verdict: 'every path' | 'some paths' | 'no path';
  /** `null` exactly when it is released on every path. */
  readonly wayOut: WayOut | null;
}

export interface PathOptions {
  /** Exceptions count for every resource, not only for those whose kind says so. */
  readonly exceptionPaths: boolean;
}

/** The verdict for each acquisition that a function keeps in local variables. */
export function releaseVerdicts(
  activation: Activation,
  handles: readonly Handle[],
  sourceCode: TSESLint.SourceCode,
  options: PathOptions,
): ReleaseVerdict[] {
  const effects = effectsIn(activation, handles, sourceCode, (closure, handle) => fateInClosure(closure, handle, sourceCode));
  const outcome = interpret(activation, handles, effects, sourceCode, { ...options, initial: new Map() });
  if (!outcome) return [];
  return handles.flatMap((handle) =>
    handle.acquisitions.map((acquisition): ReleaseVerdict => {
      const leaks = outcome.leaks.get(acquisition) ?? [];
      const isNeverReleased = !outcome.settled.has(acquisition) && !effects.conditionallyReleased.has(handle);
      // a path on which the handle could also have been null counts only when nothing releases it at all
      const leak = leaks.find(({ isCertain }) => isCertain || isNeverReleased);
      return {
        acquisition,
        handle,
        verdict: !leak ? 'every path' : isNeverReleased ? 'no path' : 'some paths',
        wayOut: leak?.wayOut ?? null,
      };
    }),
  );
}

/** What a closure does with a handle when it runs: whether it releases or hands it on, and on how many of its paths. */
export function fateInClosure(closure: FunctionNode, handle: Handle, sourceCode: TSESLint.SourceCode): ReleaseVerdict['verdict'] {
  const effects: Effects = effectsIn(closure, [handle], sourceCode, (inner) => fateInClosure(inner, handle, sourceCode));
  const [acquisition] = handle.acquisitions;
  if (!acquisition) return 'every path';
  const initial: State = new Map([[handle, { ...settledCell, settled: false, held: [acquisition] }]]);
  const outcome = interpret(closure, [handle], effects, sourceCode, { exceptionPaths: false, initial });
  if (!outcome) return 'every path';
  if (!outcome.settled.has(acquisition)) return effects.conditionallyReleased.has(handle) ? 'some paths' : 'no path';
  return (outcome.leaks.get(acquisition) ?? []).some(({ wayOut }) => wayOut.how !== 'throw' && wayOut.how !== 'exception') ? 'some paths' : 'every path';
}
