import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { sharedResult, takeOverWords } from '../../catalog/naming.ts';
import { declaredBases } from '../../syntax/class-syntax.ts';
import { classOfThis, functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, dottedName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import { isModuleLevel, onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { isExempt } from '../acquisitions/producers.ts';
import { isTagged, isUnderOtherCondition, recordsOwner } from './mixed-ownership.ts';

type Node = TSESTree.Node;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/**
 * The release of a disposable that belongs to somebody else. Errs towards silence: a function that is there to release
 * or to take over (by its name, its only statement, a tag, or what its callers in the file give it), a callback, an
 * error path, and a condition that asks who owns it, all count as rights to release.
 */
export interface BorrowedRelease {
  readonly of: 'parameter' | 'injected field' | 'field of another' | 'module' | 'look-up';
  /** The call that releases, or the name that `using` declares. */
  readonly node: Node;
  /** What is released, as it is written. */
  readonly name: string;
}

const releases = new Set([
  'Symbol.dispose',
  'Symbol.asyncDispose',
  'close',
  'destroy',
  'dispose',
  'disposeAsync',
  'end',
]);

/** Every such release of a file. Only types tell what is a resource here. */
export function findBorrowedReleases(sourceCode: TSESLint.SourceCode): BorrowedRelease[] {
  const found: BorrowedRelease[] = [];
  if (!typeQueriesOf(sourceCode).hasTypes) return found;
  walk(sourceCode.ast, sourceCode, (node) => {
    const released = releasedAt(node);
    const of = released && isResource(released.value, sourceCode) ? borrowedAs(released.value, sourceCode) : null;
    if (released && of) found.push({ of, node: released.at, name: sourceCode.getText(released.value) });
    return undefined;
  });
  return found;
}

/** `value.close()`, `using r = value` */
function releasedAt(node: Node): { readonly value: Node; readonly at: Node } | null {
  if (node.type === 'VariableDeclarator' && /using/.test(node.parent.kind) && node.init) {
    const [leaf, ...others] = leavesOf(node.init).leaves;
    return leaf && others.length === 0 ? { value: leaf.node, at: node.id } : null;
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  if (!releases.has(propertyName(node.callee) ?? '') || node.callee.object.type === 'Super') return null;
  let value: Node = withoutTypes(node.callee.object);
  if (value.type === 'AwaitExpression') value = withoutTypes(value.argument);
  return { value, at: node };
}

function isResource(value: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (value.type !== 'Identifier' && value.type !== 'MemberExpression' && value.type !== 'CallExpression') return false;
  const types = typeQueriesOf(sourceCode);
  return types.typeNamesOf(value)?.some(isExempt) === false && types.disposabilityOf(value) !== null;
}

function borrowedAs(value: Node, sourceCode: TSESLint.SourceCode): BorrowedRelease['of'] | null {
  const from = functionOf(value);
  if (!isFunction(from) || from.type === 'StaticBlock') return null;
  if (value.type === 'MemberExpression') {
    const object = withoutTypes(value.object);
    if (object.type === 'ThisExpression') return isInjected(value, sourceCode) ? 'injected field' : null;
    const variable = object.type === 'Identifier' ? variableOf(object, sourceCode) : null;
    const isOwned = typeQueriesOf(sourceCode).hasMember(object, releases) === true;
    const isLent = isOwned && variable?.defs[0]?.node === from && !hasRight(from, value, sourceCode);
    return isLent ? 'field of another' : null;
  }
  if (value.type === 'CallExpression')
    return isSharedResult(value, sourceCode) && !hasRight(from, value, sourceCode) ? 'look-up' : null;
  const variable = variableOf(value, sourceCode);
  const node = variable?.defs[0]?.node;
  if (!variable || !node || variable.defs.length > 1 || hasRight(from, value, sourceCode)) return null;
  if (node === from) return isLentParameter(variable, from, sourceCode) ? 'parameter' : null;
  if (isModuleLevel(variable)) return isSharedByModule(variable, from, value) ? 'module' : null;
  const [leaf, ...others] = leavesOf(onlyDeclaratorOf(variable)?.init ?? value).leaves;
  const isLookUp = leaf?.node.type === 'CallExpression' && others.length === 0 && isSharedResult(leaf.node, sourceCode);
  return isLookUp ? 'look-up' : null;
}

/** The name under which a function is declared; `null` for callbacks and what is called on the spot. */
function nameOf({ parent, ...from }: FunctionNode): string | null {
  if (from.type === 'FunctionDeclaration') return from.id?.name ?? null;
  if (parent.type === 'MethodDefinition') return keyName(parent.key, parent.computed);
  return parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : null;
}

/** Whether a function may well be there to release, or the release stands on an error path or under a condition of its own. */
function hasRight(from: FunctionNode, value: Node, sourceCode: TSESLint.SourceCode): boolean {
  const name = nameOf(from);
  const word = name
    ?.replace(/^(?:[_$#]|Symbol\.)+/, '')
    .split(/(?=[A-Z])|_/)[0]
    ?.toLowerCase();
  if (word === undefined || takeOverWords.has(word) || isTagged(from, sourceCode)) return true;
  for (let inner: Node = value, outer = inner.parent; outer && outer !== from; inner = outer, outer = outer.parent) {
    if (outer.type === 'CatchClause' || (outer.type === 'TryStatement' && outer.finalizer === inner)) return true;
    if (outer.type === 'BlockStatement' && outer.body.at(-1)?.type === 'ThrowStatement') return true;
  }
  return isUnderOtherCondition(value, dottedName(value)?.replace(/^this\./, '') ?? '');
}

/** A parameter that no caller in the file gives away: a value made for the call, or one that is not used afterwards. */
function isLentParameter(parameter: Variable, from: FunctionNode, sourceCode: TSESLint.SourceCode): boolean {
  if (parameter.references.some((reference) => reference.isWrite()) || from.type === 'StaticBlock') return false;
  // a function of one statement is another name for the release
  if (!from.body || from.body.type !== 'BlockStatement' || from.body.body.length < 2) return false;
  const index = from.params.findIndex((node) => node === parameter.identifiers[0]);
  if (index === -1) return false;
  const { parent } = from;
  const id = from.type === 'FunctionDeclaration' ? from.id : parent.type === 'VariableDeclarator' ? parent.id : null;
  const references = (id && variableOf(id, sourceCode)?.references) ?? [];
  return references.every(({ identifier, init }) => {
    if (init) return true;
    const call = identifier.parent;
    // a function that is handed on is a callback: it gets what it is to care for
    if (call.type !== 'CallExpression' || call.callee !== identifier) return false;
    const argument = call.arguments[index];
    const given = argument?.type === 'Identifier' ? variableOf(argument, sourceCode) : null;
    const declarator = given?.defs[0]?.node;
    // `using r = create(); end(r);`
    if (declarator?.type === 'VariableDeclarator' && /using/.test(declarator.parent.kind)) return true;
    return given?.references.some((later) => later.identifier.range[0] > call.range[1]) === true;
  });
}

/** A constant or import of the module that a function uses, and then ends for everybody. */
function isSharedByModule(variable: Variable, from: FunctionNode, value: Node): boolean {
  const definition = variable.defs[0]?.node;
  const isConstant = definition?.type === 'VariableDeclarator' && definition.parent.kind === 'const';
  if (!isConstant && definition?.type !== 'ImportSpecifier' && definition?.type !== 'ImportDefaultSpecifier')
    return false;
  // scripts run their functions once
  if (/^(?:main|migrate|seed|bootstrap|start)(?![a-z])/.test(nameOf(from) ?? '')) return false;
  const name = from.type === 'FunctionDeclaration' ? from.id : null;
  const isRunAtOnce = name !== null && isCalledAtTopLevel(name, from);
  const isUsed = variable.references.some(
    ({ identifier }) => identifier !== value && functionOf(identifier) === from && identifier.range[0] < value.range[0],
  );
  return isUsed && !isRunAtOnce;
}

function isCalledAtTopLevel({ name }: TSESTree.Identifier, from: FunctionNode): boolean {
  let program: Node = from;
  while (program.parent) program = program.parent;
  if (program.type !== 'Program') return true;
  return program.body.some((statement) => {
    let node: Node | null = statement.type === 'ExpressionStatement' ? statement.expression : null;
    for (;;) {
      if (node?.type === 'CallExpression' && node.callee.type === 'Identifier') return node.callee.name === name;
      if (node?.type === 'CallExpression') node = node.callee;
      else if (node?.type === 'MemberExpression') node = node.object;
      else if (node?.type === 'AwaitExpression' || node?.type === 'UnaryExpression') node = node.argument;
      else return false;
    }
  });
}

/** A call whose result others share: by a tag, or by its name where nothing else is known. */
function isSharedResult(call: TSESTree.CallExpression, sourceCode: TSESLint.SourceCode): boolean {
  const tags = typeQueriesOf(sourceCode).tagsOf(call);
  return tags.includes('borrowed') || (!tags.includes('owned') && sharedResult.test(calledName(call) ?? ''));
}

/** `this.field` of a class that gets it from its constructor's caller, and from nobody else. */
function isInjected(access: TSESTree.MemberExpression, sourceCode: TSESLint.SourceCode): boolean {
  const owner = classOfThis(access);
  const field = propertyName(access);
  const code = owner?.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor');
  if (!owner || field === null || code?.type !== 'MethodDefinition' || isTagged(owner, sourceCode)) return false;
  if (isTagged(code, sourceCode) || isUnderOtherCondition(access, field) || isWrapper(owner, access, sourceCode))
    return false;
  const parameters = new Set<Node>();
  for (const parameter of code.value.params) {
    const isProperty = parameter.type === 'TSParameterProperty';
    if (parameter.type === 'Identifier') parameters.add(parameter);
    if (isProperty && parameter.parameter.type === 'Identifier' && parameter.parameter.name === field)
      parameters.add(access);
  }
  let [isGiven, isOther] = [parameters.has(access), false];
  walk(owner, sourceCode, (node) => {
    if ((node.type === 'Identifier' || node.type === 'PrivateIdentifier') && recordsOwner.test(node.name))
      isOther = true;
    if (node.type === 'PropertyDefinition' && keyName(node.key, node.computed) === field && node.value) isOther = true;
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
    if (propertyName(node.left) !== field || node.left.object.type !== 'ThisExpression') return undefined;
    const value = withoutTypes(node.right);
    const given = value.type === 'Identifier' ? variableOf(value, sourceCode)?.identifiers[0] : null;
    if (given && parameters.has(given) && functionOf(node) === code.value) isGiven = true;
    // the release is followed by `this.field = undefined`
    else if (!(value.type === 'Identifier' && value.name === 'undefined') && value.type !== 'Literal') isOther = true;
    return undefined;
  });
  return isGiven && !isOther && !isGivenAway(owner, sourceCode);
}

/** A class that is one more layer around what it holds, of the same kind or by its name. */
function isWrapper(owner: ClassNode, access: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (/adapter|decorator|guard|lease|owned|proxy|scope|session|transaction|wrap/i.test(owner.id?.name ?? ''))
    return true;
  const names = new Set(
    typeQueriesOf(sourceCode)
      .typeNamesOf(access)
      ?.map(({ name }) => name),
  );
  const bases = [owner.superClass, ...declaredBases(owner).map(({ expression }) => expression)];
  return bases.some((base) => base?.type === 'Identifier' && !/Disposable$/.test(base.name) && names.has(base.name));
}

/** `new Owner(create())`: what is made for the instance is the instance's. */
function isGivenAway(owner: ClassNode, sourceCode: TSESLint.SourceCode): boolean {
  const variables = sourceCode.getDeclaredVariables?.(owner) ?? [];
  const references = variables.flatMap((variable) => variable.references);
  return references.some(({ identifier: { parent } }) => {
    if (parent.type !== 'NewExpression') return false;
    return parent.arguments.some((argument) => /^(?:Call|New|Await)Expression$/.test(withoutTypes(argument).type));
  });
}
