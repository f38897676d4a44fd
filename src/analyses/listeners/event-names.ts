import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keyOf } from '../../syntax/value-keys.ts';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';

type Node = TSESTree.Node;

/**
 * The names that an expression can have as the name of an event. What is written as a text stands as it is;
 * `=Events.Closed` stands for a value that only its key tells. `null` when nothing is known.
 */
export type EventNames = readonly string[] | null;

export function eventNamesOf(node: Node, sourceCode: TSESLint.SourceCode, depth = 0): EventNames {
  if (depth > 4) return null;
  const expression = withoutTypes(node);
  if (expression.type === 'Literal') {
    // jQuery's `.menu` is every event of that namespace
    return typeof expression.value === 'string' && !expression.value.startsWith('.') ? [expression.value] : null;
  }
  if (expression.type === 'TemplateLiteral') {
    return expression.expressions.length === 0 ? [expression.quasis[0]?.value.cooked ?? ''] : null;
  }
  if (expression.type === 'ConditionalExpression') {
    const one = eventNamesOf(expression.consequent, sourceCode, depth + 1);
    const other = eventNamesOf(expression.alternate, sourceCode, depth + 1);
    return one && other && [...one, ...other];
  }
  if (expression.type === 'Identifier') {
    const variable = variableOf(expression, sourceCode);
    const init = variable && onlyDeclaratorOf(variable)?.init;
    if (init) return eventNamesOf(init, sourceCode, depth + 1) ?? keyed(expression, sourceCode);
    return (variable && iteratedNames(variable, sourceCode)) ?? keyed(expression, sourceCode);
  }
  return expression.type === 'MemberExpression' ? keyed(expression, sourceCode) : null;
}

function keyed(node: Node, sourceCode: TSESLint.SourceCode): EventNames {
  const key = keyOf(node, sourceCode);
  return key === null ? null : [`=${key}`];
}

/** The names that a loop over a list of them gives its variable: `for (const name of ['a', 'b'])`, `['a', 'b'].forEach((name) => …)`. */
function iteratedNames(variable: Variable, sourceCode: TSESLint.SourceCode): EventNames {
  const iterated = iteratedBy(variable);
  if (!iterated) return null;
  const list = elementsOf(iterated.list, sourceCode);
  const names = list?.map((element) => {
    if (!element || element.type === 'SpreadElement') return null;
    if (iterated.index === null) return eventNamesOf(element, sourceCode, 1);
    const inner = element.type === 'ArrayExpression' ? element.elements[iterated.index] : null;
    return inner && inner.type !== 'SpreadElement' ? eventNamesOf(inner, sourceCode, 1) : null;
  });
  if (names?.every((found) => found !== null)) return names.flat();
  const key = keyOf(iterated.list, sourceCode);
  return key === null ? null : [`=each of ${key}`];
}

/** The elements of an array that is written here, or in the constant that is named here. */
function elementsOf(
  node: Node,
  sourceCode: TSESLint.SourceCode,
): readonly (TSESTree.Expression | TSESTree.SpreadElement | null)[] | null {
  const list = withoutTypes(node);
  if (list.type === 'ArrayExpression') return list.elements;
  const variable = list.type === 'Identifier' ? variableOf(list, sourceCode) : null;
  const init = variable && onlyDeclaratorOf(variable)?.init;
  return init ? elementsOf(init, sourceCode) : null;
}

/** The list whose elements a variable stands for; `index` when it is taken out of each element by an array pattern. */
export function iteratedBy(variable: Variable): { readonly list: Node; readonly index: number | null } | null {
  const [identifier] = variable.identifiers;
  if (!identifier) return null;
  const isInPattern = identifier.parent.type === 'ArrayPattern';
  const binding: Node = isInPattern ? identifier.parent : identifier;
  const index = isInPattern ? (binding as TSESTree.ArrayPattern).elements.indexOf(identifier) : null;
  const { parent } = binding;
  if (parent?.type === 'VariableDeclarator' && parent.parent.parent.type === 'ForOfStatement') {
    const loop = parent.parent.parent;
    return loop.left === parent.parent ? { list: entriesOf(loop.right), index } : null;
  }
  if (parent?.type !== 'ArrowFunctionExpression' && parent?.type !== 'FunctionExpression') return null;
  const call = parent.parent;
  if (parent.params[0] !== binding || call.type !== 'CallExpression' || call.arguments[0] !== parent) return null;
  if (call.callee.type !== 'MemberExpression' || propertyName(call.callee) !== 'forEach') return null;
  return { list: entriesOf(call.callee.object), index };
}

/** The table in `Object.entries(table)`, whose entries are as good a list of it. */
function entriesOf(list: Node): Node {
  const call = withoutTypes(list);
  const isTable = call.type === 'CallExpression' && /^Object\.(entries|keys)$/.test(dottedName(call.callee) ?? '');
  if (!isTable && !(call.type === 'CallExpression' && calledName(call) === 'entries')) return list;
  return call.arguments[0] ?? list;
}

const isText = (name: string): boolean => !name.startsWith('=');
const enumOf = (name: string): string => name.slice(0, name.lastIndexOf('.') + 1);

/** Whether two expressions name the same event: texts and members of one object can be told apart, other values cannot. */
export function isSameEvent(one: EventNames, other: EventNames): boolean | null {
  if (!one || !other) return null;
  if (one.some((name) => other.includes(name))) return true;
  const canTell = one.every((a) =>
    other.every((b) => (isText(a) ? isText(b) : a.includes('.') && enumOf(a) === enumOf(b))),
  );
  return canTell ? false : null;
}
