import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { declaredBases } from '../../syntax/class-syntax.ts';
import { functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { isGlobal } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

type Node = TSESTree.Node;
type DisposalSymbol = 'dispose' | 'asyncDispose';

/** Why a member that is meant as a dispose method is none, or not the one that it looks like. */
export type DisposeFlaw = 'asynchronous' | 'generator' | 'takes arguments' | 'static' | 'no function' | 'misnamed';

/**
 * A member of a class, an object or an interface that is meant to be `[Symbol.dispose]` or `[Symbol.asyncDispose]`
 * and does not do what `using` expects of it. Errs towards silence: values that are not written there count as right.
 */
export interface FlawedDisposeMember {
  readonly key: Node;
  readonly symbol: DisposalSymbol;
  readonly flaw: DisposeFlaw;
  /** The function that is the method, where it is written there. */
  readonly method: Method | null;
  /** The class body, object or interface that has the member; `null` for an assignment. */
  readonly owner: TSESTree.ClassBody | TSESTree.ObjectExpression | TSESTree.TSInterfaceBody | null;
}

type Method =
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression
  | TSESTree.TSEmptyBodyFunctionExpression
  | TSESTree.TSMethodSignature;

/** Every flawed dispose member of a file, in source order. */
export function findFlawedDisposeMembers(sourceCode: TSESLint.SourceCode): FlawedDisposeMember[] {
  if (!/dispos/i.test(sourceCode.text)) return [];
  const found: FlawedDisposeMember[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    const member = memberAt(node);
    const key = member && meantAs(member.key, member.isComputed, sourceCode);
    if (!member || !key) return undefined;
    const flaw = flawOf(member, key.isMisnamed, key.symbol, sourceCode);
    if (flaw) found.push({ ...member, symbol: key.symbol, flaw });
    return undefined;
  });
  return found;
}

interface Member {
  readonly key: Node;
  readonly isComputed: boolean;
  readonly isStatic: boolean;
  readonly isGetter: boolean;
  /** `undefined` where a declaration has no value. */
  readonly value: Node | undefined;
  readonly method: Method | null;
  readonly owner: FlawedDisposeMember['owner'];
}

function memberAt(node: Node): Member | null {
  switch (node.type) {
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
    case 'PropertyDefinition':
      return memberOf(node.key, node.computed, node.value ?? undefined, node.parent, {
        isStatic: node.static,
        isGetter: node.type !== 'PropertyDefinition' && node.kind === 'get',
      });
    case 'Property':
      return node.parent.type === 'ObjectExpression'
        ? memberOf(node.key, node.computed, node.value, node.parent, { isStatic: false, isGetter: node.kind === 'get' })
        : null;
    case 'TSMethodSignature':
      if (node.parent.type !== 'TSInterfaceBody') return null;
      return memberOf(node.key, node.computed, node, node.parent, { isStatic: false, isGetter: node.kind === 'get' });
    case 'AssignmentExpression': {
      const { left, right } = node;
      if (node.operator !== '=' || left.type !== 'MemberExpression') return null;
      return memberOf(left.property, left.computed, right, null, { isStatic: false, isGetter: false });
    }
    default:
      return null;
  }
}

function memberOf(
  key: Node,
  isComputed: boolean,
  value: Node | undefined,
  owner: Member['owner'],
  kind: Pick<Member, 'isStatic' | 'isGetter'>,
): Member {
  const written = value && withoutTypes(value);
  const isMethod =
    written?.type === 'FunctionExpression' ||
    written?.type === 'ArrowFunctionExpression' ||
    written?.type === 'TSEmptyBodyFunctionExpression' ||
    written?.type === 'TSMethodSignature';
  return { key, isComputed, value: written, method: isMethod ? written : null, owner, ...kind };
}

/** Which symbol a key is, or is meant to be. */
function meantAs(
  key: Node,
  isComputed: boolean,
  sourceCode: TSESLint.SourceCode,
): { readonly symbol: DisposalSymbol; readonly isMisnamed: boolean } | null {
  if (key.type === 'Literal') {
    // `'Symbol.dispose'() {}` is a method of that name, and no symbol
    const name = /^(?:@@|\[?Symbol\.)(dispose|asyncDispose)\]?$/.exec(String(key.value))?.[1];
    return name === undefined ? null : { symbol: name as DisposalSymbol, isMisnamed: true };
  }
  if (!isComputed || key.type !== 'MemberExpression' || key.computed || key.property.type !== 'Identifier') return null;
  const object = withoutTypes(key.object);
  if (object.type !== 'Identifier' || object.name !== 'Symbol' || !isGlobal(object, sourceCode)) return null;
  const { name } = key.property;
  if (name === 'dispose' || name === 'asyncDispose') return { symbol: name, isMisnamed: false };
  return /dispos/i.test(name) ? { symbol: /async/i.test(name) ? 'asyncDispose' : 'dispose', isMisnamed: true } : null;
}

function flawOf(
  { value, method, owner, isStatic, isGetter }: Member,
  isMisnamed: boolean,
  symbol: DisposalSymbol,
  sourceCode: TSESLint.SourceCode,
): DisposeFlaw | null {
  // an object with a key of that name may be a table of names
  if (isMisnamed) return method && !isGetter ? 'misnamed' : null;
  if (!method) return value && isNoFunction(value) ? 'no function' : null;
  if (isGetter) return null;
  if (isStatic) return isMeantForInstances(owner) ? 'static' : null;
  if ('generator' in method && method.generator) return 'generator';
  if (method.params.some((parameter) => isRequired(parameter))) return 'takes arguments';
  return symbol === 'dispose' && givesPromise(method, sourceCode) ? 'asynchronous' : null;
}

function isNoFunction(value: Node): boolean {
  return (
    value.type === 'Literal' ||
    value.type === 'TemplateLiteral' ||
    value.type === 'ObjectExpression' ||
    value.type === 'ArrayExpression' ||
    (value.type === 'Identifier' && value.name === 'undefined')
  );
}

function isRequired(parameter: Node): boolean {
  if (parameter.type === 'Identifier') return !parameter.optional && parameter.name !== 'this';
  return parameter.type === 'ObjectPattern' || parameter.type === 'ArrayPattern';
}

/** A class of which everything is static is itself the resource: `using C`. */
function isMeantForInstances(owner: Member['owner']): boolean {
  return owner?.type === 'ClassBody' && owner.body.some((member) => 'static' in member && !member.static);
}

/** Whether a method is `async`, is declared to return a promise, or returns one. */
function givesPromise(method: Method, sourceCode: TSESLint.SourceCode): boolean {
  if ('async' in method && method.async) return true;
  const declared = method.returnType?.typeAnnotation;
  if (declared) {
    const name = declared.type === 'TSTypeReference' ? declared.typeName : null;
    return name?.type === 'Identifier' && /^Promise(?:Like)?$/.test(name.name);
  }
  const { isThenable } = typeQueriesOf(sourceCode);
  const { body } = method as { body?: TSESTree.BlockStatement | TSESTree.Expression | null };
  if (!body) return false;
  if (body.type !== 'BlockStatement') return isThenable(body) === true;
  let gives = false;
  walk(body, sourceCode, (node) => {
    if (isFunction(node) || isClass(node)) return 'skip';
    if (node.type === 'ReturnStatement' && node.argument && isThenable(node.argument) === true) gives = true;
    return undefined;
  });
  return gives;
}

/** What turns a flawed member into a right one: texts that take the places of nodes or tokens. */
export interface Replacement {
  readonly range: TSESTree.Range;
  readonly text: string;
}

/**
 * The member under the symbol of the asynchronous protocol. `null` where a declaration elsewhere counts on the
 * synchronous one: a base class, an interface of the project, the annotation of a variable.
 */
export function asAsyncDisposal(
  { key, owner }: FlawedDisposeMember,
  sourceCode: TSESLint.SourceCode,
): readonly Replacement[] | null {
  const types = typeQueriesOf(sourceCode);
  if (types.program?.knowsAsyncDisposable === false || key.type !== 'MemberExpression') return null;
  const renamed = { range: key.property.range, text: 'asyncDispose' };
  if (!owner) return [renamed];
  if (owner.type === 'ObjectExpression') return isFreeObject(owner) && !hasAsync(owner.properties) ? [renamed] : null;
  if (hasAsync(owner.body)) return null;
  const { parent } = owner;
  if (isClass(parent) && parent.superClass) return null;
  const bases = declaredBases(parent);
  const disposable = bases.filter(({ expression }) => isDisposableName(expression, sourceCode));
  if (bases.some((base) => !disposable.includes(base) && types.disposabilityOf(base)?.sync)) return null;
  return [renamed, ...disposable.map(({ expression }) => ({ range: expression.range, text: 'AsyncDisposable' }))];
}

/** The member under the symbol that it is meant to have. */
export function asSymbol({ key, symbol }: FlawedDisposeMember): readonly Replacement[] {
  if (key.type === 'MemberExpression') return [{ range: key.property.range, text: symbol }];
  const isInBrackets =
    key.parent?.type === 'MemberExpression' || (key.parent as { computed?: boolean } | undefined)?.computed === true;
  return [{ range: key.range, text: isInBrackets ? `Symbol.${symbol}` : `[Symbol.${symbol}]` }];
}

/** A generator as a plain method; `null` where it yields. */
export function asFunction(
  { key, method }: FlawedDisposeMember,
  sourceCode: TSESLint.SourceCode,
): readonly Replacement[] | null {
  const member = key.parent;
  if (!method || !member || /\byield\b/.test(sourceCode.getText(method))) return null;
  const star = sourceCode.getFirstToken(member, ({ value }) => value === '*');
  return star ? [{ range: star.range, text: '' }] : null;
}

const hasAsync = (members: readonly Node[]): boolean =>
  members.some(
    (member) =>
      'key' in member &&
      member.key?.type === 'MemberExpression' &&
      member.key.property.type === 'Identifier' &&
      member.key.property.name === 'asyncDispose',
  );

const isDisposableName = (node: Node, sourceCode: TSESLint.SourceCode): boolean =>
  node.type === 'Identifier' && node.name === 'Disposable' && isGlobal(node, sourceCode);

/** Whether no annotation says what the object must have. */
function isFreeObject({ parent }: TSESTree.ObjectExpression): boolean {
  if (parent.type === 'VariableDeclarator') return !('typeAnnotation' in parent.id && parent.id.typeAnnotation);
  if (parent.type !== 'ReturnStatement' && parent.type !== 'ArrowFunctionExpression') return false;
  const from = parent.type === 'ReturnStatement' ? functionOf(parent) : parent;
  return isFunction(from) && from.type !== 'StaticBlock' && !from.returnType;
}
