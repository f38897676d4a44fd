import type { TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import { startMethods } from '../../catalog/naming.ts';
import { calledName, keyName, propertyName } from '../../syntax/names.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import type { ArgumentStep } from '../../type-queries/type-queries.ts';
import { isInBodyOf, type Callee } from './callee-bodies.ts';
import type { HandleUse, Holder } from '../acquisitions/handle-uses.ts';

type Node = TSESTree.Node;

/**
 * What a function does with what it is given, read from its code.
 * `releases`: for sure · `keeps`: it stores, captures or hands it on, or releases it on some paths only ·
 * `returns`: it gives it back, and does nothing else with it · `reads`: none of these, so that its caller still
 * has to release it · `unknown`: it goes on to code that is not known.
 * Errs towards `keeps` and `unknown`.
 */
export type ArgumentFate = 'releases' | 'keeps' | 'returns' | 'reads' | 'unknown';

/** What one mention of a value does with it; given by the caller, which is what asks here. */
export type UseOf = (value: Node, holder: Holder, callee: Callee) => HandleUse;

const fates = new WeakMap<object, Map<string, ArgumentFate>>();
const kindNumbers = new WeakMap<object, number>();
let kindCount = 0;

function numberOf(kind: object): number {
  const number = kindNumbers.get(kind) ?? ++kindCount;
  kindNumbers.set(kind, number);
  return number;
}

/**
 * The fate of what a call passes, computed once for each function, parameter and kind of resource.
 * @param steps the way from the argument to the value inside it
 */
export function fateOfArgument(
  callee: Callee,
  argument: number,
  steps: readonly ArgumentStep[],
  holder: Holder,
  useOf: UseOf,
): ArgumentFate {
  const way = steps.map((step) => (step === 'element' ? '[]' : `.${step.property}`)).join('');
  const key = `${argument}${way} ${numberOf(holder.kind.releaseMethods)} ${holder.kind.release.form} ${holder.isMany} ${holder.transfers?.atCall} ${holder.transfers?.atConstructor}`;
  let known = fates.get(callee.identity);
  if (!known) fates.set(callee.identity, (known = new Map<string, ArgumentFate>()));
  let fate = known.get(key);
  if (fate === undefined) {
    // a function that calls itself learns nothing from the call
    known.set(key, 'unknown');
    fate = computeFate(callee, argument, steps, holder, useOf);
    known.set(key, fate);
  }
  return fate;
}

function computeFate(
  callee: Callee,
  argument: number,
  steps: readonly ArgumentStep[],
  holder: Holder,
  useOf: UseOf,
): ArgumentFate {
  const { params } = callee.node;
  const last = params.at(-1);
  const isRest = last?.type === 'RestElement' && argument >= params.length - 1;
  const parameter = isRest ? last.argument : params[argument];
  if (usesArguments(callee)) return 'unknown';
  if (!parameter) return 'reads';
  return fateIn(parameter, isRest ? ['element', ...steps] : steps);

  /** The fate of what a parameter, or a part of it, holds. */
  function fateIn(pattern: Node, rest: readonly ArgumentStep[]): ArgumentFate {
    switch (pattern.type) {
      // `constructor(private r: Res)`
      case 'TSParameterProperty':
        return 'keeps';
      case 'AssignmentPattern':
        return fateIn(pattern.left, rest);
      case 'Identifier': {
        const variable = variableOf(pattern, callee.sourceCode);
        return variable ? fateOfVariable(variable, rest) : 'unknown';
      }
      case 'ObjectPattern': {
        const [step, ...further] = rest;
        if (step === undefined) return 'reads';
        if (step === 'element' || pattern.properties.some(({ type }) => type === 'RestElement')) return 'unknown';
        const property = pattern.properties.find(
          (member): member is TSESTree.Property =>
            member.type === 'Property' && keyName(member.key, member.computed) === step.property,
        );
        return property ? fateIn(property.value, further) : 'reads';
      }
      default:
        return 'unknown';
    }
  }

  function fateOfVariable(variable: Variable, rest: readonly ArgumentStep[]): ArgumentFate {
    const [step, ...further] = rest;
    const isMany = holder.isMany || step === 'element';
    if (further.length > 0 || (step !== undefined && holder.isMany)) return 'unknown';
    const uses = variable.references
      .filter((reference) => !reference.init || reference.identifier.parent.type === 'AssignmentPattern')
      .map(({ identifier }): ArgumentFate => {
        if (isDefault(identifier)) return 'reads';
        if (step === undefined || step === 'element')
          return fateOfUse(useOf(identifier, { ...holder, isMany }, callee));
        // an object that holds the resource
        const { parent } = identifier;
        if (parent.type !== 'MemberExpression' || parent.object !== identifier) return 'keeps';
        return propertyName(parent) === step.property ? fateOfUse(useOf(parent, holder, callee)) : 'reads';
      });
    return joined(uses);
  }

  function fateOfUse(use: HandleUse): ArgumentFate {
    switch (use.does) {
      case 'read':
        return isStart(use.value) || !isInBodyOf(callee, use.identifier) ? 'keeps' : 'reads';
      case 'release':
        return isStraight(use.at, callee) ? 'releases' : 'keeps';
      case 'transfer':
        return isReturned(use.identifier, use.at, callee) ? 'returns' : 'keeps';
      case 'rename':
        return fateOfVariable(use.to, []);
      case 'lend':
        return keepArgument.has(calledName(use.at) ?? '') ? 'keeps' : 'unknown';
      case 'write':
        return 'unknown';
    }
  }
}

/** The default of a parameter writes it where nothing was given. */
const isDefault = (identifier: Node): boolean =>
  identifier.parent?.type === 'AssignmentPattern' && identifier.parent.left === identifier;

function joined(uses: readonly ArgumentFate[]): ArgumentFate {
  const order: readonly ArgumentFate[] = ['keeps', 'releases', 'unknown', 'returns'];
  return order.find((fate) => uses.includes(fate)) ?? 'reads';
}

function usesArguments({ node, sourceCode }: Callee): boolean {
  const scope = sourceCode.scopeManager?.acquire(node);
  return scope?.set.get('arguments') !== undefined && scope.set.get('arguments')!.references.length > 0;
}

/** Whether a function comes to a node on every path: through statements of blocks that no other statement leaves before. */
function isStraight(node: Node, { body }: Callee): boolean {
  for (let inner = node, outer = node.parent; outer && inner !== body; inner = outer, outer = outer.parent) {
    if (outer.type === 'BlockStatement') {
      const before = outer.body.slice(0, outer.body.indexOf(inner as TSESTree.Statement));
      if (!before.every(({ type }) => type === 'ExpressionStatement' || type === 'VariableDeclaration')) return false;
    } else if (!passedThrough.has(outer.type) && (outer.type !== 'TryStatement' || outer.handler === inner)) {
      return inner === body;
    }
  }
  return true;
}

const passedThrough: ReadonlySet<string> = new Set([
  'AwaitExpression',
  'CallExpression',
  'ChainExpression',
  'ExpressionStatement',
  'ForOfStatement',
  'MemberExpression',
  'ReturnStatement',
  'UnaryExpression',
]);

/** `return value;`, and not a new value that holds it. */
function isReturned(value: Node, at: Node, { sourceCode }: Callee): boolean {
  let whole = at;
  while (/^(Conditional|Logical|Await|Chain|TS\w+)Expression$/.test(whole.parent?.type ?? '')) whole = whole.parent!;
  const { parent } = whole;
  const returned =
    parent?.type === 'ReturnStatement' ? parent.argument : parent?.type === 'ArrowFunctionExpression' ? whole : null;
  return (
    !!returned && leavesOf(returned).leaves.some(({ node }) => sourceCode.getText(node) === sourceCode.getText(value))
  );
}

/** From here on the resource works by itself, and may be meant to. */
export function isStart(value: Node): boolean {
  const call = value.type === 'AwaitExpression' ? value.argument : value;
  return (
    call.type === 'CallExpression' &&
    call.callee.type === 'MemberExpression' &&
    startMethods.has(propertyName(call.callee) ?? '')
  );
}
