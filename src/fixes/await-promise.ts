import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';

/** `promise` becomes `await promise`, in parentheses where the operand would end too early. */
export function awaitPromise(promise: TSESTree.Node, sourceCode: TSESLint.SourceCode): Edit {
  let operand = promise;
  while (operand.parent?.type === 'TSAsExpression' || operand.parent?.type === 'TSSatisfiesExpression')
    operand = operand.parent;
  if (operand === promise) return (fixer) => fixer.insertTextBefore(promise, 'await ');
  return (fixer) => fixer.replaceText(operand, `await (${sourceCode.getText(operand)})`);
}
