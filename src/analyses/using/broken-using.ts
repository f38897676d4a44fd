import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';

type Node = TSESTree.Node;

/**
 * What was meant as a `using` declaration, and is an expression: no tool says so.
 * A matter of syntax, in files that declare nothing under the name `using`.
 */
export type BrokenUsing =
  /** `using [a] = b` assigns to an element of a variable called `using`. */
  | { readonly is: 'an element'; readonly node: Node }
  /** `using` alone on its line; `assignment` is the statement that follows, where it can be joined to it. */
  | { readonly is: 'broken off'; readonly node: Node; readonly assignment: TSESTree.AssignmentExpression | null };

/** Every such expression of a file in which nothing is called `using`. */
export function findBrokenUsing(sourceCode: TSESLint.SourceCode): readonly BrokenUsing[] {
  const found: BrokenUsing[] = [];
  if (!sourceCode.text.includes('using')) return found;
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type !== 'ExpressionStatement') return undefined;
    const { expression } = node;
    if (
      expression.type === 'AssignmentExpression' &&
      expression.left.type === 'MemberExpression' &&
      expression.left.computed &&
      isTheWord(expression.left.object, sourceCode)
    )
      found.push({ is: 'an element', node: expression });
    const word = expression.type === 'AwaitExpression' ? expression.argument : expression;
    if (isTheWord(word, sourceCode))
      found.push({ is: 'broken off', node: expression, assignment: nextOf(node, sourceCode) });
    return undefined;
  });
  return found;
}

function isTheWord(node: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (node.type !== 'Identifier' || node.name !== 'using') return false;
  return (variableOf(node, sourceCode)?.defs.length ?? 0) === 0;
}

function nextOf(
  statement: TSESTree.ExpressionStatement,
  sourceCode: TSESLint.SourceCode,
): TSESTree.AssignmentExpression | null {
  const siblings = 'body' in statement.parent && Array.isArray(statement.parent.body) ? statement.parent.body : [];
  const next = siblings[siblings.indexOf(statement as never) + 1] as Node | undefined;
  if (next?.type !== 'ExpressionStatement' || next.expression.type !== 'AssignmentExpression') return null;
  const { left, operator } = next.expression;
  const isNew = left.type === 'Identifier' && (variableOf(left, sourceCode)?.defs.length ?? 0) === 0;
  const hasComment = sourceCode.getCommentsBefore(next).length > 0;
  return isNew && operator === '=' && !hasComment ? next.expression : null;
}
