import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { endWords } from '../../catalog/lifetimes.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { UsingDeclaration } from './using-declarations.ts';

type Node = TSESTree.Node;

const readers = new Set(['getReader', 'pipeTo']);
const asyncIterables = new Set(['Symbol.asyncIterator']);
const iterables = new Set(['Symbol.iterator']);
const steppers = new Set(['next']);

/**
 * Whether a value that a resource gave still works with it: a promise that is not settled, a stream, an iterator.
 * By its type alone, so `null` (nothing that is known to) without types.
 */
export function derivedFrom(value: Node, sourceCode: TSESLint.SourceCode): 'promise' | 'stream' | null {
  const types = typeQueriesOf(sourceCode);
  if (!types.hasTypes) return null;
  if (value.type !== 'AwaitExpression' && types.isThenable(value)) return 'promise';
  if (types.isThenable(value) === null || types.isPrimitive(value)) return null;
  const isLazy =
    types.hasMember(value, readers) ||
    types.hasMember(value, asyncIterables) ||
    (types.hasMember(value, iterables) && types.hasMember(value, steppers));
  return isLazy ? 'stream' : null;
}

/** `socket.closed`, `child.whenExited()`: a promise of the end itself, for which nobody can wait before the end. */
export function isEndTold(name: string | null): boolean {
  return (name ?? '').split(/(?=[A-Z])|_/).some((word) => endWords.has(word.toLowerCase()));
}

/** Whether one of these references to a promise is waited for. */
export function isAwaitedSomewhere(places: readonly Node[]): boolean {
  return places.some((place) => {
    for (let node: Node | undefined = place; node && !isFunction(node); node = node.parent) {
      if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) return true;
      if (/Statement$/.test(node.type)) return false;
    }
    return false;
  });
}

/** Whether the promise that an async function gives settles only when a resource has been used once more, or has done its work. */
export function needsItWhenCalled(
  callee: Node,
  { variable }: UsingDeclaration,
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (!isFunction(callee) || callee.type === 'StaticBlock' || !callee.async) return false;
  let hasWaited = false;
  let needsIt = false;
  walk(callee.body, sourceCode, (node) => {
    if (isFunction(node)) return 'skip';
    if (node.type === 'Identifier' && variableOf(node, sourceCode) === variable) {
      const isInAwait = isAwaitedSomewhere([node]);
      if (hasWaited || isInAwait || isPromiseReturned(node, sourceCode)) needsIt = true;
    }
    // parents come first: what an `await` waits for is evaluated before it waits
    if (node.type === 'AwaitExpression' && !mentions(node, variable, sourceCode)) hasWaited = true;
    return undefined;
  });
  return needsIt;
}

/** `async () => r.later()`: the promise that a method of the resource gives is what is returned. */
function isPromiseReturned(name: Node, sourceCode: TSESLint.SourceCode): boolean {
  const call = name.parent?.type === 'MemberExpression' && name.parent.object === name ? name.parent.parent : null;
  if (call?.type !== 'CallExpression' || call.callee !== name.parent) return false;
  const isReturned =
    call.parent.type === 'ReturnStatement' ||
    (call.parent.type === 'ArrowFunctionExpression' && call.parent.body === call);
  return isReturned && !isEndTold(calledName(call)) && derivedFrom(call, sourceCode) === 'promise';
}

function mentions(root: Node, variable: UsingDeclaration['variable'], sourceCode: TSESLint.SourceCode): boolean {
  let isFound = false;
  walk(root, sourceCode, (node) => {
    if (node.type === 'Identifier' && variableOf(node, sourceCode) === variable) isFound = true;
    return undefined;
  });
  return isFound;
}
