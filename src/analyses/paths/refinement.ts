import type { TSESTree } from '@typescript-eslint/utils';
import { endedState, openState } from '../../catalog/lifetimes.ts';
import { isNullish } from '../../syntax/constants.ts';
import { dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import type { Handle, HandleLookup } from '../acquisitions/handles.ts';
import { absentCell, cellOf, join, settledCell, withCell, type State } from './path-states.ts';

type Node = TSESTree.Node;

/**
 * The state where a condition is known to be true (or false): a handle that is null there, or says that it is closed,
 * holds nothing.
 * Errs towards the unchanged state. `null` when the condition cannot have that outcome.
 */
export function refine(test: Node, state: State, outcome: boolean, handleAt: HandleLookup): State | null {
  const node = withoutTypes(test);
  if (node.type === 'Literal') return Boolean(node.value) === outcome ? state : null;
  if (node.type === 'UnaryExpression' && node.operator === '!') return refine(node.argument, state, !outcome, handleAt);
  if (node.type === 'CallExpression' && dottedName(node.callee) === 'Boolean' && node.arguments[0]) {
    return refine(node.arguments[0], state, outcome, handleAt);
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const isDecided = (node.operator === '&&') === outcome;
    const left = refine(node.left, state, outcome, handleAt);
    if (isDecided) return left && refine(node.right, left, outcome, handleAt);
    const goesOn = refine(node.left, state, !outcome, handleAt);
    return join(left, goesOn && refine(node.right, goesOn, outcome, handleAt));
  }
  if (node.type === 'BinaryExpression') {
    const isEqual = node.operator === '==' || node.operator === '===';
    if (!isEqual && node.operator !== '!=' && node.operator !== '!==') return state;
    const subject = isNullish(node.right) ? node.left : isNullish(node.left) ? node.right : null;
    // `(r = open()) !== null`
    const handle = subject && handleAt(subject.type === 'AssignmentExpression' ? subject.left : subject);
    return handle ? assume(state, handle, isEqual !== outcome) : state;
  }
  if (node.type === 'AssignmentExpression') return refine(node.left, state, outcome, handleAt);
  const handle = handleAt(node);
  if (handle) return assume(state, handle, outcome);
  const asked = handleFoundEnded(node, outcome, handleAt);
  return asked ? withCell(state, asked, settledCell) : state;
}

/** The handle that says of itself that nothing is left to release: `r.isOpen` is false, `r.destroyed` is true. */
function handleFoundEnded(node: Node, outcome: boolean, handleAt: HandleLookup): Handle | null {
  const member = node.type === 'CallExpression' && node.arguments.length === 0 ? withoutTypes(node.callee) : node;
  if (member.type !== 'MemberExpression') return null;
  return (outcome ? endedState : openState).test(propertyName(member) ?? '') ? handleAt(member.object) : null;
}

function assume(state: State, handle: Handle, isPresent: boolean): State | null {
  const cell = cellOf(state, handle);
  if (!isPresent) return withCell(state, handle, absentCell);
  return cell.absent ? withCell(state, handle, { ...cell, absent: false }) : state;
}
