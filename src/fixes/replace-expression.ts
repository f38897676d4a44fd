import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';

/** An expression, and the code that takes its place. */
export interface ReplacedExpression {
  readonly expression: TSESTree.Node;
  readonly code: string;
}

/** Writes other code in the place of an expression; `{ x }` becomes `{ x: code }`. */
export function replaceExpression({ expression, code }: ReplacedExpression): Edit {
  const { parent } = expression;
  const isShorthand = parent?.type === 'Property' && parent.shorthand && parent.value === expression;
  return (fixer) =>
    isShorthand ? fixer.insertTextAfter(expression, `: ${code}`) : fixer.replaceText(expression, code);
}
