import type { TSESTree } from '@typescript-eslint/utils';
import type { Handle } from '../acquisitions/handles.ts';

/** What a cell counts, told apart by identity: acquisitions that are held, or, to another analysis, releases that were made. */
export type Held = object;

/**
 * What holds for one handle on the paths that reach a point: all of the possibilities that are set.
 * Joined, never enumerated, so that the cost stays linear in the size of the function.
 */
export interface Cell {
  /** The resources that could be held here. */
  readonly held: readonly Held[];
  /** The handle could be null, or not have been given its value. */
  readonly absent: boolean;
  /** It could have been released, or handed to another owner. */
  readonly settled: boolean;
  /** The first place at which a path left while it was held: a return, a throw, or what an exception came from. */
  readonly leftAt: TSESTree.Node | null;
}

/**
 * The cells at a point of the program; a handle that is not in it has not been declared on any path. A tree by the
 * bits of the handles' numbers that shares what did not change: a change copies a path of it, and two states are
 * compared, and joined, where they differ. That is what keeps a long function with many handles linear.
 */
export type State = Empty | Leaf | Fork;

interface Empty {
  readonly holds: false;
}
interface Leaf {
  readonly handle: Handle;
  readonly cell: Cell;
  /** Something is held in it. */
  readonly holds: boolean;
}
interface Fork {
  readonly zero: State;
  readonly one: State;
  readonly holds: boolean;
}

export const emptyState: State = { holds: false };
export const absentCell: Cell = { held: [], absent: true, settled: false, leftAt: null };
export const settledCell: Cell = { held: [], absent: false, settled: true, leftAt: null };

let parts = 0;
/** How many parts of states have been made so far, a measure of the work that does not depend on the machine. */
export const partsMade = (): number => parts;

function leaf(handle: Handle, cell: Cell): Leaf {
  parts++;
  return { handle, cell, holds: cell.held.length > 0 };
}

function fork(zero: State, one: State): State {
  // a single leaf stands as high as it can, so that equal states have equal forms
  if (zero === emptyState && !('zero' in one)) return one;
  if (one === emptyState && !('zero' in zero)) return zero;
  parts++;
  return { zero, one, holds: zero.holds || one.holds };
}

const isOne = (handle: Handle, bit: number): boolean => ((handle.number >> bit) & 1) === 1;

function leafOf(state: State, handle: Handle, from = 0): Leaf | null {
  let part = state;
  for (let bit = from; 'zero' in part; bit++) part = isOne(handle, bit) ? part.one : part.zero;
  return 'cell' in part && part.handle === handle ? part : null;
}

export const cellOf = (state: State, handle: Handle): Cell => leafOf(state, handle)?.cell ?? absentCell;

export function withCell(state: State, handle: Handle, cell: Cell): State {
  return leafOf(state, handle)?.cell === cell ? state : put(state, leaf(handle, cell), 0);
}

function put(state: State, added: Leaf, bit: number): State {
  if ('zero' in state) {
    return isOne(added.handle, bit)
      ? fork(state.zero, put(state.one, added, bit + 1))
      : fork(put(state.zero, added, bit + 1), state.one);
  }
  if (!('cell' in state) || state.handle === added.handle) return added;
  const [old, own] = [isOne(state.handle, bit), isOne(added.handle, bit)];
  if (old !== own) return old ? fork(added, state) : fork(state, added);
  const both = put(state, added, bit + 1);
  return old ? fork(emptyState, both) : fork(both, emptyState);
}

export function withoutCells(state: State, handles: readonly Handle[]): State {
  return handles.reduce((rest, handle) => (leafOf(rest, handle) ? remove(rest, handle, 0) : rest), state);
}

function remove(state: State, handle: Handle, bit: number): State {
  if (!('zero' in state)) return emptyState;
  return isOne(handle, bit)
    ? fork(state.zero, remove(state.one, handle, bit + 1))
    : fork(remove(state.zero, handle, bit + 1), state.one);
}

/** Visits the cells of a state that are not the same in another one. */
export function forEachDifference(
  state: State,
  other: State,
  visit: (handle: Handle, cell: Cell, otherCell: Cell | null) => void,
  bit = 0,
): void {
  if (state === other) return;
  if ('zero' in state) {
    forEachDifference(state.zero, sideOf(other, false, bit), visit, bit + 1);
    forEachDifference(state.one, sideOf(other, true, bit), visit, bit + 1);
  } else if ('cell' in state) {
    const otherCell = leafOf(other, state.handle, bit)?.cell ?? null;
    if (otherCell !== state.cell) visit(state.handle, state.cell, otherCell);
  }
}

/** The part of a state on one side of a fork that another state has. */
function sideOf(state: State, isOneSide: boolean, bit: number): State {
  if ('zero' in state) return isOneSide ? state.one : state.zero;
  return 'cell' in state && isOne(state.handle, bit) === isOneSide ? state : emptyState;
}

function joinCells(one: Cell, other: Cell): Cell {
  if (one === other) return one;
  const added = other.held.filter((acquisition) => !one.held.includes(acquisition));
  const joined: Cell = {
    held: added.length === 0 ? one.held : [...one.held, ...added],
    absent: one.absent || other.absent,
    settled: one.settled || other.settled,
    leftAt: one.leftAt ?? other.leftAt,
  };
  return isSame(joined, one) ? one : joined;
}

const isSame = (one: Cell, other: Cell): boolean =>
  one.held === other.held &&
  one.absent === other.absent &&
  one.settled === other.settled &&
  one.leftAt === other.leftAt;

/** What holds where two ways meet. Gives the first state itself when the second adds nothing, so that fixed points are seen by identity. */
export function join(one: State | null, other: State | null): State | null {
  if (one === other || other === null) return one;
  if (one === null) return other;
  let joined = one;
  forEachDifference(other, one, (handle, cell, mine) => {
    joined = withCell(joined, handle, mine ? joinCells(mine, cell) : cell);
  });
  return joined;
}

/** The same state with every cell that holds something changed; what holds nothing is not visited. */
function changed(state: State, change: (cell: Cell, handle: Handle) => Cell): State {
  if (!state.holds) return state;
  if ('zero' in state) return fork(changed(state.zero, change), changed(state.one, change));
  const cell = change(state.cell, state.handle);
  return cell === state.cell ? state : leaf(state.handle, cell);
}

/** A place to which many paths come. What a path brings is compared with what the one before it has brought. */
export class Meeting {
  #joined: State | null = null;
  #last: State = emptyState;

  /** @param change what becomes of a cell that holds something on the way here */
  add(state: State | null, change?: (cell: Cell, handle: Handle) => Cell): void {
    if (state === null) return;
    if (this.#joined === null) this.#joined = change ? changed(state, change) : state;
    else {
      let joined = this.#joined;
      forEachDifference(state, this.#last, (handle, cell) => {
        const mine = leafOf(joined, handle)?.cell;
        const brought = change && cell.held.length > 0 ? change(cell, handle) : cell;
        joined = withCell(joined, handle, mine ? joinCells(mine, brought) : brought);
      });
      this.#joined = joined;
    }
    this.#last = state;
  }

  /** `null`: no path comes here. */
  get state(): State | null {
    return this.#joined;
  }
}
