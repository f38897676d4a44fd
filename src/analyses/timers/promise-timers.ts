import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { removalName } from '../../catalog/lifecycles.ts';
import { completionCallback, lastEvent, passesToHandler } from '../../catalog/timers.ts';
import { areInOtherBranches } from '../../syntax/branches.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isOfType, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import { codeRunBy } from './loops.ts';
import type { TimerStart } from './starts.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** A function that tells its caller when it is done: by a promise, or by calling what it was given. */
type Settling = TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression | TSESTree.FunctionDeclaration;

/** A mention of what settles: a call of it, or handing it on as a handler: `image.onerror = reject`. */
interface Site {
  readonly node: Node;
  readonly isCall: boolean;
}

/** Where a promise is settled although a timer that belongs to it keeps running. */
export interface Settlement {
  readonly at: Node;
  /** `null` for the promise; else the callback that is called instead of it. */
  readonly callback: string | null;
}

/**
 * Where a promise is settled while a timer that its executor started keeps running, though it is cleared where
 * the promise is settled elsewhere; `null` when there is no such place, or nothing is known. Errs towards `null`.
 * @param releases every node that clears the timer
 */
export function settledWhileRunning(
  { node, callback, isInterval }: TimerStart,
  releases: readonly Node[],
  sourceCode: SourceCode,
): Settlement | null {
  const settling = settlingAround(node, sourceCode);
  if (!settling || releases.length === 0 || releases.some((release) => isLast(release, settling.code))) return null;
  const { code } = settling;
  const sites = settling.settlers.flatMap((settler) => sitesOf(settler));
  // handed on otherwise, a settler may be called from anywhere
  if (sites.includes(null)) return null;
  const known = sites.filter((site) => site !== null);
  const isCleared = (site: Site): boolean => site.isCall && clearingReached(site.node, releases, code, sourceCode);
  const cleared = known.filter(isCleared);
  const open = known.filter((site) => {
    // its own callback, or what only a part of the code that starts it later comes to
    if (isCleared(site) || isWithin(site.node, node) || !isWithin(site.node, functionOf(node))) return false;
    // an async executor goes on when what it waits for is over, and clears the timer itself
    const isLeftToExecutor = code.async && functionOf(site.node) !== code;
    if (isLeftToExecutor && releases.some((release) => functionOf(release) === code)) return false;
    // a timeout is over when its own callback runs
    return !(callback && isWithin(site.node, callback) && !isInterval) && canRunAfter(site, node, code);
  });
  const [first] = open;
  return cleared.length > 0 && first ? { at: first.node, callback: settling.callback } : null;
}

/**
 * Where a promise is settled by something else than the timeout that limits how long it may take, which nothing clears
 * then: `emitter.once('ready', resolve); setTimeout(() => reject(new Error('late')), 60_000)`.
 */
export function deadlineOutlived({ node, callback, loop }: TimerStart, sourceCode: SourceCode): Settlement | null {
  const settling = settlingAround(node, sourceCode);
  if (!settling || settling.callback !== null || loop) return null;
  const sites = settling.settlers.flatMap((settler) => sitesOf(settler).flatMap((site) => site ?? []));
  const [given] = node.arguments;
  const isOwn = (site: Site): boolean => site.node === given || (callback !== null && isWithin(site.node, callback));
  const settles = callback ? onlySettles(callback, sites) : sites.some(isOwn);
  const others = sites.filter((site) => !isOwn(site) && canRunAfter(site, node, settling.code));
  const other = others.find((site) => !site.isCall || functionOf(site.node) !== functionOf(node));
  return settles && other ? { at: other.node, callback: null } : null;
}

/** All that a timer's callback does is to settle. */
function onlySettles(callback: Node, sites: readonly Site[]): boolean {
  if (!('body' in callback) || !callback.body) return false;
  const body = callback.body as Node;
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : body;
  const expression = last?.type === 'ExpressionStatement' ? last.expression : last;
  const isOne = body.type !== 'BlockStatement' || body.body.length === 1;
  return isOne && sites.some(({ node }) => node === expression);
}

/** The executor of `new Promise(executor)` in whose code, or in a function inside it, a node stands. */
export function executorAround(node: Node): TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression | null {
  for (let current: Node | undefined = node.parent; current; current = current.parent) {
    if (current.type !== 'ArrowFunctionExpression' && current.type !== 'FunctionExpression') continue;
    if (current.parent.type === 'NewExpression' && dottedName(current.parent.callee) === 'Promise') return current;
  }
  return null;
}

/** Whether a timer settles the promise whose executor starts it, itself or by a function that it calls. */
export function settlesPromise(start: TimerStart, sourceCode: SourceCode): boolean {
  const executor = executorAround(start.node);
  const settlers = new Set(executor?.params.flatMap((parameter) => variableOf(parameter, sourceCode) ?? []));
  const [callback] = start.node.arguments;
  const code = callback ? [callback, ...codeRunBy(callback, sourceCode)] : [];
  return [...settlers].some(({ references }) =>
    references.some(({ identifier }) => code.some((one) => isWithin(identifier, one))),
  );
}

interface SettlingFunction {
  readonly code: Settling;
  readonly settlers: readonly Variable[];
  readonly callback: string | null;
}

/** The executor around a node; else the function around it that is given a callback to call when it is done. */
function settlingAround(node: Node, sourceCode: SourceCode): SettlingFunction | null {
  const executor = executorAround(node);
  if (executor) {
    const settlers = executor.params.flatMap((parameter) => variableOf(parameter, sourceCode) ?? []);
    return { code: executor, settlers, callback: null };
  }
  const code = functionOf(node);
  if (!isFunction(code) || code.type === 'StaticBlock') return null;
  const last = code.params.at(-1);
  const variable = last && variableOf(last, sourceCode);
  return variable && completionCallback.test(variable.name)
    ? { code, settlers: [variable], callback: variable.name }
    : null;
}

/** Every mention of a settler that can settle; `null` where it goes to code that may call it at any time. */
const sitesOf = ({ references }: Variable): (Site | null)[] =>
  references.flatMap((reference): (Site | null)[] => {
    const { parent } = reference.identifier;
    if (isOfType(reference)) return [];
    if (parent.type === 'CallExpression') {
      if (parent.callee === reference.identifier) return [{ node: parent, isCall: true }];
      if (removalName.test(calledName(parent) ?? '')) return [];
    }
    return [isHandedToEvent(reference.identifier) ? { node: reference.identifier, isCall: false } : null];
  });

/** `emitter.once('error', reject)`, `promise.then(resolve, reject)`, `image.onerror = reject`, `setTimeout(reject, ms)` */
function isHandedToEvent(identifier: Node): boolean {
  const { parent } = identifier;
  if (parent?.type === 'AssignmentExpression')
    return parent.left.type === 'MemberExpression' && /^on[a-z]+$/.test(propertyName(parent.left) ?? '');
  return (
    parent?.type === 'CallExpression' && parent.callee !== identifier && passesToHandler.test(calledName(parent) ?? '')
  );
}

/** Cleared where everything ends: by `finally`, or by a listener of the event that comes last. */
function isLast(release: Node, settling: Node): boolean {
  for (let current: Node | undefined = release; current && current !== settling; current = current.parent) {
    const call: Node | undefined = isFunction(current) ? current.parent : undefined;
    if (call?.type === 'AssignmentExpression' && call.left.type === 'MemberExpression')
      return lastEvent.test(propertyName(call.left)?.replace(/^on/, '') ?? '');
    if (call?.type !== 'CallExpression') continue;
    const [event] = call.arguments;
    if (calledName(call) === 'finally') return true;
    if (event?.type === 'Literal' && lastEvent.test(String(event.value))) return true;
  }
  return false;
}

/** In another function, which runs later; in the executor's own code only behind the start, and in no other branch. */
const canRunAfter = ({ node, isCall }: Site, start: Node, executor: Node): boolean =>
  !areInOtherBranches(node, start) && (!isCall || functionOf(node) !== executor || node.range[0] > start.range[1]);

/** Whether the function that settles clears the timer too, or calls one that does, or is called by one that does. */
function clearingReached(site: Node, releases: readonly Node[], executor: Node, sourceCode: SourceCode): boolean {
  const home = functionOf(site);
  if (home === executor) return releases.some((release) => functionOf(release) === executor);
  // a timer that is started behind the clearing settles later
  for (let outer = home.parent; outer && outer !== executor; outer = outer.parent) {
    const around = outer;
    if (
      isFunction(around) &&
      releases.some((release) => functionOf(release) === around && release.range[0] < site.range[0])
    )
      return true;
  }
  if (comesToClearing(home, releases, executor, sourceCode)) return true;
  return callersOf(home, sourceCode).some((caller) => {
    const code = functionOf(caller);
    return code !== executor && code !== home && comesToClearing(code, releases, executor, sourceCode);
  });
}

/** Whether code clears the timer, or calls a function that does. Errs towards "clears": on one of its ways is enough. */
function comesToClearing(home: Node, releases: readonly Node[], executor: Node, sourceCode: SourceCode): boolean {
  const reached = new Set<Node>([home]);
  for (const code of reached) {
    if (releases.some((release) => isWithin(release, code))) return true;
    walk(code, sourceCode, (node) => {
      const called = node.type === 'CallExpression' ? functionNamed(withoutTypes(node.callee), sourceCode) : null;
      if (called && called !== executor) reached.add(called);
      return undefined;
    });
  }
  return false;
}

/** The references to a named function from other code. */
function callersOf(code: Node, sourceCode: SourceCode): Node[] {
  const name =
    code.type === 'FunctionDeclaration' ? code.id : code.parent?.type === 'VariableDeclarator' ? code.parent.id : null;
  const variable = name && variableOf(name, sourceCode);
  return (variable?.references ?? []).filter(({ init }) => !init).map(({ identifier }) => identifier as Node);
}
