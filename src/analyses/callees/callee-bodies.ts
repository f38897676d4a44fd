import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { classOfThis, functionOf, isClass, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;
type FunctionWithParameters = Exclude<FunctionNode, TSESTree.StaticBlock>;

/**
 * The function that a call runs, when the program holds its code: in this file, or (with types) in another one.
 * Of a method it is the one that the receiver's type declares; a subclass could override it.
 */
export interface Callee {
  readonly node: FunctionWithParameters;
  readonly body: TSESTree.BlockStatement | TSESTree.Expression;
  readonly sourceCode: TSESLint.SourceCode;
  /** The same for every call of this function, from whichever file. */
  readonly identity: object;
}

/** @returns `declared` when the program has only a declaration of it, `null` when it is not known what is called */
export function calleeOf(call: Call, sourceCode: TSESLint.SourceCode): Callee | 'declared' | null {
  const types = typeQueriesOf(sourceCode);
  if (!types.hasTypes) return calleeInFile(call, sourceCode);
  const place = types.bodyOf(call);
  if (place === null) return null;
  if (place === 'none') return 'declared';
  const node = functionAt(place.node);
  return node && isWritten(node.body) ? { ...place, node, body: node.body } : null;
}

/** A method that does nothing, or only says that it is missing, stands for those that override it. */
function isWritten(body: Node): boolean {
  return body.type !== 'BlockStatement' || (body.body.length > 0 && body.body[0]?.type !== 'ThrowStatement');
}

/** The function that a declaration declares: itself, the value of a method, what is exported. */
function functionAt(node: Node): FunctionWithParameters | null {
  const inner =
    'value' in node && node.value && typeof node.value === 'object' && 'type' in node.value
      ? (node.value as Node)
      : 'declaration' in node && node.declaration
        ? node.declaration
        : node;
  return isFunction(inner) && inner.type !== 'StaticBlock' && inner.body ? inner : null;
}

/** Without types: a function of this file by its name, a constant that holds one, a method of the same class. */
function calleeInFile(call: Call, sourceCode: TSESLint.SourceCode): Callee | null {
  const expression = withoutTypes(call.callee);
  const node =
    expression.type === 'Identifier'
      ? namedFunction(expression, call, sourceCode)
      : expression.type === 'MemberExpression' && expression.object.type === 'ThisExpression'
        ? methodOf(expression, call)
        : isFunction(expression)
          ? functionAt(expression)
          : null;
  return node && isWritten(node.body) ? { node, body: node.body, sourceCode, identity: node } : null;
}

function namedFunction(
  name: TSESTree.Identifier,
  { type }: Call,
  sourceCode: TSESLint.SourceCode,
): FunctionWithParameters | null {
  const variable = variableOf(name, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!variable || variable.defs.length !== 1 || !definition) return null;
  const { node } = definition;
  if (isClass(node)) return type === 'NewExpression' ? constructorOf(node) : null;
  if (node.type === 'FunctionDeclaration')
    return variable.references.some((reference) => reference.isWrite()) ? null : functionAt(node);
  const init = onlyDeclaratorOf(variable)?.init;
  return init && isFunction(init) ? functionAt(init) : null;
}

function constructorOf({ body }: TSESTree.ClassDeclaration | TSESTree.ClassExpression): FunctionWithParameters | null {
  const found = body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor');
  return found ? functionAt(found) : null;
}

function methodOf(member: TSESTree.MemberExpression, call: Call): FunctionWithParameters | null {
  const owner = classOfThis(call);
  const name = propertyName(member);
  const found = owner?.body.body.find((method) => 'key' in method && keyName(method.key, method.computed) === name);
  return found?.type === 'MethodDefinition' && found.kind === 'method' && !found.static ? functionAt(found) : null;
}

/** Whether a node is in the function's own code, and not in a closure inside it. */
export const isInBodyOf = ({ node }: Callee, inner: Node): boolean => functionOf(inner) === node;

/** The expressions that a function gives back, `return;` left out; `null` for a generator, which gives an iterator. */
export const returnedBy = ({ node, sourceCode }: Callee): readonly TSESTree.Expression[] | null =>
  node.generator ? null : returnedFrom(node, sourceCode);

/** The same of any function that is written here, of a generator what ends its iteration. */
export function returnedFrom(
  { body }: FunctionWithParameters,
  sourceCode: TSESLint.SourceCode,
): readonly TSESTree.Expression[] {
  if (body?.type !== 'BlockStatement') return body ? [body] : [];
  const returned: TSESTree.Expression[] = [];
  walk(body, sourceCode, (inner) => {
    if (isFunction(inner) || isClass(inner)) return 'skip';
    if (inner.type === 'ReturnStatement' && inner.argument) returned.push(inner.argument);
    return undefined;
  });
  return returned;
}

/** Whether all that a function ever gives back is one of its arguments. */
export function givesOnlyBack(callee: Callee, argument: number): boolean {
  const parameter = callee.node.params[argument];
  const variable = parameter?.type === 'Identifier' ? variableOf(parameter, callee.sourceCode) : null;
  if (!variable || variable.references.some((reference) => reference.isWrite())) return false;
  const leaves = (returnedBy(callee) ?? []).flatMap((value) => leavesOf(value).leaves);
  return leaves.length > 0 && leaves.every(({ node }) => variableOf(node, callee.sourceCode) === variable);
}
