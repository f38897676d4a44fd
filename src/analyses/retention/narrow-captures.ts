import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { changingMethods, fixedParts, largeParts, smallParts } from '../../catalog/sizes.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isModuleLevel, type Reference, type Variable } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

import { contextsOf, scopeAt, type VariableSlot } from './contexts.ts';
import { isBorrowed, isCleared, isLongLived } from './shared-contexts.ts';
import { lifetimeOf } from './sink-lifetimes.ts';
import { findSinks, type Sink } from './sinks.ts';
import { sizeOfVariable, type SizeEvidence } from './size-evidence.ts';
import { brevityOf, functionsAround, isOnlyRead, reachedFrom, runsOnce } from './users.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A large value that a long-lived closure keeps for one small part of it, which never changes. Errs towards none:
 * the part is a primitive, the closure reads nothing else of the value, and nothing else keeps the value.
 */
export interface NarrowCapture {
  readonly sink: Sink;
  readonly slot: VariableSlot;
  readonly size: SizeEvidence;
  /** The part's name: `length`. */
  readonly part: string;
  /** Every place where the closure reads it. */
  readonly reads: readonly TSESTree.MemberExpression[];
}

const capturesByFile = new WeakMap<SourceCode, readonly NarrowCapture[]>();

/** One fact for each variable, with the first sink that keeps it. */
export function findNarrowCaptures(sourceCode: SourceCode): readonly NarrowCapture[] {
  let captures = capturesByFile.get(sourceCode);
  if (!captures) {
    const found = new Map<Variable, NarrowCapture>();
    for (const sink of findSinks(sourceCode)) {
      for (const capture of narrowCapturesAt(sink, sourceCode)) {
        if (!found.has(capture.slot.variable)) found.set(capture.slot.variable, capture);
      }
    }
    capturesByFile.set(sourceCode, (captures = [...found.values()]));
  }
  return captures;
}

/** Asks what the syntax tells first, and the types last. */
function narrowCapturesAt(sink: Sink, sourceCode: SourceCode): NarrowCapture[] {
  return contextsOf(sourceCode)
    .variablesKeptBy(sink.closure)
    .flatMap((slot): NarrowCapture[] => {
      const { variable, reason } = slot;
      if (reason !== 'captured' || !couldBeNarrowed(variable, sourceCode)) return [];
      const inside = variable.references.filter(({ identifier }) => isWithin(identifier, sink.closure));
      const reads = inside.map(readOf);
      const [read] = reads;
      const part = read ? propertyName(read) : null;
      if (!read || part === null || !reads.every((other) => other && propertyName(other) === part)) return [];
      const others = variable.references.filter((reference) => !inside.includes(reference));
      if (!others.every((reference) => isHarmless(reference, part, sink, sourceCode))) return [];
      const size = sizeOfVariable(variable, sourceCode);
      if (!size || size.grade === 'error' || !isFixedAndSmall(read, part, size, sourceCode)) return [];
      if (!isLongLived(lifetimeOf(sink, sourceCode))) return [];
      return [{ sink, slot, size, part, reads: reads as TSESTree.MemberExpression[] }];
    });
}

const narrowable = new WeakMap<Variable, boolean>();

/** What does not depend on the closure, and is looked at once: some function reads a part, and nothing else keeps it. */
function couldBeNarrowed(variable: Variable, sourceCode: SourceCode): boolean {
  let known = narrowable.get(variable);
  if (known === undefined) {
    const kind = variable.defs[0]?.type as string | undefined;
    known =
      (kind === 'Variable' || kind === 'Parameter') &&
      variable.references.some((reference) => readOf(reference) && functionsAround(reference).length > 0) &&
      !variable.references.some((reference) => reference.isWrite() && !reference.init) &&
      !isCleared(variable) &&
      !isModuleLevel(variable) &&
      !isBorrowed(variable, sourceCode) &&
      !runsOnce(variable.identifiers[0]!, sourceCode);
    narrowable.set(variable, known);
  }
  return known;
}

/** `value.part` that is read, and neither called nor written. */
function readOf({ identifier }: Reference): TSESTree.MemberExpression | null {
  const { parent } = identifier;
  if (parent.type !== 'MemberExpression' || parent.object !== identifier || parent.computed || parent.optional)
    return null;
  const { parent: outer } = parent;
  const isCalled = (outer.type === 'CallExpression' || outer.type === 'NewExpression') && outer.callee === parent;
  const isWritten =
    (outer.type === 'AssignmentExpression' && outer.left === parent) ||
    outer.type === 'UpdateExpression' ||
    (outer.type === 'UnaryExpression' && outer.operator === 'delete');
  return isCalled || isWritten ? null : parent;
}

/** A use outside of the closure that neither keeps the value nor changes the part. */
function isHarmless(reference: Reference, part: string, sink: Sink, sourceCode: SourceCode): boolean {
  if (reference.isWrite()) return true;
  if (!isOnlyRead(reference)) return false;
  const around = functionsAround(reference);
  const reached = reachedFrom(sink.closure, sourceCode);
  if (around.some((closure) => reached.has(closure) || brevityOf(closure, sourceCode) === null)) return false;
  const member = reference.identifier.parent;
  if (member.type !== 'MemberExpression') return true;
  const { parent } = member;
  const isChanged = parent.type === 'AssignmentExpression' && parent.left === member && propertyName(member) === part;
  const isChanging =
    parent.type === 'CallExpression' && parent.callee === member && changingMethods.has(propertyName(member) ?? '');
  return !isChanged && !(isChanging && /^(length|size)$/.test(part));
}

function isFixedAndSmall(read: Node, part: string, size: SizeEvidence, sourceCode: SourceCode): boolean {
  if (size.grade === 'large')
    return fixedParts.some(({ of, parts }) => of.includes(size.label) && parts.includes(part));
  if (largeParts.has(part)) return false;
  return typeQueriesOf(sourceCode).isPrimitive(read) ?? smallParts.has(part);
}

/** How the part can be copied before the closure is created. */
export interface CopyPlan {
  readonly name: string;
  readonly part: string;
  readonly source: string;
  readonly statement: TSESTree.Statement;
  readonly reads: readonly TSESTree.MemberExpression[];
}

/** `null` unless the closure is created by a statement of a block in which the variable has its value already. */
export function copyPlanFor({ sink, slot, part, reads }: NarrowCapture, sourceCode: SourceCode): CopyPlan | null {
  let statement: Node = sink.closure;
  while (statement.parent && statement.parent.type !== 'BlockStatement') {
    if (statement.parent.type === 'PropertyDefinition' || statement.parent.type === 'Program') return null;
    statement = statement.parent;
  }
  const [name] = slot.variable.identifiers;
  const isDeclaredBefore = name !== undefined && name.range[1] <= statement.range[0];
  // a function declaration may be called before
  if (!isDeclaredBefore || withoutTypes(sink.closure).type === 'FunctionDeclaration') return null;
  const candidates = [part, `${slot.name}${part.charAt(0).toUpperCase()}${part.slice(1)}`];
  const free = candidates.find((candidate) => isFree(candidate, sink.closure, sourceCode));
  if (!free) return null;
  return { name: free, part, source: slot.name, statement: statement as TSESTree.Statement, reads };
}

function isFree(name: string, node: Node, sourceCode: SourceCode): boolean {
  for (let scope = scopeAt(node, sourceCode); scope; scope = scope.upper) {
    if (scope.set.has(name) || scope.through.some(({ identifier }) => identifier.name === name)) return false;
  }
  return true;
}
