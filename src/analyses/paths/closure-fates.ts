import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { effectsIn } from './effects.ts';
import { countSteps } from './flow-steps.ts';
import { usesOf } from '../acquisitions/handle-uses.ts';
import type { Activation, Handle } from '../acquisitions/handles.ts';
import { interpret } from './interpreter.ts';
import { emptyState, settledCell, withCell } from './path-states.ts';

/** What a closure does with a handle when it runs: whether it releases or hands it on, and on how many of its paths. */
export type ClosureFate = 'every path' | 'some paths' | 'no path';

/** The fates of a function's handles in its closures. Each closure is followed once for all of them. */
export class ClosureFates {
  readonly #sourceCode: TSESLint.SourceCode;
  readonly #handlesIn = new Map<FunctionNode, Set<Handle>>();
  readonly #fates = new Map<FunctionNode, ReadonlyMap<Handle, ClosureFate>>();

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

  readonly of = (closure: FunctionNode, handle: Handle): ClosureFate => {
    let fates = this.#fates.get(closure);
    if (!fates) this.#fates.set(closure, (fates = this.#follow(closure)));
    return fates.get(handle) ?? 'no path';
  };

  /** Whether a closure releases or hands on what it can reach, and on how many of its paths. */
  #follow(closure: FunctionNode): Map<Handle, ClosureFate> {
    const handles = [...(this.#handlesIn.get(closure) ?? [])];
    const effects = effectsIn(closure, handles, this.#sourceCode, this.of);
    const initial = handles.reduce(
      (state, handle) =>
        withCell(state, handle, { ...settledCell, settled: false, held: handle.acquisitions.slice(0, 1) }),
      emptyState,
    );
    const followed = interpret(closure, handles, effects, this.#sourceCode, { exceptionPaths: false, initial });
    countSteps(followed?.work ?? 0, this.#sourceCode);
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
