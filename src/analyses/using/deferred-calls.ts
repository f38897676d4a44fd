import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { laterWords, runOnceLater, runRepeatedly, takeListenersAway } from '../../catalog/lifetimes.ts';
import { genericReleaseMethods } from '../../catalog/naming.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { UsingDeclaration } from './using-declarations.ts';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * Whether a call is sure to run a callback only after the block of a `using` declaration has ended, or also then.
 * Errs towards no: a call whose result is kept can be undone, and a block that waits may wait for the callback.
 */
export function isRunLater(
  call: Call,
  callback: Node,
  declaration: UsingDeclaration,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const name = calledName(call);
  const isDropped =
    call.parent.type === 'ExpressionStatement' ||
    (call.parent.type === 'UnaryExpression' && call.parent.operator === 'void');
  if (name === null || !isDropped || !usesMoreThanRelease(callback, declaration, sourceCode)) return false;
  const [first = ''] = name.split(/(?=[A-Z])|_/);
  const isPromise = name === 'then' || name === 'finally' || name === 'catch';
  if (runOnceLater.has(name) || laterWords.has(first) || isPromise)
    return !waitsAfter(call.range[0], declaration, sourceCode);
  return (
    runRepeatedly.has(name) && isOfLongLife(call, declaration, sourceCode) && !isTakenAway(declaration, sourceCode)
  );
}

/** A callback that does nothing but release asks for nothing that would be gone. */
function usesMoreThanRelease(callback: Node, { variable }: UsingDeclaration, sourceCode: TSESLint.SourceCode): boolean {
  if (!isFunction(callback)) return true;
  let uses = false;
  walk(callback, sourceCode, (node) => {
    if (node.type !== 'Identifier' || variableOf(node, sourceCode) !== variable) return undefined;
    const { parent } = node;
    const isRelease =
      parent.type === 'MemberExpression' &&
      (genericReleaseMethods.has(propertyName(parent) ?? '') || (propertyName(parent) ?? '').startsWith('Symbol.'));
    if (!isRelease) uses = true;
    return undefined;
  });
  return uses;
}

/** Whether the code waits for something between a place in the text and the end of a declaration's block. */
export function waitsAfter(
  position: number,
  { block, home }: UsingDeclaration,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const canWait = ('async' in home && home.async) || ('generator' in home && home.generator) || home.type === 'Program';
  if (!canWait) return false;
  let waits = false;
  walk(block, sourceCode, (inner) => {
    if (isFunction(inner) && inner !== block) return 'skip';
    const isWait =
      inner.type === 'AwaitExpression' ||
      inner.type === 'YieldExpression' ||
      (inner.type === 'ForOfStatement' && inner.await);
    if (isWait && inner.range[1] > position) waits = true;
    // what is declared later is disposed, and waited for, earlier
    if (inner.type === 'VariableDeclaration' && inner.kind === 'await using' && inner.range[0] > position) waits = true;
    return undefined;
  });
  return waits;
}

/** A target that was there before the block, or that the program owns: `process`, `window`, a parameter, a field. */
function isOfLongLife(call: Call, { block, variable }: UsingDeclaration, sourceCode: TSESLint.SourceCode): boolean {
  const callee = withoutTypes(call.callee);
  if (callee.type === 'Identifier') return true;
  let root: Node = callee;
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  if (root.type === 'ThisExpression') return true;
  const target = root.type === 'Identifier' ? variableOf(root, sourceCode) : null;
  if (root.type !== 'Identifier' || target === variable) return false;
  if (!target || target.defs.length === 0) return true;
  const { range } = target.scope.block;
  // a parameter of the function itself has the scope of the function
  const isGiven = target.defs.some(({ node }) => isFunction(node));
  return isGiven || range[0] < block.range[0] || range[1] > block.range[1] || target.scope.type === 'module';
}

/** Whether the function takes listeners away, or listens under a signal. */
function isTakenAway({ home }: UsingDeclaration, sourceCode: TSESLint.SourceCode): boolean {
  let isFound = false;
  walk(home, sourceCode, (node) => {
    if (node.type === 'CallExpression' && takeListenersAway.has(calledName(node) ?? '')) isFound = true;
    if (node.type === 'Property' && node.key.type === 'Identifier' && node.key.name === 'signal') isFound = true;
    return undefined;
  });
  return isFound;
}
