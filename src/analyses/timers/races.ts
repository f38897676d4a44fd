import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { numberOf } from '../../syntax/constants.ts';
import { classOfThis, functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { dottedName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { executorAround } from './promise-timers.ts';
import type { TimerStart } from './starts.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** A race of promises on one side of which a timer decides. */
export interface Race {
  readonly call: TSESTree.CallExpression;
  /** How long the timer runs, where that is settled here. */
  readonly delay: number | null;
}

/**
 * The `Promise.race` for which a dropped timeout settles one side: it stays armed when another side wins.
 * Errs towards `null`: the promise has to be seen going into the race, directly, by a constant, or through functions
 * of this file that return it.
 */
export function raceWith({ node, place }: TimerStart, sourceCode: SourceCode): Race | null {
  if (place.at !== 'dropped') return null;
  const executor = functionOf(node);
  if (!isFunction(executor) || executor !== executorAround(node)) return null;
  const delay = node.arguments[1] ?? null;
  return raceFor(executor.parent, delay, sourceCode);
}

function raceFor(promise: Node, delay: Node | null, sourceCode: SourceCode, depth = 0): Race | null {
  const value = outermostOf(promise);
  const direct = raceAround(value);
  if (direct) return { call: direct, delay: delay && numberOf(delay, sourceCode) };
  if (depth > 3) return null;
  const outer = value.parent;
  if (outer?.type === 'VariableDeclarator' && outer.init === value) {
    for (const { identifier, init } of variableOf(outer.id, sourceCode)?.references ?? []) {
      const race = init ? null : raceAround(outermostOf(identifier));
      if (race) return { call: race, delay: delay && numberOf(delay, sourceCode) };
    }
    return null;
  }
  const maker = makerOf(value);
  for (const call of maker ? callsOf(maker, sourceCode) : []) {
    const passed = maker && delay ? passedFor(delay, maker, call, sourceCode) : delay;
    const race = raceFor(call, passed, sourceCode, depth + 1);
    if (race) return race;
  }
  return null;
}

/** A promise with what is chained to it: `promise.then(…)`. */
function outermostOf(promise: Node): Node {
  let value = promise;
  for (let outer = value.parent; outer; outer = value.parent) {
    const isChained =
      (outer.type === 'MemberExpression' &&
        outer.object === value &&
        /^(?:then|catch)$/.test(propertyName(outer) ?? '')) ||
      (outer.type === 'CallExpression' && outer.callee === value && value.type === 'MemberExpression') ||
      /^TS(?:As|NonNull|Satisfies)Expression$/.test(outer.type);
    if (!isChained) return value;
    value = outer;
  }
  return value;
}

/** `Promise.race([…, value, …])` */
function raceAround(value: Node): TSESTree.CallExpression | null {
  const array = value.parent;
  const call = array?.type === 'ArrayExpression' ? array.parent : null;
  return call?.type === 'CallExpression' && /^Promise\.(?:race|any)$/.test(dottedName(call.callee) ?? '') ? call : null;
}

/** The function whose promise is over with this one: it returns it, or does nothing but wait for it. */
function makerOf(value: Node): FunctionNode | null {
  const outer = value.parent;
  const code =
    outer?.type === 'ReturnStatement' || (outer?.type === 'AwaitExpression' && isOnlyWait(outer))
      ? functionOf(outer)
      : outer?.type === 'ArrowFunctionExpression' && outer.body === value
        ? outer
        : null;
  return code && isFunction(code) ? code : null;
}

/** `await sleep(ms); throw new Error('late');`: a pause between other steps is no limit of them. */
function isOnlyWait({ parent }: TSESTree.AwaitExpression): boolean {
  if (parent.type !== 'ExpressionStatement') return parent.type === 'ReturnStatement';
  const block = parent.parent;
  if (block.type !== 'BlockStatement' || !isFunction(block.parent)) return false;
  const [first, ...others] = block.body;
  return first === parent && others.every(({ type }) => type === 'ThrowStatement' || type === 'ReturnStatement');
}

/** The calls of a function by its name, or of a method by `this`. */
function callsOf(maker: FunctionNode, sourceCode: SourceCode): TSESTree.CallExpression[] {
  const { parent } = maker;
  const name =
    maker.type === 'FunctionDeclaration' ? maker.id : parent?.type === 'VariableDeclarator' ? parent.id : null;
  if (name) {
    return (variableOf(name, sourceCode)?.references ?? []).flatMap(({ identifier }) =>
      identifier.parent.type === 'CallExpression' && identifier.parent.callee === identifier ? [identifier.parent] : [],
    );
  }
  if (parent?.type !== 'MethodDefinition' && parent?.type !== 'PropertyDefinition') return [];
  const method = keyName(parent.key, parent.computed);
  const calls: TSESTree.CallExpression[] = [];
  walk(parent.parent, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const object = withoutTypes(node.callee.object);
    const isOwn =
      object.type === 'ThisExpression'
        ? classOfThis(node) !== null || parent.static
        : dottedName(object) === parent.parent.parent.id?.name;
    if (isOwn && propertyName(node.callee) === method) calls.push(node);
    return undefined;
  });
  return calls;
}

/** What a call gives for the parameter that a delay is. */
function passedFor(delay: Node, maker: FunctionNode, call: TSESTree.CallExpression, sourceCode: SourceCode): Node {
  const variable = variableOf(delay, sourceCode);
  if (!variable || maker.type === 'StaticBlock') return delay;
  const index = maker.params.findIndex((parameter) => variableOf(parameter, sourceCode) === variable);
  return call.arguments[index] ?? delay;
}
