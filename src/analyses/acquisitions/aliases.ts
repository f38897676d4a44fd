import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import { isModuleLevel, variableOf, type Variable } from '../../syntax/variables.ts';

type Node = TSESTree.Node;

/** The variable that a write gives its only value; not one that closes over other functions, or that `using` disposes. */
export function aliasAt(name: Node, write: Node, sourceCode: TSESLint.SourceCode): Variable | null {
  const variable = name.type === 'Identifier' ? variableOf(name, sourceCode) : null;
  const [definition] = variable?.defs ?? [];
  if (!variable || variable.defs.length !== 1 || definition?.node.type !== 'VariableDeclarator') return null;
  if (/using/.test(definition.node.parent.kind) || functionOf(definition.node) !== functionOf(write)) return null;
  if (isModuleLevel(variable) || definition.node.parent.parent.type === 'ExportNamedDeclaration') return null;
  return variable.references.filter((reference) => reference.isWrite()).length === 1 ? variable : null;
}
