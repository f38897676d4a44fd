import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A value that gets a name of its own, and is disposed at the end of the block. */
export interface NamedUsing {
  readonly keyword: 'using' | 'await using';
  readonly name: string;
  readonly expression: TSESTree.Node;
  readonly statement: TSESTree.Statement;
  /** The statement is nothing but the expression, and becomes the declaration. */
  readonly isWholeStatement: boolean;
}

/** `create();` becomes `using _x = create();`; `return create().read();` becomes `using x = create(); return x.read();`. */
export function nameWithUsing(
  { keyword, name, expression, statement, isWholeStatement }: NamedUsing,
  sourceCode: TSESLint.SourceCode,
): Edit {
  if (isWholeStatement) return (fixer) => fixer.insertTextBefore(expression, `${keyword} ${name} = `);
  const declaration = `${keyword} ${name} = ${sourceCode.getText(expression)};${lineBreakOf(sourceCode)}${indentationOf(statement, sourceCode)}`;
  // `(await open()).read()`: a name needs no parentheses
  const [before, after] = [sourceCode.getTokenBefore(expression), sourceCode.getTokenAfter(expression)];
  const isInParentheses = expression.type === 'AwaitExpression' && expression.parent.type === 'MemberExpression';
  const range = isInParentheses && before && after ? ([before.range[0], after.range[1]] as const) : expression.range;
  return (fixer) => [fixer.insertTextBefore(statement, declaration), fixer.replaceTextRange(range, name)];
}
