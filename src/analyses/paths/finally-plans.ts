import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';

type Node = TSESTree.Node;

/** A `try … finally` around what stands behind a statement, up to the end of its block. */
export interface FinallyPlan {
  readonly declaration: TSESTree.Statement;
  readonly release: string;
  readonly superfluous: readonly TSESTree.Statement[];
  readonly toAwait: readonly TSESTree.Node[];
}

/**
 * How what an expression begins is released in every case, instead of by some calls that are not reached in each.
 * `null` where they are no statements of the block of the beginning, or name what the `finally` would not see.
 */
export function finallyAround(
  begin: Node,
  calls: readonly Node[],
  release: string,
  sourceCode: TSESLint.SourceCode,
): FinallyPlan | null {
  const declaration = statementAround(begin);
  const block = declaration?.parent;
  const [first] = calls;
  if (!declaration || block?.type !== 'BlockStatement' || !first) return null;
  const superfluous = calls.flatMap(({ parent }) => (parent?.type === 'ExpressionStatement' ? [parent] : []));
  const isInBlock = superfluous.every(
    (statement) => isWithin(statement, block) && functionOf(statement) === functionOf(begin),
  );
  if (superfluous.length !== calls.length || !isInBlock || !isSeenBehind(first, declaration, sourceCode)) return null;
  return { declaration, release, superfluous, toAwait: [] };
}

/** The statement of a block in which an expression stands. */
function statementAround(node: Node): TSESTree.Statement | null {
  for (let inner = node; inner.parent; inner = inner.parent) {
    if (inner.parent.type === 'BlockStatement') return inner as TSESTree.Statement;
    // one that is itself a part of a statement leaves nothing behind which something could be written
    if (/^(?:If|For|While|DoWhile|Labeled|Switch)|^ArrowFunction/.test(inner.parent.type)) return null;
  }
  return null;
}

/** Whether all variables that a call names are known behind a statement: none is declared in what would stand in the `try`. */
function isSeenBehind(
  call: Node,
  { parent: block, range }: TSESTree.Statement,
  sourceCode: TSESLint.SourceCode,
): boolean {
  let isSeen = true;
  walk(call, sourceCode, (node) => {
    const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
    for (const { range: declared } of variable?.identifiers ?? [])
      isSeen &&= !(block && declared[0] > range[1] && declared[1] <= block.range[1]);
    return undefined;
  });
  return isSeen;
}
