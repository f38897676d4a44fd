import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { livenessName } from '../../catalog/lifecycles.ts';
import { isFunction } from '../../syntax/functions.ts';
import { propertyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { codeReachedFrom, type Owner } from '../lifecycles/owners.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

const flagsByOwner = new WeakMap<Owner, ReadonlySet<string>>();

/**
 * Whether code asks a flag that the end of the owner sets, or that is named after its end: `if (cancelled) return;`. Such a timer still fires once,
 * and does nothing. Goes by names; errs towards "yes".
 * @param code conditions, and callbacks of which the conditions count
 */
export function asksFlagOf(owner: Owner, code: readonly Node[], sourceCode: SourceCode): boolean {
  let flags = flagsByOwner.get(owner);
  if (!flags) flagsByOwner.set(owner, (flags = writtenBy(owner, sourceCode)));
  return code.some((one) =>
    (isFunction(one) ? testsIn(one, sourceCode) : [one]).some((test) =>
      names(test, sourceCode).some((name) => flags.has(name) || livenessName.test(name)),
    ),
  );
}

/** The names of what code that runs at the end writes, and of what it aborts or calls. */
function writtenBy(owner: Owner, sourceCode: SourceCode): ReadonlySet<string> {
  const written = new Set<string>();
  for (const code of codeReachedFrom(owner, sourceCode)) {
    walk(code, sourceCode, (node) => {
      const target =
        node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : null;
      const name = target && lastName(target);
      if (name === 'current' && target?.type === 'MemberExpression') written.add(lastName(target.object) ?? '');
      if (name) written.add(name);
      // `controller.abort()` sets `controller.signal.aborted`
      if (node.type === 'MemberExpression' && propertyName(node) === 'abort') written.add('aborted');
      // `setRunning(false)` of a signal or a state
      const set =
        node.type === 'CallExpression' && node.callee.type === 'Identifier'
          ? /^set([A-Z]\w*)$/.exec(node.callee.name)
          : null;
      if (set?.[1]) written.add(set[1].charAt(0).toLowerCase() + set[1].slice(1));
      return undefined;
    });
  }
  return written;
}

function lastName(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? propertyName(node) : null;
}

/** The tests in a function's own code. */
function testsIn(code: Node, sourceCode: SourceCode): Node[] {
  const tests: Node[] = [];
  walk(code, sourceCode, (node) => {
    if (node !== code && isFunction(node)) return 'skip';
    if ('test' in node && node.test) tests.push(node.test);
    if (node.type === 'LogicalExpression') tests.push(node.left);
    // a chain that begins at what the end takes away: `this.element?.focus()`
    if (node.type === 'MemberExpression' && node.optional) tests.push(node.object);
    return undefined;
  });
  return tests;
}

function names(test: Node, sourceCode: SourceCode): string[] {
  const found: string[] = [];
  walk(test, sourceCode, (node) => {
    const name = lastName(node);
    if (name !== null) found.push(name);
    return undefined;
  });
  return found;
}
