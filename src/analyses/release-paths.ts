import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction, type FunctionNode } from '../syntax/functions.ts';
import { isStart } from './argument-fates.ts';
import { effectsIn } from './effects.ts';
import { findAcquisitions, type Acquisition } from './acquisitions.ts';
import { handlesByActivation, type Activation, type Handle } from './handles.ts';
import { usesOf } from './handle-uses.ts';
import { interpret } from './interpreter.ts';
import { emptyState, settledCell, withCell } from './path-states.ts';
import { transfersByDeclaration, type Transfers } from './transfers.ts';
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
    const byActivation = handlesByActivation(findAcquisitions(sourceCode, settings, transfers), sourceCode, transfers);
    verdicts = [...byActivation].flatMap(([activation, handles]) =>
      releaseVerdicts(activation, handles, sourceCode, options),
    );
    byOption.set(key, verdicts);
  }
  return verdicts;
}

const workByFile = new WeakMap<TSESLint.SourceCode, number>();

/** How much work it was to follow the paths of a file: nodes evaluated, and parts of states made. */
export const flowStepsOf = (sourceCode: TSESLint.SourceCode): number => workByFile.get(sourceCode) ?? 0;

function countWork(work: number, sourceCode: TSESLint.SourceCode): void {
  workByFile.set(sourceCode, flowStepsOf(sourceCode) + work);
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
  countWork(work, sourceCode);
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

/** What the closures of a function do with its handles when they run: each closure is followed once for all of them. */
class ClosureFates {
  readonly #sourceCode: TSESLint.SourceCode;
  readonly #handlesIn = new Map<FunctionNode, Set<Handle>>();
  readonly #fates = new Map<FunctionNode, ReadonlyMap<Handle, ReleaseVerdict['verdict']>>();

  constructor(activation: Activation, handles: readonly Handle[], sourceCode: TSESLint.SourceCode) {
    this.#sourceCode = sourceCode;
    for (const handle of handles) {
      for (const { identifier } of usesOf(handle, sourceCode)) {
        for (const closure of closuresAround(identifier, activation)) {
          const inside = this.#handlesIn.get(closure);
          if (inside) inside.add(handle);
          else this.#handlesIn.set(closure, new Set([handle]));
        }
      }
    }
  }

  readonly of = (closure: FunctionNode, handle: Handle): ReleaseVerdict['verdict'] => {
    let fates = this.#fates.get(closure);
    if (!fates) this.#fates.set(closure, (fates = this.#follow(closure)));
    return fates.get(handle) ?? 'no path';
  };

  /** Whether a closure releases or hands on what it can reach, and on how many of its paths. */
  #follow(closure: FunctionNode): Map<Handle, ReleaseVerdict['verdict']> {
    const handles = [...(this.#handlesIn.get(closure) ?? [])];
    const effects = effectsIn(closure, handles, this.#sourceCode, this.of);
    const initial = handles.reduce(
      (state, handle) =>
        withCell(state, handle, { ...settledCell, settled: false, held: handle.acquisitions.slice(0, 1) }),
      emptyState,
    );
    const followed = interpret(closure, handles, effects, this.#sourceCode, { exceptionPaths: false, initial });
    countWork(followed?.work ?? 0, this.#sourceCode);
    return new Map(
      handles.map((handle) => {
        const [acquisition] = handle.acquisitions;
        // too complex to follow: unknown, and unknown is silent
        if (!acquisition || !followed) return [handle, 'every path'];
        if (!effects.released.has(handle)) return [handle, 'no path'];
        const isHeld = (followed.leaks.get(acquisition) ?? []).some(
          ({ wayOut }) => wayOut.how !== 'throw' && wayOut.how !== 'exception',
        );
        return [handle, isHeld ? 'some paths' : 'every path'];
      }),
    );
  }
}

/** The functions inside an activation in which a node stands. */
function closuresAround(node: TSESTree.Node, activation: Activation): FunctionNode[] {
  const closures: FunctionNode[] = [];
  for (let current = node.parent; current && current !== activation; current = current.parent)
    if (isFunction(current)) closures.push(current);
  return closures;
}
