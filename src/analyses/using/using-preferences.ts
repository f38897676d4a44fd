import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { finalMethods } from '../../catalog/after-release.ts';
import { functionOf } from '../../syntax/functions.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isReportedAt } from '../acquisitions/confidence.ts';
import { isLastStep, isUsedInPlace, needsAfterwards } from './disposal-plans.ts';
import type { Handle } from '../acquisitions/handles.ts';
import { usesOf, type HandleUse } from '../acquisitions/handle-uses.ts';
import { findReleaseVerdicts, type ReleaseVerdict } from '../paths/release-paths.ts';
import { statementOf } from './release-steps.ts';
import { canAwaitAt, canBecomeUsing, isBoundOrProxied } from './using-gates.ts';
import { refusesBoundMethods, runsOnlySince, usingSupportIn, type FileContext } from './using-support.ts';

/** A resource that is released by hand, and whose release `using` can take over. */
export interface ReplaceableRelease {
  readonly handle: Handle;
  readonly keyword: 'using' | 'await using';
  readonly declarator: TSESTree.VariableDeclarator;
  /** The statement that releases. */
  readonly release: TSESTree.ExpressionStatement;
}

/** How `using` takes over; one edit each, whatever number of resources it is for. */
export type UsingPreference = { readonly resources: readonly [ReplaceableRelease, ...ReplaceableRelease[]] } & (
  | { readonly write: 'keyword' }
  /** Something follows the release: the resource gets a block of its own. */
  | { readonly write: 'block' }
  /** The `try` goes; `shape` says what is left of it: its statements, a block, or the `try` with its `catch`. */
  | {
      readonly write: 'without try';
      readonly statement: TSESTree.TryStatement;
      readonly shape: 'statements' | 'block' | 'catch';
      /** Nothing changes but the form. */
      readonly isSafe: boolean;
    }
);

/**
 * Releases by hand that `using` says better and, where something throws, more safely.
 * Errs towards silence: where the order of releases or of other statements would change, where the release is given
 * something or its result is used, and where it is not sure that `using` runs.
 */
export function findUsingPreferences(sourceCode: TSESLint.SourceCode, file: FileContext): readonly UsingPreference[] {
  const found: UsingPreference[] = [];
  const byTry = new Map<TSESTree.TryStatement, ReplaceableRelease[]>();
  const others: ReplaceableRelease[] = [];
  for (const verdict of findReleaseVerdicts(sourceCode, file.settings, { exceptionPaths: false })) {
    const resource = replaceable(verdict, sourceCode, file);
    if (!resource) continue;
    const { release } = resource;
    const guarded = release.parent.type === 'BlockStatement' ? release.parent.parent : null;
    if (guarded?.type === 'TryStatement' && guarded.finalizer === release.parent)
      byTry.set(guarded, [...(byTry.get(guarded) ?? []), resource]);
    else others.push(resource);
  }
  const together = trailingTogether(others);
  for (const [first, ...more] of together) found.push({ write: 'keyword', resources: [first, ...more] });
  for (const resource of others.filter((other) => !together.flat().includes(other))) {
    const preference = trailing(resource, sourceCode);
    if (preference) found.push(preference);
  }
  for (const [statement, resources] of byTry) {
    const preference = guarding(statement, resources, sourceCode);
    if (preference) found.push(preference);
  }
  return found;
}

/** Whether one variable alone holds one resource, which works only while it is held and is released on every way out. */
export const isReleasedUnderOneName = ({ verdict, isStarted, handle, acquisition }: ReleaseVerdict): boolean =>
  verdict === 'every path' &&
  !acquisition.kind.worksUnattended &&
  !isStarted &&
  !handle.isMany &&
  handle.acquisitions.length === 1 &&
  handle.variables.size === 1 &&
  acquisition.isAwaited;

function replaceable(
  verdict: ReleaseVerdict,
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
): ReplaceableRelease | null {
  const { acquisition, handle } = verdict;
  const { kind, position } = acquisition;
  const isPlain = isReleasedUnderOneName(verdict) && !acquisition.isConditional && !acquisition.couldBeFalsy;
  if (!isPlain || !kind.disposal || !isReportedAt(acquisition, 'high')) return null;
  if (position.at !== 'variable' || position.write.type !== 'VariableDeclarator') return null;
  const uses = usesOf(handle, sourceCode);
  const releases = uses.filter((use) => use.does === 'release');
  const release = releases.length === 1 && releases[0] ? plainRelease(releases[0]) : null;
  const areReads = uses.every(
    ({ does, identifier }) => does === 'release' || (does === 'read' && isUsedInPlace(identifier, handle, sourceCode)),
  );
  if (!release || !areReads) return null;
  const home = functionOf(position.write);
  const isAsync = canAwaitAt(home, sourceCode);
  const keyword = kind.disposal.sync ? 'using' : 'await using';
  if (keyword === 'await using' && !isAsync) return null;
  if (kind.disposableSince && !runsOnlySince(kind.disposableSince, file.physicalFilename)) return null;
  const isCaptured = uses.some(({ identifier }) => functionOf(identifier) !== home);
  if (usingSupportIn(sourceCode, file, keyword === 'await using', isCaptured) !== 'yes') return null;
  if (refusesBoundMethods(sourceCode, file.physicalFilename) && isBoundOrProxied(acquisition, sourceCode)) return null;
  const declaration = position.write.parent;
  if (declaration.declarations.length !== 1 || declaration.parent.type !== 'BlockStatement') return null;
  if (!canBecomeUsing(position.write, null, handle, sourceCode)) return null;
  const needs = needsAfterwards(uses, isAsync, sourceCode);
  if (!needs || needs.toAwait.length > 0) return null;
  return { handle, keyword, declarator: position.write, release };
}

/** `r.dispose();`, `await r?.close();`: a statement of its own, by a name that ends the resource, and given nothing. */
function plainRelease(use: HandleUse & { does: 'release' }): TSESTree.ExpressionStatement | null {
  const { at } = use;
  if (at.type !== 'CallExpression' || at.arguments.length > 0) return null;
  const callee = withoutTypes(at.callee);
  const isKnown = callee.type === 'MemberExpression' && finalMethods.has(propertyName(callee) ?? '');
  const statement = statementOf(at);
  return isKnown && statement?.type === 'ExpressionStatement' ? statement : null;
}

/** The last steps of a block, when they release several resources in the reverse order of their acquisition. */
function trailingTogether(
  resources: readonly ReplaceableRelease[],
): (readonly [ReplaceableRelease, ...ReplaceableRelease[]])[] {
  const byRelease = new Map<TSESTree.Node, ReplaceableRelease>(resources.map((one) => [one.release, one]));
  return resources.flatMap((first) => {
    const block = first.declarator.parent.parent;
    if (block.type !== 'BlockStatement' || first.release.parent !== block || !isLastStep(first.release, block))
      return [];
    const group: [ReplaceableRelease, ...ReplaceableRelease[]] = [first];
    for (let index = block.body.indexOf(first.release) - 1; index > 0; index--) {
      const next = byRelease.get(block.body[index]!);
      const isInside = next && next.declarator.range[0] > group.at(-1)!.declarator.range[0];
      if (!isInside || next.declarator.parent.parent !== block) break;
      group.push(next);
    }
    return group.length > 1 ? [group] : [];
  });
}

/** The release is a statement beside the declaration. */
function trailing(resource: ReplaceableRelease, sourceCode: TSESLint.SourceCode): UsingPreference | null {
  const { declarator, release } = resource;
  const block = declarator.parent.parent;
  if (block.type !== 'BlockStatement' || release.parent !== block) return null;
  if (isLastStep(release, block)) {
    // what `using` disposes at the end of the block is disposed after this release, and would come before it
    const isBeforeUsing = block.body.some(
      (statement) =>
        statement.type === 'VariableDeclaration' &&
        /using/.test(statement.kind) &&
        statement.range[0] > declarator.range[1],
    );
    return isBeforeUsing ? null : { write: 'keyword', resources: [resource] };
  }
  const statements = block.body.slice(block.body.indexOf(declarator.parent), block.body.indexOf(release) + 1);
  const isOneSpan = statements.every(({ type }) => !/^(Function|Class)Declaration$/.test(type));
  return isOneSpan && isUnusedAfter(statements, release, sourceCode) ? { write: 'block', resources: [resource] } : null;
}

/** The releases are all that `finally` does. */
function guarding(
  statement: TSESTree.TryStatement,
  resources: readonly ReplaceableRelease[],
  sourceCode: TSESLint.SourceCode,
): UsingPreference | null {
  const block = statement.parent;
  const releases = statement.finalizer?.body ?? [];
  const [first, ...others] = [...resources].sort((one, other) => one.declarator.range[0] - other.declarator.range[0]);
  if (!first || block.type !== 'BlockStatement' || releases.length !== resources.length) return null;
  const all = [first, ...others] as const;
  // the last one that is acquired is the first that is released
  if (all.some(({ release }, index) => releases[releases.length - 1 - index] !== release)) return null;
  const start = block.body.indexOf(statement) - all.length;
  if (all.some(({ declarator }, index) => block.body[start + index] !== declarator.parent)) return null;
  if (sourceCode.getCommentsInside(statement.finalizer!).length > 0) return null;

  const isLast = isLastStep(statement, block);
  const isSafe = isLast && all.every(isSameAsDisposal);
  const how = { write: 'without try', resources: all, statement } as const;
  if (statement.handler) return isLast ? { ...how, shape: 'catch', isSafe: false } : null;
  if (isLast && !hidesNames(statement.block, block, sourceCode)) return { ...how, shape: 'statements', isSafe };
  const declarations = all.map(({ declarator }) => declarator.parent);
  return isUnusedAfter(declarations, statement, sourceCode) ? { ...how, shape: 'block', isSafe: false } : null;
}

/** What the language itself calls at the end of the block. */
function isSameAsDisposal({ release, keyword }: ReplaceableRelease): boolean {
  const call = release.expression.type === 'AwaitExpression' ? release.expression.argument : release.expression;
  const callee = call.type === 'CallExpression' ? withoutTypes(call.callee) : null;
  const name = callee?.type === 'MemberExpression' ? propertyName(callee) : null;
  return keyword === 'using'
    ? name === 'Symbol.dispose'
    : name === 'Symbol.asyncDispose' && call !== release.expression;
}

/** Whether nothing behind a statement reads what the statements before it declare. */
function isUnusedAfter(
  declarations: readonly TSESTree.Statement[],
  last: TSESTree.Statement,
  sourceCode: TSESLint.SourceCode,
): boolean {
  return declarations
    .flatMap((statement) => sourceCode.getDeclaredVariables?.(statement) ?? [])
    .every(({ references }) => references.every(({ identifier }) => identifier.range[1] <= last.range[1]));
}

/**
 * Whether a block declares a name that also means something around it, up to the block in which its statements would
 * come to stand: a declaration there, or a name that is read before.
 */
export function hidesNames(
  block: TSESTree.BlockStatement,
  around: TSESTree.BlockStatement,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const scope = sourceCode.scopeManager?.acquire(block);
  if (!scope) return false;
  for (let outer = scope.upper; outer; outer = outer.upper) {
    const { set, through } = outer;
    const isHiding = scope.variables.some(
      ({ name }) =>
        set.has(name) ||
        through.some(({ identifier }) => identifier.name === name && identifier.range[0] < block.range[0]),
    );
    if (isHiding) return true;
    if (isWithin(around, outer.block)) return false;
  }
  return false;
}
