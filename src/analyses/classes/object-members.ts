import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { teardownMethods } from '../../catalog/lifecycles.ts';
import { prototypeThatGets } from '../../syntax/class-syntax.ts';
import { dottedName, keyName, propertyName } from '../../syntax/names.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import type { InstanceTeardown, OwnerMember } from './class-members.ts';

type Node = TSESTree.Node;
type Constructor = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

/**
 * An object literal with methods, or a constructor function with methods on its prototype, that has a teardown.
 * Errs towards "none": what has no teardown may be anything, and `this` in it anybody.
 */
export interface OwningObject {
  readonly node: TSESTree.ObjectExpression | Constructor;
  readonly members: readonly OwnerMember[];
  readonly teardowns: readonly InstanceTeardown[];
}

const objects = new WeakMap<Node, OwningObject | null>();

/** The object that `this` is at a node, when it is neither a class's instance nor without a teardown. */
export function owningObjectAt(node: Node, sourceCode: TSESLint.SourceCode): OwningObject | null {
  for (let current: Node | undefined = node.parent; current; current = current.parent) {
    if (current.type === 'PropertyDefinition' || current.type === 'StaticBlock') return null;
    if (current.type === 'FunctionDeclaration' || current.type === 'FunctionExpression')
      return ownerOfMethod(current, sourceCode);
  }
  return null;
}

/** The object to which a function belongs: as a method, or as the constructor that has methods on its prototype. */
export function ownerOfMethod(method: Constructor, sourceCode: TSESLint.SourceCode): OwningObject | null {
  const { parent } = method;
  if (parent.type === 'Property' && parent.value === method && parent.parent.type === 'ObjectExpression') {
    const object = parent.parent;
    const prototype = prototypeThatGets(object);
    const variable = prototype && variableOf(prototype.object, sourceCode);
    return variable ? ownerMadeBy(variable) : ownerOf(object, () => membersOf(object));
  }
  if (parent.type === 'AssignmentExpression' && parent.right === method) {
    const variable = prototypeIn(parent.left, sourceCode);
    if (variable) return ownerMadeBy(variable);
  }
  const name = method.id ?? (parent.type === 'VariableDeclarator' ? parent.id : null);
  const variable = name && variableOf(name, sourceCode);
  return variable ? ownerMadeBy(variable) : null;
}

function ownerOf(node: OwningObject['node'], findMembers: () => readonly OwnerMember[]): OwningObject | null {
  let owner = objects.get(node);
  if (owner !== undefined) return owner;
  const members = findMembers();
  const teardowns = members
    .flatMap(({ name, node: method, code }): InstanceTeardown[] => {
      if (!code || name === null || !teardownMethods.includes(name)) return [];
      return [{ name, method, body: code.body.type === 'BlockStatement' ? code.body : null, isAsync: code.async }];
    })
    .sort((one, other) => teardownMethods.indexOf(one.name) - teardownMethods.indexOf(other.name));
  owner = teardowns.length > 0 ? { node, members, teardowns } : null;
  objects.set(node, owner);
  return owner;
}

function membersOf({ properties }: TSESTree.ObjectExpression): OwnerMember[] {
  return properties.flatMap((property): OwnerMember[] => {
    if (property.type !== 'Property') return [];
    const { value } = property;
    const code = value.type === 'FunctionExpression' || value.type === 'ArrowFunctionExpression' ? value : null;
    return [{ name: keyName(property.key, property.computed), node: property, code }];
  });
}

/** The constructor function that a variable is, with its prototype. */
function ownerMadeBy(variable: Variable): OwningObject | null {
  const definition = variable.defs[0]?.node;
  const init = definition?.type === 'VariableDeclarator' ? definition.init : definition;
  if (init?.type !== 'FunctionDeclaration' && init?.type !== 'FunctionExpression') return null;
  return ownerOf(init, () => {
    const members: OwnerMember[] = [{ name: null, node: init, code: init }];
    for (const { identifier } of variable.references) {
      const prototype = identifier.parent;
      if (prototype.type !== 'MemberExpression' || propertyName(prototype) !== 'prototype') continue;
      const { parent } = prototype;
      const assignment = parent.type === 'MemberExpression' ? parent.parent : parent;
      if (
        assignment.type === 'AssignmentExpression' &&
        assignment.left === parent &&
        parent.type === 'MemberExpression'
      ) {
        const { right } = assignment;
        const code = right.type === 'FunctionExpression' || right.type === 'ArrowFunctionExpression' ? right : null;
        members.push({ name: propertyName(parent), node: assignment, code });
      } else if (assignment.type === 'AssignmentExpression' && assignment.right.type === 'ObjectExpression') {
        members.push(...membersOf(assignment.right));
      } else if (assignment.type === 'CallExpression' && dottedName(assignment.callee) === 'Object.assign') {
        members.push(
          ...assignment.arguments.flatMap((given) => (given.type === 'ObjectExpression' ? membersOf(given) : [])),
        );
      }
    }
    return members.length > 1 ? members : [];
  });
}

/** `F` in `F.prototype.close = …`. */
function prototypeIn(target: Node, sourceCode: TSESLint.SourceCode): Variable | null {
  if (target.type !== 'MemberExpression') return null;
  const prototype = propertyName(target) === 'prototype' ? target : target.object;
  const isPrototype = prototype.type === 'MemberExpression' && propertyName(prototype) === 'prototype';
  return isPrototype ? variableOf(prototype.object, sourceCode) : null;
}
