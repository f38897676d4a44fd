import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { takeOut } from '../../catalog/lifetimes.ts';
import { dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { UsingDeclaration } from '../using/using-declarations.ts';

type Node = TSESTree.Node;

/**
 * Where a value goes that is assigned to a target, or put into a collection: `'beyond'` the block of a `using`
 * declaration, to a variable inside it (which has to be followed), or nowhere that is known (`null`).
 * Errs towards `null`: a store that the same function undoes or overwrites is none.
 */
export function storeBeyond(
  target: Node,
  cargo: 'resource' | 'promise' | 'stream' | 'function',
  declaration: UsingDeclaration,
  sourceCode: TSESLint.SourceCode,
): 'beyond' | Variable | null {
  const { block, variable: using } = declaration;
  let root = withoutTypes(target);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  const name = dottedName(target);
  const isBeyond = (): 'beyond' | null => (isUndone(name, target, cargo, declaration, sourceCode) ? null : 'beyond');
  if (root.type === 'ThisExpression') return isBeyond();
  if (root.type !== 'Identifier') return null;
  const variable = variableOf(root, sourceCode);
  // a property of the resource itself ends with it
  if (!variable || variable.defs.length === 0) return isBeyond();
  if (variable === using) return null;
  // a parameter, an import, a function
  if (variable.defs.some(({ node }) => (node as Node).type !== 'VariableDeclarator')) return isBeyond();
  if (isWithin(variable.scope.block, block) && variable.scope.type !== 'module') return variable;
  const isOfHome = isWithin(variable.scope.block, declaration.home) && variable.scope.type !== 'module';
  // a variable of the same function that only the block itself reads goes no further
  const isReadOutside = variable.references.some(
    (reference) => reference.isRead() && !isWithin(reference.identifier, block),
  );
  return !isOfHome || isReadOutside ? isBeyond() : null;
}

/** Whether the same function gives the target another value, takes the value out of the collection, or waits for it. */
function isUndone(
  name: string | null,
  target: Node,
  cargo: string,
  { home }: UsingDeclaration,
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (name === null) return true;
  let found = false;
  walk(home, sourceCode, (node) => {
    if (found) return 'skip';
    if (node.type === 'AssignmentExpression' && node.left !== target && dottedName(node.left) === name)
      found = node.range[0] > target.range[0];
    if (node.type === 'UnaryExpression' && node.operator === 'delete' && dottedName(node.argument) === name)
      found = true;
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const isTakenOut = takeOut.has(propertyName(node.callee) ?? '') && dottedName(node.callee.object) === name;
      if (isTakenOut) found = true;
    }
    if (cargo === 'promise' && node.type === 'AwaitExpression' && sourceCode.getText(node).includes(name)) found = true;
    return undefined;
  });
  return found;
}
