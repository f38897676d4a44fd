import type { TSESTree, TSESLint } from '@typescript-eslint/utils';
import { isFunction } from '../../syntax/functions.ts';
import { dottedName, withoutTypes } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import type { ListenerCall } from './listener-calls.ts';

type Node = TSESTree.Node;

/** How a listener of which only the first event counts is told to go away with it. */
export interface OncePlan {
  readonly replacements: readonly { readonly range: readonly [number, number]; readonly text: string }[];
}

/**
 * `{ once: true }`, or `once` of an emitter, for a listener that does nothing but settle the promise in whose executor
 * it is added: no event behind the first can do anything. `null` for every other, and where options are there already.
 */
export function oncePlan(
  { added }: { readonly added: ListenerCall },
  sourceCode: TSESLint.SourceCode,
): OncePlan | null {
  const { call, method, methods, listener, options } = added;
  if (!listener || options.once !== false || options.isOpaque || !onlySettles(listener, sourceCode)) return null;
  if (methods.takesOptions) {
    const last = call.arguments.at(-1);
    if (method !== 'addEventListener' || !last || call.arguments.length !== 2) return null;
    return { replacements: [{ range: [last.range[1], last.range[1]], text: ', { once: true }' }] };
  }
  const callee = withoutTypes(call.callee);
  const isPlain = callee.type === 'MemberExpression' && !callee.computed && /^(?:on|addListener)$/.test(method);
  return isPlain ? { replacements: [{ range: callee.property.range, text: 'once' }] } : null;
}

/** `resolve` itself, or a function whose only statement calls it, whatever the event is. */
function onlySettles(listener: Node, sourceCode: TSESLint.SourceCode): boolean {
  const value = withoutTypes(listener);
  if (value.type === 'Identifier') return isSettler(value, sourceCode);
  if (!isFunction(value) || value.type === 'StaticBlock' || !value.body) return false;
  const body: Node = value.body;
  const only = body.type !== 'BlockStatement' ? body : body.body.length === 1 ? body.body[0] : null;
  const expression = only?.type === 'ExpressionStatement' ? only.expression : only;
  return expression?.type === 'CallExpression' && isSettler(expression.callee, sourceCode);
}

/** A parameter of the executor of `new Promise(…)`. */
function isSettler(node: Node, sourceCode: TSESLint.SourceCode): boolean {
  const [definition] = variableOf(node, sourceCode)?.defs ?? [];
  const executor = definition?.type === ('Parameter' as never) ? (definition?.node as Node) : null;
  return executor?.parent?.type === 'NewExpression' && dottedName(executor.parent.callee) === 'Promise';
}
