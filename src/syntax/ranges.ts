import type { TSESTree } from '@typescript-eslint/utils';

/** Whether a node stands inside another, or is that node. */
export const isWithin = (node: TSESTree.Node, outer: TSESTree.Node): boolean =>
  node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1];
