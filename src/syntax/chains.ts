import type { TSESTree } from '@typescript-eslint/utils';

type Node = TSESTree.Node;

/** `row.name`, `await rows[0].load()`: the outermost expression that is computed from a value by members, calls and `await`. */
export function endOfChain(start: Node): Node {
  let value = start;
  for (let outer = value.parent; outer; outer = value.parent) {
    const isChained =
      (outer.type === 'MemberExpression' && outer.object === value) ||
      (outer.type === 'CallExpression' && outer.callee === value) ||
      outer.type === 'ChainExpression' ||
      outer.type === 'TSNonNullExpression' ||
      outer.type === 'AwaitExpression';
    if (!isChained) break;
    value = outer;
  }
  return value;
}
