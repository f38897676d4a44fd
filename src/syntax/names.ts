import type { TSESTree } from '@typescript-eslint/utils';

type Node = TSESTree.Node;

/** The name after the dot, of `a.b`, `a['b']`, `a.#b`; `Symbol.dispose` for `a[Symbol.dispose]`; `null` when computed otherwise. */
export function propertyName(node: TSESTree.MemberExpression): string | null {
  return keyName(node.property, node.computed);
}

/** The name of a key of an object, a class or a member access, under the same rules. */
export function keyName(key: Node, computed: boolean): string | null {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal') return String(key.value);
  if (key.type === 'Identifier' && !computed) return key.name;
  if (
    computed &&
    key.type === 'MemberExpression' &&
    key.object.type === 'Identifier' &&
    key.object.name === 'Symbol' &&
    key.property.type === 'Identifier'
  ) {
    return `Symbol.${key.property.name}`;
  }
  return null;
}

/** The last name of what is called: `open` for `open()`, `fs.open()` and `this.#open()`. */
export function calledName(call: TSESTree.CallExpression | TSESTree.NewExpression): string | null {
  const callee = withoutTypes(call.callee);
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? (propertyName(callee)?.replace(/^#/, '') ?? null) : null;
}

/** The name an expression is written as, dots included: `console.log`; `null` when it is not a plain path of names. */
export function dottedName(node: Node): string | null {
  const expression = withoutTypes(node);
  if (expression.type === 'Identifier') return expression.name;
  if (expression.type === 'ThisExpression') return 'this';
  if (expression.type !== 'MemberExpression') return null;
  const object = dottedName(expression.object);
  const name = propertyName(expression);
  return object === null || name === null ? null : `${object}.${name}`;
}

/** The expression inside `!`, `as`, `satisfies`, `<T>` and an optional chain. */
export function withoutTypes(node: Node): Exclude<Node, TSESTree.TSAsExpression> {
  let current = node;
  while (
    current.type === 'TSNonNullExpression' ||
    current.type === 'TSAsExpression' ||
    current.type === 'TSSatisfiesExpression' ||
    current.type === 'TSTypeAssertion' ||
    current.type === 'TSInstantiationExpression' ||
    current.type === 'ChainExpression'
  ) {
    current = current.expression;
  }
  return current;
}

/** Whether a callee is written as one of these dotted names; `console.*` stands for every method of `console`. */
export function isOneOf(callee: Node, names: ReadonlySet<string>): boolean {
  const name = dottedName(callee);
  return name !== null && (names.has(name) || names.has(`${name.slice(0, name.lastIndexOf('.'))}.*`));
}
