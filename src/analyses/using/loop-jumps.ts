import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../syntax/functions.ts';
import { walk } from '../../syntax/walk.ts';

type Node = TSESTree.Node;
type Jump = TSESTree.BreakStatement | TSESTree.ContinueStatement | TSESTree.ReturnStatement;

/** The first statement that leaves a loop before its last round; exceptions do not count. */
export function jumpOutOf(loop: TSESTree.ForOfStatement, sourceCode: TSESLint.SourceCode): Jump | null {
  let found: Jump | null = null;
  walk(loop.body, sourceCode, (node) => {
    if (found || isFunction(node)) return 'skip';
    const isJump =
      node.type === 'ReturnStatement' ||
      ((node.type === 'BreakStatement' || node.type === 'ContinueStatement') && leaves(node, loop));
    if (isJump) found = node;
    return undefined;
  });
  return found;
}

/** Whether a `break` or `continue` goes to something outside the loop, or to its end. */
function leaves(jump: TSESTree.BreakStatement | TSESTree.ContinueStatement, loop: Node): boolean {
  for (let outer: Node | undefined = jump.parent; outer && outer !== loop; outer = outer.parent) {
    if (jump.label) {
      if (outer.type === 'LabeledStatement' && outer.label.name === jump.label.name) return false;
    } else if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(outer.type)) return false;
    else if (jump.type === 'BreakStatement' && outer.type === 'SwitchStatement') return false;
  }
  if (!jump.label) return jump.type === 'BreakStatement';
  const isOwnLabel = loop.parent?.type === 'LabeledStatement' && loop.parent.label.name === jump.label.name;
  return jump.type === 'BreakStatement' || !isOwnLabel;
}
