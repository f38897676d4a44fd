import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { withoutTypes } from './names.ts';
import { onlyDeclaratorOf, variableOf } from './variables.ts';

const operations: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '**': (left, right) => left ** right,
  '<<': (left, right) => left << right,
};

/** The number that an expression always has: `64 * 1024`, or a constant of this file. `null` when it is not settled here. */
export function numberOf(node: TSESTree.Node, sourceCode: TSESLint.SourceCode, depth = 0): number | null {
  const expression = withoutTypes(node);
  if (depth > 8) return null;
  if (expression.type === 'Literal') return typeof expression.value === 'number' ? expression.value : null;
  if (expression.type === 'BinaryExpression') {
    const [left, right] = [expression.left, expression.right].map((side) => numberOf(side, sourceCode, depth + 1));
    const operation = operations[expression.operator];
    return operation && typeof left === 'number' && typeof right === 'number' ? operation(left, right) : null;
  }
  if (expression.type !== 'Identifier') return null;
  const variable = variableOf(expression, sourceCode);
  const init = variable && onlyDeclaratorOf(variable)?.init;
  return init ? numberOf(init, sourceCode, depth + 1) : null;
}

/** Whether an expression is written as nothing: `null`, `undefined` or `void 0`, whatever type it is said to have. */
export function isNullish(expression: TSESTree.Node): boolean {
  const node = withoutTypes(expression);
  return (
    (node.type === 'Literal' && node.raw === 'null') ||
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void')
  );
}
