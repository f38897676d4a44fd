import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { memoHooks } from '../../catalog/long-lived.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName } from '../../syntax/names.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { contextsOf } from './contexts.ts';
import { sizeOfVariable, type SizeEvidence } from './size-evidence.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Memoised functions of one component that depend on different values: each keeps the context of the render that
 * made it, another closure captures them together, and so the contexts of old renders link to one another without
 * an end. With a large value in the context each link keeps one of it.
 */
export interface CallbackChain {
  readonly hooks: readonly [TSESTree.CallExpression, TSESTree.CallExpression, ...TSESTree.CallExpression[]];
  readonly value: Variable;
  readonly size: SizeEvidence;
}

interface Memo {
  readonly call: TSESTree.CallExpression;
  readonly variable: Variable;
  readonly dependencies: string;
}

/** One fact for each component. */
export function findCallbackChains(sourceCode: SourceCode): readonly CallbackChain[] {
  const byComponent = new Map<Node, Memo[]>();
  walk(sourceCode.ast, sourceCode, (node) => {
    const memo = node.type === 'CallExpression' ? memoAt(node, sourceCode) : null;
    const component = memo?.variable.scope.block;
    if (!memo || !component || !isFunction(component)) return undefined;
    byComponent.set(component, [...(byComponent.get(component) ?? []), memo]);
    return undefined;
  });
  return [...byComponent.values()].flatMap((memos): CallbackChain[] => {
    const [first] = memos;
    if (!first) return [];
    const slots = contextsOf(sourceCode).slotsOf(first.variable.scope);
    // those that another closure of the same render captures
    const linked = memos.filter(({ variable }) => slots.some((slot) => slot.variable === variable));
    const [one, other, ...more] = linked;
    if (!one || !other || new Set(linked.map(({ dependencies }) => dependencies)).size < 2) return [];
    for (const { variable } of slots) {
      const size =
        variable && !linked.some((memo) => memo.variable === variable) ? sizeOfVariable(variable, sourceCode) : null;
      if (!variable || !size || size.grade === 'error') continue;
      return [{ hooks: [one.call, other.call, ...more.map(({ call }) => call)], value: variable, size }];
    }
    return [];
  });
}

/** `const f = useCallback(…, [a, b])` */
function memoAt(call: TSESTree.CallExpression, sourceCode: SourceCode): Memo | null {
  if (!memoHooks.has(calledName(call) ?? '')) return null;
  const { parent } = call;
  const variable =
    parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? variableOf(parent.id, sourceCode) : null;
  const dependencies = call.arguments[1];
  if (!variable || dependencies?.type !== 'ArrayExpression' || dependencies.elements.length === 0) return null;
  return { call, variable, dependencies: sourceCode.getText(dependencies) };
}
