import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { dottedName } from '../../syntax/names.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import type { TimerStart } from './starts.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Where a promise is settled while a timer that its executor started keeps running, though it is cleared where
 * the promise is settled elsewhere; `null` when there is no such place, or nothing is known. Errs towards `null`.
 * @param releases every node that clears the timer
 */
export function settledWhileRunning(
  { node, callback, isInterval }: TimerStart,
  releases: readonly Node[],
  sourceCode: SourceCode,
): TSESTree.CallExpression | null {
  const executor = executorAround(node);
  if (!executor || releases.length === 0) return null;
  const settlers = executor.params.flatMap((parameter) => variableOf(parameter, sourceCode) ?? []);
  const sites = settlers.flatMap((settler) => callsOf(settler));
  // handed on as a whole, a settler may be called from anywhere
  if (settlers.some((settler) => settler.references.some(({ identifier }) => !isCallee(identifier)))) return null;
  const isCleared = (site: Node): boolean => clearingReached(site, releases, executor, sourceCode);
  const cleared = sites.filter(isCleared);
  const open = sites.filter((site) => {
    if (isCleared(site)) return false;
    // an async executor goes on when what it waits for is over, and clears the timer itself
    const isLeftToExecutor = executor.async && functionOf(site) !== executor;
    if (isLeftToExecutor && releases.some((release) => functionOf(release) === executor)) return false;
    // a timeout is over when its own callback runs
    return !(callback && isWithin(site, callback) && !isInterval) && canRunAfter(site, node, executor);
  });
  return cleared.length > 0 ? (open[0] ?? null) : null;
}

/** The executor of `new Promise(executor)` in whose code, or in a function inside it, a node stands. */
function executorAround(node: Node): TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression | null {
  for (let current: Node | undefined = node.parent; current; current = current.parent) {
    if (current.type !== 'ArrowFunctionExpression' && current.type !== 'FunctionExpression') continue;
    if (current.parent.type === 'NewExpression' && dottedName(current.parent.callee) === 'Promise') return current;
  }
  return null;
}

const isCallee = (identifier: Node): boolean =>
  identifier.parent?.type === 'CallExpression' && identifier.parent.callee === identifier;

const callsOf = ({ references }: Variable): TSESTree.CallExpression[] =>
  references.flatMap(({ identifier }) =>
    identifier.parent.type === 'CallExpression' && identifier.parent.callee === identifier ? [identifier.parent] : [],
  );

const isWithin = (node: Node, outer: Node): boolean =>
  node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1];

/** In another function, which runs later; in the executor's own code only behind the start. */
const canRunAfter = (site: Node, start: Node, executor: FunctionNode): boolean =>
  functionOf(site) !== executor || site.range[0] > start.range[1];

/** Whether the function that settles clears the timer too, or calls one that does, or is called by one that does. */
function clearingReached(
  site: Node,
  releases: readonly Node[],
  executor: FunctionNode,
  sourceCode: SourceCode,
): boolean {
  const home = functionOf(site);
  if (home === executor) return releases.some((release) => functionOf(release) === executor);
  const reached = new Set<Node>([home]);
  for (const code of reached) {
    if (releases.some((release) => isWithin(release, code))) return true;
    walk(code, sourceCode, (node) => {
      const called = node.type === 'CallExpression' ? functionNamed(node.callee, sourceCode) : null;
      if (called && called !== executor) reached.add(called);
      return undefined;
    });
  }
  return callersOf(home, sourceCode).some((caller) => {
    const code = functionOf(caller);
    return code !== executor && code !== home && releases.some((release) => isWithin(release, code));
  });
}

/** The references to a named function from other code. */
function callersOf(code: Node, sourceCode: SourceCode): Node[] {
  const name =
    code.type === 'FunctionDeclaration' ? code.id : code.parent?.type === 'VariableDeclarator' ? code.parent.id : null;
  const variable = name && variableOf(name, sourceCode);
  return (variable?.references ?? []).filter(({ init }) => !init).map(({ identifier }) => identifier as Node);
}

/**
 * The `Promise.race` for which a dropped timeout settles one side: it stays armed when another side wins.
 * Errs towards `null`: the promise has to be seen going into the race.
 */
export function raceWith({ node, place }: TimerStart, sourceCode: SourceCode): TSESTree.CallExpression | null {
  if (place.at !== 'dropped') return null;
  const executor = functionOf(node);
  if (!isFunction(executor) || executor !== executorAround(node)) return null;
  const promise = executor.parent;
  const direct = promise && raceAround(promise);
  if (direct) return direct;
  const named = holderOf(promise, sourceCode);
  for (const { identifier, init } of named?.references ?? []) {
    if (init) continue;
    const value: Node = isCallee(identifier) ? identifier.parent : identifier;
    const race = raceAround(value);
    if (race) return race;
  }
  return null;
}

/** `Promise.race([…, value, …])` */
function raceAround(value: Node): TSESTree.CallExpression | null {
  const array = value.parent;
  const call = array?.type === 'ArrayExpression' ? array.parent : null;
  return call?.type === 'CallExpression' && dottedName(call.callee) === 'Promise.race' ? call : null;
}

/** The constant that holds a promise, or the function that returns it. */
function holderOf(promise: Node | undefined, sourceCode: SourceCode): Variable | null {
  const outer = promise?.parent;
  if (outer?.type === 'VariableDeclarator') return variableOf(outer.id, sourceCode);
  const maker: Node | undefined = outer?.type === 'ReturnStatement' ? functionOf(outer) : outer;
  if (maker?.type === 'FunctionDeclaration') return maker.id && variableOf(maker.id, sourceCode);
  return maker?.type === 'ArrowFunctionExpression' && maker.parent.type === 'VariableDeclarator'
    ? variableOf(maker.parent.id, sourceCode)
    : null;
}
