import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { undoingNames } from '../../catalog/arrivals.ts';
import { teardownMethods } from '../../catalog/lifecycles.ts';
import { functionOf, isClass, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, keyName } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { isOppositeName } from '../lifecycles/opposite-names.ts';
import { nameOf } from './repetition.ts';

type Node = TSESTree.Node;
type Callable = Exclude<FunctionNode, TSESTree.StaticBlock>;

/** The code that takes back what a set-up did: where it stands, and what it is called in a message. */
export interface CleanUp {
  readonly how: 'returned' | 'opposite' | 'teardown';
  readonly code: Callable;
  readonly name: string;
}

/** A function may add many entries, and is looked through once. */
const cleanUps = new WeakMap<Callable, CleanUp | null>();

/**
 * The clean-up that belongs to the function in which a node stands: the function that it returns, the function of the
 * opposite name, or, for `this` that a constructor hands on, the teardown of its class. It takes something back
 * already, so that it is known to be one; errs towards `null`.
 */
export function cleanUpOf(node: Node, sourceCode: TSESLint.SourceCode): CleanUp | null {
  const setUp = functionOf(node);
  if (!isFunction(setUp) || setUp.type === 'StaticBlock') return null;
  let known = cleanUps.get(setUp);
  if (known === undefined) {
    const found = returnedBy(setUp, sourceCode) ?? oppositeOf(setUp) ?? teardownAfter(setUp);
    cleanUps.set(setUp, (known = found && undoes(found.code, sourceCode) ? found : null));
  }
  return known;
}

/** `return () => …`, `return { dispose() {…} }`, `return toDisposable(() => …)` */
function returnedBy(setUp: Callable, sourceCode: TSESLint.SourceCode): CleanUp | null {
  let found: Callable | null = null;
  const take = (returned: Node | null): void => {
    const variable = returned?.type === 'Identifier' ? variableOf(returned, sourceCode) : null;
    // `const disposable = { dispose() {…} }; return disposable;`
    const value = variable ? (onlyDeclaratorOf(variable)?.init ?? null) : returned;
    if (value && isFunction(value) && value.type !== 'StaticBlock' && value.params.length === 0) found = value;
    if (value?.type === 'CallExpression' || value?.type === 'NewExpression') {
      if (value.arguments.length === 1) take(value.arguments[0] ?? null);
    }
    if (value?.type !== 'ObjectExpression') return;
    for (const property of value.properties) {
      if (property.type !== 'Property') continue;
      const name = keyName(property.key, property.computed);
      if (name !== null && (undoingNames.has(name) || teardownMethods.includes(name))) take(property.value);
    }
  };
  if (setUp.body.type !== 'BlockStatement') return null;
  walk(setUp.body, sourceCode, (node) => {
    if (isFunction(node) || isClass(node)) return 'skip';
    if (node.type === 'ReturnStatement') take(node.argument);
    return undefined;
  });
  return found && { how: 'returned', code: found, name: 'the function that it returns' };
}

/** `unregister` for `register`, beside it: in the same class, object or block. */
function oppositeOf(setUp: Callable): CleanUp | null {
  const name = nameOf(setUp);
  if (name === null) return null;
  const holder = holderOf(setUp);
  const members: readonly Node[] = holder && 'body' in holder && Array.isArray(holder.body) ? holder.body : [];
  for (const member of members) {
    const code = callableIn(member);
    const called = code && nameOf(code)?.replace(/^#/, '');
    if (code && called && isOppositeName(name, called)) return { how: 'opposite', code, name: `\`${called}\`` };
  }
  return null;
}

function holderOf(setUp: Callable): Node | null {
  let node: Node = setUp;
  while (
    node.parent &&
    node.parent.type !== 'ClassBody' &&
    node.parent.type !== 'Program' &&
    node.parent.type !== 'BlockStatement'
  )
    node = node.parent;
  return node.parent ?? null;
}

function callableIn(member: Node): Callable | null {
  const declared = member.type === 'ExportNamedDeclaration' ? member.declaration : member;
  if (declared?.type === 'FunctionDeclaration') return declared;
  const value =
    declared?.type === 'VariableDeclaration'
      ? declared.declarations[0]?.init
      : declared?.type === 'MethodDefinition' || declared?.type === 'PropertyDefinition'
        ? declared.value
        : null;
  return value && (value.type === 'FunctionExpression' || value.type === 'ArrowFunctionExpression') ? value : null;
}

/** What a constructor begins, the teardown of the class ends. */
function teardownAfter(setUp: Callable): CleanUp | null {
  const { parent: method } = setUp;
  if (method?.type !== 'MethodDefinition' || method.static) return null;
  const begins =
    method.kind === 'constructor' ||
    ['connectedCallback', 'componentDidMount', 'onModuleInit', 'ngOnInit'].includes(nameOf(setUp) ?? '');
  if (!begins) return null;
  return teardownOf(method.parent.parent);
}

/** The method with which an instance of a class ends; the protocol's own before others. */
export function teardownOf(owner: TSESTree.ClassDeclaration | TSESTree.ClassExpression | null): CleanUp | null {
  const teardowns = (owner?.body.body ?? []).flatMap((member) => {
    const code = member.type === 'MethodDefinition' && !member.static ? callableIn(member) : null;
    const name = code && nameOf(code);
    return code && name && teardownMethods.includes(name) ? [{ code, name }] : [];
  });
  const [last] = teardowns.sort(
    (one, other) => teardownMethods.indexOf(one.name) - teardownMethods.indexOf(other.name),
  );
  return last ? { how: 'teardown', code: last.code, name: `\`${last.name}\`` } : null;
}

function undoes(code: Callable, sourceCode: TSESLint.SourceCode): boolean {
  let found = false;
  walk(code.body, sourceCode, (node) => {
    if (node.type === 'CallExpression' && undoingNames.has(calledName(node) ?? '')) found = true;
    if (node.type === 'UnaryExpression' && node.operator === 'delete') found = true;
  });
  return found;
}
