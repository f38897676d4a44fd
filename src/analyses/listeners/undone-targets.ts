import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { undoName } from '../../catalog/listeners.ts';
import { classOfThis, functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { codeReachedFrom, type Owner } from '../lifecycles/owners.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Whether the end of an owner takes something else away from a target: `map.removeLayer(id)`,
 * `host.classList.remove('open')`, `parent.removeChild(child)`. Who tidies up a thing knows that it lives on. Errs
 * towards "no": an end that also takes the target itself out of something says the opposite.
 */
export function isUndoneAtEnd(target: Node, owner: Owner, sourceCode: SourceCode): boolean {
  const keys = new Set(keysInInstance(target, sourceCode));
  if (keys.size === 0) return false;
  let isUndone = false;
  let isTakenOut = false;
  for (const code of codeReachedFrom(owner, sourceCode)) {
    walk(code, sourceCode, (node) => {
      const name = node.type === 'CallExpression' ? (calledName(node) ?? '') : '';
      if (node.type !== 'CallExpression' || !(undoName.test(name) || /^replace(?:With|Child)$/.test(name)))
        return undefined;
      const callee = withoutTypes(node.callee);
      const object = callee.type === 'MemberExpression' ? keyOf(callee.object, sourceCode) : null;
      isTakenOut ||=
        node.arguments.some((argument) => keys.has(keyOf(argument, sourceCode) ?? '')) ||
        (name === 'replaceWith' && keys.has(object ?? ''));
      if (node.arguments.length === 0) return undefined;
      isUndone ||= object !== null && [...keys].some((key) => object === key || object === `${key}.classList`);
      return undefined;
    });
  }
  return isUndone && !isTakenOut;
}

/**
 * Whether a target is the element of one of Svelte's actions: `(node, given) => ({ update, destroy })`, which ends when
 * the element goes. Goes by the name of the parameter and by what is returned.
 */
export function isNodeOfAction(target: Node, owner: Owner, sourceCode: SourceCode): boolean {
  const home = owner.node;
  const value = withoutTypes(target);
  if (owner.kind !== 'factory' || !isFunction(home) || home.type === 'StaticBlock' || value.type !== 'Identifier')
    return false;
  const [first] = home.params;
  if (value.name !== 'node' || !first || variableOf(value, sourceCode)?.identifiers[0] !== first) return false;
  return owner.releasePlaces.some(({ code }) => {
    const object = code.parent?.parent;
    return (
      object?.type === 'ObjectExpression' &&
      object.properties.every(
        (member) =>
          member.type === 'Property' && /^(?:update|destroy)$/.test(keyName(member.key, member.computed) ?? ''),
      )
    );
  });
}

/** The key of a target; for a parameter that its method puts into a field, that of the field too. */
export function keysInInstance(target: Node, sourceCode: SourceCode): readonly string[] {
  const key = keyOf(target, sourceCode);
  if (key === null) return [];
  let root = withoutTypes(target);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  const own = keyOf(root, sourceCode);
  const field = root.type === 'Identifier' ? fieldOf(root, sourceCode) : null;
  return own === null || field === null ? [key] : [key, field + key.slice(own.length)];
}

/** The key of `this.cell`, where `edit(cell) { this.cell = cell; … }`. */
function fieldOf(root: TSESTree.Identifier, sourceCode: SourceCode): string | null {
  const variable = variableOf(root, sourceCode);
  const home = variable?.defs[0]?.node;
  if (!variable || !home || !isFunction(home) || !classOfThis(home)) return null;
  for (const { identifier } of variable.references) {
    const write: Node = identifier.parent;
    if (write.type !== 'AssignmentExpression' || write.right !== identifier || functionOf(write) !== home) continue;
    const left = withoutTypes(write.left);
    if (left.type === 'MemberExpression' && left.object.type === 'ThisExpression' && propertyName(left) !== null)
      return keyOf(left, sourceCode);
  }
  return null;
}
