import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { walk } from '../../syntax/walk.ts';
import { findAcquisitions, type Acquisition } from '../acquisitions/acquisitions.ts';
import { ClosureFates } from '../paths/closure-fates.ts';
import { effectsIn, type Effect } from '../paths/effects.ts';
import { handleLookup, handlesByActivation, type Activation, type Handle } from '../acquisitions/handles.ts';
import { usesOf } from '../acquisitions/handle-uses.ts';
import { interpret } from '../paths/interpreter.ts';
import { emptyState, type Cell } from '../paths/path-states.ts';

/**
 * A local variable that gets a new value while it is the only name of a resource that is still held.
 * Errs towards silence: a variable that was released, handed on or empty on some path to this point counts as free,
 * unless a loop comes here again with what its last round acquired.
 */
export interface Overwrite {
  readonly lost: Acquisition;
  readonly handle: Handle;
  readonly write: TSESTree.AssignmentExpression;
}

const overwritesByFile = new WeakMap<TSESLint.SourceCode, readonly Overwrite[]>();

/** Every overwrite of a file, in no order. Computed once a file. */
export function findOverwrites(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): readonly Overwrite[] {
  let overwrites = overwritesByFile.get(sourceCode);
  if (!overwrites) overwritesByFile.set(sourceCode, (overwrites = computeOverwrites(sourceCode, settings)));
  return overwrites;
}

function computeOverwrites(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): readonly Overwrite[] {
  return [...handlesByActivation(findAcquisitions(sourceCode, settings), sourceCode)].flatMap(([activation, handles]) =>
    overwritesIn(
      activation,
      // `const old = r; r = create();`: the old one still has a name
      handles.filter(
        (handle) => !handle.isMany && handle.variables.size === 1 && assignmentsTo(handle, sourceCode).length > 0,
      ),
      sourceCode,
    ),
  );
}

function assignmentsTo(handle: Handle, sourceCode: TSESLint.SourceCode): readonly TSESTree.AssignmentExpression[] {
  return usesOf(handle, sourceCode).flatMap((use) => (use.does === 'write' && use.at.operator === '=' ? [use.at] : []));
}

function overwritesIn(
  activation: Activation,
  handles: readonly Handle[],
  sourceCode: TSESLint.SourceCode,
): readonly Overwrite[] {
  if (handles.length === 0) return [];
  const fates = new ClosureFates(activation, handles, sourceCode);
  const effects = effectsIn(activation, handles, sourceCode, fates.of);
  const seen = new Map<TSESTree.AssignmentExpression, { readonly handle: Handle; cell: Cell }>();
  const byNode = new Map(effects.byNode);
  for (const handle of handles) {
    for (const write of assignmentsTo(handle, sourceCode)) {
      // `r = wrap(r)`: the new value may be the old one
      if (namesHandle(write.right, handle, sourceCode)) continue;
      const look: Effect = { does: 'look', handle, see: (cell) => seen.set(write, { handle, cell }) };
      byNode.set(write, [look, ...(byNode.get(write) ?? [])]);
    }
  }
  const options = { exceptionPaths: false, initial: emptyState };
  // too complex to follow: unknown, and unknown is silent
  if (!interpret(activation, handles, { ...effects, byNode }, sourceCode, options)) return [];
  return [...seen].flatMap(([write, { handle, cell }]): Overwrite[] => {
    const held = cell.held as readonly Acquisition[];
    const ownRound = held.find(({ position }) => 'write' in position && position.write === write);
    const lost = cell.absent ? ownRound : held[0];
    return cell.settled || !lost ? [] : [{ lost, handle, write }];
  });
}

function namesHandle(value: TSESTree.Node, handle: Handle, sourceCode: TSESLint.SourceCode): boolean {
  const handleAt = handleLookup([handle], sourceCode);
  let isNamed = false;
  walk(value, sourceCode, (node) => {
    if (handleAt(node) !== null) isNamed = true;
    return undefined;
  });
  return isNamed;
}
