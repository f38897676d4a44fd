import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { Handle, HandleLookup } from '../acquisitions/handles.ts';
import { cellOf, forEachDifference, withCell, type Cell, type State } from './path-states.ts';

/**
 * One branch of a condition, given what the other did. Where the other branch settles a handle, this one does not
 * hold it when the condition may well stand for "it is still held": because the handle was in a mixture of states
 * before, because the condition is a flag that the code sets on its way, or because the condition asks the handle itself, as in `if (socket.isOpen) socket.close()`.
 */
export function correlated(
  branch: State | null,
  other: State | null,
  before: State,
  test: TSESTree.Node,
  handleAt: HandleLookup,
  sourceCode: TSESLint.SourceCode,
): State | null {
  if (!branch || !other) return branch;
  let settled = branch;
  forEachDifference(branch, other, (handle, cell, otherCell) => {
    if (cell.held.length === 0 || !isSettled(otherCell)) return;
    const was = cellOf(before, handle);
    const isMixture = was.held.length > 0 && (was.absent || was.settled);
    if (isMixture || isFlag(test, sourceCode) || isAbout(test, handle, handleAt, sourceCode))
      settled = withCell(settled, handle, { ...cell, held: [], settled: true });
  });
  return settled;
}

/** `done`, `!ok`: a variable that is written more than once. */
function isFlag(test: TSESTree.Node, sourceCode: TSESLint.SourceCode): boolean {
  const name = test.type === 'UnaryExpression' && test.operator === '!' ? test.argument : test;
  const references = name.type === 'Identifier' ? variableOf(name, sourceCode)?.references : undefined;
  return (references?.filter((reference) => reference.isWrite()).length ?? 0) > 1;
}

function isAbout(
  test: TSESTree.Node,
  handle: Handle,
  handleAt: HandleLookup,
  sourceCode: TSESLint.SourceCode,
): boolean {
  let isNamed = false;
  walk(test, sourceCode, (node) => {
    if (handleAt(node) === handle) isNamed = true;
    return undefined;
  });
  return isNamed;
}

const isSettled = (cell: Cell | null): boolean => cell !== null && cell.settled && cell.held.length === 0;

/** After a loop whose body settles a handle: that the body ran not even once is taken to mean that there was nothing to release. */
export function ranOnce(over: State | null, body: State | null): State | null {
  if (!over || !body) return over;
  let ran = over;
  forEachDifference(over, body, (handle, cell, inBody) => {
    if (isSettled(inBody)) ran = withCell(ran, handle, { ...cell, held: [], settled: true });
  });
  return ran;
}
