import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { hooksThatRunAgain } from '../../catalog/components.ts';
import { runsAtOnce, runsLater } from '../../catalog/late-acts.ts';
import { functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { beginHookOf } from '../lifecycles/begin-code.ts';
import { componentOwner, isOfEachComponent } from '../lifecycles/components.ts';
import { effectOwner } from '../lifecycles/effects.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * By what code of a component a timer is started: by the body of an effect, a watcher or a hook that the framework
 * calls; by what such a body calls, or does behind an `await`; or by nothing of the kind, as event handlers do.
 */
export type StartedIn = 'a body' | 'what a body calls' | 'a handler';

/** Errs towards `'a handler'`: functions are followed to where their names are called. */
export function startedIn(start: Node, sourceCode: SourceCode): StartedIn {
  const seen = new Set<Node>();
  const climb = (node: Node): StartedIn => {
    const home = functionOf(node);
    if (seen.has(home)) return 'a handler';
    seen.add(home);
    const found = ofHome(home, node);
    return found === 'a body' && isBehindAwait(node, home, sourceCode) ? 'what a body calls' : found;
  };
  const ofHome = (home: Node, node: Node): StartedIn => {
    if (isBody(home, node, sourceCode)) return 'a body';
    // the function of a component, which runs whenever it is drawn
    if (componentOwner(home, sourceCode)) return 'what a body calls';
    const { parent } = home;
    if (parent?.type === 'CallExpression') {
      if (parent.callee === home) return climb(parent);
      const name = calledName(parent) ?? '';
      const isPromise = name === 'then' || name === 'catch' || name === 'finally';
      if (isPromise) return climb(parent) === 'a handler' ? 'a handler' : 'what a body calls';
      if (runsAtOnce.test(name) || runsLater.test(name)) return climb(parent);
    }
    const uses = usesOf(home, sourceCode).map((call) => (call ? climb(call) : 'a handler'));
    // what only bodies call is a part of them
    if (uses.length > 0 && uses.every((use) => use === 'a body')) return 'a body';
    return uses.some((use) => use !== 'a handler') ? 'what a body calls' : 'a handler';
  };
  return climb(start);
}

/** The function of an effect or a watcher, one that a framework calls when a component begins or has changed, or the script of a component. */
function isBody(home: Node, node: Node, sourceCode: SourceCode): boolean {
  if (home.type === 'Program') return isOfEachComponent(node, sourceCode);
  if (effectOwner(home, sourceCode) || beginHookOf(home) !== null) return true;
  const { parent } = home;
  if (parent?.type === 'CallExpression')
    return parent.callee !== home && hooksThatRunAgain.has(calledName(parent) ?? '');
  const isMember = parent?.type === 'MethodDefinition' || parent?.type === 'Property';
  return isMember && parent.value === home && hooksThatRunAgain.has(keyName(parent.key, parent.computed) ?? '');
}

function isBehindAwait(node: Node, home: Node, sourceCode: SourceCode): boolean {
  if (!isFunction(home) || !('async' in home) || !home.async) return false;
  let found = false;
  walk(home, sourceCode, (inner) => {
    if (inner !== home && isFunction(inner)) return 'skip';
    found ||= inner.type === 'AwaitExpression' && inner.range[0] < node.range[0];
    return undefined;
  });
  return found;
}

/**
 * The calls of a function by its name, or by `this` and its name; also where it is given to a timer or a promise.
 * `null` stands for a mention that is no such call.
 */
function usesOf(home: Node, sourceCode: SourceCode): (Node | null)[] {
  const { parent } = home;
  const member = parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition' ? parent : null;
  if (member) return callsOfMember(member, sourceCode);
  let outer: Node | undefined = parent;
  if (outer?.type === 'CallExpression' && outer.callee !== home) outer = outer.parent;
  const name = home.type === 'FunctionDeclaration' ? home.id : outer?.type === 'VariableDeclarator' ? outer.id : null;
  return ((name && variableOf(name, sourceCode)?.references) ?? [])
    .filter(({ identifier, init }) => init !== true && identifier.parent.type !== 'ArrayExpression')
    .map(({ identifier }) => runBy(identifier));
}

function callsOfMember(
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
  sourceCode: SourceCode,
): (Node | null)[] {
  const name = keyName(member.key, member.computed);
  const home = member.parent.parent;
  const calls: (Node | null)[] = [];
  if (name === null || !isClass(home)) return calls;
  walk(home, sourceCode, (node) => {
    const isOwn = node.type === 'MemberExpression' && node.object.type === 'ThisExpression';
    if (isOwn && propertyName(node) === name) calls.push(runBy(node));
    return undefined;
  });
  return calls;
}

/** The call that runs what a name stands for: its own, or that of a timer or a promise which is given it. */
function runBy(name: Node): Node | null {
  const { parent } = name;
  if (parent?.type !== 'CallExpression') return null;
  const called = calledName(parent) ?? '';
  return parent.callee === name || runsLater.test(called) || runsAtOnce.test(called) ? parent : null;
}
