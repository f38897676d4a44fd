import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../syntax/functions.ts';
import { calledName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { Acquisition } from '../acquisitions/acquisitions.ts';
import type { Handle } from '../acquisitions/handles.ts';
import { calleeOf } from '../callees/callee-bodies.ts';
import { isProgramEnd } from '../paths/throwing.ts';
import type { ResourceKind } from '../acquisitions/resource-kinds.ts';

type Node = TSESTree.Node;

// What must hold of a declaration before it becomes a `using` declaration. Errs towards "it cannot"; the numbers are
// those of docs/architecture.md.

/** G5–G13: whether nothing about a variable forbids `using`. */
export function canBecomeUsing(
  declarator: TSESTree.VariableDeclarator,
  assignment: TSESTree.AssignmentExpression | null,
  handle: Handle,
  sourceCode: TSESLint.SourceCode,
): boolean {
  return (
    isWritable(declarator, assignment, handle) &&
    !hidesRelease(declarator.id, ['Symbol.dispose', 'Symbol.asyncDispose'], sourceCode)
  );
}

/** G5–G11: whether the declaration can become a `using` declaration at all. */
function isWritable(
  declarator: TSESTree.VariableDeclarator,
  assignment: TSESTree.AssignmentExpression | null,
  handle: Handle,
): boolean {
  const { parent: declaration } = declarator;
  const { references, scope } = handle.variable;
  if (declarator.id.type !== 'Identifier' || declaration.parent.type === 'ExportNamedDeclaration') return false;
  const writes = references.filter((reference) => reference.isWrite());
  if (writes.length !== 1) return false;
  if (declaration.kind === 'var') {
    // a `var` may be read outside its block and before its line; a `using` may not
    const block = declaration.parent;
    if (block.type !== 'BlockStatement' || scope.type === 'global') return false;
    const isInside = ({ identifier }: { identifier: Node }): boolean =>
      identifier.range[0] >= declarator.range[0] && identifier.range[1] <= block.range[1];
    if (!references.every(isInside)) return false;
  }
  if (declaration.declarations.length > 1 && declaration.parent.type === 'ForStatement') return false;
  if (!assignment) return declarator.init !== null;
  // `let r; r = open();` on the next line
  const siblings = declaration.parent.type === 'BlockStatement' ? declaration.parent.body : [];
  const next = siblings[siblings.indexOf(declaration) + 1];
  return (
    declaration.declarations.length === 1 &&
    declarator.init === null &&
    next === assignment.parent &&
    next.type === 'ExpressionStatement' &&
    assignment.operator === '='
  );
}

/** G13: the variable has a type without such a release: `const r: Reader = create()`, `const r = create() as Reader`. */
export function hidesRelease(id: Node, methods: readonly string[], sourceCode: TSESLint.SourceCode): boolean {
  const init = id.parent?.type === 'VariableDeclarator' ? id.parent.init : null;
  const isDeclared = 'typeAnnotation' in id && id.typeAnnotation;
  if (!isDeclared && init?.type !== 'TSAsExpression' && init?.type !== 'TSTypeAssertion') return false;
  const types = typeQueriesOf(sourceCode);
  const isDisposal = methods.some((method) => method.startsWith('Symbol.'));
  return isDisposal ? types.disposabilityOf(id) === null : types.hasMember(id, new Set(methods)) === false;
}

/** G14: an async function, or the top level of a module that waits there already: what it is compiled to allows that. */
export function canAwaitAt(home: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (home.type !== 'Program') return 'async' in home && home.async;
  let waits = false;
  walk(home, sourceCode, (node) => {
    if (waits || isFunction(node)) return 'skip';
    const isWait =
      node.type === 'AwaitExpression' ||
      (node.type === 'ForOfStatement' && node.await) ||
      (node.type === 'VariableDeclaration' && node.kind === 'await using');
    if (isWait) waits = true;
    return undefined;
  });
  return waits;
}

/** G24: whether the dispose method is a bound function, or reached through a proxy: by the type, and by the code of the maker. */
export function isBoundOrProxied({ producers }: Acquisition, sourceCode: TSESLint.SourceCode): boolean {
  return producers.some(({ node }) => {
    const callee = calleeOf(node, sourceCode);
    const code = callee && callee !== 'declared' ? callee.sourceCode.getText(callee.body) : '';
    return typeQueriesOf(sourceCode).disposesBound(node) || /\bnew Proxy\(/.test(code);
  });
}

/** G26: what ends the program in the block of a resource ends it without a disposal. */
export function endsProgram({ block }: Handle, sourceCode: TSESLint.SourceCode): boolean {
  let ends = false;
  walk(block, sourceCode, (node) => {
    if (isProgramEnd(node)) ends = true;
    return undefined;
  });
  return ends;
}

/** The keyword that disposes of a kind: where the code can wait for it, by the asynchronous protocol if there is one. */
export function keywordFor({ disposal }: ResourceKind, canAwait: boolean): 'using' | 'await using' | null {
  if (canAwait && disposal?.async) return 'await using';
  return disposal?.sync ? 'using' : null;
}

/**
 * Whether the value of an acquisition is for sure what its producer gives: `create().self()` is when `self` is declared
 * to return `this`; a method that returns the same type could make another one.
 */
export function isOfItsProducer({ producers, position }: Acquisition, sourceCode: TSESLint.SourceCode): boolean {
  const types = typeQueriesOf(sourceCode);
  return producers.every(({ node }) => {
    for (let value: Node = node; value !== position.expression && value.parent; value = value.parent) {
      const call: Node = value.parent;
      if (call.type !== 'CallExpression' || call.callee !== value || value === node) continue;
      const name = calledName(call) ?? '';
      if (types.hasTypes && !/^(catch|finally)$/.test(name) && !types.returnsThis(call)) return false;
    }
    return true;
  });
}
