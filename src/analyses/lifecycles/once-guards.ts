import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isModuleLevel, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';

type Node = TSESTree.Node;

/**
 * Whether code asks something of the module that the file changes before it comes to a node, so that the node may run
 * once for the whole program: `if (isListening) return; isListening = true; …`. Errs towards "yes": whatever is asked.
 */
export function isGuardedByModule(node: Node, sourceCode: TSESLint.SourceCode): boolean {
  for (let home: Node = functionOf(node); home.type !== 'Program'; home = functionOf(home)) {
    const isAsked = testsBefore(node, home, sourceCode).some(
      (test) => asksChangingState(test, sourceCode) || asksForListeners.test(sourceCode.getText(test)),
    );
    if (isAsked) return true;
  }
  return false;
}

/** `if (bus.listenerCount('change') === 0)` */
const asksForListeners = /\.(?:listeners|listenerCount)\(/;

function testsBefore(node: Node, home: Node, sourceCode: TSESLint.SourceCode): readonly Node[] {
  const tests: Node[] = [];
  walk(home, sourceCode, (inner) => {
    if (inner.range[0] >= node.range[0]) return 'skip';
    if (inner !== home && isFunction(inner) && !isWithin(node, inner)) return 'skip';
    if ('test' in inner && inner.test) tests.push(inner.test);
    if (inner.type === 'LogicalExpression') tests.push(inner.left);
    return undefined;
  });
  return tests;
}

function asksChangingState(test: Node, sourceCode: TSESLint.SourceCode): boolean {
  let asks = false;
  walk(test, sourceCode, (inner) => {
    const variable = inner.type === 'Identifier' ? variableOf(inner, sourceCode) : null;
    asks ||= variable !== null && isModuleLevel(variable) && isChanged(variable);
    return undefined;
  });
  return asks;
}

/** The name gets another value, or a property of what it holds does. */
const isChanged = ({ references }: Variable): boolean =>
  references.some((reference) => {
    if (reference.isWrite() && !reference.init) return true;
    const member: Node | undefined = reference.identifier.parent;
    return (
      member?.type === 'MemberExpression' &&
      (member.parent.type === 'UpdateExpression' ||
        (member.parent.type === 'AssignmentExpression' && member.parent.left === member))
    );
  });
