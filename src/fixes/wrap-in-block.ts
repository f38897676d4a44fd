import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentUnitOf } from '../syntax/indentation.ts';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/**
 * Puts statements that follow one another into a block of their own.
 * @returns `null` where a template literal spans lines, whose text would be indented
 */
export function wrapInBlock(
  { first, last }: { readonly first: TSESTree.Statement; readonly last: TSESTree.Statement },
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const range: [number, number] = [first.range[0], last.range[1]];
  const isSpanning = (sourceCode.ast.tokens ?? []).some(
    ({ type, loc, range: [start] }) =>
      type === 'Template' && start >= range[0] && start < range[1] && loc.start.line !== loc.end.line,
  );
  if (isSpanning) return null;
  const outer = indentationOf(first, sourceCode);
  const lineBreak = lineBreakOf(sourceCode);
  const unit = indentUnitOf(sourceCode);
  const lines = sourceCode.text.slice(...range).split(/\r?\n/);
  const body = lines.map((line, index) => (index > 0 && line !== '' ? `${unit}${line}` : line)).join(lineBreak);
  return (fixer) => fixer.replaceTextRange(range, `{${lineBreak}${outer}${unit}${body}${lineBreak}${outer}}`);
}
