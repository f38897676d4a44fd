import type { TSESTree } from '@typescript-eslint/utils';
import { borrowedHooks, endHooks, finalTeardowns } from '../../catalog/lifecycles.ts';
import type { Confidence } from '../acquisitions/confidence.ts';
import { frameworkEndOf } from '../lifecycles/framework-classes.ts';
import type { Owner, ReleasePlace } from '../lifecycles/owners.ts';
import type { WayOut } from '../paths/ways-out.ts';
import type { TimerStart } from './starts.ts';

type Node = TSESTree.Node;

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

/** Makes the leak of a timer of what is found. */
export type Report = (finding: Finding, confidence: Confidence) => TimerLeak;

/** What is said of a timer that is kept and that the end of its owner does not clear. */
export function findingOf(owner: Owner): Finding {
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
export function consequenceIn(owner: Owner): string {
  const [end] = owner.releasePlaces;
  return end
    ? `${end.name} on line ${end.code.loc.start.line} cannot clear it`
    : `nothing can clear it when ${owner.label} ends`;
}

const isFinalName = (name: string): boolean =>
  finalTeardowns.has(name) || (endHooks.has(name) && !borrowedHooks.has(name));

/** Whether the end of an owner is final, and is sure to come: frameworks end components, effects and tests. */
export function isFinal(owner: Owner): boolean {
  if (owner.kind !== 'instance') return owner.kind !== 'factory' || owner.releasePlaces.length > 0;
  const names = owner.releasePlaces.map(({ name }) => name.replace(/[`()[\]]/g, ''));
  return owner.inherited !== undefined || frameworkEndOf(owner) !== null || names.some(isFinalName);
}
