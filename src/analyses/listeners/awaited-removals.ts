import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { connectionName, programEnds } from '../../catalog/listeners.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { functionsNamed } from '../lifecycles/named-functions.ts';
import { finallyAround, type FinallyPlan } from '../paths/finally-plans.ts';
import { unguardedWait, type UnguardedWait } from '../paths/unguarded-waits.ts';
import { isInTest, isRunOnce } from './instance-counts.ts';
import type { LeakedListener } from './leaked-listeners.ts';
import type { ListenerCall } from './listener-calls.ts';
import type { TargetLifetime } from './target-lifetimes.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** A listener that the function which adds it removes, when what it waits for in between does not fail. */
export interface AwaitedRemoval {
  readonly wait: UnguardedWait;
  readonly removals: readonly ListenerCall[];
}

/**
 * The failure behind which nothing removes a listener of a target that goes on. Errs towards `null`: what is called
 * once may end the program when it fails, and a connection ends with what fails on it.
 * @param removals every call that could take the listener away
 */
export function awaitedRemovalOf(
  added: ListenerCall,
  removals: readonly ListenerCall[],
  sourceCode: SourceCode,
): AwaitedRemoval | null {
  const { call, listener, options, events } = added;
  const home = functionOf(call);
  if (removals.length === 0 || !isFunction(home) || isInTest(call) || isRunOnce(home, sourceCode)) return null;
  // called once, it goes away with its event; what waits for the end of the program stays
  if (options.once !== false && !events?.every((name) => programEnds.has(name))) return null;
  const value = listener && withoutTypes(listener);
  const callback = value && (isFunction(value) ? value : (functionsNamed(value, sourceCode)[0] ?? null));
  const wait = unguardedWait(
    { node: call, callback },
    removals.map((removal) => removal.call),
    sourceCode,
  );
  return wait && { wait, removals };
}

/** `high`: the target lives as long as the program. What a function is given may be done with when the function fails. */
export function confidenceOfAwaited(
  { targetKey }: ListenerCall,
  lifetime: TargetLifetime,
): LeakedListener['confidence'] | null {
  if (lifetime === 'program') return 'high';
  if (lifetime !== 'given' && lifetime !== 'argument') return null;
  return connectionName.test((targetKey ?? '').replace(/#\d+/g, '')) ? null : 'medium';
}

/** How such a listener is removed in a `finally`. */
export function finallyForListener({ awaited }: LeakedListener, sourceCode: SourceCode): FinallyPlan | null {
  if (!awaited) return null;
  const { wait, removals } = awaited;
  const calls: Node[] = removals.map(({ call }) => call);
  const [first] = calls;
  return first ? finallyAround(wait.begin, calls, `${sourceCode.getText(first)};`, sourceCode) : null;
}
