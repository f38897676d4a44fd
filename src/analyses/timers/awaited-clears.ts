import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName, withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { returnedBy } from '../lifecycles/effects.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';

type Node = TSESTree.Node;

/**
 * The `await` between the start of a timer and the statement that clears it, of which nothing clears the timer when it
 * throws; `null` when there is none. Errs towards `null`: any clearing in a `finally`, or in a `catch` on the way, counts.
 * @param releases every node that clears the timer
 */
export function unguardedAwait(
  start: Node,
  releases: readonly Node[],
  sourceCode: TSESLint.SourceCode,
): TSESTree.AwaitExpression | null {
  const home = functionOf(start);
  if (!isFunction(home) || releases.length === 0) return null;
  // a callback that clears it may be what the exception leads to
  if (releases.some((release) => functionOf(release) !== home)) return null;
  const last = Math.max(...releases.map(({ range }) => range[0]));
  let unguarded: TSESTree.AwaitExpression | null = null;
  walk(home, sourceCode, (node) => {
    if (node !== home && isFunction(node)) return 'skip';
    if (node.type !== 'AwaitExpression' || unguarded) return undefined;
    const isBetween = node.range[0] > start.range[1] && node.range[1] < last;
    if (
      isBetween &&
      couldReject(node.argument, sourceCode) &&
      isOnTheWay(node, start, releases, home) &&
      !isGuarded(node, releases, home)
    )
      unguarded = node;
    return undefined;
  });
  return unguarded;
}

/** `await promise.catch(…)`, `await Promise.allSettled(…)`, `await sleep(…)` do not throw. */
function couldReject(awaited: Node, sourceCode: TSESLint.SourceCode, depth = 0): boolean {
  const value = withoutTypes(awaited);
  if (value.type === 'Identifier') {
    const variable = variableOf(value, sourceCode);
    const init = variable && onlyDeclaratorOf(variable)?.init;
    return !init || depth > 3 || couldReject(init, sourceCode, depth + 1);
  }
  if (value.type === 'NewExpression') {
    const [executor] = value.arguments;
    return !(executor && isFunction(executor) && 'params' in executor && executor.params.length < 2);
  }
  if (value.type !== 'CallExpression') return true;
  if (dottedName(value.callee) === 'Promise.allSettled' || dottedName(value.callee) === 'Promise.resolve') return false;
  if (/^(?:catch|sleep|delay|wait|nextTick|tick|setTimeout)$/i.test(calledName(value) ?? '')) return false;
  const returned = depth > 3 ? [] : resultsOf(functionNamed(value.callee, sourceCode), sourceCode);
  return returned.length === 0 || returned.some((result) => couldReject(result, sourceCode, depth + 1));
}

/** What a function of this file returns; empty for one whose own code could throw inside a promise. */
function resultsOf(code: Node | null, sourceCode: TSESLint.SourceCode): readonly Node[] {
  if (!code || !isFunction(code) || code.type === 'StaticBlock' || code.async || !code.body) return [];
  return returnedBy(code, sourceCode, '').map((place) => place.code);
}

/** The clearing comes after the `await` in a block that also holds it, so that it is what runs when all goes well. */
function isOnTheWay(awaited: Node, start: Node, releases: readonly Node[], home: Node): boolean {
  const blocks = new Set<Node>();
  for (let current: Node | undefined = awaited; current && current !== home; current = current.parent) {
    blocks.add(current);
  }
  // neither in a branch of its own that leaves, nor in one that the start is not in
  const isShared = (node: Node): boolean => {
    for (let current: Node | undefined = node; current; current = current.parent) {
      if (blocks.has(current)) return current.type === 'BlockStatement' || current.type === 'TryStatement';
      if (current === home || current.parent === home) return true;
    }
    return false;
  };
  return releases.some((release) => release.range[0] > awaited.range[1] && isShared(release)) && isShared(start);
}

/** An exception of a node meets code that clears the timer, before it leaves the function. */
function isGuarded(node: Node, releases: readonly Node[], home: Node): boolean {
  const isIn = (release: Node, block: Node | null): boolean =>
    block !== null && release.range[0] >= block.range[0] && release.range[1] <= block.range[1];
  for (let inner: Node = node; inner !== home && inner.parent; inner = inner.parent) {
    const outer = inner.parent;
    if (outer.type !== 'TryStatement') continue;
    if (releases.some((release) => isIn(release, outer.finalizer))) return true;
    if (inner !== outer.block || !outer.handler) continue;
    if (releases.some((release) => isIn(release, outer.handler))) return true;
    // caught, and cleared behind the statement
    if (releases.some((release) => release.range[0] > outer.range[1]) && !alwaysLeaves(outer.handler.body)) return true;
  }
  return false;
}

function alwaysLeaves({ body }: TSESTree.BlockStatement): boolean {
  const last = body.at(-1);
  return last?.type === 'ThrowStatement' || last?.type === 'ReturnStatement';
}
