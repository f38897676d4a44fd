import type { TSESTree } from '@typescript-eslint/utils';
import { isNullish } from './constants.ts';

type Node = TSESTree.Node;

/** The expressions of which a value is one: `c ? create() : null` has two. */
export interface ValueLeaves {
  readonly leaves: readonly { readonly node: Node; readonly isAwaited: boolean }[];
  /** An arm is written as `null` or `undefined`, and nothing behind it replaces that. */
  readonly couldBeNullish: boolean;
  /** The left side of an `&&` can be the value. */
  readonly couldBeFalsy: boolean;
}

const none: ValueLeaves = { leaves: [], couldBeNullish: false, couldBeFalsy: false };

/** Looks through `await`, type assertions, `?:`, `??`, `||`, `&&` and the comma operator. */
export function leavesOf(node: Node, isAwaited = false): ValueLeaves {
  switch (node.type) {
    case 'AwaitExpression':
      return leavesOf(node.argument, true);
    case 'TSNonNullExpression':
      return { ...leavesOf(node.expression, isAwaited), couldBeNullish: false };
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
      return leavesOf(node.expression, isAwaited);
    case 'SequenceExpression':
      return leavesOf(node.expressions.at(-1)!, isAwaited);
    case 'ConditionalExpression': {
      const [one, other] = [leavesOf(node.consequent, isAwaited), leavesOf(node.alternate, isAwaited)];
      return {
        leaves: [...one.leaves, ...other.leaves],
        couldBeNullish: one.couldBeNullish || other.couldBeNullish,
        couldBeFalsy: one.couldBeFalsy || other.couldBeFalsy,
      };
    }
    case 'LogicalExpression': {
      const right = leavesOf(node.right, isAwaited);
      if (node.operator === '&&') return { ...right, couldBeNullish: true, couldBeFalsy: true };
      const left = leavesOf(node.left, isAwaited);
      return { ...right, leaves: [...left.leaves, ...right.leaves] };
    }
    default:
      return isNullish(node) ? { ...none, couldBeNullish: true } : { ...none, leaves: [{ node, isAwaited }] };
  }
}
