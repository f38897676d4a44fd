import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

type Node = TSESTree.Node;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** The nodes directly below a node, in source order as the parser's visitor keys give them. */
export function childrenOf(node: Node, { visitorKeys }: TSESLint.SourceCode): Node[] {
  const children: Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

/**
 * Visits a node and everything below it, parents first.
 * @param enter called with each node; what it answers `'skip'` for is not entered.
 */
export function walk(root: Node, sourceCode: TSESLint.SourceCode, enter: (node: Node) => 'skip' | undefined): void {
  // A stack of our own: minified bundles nest deeper than the call stack allows.
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (enter(node) === 'skip') continue;
    const children = childrenOf(node, sourceCode);
    for (let index = children.length - 1; index >= 0; index--) pending.push(children[index]!);
  }
}
