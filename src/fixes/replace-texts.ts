import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';

/** Writes each text in the place of its range. */
export function replaceTexts(replacements: readonly { readonly range: TSESTree.Range; readonly text: string }[]): Edit {
  return (fixer) => replacements.map(({ range, text }) => fixer.replaceTextRange([...range], text));
}
