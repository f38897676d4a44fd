import type { Edit } from './edit.ts';

/** A piece of the text, and what is to stand there. */
export interface Replacement {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** Writes each text in the place of the other. */
export const replaceTexts =
  (replacements: readonly Replacement[]): Edit =>
  (fixer) =>
    replacements.map(({ range, text }) => fixer.replaceTextRange([...range], text));
