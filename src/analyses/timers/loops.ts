import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { functionNamed, membersIn } from '../lifecycles/named-functions.ts';

type Node = TSESTree.Node;

/** A timer whose callback comes to the same start again, and so keeps itself going. */
export interface Loop {
  /** What decides whether it goes on, when something does: tests around the start, and guards before it. */
  readonly conditions: readonly Node[];
}

/**
 * Whether the callback of a one-shot timer, or a function that it calls, stands around the start itself.
 * Errs towards `null`: only functions that are called by their names are followed.
 */
export function loopOf(start: TSESTree.CallExpression, sourceCode: TSESLint.SourceCode): Loop | null {
  const [callback] = start.arguments;
  if (!callback) return null;
  const home = functionOf(start);
  if (!isFunction(home)) return null;
  const around = new Set<Node>();
  for (let current: Node | undefined = start; current; current = current.parent) {
    if (isFunction(current) && current !== callback) around.add(current);
  }
  // each function with what decides whether it is called
  const reached = new Map<Node, readonly Node[]>([[callback, []]]);
  for (const [code, conditions] of reached) {
    if (around.has(code)) return { conditions: [...conditionsOf(start, code, sourceCode), ...conditions] };
    if (reached.size > 40) return null;
    for (const { target, conditions: more } of calledIn(code, sourceCode)) {
      if (!reached.has(target)) reached.set(target, [...conditions, ...more]);
    }
  }
  return null;
}

/** The code of a callback, and of the functions that it calls by name whatever happens. Empty where it is not in the file. */
export function codeRunBy(callback: Node, sourceCode: TSESLint.SourceCode): readonly Node[] {
  const code = isFunction(callback) ? callback : targetOf(callback, sourceCode);
  const run = new Set<Node>(code ? [code] : []);
  for (const one of run) {
    if (run.size > 20) break;
    for (const { target, conditions } of calledIn(one, sourceCode)) if (conditions.length === 0) run.add(target);
  }
  return [...run];
}

interface Called {
  readonly target: Node;
  readonly conditions: readonly Node[];
}

/** The functions that a piece of code calls by name, or that it is the name of. */
function calledIn(code: Node, sourceCode: TSESLint.SourceCode): Called[] {
  const named = targetOf(code, sourceCode);
  if (named) return [{ target: named, conditions: [] }];
  const called: Called[] = [];
  walk(code, sourceCode, (node) => {
    // what another timer or listener calls is not called now
    if (isFunction(node) && node !== code && !isCalledOnTheSpot(node)) return 'skip';
    if (node.type === 'CallExpression') {
      const target = targetOf(node.callee, sourceCode);
      if (target) called.push({ target, conditions: conditionsOf(node, code, sourceCode) });
    }
    return undefined;
  });
  return called;
}

/** Promises' callbacks, `await` in disguise, run in the course of things. */
function isCalledOnTheSpot(node: Node): boolean {
  const { parent } = node;
  if (parent?.type !== 'CallExpression') return false;
  if (parent.callee === node) return true;
  return (
    parent.callee.type === 'MemberExpression' &&
    /^(?:then|catch|finally|forEach|batch|run\w*)$/.test(propertyName(parent.callee) ?? '')
  );
}

/** The function that a name, `this.method` or `this.method.bind(this)` stands for. */
export function targetOf(expression: Node, sourceCode: TSESLint.SourceCode): Node | null {
  const value = withoutTypes(expression);
  if (value.type === 'Identifier') return functionNamed(value, sourceCode);
  if (
    value.type === 'CallExpression' &&
    value.callee.type === 'MemberExpression' &&
    propertyName(value.callee) === 'bind'
  )
    return targetOf(value.callee.object, sourceCode);
  if (value.type !== 'MemberExpression' || value.object.type !== 'ThisExpression') return null;
  const name = propertyName(value);
  for (let current: Node | undefined = value.parent; current; current = current.parent) {
    if (!isClass(current) && current.type !== 'ObjectExpression') continue;
    const members = membersIn(current, sourceCode).get(name ?? '') ?? [];
    const own = members.find(
      (member) => member.parent && 'key' in member.parent && keyName(member.parent.key, false) === name,
    );
    return own ?? members[0] ?? null;
  }
  return null;
}

/** The tests around a start inside its function, and those of statements before it that leave the function. */
export function conditionsOf(start: Node, home: Node, sourceCode: TSESLint.SourceCode): readonly Node[] {
  const conditions: Node[] = [];
  for (let inner: Node = start; inner !== home && inner.parent; inner = inner.parent) {
    const outer = inner.parent;
    if ((outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && outer.test !== inner)
      conditions.push(outer.test);
    else if (outer.type === 'LogicalExpression' && outer.right === inner) conditions.push(outer.left);
    else if (outer.type === 'CatchClause' || outer.type === 'SwitchCase') conditions.push(outer);
    else if (outer.type === 'BlockStatement') {
      const before = outer.body.slice(0, outer.body.indexOf(inner as TSESTree.Statement));
      for (const statement of before) {
        if (statement.type === 'IfStatement' && leaves(statement, sourceCode)) conditions.push(statement.test);
        if (statement.type === 'TryStatement' && leaves(statement, sourceCode)) conditions.push(statement);
      }
    }
  }
  return conditions;
}

function leaves(statement: Node, sourceCode: TSESLint.SourceCode): boolean {
  let found = false;
  walk(statement, sourceCode, (node) => {
    if (isFunction(node)) return 'skip';
    if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') found = true;
    return undefined;
  });
  return found;
}
