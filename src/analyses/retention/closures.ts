import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;
export type ClosureNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** The functions inside a value that is given away: itself, or members of an object or array. Errs towards none. */
export function closuresIn(node: Node, sourceCode: SourceCode): ClosureNode[] {
  const value = withoutTypes(node);
  if (value.type === 'ObjectExpression') {
    return value.properties.flatMap((property) =>
      property.type === 'Property' ? closuresIn(property.value, sourceCode) : [],
    );
  }
  if (value.type === 'ArrayExpression')
    return value.elements.flatMap((element) => (element ? closuresIn(element, sourceCode) : []));
  const closure = closureOf(value, sourceCode);
  return closure ? [closure] : [];
}

/** The function that an expression is, or that a local name stands for. */
export function closureOf(node: Node | undefined, sourceCode: SourceCode): ClosureNode | null {
  const value = node && withoutTypes(node);
  if (value?.type === 'ArrowFunctionExpression' || value?.type === 'FunctionExpression') return value;
  const variable = value?.type === 'Identifier' ? variableOf(value, sourceCode) : null;
  return variable && functionHeldBy(variable);
}

/** The function that a name always means, when a function of this file declares it. */
export function functionHeldBy(variable: Variable): ClosureNode | null {
  const [definition] = variable.defs;
  if (variable.defs.length === 1 && definition?.node.type === 'FunctionDeclaration') return definition.node;
  const init = onlyDeclaratorOf(variable)?.init;
  return init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression' ? init : null;
}

/** Whether a closure stands in a function or a block: others keep nothing but what the module holds anyway. */
export function couldKeepContext(closure: Node): boolean {
  for (let outer = closure.parent; outer; outer = outer.parent) {
    if (isFunction(outer) || /^(Block|For|CatchClause|Switch|With)/.test(outer.type)) return true;
  }
  return false;
}
