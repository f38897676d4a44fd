import type { TSESTree } from '@typescript-eslint/utils';
import { keyName, propertyName } from './names.ts';

type Node = TSESTree.Node;

/** Code that runs as one activation: a function, or a class's static block. */
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression | TSESTree.StaticBlock;

export const isFunction = (node: Node): node is FunctionNode =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression' ||
  node.type === 'StaticBlock';

export const isClass = (node: Node): node is TSESTree.ClassDeclaration | TSESTree.ClassExpression =>
  node.type === 'ClassDeclaration' || node.type === 'ClassExpression';

/**
 * The function whose activation evaluates a node; the program for top-level code.
 * A class field's initialiser runs in an activation of its own, so it gives the field.
 */
export function functionOf(node: Node): FunctionNode | TSESTree.PropertyDefinition | TSESTree.Program {
  let inner = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (isFunction(outer) || outer.type === 'Program') return outer;
    if (outer.type === 'PropertyDefinition' && outer.value === inner) return outer;
  }
  throw new Error('A node without a program above it.');
}

/** The class whose instance `this` is at a node: through arrow functions, not through ordinary ones. */
export function classOfThis(node: Node): TSESTree.ClassDeclaration | TSESTree.ClassExpression | null {
  for (let current: Node | undefined = node.parent; current; current = current.parent) {
    if (current.type === 'MethodDefinition' || current.type === 'PropertyDefinition') {
      return current.static ? null : current.parent.parent;
    }
    if (current.type === 'StaticBlock' || current.type === 'FunctionDeclaration') return null;
    if (current.type === 'FunctionExpression' && current.parent.type !== 'MethodDefinition') return null;
  }
  return null;
}

/** What a function is called where it is written: its own name, that of its method, property, field or constant. */
export function nameOfFunction(code: Node): string | null {
  if ('id' in code && code.id?.type === 'Identifier') return code.id.name;
  const { parent } = code;
  switch (parent?.type) {
    case 'MethodDefinition':
    case 'Property':
    case 'PropertyDefinition':
      return keyName(parent.key, parent.computed);
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : null;
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression' ? propertyName(parent.left) : null;
    default:
      return null;
  }
}
