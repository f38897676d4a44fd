import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionWrappers } from '../../catalog/lifecycles.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';

type Node = TSESTree.Node;

type Members = ReadonlyMap<string, readonly Node[]>;

const membersByRoot = new WeakMap<Node, Members>();

/** The functions that are members of classes or objects inside a node, by name. Errs towards too many. */
export function membersIn(root: Node, sourceCode: TSESLint.SourceCode): Members {
  let members = membersByRoot.get(root);
  if (!members) membersByRoot.set(root, (members = computeMembers(root, sourceCode)));
  return members;
}

function computeMembers(root: Node, sourceCode: TSESLint.SourceCode): Members {
  const members = new Map<string, Node[]>();
  walk(root, sourceCode, (node) => {
    const member = memberMadeBy(node);
    // `cleanupRef.current = cleanup`
    const isAssigned = node.type === 'AssignmentExpression' && node.right.type === 'Identifier';
    const code = isAssigned ? functionNamed(node.right, sourceCode) : member?.value && functionIn(member.value);
    if (member?.name && code) members.set(member.name, [...(members.get(member.name) ?? []), code]);
    return undefined;
  });
  return members;
}

function memberMadeBy(node: Node): { readonly name: string | null; readonly value: Node | null } | null {
  switch (node.type) {
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return { name: keyName(node.key, node.computed), value: node.value };
    case 'AssignmentExpression':
      return node.left.type === 'MemberExpression' ? { name: propertyName(node.left), value: node.right } : null;
    default:
      return null;
  }
}

/** The function that a name stands for: a declaration, or a constant whose value is a function or a call around one. */
export function functionNamed(identifier: Node, sourceCode: TSESLint.SourceCode): Node | null {
  const variable = variableOf(identifier, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return null;
  // not for a parameter, whose definition is the function that has it
  if (definition.node.type === 'FunctionDeclaration' && definition.node.id === definition.name) return definition.node;
  const init = onlyDeclaratorOf(variable)?.init;
  return init ? functionIn(init) : null;
}

/** The functions that a name may stand for: also those that a variable is given later, `off = () => {…}`. */
export function functionsNamed(identifier: Node, sourceCode: TSESLint.SourceCode): readonly Node[] {
  const only = functionNamed(identifier, sourceCode);
  const given = (variableOf(identifier, sourceCode)?.references ?? []).flatMap(({ writeExpr }) => writeExpr ?? []);
  return only ? [only] : given.flatMap((value) => functionIn(value) ?? []);
}

/** `() => {…}`, `useCallback(() => {…}, [])`, `debounce(() => {…})`. */
function functionIn(value: Node): Node | null {
  if (isFunction(value)) return value;
  if (value.type !== 'CallExpression' || !functionWrappers.test(calledName(value) ?? '')) return null;
  return value.arguments.find((argument) => isFunction(argument)) ?? null;
}
