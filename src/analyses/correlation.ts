import { cellOf, mapCells, type Cell, type State } from './path-states.ts';

/**
 * One branch of a condition, given what the other did. Where a handle was in a mixture of states before and the
 * other branch settles it, the condition may well stand for "it is still held": then this branch does not hold it.
 */
export function correlated(branch: State | null, other: State | null, before: State): State | null {
  if (!branch || !other || branch === other) return branch;
  return mapCells(branch, (cell, handle) => {
    const was = cellOf(before, handle);
    const isMixture = was.held.length > 0 && (was.absent || was.settled);
    return isMixture && isSettled(cellOf(other, handle)) && cell.held.length > 0
      ? { ...cell, held: [], settled: true }
      : cell;
  });
}

const isSettled = ({ held, settled }: Cell): boolean => settled && held.length === 0;

/** After a loop whose body settles a handle: that the body ran not even once is taken to mean that there was nothing to release. */
export function ranOnce(over: State | null, body: State | null): State | null {
  if (!over || !body) return over;
  return mapCells(over, (cell, handle) =>
    isSettled(cellOf(body, handle)) ? { ...cell, held: [], settled: true } : cell,
  );
}
