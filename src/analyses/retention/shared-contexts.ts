import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { borrowedWords } from '../../catalog/naming.ts';
import { isNullish } from '../../syntax/constants.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import type { Variable } from '../../syntax/variables.ts';

import { contextsOf, type VariableSlot } from './contexts.ts';
import { lifetimeOf, type Lifetime } from './sink-lifetimes.ts';
import { findSinks, type Sink } from './sinks.ts';
import { sizeOf, sizeOfVariable, type SizeEvidence } from './size-evidence.ts';
import { brevityOf, functionsAround, isOnlyRead, reachedFrom, runsOnce, worse, type Brevity } from './users.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A large value that a long-lived closure keeps although neither it nor anything it could call uses it: the value is
 * in the context of a scope that the closure stands in, because of another closure, and every such closure is done
 * with soon. Errs towards none: any use that could keep the value by itself, and any user whose end is not known, is
 * a reason to leave it out.
 */
export interface SharedSlot {
  readonly sink: Sink;
  readonly slot: VariableSlot;
  readonly size: SizeEvidence;
  /** The function because of which the value is in the context. */
  readonly user: Node;
  /** When the last of the users is done. */
  readonly brevity: Exclude<Brevity, null>;
}

const sharedByFile = new WeakMap<SourceCode, readonly SharedSlot[]>();

/** One fact for each variable, with the first sink that keeps it. */
export function findSharedSlots(sourceCode: SourceCode): readonly SharedSlot[] {
  let shared = sharedByFile.get(sourceCode);
  if (!shared) {
    const found = new Map<Variable, SharedSlot>();
    for (const sink of findSinks(sourceCode)) {
      for (const fact of sharedSlotsAt(sink, found, sourceCode)) found.set(fact.slot.variable, fact);
    }
    sharedByFile.set(sourceCode, (shared = [...found.values()]));
  }
  return shared;
}

/** Asks what the syntax tells first, and the type of a value last. */
function sharedSlotsAt(sink: Sink, known: ReadonlyMap<Variable, unknown>, sourceCode: SourceCode): SharedSlot[] {
  return contextsOf(sourceCode)
    .variablesKeptBy(sink.closure)
    .flatMap((slot): SharedSlot[] => {
      const { variable, reason } = slot;
      const use = reason === 'captured' && !known.has(variable) ? briefUseOf(variable, sourceCode) : null;
      if (!use || variable.references.some(({ identifier }) => isWithin(identifier, sink.closure))) return [];
      const reached = reachedFrom(sink.closure, sourceCode);
      if (use.users.some((closure) => reached.has(closure))) return [];
      const size = sizeOfVariable(variable, sourceCode);
      if (!size || size.grade === 'error' || !isLongLived(lifetimeOf(sink, sourceCode))) return [];
      return [{ sink, slot, size, user: use.user, brevity: use.brevity }];
    });
}

/** The functions that use a variable, all done with soon. */
interface BriefUse extends Pick<SharedSlot, 'user' | 'brevity'> {
  readonly users: readonly Node[];
}

/** Whatever closure keeps the variable, it is looked at once. */
const briefUses = new WeakMap<Variable, BriefUse | null>();

function briefUseOf(variable: Variable, sourceCode: SourceCode): BriefUse | null {
  let known = briefUses.get(variable);
  if (known === undefined) briefUses.set(variable, (known = computeBriefUseOf(variable, sourceCode)));
  return known;
}

/** `null`: it holds no data, is kept by others too, or a user may live on. */
function computeBriefUseOf(variable: Variable, sourceCode: SourceCode): BriefUse | null {
  if (!couldHoldData(variable) || isCleared(variable)) return null;
  if (!variable.references.every((reference) => reference.isWrite() || isOnlyRead(reference))) return null;
  const users = [...new Set(variable.references.flatMap(functionsAround))];
  const brevity = users.map((user) => brevityOf(user, sourceCode)).reduce<Brevity>(worse, 'at once');
  const [user] = users;
  if (brevity === null || !user || isBorrowed(variable, sourceCode)) return null;
  return runsOnce(declarationOf(variable), sourceCode) ? null : { user, users, brevity };
}

/** Somebody holds the sink, and for longer than an event takes to come. */
export const isLongLived = (lifetime: Lifetime): boolean =>
  lifetime === 'process' || lifetime === 'owner' || lifetime === 'handle';

const declarationOf = (variable: Variable): Node => variable.identifiers[0] ?? variable.scope.block;

/** Not a function or class, of which nothing is freed while its scope is there. */
const couldHoldData = ({ defs: [definition] }: Variable): boolean => {
  const type = definition?.type as string | undefined;
  if (type === 'Parameter') return true;
  const init = definition?.node.type === 'VariableDeclarator' ? definition.node.init : null;
  return type === 'Variable' && !(init && isFunction(init));
};

/**
 * Whether a variable is another name for what somebody else holds anyway: a member of an object, the value of
 * another variable, the result of a look-up.
 */
export function isBorrowed(variable: Variable, sourceCode: SourceCode): boolean {
  return variable.references.some(({ writeExpr, identifier }) => {
    const isItem = identifier.parent.type === 'VariableDeclarator' && identifier.parent.init !== writeExpr;
    // what a loop takes out of a list is no more borrowed than a parameter
    if (!writeExpr || identifier.parent.type === 'AssignmentPattern' || (isItem && writeExpr.type === 'Identifier')) {
      return false;
    }
    return leavesOf(writeExpr).leaves.some(({ node }) => {
      if (node.type === 'MemberExpression' || node.type === 'ThisExpression') return !isCalled(node);
      if (node.type === 'Identifier') return node.name !== 'undefined';
      if (node.type !== 'CallExpression') return false;
      const [verb = ''] = (calledName(node) ?? '').split(/(?=[A-Z])/);
      return borrowedWords.has(verb.toLowerCase()) && sizeOf(node, sourceCode)?.grade !== 'bulk';
    });
  });
}

/** `(await query()).rows`: a member of what has just been made. */
const isCalled = (node: Node): boolean =>
  node.type === 'MemberExpression' && /^(Call|Await|New)Expression$/.test(withoutTypes(node.object).type);

/** Whether the code empties a variable itself: `x = undefined`, `x = null`. */
export function isCleared(variable: Variable): boolean {
  return variable.references.some(({ init, writeExpr }) => !init && !!writeExpr && isNullish(writeExpr));
}
