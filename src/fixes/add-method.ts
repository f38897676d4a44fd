import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentUnitOf } from '../syntax/indentation.ts';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** Writes a method, given as one line, behind another one of its class, in the form that the class has. */
export function addMethod(
  { after, code }: { readonly after: TSESTree.MethodDefinition | TSESTree.PropertyDefinition; readonly code: string },
  sourceCode: TSESLint.SourceCode,
): Edit {
  const lineBreak = lineBreakOf(sourceCode);
  const outer = indentationOf(after, sourceCode);
  const isOneLine = after.parent.loc.start.line === after.parent.loc.end.line;
  const [, head = '', body = ''] = /^(.*\{) (.*) \}$/.exec(code) ?? [];
  const inner = `${outer}${indentUnitOf(sourceCode)}`;
  const opened = `${head}${lineBreak}${inner}${body}${lineBreak}${outer}}`;
  const text = isOneLine ? ` ${code}` : `${lineBreak}${lineBreak}${outer}${opened}`;
  // a comment beside the closing brace belongs to the method
  const comment = sourceCode.getTokenAfter(after, { includeComments: true });
  const isBeside = comment?.type === ('Line' as never) && comment.loc.start.line === after.loc.end.line;
  return (fixer) => fixer.insertTextAfter(isBeside ? comment : after, text);
}
