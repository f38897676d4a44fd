import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { cuttingMethods, elementSources } from '../../catalog/web.ts';
import { computations, stateMakers } from '../../catalog/components.ts';
import { functionOf } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName } from '../../syntax/names.ts';
import type { ValuePosition } from '../../syntax/value-positions.ts';
import { variableOf } from '../../syntax/variables.ts';
import type { ResourceKind } from './resource-kinds.ts';

/** `link.href = url`, `<img src={url} />`: an element is told where to find what it shows, and owns nothing. */
export function isSourceOfElement(value: TSESTree.Node): boolean {
  const { parent } = value;
  if (parent?.type === 'AssignmentExpression') {
    const { left, right } = parent;
    return right === value && left.type === 'MemberExpression' && elementSources.has(propertyName(left) ?? '');
  }
  const attribute =
    parent?.type === 'JSXExpressionContainer' && parent.parent.type === 'JSXAttribute' ? parent.parent.name : null;
  return attribute?.type === 'JSXIdentifier' && elementSources.has(attribute.name);
}

/**
 * `setAddress(url)`, `computed(() => url)`: the state of a component, which forgets the old value when there is a new
 * one. Errs towards "no": only what a framework's own function makes is state.
 */
export function isValueOfState({ at, expression }: ValuePosition, sourceCode: TSESLint.SourceCode): boolean {
  if (at === 'returned') {
    const code = functionOf(expression);
    const call = code.parent;
    return call?.type === 'CallExpression' && call.arguments[0] === code && computations.has(calledName(call) ?? '');
  }
  const call = at === 'argument' ? expression.parent : null;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== expression) return false;
  if (calledName(call) === '$derived') return true;
  const declarator = variableOf(call.callee, sourceCode)?.defs[0]?.node;
  return (
    declarator?.type === 'VariableDeclarator' &&
    declarator.id.type === 'ArrayPattern' &&
    declarator.id.elements[1]?.type === 'Identifier' &&
    declarator.id.elements[1] === variableOf(call.callee, sourceCode)?.identifiers[0] &&
    declarator.init?.type === 'CallExpression' &&
    stateMakers.has(calledName(declarator.init) ?? '')
  );
}

/** `url.split('/')`, `url.slice(5)`: a part of the text, by which nothing can be released. */
export const isCutUp = ({ property, computed }: TSESTree.MemberExpression): boolean =>
  cuttingMethods.has(keyName(property, computed) ?? '');

/** Released by a function that the file never names, nor anything that sounds like it; the element could be asked for it. */
export const isNeverReleased = ({ release }: ResourceKind, { text }: TSESLint.SourceCode): boolean =>
  release.form === 'function' &&
  !/revoke|release/i.test(text) &&
  release.functions.every((name) => !text.includes(name));
