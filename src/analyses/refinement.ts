import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { dottedName, withoutTypes } from '../syntax/names.ts';
import { variableOf } from '../syntax/variables.ts';
import type { Handle } from './handles.ts';
import { absentCell, cellOf, join, withCell, type State } from './path-states.ts';

type Node = TSESTree.Node;

/**
 * The state where a condition is known to be true (or false): a handle that is null there holds nothing.
 * Errs towards the unchanged state. `null` when the condition cannot have that outcome.
 */
export function refine(
  test: Node,
  state: State,
  outcome: boolean,
  handles: readonly Handle[],
  sourceCode: TSESLint.SourceCode,
): State | null {
  const node = withoutTypes(test);
  if (node.type === 'Literal') return Boolean(node.value) === outcome ? state : null;
  if (node.type === 'UnaryExpression' && node.operator === '!')
    return refine(node.argument, state, !outcome, handles, sourceCode);
  if (node.type === 'CallExpression' && dottedName(node.callee) === 'Boolean' && node.arguments[0]) {
    return refine(node.arguments[0], state, outcome, handles, sourceCode);
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const isDecided = (node.operator === '&&') === outcome;
    const left = refine(node.left, state, outcome, handles, sourceCode);
    if (isDecided) return left && refine(node.right, left, outcome, handles, sourceCode);
    const goesOn = refine(node.left, state, !outcome, handles, sourceCode);
    return join(left, goesOn && refine(node.right, goesOn, outcome, handles, sourceCode));
  }
  if (node.type === 'BinaryExpression') {
    const isEqual = node.operator === '==' || node.operator === '===';
    if (!isEqual && node.operator !== '!=' && node.operator !== '!==') return state;
    const subject = isNullish(node.right) ? node.left : isNullish(node.left) ? node.right : null;
    const handle = subject && handleAt(subject, handles, sourceCode);
    return handle ? assume(state, handle, isEqual !== outcome) : state;
  }
  if (node.type === 'AssignmentExpression') return refine(node.left, state, outcome, handles, sourceCode);
  const handle = handleAt(node, handles, sourceCode);
  return handle ? assume(state, handle, outcome) : state;
}

/** The handle that an expression names; `null` for anything else. */
export function handleAt(test: Node, handles: readonly Handle[], sourceCode: TSESLint.SourceCode): Handle | null {
  const node = withoutTypes(test);
  const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
  return (variable && handles.find(({ variables }) => variables.has(variable))) ?? null;
}

function isNullish(test: Node): boolean {
  const node = withoutTypes(test);
  return (node.type === 'Literal' && node.raw === 'null') || (node.type === 'Identifier' && node.name === 'undefined');
}

function assume(state: State, handle: Handle, isPresent: boolean): State | null {
  const cell = cellOf(state, handle);
  if (!isPresent) return withCell(state, handle, absentCell);
  return cell.absent ? withCell(state, handle, { ...cell, absent: false }) : state;
}
