import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { arrivingNames, arrivingTypes, fewValuedNames, freshValues, identifyingNames } from '../../catalog/arrivals.ts';
import { isFunction } from '../../syntax/functions.ts';
import { dottedName, keyName, propertyName } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { lastWordOf } from './words.ts';

type Node = TSESTree.Node;

/**
 * Why a value differs from call to call: `new`: it is made by the call; `arriving`: it is, or belongs to, a request, a
 * message, a user; `identifying`: a parameter or property that is named like an id or an address.
 */
export type Arrival = 'new' | 'arriving' | 'identifying';
const order: readonly Arrival[] = ['identifying', 'arriving', 'new'];

/** The strongest reason why an expression has another value in each call; errs towards `null`. */
export function arrivalOf(node: Node, sourceCode: TSESLint.SourceCode, depth = 0): Arrival | null {
  if (depth > 12) return null;
  const inside = (inner: Node | null | undefined): Arrival | null =>
    inner ? arrivalOf(inner, sourceCode, depth + 1) : null;
  switch (node.type) {
    case 'AwaitExpression':
    case 'UnaryExpression':
    case 'SpreadElement':
      return node.type === 'UnaryExpression' && node.operator !== '+' ? null : inside(node.argument);
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
      return inside(node.expression);
    case 'LogicalExpression':
    case 'BinaryExpression':
      if (node.type === 'BinaryExpression' && node.operator !== '+') return null;
      return strongest([inside(node.left), inside(node.right)]);
    case 'ConditionalExpression':
      return strongest([inside(node.consequent), inside(node.alternate)]);
    case 'TemplateLiteral':
      return strongest(node.expressions.map(inside));
    case 'ObjectExpression':
      return strongest(node.properties.map((each) => inside(each.type === 'Property' ? each.value : each.argument)));
    case 'ArrayExpression':
      return strongest(node.elements.map(inside));
    case 'UpdateExpression':
      return 'new';
    case 'NewExpression':
      return strongest(node.arguments.map(inside));
    case 'CallExpression':
      return arrivalOfCall(node, inside);
    case 'MemberExpression':
      return arrivalOfProperty(node, inside);
    case 'Identifier':
      return arrivalOfName(node, sourceCode, depth);
    default:
      return null;
  }
}

function strongest(all: readonly (Arrival | null)[]): Arrival | null {
  return all.reduce((one, other) => (order.indexOf(other!) > order.indexOf(one!) ? other : one), null);
}

function arrivalOfCall(node: TSESTree.CallExpression, inside: (inner: Node) => Arrival | null): Arrival | null {
  const { callee } = node;
  if (freshValues.has(dottedName(callee) ?? '')) return 'new';
  const receiver = callee.type === 'MemberExpression' ? inside(callee.object) : null;
  return strongest([receiver, ...node.arguments.map(inside)]);
}

/** `user.id` arrives with the user; `message.type` is one of a few; `x.id` identifies whatever `x` is. */
function arrivalOfProperty(node: TSESTree.MemberExpression, inside: (inner: Node) => Arrival | null): Arrival | null {
  const name = propertyName(node);
  if (name !== null && fewValuedNames.has(lastWordOf(name))) return null;
  const word = name === null ? '' : lastWordOf(name);
  if (node.object.type === 'ThisExpression') return identifyingNames.has(word) ? 'identifying' : null;
  const object = inside(node.object);
  if (object === 'arriving' || object === 'new') return object;
  return identifyingNames.has(word) && !/^[A-Z]/.test(dottedName(node.object) ?? '') ? 'identifying' : null;
}

function arrivalOfName(node: TSESTree.Identifier, sourceCode: TSESLint.SourceCode, depth: number): Arrival | null {
  const variable = variableOf(node, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!variable || variable.defs.length !== 1 || !definition) return null;
  if (definition.type === ('Parameter' as never)) return arrivalOfParameter(definition.name as TSESTree.Identifier);
  const declarator = onlyDeclaratorOf(variable);
  if (!declarator) return null;
  const loop = declarator.parent.parent;
  if (loop.type === 'ForOfStatement' && loop.left === declarator.parent) {
    const each = arrivalByName(variable.name);
    return each === 'arriving' && loop.await ? each : arrivalOf(loop.right, sourceCode, depth + 1);
  }
  if (!declarator.init) return null;
  const source = arrivalOf(declarator.init, sourceCode, depth + 1);
  if (declarator.id.type === 'Identifier') return source;
  const key = keyInPattern(definition.name as TSESTree.Identifier) ?? '';
  if (fewValuedNames.has(lastWordOf(key))) return null;
  return source ?? (identifyingNames.has(lastWordOf(key)) && !isTopLevel(declarator) ? 'identifying' : null);
}

const isTopLevel = (declarator: TSESTree.VariableDeclarator): boolean => declarator.parent.parent.type === 'Program';

function arrivalOfParameter(name: TSESTree.Identifier): Arrival | null {
  const key = keyInPattern(name);
  if (key !== null) {
    const word = lastWordOf(key);
    if (fewValuedNames.has(word)) return null;
    const whole = parameterAround(name);
    if (whole && hasArrivingType(whole)) return 'arriving';
    return identifyingNames.has(word) ? 'identifying' : null;
  }
  if (hasArrivingType(name)) return 'arriving';
  const arrival = arrivalByName(name.name);
  // a message that is declared a string is a text
  return arrival === 'arriving' && name.typeAnnotation?.typeAnnotation.type === 'TSStringKeyword'
    ? 'identifying'
    : arrival;
}

function arrivalByName(name: string): Arrival | null {
  const word = lastWordOf(name);
  if (arrivingNames.has(word)) return 'arriving';
  return identifyingNames.has(word) ? 'identifying' : null;
}

function hasArrivingType(name: Node): boolean {
  const annotation = 'typeAnnotation' in name && name.typeAnnotation ? name.typeAnnotation : null;
  const type = annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : null;
  if (type?.type !== 'TSTypeReference') return false;
  return arrivingTypes.has((dottedName(type.typeName) ?? '').split('.').at(-1) ?? '');
}

/** `id` for `{ id: name }`, `{ name = 1 }`; `null` outside of patterns. */
function keyInPattern(name: TSESTree.Identifier): string | null {
  const value: Node = name.parent.type === 'AssignmentPattern' && name.parent.left === name ? name.parent : name;
  const { parent } = value;
  return parent?.type === 'Property' && parent.parent.type === 'ObjectPattern' && parent.value === value
    ? keyName(parent.key, parent.computed)
    : null;
}

function parameterAround(name: Node): Node | null {
  let current = name;
  while (current.parent && !isFunction(current.parent)) current = current.parent;
  return current;
}
