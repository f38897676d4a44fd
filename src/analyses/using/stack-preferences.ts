import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { finalMethods } from '../../catalog/after-release.ts';
import { functionOf } from '../../syntax/functions.ts';
import { propertyName } from '../../syntax/names.ts';
import { isModuleLevel, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { isReportedAt } from '../acquisitions/confidence.ts';
import { usesOf } from '../acquisitions/handle-uses.ts';
import type { Handle } from '../acquisitions/handles.ts';
import { freeName } from '../acquisitions/new-names.ts';
import { findReleaseVerdicts, type ReleaseVerdict } from '../paths/release-paths.ts';
import { isLastStep, isUsedInPlace, needsAfterwards } from './disposal-plans.ts';
import { statementOf } from './release-steps.ts';
import { hidesNames, isReleasedUnderOneName } from './using-preferences.ts';
import { usingSupportIn, type FileContext } from './using-support.ts';

type Node = TSESTree.Node;

/** One of the resources: a stack disposes of it by itself, or is told how. */
export interface Stacked {
  readonly handle: Handle;
  readonly declarator: TSESTree.VariableDeclarator;
  /** The call that releases, for what has no dispose method; `null` where the stack knows. */
  readonly release: TSESTree.CallExpression | null;
  readonly isAwaited: boolean;
}

/** Several resources that `finally` blocks release, and a stack can hold. */
export interface StackPreference {
  readonly name: string;
  readonly isAsync: boolean;
  /** In the order of their acquisition. */
  readonly held: readonly [Stacked, Stacked, ...Stacked[]];
  readonly outer: TSESTree.TryStatement;
  /** The `try` around what uses them all; the outer one itself, or one in it that stands there alone. */
  readonly inner: TSESTree.TryStatement;
  /** Something follows: the resources get a block of their own. */
  readonly needsBlock: boolean;
}

interface Found extends Stacked {
  readonly statement: TSESTree.ExpressionStatement;
}

/**
 * Two resources or more that are released by `finally` in the reverse order of their acquisition, at least one of
 * them without a dispose method: what `using` cannot hold, a DisposableStack can. Errs towards silence, as for `using`.
 */
export function findStackPreferences(sourceCode: TSESLint.SourceCode, file: FileContext): readonly StackPreference[] {
  const { program } = typeQueriesOf(sourceCode);
  if (!program?.knowsDisposableStack || !sourceCode.text.includes('finally')) return [];
  // no closure captures the stack: what it is told is given the resource again
  if (usingSupportIn(sourceCode, file, true, false) !== 'yes') return [];
  const byTry = new Map<TSESTree.TryStatement, Found[]>();
  for (const verdict of findReleaseVerdicts(sourceCode, file.settings, { exceptionPaths: false })) {
    const found = releasedOnce(verdict, sourceCode);
    const guarded = found?.statement.parent.parent;
    if (!found || guarded?.type !== 'TryStatement' || guarded.finalizer !== found.statement.parent) continue;
    byTry.set(guarded, [...(byTry.get(guarded) ?? []), found]);
  }
  const inside = new Set([...byTry.keys()].map((statement) => loneTryIn(statement)));
  return [...byTry.keys()]
    .filter((statement) => !inside.has(statement))
    .flatMap((outer) => preferenceAt(outer, byTry, sourceCode) ?? []);
}

/** The `try` at the end of another one's block, where nothing but declarations stands before it. */
function loneTryIn({ block, handler }: TSESTree.TryStatement): TSESTree.TryStatement | null {
  const last = block.body.at(-1);
  const isLone = block.body.slice(0, -1).every(({ type }) => type === 'VariableDeclaration');
  return last?.type === 'TryStatement' && isLone && !handler && !last.handler ? last : null;
}

function preferenceAt(
  outer: TSESTree.TryStatement,
  byTry: ReadonlyMap<TSESTree.TryStatement, readonly Found[]>,
  sourceCode: TSESLint.SourceCode,
): StackPreference | null {
  const block = outer.parent;
  if (block.type !== 'BlockStatement') return null;
  const all: Found[] = [];
  let inner = outer;
  for (let statement: TSESTree.TryStatement | null = outer; statement; statement = loneTryIn(statement)) {
    const own = ownOf(statement, byTry.get(statement) ?? []);
    if (!own || hidesNames(statement.block, block, sourceCode)) break;
    all.push(...own);
    inner = statement;
  }
  const [first, second, ...others] = all;
  if (!first || !second || all.every(({ release }) => release === null)) return null;
  const isAsync = all.some(({ isAwaited }) => isAwaited);
  const name = ['stack', 'resources'].find((candidate) => freeName(candidate, inner.block, sourceCode) !== null);
  const needsBlock = !isLastStep(outer, block);
  const declarations = all.map(({ declarator }) => declarator.parent);
  const isNeededLater = declarations
    .flatMap((statement) => sourceCode.getDeclaredVariables?.(statement) ?? [])
    .some(({ references }) => references.some(({ identifier }) => identifier.range[0] > outer.range[1]));
  if (name === undefined || (needsBlock && isNeededLater)) return null;
  return { name, isAsync, held: [first, second, ...others], outer, inner, needsBlock };
}

/** The resources that a `try` releases: declared right before it, released in reverse order, and nothing else. */
function ownOf(statement: TSESTree.TryStatement, found: readonly Found[]): Found[] | null {
  const block = statement.parent;
  const releases = statement.finalizer?.body ?? [];
  const own = [...found].sort((one, other) => one.declarator.range[0] - other.declarator.range[0]);
  if (statement.handler || block.type !== 'BlockStatement' || own.length === 0 || own.length !== releases.length)
    return null;
  const start = block.body.indexOf(statement) - own.length;
  const isInOrder = own.every(
    ({ declarator, statement: release }, index) =>
      block.body[start + index] === declarator.parent && releases[releases.length - 1 - index] === release,
  );
  return isInOrder ? own : null;
}

/** A constant whose only release is a statement that can be written as a function of it. */
function releasedOnce(verdict: ReleaseVerdict, sourceCode: TSESLint.SourceCode): Found | null {
  const { acquisition, handle } = verdict;
  const { kind, position } = acquisition;
  const isPlain = isReleasedUnderOneName(verdict) && !acquisition.couldBeNullish && !acquisition.isMixed;
  if (!isPlain || !isReportedAt(acquisition, 'high') || position.at !== 'variable') return null;
  const { write } = position;
  if (write.type !== 'VariableDeclarator' || write.id.type !== 'Identifier' || write.parent.kind !== 'const')
    return null;
  if (write.parent.declarations.length !== 1) return null;
  const uses = usesOf(handle, sourceCode);
  const [release, ...more] = uses.filter(({ does }) => does === 'release');
  const statement = release?.does === 'release' && more.length === 0 ? statementOf(release.at) : null;
  if (release?.does !== 'release' || release.at.type !== 'CallExpression' || statement?.type !== 'ExpressionStatement')
    return null;
  const areReads = uses.every(
    ({ does, identifier }) => does === 'release' || (does === 'read' && isUsedInPlace(identifier, handle, sourceCode)),
  );
  const home = functionOf(write);
  const needs = needsAfterwards(uses, 'async' in home && home.async, sourceCode);
  if (!areReads || !needs || needs.toAwait.length > 0) return null;
  const isAwaited = statement.expression.type === 'AwaitExpression';
  const isKnown = kind.disposal !== null && isFinalCall(release.at);
  if (isKnown && !isAwaited && !kind.disposal.sync) return null;
  if (!isKnown && !namesOnly(handle, release.at, sourceCode)) return null;
  return { handle, declarator: write, release: isKnown ? null : release.at, statement, isAwaited };
}

/** `r.close()`: what `[Symbol.dispose]()` does under another name. */
const isFinalCall = ({ callee, arguments: given }: TSESTree.CallExpression): boolean =>
  given.length === 0 && callee.type === 'MemberExpression' && finalMethods.has(propertyName(callee) ?? '');

/** Whether a release mentions nothing but the resource and what the module knows. */
function namesOnly({ variable }: Handle, release: Node, sourceCode: TSESLint.SourceCode): boolean {
  let isPlain = true;
  walk(release, sourceCode, (node) => {
    if (node.type === 'AwaitExpression' || node.type === 'YieldExpression' || node.type === 'ThisExpression')
      isPlain = false;
    const named = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
    if (named && named !== variable && named.defs.length > 0 && !isModuleLevel(named)) isPlain = false;
    return undefined;
  });
  return isPlain;
}
