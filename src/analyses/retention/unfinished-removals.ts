import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName } from '../../syntax/names.ts';
import { nodesWithin } from '../../syntax/nodes.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isGlobal, onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import type { CleanUp } from './clean-ups.ts';

import type { Collection } from './collections.ts';
import { nameOf } from './repetition.ts';
import type { Growth } from './what-grows-and-shrinks.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * The timeout that gives up on an entry and leaves it there: `pending.set(id, { resolve, reject })` in the executor of
 * a promise, which a timeout in it rejects, while only the answer removes the entry. Errs towards `null`: the callback
 * does nothing but reject, and nothing around the promise, or around a call of its function, removes entries.
 */
export function timeoutThatLeaves(collection: Collection, growth: Growth, sourceCode: SourceCode): CleanUp | null {
  const removals = removalsOf(collection);
  const executor = functionOf(growth.node);
  if (removals.length === 0 || !isExecutor(executor, sourceCode)) return null;
  const [, rejecting] = executor.params;
  const reject = rejecting?.type === 'Identifier' ? variableOf(rejecting, sourceCode) : null;
  if (!reject || removals.some((removal) => couldFollow(removal, growth.node, sourceCode))) return null;
  for (const call of nodesWithin(executor, 'CallExpression', sourceCode)) {
    const [callback] = call.arguments;
    if (calledName(call) !== 'setTimeout' || functionOf(call) !== executor) continue;
    if (callback?.type !== 'ArrowFunctionExpression' && callback?.type !== 'FunctionExpression') continue;
    const calls = nodesWithin(callback, 'CallExpression', sourceCode);
    const isRejection = ({ callee }: TSESTree.CallExpression): boolean =>
      callee.type === 'Identifier' && variableOf(callee, sourceCode) === reject;
    const isTold = ({ callee }: TSESTree.CallExpression): boolean => /^console\./.test(dottedName(callee) ?? '');
    if (!calls.some(isRejection) || !calls.every((each) => isRejection(each) || isTold(each))) continue;
    if (collection.uses.some(({ node }) => isWithin(node, callback))) continue;
    return { how: 'returned', code: callback, name: 'the timeout' };
  }
  return null;
}

const removalsOf = ({ uses }: Collection): Node[] =>
  uses.flatMap((use) => (use.does === 'shrink' && use.how === 'delete' ? [use.node] : []));

/** `new Promise((resolve, reject) => …)` */
function isExecutor(
  node: ReturnType<typeof functionOf>,
  sourceCode: SourceCode,
): node is TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression {
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return false;
  const { parent } = node;
  if (parent.type !== 'NewExpression' || parent.arguments[0] !== node) return false;
  return parent.callee.type === 'Identifier' && parent.callee.name === 'Promise' && isGlobal(parent.callee, sourceCode);
}

/** A removal in the same outer function, or in one that calls it, may be what follows a rejection. */
function couldFollow(removal: Node, growth: Node, sourceCode: SourceCode): boolean {
  const [adding, removing] = [outermostFunction(growth), outermostFunction(removal)];
  if (!adding || !removing || adding === removing) return true;
  const name = nameOf(adding)?.replace(/^#/, '') ?? null;
  return name === null || nodesWithin(removing, 'CallExpression', sourceCode).some((call) => calledName(call) === name);
}

/** The outermost function of a class or the module in which a node stands. */
function outermostFunction(node: Node): Node | null {
  let found: Node | null = null;
  for (let outer = node.parent; outer && outer.type !== 'ClassBody'; outer = outer.parent) {
    if (isFunction(outer)) found = outer;
  }
  return found;
}

/**
 * The wait that leaves an entry when it fails: `running.add(id); await work(id); running.delete(id);`. Errs towards
 * `null`: the three are statements of one block, and nothing else in the function removes entries.
 */
export function waitThatLeaves(
  collection: Collection,
  growth: Growth,
  sourceCode: SourceCode,
): { readonly wait: Node; readonly removal: Node } | null {
  const home = functionOf(growth.node);
  const removals = removalsOf(collection).filter((removal) => isWithin(removal, home));
  const [removal] = removals;
  const statement = growth.node.parent;
  const block = statement.parent;
  if (!removal || removals.length > 1 || statement.type !== 'ExpressionStatement' || block?.type !== 'BlockStatement')
    return null;
  const last = block.body.find((each) => each.type === 'ExpressionStatement' && isWithin(removal, each));
  if (!last || last.range[0] < statement.range[1] || !isSameKey(growth, removal, sourceCode)) return null;
  const between = block.body.slice(block.body.indexOf(statement) + 1, block.body.indexOf(last));
  if (between.some((each) => each.type === 'TryStatement')) return null;
  for (const outer of between) {
    const wait = nodesWithin(outer, 'AwaitExpression', sourceCode).find(
      (node) => functionOf(node) === home && couldFail(node.argument),
    );
    if (wait) return { wait, removal };
  }
  return null;
}

/** Not `work().catch(…)` or `Promise.allSettled(…)`. */
const couldFail = (awaited: Node): boolean =>
  awaited.type === 'CallExpression' &&
  !/^(catch|allSettled|sleep|delay|wait|setTimeout|nextTick|tick)$/.test(calledName(awaited) ?? '');

function isSameKey({ key, value }: Growth, removal: Node, sourceCode: SourceCode): boolean {
  const identity = key ?? value;
  const removed =
    removal.type === 'CallExpression'
      ? removal.arguments[0]
      : removal.type === 'UnaryExpression' && removal.argument.type === 'MemberExpression'
        ? removal.argument.property
        : null;
  return !!identity && !!removed && sourceCode.getText(identity) === sourceCode.getText(removed);
}

/** A count that is taken down by one, directly or through a constant: `counts.set(id, counts.get(id) - 1)`. */
export function isCountedDown({ node, value }: Growth, sourceCode: SourceCode): boolean {
  if (node.type === 'UpdateExpression') return node.operator === '--';
  if (node.type === 'AssignmentExpression' && node.operator === '-=') return true;
  const variable = value?.type === 'Identifier' ? variableOf(value, sourceCode) : null;
  const computed = variable ? onlyDeclaratorOf(variable)?.init : value;
  return (
    computed?.type === 'BinaryExpression' &&
    computed.operator === '-' &&
    computed.right.type === 'Literal' &&
    computed.right.value === 1
  );
}
