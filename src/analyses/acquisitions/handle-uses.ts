import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { partRemovals, releaseVerbs } from '../../catalog/naming.ts';
import { functionOf, isClass, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { endOfChain } from '../../syntax/chains.ts';
import { keyName, propertyName } from '../../syntax/names.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { typeQueriesOf, type ArgumentStep } from '../../type-queries/type-queries.ts';
import { aliasAt } from './aliases.ts';
import { fateOfArgument, type ArgumentFate } from '../callees/argument-fates.ts';
import { calleeOf, type Callee } from '../callees/callee-bodies.ts';
import { isFluent } from './fluent-calls.ts';
import { isOnlyReadIn, isOnlyReadInCollection, takesNone, type IsRead } from './gathered-uses.ts';
import { iterationUse, manyUse, type UseOfElement } from './collection-uses.ts';
import type { Activation, Handle } from './handles.ts';
import { isNeverReleased, isSourceOfElement } from './element-sources.ts';
import { knownArgumentUse } from '../callees/known-callees.ts';
import { isResultKept, transferPolicyAt, transfersByDeclaration, type Transfers } from './transfers.ts';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * What one reference to a handle does with the resource.
 * Errs towards `transfer`: whatever is not known to release or only to read could have passed the duty on.
 */
export type HandleUse =
  /** `at` is the node whose evaluation releases. */
  | { readonly does: 'release'; readonly at: Node; readonly identifier: Node }
  | { readonly does: 'transfer'; readonly at: Node; readonly identifier: Node }
  /** Given to a callee that could keep it, unless the function itself goes on to release it. */
  | { readonly does: 'lend'; readonly at: Call; readonly identifier: Node }
  /** `value` is the outermost expression that is computed from the handle here. */
  | { readonly does: 'read'; readonly value: Node; readonly identifier: Node }
  | { readonly does: 'write'; readonly at: TSESTree.AssignmentExpression; readonly identifier: Node }
  /** Another variable, written nowhere else, stands for the resource too. */
  | { readonly does: 'rename'; readonly to: Variable; readonly identifier: Node };

const usesByHandle = new WeakMap<Handle, readonly HandleUse[]>();

/** Everything that is done with a handle, in its own function and in the closures inside it, in source order. */
export function usesOf(handle: Handle, sourceCode: TSESLint.SourceCode): readonly HandleUse[] {
  let uses = usesByHandle.get(handle);
  if (!uses) usesByHandle.set(handle, (uses = computeUses(handle, sourceCode)));
  return uses;
}

function computeUses(handle: Handle, sourceCode: TSESLint.SourceCode): HandleUse[] {
  const uses: HandleUse[] = [];
  if (handle.property !== null) {
    for (const { identifier, init } of handle.variable.references) {
      if (!init) uses.push(useOfPart(identifier, handle.property, handle, sourceCode));
    }
  }
  for (const variable of handle.variables) {
    for (const reference of variable.references) {
      const { identifier } = reference;
      if (reference.isTypeReference && !reference.isValueReference) continue;
      if (reference.init && identifier.parent.type === 'VariableDeclarator') continue;
      // the only write of an alias is what made it one
      if (variable !== handle.variable && reference.isWrite()) continue;
      uses.push(useOf(identifier, handle, sourceCode));
    }
  }
  uses.sort((one, other) => one.identifier.range[0] - other.identifier.range[0]);
  const lastReleases = new Map<Node, number>();
  uses.forEach((use, index) => use.does === 'release' && lastReleases.set(functionOf(use.identifier), index));
  return uses.map((use, index) => {
    if (use.does !== 'lend') return use;
    const { at, identifier } = use;
    // a callee that is lent the handle did not take it over when the same function releases it afterwards
    const isReleasedLater = (lastReleases.get(functionOf(identifier)) ?? -1) > index;
    return isReleasedLater ? { does: 'read', value: at, identifier } : { does: 'transfer', at, identifier };
  });
}

/** The function directly inside an activation in which a node stands; `null` for the activation's own code. */
export function outermostClosure(node: Node, activation: Activation): FunctionNode | null {
  let outermost: FunctionNode | null = null;
  for (let current: Node | undefined = node.parent; current && current !== activation; current = current.parent) {
    if (isFunction(current)) outermost = current;
    // a field's initialiser runs later too; its class is what the handle's function creates
    else if (isClass(current) && outermost === null && functionOf(node).type === 'PropertyDefinition') return null;
  }
  return outermost;
}

/** What is done with the value of an expression that holds a resource (or many), such as a field: `this.timer`. */
export function useOfValue(
  value: Node,
  kind: Handle['kind'],
  sourceCode: TSESLint.SourceCode,
  isMany = false,
): HandleUse {
  return useOf(value, { kind, isMany }, sourceCode);
}

/** What a mention of an object does with the resource in one of its properties. */
export function useOfPart(
  identifier: Node,
  property: string,
  holder: Holder,
  sourceCode: TSESLint.SourceCode,
): HandleUse {
  const { parent } = identifier;
  if (parent?.type === 'MemberExpression' && parent.object === identifier) {
    const name = propertyName(parent);
    if (name === property) return { ...useOf(parent, holder, sourceCode), identifier };
    if (name !== null) return { does: 'read', value: parent, identifier };
  }
  if (parent?.type === 'VariableDeclarator' && parent.init === identifier && parent.id.type === 'ObjectPattern') {
    const part = parent.id.properties.find(
      (member) => member.type === 'RestElement' || keyName(member.key, member.computed) === property,
    );
    if (!part) return { does: 'read', value: identifier, identifier };
    const to = part.type === 'Property' ? aliasAt(part.value, parent, sourceCode) : null;
    if (to) return { does: 'rename', to, identifier };
  }
  return { does: 'transfer', at: identifier, identifier };
}

/** What a value holds: one resource, or many of a kind. */
export interface Holder {
  readonly kind: Handle['kind'];
  readonly isMany: boolean;
  /** What passing it on means; by the declaration when that is not said. */
  readonly transfers?: Transfers;
}

export function useOf(identifier: Node, holder: Holder, sourceCode: TSESLint.SourceCode): HandleUse {
  const read = (value: Node): HandleUse => ({ does: 'read', value, identifier });
  // `return cond ? r : null`: handed on where its arm is evaluated, and not behind the other one
  let arm: Node | null = null;
  const transfer = (at: Node): HandleUse => ({ does: 'transfer', at: arm ?? at, identifier });
  const release = (at: Node): HandleUse => ({ does: 'release', at, identifier });
  const rename = (name: Node, write: Node, at: Node): HandleUse => {
    const to = aliasAt(name, write, sourceCode);
    return to && isMany === holder.isMany ? { does: 'rename', to, identifier } : transfer(at);
  };
  const isRead: IsRead = (mention, property) =>
    (property === null
      ? useOf(mention, { ...holder, isMany: true }, sourceCode)
      : useOfPart(mention, property, holder, sourceCode)
    ).does === 'read';
  const steps: ArgumentStep[] = [];
  let value = identifier;
  let { isMany } = holder;
  for (;;) {
    const outer = value.parent;
    if (!outer) return transfer(value);
    if (steps.length === 0 && isSourceOfElement(value) && isNeverReleased(holder.kind, sourceCode)) return read(value);
    switch (outer.type) {
      case 'TSNonNullExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'ChainExpression':
      case 'AwaitExpression':
        value = outer;
        continue;
      case 'ConditionalExpression':
        if (outer.test === value) return read(outer.test);
        arm ??= value;
        value = outer;
        continue;
      case 'LogicalExpression':
        if (outer.left === value && outer.operator === '&&') return read(value);
        arm ??= value;
        value = outer;
        continue;
      case 'SequenceExpression':
        if (outer.expressions.at(-1) !== value) return read(value);
        value = outer;
        continue;
      case 'MemberExpression': {
        if (outer.object !== value) return read(value);
        const member = memberUse(outer, { ...holder, isMany }, sourceCode);
        if (member === 'release') return release(outer.parent);
        if (member === 'transfer') return transfer(outer);
        if (member === 'read') return read(endOfChain(outer));
        value = member;
        isMany = false;
        continue;
      }
      case 'CallExpression':
      case 'NewExpression': {
        if (outer.callee === value) return holder.kind.release.form === 'disposer' ? release(outer) : read(outer);
        if (steps.length === 0 && isOnlyReadInCollection(outer, sourceCode, isRead)) return read(value);
        const argument = outer.arguments.indexOf(value as TSESTree.Expression);
        const does = argument === -1 ? 'transfer' : argumentUse(outer, argument, steps, holder, sourceCode);
        if (does === 'read') return read(endOfChain(outer));
        if (does !== 'return') return { does, at: outer, identifier };
        // `pick(handle)` is the handle again
        if (isDropped(outer)) return read(outer);
        value = outer;
        continue;
      }
      case 'Property':
        if (outer.value !== value || outer.parent.type !== 'ObjectExpression') return transfer(value);
        steps.unshift({ property: outer.key.type === 'Identifier' ? outer.key.name : '' });
        value = outer.parent;
        continue;
      case 'ArrayExpression':
        // `for (const handle of [one, other]) handle.close()`
        steps.unshift('element');
        isMany = true;
        value = outer;
        continue;
      case 'VariableDeclarator':
        if (outer.init !== value) return transfer(value);
        if (steps.length > 0) return isOnlyReadIn(outer, steps, sourceCode, isRead) ? read(value) : transfer(value);
        if (/using/.test(outer.parent.kind)) return release(outer);
        if (outer.id.type !== 'Identifier')
          return isMany || !takesNone(outer.id, holder.kind.releaseMethods) ? transfer(value) : read(value);
        return rename(outer.id, outer, value);
      case 'AssignmentExpression':
        if (outer.left === value) return { does: 'write', at: outer, identifier };
        if (outer.operator !== '=' || outer.parent.type !== 'ExpressionStatement' || steps.length > 0)
          return transfer(value);
        return rename(outer.left, outer, value);
      case 'ForOfStatement':
        if (outer.right !== value) return transfer(value);
        if (isMany) {
          const does = iterationUse(outer, useOfElement(holder, sourceCode));
          return does === 'release' ? release(value) : does === 'read' ? read(value) : transfer(value);
        }
        return holder.kind.endsByItself.iterated ? release(value) : read(value);
      case 'IfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
      case 'SwitchStatement':
      case 'ExpressionStatement':
      case 'BinaryExpression':
      case 'UnaryExpression':
      case 'TemplateLiteral':
        return read(value);
      default:
        return transfer(value);
    }
  }
}

/** What is done with each resource of a collection through the variable that stands for one of them. */
function useOfElement(holder: Holder, sourceCode: TSESLint.SourceCode): UseOfElement {
  return (identifier) => {
    const references = variableOf(identifier, sourceCode)?.references ?? [];
    const one = { ...holder, isMany: false };
    const uses = references
      .filter(({ init }) => !init)
      .map((reference) => useOf(reference.identifier, one, sourceCode).does);
    if (uses.includes('release')) return 'release';
    return uses.every((does) => does === 'read') ? 'read' : 'transfer';
  };
}

/** `handle.name…`; an expression when its value is the handle (or one of its resources) again. */
function memberUse(
  member: TSESTree.MemberExpression,
  holder: Holder,
  sourceCode: TSESLint.SourceCode,
): 'release' | 'transfer' | 'read' | Node {
  const name = propertyName(member);
  const { parent } = member;
  const call = parent.type === 'CallExpression' && parent.callee === member ? parent : null;
  if (holder.isMany) return manyUse(member, name, call, useOfElement(holder, sourceCode));
  if (name === null) return 'transfer';
  const { kind } = holder;
  if ((isRelease(name, kind) && !isOfElement(call, name, kind)) || kind.endsByItself.methods?.includes(name)) {
    if (call) return 'release';
    // `if (handle.close)` only asks; `stack.defer(handle.close)` hands the duty on
    return parent.type === 'IfStatement' || parent.type === 'UnaryExpression' || parent.type === 'LogicalExpression'
      ? 'read'
      : 'transfer';
  }
  if (call && name === 'then') return 'transfer';
  if (!call || endOfChain(call).parent?.type === 'ExpressionStatement') return 'read';
  return isFluent(call, name, sourceCode) ? call : 'read';
}

/** `diagnostics.delete(uri)`: what the catalog knows to be released in another way loses a part, and not itself. */
const isOfElement = (call: TSESTree.CallExpression | null, name: string, { id, release }: Handle['kind']): boolean =>
  id !== null &&
  partRemovals.has(name) &&
  (call?.arguments.length ?? 0) > 0 &&
  release.form === 'self' &&
  !release.methods.includes(name);

/** `close`, and also `closeAndWait`, `disposeIfNeeded`. */
export function isRelease(name: string, { releaseMethods }: Handle['kind']): boolean {
  return releaseMethods.has(name) || releaseVerbs.has(name.split(/(?=[A-Z])/)[0] ?? '');
}

/**
 * What a call does with an argument, by the resource's own release, by what is known of the callee, and by its declared parameter.
 * @param steps the way from the argument to the value inside it
 */
export function argumentUse(
  call: Call,
  argument: number,
  steps: readonly ArgumentStep[],
  holder: Holder,
  sourceCode: TSESLint.SourceCode,
): 'release' | 'transfer' | 'lend' | 'read' | 'return' {
  const known = knownArgumentUse(call, argument, holder.kind, sourceCode);
  if (known) return known;
  const callee = calleeOf(call, sourceCode);
  if (callee && callee !== 'declared' && !call.arguments.slice(0, argument).some(isSpread)) {
    const fate = fateOfPassed(callee, argument, steps, holder);
    if (fate !== 'unknown') return useByFate[fate];
  }
  const policy = transferPolicyAt(call, argument, holder.transfers ?? transfersByDeclaration, sourceCode);
  if (policy === 'always') return 'transfer';
  const declared = typeQueriesOf(sourceCode).parameterKindOf(
    call,
    argument,
    holder.isMany ? [...steps, 'element'] : steps,
    holder.kind.releaseMethods,
  );
  // what a callee makes of anything at all, and is returned, could hold it
  if (declared === 'unknown' && policy !== 'never' && isResultKept(call))
    return typeQueriesOf(sourceCode).isPrimitive(call) === false ? 'transfer' : 'read';
  if (policy === 'never' || declared === 'unknown' || (declared === 'other' && holder.kind.release.form === 'self'))
    return 'read';
  return call.type === 'NewExpression' || isResultKept(call) ? 'transfer' : 'lend';
}

/** What a function whose code is known does with what it is given. */
export function fateOfPassed(
  callee: Callee,
  argument: number,
  steps: readonly ArgumentStep[],
  holder: Holder,
): ArgumentFate {
  return fateOfArgument(callee, argument, steps, holder, (value, inner, { sourceCode }) =>
    useOf(value, inner, sourceCode),
  );
}

const isSpread = ({ type }: Node): boolean => type === 'SpreadElement';

/** What its callee does with an argument, to the function that passes it. */
const useByFate: Readonly<Record<Exclude<ArgumentFate, 'unknown'>, 'release' | 'transfer' | 'read' | 'return'>> = {
  releases: 'release',
  keeps: 'transfer',
  returns: 'return',
  reads: 'read',
};

const isDropped = ({ parent }: Node): boolean =>
  parent?.type === 'ExpressionStatement' || (parent?.type === 'AwaitExpression' && isDropped(parent));
