import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { disposableSince, unattendedTypes } from '../../catalog/unattended-types.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { isSameModule } from '../../syntax/origins.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { waitsAfter } from './deferred-calls.ts';
import { producerAt } from '../acquisitions/producers.ts';
import { knownAcquisitions, type ResourceKind } from '../acquisitions/resource-kinds.ts';
import { findUsingDeclarations, type UsingDeclaration } from './using-declarations.ts';
import { jumpOutOf } from './loop-jumps.ts';
import { couldRunBefore, type FileContext } from './using-support.ts';
import { kindOfValue } from '../acquisitions/variable-kinds.ts';

type Node = TSESTree.Node;
type Settings = TSESLint.SharedConfigurationSettings;

/**
 * What is wrong with a `using` declaration whatever the code around it does with the value.
 * Errs towards silence: a value of unknown type may be disposable, and a block that waits may wait for the work to be done.
 */
export type UsingMisuse = { readonly node: Node; readonly name: string } & (
  | { readonly is: 'stopped at once' | 'not disposable before'; readonly label: string; readonly since: string }
  | { readonly is: 'flushed by nothing' | 'exported' | 'left early' | 'not disposable' | 'of any type' | 'async only' }
  /** The promise that is missing its `await`. */
  | { readonly is: 'a promise'; readonly promise: Node; readonly canAwait: boolean }
  /** `condition && create()`. */
  | { readonly is: 'falsy'; readonly logical: TSESTree.LogicalExpression; readonly canBecomeNull: boolean }
);

/** Every misuse of a file, in source order; at most one for each declaration. */
export function findUsingMisuses(sourceCode: TSESLint.SourceCode, file: FileContext): readonly UsingMisuse[] {
  return findUsingDeclarations(sourceCode).flatMap((declaration) => {
    const misuse = exportOf(declaration) ?? inLoop(declaration, sourceCode) ?? ofValue(declaration, sourceCode, file);
    return misuse ? [misuse] : [];
  });
}

function exportOf({ variable, id }: UsingDeclaration): UsingMisuse | null {
  const exported = variable.references.find(({ identifier }) =>
    /^Export(Specifier|DefaultDeclaration)$/.test(identifier.parent.type),
  );
  return exported ? { is: 'exported', node: exported.identifier, name: id.name } : null;
}

/** `for (using x of xs)`: TypeScript does not ask whether the values are disposable. */
function inLoop({ loop, id, keyword, block }: UsingDeclaration, sourceCode: TSESLint.SourceCode): UsingMisuse | null {
  if (!loop) return null;
  const types = typeQueriesOf(sourceCode);
  const at = { node: id, name: id.name };
  if (types.isAny(id)) return { is: 'of any type', ...at };
  const disposability = types.disposabilityOf(id);
  const isKnown = types.hasTypes && types.isThenable(id) !== null;
  if (isKnown && !disposability) return { is: 'not disposable', ...at };
  if (isKnown && keyword === 'using' && !disposability?.sync) return { is: 'async only', ...at };
  const isArray =
    loop.right.type === 'ArrayExpression' ||
    (types.hasTypes && types.hasMember(loop.right, new Set(['length', 'size'])));
  const jump = isArray ? jumpOutOf(block as TSESTree.ForOfStatement, sourceCode) : null;
  return jump && { is: 'left early', node: jump, name: id.name };
}

function ofValue(
  declaration: UsingDeclaration,
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
): UsingMisuse | null {
  const { id, declarator } = declaration;
  const { init } = declarator;
  if (!init) return null;
  const at = { node: id, name: id.name };
  const types = typeQueriesOf(sourceCode);
  const literal = neverDisposable(init);
  if (literal) return { is: 'not disposable', node: literal, name: id.name };
  const logical = falsyLogical(init, sourceCode);
  if (logical) return { is: 'falsy', ...at, node: logical, logical, canBecomeNull: logical === withoutTypes(init) };
  const promise = missingAwait(init, sourceCode, file.settings);
  if (promise) {
    const { home } = declaration;
    return { is: 'a promise', ...at, node: promise, promise, canAwait: 'async' in home && home.async };
  }
  const kind = kindOfValue(init, sourceCode, file.settings);
  const since = newerThanRuntime(declaration, kind, sourceCode, file);
  if (since) return { is: 'not disposable before', ...at, ...since };
  if (losesData(declaration, kind, sourceCode)) return { is: 'flushed by nothing', ...at };
  const label = unattendedLabel(declaration, kind, sourceCode);
  if (label !== null && !waitsAfter(declarator.range[1], declaration, sourceCode))
    return { is: 'stopped at once', ...at, label, since: '' };
  return !kind && types.isAny(init) ? { is: 'of any type', ...at } : null;
}

/** A value that has no dispose method, as its text shows. */
function neverDisposable(init: Node): Node | null {
  for (const { node } of leavesOf(init).leaves) {
    const isBare =
      node.type === 'ObjectExpression' &&
      node.properties.every((property) => property.type === 'Property' && !property.computed);
    const isOther =
      /^(Array|Function|ArrowFunction|Class)Expression$|^TemplateLiteral$/.test(node.type) ||
      (node.type === 'Literal' && node.raw !== 'null');
    if (isBare || isOther) return node;
  }
  return null;
}

/** `a && b` whose left side can be `false`, `0` or `''`: on these `using` throws, as it does not on null and undefined. */
function falsyLogical(init: Node, sourceCode: TSESLint.SourceCode): TSESTree.LogicalExpression | null {
  const node = withoutTypes(init);
  if (node.type === 'ConditionalExpression')
    return falsyLogical(node.consequent, sourceCode) ?? falsyLogical(node.alternate, sourceCode);
  if (node.type !== 'LogicalExpression') return null;
  if (node.operator !== '&&') return falsyLogical(node.right, sourceCode);
  const types = typeQueriesOf(sourceCode);
  const left = withoutTypes(node.left);
  const isBoolean =
    (left.type === 'BinaryExpression' && /^([<>]=?|[!=]==?|in|instanceof)$/.test(left.operator)) ||
    (left.type === 'UnaryExpression' && left.operator === '!');
  return isBoolean || types.isPrimitive(left) ? node : falsyLogical(node.right, sourceCode);
}

/** The call whose promise stands where its resource should. */
function missingAwait(init: Node, sourceCode: TSESLint.SourceCode, settings: Settings): Node | null {
  for (const { node, isAwaited } of leavesOf(init).leaves) {
    if (isAwaited || (node.type !== 'CallExpression' && node.type !== 'NewExpression')) continue;
    const types = typeQueriesOf(sourceCode);
    const isPromise = types.hasTypes
      ? types.disposabilityOf(node)?.promised
      : producerAt(node, knownAcquisitions(settings), sourceCode)?.promised;
    if (isPromise) return node;
  }
  return null;
}

function newerThanRuntime(
  { id }: UsingDeclaration,
  kind: ResourceKind | null,
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
): { label: string; since: string } | null {
  const names = typeQueriesOf(sourceCode).typeNamesOf(id) ?? [];
  const byType = disposableSince.find(({ name }) => names.some((type) => type.module === null && type.name === name));
  const since = kind?.disposableSince ?? byType?.node;
  const label = kind?.label ?? byType?.label;
  return since && label && couldRunBefore(since, file.physicalFilename) ? { label, since } : null;
}

/** `await using` on a stream that is written to: disposing destroys it, and what is not yet written is lost. */
function losesData(
  { keyword, id, variable, home }: UsingDeclaration,
  kind: ResourceKind | null,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const names = typeQueriesOf(sourceCode).typeNamesOf(id) ?? [];
  const isStream = (name: string): boolean =>
    names.some((type) => type.name === name && isSameModule(type.module, 'node:stream'));
  const isWritten = kind?.id === 'node/write-stream' || (isStream('Writable') && !isStream('Readable'));
  if (keyword !== 'await using' || !isWritten) return false;
  let isWaitedFor = false;
  walk(home, sourceCode, (node) => {
    if (node.type !== 'Identifier' || variableOf(node, sourceCode) !== variable || node === id) return undefined;
    for (let outer: Node | undefined = node.parent; outer && outer !== home; outer = outer.parent) {
      if (outer.type === 'AwaitExpression' || outer.type === 'YieldExpression') isWaitedFor = true;
    }
    return undefined;
  });
  return !isWaitedFor;
}

function unattendedLabel(
  { id }: UsingDeclaration,
  kind: ResourceKind | null,
  sourceCode: TSESLint.SourceCode,
): string | null {
  if (kind) return kind.worksUnattended ? kind.label : null;
  const names = typeQueriesOf(sourceCode).typeNamesOf(id) ?? [];
  return (
    unattendedTypes.find(({ name, from }) =>
      names.some((type) => type.name === name && isSameModule(type.module, from)),
    )?.label ?? null
  );
}
