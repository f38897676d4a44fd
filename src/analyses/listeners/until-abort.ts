import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { beginMethods } from '../../catalog/callees.ts';
import { lastingEnds, untilAborted } from '../../catalog/listeners.ts';
import { calledName, dottedName, withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** `while (!signal.aborted) await …`, `while (!stopped) …` of what the listener sets, `await once(signal, 'abort')` */
export function isUntilAbort(
  wait: Node,
  home: Node,
  targetKey: string | null,
  listener: Node | null,
  sourceCode: SourceCode,
): boolean {
  const value = withoutTypes(
    wait.type === 'AwaitExpression' ? wait.argument : wait.type === 'ForOfStatement' ? wait.right : wait,
  );
  if (value.type === 'CallExpression' && isGiven(value, targetKey, sourceCode)) {
    if (wait.type === 'AwaitExpression' && /abort/i.test(sourceCode.getText(value))) return true;
    if (wait.type === 'ForOfStatement' && untilAborted.has(nameAtSource(value, sourceCode))) return true;
  }
  const flags = listener ? writtenIn(listener, sourceCode) : new Set<Variable>();
  for (let outer: Node | undefined = wait; outer && outer !== home; outer = outer.parent) {
    if (outer.type !== 'WhileStatement' && outer.type !== 'DoWhileStatement' && outer.type !== 'ForStatement') continue;
    const test = outer.test ? sourceCode.getText(outer.test) : 'true';
    if (/\baborted\b/.test(test) || test === 'true' || (outer.test && reads(outer.test, flags, sourceCode)))
      return true;
  }
  return false;
}

/** The signal, or options that hold it, are among the arguments. */
function isGiven(call: TSESTree.CallExpression, targetKey: string | null, sourceCode: SourceCode): boolean {
  let found = false;
  for (const argument of call.arguments) {
    walk(argument, sourceCode, (node) => {
      found ||= targetKey !== null && keyOf(node, sourceCode) === targetKey;
      return undefined;
    });
  }
  return found;
}

/** The name of a function where it comes from: `setInterval` for `import { setInterval as every }`. */
function nameAtSource(call: TSESTree.CallExpression, sourceCode: SourceCode): string {
  const definition = variableOf(withoutTypes(call.callee), sourceCode)?.defs[0]?.node;
  if (definition?.type === 'ImportSpecifier' && definition.imported.type === 'Identifier')
    return definition.imported.name;
  return calledName(call) ?? '';
}

function writtenIn(code: Node, sourceCode: SourceCode): ReadonlySet<Variable> {
  const written = new Set<Variable>();
  walk(code, sourceCode, (node) => {
    const variable = node.type === 'AssignmentExpression' ? variableOf(node.left, sourceCode) : null;
    if (variable) written.add(variable);
    return undefined;
  });
  return written;
}

function reads(test: Node, variables: ReadonlySet<Variable>, sourceCode: SourceCode): boolean {
  let found = false;
  walk(test, sourceCode, (node) => {
    const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
    found ||= variable !== null && variables.has(variable);
    return undefined;
  });
  return found;
}

/**
 * The listener ends something that goes on by itself, and nothing else in the function ends it: what it begins lives
 * until the abort. Errs towards "yes": what ends itself (a file that is read to its end) is not told apart.
 */
export function isOnlyEnd(code: Node, home: Node, sourceCode: SourceCode): boolean {
  const ended = endedIn(code, sourceCode);
  if (ended.size === 0) return false;
  let isEndedOtherwise = false;
  walk(home, sourceCode, (node) => {
    if (node === code) return 'skip';
    const key = node.type === 'CallExpression' ? endedBy(node, sourceCode) : null;
    isEndedOtherwise ||= key !== null && ended.has(key);
    return undefined;
  });
  return !isEndedOtherwise;
}

function endedIn(code: Node, sourceCode: SourceCode): ReadonlySet<string> {
  const keys = new Set<string>();
  walk(code, sourceCode, (node) => {
    const key = node.type === 'CallExpression' ? endedBy(node, sourceCode) : null;
    if (key !== null) keys.add(key);
    return undefined;
  });
  return keys;
}

/** The key of `server` in `server.close()`, of `timer` in `clearInterval(timer)`. */
function endedBy(call: TSESTree.CallExpression, sourceCode: SourceCode): string | null {
  const callee = withoutTypes(call.callee);
  const [handle] = call.arguments;
  if (calledName(call) === 'clearInterval') return handle ? keyOf(handle, sourceCode) : null;
  return callee.type === 'MemberExpression' && call.arguments.length === 0 && lastingEnds.has(calledName(call) ?? '')
    ? keyOf(callee.object, sourceCode)
    : null;
}

/** `await server.listen(port)`, `await new Promise((done) => server.listen(port, done))`: what is begun goes on behind it. */
export function isBeginning(wait: Node, sourceCode: SourceCode): boolean {
  const value = wait.type === 'AwaitExpression' ? withoutTypes(wait.argument) : null;
  if (value?.type === 'CallExpression') return beginsWork(calledName(value) ?? '');
  let begins = false;
  if (value?.type === 'NewExpression' && dottedName(value.callee) === 'Promise') {
    walk(value, sourceCode, (node) => {
      begins ||= node.type === 'CallExpression' && beginsWork(calledName(node) ?? '');
      return undefined;
    });
  }
  return begins;
}

const beginsWork = (name: string): boolean =>
  beginMethods.has(name) ||
  /^(?:listen|start|init|launch|mount|subscribe|register|load|setup|watch|serve|create|once|ready)/i.test(name);
