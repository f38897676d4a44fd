import type { TSESTree } from '@typescript-eslint/utils';
import { isWithin } from './ranges.ts';

type Node = TSESTree.Node;

/** Whether at most one of two nodes runs each time the code around both runs: they stand in two branches of it. */
export const areInOtherBranches = (one: Node, other: Node): boolean =>
  isInBranchBeside(one, other) || isInBranchBeside(other, one);

function isInBranchBeside(node: Node, other: Node): boolean {
  for (let inner = node; inner.parent; inner = inner.parent) {
    const outer = inner.parent;
    const isBranch =
      (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && outer.alternate === inner;
    if (isBranch && isWithin(other, outer.consequent)) return true;
    if (outer.type === 'SwitchCase' && !isWithin(other, outer) && isWithin(other, outer.parent)) return true;
  }
  return false;
}
