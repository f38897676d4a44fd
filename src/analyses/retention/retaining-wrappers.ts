import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../syntax/functions.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';

import { findReturnedClosures } from './sinks.ts';

type SourceCode = TSESLint.SourceCode;

/**
 * A wrapper that calls a function once, remembers that it did, and keeps the function all the same, with all that
 * the function keeps. Errs towards none: the flag is set and asked by the wrapper itself, and the function is used
 * by nothing but the one call.
 */
export interface RetainingWrapper {
  readonly parameter: TSESTree.Identifier;
  /** The statement that calls the function, when it can be emptied behind it. */
  readonly call: TSESTree.ExpressionStatement | null;
  readonly wrapper: TSESTree.Node;
}

export function findRetainingWrappers(sourceCode: SourceCode): readonly RetainingWrapper[] {
  // a flag is set with these words
  if (!/=\s*true\b/.test(sourceCode.text)) return [];
  return findReturnedClosures(sourceCode).flatMap(({ closure }): RetainingWrapper[] => {
    const maker = enclosingFunction(closure);
    const called = (maker?.params ?? []).flatMap((parameter): RetainingWrapper[] => {
      const variable = parameter.type === 'Identifier' ? variableOf(parameter, sourceCode) : null;
      if (parameter.type !== 'Identifier' || !variable) return [];
      const [only, ...others] = variable.references;
      const call = only?.identifier.parent;
      if (!only || others.length > 0 || call?.type !== 'CallExpression' || call.callee !== only.identifier) return [];
      if (!isWithin(call, closure) || enclosingFunction(call) !== closure) return [];
      return [{ parameter, call: statementOf(call), wrapper: closure }];
    });
    return maker && called.length > 0 && setsFlag(closure, maker, sourceCode) ? called : [];
  });
}

type Maker = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

function enclosingFunction(node: TSESTree.Node): Maker | null {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (isFunction(outer)) return outer.type === 'StaticBlock' ? null : outer;
  }
  return null;
}

/** `result = fn();` and `fn();`, not `return fn();`. */
function statementOf(call: TSESTree.CallExpression): TSESTree.ExpressionStatement | null {
  let node: TSESTree.Node = call;
  while (node.parent?.type === 'AssignmentExpression' || node.parent?.type === 'AwaitExpression') node = node.parent;
  return node.parent?.type === 'ExpressionStatement' ? node.parent : null;
}

/** The closure asks a variable of the maker in a condition, and sets it to `true` for good. */
function setsFlag(closure: TSESTree.Node, maker: TSESTree.Node, sourceCode: SourceCode): boolean {
  const set = new Set<Variable>();
  const asked = new Set<Variable>();
  walk(closure, sourceCode, (node) => {
    if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') {
      const isTrue = node.right.type === 'Literal' && node.right.value === true;
      const flag = isTrue ? variableOf(node.left, sourceCode) : null;
      if (flag) set.add(flag);
    }
    if (node.type === 'IfStatement') {
      walk(node.test, sourceCode, (part) => {
        const flag = part.type === 'Identifier' ? variableOf(part, sourceCode) : null;
        if (flag) asked.add(flag);
        return undefined;
      });
    }
    return undefined;
  });
  return [...set].some(
    (flag) =>
      asked.has(flag) &&
      flag.scope.block === maker &&
      flag.references.every(
        ({ writeExpr }) =>
          !writeExpr || (writeExpr.type === 'Literal' && (writeExpr.value === true || writeExpr.value === false)),
      ) &&
      flag.references
        .filter(({ writeExpr }) => writeExpr?.type === 'Literal' && writeExpr.value === false)
        .every(({ init }) => init),
  );
}
