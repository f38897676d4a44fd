import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionWrappers } from '../../catalog/listeners.ts';
import { isClass, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isKeyOfThis, keyOf } from '../../syntax/value-keys.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';

type Node = TSESTree.Node;

/**
 * Which function a listener is. `fresh`: made where it is written, so that no other expression gives it again.
 * `named`: the value of a variable or a field. Errs towards `unknown`.
 */
export type ListenerIdentity =
  | { readonly is: 'fresh' }
  | { readonly is: 'named'; readonly key: string; readonly variable: Variable | null }
  /** Every listener: `removeAllListeners()`. */
  | { readonly is: 'all' }
  /** Written as `undefined`. */
  | { readonly is: 'nothing' }
  | { readonly is: 'unknown' };

export function listenerIdentityOf(node: Node, sourceCode: TSESLint.SourceCode): ListenerIdentity {
  const listener = withoutTypes(node);
  if (isFresh(listener)) return { is: 'fresh' };
  if (listener.type === 'Identifier' && listener.name === 'undefined') return { is: 'nothing' };
  const key = keyOf(listener, sourceCode);
  const variable = listener.type === 'Identifier' ? variableOf(listener, sourceCode) : null;
  // an array's or a table's element is one of many, and another loop takes them away
  if (key === null || (variable && isOneOfMany(variable))) return { is: 'unknown' };
  return { is: 'named', key, variable };
}

/** The variable of a loop: `for (const [name, run] of table)`, `table.forEach(([name, run]) => …)`. */
function isOneOfMany({ defs: [definition] }: Variable): boolean {
  const node = definition?.node;
  if (node?.type === 'VariableDeclarator') return /^For(?:Of|In)Statement$/.test(node.parent.parent?.type ?? '');
  return (
    node !== undefined &&
    isFunction(node) &&
    node.parent?.type === 'CallExpression' &&
    /^(?:forEach|map|each)$/.test(calledName(node.parent) ?? '')
  );
}

/**
 * Whether a removal that names a member could mean a listener that was added under another name: `state.onMove`
 * after `state.onMove = onMove`, `command.abort.listener` for `value.abort.listener`.
 */
export function couldBeRenamed(
  { key, variable }: Extract<ListenerIdentity, { is: 'named' }>,
  removed: string,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const [, path] = /^\w+#\d+(\..+)$/.exec(key) ?? [];
  if (path !== undefined && !isKeyOfThis(removed) && removed.endsWith(path)) return true;
  if (variable) return isStoredElsewhere(variable);
  return storedMembers(sourceCode).has(key);
}

/** Whether a listener is given to the function that has this parameter: `this.end(onMove)`, where `end(move) {…}`. */
export function couldBeGiven(parameter: Variable | null, key: string, sourceCode: TSESLint.SourceCode): boolean {
  const [definition] = parameter?.defs ?? [];
  const home = definition?.node;
  if (!parameter || !home || !isFunction(home) || home.type === 'StaticBlock') return false;
  const index = home.params.findIndex((one) => one === parameter.identifiers[0]);
  const name = nameOfFunction(home);
  if (index === -1 || name === null) return false;
  let isGiven = false;
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || calledName(node) !== name) return undefined;
    const given = node.arguments[index];
    isGiven ||= given !== undefined && keyOf(given, sourceCode) === key;
    return undefined;
  });
  return isGiven;
}

/** The name of a declaration, of the variable that holds a function, or of the member that it is. */
function nameOfFunction(home: FunctionNode): string | null {
  if (home.type === 'FunctionDeclaration') return home.id?.name ?? null;
  const { parent } = home;
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : null;
  const isMember =
    parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition' || parent?.type === 'Property';
  return isMember ? keyName(parent.key, parent.computed) : null;
}

const storedByFile = new WeakMap<TSESLint.SourceCode, ReadonlySet<string>>();

/** The keys of members whose value other members get: `this.onMove` in `this.current = this.onMove`. */
function storedMembers(sourceCode: TSESLint.SourceCode): ReadonlySet<string> {
  let keys = storedByFile.get(sourceCode);
  if (!keys) {
    const found = new Set<string>();
    walk(sourceCode.ast, sourceCode, (node) => {
      if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
      const key = node.right.type === 'MemberExpression' ? keyOf(node.right, sourceCode) : null;
      if (key !== null) found.add(key);
      return undefined;
    });
    storedByFile.set(sourceCode, (keys = found));
  }
  return keys;
}

/** Whether a local name's function goes into an object or a list, where it has another name. */
const isStoredElsewhere = ({ references, scope }: Variable): boolean =>
  scope.type !== 'module' &&
  scope.type !== 'global' &&
  references.some(
    ({ init, identifier: { parent } }) =>
      init !== true &&
      ((parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') ||
        (parent.type === 'Property' && parent.parent.type === 'ObjectExpression') ||
        parent.type === 'ArrayExpression'),
  );

/** Whether an expression makes a new function at each evaluation: `() => {}`, `this.run.bind(this)`, `debounce(run)`. */
export function isFresh(node: Node): boolean {
  const expression = withoutTypes(node);
  if (isFunction(expression)) return true;
  return expression.type === 'CallExpression' && functionWrappers.has(calledName(expression) ?? '');
}

/**
 * The keys of the functions that a fresh listener passes its calls on to: `this.run` in `this.run.bind(this)`, in
 * `debounce(this.run)`, in `(event) => this.run(event)`.
 */
export function wrappedBy(node: Node, sourceCode: TSESLint.SourceCode): ReadonlySet<string> {
  const listener = withoutTypes(node);
  const keys = new Set<string>();
  const add = (wrapped: Node): void => {
    const key = keyOf(wrapped, sourceCode);
    if (key !== null) keys.add(key);
  };
  if (listener.type === 'CallExpression') {
    if (listener.callee.type === 'MemberExpression' && propertyName(listener.callee) === 'bind') {
      add(listener.callee.object);
    } else {
      for (const argument of listener.arguments) {
        if (isFresh(argument)) for (const key of wrappedBy(argument, sourceCode)) keys.add(key);
        else add(argument);
      }
    }
  } else if (isFunction(listener)) {
    walk(listener, sourceCode, (inner) => {
      if (inner.type === 'CallExpression') add(inner.callee);
      return isClass(inner) ? 'skip' : undefined;
    });
  }
  return keys;
}

/** The expression that gives a named listener its value, when it is the only one: a constant, a field that is set once. */
export function madeAt(variable: Variable): Node | null {
  return onlyDeclaratorOf(variable)?.init ?? null;
}
