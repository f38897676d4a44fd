import type { TSESTree } from '@typescript-eslint/utils';
import { enders, removalName } from '../../catalog/lifecycles.ts';
import type { FunctionNode } from '../../syntax/functions.ts';
import { calledName, withoutTypes } from '../../syntax/names.ts';

type Node = TSESTree.Node;

/** `() => { clearInterval(timer); socket.close(); }`: what takes nothing, and does nothing but release. */
export function onlyReleases({ body, params }: Exclude<FunctionNode, TSESTree.StaticBlock>): boolean {
  if (params.length > 0 || !body) return false;
  if (body.type !== 'BlockStatement') return isRelease(body);
  return body.body.length > 0 && body.body.every(isReleasingStatement);
}

function isReleasingStatement(statement: Node): boolean {
  switch (statement.type) {
    case 'ExpressionStatement':
      return isRelease(statement.expression);
    case 'BlockStatement':
      return statement.body.every(isReleasingStatement);
    case 'IfStatement':
      return isReleasingStatement(statement.consequent) && statement.alternate === null;
    default:
      return false;
  }
}

function isRelease(expression: Node): boolean {
  if (expression.type !== 'CallExpression' && expression.type !== 'ChainExpression') return false;
  const call = withoutTypes(expression);
  const name = call.type === 'CallExpression' ? calledName(call) : null;
  return name !== null && (enders.has(name) || removalName.test(name));
}
