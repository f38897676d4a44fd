import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { dottedName, keyName, withoutTypes } from '../../syntax/names.ts';
import { nodesOf } from '../../syntax/nodes.ts';
import { originOf } from '../../syntax/origins.ts';
import { isModuleLevel, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { contextsOf, type VariableSlot } from './contexts.ts';
import { isBorrowed } from './shared-contexts.ts';
import { isLarge, sizeOfVariable, type SizeEvidence } from './size-evidence.ts';

type SourceCode = TSESLint.SourceCode;

/**
 * A timeout of Node that is kept in a field or a variable of the module after it has fired: the handle keeps the
 * callback, and the callback a large value of its scope. Only Node's handles do; those of a browser are numbers.
 * Errs towards none: where the callback or a test of the handle shows that it is managed, there is no fact.
 */
export interface StaleTimer {
  readonly target: TSESTree.MemberExpression | TSESTree.Identifier;
  readonly callback: TSESTree.ArrowFunctionExpression;
  readonly slot: VariableSlot;
  readonly size: SizeEvidence;
  /** `undefined` may be written to the handle, and nothing asks it whether a timeout is pending. */
  readonly canBeEmptied: boolean;
}

export function findStaleTimers(sourceCode: SourceCode): readonly StaleTimer[] {
  const found: StaleTimer[] = [];
  if (!sourceCode.text.includes('setTimeout')) return found;
  for (const node of nodesOf('AssignmentExpression', sourceCode)) {
    if (node.operator !== '=') continue;
    const call = withoutTypes(node.right);
    if (call.type !== 'CallExpression' || !isTimeout(call, sourceCode)) continue;
    const [callback] = call.arguments;
    const { left: target } = node;
    if (callback?.type !== 'ArrowFunctionExpression' || !isKept(target, sourceCode)) continue;
    if (mentions(callback, target, sourceCode)) continue;
    for (const slot of contextsOf(sourceCode).variablesKeptBy(callback)) {
      const { variable } = slot;
      if (isBorrowed(variable, sourceCode)) continue;
      const size = sizeOfVariable(variable, sourceCode);
      if (!isLarge(size)) continue;
      if (!isOfNode(call, sourceCode)) break;
      const canBeEmptied = acceptsUndefined(target, sourceCode) && !isAsked(target, sourceCode);
      found.push({ target, callback, slot, size, canBeEmptied });
      break;
    }
  }
  return found;
}

function isTimeout(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const origin = originOf(call.callee, sourceCode);
  return origin?.path === 'setTimeout' && /^(node:)?timers$/.test(origin.module ?? 'timers');
}

const isOfNode = (call: TSESTree.CallExpression, sourceCode: SourceCode): boolean =>
  typeQueriesOf(sourceCode)
    .typeNamesOf(call)
    ?.some(({ name, module }) => name === 'Timeout' && module !== null) ?? false;

/** A field of the instance, or a variable of the module. */
function isKept(target: TSESTree.Node, sourceCode: SourceCode): target is StaleTimer['target'] {
  if (target.type === 'MemberExpression') return target.object.type === 'ThisExpression' && !target.computed;
  const variable = target.type === 'Identifier' ? variableOf(target, sourceCode) : null;
  return variable !== null && isModuleLevel(variable);
}

/** The callback writes the handle, or clears it. */
function mentions(callback: TSESTree.Node, target: StaleTimer['target'], sourceCode: SourceCode): boolean {
  const name = dottedName(target);
  let isFound = false;
  walk(callback, sourceCode, (node) => {
    if ((node.type === 'MemberExpression' || node.type === 'Identifier') && dottedName(node) === name) isFound = true;
    return undefined;
  });
  return isFound;
}

/** The declared type of the handle has `undefined` in it. */
function acceptsUndefined(target: StaleTimer['target'], sourceCode: SourceCode): boolean {
  const name = dottedName(target)?.replace(/^this\./, '') ?? '';
  const fields = nodesOf('PropertyDefinition', sourceCode).filter(
    ({ key, computed }) => keyName(key, computed) === name,
  );
  const variables = nodesOf('VariableDeclarator', sourceCode).flatMap(({ id }) =>
    id.type === 'Identifier' && id.name === name ? [id] : [],
  );
  return (
    fields.some(({ optional }) => optional) ||
    [...fields, ...variables].some(
      ({ typeAnnotation }) => typeAnnotation && /\bundefined\b/.test(sourceCode.getText(typeAnnotation)),
    )
  );
}

/** A condition asks the handle: there a handle means that a timeout is pending. */
function isAsked(target: StaleTimer['target'], sourceCode: SourceCode): boolean {
  const conditions = (['IfStatement', 'ConditionalExpression', 'WhileStatement', 'LogicalExpression'] as const).flatMap(
    (type): readonly TSESTree.Node[] => nodesOf(type, sourceCode),
  );
  return conditions.some((node) => {
    const test = 'test' in node ? node.test : node.type === 'LogicalExpression' ? node.left : null;
    return test !== null && mentions(test, target, sourceCode);
  });
}
