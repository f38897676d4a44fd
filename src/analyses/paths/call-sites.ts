import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import { isOfType, variableOf } from '../../syntax/variables.ts';

type Node = TSESTree.Node;

/**
 * Where a function runs a node: the node itself in its own code, or every call of the named function around the node.
 * `null` when that one is mentioned otherwise, or called from other code: somebody else may run it at any time.
 */
export function sitesIn(home: Node, node: Node, sourceCode: TSESLint.SourceCode): readonly Node[] | null {
  const code = functionOf(node);
  if (code === home) return [node];
  const name =
    code.type === 'FunctionDeclaration' ? code.id : code.parent?.type === 'VariableDeclarator' ? code.parent.id : null;
  const variable = name?.type === 'Identifier' ? variableOf(name, sourceCode) : null;
  const sites: Node[] = [];
  for (const reference of variable?.references ?? []) {
    const { parent } = reference.identifier;
    if (reference.init || isOfType(reference)) continue;
    const isCall = parent.type === 'CallExpression' && parent.callee === reference.identifier;
    if (!isCall || functionOf(parent) !== home) return null;
    sites.push(parent);
  }
  return sites.length > 0 ? sites : null;
}
