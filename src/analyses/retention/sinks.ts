import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  insertions,
  longLivedGlobals,
  longLivedResults,
  registrations,
  registrationsForOnce,
  repeatingCalls,
  targetMembers,
} from '../../catalog/long-lived.ts';
import { functionOf } from '../../syntax/functions.ts';
import { calledName, dottedName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { nodesOf } from '../../syntax/nodes.ts';
import { isSameModule, originOf } from '../../syntax/origins.ts';
import { isModuleLevel, onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;
export type ClosureNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/**
 * A place that keeps a closure beyond the call that creates it. Errs towards none: a target whose life is not known,
 * and a registration that the same function takes back, are no sinks.
 */
export interface Sink {
  /**
   * - `process`: to the end of the program or page
   * - `owner`: as long as the instance that registers it, or whose field it is
   * - `handle`: until code that runs later takes it back
   * - `pending`: until an event that may never come
   * - `caller`: as long as the caller keeps what is returned
   */
  readonly lifetime: 'process' | 'owner' | 'handle' | 'pending' | 'caller';
  readonly closure: ClosureNode;
  /** What it is there: `listener`, `timer callback`, `field` … */
  readonly noun: string;
  /** The first step of the retention path: `window 'resize'`. */
  readonly holder: string;
  /** Where it is given away: what is reported. */
  readonly place: Node;
}

const sinksByFile = new WeakMap<SourceCode, readonly Sink[]>();

/** Every long-lived sink of a file, in source order. */
export function findSinks(sourceCode: SourceCode): readonly Sink[] {
  let sinks = sinksByFile.get(sourceCode);
  if (!sinks) {
    const found: Sink[] = [];
    for (const node of nodesOf('CallExpression', sourceCode)) found.push(...sinksOfCall(node, sourceCode));
    for (const node of nodesOf('AssignmentExpression', sourceCode)) found.push(...sinksOfAssignment(node, sourceCode));
    for (const node of nodesOf('PropertyDefinition', sourceCode)) found.push(...sinksOfField(node));
    for (const { argument } of nodesOf('ReturnStatement', sourceCode)) {
      if (argument) found.push(...sinksOfReturn(argument, sourceCode));
    }
    found.sort((one, other) => one.place.range[0] - other.place.range[0]);
    sinksByFile.set(sourceCode, (sinks = found));
  }
  return sinks;
}

type Target = { readonly lifetime: 'process' | 'owner'; readonly name: string };

function sinksOfCall(call: TSESTree.CallExpression, sourceCode: SourceCode): Sink[] {
  const callee = withoutTypes(call.callee);
  const repeating = repeatingCallOf(call, sourceCode);
  if (repeating) {
    const lifetime = lifetimeOfResult(call, repeating.clearedBy, sourceCode);
    const closure = closureOf(
      call.arguments.find((argument) => closureOf(argument, sourceCode)),
      sourceCode,
    );
    if (!lifetime || !closure) return [];
    return [{ lifetime, closure, noun: 'timer', holder: `${repeating.call}()`, place: call.callee }];
  }
  if (callee.type !== 'MemberExpression') return [];
  const method = propertyName(callee) ?? '';
  const isRegistration = registrations.has(method) || registrationsForOnce.has(method);
  if (!isRegistration && !insertions.has(method)) return [];
  const closures = call.arguments.flatMap((argument) => closuresIn(argument, sourceCode));
  if (closures.length === 0) return [];
  const target = targetOf(callee.object, sourceCode);
  if (!target) return [];
  if (!isRegistration) return sinksOfInsertion(call, callee, target, closures, sourceCode);
  if (typeQueriesOf(sourceCode).hasMember(callee.object, targetMembers) === false) return [];
  const [event] = call.arguments;
  const holder = event?.type === 'Literal' ? `${target.name} '${String(event.value)}'` : `${target.name}.${method}()`;
  return closures.flatMap((closure): Sink[] => {
    const lifetime = lifetimeOfListener(call, method, closure, target, sourceCode);
    return lifetime ? [{ lifetime, closure, noun: 'listener', holder, place: call.callee }] : [];
  });
}

function repeatingCallOf(
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
): (typeof repeatingCalls)[number] | null {
  const name = calledName(call);
  if (!repeatingCalls.some((repeating) => repeating.call === name)) return null;
  const origin = originOf(call.callee, sourceCode);
  return (
    repeatingCalls.find(
      (repeating) => origin?.path === repeating.call && isSameModule(origin.module, repeating.from ?? null),
    ) ?? null
  );
}

/** `listeners.add(listener)` on a collection that the module or the instance holds. */
function sinksOfInsertion(
  call: TSESTree.CallExpression,
  { object }: TSESTree.MemberExpression,
  target: Target,
  closures: readonly ClosureNode[],
  sourceCode: SourceCode,
): Sink[] {
  const removals = insertions.get(propertyName(call.callee as TSESTree.MemberExpression) ?? '') ?? [];
  const name = dottedName(object);
  const isTakenOut = callsOn(name, removals, sourceCode).length > 0;
  const lifetime = isTakenOut ? 'handle' : target.lifetime;
  return closures.map((closure) => ({
    lifetime,
    closure,
    noun: 'entry',
    holder: target.name,
    place: call.callee,
  }));
}

/** `current = () => …` for a variable of the module, `this.f = () => …`, `registry.f = () => …`. */
function sinksOfAssignment(node: TSESTree.AssignmentExpression, sourceCode: SourceCode): Sink[] {
  if (!/^(\|\||&&|\?\?)?=$/.test(node.operator)) return [];
  const { left } = node;
  if (left.type !== 'Identifier' && left.type !== 'MemberExpression') return [];
  const closures = closuresIn(node.right, sourceCode);
  if (closures.length === 0) return [];
  const target = targetOf(left.type === 'MemberExpression' ? left.object : left, sourceCode);
  if (!target || (left.type === 'Identifier' && functionOf(node).type === 'Program')) return [];
  const noun = left.type === 'Identifier' ? 'function' : 'property';
  const holder = sourceCode.getText(left);
  return closures.map((closure) => ({ lifetime: target.lifetime, closure, noun, holder, place: left }));
}

function sinksOfField({ key, value, computed, static: isStatic }: TSESTree.PropertyDefinition): Sink[] {
  if (value?.type !== 'ArrowFunctionExpression' && value?.type !== 'FunctionExpression') return [];
  const name = keyName(key, computed) ?? '…';
  const holder = `${isStatic ? 'static' : 'this'}.${name}`;
  return [{ lifetime: isStatic ? 'process' : 'owner', closure: value, noun: 'field', holder, place: key }];
}

function sinksOfReturn(argument: Node, sourceCode: SourceCode): Sink[] {
  return closuresIn(argument, sourceCode).map((closure) => ({
    lifetime: 'caller',
    closure,
    noun: 'function',
    holder: 'the caller',
    place: argument.type === 'Identifier' ? argument : closure,
  }));
}

/** How long the target of a registration, or the holder of a value, lives. `null` when that is not known. */
function targetOf(node: Node, sourceCode: SourceCode): Target | null {
  const target = withoutTypes(node);
  const name = sourceCode.getText(target);
  if (target.type === 'CallExpression') {
    const origin = originOf(target.callee, sourceCode);
    return origin?.module === null && longLivedResults.has(origin.path) ? { lifetime: 'process', name } : null;
  }
  let root: Node = target;
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  // of the instance, or of something that it holds
  if (root.type === 'ThisExpression') return { lifetime: 'owner', name };
  if (root.type !== 'Identifier') return null;
  const variable = variableOf(root, sourceCode);
  if (!variable || variable.defs.length === 0) {
    const origin = originOf(target, sourceCode);
    return origin?.module === null && longLivedGlobals.has(origin.path) ? { lifetime: 'process', name } : null;
  }
  if (!isModuleLevel(variable)) return null;
  // what a function of the module gives is not the module's
  return { lifetime: 'process', name };
}

function lifetimeOfListener(
  call: TSESTree.CallExpression,
  method: string,
  closure: ClosureNode,
  target: Target,
  sourceCode: SourceCode,
): Sink['lifetime'] | null {
  const options = call.arguments.find(({ type }) => type === 'ObjectExpression') as
    TSESTree.ObjectExpression | undefined;
  if (options && hasProperty(options, 'signal')) return 'handle';
  const isOnce = registrationsForOnce.has(method) || (options !== undefined && hasProperty(options, 'once'));
  const removals = (registrations.get(method) ?? registrationsForOnce.get(method))!;
  const name = nameOfClosure(closure);
  const removing = name === null ? [] : callsOn(null, removals, sourceCode).filter((removal) => isGiven(removal, name));
  const later = lifetimeOfResult(call, [], sourceCode);
  if (later !== 'process' || removing.length > 0) {
    const isHere = later === null || removing.some((removal) => functionOf(removal) === functionOf(call));
    return isHere ? null : 'handle';
  }
  return isOnce ? 'pending' : target.lifetime;
}

/**
 * What becomes of a registration by what becomes of its result: dropped, it stays; called, cleared or closed by the
 * same function, it ends there (`null`); else somebody can end it.
 */
function lifetimeOfResult(
  call: TSESTree.CallExpression,
  clearing: readonly string[],
  sourceCode: SourceCode,
): 'process' | 'handle' | 'pending' | null {
  let { parent } = call as Node;
  // `setInterval(…).unref()`
  if (parent?.type === 'MemberExpression' && propertyName(parent) === 'unref') parent = parent.parent?.parent;
  if (parent?.type === 'ExpressionStatement') return 'process';
  if (parent?.type === 'ArrowFunctionExpression') return 'handle';
  const declared = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  const variable = declared && variableOf(declared, sourceCode);
  if (!variable || isModuleLevel(variable)) return 'handle';
  const uses = variable.references.filter(({ init }) => !init);
  if (uses.length === 0) return 'process';
  const ending = uses.filter(({ identifier }) => isEnding(identifier, clearing));
  if (ending.some(({ identifier }) => functionOf(identifier) === functionOf(call))) return null;
  // a callback that clears its own timer
  const isByItself = ending.some(({ identifier }) => call.arguments.some((argument) => isWithin(identifier, argument)));
  return isByItself ? 'pending' : 'handle';
}

/** `clearInterval(id)`, `stop()`, `subscription.unsubscribe()`. */
function isEnding({ parent }: Node, clearing: readonly string[]): boolean {
  if (parent?.type === 'MemberExpression') return parent.parent.type === 'CallExpression';
  if (parent?.type !== 'CallExpression') return false;
  return clearing.length === 0 || clearing.includes(dottedName(parent.callee)?.split('.').at(-1) ?? '');
}

const callsByFile = new WeakMap<SourceCode, readonly TSESTree.CallExpression[]>();

/** Calls of methods by name, on one receiver or on any. */
function callsOn(
  receiver: string | null,
  methods: readonly string[],
  sourceCode: SourceCode,
): TSESTree.CallExpression[] {
  let calls = callsByFile.get(sourceCode);
  if (!calls) {
    const found: TSESTree.CallExpression[] = [];
    const removing = new Set(
      [registrations, registrationsForOnce, insertions].flatMap((table) => [...table.values()].flat()),
    );
    for (const node of nodesOf('CallExpression', sourceCode)) {
      if (node.callee.type === 'MemberExpression' && removing.has(propertyName(node.callee) ?? '')) found.push(node);
    }
    callsByFile.set(sourceCode, (calls = found));
  }
  return calls.filter(({ callee }) => {
    if (callee.type !== 'MemberExpression' || !methods.includes(propertyName(callee) ?? '')) return false;
    return receiver === null || dottedName(callee.object) === receiver;
  });
}

const isGiven = (call: TSESTree.CallExpression, name: string): boolean =>
  call.arguments.some((argument) => dottedName(argument) === name);

function nameOfClosure(closure: ClosureNode): string | null {
  if (closure.id) return closure.id.name;
  const { parent } = closure;
  return parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : null;
}

function hasProperty(object: TSESTree.ObjectExpression, name: string): boolean {
  return object.properties.some(
    (property) => property.type !== 'Property' || keyName(property.key, property.computed) === name,
  );
}

/** The functions inside a value that is given away: itself, or members of an object or array. */
function closuresIn(node: Node, sourceCode: SourceCode): ClosureNode[] {
  const value = withoutTypes(node);
  if (value.type === 'ObjectExpression') {
    return value.properties.flatMap((property) =>
      property.type === 'Property' ? closuresIn(property.value, sourceCode) : [],
    );
  }
  if (value.type === 'ArrayExpression')
    return value.elements.flatMap((element) => (element ? closuresIn(element, sourceCode) : []));
  const closure = closureOf(value, sourceCode);
  return closure ? [closure] : [];
}

/** The function that an expression is, or that a local name stands for. */
function closureOf(node: Node | undefined, sourceCode: SourceCode): ClosureNode | null {
  const value = node && withoutTypes(node);
  if (value?.type === 'ArrowFunctionExpression' || value?.type === 'FunctionExpression') return value;
  const variable = value?.type === 'Identifier' ? variableOf(value, sourceCode) : null;
  return variable && functionHeldBy(variable);
}

/** The function that a name always means, when a function of this file declares it. */
export function functionHeldBy(variable: Variable): ClosureNode | null {
  const [definition] = variable.defs;
  if (variable.defs.length === 1 && definition?.node.type === 'FunctionDeclaration') return definition.node;
  const init = onlyDeclaratorOf(variable)?.init;
  return init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression' ? init : null;
}

export function isWithin(node: Node, outer: Node): boolean {
  return node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1];
}
