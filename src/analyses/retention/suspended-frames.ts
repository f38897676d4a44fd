import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { isWithin } from '../../syntax/ranges.ts';
import type { Variable } from '../../syntax/variables.ts';

import { contextsOf, scopeAt, type Scope } from './contexts.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A variable of a suspended function whose value the frame keeps, dead or not, if it has one by then. Exact for the
 * interpreter and the baseline code of V8; optimised code drops what is dead.
 */
export interface FrameValue {
  readonly variable: Variable;
  /**
   * - `register`: saved with the frame, also when its block has ended; gone when it is emptied
   * - `argument`: what was passed stays where it was passed, whatever is written to the parameter: a captured one is
   *   copied into the context, and one of a list with patterns or defaults into a variable
   * - `copy`: a captured variable in the head of a `for` is copied from round to round
   * - `context`: captured, and the scope has not ended
   * - `leftover`: captured, in a scope that has ended. It goes with the context, but a statement around the wait that
   *   needs registers of its own (a loop, a `try`) may have been given that in which the context was; nobody can tell
   */
  readonly where: 'register' | 'argument' | 'copy' | 'context' | 'leftover';
}

/** Every value that the function around an `await` or `yield` keeps while it waits there. */
export function keptByFrame(suspension: Node, sourceCode: SourceCode): readonly FrameValue[] {
  const closure = functionOf(suspension);
  if (!isFunction(closure)) return [];
  const needsRegisters = mayHoldLeftovers(suspension);
  const isPlainList = 'params' in closure && closure.params.every(({ type }) => type === 'Identifier');
  return localsOf(closure, sourceCode).flatMap((variable): FrameValue[] => {
    const isCaptured = contextsOf(sourceCode).holds(variable);
    if (isParameter(variable)) {
      return [{ variable, where: isCaptured || !isPlainList ? 'argument' : 'register' }];
    }
    if (!isCaptured) return [{ variable, where: 'register' }];
    if (isCopiedFromRoundToRound(variable)) return [{ variable, where: 'copy' }];
    if (isWithin(suspension, variable.scope.block)) return [{ variable, where: 'context' }];
    return needsRegisters ? [{ variable, where: 'leftover' }] : [];
  });
}

/**
 * Whether a statement around the wait has registers of its own, that are saved with what was in them before: a loop
 * over something, a `try`, a `switch`. What has gone out of scope, or was emptied, may be in one of them.
 */
export function mayHoldLeftovers(suspension: Node): boolean {
  for (let outer = suspension.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (/^(ForOf|ForIn|Try|Switch|With)Statement$|^CatchClause$/.test(outer.type)) return true;
    // a block that disposes of something is a `try` with a `finally`
    if (outer.type === 'BlockStatement' && outer.body.some(isUsing)) return true;
  }
  return false;
}

const isUsing = (statement: Node): boolean => statement.type === 'VariableDeclaration' && /using$/.test(statement.kind);

const isParameter = ({ defs: [definition] }: Variable): boolean => (definition?.type as string) === 'Parameter';

/** `for (let value = first(); …; …)` */
function isCopiedFromRoundToRound({ defs: [definition] }: Variable): boolean {
  const declaration = definition?.node.type === 'VariableDeclarator' ? definition.node.parent : null;
  return declaration?.kind === 'let' && declaration.parent.type === 'ForStatement';
}

/** Every variable and parameter of a function and its blocks. */
function localsOf(closure: Node, sourceCode: SourceCode): Variable[] {
  const own = scopeAt(closure, sourceCode);
  const variables: Variable[] = [];
  const pending: Scope[] = own ? [own] : [];
  for (let scope = pending.pop(); scope; scope = pending.pop()) {
    variables.push(
      ...scope.variables.filter(({ defs: [definition] }) =>
        /^(Variable|Parameter|CatchClause)$/.test((definition?.type as string) ?? ''),
      ),
    );
    pending.push(...scope.childScopes.filter((child) => child.variableScope === own?.variableScope));
  }
  return variables;
}
