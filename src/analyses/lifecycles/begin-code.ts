import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { beginHooks } from '../../catalog/components.ts';
import { functionOf } from '../../syntax/functions.ts';
import { calledName, keyName } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import type { Owner } from './owners.ts';

type Node = TSESTree.Node;

/** The hook or method by which a framework calls a function when an owner begins; `null` where it is no such function. */
export function beginHookOf(home: Node): string | null {
  const { parent } = home;
  if (parent?.type === 'CallExpression')
    return parent.callee !== home && isBeginHook(parent) ? calledName(parent) : null;
  const isMember =
    (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition' || parent?.type === 'Property') &&
    parent.value === home;
  const name = isMember ? keyName(parent.key, parent.computed) : null;
  return name !== null && beginHooks.has(name) ? name : null;
}

/** Whether a node stands in what a framework calls when an owner begins, and not in a function inside it. */
export const isInBeginning = (node: Node): boolean => beginHookOf(functionOf(node)) !== null;

/**
 * Whether code runs whenever its owner begins: it stands in the owner's own function, in what that hands to a hook
 * that runs at the beginning, or in a function that such code calls. Errs towards "no": conditions and handlers.
 */
export function isRunByOwner(node: Node, owner: Owner, sourceCode: TSESLint.SourceCode): boolean {
  const seen = new Set<Node>();
  const isRun = (inner: Node): boolean => {
    const home = functionOf(inner);
    if (home === owner.node) return true;
    if (seen.has(home)) return false;
    seen.add(home);
    return runsOf(home, sourceCode).some(isRun);
  };
  return isRun(node);
}

/** Whether a function is the callback of `onMounted` or the like: written there, or named there and nowhere else. */
export function isCallbackOfBeginning(home: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (home.parent?.type === 'CallExpression') return beginHookOf(home) !== null;
  const [use, ...others] = usesOf(home, sourceCode);
  const call: Node | undefined = use?.parent;
  return others.length === 0 && call?.type === 'CallExpression' && call.callee !== use && isBeginHook(call);
}

/** Where the name of a function stands. */
function usesOf(home: Node, sourceCode: TSESLint.SourceCode): readonly Node[] {
  const { parent } = home;
  const name = home.type === 'FunctionDeclaration' ? home.id : parent?.type === 'VariableDeclarator' ? parent.id : null;
  const references = (name && variableOf(name, sourceCode)?.references) ?? [];
  return references.filter(({ init }) => init !== true).map(({ identifier }) => identifier);
}

/** The calls that run a function: those of its name, of itself, and of the hooks that are given it. */
function runsOf(home: Node, sourceCode: TSESLint.SourceCode): readonly Node[] {
  const { parent } = home;
  if (parent?.type === 'CallExpression') return parent.callee === home || isBeginHook(parent) ? [parent] : [];
  return usesOf(home, sourceCode).flatMap((use): Node[] => {
    const call: Node | undefined = use.parent;
    if (call?.type !== 'CallExpression') return [];
    return call.callee === use || isBeginHook(call) ? [call] : [];
  });
}

const isBeginHook = (call: TSESTree.CallExpression): boolean => beginHooks.has(calledName(call) ?? '');
