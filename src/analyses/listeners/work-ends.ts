import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { enders, removalName } from '../../catalog/lifecycles.ts';
import { functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { couldRemove } from './listener-matches.ts';
import type { ListenerCall } from './listener-calls.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** An end of the work that a function begins: code that runs later and takes back something of it. */
export interface WorkEnd {
  /** The call that takes it back. */
  readonly release: TSESTree.CallExpression;
}

/**
 * Whether a function has an end in view: it returns a function that releases, or code inside it, which runs later,
 * removes another listener or clears a timer that the function has begun. Errs towards "no"; the listener itself is no
 * such code.
 */
export function endsInView(
  added: ListenerCall,
  home: FunctionNode,
  calls: readonly ListenerCall[],
  sourceCode: SourceCode,
): WorkEnd | null {
  return (
    siblingRemoval(added, home, calls, sourceCode) ??
    clearedTimer(added, home, sourceCode) ??
    returnedRelease(home, sourceCode)
  );
}

/** `finish = () => source.off('data', push)`, where `source.on('data', push)` stands in the same function. */
function siblingRemoval(
  added: ListenerCall,
  home: FunctionNode,
  calls: readonly ListenerCall[],
  sourceCode: SourceCode,
): WorkEnd | null {
  const siblings = calls.filter(
    (call) =>
      call.does === 'add' && call !== added && functionOf(call.call) === home && call.targetKey !== added.targetKey,
  );
  const removal = calls.find(
    (call) =>
      call.does === 'remove' &&
      isLater(call.call, home, added, sourceCode) &&
      siblings.some((sibling) => call.targetKey === sibling.targetKey && couldRemove(call, sibling, sourceCode)),
  );
  return removal ? { release: removal.call } : null;
}

/** `.finally(() => clearTimeout(timer))`, where the function has started the timer. */
function clearedTimer(added: ListenerCall, home: FunctionNode, sourceCode: SourceCode): WorkEnd | null {
  let found: TSESTree.CallExpression | null = null;
  walk(home, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || !/^clear(?:Timeout|Interval)$/.test(calledName(node) ?? '')) return undefined;
    const [handle] = node.arguments;
    const variable = handle && variableOf(withoutTypes(handle), sourceCode);
    const isStartedHere = variable?.references.some(
      ({ writeExpr }) =>
        writeExpr?.type === 'CallExpression' &&
        /^set(?:Timeout|Interval)$/.test(calledName(writeExpr) ?? '') &&
        functionOf(writeExpr) === home,
    );
    if (isStartedHere && isLater(node, home, added, sourceCode)) found ??= node;
    return undefined;
  });
  return found && { release: found };
}

/** In a function inside the home, which is not the listener and is not only called by it. */
function isLater(node: Node, home: FunctionNode, { listener }: ListenerCall, sourceCode: SourceCode): boolean {
  const code = functionOf(node);
  if (code === home || !isWithin(code, home)) return false;
  const value = listener && withoutTypes(listener);
  if (value && isWithin(node, value)) return false;
  const variable = value ? variableOf(value, sourceCode) : null;
  const named = variable?.defs[0]?.node;
  if (named && isWithin(node, named) && named !== home) {
    // the listener is called for other events too: `body.on('close', onAbort)`
    return (variable?.references ?? []).filter(({ init }) => !init).length > 1;
  }
  return true;
}

/** `return () => { controller.abort(); };` */
function returnedRelease(home: FunctionNode, sourceCode: SourceCode): WorkEnd | null {
  if (home.type === 'StaticBlock' || home.body?.type !== 'BlockStatement') return null;
  let found: TSESTree.CallExpression | null = null;
  walk(home.body, sourceCode, (node) => {
    if (isFunction(node)) return 'skip';
    const value = node.type === 'ReturnStatement' && node.argument ? withoutTypes(node.argument) : null;
    if (!value || (value.type !== 'ArrowFunctionExpression' && value.type !== 'FunctionExpression')) return undefined;
    if (value.params.length > 0) return undefined;
    walk(value, sourceCode, (inner) => {
      const name = inner.type === 'CallExpression' ? calledName(inner) : null;
      if (inner.type === 'CallExpression' && name !== null && (enders.has(name) || removalName.test(name)))
        found ??= inner;
      return undefined;
    });
    return undefined;
  });
  return found && { release: found };
}
