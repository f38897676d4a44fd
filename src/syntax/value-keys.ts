import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { classOfThis, isFunction } from './functions.ts';
import { prototypeThatGets } from './class-syntax.ts';
import { isGlobalObject } from './origins.ts';
import { keyName, propertyName, withoutTypes } from './names.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from './variables.ts';

type Node = TSESTree.Node;

const numbers = new WeakMap<object, number>();
let count = 0;

/** A number that stands for an object, so that keys of different variables differ. */
function numberOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = ++count));
  return number;
}

/**
 * A text that two expressions of a file share when they stand for the same value, as far as names say: `window`,
 * `document.body`, `this#4.socket`, `target#7`. Constants that only rename are looked through.
 * `null` for what each evaluation may give anew.
 */
export function keyOf(node: Node, sourceCode: TSESLint.SourceCode, depth = 0): string | null {
  if (depth > 8) return null;
  const expression = withoutTypes(node);
  switch (expression.type) {
    case 'ThisExpression':
      return keyOfThis(expression);
    case 'Identifier': {
      const variable = variableOf(expression, sourceCode);
      if (!variable || variable.defs.length === 0) {
        return isGlobalObject(expression.name) ? 'window' : expression.name;
      }
      return keyOfVariable(variable, sourceCode, depth);
    }
    case 'MemberExpression': {
      const name = propertyName(expression);
      const object = name === null ? null : keyOf(expression.object, sourceCode, depth + 1);
      if (object === null || name === null) return null;
      if (object === 'window') return isGlobalObject(name) ? 'window' : name;
      return `${object}.${name}`;
    }
    default:
      return null;
  }
}

/** The key of a variable, or of the value that it renames. */
export function keyOfVariable(variable: Variable, sourceCode: TSESLint.SourceCode, depth = 0): string {
  const own = fieldOfParameter(variable) ?? `${variable.name}#${String(numberOf(variable))}`;
  const declarator = onlyDeclaratorOf(variable);
  if (!declarator?.init) return own;
  const { id, init } = declarator;
  if (id.type === 'Identifier') {
    const renamed = withoutTypes(init);
    const isName = /^(Identifier|MemberExpression|ThisExpression)$/.test(renamed.type);
    return (isName ? keyOf(renamed, sourceCode, depth + 1) : null) ?? own;
  }
  if (id.type !== 'ObjectPattern') return own;
  for (const property of id.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier' || property.computed) continue;
    if (property.value !== variable.identifiers[0]) continue;
    const object = keyOf(init, sourceCode, depth + 1);
    return object === null ? own : `${object}.${property.key.name}`;
  }
  return own;
}

/** `this.bus` for the parameter of a constructor that puts it there. */
function fieldOfParameter(variable: Variable): string | null {
  const [definition] = variable.defs;
  const method = definition?.node.parent;
  if (variable.defs.length !== 1 || method?.type !== 'MethodDefinition' || method.kind !== 'constructor') return null;
  const owner = `this#${String(numberOf(method.parent.parent))}`;
  const [identifier] = variable.identifiers;
  const isProperty = identifier?.parent.type === 'TSParameterProperty';
  if (isProperty) return `${owner}.${variable.name}`;
  for (const { identifier: read } of variable.references) {
    const write = read.parent;
    if (write.type !== 'AssignmentExpression' || write.right !== read || write.left.type !== 'MemberExpression')
      continue;
    const field = write.left.object.type === 'ThisExpression' ? propertyName(write.left) : null;
    if (field !== null) return `${owner}.${field}`;
  }
  return null;
}

/**
 * `this` of a class's instance or of an object literal's method; in a prototype's method or a plain function it is taken
 * for the same everywhere.
 */
function keyOfThis(node: Node): string {
  const owner = classOfThis(node);
  if (owner) return `this#${String(numberOf(owner))}`;
  for (let current = node.parent; current; current = current.parent) {
    if (!isFunction(current) || current.type === 'ArrowFunctionExpression') continue;
    const object = current.parent?.type === 'Property' ? current.parent.parent : null;
    if (object?.type === 'ObjectExpression' && !prototypeThatGets(object))
      return `this#${String(numberOf(objectOfMethods(object)))}`;
    break;
  }
  return 'this';
}

/** What `this` is in a method of an object literal: of those in `methods: {…}` the object of options around. */
function objectOfMethods(object: Node): Node {
  const { parent } = object;
  if (parent?.type !== 'Property' || parent.value !== object) return object;
  if (groupsOfMethods.test(keyName(parent.key, parent.computed) ?? '')) return parent.parent;
  // `watch: { state: { handler() {…} } }`
  const options = objectOfMethods(parent.parent);
  return options === parent.parent ? object : options;
}

/** Options of a component or a store of Vue whose functions all share one `this`. */
const groupsOfMethods = /^(?:actions|computed|getters|methods|watch)$/;

/** Whether a key begins with the instance. */
export const isKeyOfThis = (key: string): boolean => /^this(#\d+)?(\.|$)/.test(key);

/** Whether a key stands for a global or what it leads to: no variable and no instance is in it. */
export const isKeyOfGlobal = (key: string): boolean => !key.includes('#') && !isKeyOfThis(key);
