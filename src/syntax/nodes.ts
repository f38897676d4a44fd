import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { walk } from './walk.ts';

type Node = TSESTree.Node;
/** Names make up half of a tree, and nobody needs the list of them all. */
type NodeType = Exclude<`${TSESTree.AST_NODE_TYPES}`, 'Identifier'>;
/** The nodes whose `type` is written so. */
type NodeOf<Type extends NodeType> = Node extends infer Each
  ? Each extends { readonly type: infer Own }
    ? Own & string extends Type
      ? Each
      : never
    : never
  : never;

const nodesByFile = new WeakMap<TSESLint.SourceCode, Map<string, Node[]>>();

/** Every node of a type in a file, in source order. The file is walked once, whoever asks for whatever type. */
export function nodesOf<Type extends NodeType>(type: Type, sourceCode: TSESLint.SourceCode): readonly NodeOf<Type>[] {
  let byType = nodesByFile.get(sourceCode);
  if (!byType) {
    const nodes = new Map<string, Node[]>();
    forEachNode(sourceCode, (node) => {
      if (node.type === 'Identifier') return;
      const group = nodes.get(node.type);
      if (group) group.push(node);
      else nodes.set(node.type, [node]);
    });
    nodesByFile.set(sourceCode, (byType = nodes));
  }
  return (byType.get(type) ?? []) as never;
}

/** Those of a type inside a node, found without looking at the others. */
export function nodesWithin<Type extends NodeType>(
  outer: Node,
  type: Type,
  sourceCode: TSESLint.SourceCode,
): readonly NodeOf<Type>[] {
  const nodes: readonly Node[] = nodesOf(type, sourceCode);
  return nodes.slice(firstFrom(outer.range[0], nodes), firstFrom(outer.range[1], nodes)) as never;
}

/** The index of the first node that begins at a place or behind it: nodes stand in the order of their beginnings. */
function firstFrom(place: number, nodes: readonly Node[]): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nodes[middle]!.range[0] < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What `SourceCode#traverse` of ESLint lists: entering a node has phase 1. */
interface Step {
  readonly target: unknown;
  readonly phase?: 1 | 2;
}

/** ESLint keeps the steps of its own walk over a file: where it does, they are read and nothing is walked again. */
function forEachNode(sourceCode: TSESLint.SourceCode, enter: (node: Node) => void): void {
  const { traverse } = sourceCode as { traverse?: () => Iterable<Step> };
  if (traverse) {
    for (const { target, phase } of traverse.call(sourceCode)) if (phase === 1) enter(target as Node);
    return;
  }
  walk(sourceCode.ast, sourceCode, (node) => {
    enter(node);
    return undefined;
  });
}
