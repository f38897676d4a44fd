import type { TSESTree } from '@typescript-eslint/utils';
import type { Handle } from './handles.ts';

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

/** The cells at a point of the program; a handle that is not in it has not been declared on any path. `null`: no path comes here. */
export type State = ReadonlyMap<Handle, Cell>;

export const absentCell: Cell = { held: [], absent: true, settled: false, leftAt: null };
export const settledCell: Cell = { held: [], absent: false, settled: true, leftAt: null };

export const cellOf = (state: State, handle: Handle): Cell => state.get(handle) ?? absentCell;

export function withCell(state: State, handle: Handle, cell: Cell): State {
  return state.get(handle) === cell ? state : new Map(state).set(handle, cell);
}

export function withoutCells(state: State, handles: readonly Handle[]): State {
  const rest = new Map(state);
  for (const handle of handles) rest.delete(handle);
  return rest;
}

/** The same state with every cell changed by a function. */
export function mapCells(state: State, change: (cell: Cell, handle: Handle) => Cell): State {
  let changed: Map<Handle, Cell> | null = null;
  for (const [handle, cell] of state) {
    const next = change(cell, handle);
    if (next !== cell) (changed ??= new Map(state)).set(handle, next);
  }
  return changed ?? state;
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
  let joined: Map<Handle, Cell> | null = null;
  const put = (handle: Handle, cell: Cell): void => {
    (joined ??= new Map(one)).set(handle, cell);
  };
  for (const [handle, cell] of other) {
    const mine = one.get(handle);
    const cells = mine ? joinCells(mine, cell) : cell;
    if (cells !== mine) put(handle, cells);
  }
  return joined ?? one;
}
