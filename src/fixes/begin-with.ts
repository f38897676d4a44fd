import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentUnitOf } from '../syntax/indentation.ts';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A statement, and the function that is to do it first. */
export interface FirstStatement {
  readonly code: TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
  readonly statement: string;
}

/** Writes a statement at the beginning of a function, before anything there can fail; `() => f()` gets a block. */
export function beginWith({ code, statement }: FirstStatement, sourceCode: TSESLint.SourceCode): Edit | null {
  const { body } = code;
  const lineBreak = lineBreakOf(sourceCode);
  const outer = indentationOf(code, sourceCode);
  if (body.type !== 'BlockStatement') {
    const before = sourceCode.getTokenBefore(body)!;
    // parentheses and comments around the expression stay where they are
    if (before.value !== '=>' || sourceCode.getCommentsBefore(body).length > 0) return null;
    return (fixer) => [fixer.insertTextBefore(body, `{ ${statement} return `), fixer.insertTextAfter(body, '; }')];
  }
  const brace = sourceCode.getFirstToken(body)!;
  const [first] = body.body;
  if (body.loc.start.line === body.loc.end.line) return (fixer) => fixer.insertTextAfter(brace, ` ${statement}`);
  const inner = first ? indentationOf(first, sourceCode) : `${outer}${indentUnitOf(sourceCode)}`;
  const comment = sourceCode.getTokenAfter(brace, { includeComments: true })!;
  const isBesideBrace = /^(Line|Block)$/.test(comment.type) && comment.loc.start.line === brace.loc.start.line;
  return (fixer) => fixer.insertTextAfter(isBesideBrace ? comment : brace, `${lineBreak}${inner}${statement}`);
}
