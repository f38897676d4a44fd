import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { dottedName, withoutTypes } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { isModuleLevel, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { contextsOf, type Slot } from './contexts.ts';
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
  readonly slot: Slot & { readonly variable: Variable };
  readonly size: SizeEvidence;
  /** `undefined` may be written to the handle, and nothing asks it whether a timeout is pending. */
  readonly canBeEmptied: boolean;
}

export function findStaleTimers(sourceCode: SourceCode): readonly StaleTimer[] {
  const found: StaleTimer[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type !== 'AssignmentExpression' || node.operator !== '=') return undefined;
    const call = withoutTypes(node.right);
    if (call.type !== 'CallExpression' || !isTimeout(call, sourceCode)) return undefined;
    const [callback] = call.arguments;
    const { left: target } = node;
    if (callback?.type !== 'ArrowFunctionExpression' || !isKept(target, sourceCode)) return undefined;
    if (mentions(callback, target, sourceCode)) return undefined;
    const isOfNode = typeQueriesOf(sourceCode)
      .typeNamesOf(call)
      ?.some(({ name, module }) => name === 'Timeout' && module !== null);
    if (isOfNode !== true) return undefined;
    for (const slot of contextsOf(sourceCode).keptBy(callback)) {
      const { variable } = slot;
      if (!variable || isBorrowed(variable, sourceCode)) continue;
      const size = sizeOfVariable(variable, sourceCode);
      if (!isLarge(size)) continue;
      const canBeEmptied = acceptsUndefined(target, sourceCode) && !isAsked(target, sourceCode);
      found.push({ target, callback, slot: { ...slot, variable }, size, canBeEmptied });
      break;
    }
    return undefined;
  });
  return found;
}

function isTimeout(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const origin = originOf(call.callee, sourceCode);
  return origin?.path === 'setTimeout' && /^(node:)?timers$/.test(origin.module ?? 'timers');
}

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
  let accepts = false;
  walk(sourceCode.ast, sourceCode, (node) => {
    const annotated = node.type === 'PropertyDefinition' ? node : node.type === 'VariableDeclarator' ? node.id : null;
    const key = node.type === 'PropertyDefinition' ? node.key : annotated;
    const isHandle =
      (key?.type === 'Identifier' && key.name === name) ||
      (key?.type === 'PrivateIdentifier' && `#${key.name}` === name);
    if (!isHandle || !annotated || !('typeAnnotation' in annotated)) return undefined;
    const isOptional = node.type === 'PropertyDefinition' && node.optional;
    if (
      isOptional ||
      (annotated.typeAnnotation && /\bundefined\b/.test(sourceCode.getText(annotated.typeAnnotation)))
    ) {
      accepts = true;
    }
    return undefined;
  });
  return accepts;
}

/** A condition asks the handle: there a handle means that a timeout is pending. */
function isAsked(target: StaleTimer['target'], sourceCode: SourceCode): boolean {
  const name = dottedName(target);
  let isFound = false;
  walk(sourceCode.ast, sourceCode, (node) => {
    if (!('test' in node) || !node.test) return undefined;
    if (mentions(node.test, target, sourceCode)) isFound = true;
    return undefined;
  });
  return isFound && name !== null;
}
