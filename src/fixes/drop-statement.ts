import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { removeStatement } from './remove-statement.ts';

/** Removes a statement; `null` where a comment inside it would go with it. */
export function dropStatement(statement: TSESTree.Statement, sourceCode: TSESLint.SourceCode): Edit | null {
  if (sourceCode.getCommentsInside(statement).length > 0) return null;
  return (fixer) => removeStatement(statement, fixer, sourceCode);
}
