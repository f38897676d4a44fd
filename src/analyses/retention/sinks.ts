import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  insertions,
  longLivedGlobals,
  longLivedResults,
  registrations,
  registrationsForOnce,
  repeatingCalls,
} from '../../catalog/long-lived.ts';
import { functionOf } from '../../syntax/functions.ts';
import { keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { nodesOf } from '../../syntax/nodes.ts';
import { isSameModule, originOf } from '../../syntax/origins.ts';
import { isModuleLevel, variableOf } from '../../syntax/variables.ts';
import { isOfEachComponent } from '../lifecycles/components.ts';
import { closureOf, closuresIn, couldKeepContext, type ClosureNode } from './closures.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A place that could keep a closure beyond the call that creates it; how long it does, `lifetimeOf` tells. Found by
 * the syntax alone. Errs towards none: a target whose life is not known is no sink, and neither is a closure that
 * stands in no function or block, which keeps nothing but what the module holds anyway.
 */
export interface Sink {
  readonly by: 'timer' | 'registration' | 'insertion' | 'assignment' | 'field' | 'timeout' | 'return';
  readonly closure: ClosureNode;
  /** What it is there: `listener`, `timer callback`, `field` … */
  readonly noun: string;
  /** The first step of the retention path: `window 'resize'`. */
  readonly holder: string;
  /** Where it is given away: what is reported. */
  readonly place: Node;
  /** The call that is given the closure. */
  readonly call: TSESTree.CallExpression | null;
  /** How long the target of the registration, or what holds the value, lives. */
  readonly targetLives: 'process' | 'owner' | 'caller' | 'pending';
}

const sinksByFile = new WeakMap<SourceCode, readonly Sink[]>();

/** Every sink of a file but what functions return, in source order. */
export function findSinks(sourceCode: SourceCode): readonly Sink[] {
  let sinks = sinksByFile.get(sourceCode);
  if (!sinks) {
    const found: Sink[] = [];
    for (const node of nodesOf('CallExpression', sourceCode)) found.push(...sinksOfCall(node, sourceCode));
    for (const node of nodesOf('AssignmentExpression', sourceCode)) found.push(...sinksOfAssignment(node, sourceCode));
    for (const node of nodesOf('PropertyDefinition', sourceCode)) found.push(...sinksOfField(node));
    found.sort((one, other) => one.place.range[0] - other.place.range[0]);
    sinksByFile.set(sourceCode, (sinks = found));
  }
  return sinks;
}

/** The functions that functions return, themselves or as members of an object. */
export function findReturnedClosures(sourceCode: SourceCode): readonly Sink[] {
  return nodesOf('ReturnStatement', sourceCode).flatMap(({ argument }) =>
    argument
      ? closuresIn(argument, sourceCode).map((closure) => ({
          by: 'return',
          targetLives: 'caller',
          closure,
          noun: 'function',
          holder: 'the caller',
          place: argument.type === 'Identifier' ? argument : closure,
          call: null,
        }))
      : [],
  );
}

/** The names of calls that could be sinks: all others are passed by. */
const takers: ReadonlySet<string> = new Set([
  ...repeatingCalls.map(({ call }) => call),
  ...[registrations, registrationsForOnce, insertions].flatMap((table) => [...table.keys()]),
]);

function sinksOfCall(call: TSESTree.CallExpression, sourceCode: SourceCode): Sink[] {
  if (call.arguments.length === 0) return [];
  const callee = withoutTypes(call.callee);
  const isMember = callee.type === 'MemberExpression';
  const name = isMember ? propertyName(callee) : callee.type === 'Identifier' ? callee.name : null;
  if (name === null || !takers.has(name)) return [];
  const closures = call.arguments.flatMap((argument) => closuresIn(argument, sourceCode)).filter(couldKeepContext);
  const [first] = closures;
  if (!first) return [];
  if (repeatingCallOf(call, name, sourceCode)) {
    const closure = closureOf(
      call.arguments.find((argument) => closureOf(argument, sourceCode)),
      sourceCode,
    );
    const shared = { by: 'timer', targetLives: 'process', noun: 'timer', holder: `${name}()` } as const;
    return closure ? [{ ...shared, closure, place: call.callee, call }] : [];
  }
  const target = isMember ? targetOf(callee.object, sourceCode) : null;
  if (!target) return [];
  const shared = { targetLives: target.lifetime, place: call.callee, call };
  if (insertions.has(name)) {
    return closures.map((closure) => ({
      ...shared,
      by: 'insertion',
      closure,
      noun: 'entry',
      holder: target.name,
    }));
  }
  const [event] = call.arguments;
  const holder = event?.type === 'Literal' ? `${target.name} '${String(event.value)}'` : `${target.name}.${name}()`;
  return closures.map((closure) => ({ ...shared, by: 'registration', closure, noun: 'listener', holder }));
}

/** `setInterval(…)`, and what else calls a callback again and again. */
export function repeatingCallOf(
  call: TSESTree.CallExpression,
  name: string,
  sourceCode: SourceCode,
): (typeof repeatingCalls)[number] | null {
  const named = repeatingCalls.filter((repeating) => repeating.call === name);
  const origin = named.length > 0 ? originOf(call.callee, sourceCode) : null;
  return (
    named.find((repeating) => origin?.path === repeating.call && isSameModule(origin.module, repeating.from ?? null)) ??
    null
  );
}

/** `current = () => …` for a variable of the module, `this.f = () => …`, `registry.f = () => …`. */
function sinksOfAssignment(node: TSESTree.AssignmentExpression, sourceCode: SourceCode): Sink[] {
  const { left, right } = node;
  if (!couldBeClosure.has(right.type) || !/^(\|\||&&|\?\?)?=$/.test(node.operator)) return [];
  if (left.type !== 'Identifier' && left.type !== 'MemberExpression') return [];
  const closures = closuresIn(right, sourceCode).filter(couldKeepContext);
  if (closures.length === 0) return [];
  const target = targetOf(left.type === 'MemberExpression' ? left.object : left, sourceCode);
  if (!target || (left.type === 'Identifier' && functionOf(node).type === 'Program')) return [];
  const noun = left.type === 'Identifier' ? 'function' : 'property';
  const shared = { by: 'assignment', targetLives: target.lifetime, noun, place: left, call: null } as const;
  return closures.map((closure) => ({ ...shared, closure, holder: sourceCode.getText(left) }));
}

const couldBeClosure: ReadonlySet<string> = new Set([
  'ArrayExpression',
  'ArrowFunctionExpression',
  'FunctionExpression',
  'Identifier',
  'ObjectExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
]);

function sinksOfField({ key, value, computed, static: isStatic }: TSESTree.PropertyDefinition): Sink[] {
  if (value?.type !== 'ArrowFunctionExpression' && value?.type !== 'FunctionExpression') return [];
  if (!couldKeepContext(value)) return [];
  const holder = `${isStatic ? 'static' : 'this'}.${keyName(key, computed) ?? '…'}`;
  const targetLives = isStatic ? 'process' : 'owner';
  return [{ by: 'field', targetLives, closure: value, noun: 'field', holder, place: key, call: null }];
}

/** How long the target of a registration, or the holder of a value, lives. `null` when that is not known. */
function targetOf(
  node: Node,
  sourceCode: SourceCode,
): { readonly lifetime: 'process' | 'owner'; readonly name: string } | null {
  const target = withoutTypes(node);
  const named = (lifetime: 'process' | 'owner') => ({ lifetime, name: sourceCode.getText(target) });
  if (target.type === 'CallExpression') {
    const origin = originOf(target.callee, sourceCode);
    return origin?.module === null && longLivedResults.has(origin.path) ? named('process') : null;
  }
  let root: Node = target;
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  // of the instance, or of something that it holds
  if (root.type === 'ThisExpression') return named('owner');
  if (root.type !== 'Identifier') return null;
  const variable = variableOf(root, sourceCode);
  if (!variable || variable.defs.length === 0) {
    const origin = originOf(target, sourceCode);
    return origin?.module === null && longLivedGlobals.has(origin.path) ? named('process') : null;
  }
  // what a function of the module gives is not the module's
  return isModuleLevel(variable) && !isOfEachComponent(root, sourceCode) ? named('process') : null;
}
