import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { runCallbackNow } from '../../catalog/callees.ts';
import { functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, dottedName } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { routesOf, type Carrier, type Route } from './escape-routes.ts';
import { outermostClosure } from '../acquisitions/handle-uses.ts';
import { findUsingDeclarations, siblingsOf, type UsingDeclaration } from './using-declarations.ts';

type Node = TSESTree.Node;

/**
 * A way on which a `using` resource, or what needs it, outlives the block at whose end it is disposed.
 * Errs towards silence: what is only lent, waited for, or of unknown use does not count, nor does what a generator
 * yields, which its consumer has while the generator still stands in the block.
 */
export interface UsingEscape extends Route {
  readonly declaration: UsingDeclaration;
  /** What makes it right: an `await`, a declaration with `const`, or nothing that can be written here. */
  readonly cure:
    { readonly write: 'await'; readonly promise: Node; readonly isSafe: boolean } | { readonly write: 'const' } | null;
}

/** Every escape of a file, in source order; one for each expression that leaves. */
export function findUsingEscapes(sourceCode: TSESLint.SourceCode): readonly UsingEscape[] {
  const escapes = findUsingDeclarations(sourceCode).flatMap((declaration) =>
    routesFrom(declaration, sourceCode).map((route): UsingEscape => ({
      ...route,
      declaration,
      cure: cureOf(route, declaration),
    })),
  );
  return [...new Map(escapes.map((escape) => [escape.node, escape])).values()];
}

function routesFrom(declaration: UsingDeclaration, sourceCode: TSESLint.SourceCode): Route[] {
  const closures = new Set<FunctionNode>();
  const direct: Node[] = [];
  for (const { identifier, init, isTypeReference } of declaration.variable.references) {
    if (init || isTypeReference) continue;
    const closure = outermostClosure(identifier, declaration.home);
    if (closure) closures.add(closure);
    if (!closure || areAllRunNow(identifier, declaration)) direct.push(identifier);
  }
  const carrier = (value: Node, cargo: Carrier['cargo']): Carrier => ({
    cargo,
    value,
    isInside: false,
    promise: null,
    isGuess: false,
  });
  return [
    ...direct.flatMap((value) => routesOf(carrier(value, 'resource'), declaration, sourceCode)),
    ...[...closures].flatMap((closure) => routesOfClosure(closure, declaration, sourceCode, carrier)),
  ];
}

function routesOfClosure(
  closure: FunctionNode,
  declaration: UsingDeclaration,
  sourceCode: TSESLint.SourceCode,
  carrier: (value: Node, cargo: Carrier['cargo']) => Carrier,
): Route[] {
  if (closure.type !== 'FunctionDeclaration') return routesOf(carrier(closure, 'function'), declaration, sourceCode);
  const exported =
    closure.parent.type === 'ExportNamedDeclaration' || closure.parent.type === 'ExportDefaultDeclaration';
  if (exported) return routesOf(carrier(closure, 'function'), declaration, sourceCode);
  const references = (closure.id && variableOf(closure.id, sourceCode)?.references) ?? [];
  return references
    .filter(({ identifier }) => functionOf(identifier) === declaration.home)
    .flatMap(({ identifier }) => routesOf(carrier(identifier, 'function'), declaration, sourceCode));
}

/** Whether every function between a reference and the code of the declaration has run when the block ends. */
function areAllRunNow(identifier: Node, { home }: UsingDeclaration): boolean {
  for (let node: Node | undefined = identifier.parent; node && node !== home; node = node.parent) {
    if (isFunction(node) && !isRunNow(node)) return false;
  }
  return true;
}

function isRunNow(closure: FunctionNode): boolean {
  const call = closure.parent;
  if (call?.type === 'NewExpression') return false;
  if (call?.type !== 'CallExpression' || call.callee === closure) return false;
  return runCallbackNow.has(calledName(call) ?? '') || runCallbackNow.has(dottedName(call.callee) ?? '');
}

function cureOf(route: Route, declaration: UsingDeclaration): UsingEscape['cure'] {
  const statement = route.node.parent;
  const isReturned = route.how === 'returned' && statement?.type === 'ReturnStatement';
  const { home } = declaration;
  if (route.cargo === 'promise' && route.promise) {
    if (route.how !== 'returned' || route.isInside || !('async' in home && home.async && !home.generator)) return null;
    if (functionOf(route.promise) !== home) return null;
    return { write: 'await', promise: route.promise, isSafe: !route.isGuess && !isInTry(route.node, home) };
  }
  // the caller gets it to release: right when there is no other way out
  if (route.cargo !== 'resource' || route.isGuess || !isReturned || declaration.loop) return null;
  return siblingsOf(declaration).at(-1) === statement && isOnlyWayOut(statement, declaration)
    ? { write: 'const' }
    : null;
}

/** In a `try`, the promise that is waited for would be caught, and `finally` would run later. */
function isInTry(node: Node, home: Node): boolean {
  for (let outer: Node | undefined = node.parent; outer && outer !== home; outer = outer.parent) {
    if (outer.type === 'TryStatement') return true;
  }
  return false;
}

function isOnlyWayOut(statement: TSESTree.ReturnStatement, declaration: UsingDeclaration): boolean {
  const statements = siblingsOf(declaration);
  const between = statements.slice(
    statements.indexOf(declaration.declarator.parent) + 1,
    statements.indexOf(statement),
  );
  return between.every(({ type }) => type === 'ExpressionStatement' || type === 'VariableDeclaration');
}
