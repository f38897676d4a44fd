import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { consumeArgument, elementReads, fluentMethods, onlyRead, runCallbackNow } from '../catalog/callees.ts';
import { releaseVerbs } from '../catalog/naming.ts';
import { functionOf, isClass, isFunction, type FunctionNode } from '../syntax/functions.ts';
import { calledName, dottedName, isOneOf, propertyName } from '../syntax/names.ts';
import { isSameModule, originOf } from '../syntax/origins.ts';
import { variableOf } from '../syntax/variables.ts';
import { typeQueriesOf, type ArgumentStep } from '../type-queries/type-queries.ts';
import type { Activation, Handle } from './handles.ts';

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
  | { readonly does: 'rename'; readonly identifier: Node };

const usesByHandle = new WeakMap<Handle, readonly HandleUse[]>();

/** Everything that is done with a handle, in its own function and in the closures inside it, in source order. */
export function usesOf(handle: Handle, sourceCode: TSESLint.SourceCode): readonly HandleUse[] {
  let uses = usesByHandle.get(handle);
  if (!uses) usesByHandle.set(handle, (uses = computeUses(handle, sourceCode)));
  return uses;
}

function computeUses(handle: Handle, sourceCode: TSESLint.SourceCode): HandleUse[] {
  const uses: HandleUse[] = [];
  for (const variable of handle.variables) {
    for (const reference of variable.references) {
      const { identifier } = reference;
      if (reference.isTypeReference && !reference.isValueReference) continue;
      if (reference.init && identifier.parent.type === 'VariableDeclarator') continue;
      uses.push(useOf(identifier, handle, sourceCode));
    }
  }
  uses.sort((one, other) => one.identifier.range[0] - other.identifier.range[0]);
  return uses.map((use, index) => {
    if (use.does !== 'lend') return use;
    const { at, identifier } = use;
    // a callee that is lent the handle did not take it over when the same function releases it afterwards
    const isReleasedLater = uses.some(
      (later, position) =>
        position > index && later.does === 'release' && functionOf(later.identifier) === functionOf(identifier),
    );
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

/** What a value holds: one resource, or many of a kind. */
export interface Holder {
  readonly kind: Handle['kind'];
  readonly isMany: boolean;
}

function useOf(identifier: Node, holder: Holder, sourceCode: TSESLint.SourceCode): HandleUse {
  const read = (value: Node): HandleUse => ({ does: 'read', value, identifier });
  const transfer = (at: Node): HandleUse => ({ does: 'transfer', at, identifier });
  const release = (at: Node): HandleUse => ({ does: 'release', at, identifier });
  const steps: ArgumentStep[] = [];
  let value = identifier;
  let { isMany } = holder;
  for (;;) {
    const outer = value.parent;
    if (!outer) return transfer(value);
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
        value = outer;
        continue;
      case 'LogicalExpression':
        if (outer.left === value && outer.operator === '&&') return read(value);
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
        if (member === 'read') return read(resultOf(outer));
        value = member;
        isMany = false;
        continue;
      }
      case 'CallExpression':
      case 'NewExpression': {
        if (outer.callee === value) return holder.kind.release.form === 'disposer' ? release(outer) : read(outer);
        const argument = outer.arguments.indexOf(value as TSESTree.Expression);
        const does = argument === -1 ? 'transfer' : argumentUse(outer, argument, steps, holder, sourceCode);
        if (does === 'read') return read(outer);
        return { does, at: outer, identifier };
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
        if (outer.init !== value || steps.length > 0) return transfer(value);
        if (outer.id.type !== 'Identifier')
          return isMany || outer.id.type === 'ArrayPattern' ? transfer(value) : read(value);
        return outer.parent.kind === 'const' ? { does: 'rename', identifier } : transfer(value);
      case 'AssignmentExpression':
        return outer.left === value ? { does: 'write', at: outer, identifier } : transfer(value);
      case 'ForOfStatement':
        if (outer.right !== value) return transfer(value);
        if (isMany) {
          const does = iterationUse(outer, holder, sourceCode);
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

/** The outermost expression that has the value of a member access, its call, and what is chained to them. */
function resultOf(member: Node): Node {
  let value = member;
  for (let outer = value.parent; outer; outer = value.parent) {
    const isChained =
      (outer.type === 'MemberExpression' && outer.object === value) ||
      (outer.type === 'CallExpression' && outer.callee === value) ||
      outer.type === 'ChainExpression' ||
      outer.type === 'TSNonNullExpression' ||
      outer.type === 'AwaitExpression';
    if (!isChained) return value;
    value = outer;
  }
  return value;
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
  if (holder.isMany) return manyUse(member, name, call, holder, sourceCode);
  if (name === null) return 'transfer';
  const { kind } = holder;
  if (isRelease(name, kind) || kind.endsByItself.methods?.includes(name)) {
    if (call) return 'release';
    // `if (handle.close)` only asks; `stack.defer(handle.close)` hands the duty on
    return parent.type === 'IfStatement' || parent.type === 'UnaryExpression' || parent.type === 'LogicalExpression'
      ? 'read'
      : 'transfer';
  }
  if (call && name === 'then') return 'transfer';
  if (!call || resultOf(call).parent?.type === 'ExpressionStatement') return 'read';
  return isFluent(call, name, sourceCode) ? call : 'read';
}

/** Whether a method call gives its receiver again: by its type, or by its name where no type is known. */
export function isFluent(call: TSESTree.CallExpression, name: string, sourceCode: TSESLint.SourceCode): boolean {
  const types = typeQueriesOf(sourceCode);
  if (types.aliasOf(call) === 'receiver') return true;
  const isUntyped = types.typeNamesOf(call)?.length !== 0 ? !types.hasTypes : types.isPrimitive(call) === false;
  return isUntyped && fluentMethods.has(name);
}

/** `close`, and also `closeAndWait`, `disposeIfNeeded`. */
function isRelease(name: string, { releaseMethods }: Handle['kind']): boolean {
  return releaseMethods.has(name) || releaseVerbs.has(name.split(/(?=[A-Z])/)[0] ?? '');
}

function manyUse(
  member: TSESTree.MemberExpression,
  name: string | null,
  call: TSESTree.CallExpression | null,
  holder: Holder,
  sourceCode: TSESLint.SourceCode,
): 'release' | 'transfer' | 'read' | Node {
  if (member.computed && !call) return member;
  if (!call) return 'read';
  if (name !== null && elementReads.has(name)) return call;
  const [callback] = call.arguments;
  if (name !== null && runCallbackNow.has(name) && callback && isFunction(callback)) {
    const [element] = callback.params;
    const does =
      element?.type === 'Identifier' ? variableUse(element, holder, sourceCode) : element ? 'transfer' : 'read';
    // `const open = handles.filter(isOpen)`: the resources go on in what the method gives
    return does === 'read' && name !== 'forEach' && call.parent.type !== 'ExpressionStatement' ? 'transfer' : does;
  }
  return call.parent.type === 'ExpressionStatement' ? 'read' : 'transfer';
}

function iterationUse(
  loop: TSESTree.ForOfStatement,
  holder: Holder,
  sourceCode: TSESLint.SourceCode,
): 'release' | 'transfer' | 'read' {
  const left = loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0].id : loop.left;
  if (left.type === 'Identifier') return variableUse(left, holder, sourceCode);
  // `for (const [key, value] of map)`
  const value = left.type === 'ArrayPattern' ? left.elements[1] : null;
  return value?.type === 'Identifier' ? variableUse(value, holder, sourceCode) : 'transfer';
}

/** What is done with each resource of a collection through the variable that stands for one of them. */
function variableUse(
  identifier: TSESTree.Identifier,
  holder: Holder,
  sourceCode: TSESLint.SourceCode,
): 'release' | 'transfer' | 'read' {
  const references = variableOf(identifier, sourceCode)?.references ?? [];
  const one = { ...holder, isMany: false };
  const uses = references
    .filter(({ init }) => !init)
    .map((reference) => useOf(reference.identifier, one, sourceCode).does);
  if (uses.includes('release')) return 'release';
  return uses.every((does) => does === 'read') ? 'read' : 'transfer';
}

/**
 * What a call does with an argument, by the resource's own release, by what is known of the callee, and by its declared parameter.
 * @param steps the way from the argument to the value inside it
 */
export function argumentUse(
  call: Call,
  argument: number,
  steps: readonly ArgumentStep[],
  { kind, isMany }: Holder,
  sourceCode: TSESLint.SourceCode,
): 'release' | 'transfer' | 'lend' | 'read' {
  const { release } = kind;
  if (release.form === 'function') {
    const origin = originOf(call.callee, sourceCode);
    const isRelease =
      origin && release.functions.includes(origin.path) && isSameModule(origin.module, release.from ?? null);
    // `clearInterval` of another module, or passed in, does the same
    if (isRelease || release.functions.some((name) => name.split('.').at(-1) === calledName(call))) return 'release';
  }
  if (release.form === 'owner' && release.methods.includes(calledName(call) ?? '')) return 'release';
  // `source.pipe(handle)`, `pipeline(source, handle)`: the stream is ended by what it is connected to
  if (consumeArgument.has(calledName(call) ?? '')) return 'release';
  if (isOneOf(call.callee, onlyRead) || onlyRead.has(usualName(call, sourceCode))) return 'read';
  // `Promise.race([opening, timeout])` gives what it is given
  if (/^Promise\./.test(dottedName(call.callee) ?? '')) return 'transfer';
  const declared = typeQueriesOf(sourceCode).parameterKindOf(
    call,
    argument,
    isMany ? [...steps, 'element'] : steps,
    kind.releaseMethods,
  );
  if (declared === 'unknown' || (declared === 'other' && kind.release.form === 'self')) return 'read';
  return call.type === 'NewExpression' || isResultKept(call) ? 'transfer' : 'lend';
}

/** How a function of Node is usually written: `fs.readFileSync` for an imported `readFileSync`. */
function usualName(call: Call, sourceCode: TSESLint.SourceCode): string {
  const origin = originOf(call.callee, sourceCode);
  return origin?.module ? `${origin.module.replace(/^node:/, '')}.${origin.path}` : '';
}

/** The result of the call goes somewhere else with the handle in it: `return wrap(handle)`. */
function isResultKept(call: Call): boolean {
  let value: Node = call;
  while (value.parent?.type === 'AwaitExpression' || value.parent?.type === 'TSAsExpression') value = value.parent;
  const outer = value.parent;
  return (
    outer?.type === 'ReturnStatement' ||
    outer?.type === 'ArrowFunctionExpression' ||
    outer?.type === 'Property' ||
    (outer?.type === 'AssignmentExpression' && outer.left.type === 'MemberExpression')
  );
}
