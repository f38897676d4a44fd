import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { listenerMethods, onceMethods, removeAllMethods, type ListenerMethods } from '../../catalog/listeners.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { isGlobal, onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { eventNamesOf, type EventNames } from './event-names.ts';
import { listenerIdentityOf, type ListenerIdentity } from './listener-identities.ts';

type Node = TSESTree.Node;

/** How a listener is told to behave; `null` where that is not known. */
export interface ListenerOptions {
  readonly capture: boolean | null;
  readonly once: boolean | null;
  /** The expression of the signal that takes it away; `null` when there is none. */
  readonly signal: Node | null;
  /** The options could hold more than is seen here. */
  readonly isOpaque: boolean;
}

/**
 * A call that adds a listener to a target, or takes one away. Known by the names of the methods and by what is
 * given to them; errs towards "no such call".
 */
export interface ListenerCall {
  readonly does: 'add' | 'remove';
  readonly call: TSESTree.CallExpression;
  readonly method: string;
  readonly methods: ListenerMethods;
  /** `null` for a bare `addEventListener(…)`, which is the global object's. */
  readonly target: Node | null;
  /** The same for all expressions of one target; `null` when each evaluation may give another. */
  readonly targetKey: string | null;
  readonly event: Node | null;
  readonly events: EventNames;
  /** `null` when all are meant. */
  readonly listener: Node | null;
  readonly identity: ListenerIdentity;
  readonly options: ListenerOptions;
  /** What the call gives is kept: a disposer, or a subscription. */
  readonly isResultKept: boolean;
}

const callsByFile = new WeakMap<TSESLint.SourceCode, readonly ListenerCall[]>();

const byName = new Map<string, Pick<ListenerCall, 'methods' | 'does'>>();
for (const methods of listenerMethods) {
  for (const name of methods.add) byName.set(name, { methods, does: 'add' });
  for (const name of methods.remove) byName.set(name, { methods, does: 'remove' });
}

/** Every call of a file that adds or removes a listener, in source order. */
export function findListenerCalls(sourceCode: TSESLint.SourceCode): readonly ListenerCall[] {
  let calls = callsByFile.get(sourceCode);
  if (!calls) callsByFile.set(sourceCode, (calls = computeCalls(sourceCode)));
  return calls;
}

function computeCalls(sourceCode: TSESLint.SourceCode): ListenerCall[] {
  // cheapest reason first: most files have no listener at all
  if (!/\b(on|off|once)\b|Listener/.test(sourceCode.text)) return [];
  const calls: ListenerCall[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    const found = node.type === 'CallExpression' ? listenerCallAt(node, sourceCode) : null;
    if (found) calls.push(found);
    return undefined;
  });
  return calls;
}

function listenerCallAt(call: TSESTree.CallExpression, sourceCode: TSESLint.SourceCode): ListenerCall | null {
  const method = calledName(call);
  const known = method === null ? undefined : byName.get(method);
  if (method === null || !known || call.arguments.some(({ type }) => type === 'SpreadElement')) return null;
  const parts = partsOf(call, method, sourceCode);
  if (!parts) return null;
  const { target, event, listener, options } = parts;
  const { does, methods } = known;
  const isRemoveAll = does === 'remove' && listener === null;
  if (does === 'add' && (!listener || !couldBeListener(listener))) return null;
  return {
    does,
    call,
    method,
    methods,
    target,
    targetKey: target ? keyOf(target, sourceCode) : 'window',
    event,
    events: event ? eventNamesOf(event, sourceCode) : null,
    listener,
    identity: isRemoveAll || !listener ? { is: 'all' } : listenerIdentityOf(listener, sourceCode),
    options: listenerOptionsOf(method, methods.takesOptions ? options : null, sourceCode),
    isResultKept: isKept(call),
  };
}

interface Parts {
  readonly target: Node | null;
  readonly event: Node | null;
  readonly listener: Node | null;
  readonly options: Node | null;
}

/** What a call gives to a method: `target.on(event, listener)`, `on(target, event, listener)`, `query.addListener(listener)`. */
function partsOf(call: TSESTree.CallExpression, method: string, sourceCode: TSESLint.SourceCode): Parts | null {
  const callee = withoutTypes(call.callee);
  const [first = null, second = null, third = null, fourth = null] = call.arguments;
  const isMember = callee.type === 'MemberExpression';
  // a helper that is given the target: the event's name comes second, and the listener third
  if (second && third && couldBeName(second, sourceCode) && !isFunctionLike(second) && isObject(first, sourceCode)) {
    return { target: first, event: second, listener: third, options: fourth };
  }
  if (!isMember) {
    const isBare = callee.type === 'Identifier' && isGlobal(callee, sourceCode) && method.endsWith('EventListener');
    return isBare ? { target: null, event: first, listener: second, options: third } : null;
  }
  const target = receiverOf(callee.object);
  // `hub.addListener(this, context)`
  const isAlone = !second || isFunctionLike(first);
  if (first && isAlone && /Listener$/.test(method) && !removeAllMethods.has(method) && isFunctionLike(first)) {
    // the listeners of a media query, or of an object for one event: there is no name
    return { target, event: null, listener: first, options: null };
  }
  return { target, event: first, listener: second, options: third };
}

/** The target of `target.on(…).on(…)`, and of a jQuery object around one. */
function receiverOf(object: Node): Node {
  const expression = withoutTypes(object);
  if (expression.type !== 'CallExpression') return expression;
  const callee = withoutTypes(expression.callee);
  const [argument] = expression.arguments;
  if (callee.type === 'MemberExpression' && byName.has(propertyName(callee) ?? '')) return receiverOf(callee.object);
  const isWrapped =
    callee.type === 'Identifier' && /^(\$|jQuery)$/.test(callee.name) && expression.arguments.length === 1;
  return isWrapped && argument && argument.type !== 'Literal' ? argument : expression;
}

const isFunctionLike = (node: Node | null): boolean =>
  node !== null && (isFunction(withoutTypes(node)) || withoutTypes(node).type === 'ThisExpression');

/** Could be the name of an event: a text, or a value that may be one. */
function couldBeName(node: Node, sourceCode: TSESLint.SourceCode): boolean {
  const names = eventNamesOf(node, sourceCode);
  return (
    names !== null &&
    (node.type === 'Literal' || node.type === 'MemberExpression' || names.every((name) => name.startsWith('=')))
  );
}

/** An object that is not a name of an event itself. */
function isObject(node: Node | null, sourceCode: TSESLint.SourceCode): boolean {
  if (!node) return false;
  const names = eventNamesOf(node, sourceCode);
  return names === null || names.every((name) => name.startsWith('='));
}

/** Not a text, a number or a list: those are what other methods of the same names are given. */
function couldBeListener(node: Node): boolean {
  const listener = withoutTypes(node);
  if (/^(Literal|TemplateLiteral|ArrayExpression|BinaryExpression|JSXElement)$/.test(listener.type)) return false;
  if (listener.type !== 'ObjectExpression') return true;
  return listener.properties.some(
    (property) => property.type === 'Property' && keyName(property.key, property.computed) === 'handleEvent',
  );
}

const noOptions: ListenerOptions = { capture: false, once: false, signal: null, isOpaque: false };
const opaque: ListenerOptions = { capture: null, once: null, signal: null, isOpaque: true };

function listenerOptionsOf(method: string, node: Node | null, sourceCode: TSESLint.SourceCode): ListenerOptions {
  if (onceMethods.has(method)) return { ...noOptions, once: true };
  if (!node) return noOptions;
  const options = withoutTypes(node);
  if (options.type === 'Literal') return { ...noOptions, capture: Boolean(options.value) };
  if (options.type === 'Identifier') {
    if (options.name === 'undefined') return noOptions;
    const variable = variableOf(options, sourceCode);
    const init = variable && onlyDeclaratorOf(variable)?.init;
    return init ? listenerOptionsOf(method, init, sourceCode) : opaque;
  }
  if (options.type !== 'ObjectExpression') return opaque;
  let { capture, once, signal, isOpaque } = noOptions;
  for (const property of options.properties) {
    const name = property.type === 'Property' ? keyName(property.key, property.computed) : null;
    if (property.type !== 'Property' || name === null) isOpaque = true;
    else if (name === 'signal') signal = property.value;
    else if (name === 'capture') capture = truthOf(property.value);
    else if (name === 'once') once = truthOf(property.value);
  }
  return isOpaque ? { ...opaque, signal } : { capture, once, signal, isOpaque };
}

const truthOf = (node: Node): boolean | null => (node.type === 'Literal' ? Boolean(node.value) : null);

/** Whether somebody holds what a call gives. */
function isKept(call: TSESTree.CallExpression): boolean {
  let value: Node = call;
  for (let outer: Node | undefined = call.parent; outer; value = outer, outer = outer.parent) {
    const isChained =
      outer.type === 'ChainExpression' ||
      outer.type === 'TSNonNullExpression' ||
      (outer.type === 'MemberExpression' && outer.object === value && byName.has(propertyName(outer) ?? '')) ||
      (outer.type === 'CallExpression' && outer.callee === value) ||
      (outer.type === 'LogicalExpression' && outer.right === value) ||
      (outer.type === 'ConditionalExpression' && outer.test !== value);
    if (isChained) continue;
    const isDropped = outer.type === 'ExpressionStatement' || outer.type === 'UnaryExpression';
    return !isDropped && !isConciseBody(outer, value);
  }
  return false;
}

/** `targets.forEach((target) => target.on(…))`: nobody reads what the callback gives. */
const isConciseBody = (outer: Node, value: Node): boolean =>
  outer.type === 'ArrowFunctionExpression' &&
  outer.body === value &&
  outer.parent.type === 'CallExpression' &&
  calledName(outer.parent) === 'forEach';
