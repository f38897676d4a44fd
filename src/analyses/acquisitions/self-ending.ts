import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isClass, isFunction } from '../../syntax/functions.ts';
import { propertyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

type Node = TSESTree.Node;

const answers = new WeakMap<object, boolean>();

/**
 * Whether what is made ends itself: its class disposes its own instance in a callback, when the thing that it stands
 * for has ended. Errs towards "no": only a class whose code is in the program is read, and not its bases.
 */
export function endsItself(made: Node, sourceCode: TSESLint.SourceCode): boolean {
  const place = typeQueriesOf(sourceCode).classOf(made);
  if (!place || !isClass(place.node)) return false;
  let ends = answers.get(place.identity);
  if (ends === undefined) answers.set(place.identity, (ends = disposesInCallback(place.node, place.sourceCode)));
  return ends;
}

function disposesInCallback(owner: Node, sourceCode: TSESLint.SourceCode): boolean {
  let ends = false;
  walk(owner, sourceCode, (node) => {
    if (isClass(node) && node !== owner) return 'skip';
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    if (node.callee.object.type !== 'ThisExpression' || !isDisposal(node.callee)) return undefined;
    if (isInCallback(node)) ends = true;
    return undefined;
  });
  return ends;
}

/** `dispose`, `Symbol.dispose`, and a symbol by another name: `this[disposeSymbol]()`. */
function isDisposal(callee: TSESTree.MemberExpression): boolean {
  const name = propertyName(callee) ?? (callee.property.type === 'Identifier' ? callee.property.name : '');
  return /^(?:Symbol\.)?(?:async)?dispose(?:Symbol)?$/i.test(name);
}

/** An arrow function that is given to a call. */
function isInCallback(node: Node): boolean {
  for (let outer = node.parent; outer && !isClass(outer); outer = outer.parent) {
    if (outer.type === 'ArrowFunctionExpression' && outer.parent.type === 'CallExpression') return true;
    if (isFunction(outer) && outer.type !== 'ArrowFunctionExpression') return false;
  }
  return false;
}
