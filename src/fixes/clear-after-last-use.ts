import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A variable that is emptied behind a statement. */
export interface Clearing {
  readonly name: string;
  readonly declaration: TSESTree.VariableDeclaration | null;
  readonly last: TSESTree.Statement;
  readonly value: string;
}

/** `const x = …; use(x);` becomes `let x = …; use(x); x = undefined;`. */
export function clearAfterLastUse({ name, declaration, last, value }: Clearing, sourceCode: TSESLint.SourceCode): Edit {
  const next = sourceCode.getTokenAfter(last, { includeComments: true });
  const isCommented = next && /^(Line|Block)$/.test(next.type) && next.loc.start.line === last.loc.end.line;
  const isOneLine = last.parent.loc?.start.line === last.parent.loc?.end.line;
  const separator = isOneLine ? ' ' : `${lineBreakOf(sourceCode)}${indentationOf(last, sourceCode)}`;
  const end = sourceCode.getLastToken(last)?.value ?? '';
  return (fixer) => [
    ...(declaration ? [fixer.replaceText(sourceCode.getFirstToken(declaration)!, 'let')] : []),
    ...(/^[;}]$/.test(end) ? [] : [fixer.insertTextAfter(last, ';')]),
    fixer.insertTextAfter(isCommented ? next : last, `${separator}${name} = ${value};`),
  ];
}
