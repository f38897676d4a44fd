import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';

/**
 * `catch (error) {` becomes `catch {`.
 * @returns `null` where a comment would be lost
 */
export function dropCatchParameter(
  { param, body }: TSESTree.CatchClause,
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  if (!param) return null;
  const keyword = sourceCode.getTokenBefore(param, ({ value }) => value === 'catch')!;
  const range: [number, number] = [keyword.range[1], body.range[0]];
  if (sourceCode.getAllComments().some(({ range: [start, end] }) => start >= range[0] && end <= range[1])) return null;
  return (fixer) => fixer.replaceTextRange(range, ' ');
}
