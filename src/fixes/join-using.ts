import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';

/** `using` and the assignment on the next line become one declaration. */
export function joinUsing(word: TSESTree.Node, assignment: TSESTree.AssignmentExpression): Edit {
  return (fixer) => fixer.replaceTextRange([word.range[1], assignment.range[0]], ' ');
}
