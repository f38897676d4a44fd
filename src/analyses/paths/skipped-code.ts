import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../syntax/functions.ts';
import { isModuleLevel, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';

type Node = TSESTree.Node;

/**
 * Whether a function may finish without running a piece of its code, on a condition that has nothing to do with the
 * state of the object: a global switch, or an exception that was caught.
 * Errs towards "no": whatever asks the instance, a parameter or a local value may well stand for "there is something to do".
 */
export function isSkippedAtWill(code: Node, sourceCode: TSESLint.SourceCode): boolean {
  for (let node = code; node.parent && !isFunction(node); node = node.parent) {
    const { parent } = node;
    if (parent.type === 'CatchClause') return true;
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== node) {
      if (isForeign(parent.test, sourceCode)) return true;
    }
    if (parent.type === 'LogicalExpression' && parent.right === node && isForeign(parent.left, sourceCode)) return true;
    if (parent.type === 'BlockStatement' && isLeftBefore(node, parent, sourceCode)) return true;
  }
  return false;
}

/** `if (keepAlive) return;` in front of a statement. */
function isLeftBefore(statement: Node, { body }: TSESTree.BlockStatement, sourceCode: TSESLint.SourceCode): boolean {
  return body
    .slice(0, body.indexOf(statement as TSESTree.Statement))
    .some(
      (earlier) => earlier.type === 'IfStatement' && leaves(earlier.consequent) && isForeign(earlier.test, sourceCode),
    );
}

function leaves(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** A condition about names of the module, or global ones, alone. Whether a global exists (`typeof window`) is asked for other reasons. */
function isForeign(test: Node, sourceCode: TSESLint.SourceCode): boolean {
  let isOnlyForeign = true;
  let names = 0;
  walk(test, sourceCode, (node) => {
    if (node.type === 'ThisExpression' || (node.type === 'UnaryExpression' && node.operator === 'typeof'))
      isOnlyForeign = false;
    if (node.type !== 'Identifier') return undefined;
    if (node.parent.type === 'MemberExpression' && node.parent.property === node && !node.parent.computed)
      return undefined;
    const variable = variableOf(node, sourceCode);
    names += 1;
    if (variable && variable.defs.length > 0 && !isModuleLevel(variable)) isOnlyForeign = false;
    return undefined;
  });
  return isOnlyForeign && names > 0;
}
