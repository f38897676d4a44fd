import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import { propertyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * `this.sub = one.subscribe(…); this.sub = other.subscribe(…);`: a later statement beside it writes the field. Errs towards "no":
 * whatever stands between them and names the field, calls the instance or may leave could have ended the first.
 */
export function isOverwrittenBeside(call: Node, field: string, sourceCode: SourceCode): boolean {
  const statement = call.parent?.type === 'AssignmentExpression' ? call.parent.parent : null;
  if (statement?.type !== 'ExpressionStatement' || statement.parent.type !== 'BlockStatement') return false;
  const { body } = statement.parent;
  for (const next of body.slice(body.indexOf(statement) + 1)) {
    const write = next.type === 'ExpressionStatement' ? next.expression : null;
    const isWrite =
      write?.type === 'AssignmentExpression' && write.operator === '=' && isFieldOfThis(write.left, field);
    // a method of the instance may end it
    const read = isWrite ? write.right : next;
    if (couldRead(read, field, sourceCode)) return false;
    if (isWrite) return true;
  }
  return false;
}

const isFieldOfThis = (node: Node, field: string): boolean =>
  node.type === 'MemberExpression' && node.object.type === 'ThisExpression' && propertyName(node) === field;

/** Whether code names a field, calls the instance or gives it away, or may leave the function. */
function couldRead(code: Node, field: string, sourceCode: SourceCode): boolean {
  let could = /^(?:Return|Throw)Statement$/.test(code.type);
  walk(code, sourceCode, (node) => {
    if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement')
      could ||= functionOf(node) === functionOf(code);
    could ||= node.type === 'MemberExpression' && propertyName(node) === field;
    if (node.type !== 'ThisExpression') return undefined;
    const outer = node.parent;
    could ||=
      outer.type !== 'MemberExpression' ||
      (outer.parent.type === 'CallExpression' &&
        outer.parent.callee === outer &&
        functionOf(node) === functionOf(code));
    return undefined;
  });
  return could;
}
