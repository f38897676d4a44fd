import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { returnedBy } from '../lifecycles/effects.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import { sitesIn } from './call-sites.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** Where something is waited for, behind which alone something is released. */
export interface UnguardedWait {
  /** The `await`, the `for await`, or the call of `then`. */
  readonly at: Node;
  /** As messages go on: "the `await` throws". */
  readonly when: string;
  /** The expression that begins, as the function sees it that ends it: `new Promise(…)` around what its executor begins. */
  readonly begin: Node;
}

/** What begins, and the function that it calls later. */
export interface Beginning {
  readonly node: Node;
  readonly callback: Node | null;
}

/** The same, with the expression by which its function sees it. */
type Begun = Beginning & Pick<UnguardedWait, 'begin'>;

/**
 * What is waited for between the start of something (a timer, a listener) and the statement that ends it, of which
 * nothing ends it when it throws; `null` when there is none. Errs towards `null`: any release in a `finally`, or in a
 * `catch` on the way, counts, and so does one in a function that is handed on.
 * @param releases every node that ends it
 */
export function unguardedWait(
  beginning: Beginning,
  releases: readonly Node[],
  sourceCode: SourceCode,
): UnguardedWait | null {
  if (releases.length === 0) return null;
  const begin = beginIn(beginning.node, releases);
  const home = functionOf(begin);
  if (!isFunction(home)) return null;
  const own = { ...beginning, begin };
  const chained = chainedBehind(own, releases, sourceCode);
  if (chained) return { at: chained, when: 'the promise is rejected', begin };
  const ends = releases.map((release) => sitesIn(home, release, sourceCode));
  // a callback that releases it may be what the exception leads to
  if (ends.some((sites) => sites === null)) return null;
  const at = awaitBefore(
    own,
    ends.flatMap((sites) => sites ?? []),
    sourceCode,
  );
  return at && { at, when: 'the `await` throws', begin };
}

/** The executor of a promise runs at once: what it begins is begun where the promise is made. */
function beginIn(node: Node, releases: readonly Node[]): Node {
  let begin = node;
  for (;;) {
    const code = functionOf(begin);
    if (!isFunction(code) || releases.some((release) => isWithin(release, code))) return begin;
    const { parent } = code;
    if (parent?.type !== 'NewExpression' || dottedName(parent.callee) !== 'Promise') return begin;
    begin = parent;
  }
}

function awaitBefore(
  own: Begun,
  ends: readonly Node[],
  sourceCode: SourceCode,
): TSESTree.AwaitExpression | TSESTree.ForOfStatement | null {
  const { begin } = own;
  const home = functionOf(begin);
  const last = Math.max(...ends.map(({ range }) => range[0]));
  let unguarded: TSESTree.AwaitExpression | TSESTree.ForOfStatement | null = null;
  walk(home, sourceCode, (node) => {
    if (node !== home && isFunction(node)) return 'skip';
    if ((node.type !== 'AwaitExpression' && !isAwaitingLoop(node)) || unguarded) return undefined;
    const isBetween = node.range[0] > begin.range[1] && node.range[1] < last;
    if (
      isBetween &&
      (node.type !== 'AwaitExpression' || couldReject(node.argument, own, sourceCode)) &&
      isOnTheWay(node, begin, ends, home) &&
      !isGuarded(node, ends, home)
    )
      unguarded = node;
    return undefined;
  });
  return unguarded;
}

/** `for await (const chunk of stream) …` */
const isAwaitingLoop = (node: Node): node is TSESTree.ForOfStatement => node.type === 'ForOfStatement' && node.await;

/**
 * `run().then(() => release())`, where nothing else releases: a rejection passes it by. Errs towards `null`: the
 * function must be written there.
 */
function chainedBehind(own: Begun, releases: readonly Node[], sourceCode: SourceCode): TSESTree.CallExpression | null {
  const { begin } = own;
  const [code, ...others] = new Set(releases.map((release) => functionOf(release)));
  if (!code || others.length > 0 || !isFunction(code)) return null;
  const call = code.parent;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== code || call.callee.type !== 'MemberExpression')
    return null;
  const isChained = propertyName(call.callee) === 'then' && functionOf(call) === functionOf(begin);
  const isBehind = call.callee.property.range[0] > begin.range[1] && isOnTheWay(call, begin, [code], functionOf(begin));
  const isRun = isChained && isBehind && releases.some((release) => isUnconditional(release, code));
  return isRun && couldReject(call.callee.object, own, sourceCode) ? call : null;
}

/** It stands in no branch of a function's own code. */
function isUnconditional(release: Node, code: Node): boolean {
  for (let inner: Node = release; inner !== code && inner.parent; inner = inner.parent) {
    if (/^(?:If|Switch|While|For|Try)|^(?:Conditional|Logical)/.test(inner.parent.type)) return false;
  }
  return true;
}

/** `await promise.catch(…)`, `await Promise.allSettled(…)`, `await sleep(…)` do not throw. */
function couldReject(awaited: Node, own: Begun, sourceCode: SourceCode, depth = 0): boolean {
  const value = withoutTypes(awaited);
  if (depth > 4) return true;
  if (value.type === 'Identifier') {
    const variable = variableOf(value, sourceCode);
    const init = variable && onlyDeclaratorOf(variable)?.init;
    if (variable && isNeverRejected(variable, sourceCode)) return false;
    return !init || couldReject(init, own, sourceCode, depth + 1);
  }
  if (value.type === 'MemberExpression') return !/(?:fonts|serviceWorker)\.ready$/.test(dottedName(value) ?? '');
  if (value.type === 'NewExpression') {
    const [executor] = value.arguments;
    // `new Promise(requestAnimationFrame)`: functions of the platform know of `resolve` alone
    if (executor?.type === 'Identifier' && !variableOf(executor, sourceCode)?.defs.length) return false;
    if (!executor || !isFunction(executor) || !('params' in executor)) return true;
    const [, reject] = executor.params;
    if (own.begin !== value) return reject !== undefined;
    // when what was begun rejects it itself, nothing is left
    return (variableOf(reject ?? value, sourceCode)?.references ?? []).some(
      ({ identifier }) => !isWithin(identifier, own.node) && !(own.callback && isWithin(identifier, own.callback)),
    );
  }
  if (value.type !== 'CallExpression') return true;
  const name = dottedName(value.callee);
  if (name === 'Promise.allSettled' || name === 'Promise.resolve') return false;
  if (isPause.test(calledName(value) ?? '')) return false;
  if (calledName(value) === 'then' && value.arguments.length === 2) return false;
  const [given] = value.arguments;
  if (/^Promise\.(?:race|all|any)$/.test(name ?? '') && given?.type === 'ArrayExpression')
    return given.elements.some((element) => element && couldReject(element, own, sourceCode, depth + 1));
  const code = functionNamed(value.callee, sourceCode);
  if (code && catchesAll(code, sourceCode)) return false;
  const returned = resultsOf(code, sourceCode);
  return returned.length === 0 || returned.some((result) => couldReject(result, own, sourceCode, depth + 1));
}

/** Names of functions that only let time pass, or that give the failure as a value. */
const isPause =
  /^(?:catch|sleep|delay|wait|pause|nextTick|tick|yield|setTimeout|whenDefined|attempt|(?:next|animation|nextAnimation)Frame|safe[A-Z]\w*)$/i;

/** `const { promise, resolve } = Promise.withResolvers()`, and no `reject`. */
function isNeverRejected({ defs, identifiers }: Variable, sourceCode: SourceCode): boolean {
  const declarator = defs[0]?.node;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'ObjectPattern') return false;
  const made = declarator.init && withoutTypes(declarator.init);
  if (made?.type !== 'CallExpression' || dottedName(made.callee) !== 'Promise.withResolvers') return false;
  const names = declarator.id.properties.map((property) =>
    property.type === 'Property' && !property.computed ? sourceCode.getText(property.key) : 'reject',
  );
  const [identifier] = identifiers;
  return identifier !== undefined && names.includes('promise') && !names.includes('reject');
}

/** What a function of this file returns; empty for one whose own code could throw inside a promise. */
function resultsOf(code: Node | null, sourceCode: SourceCode): readonly Node[] {
  if (!code || !isFunction(code) || code.type === 'StaticBlock' || code.async || !code.body) return [];
  return returnedBy(code, sourceCode, '').map((place) => place.code);
}

/** An async function of which all that waits stands in a `try`, the `catch` of which neither throws nor waits. */
function catchesAll(code: Node, sourceCode: SourceCode): boolean {
  if (!isFunction(code) || code.type === 'StaticBlock' || !code.async || code.body.type !== 'BlockStatement')
    return false;
  return code.body.body.every((statement) => {
    if (statement.type === 'TryStatement' && statement.handler)
      return !throwsOrWaits(statement.handler.body, sourceCode);
    return statement.type !== 'ReturnStatement' && !throwsOrWaits(statement, sourceCode);
  });
}

function throwsOrWaits(code: Node, sourceCode: SourceCode): boolean {
  let found = false;
  walk(code, sourceCode, (node) => {
    if (isFunction(node)) return 'skip';
    found ||= node.type === 'ThrowStatement' || node.type === 'AwaitExpression' || isAwaitingLoop(node);
    return undefined;
  });
  return found;
}

/** The release comes after the wait in a block that also holds it, so that it is what runs when all goes well. */
function isOnTheWay(wait: Node, begin: Node, ends: readonly Node[], home: Node): boolean {
  const blocks = new Set<Node>();
  for (let current: Node | undefined = wait; current && current !== home; current = current.parent) {
    blocks.add(current);
  }
  // neither in a branch of its own that leaves, nor in one that the start is not in
  const isShared = (node: Node): boolean => {
    for (let current: Node | undefined = node; current; current = current.parent) {
      if (blocks.has(current)) return /^(?:BlockStatement|TryStatement|CallExpression)$/.test(current.type);
      if (current === home || current.parent === home) return true;
    }
    return false;
  };
  const isBehind = ({ range }: Node): boolean => range[0] > wait.range[1] || wait.type === 'CallExpression';
  return ends.some((end) => isBehind(end) && isShared(end)) && isShared(begin);
}

/** An exception of a node meets code that releases, before it leaves the function. */
function isGuarded(node: Node, ends: readonly Node[], home: Node): boolean {
  const isIn = (end: Node, block: Node | null): boolean => block !== null && isWithin(end, block);
  for (let inner: Node = node; inner !== home && inner.parent; inner = inner.parent) {
    const outer = inner.parent;
    if (outer.type !== 'TryStatement') continue;
    if (ends.some((end) => isIn(end, outer.finalizer))) return true;
    if (inner !== outer.block || !outer.handler) continue;
    if (ends.some((end) => isIn(end, outer.handler))) return true;
    // caught, and released behind the statement
    if (ends.some((end) => end.range[0] > outer.range[1]) && !alwaysLeaves(outer.handler.body)) return true;
  }
  return false;
}

function alwaysLeaves({ body }: TSESTree.BlockStatement): boolean {
  const last = body.at(-1);
  return last?.type === 'ThrowStatement' || last?.type === 'ReturnStatement';
}
