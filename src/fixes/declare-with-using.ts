import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf, removeStatement } from './remove-statement.ts';

type Fix = TSESLint.RuleFix;

/** What a `using` declaration replaces. */
export interface UsingDeclaration {
  readonly keyword: 'using' | 'await using';
  readonly declarator: TSESTree.VariableDeclarator;
  /** The assignment on the next line that becomes the initialiser. */
  readonly assignment: TSESTree.AssignmentExpression | null;
  readonly superfluous: readonly TSESTree.Statement[];
  readonly toAwait: readonly TSESTree.Node[];
}

/**
 * Turns a declaration into a `using` declaration: the keyword changes, other declarators of the same statement get
 * one of their own, `a && b` becomes `a ? b : null`, a `case` gets braces, superfluous releases go, promises are awaited.
 * @returns `null` where a comment would be lost, or a name would be moved off the keyword's line
 */
export function declareWithUsing(
  { keyword, declarator, assignment, superfluous, toAwait }: UsingDeclaration,
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const declaration = declarator.parent;
  const name = declarator.id as TSESTree.Identifier;
  const index = declaration.declarations.findIndex((one) => one === declarator);
  const [previous, next] = [declaration.declarations[index - 1], declaration.declarations[index + 1]];
  const newLine = lineBreakOf(sourceCode) + indentationOf(declaration, sourceCode);
  const replaced: [number, number] = assignment
    ? [declaration.range[0], assignment.left.range[1]]
    : [previous ? previous.range[1] : declaration.range[0], name.range[0]];
  // `using` and its name must stand on one line: parted, they are two expressions
  if (sourceCode.getAllComments().some(({ range }) => range[0] >= replaced[0] && range[1] <= replaced[1])) return null;

  if (superfluous.some((statement) => sourceCode.getCommentsInside(statement).length > 0)) return null;
  const init = assignment ? assignment.right : declarator.init;
  return (fixer) => {
    const before = previous ? `;${newLine}` : '';
    const edits: Fix[] = [
      fixer.replaceTextRange(replaced, assignment ? `${keyword} ${name.name}` : `${before}${keyword} `),
    ];
    if (next)
      edits.push(fixer.replaceTextRange([declarator.range[1], next.range[0]], `;${newLine}${declaration.kind} `));
    if (init?.type === 'LogicalExpression' && init.operator === '&&') {
      const operator = sourceCode.getTokenBefore(init.right, ({ value }) => value === '&&')!;
      edits.push(fixer.replaceText(operator, '?'), fixer.insertTextAfter(init, ' : null'));
    }
    if (declaration.parent.type === 'SwitchCase') {
      const statements = declaration.parent.consequent;
      edits.push(fixer.insertTextBefore(statements[0]!, '{ '), fixer.insertTextAfter(statements.at(-1)!, ' }'));
    }
    for (const statement of superfluous) edits.push(removeStatement(statement, fixer, sourceCode));
    for (const promise of toAwait) edits.push(fixer.insertTextBefore(promise, 'await '));
    return edits;
  };
}
