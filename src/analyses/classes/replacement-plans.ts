import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import type { Acquisition } from '../acquisitions/acquisitions.ts';
import type { FieldOverwrite } from './field-overwrites.ts';
import { usesOf } from '../acquisitions/handle-uses.ts';
import type { Overwrite } from './overwrites.ts';
import { releaseCode } from '../acquisitions/release-code.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { fieldReleaseCode } from './teardown-plans.ts';

type Node = TSESTree.Node;

/** The release of an old value, and the statement before which it belongs. */
export interface ReplacementPlan {
  readonly statement: TSESTree.Statement;
  /** The statement is a branch without braces. */
  readonly isBranch: boolean;
  readonly release: string;
}

/** How a variable can release what it holds before it gets a new value. `null` where that cannot be written there. */
export function variableReplacementPlan(
  { lost, handle, write }: Overwrite,
  sourceCode: TSESLint.SourceCode,
): ReplacementPlan | null {
  const statement = statementOf(write);
  if (!statement) return null;
  const existing = usesOf(handle, sourceCode).find(
    (use) => use.does === 'release' && functionOf(use.at) === functionOf(write),
  );
  // in a loop the first round has nothing to release
  const isFirstRound = 'write' in lost.position && lost.position.write === write;
  if (isFirstRound && isUnassigned(handle, sourceCode)) return null;
  const release =
    !isFirstRound && existing?.does === 'release'
      ? sameAs(existing.at, handle.name, write, sourceCode)
      : releaseCode(
          { ...lost, couldBeNullish: isFirstRound || lost.couldBeNullish },
          handle.name,
          isAsyncAt(write),
          sourceCode,
        );
  return release ? { statement, isBranch: isBranch(statement), release } : null;
}

/** `let r: Resource;`: the compiler forbids to ask it before it has a value. */
function isUnassigned({ variable }: Overwrite['handle'], sourceCode: TSESLint.SourceCode): boolean {
  const [declared] = variable.identifiers;
  const isEmpty = declared?.parent.type === 'VariableDeclarator' && declared.parent.init === null;
  return isEmpty && typeQueriesOf(sourceCode).couldBeNullish(declared) === false;
}

/** The same for a field. */
export function fieldReplacementPlan(
  { holding, first, release: existing }: FieldOverwrite,
  sourceCode: TSESLint.SourceCode,
): ReplacementPlan | null {
  const { acquisition, owner, field, isMany } = holding;
  const { write } = acquisition.position;
  const statement = write.type === 'AssignmentExpression' ? statementOf(write) : null;
  if (!statement || isMany) return null;
  // clear functions take what was never set
  const couldBeNullish = acquisition.kind.release.form !== 'function';
  const earlier: Acquisition = first?.acquisition ?? { ...acquisition, couldBeNullish };
  const release =
    (first && existing ? sameAs(existing.at, `this.${field}`, write, sourceCode) : null) ??
    fieldReleaseCode(earlier, field, owner, isAsyncAt(write), sourceCode);
  return release ? { statement, isBranch: isBranch(statement), release } : null;
}

function statementOf(write: TSESTree.AssignmentExpression): TSESTree.Statement | null {
  const { parent } = write;
  if (parent.type !== 'ExpressionStatement') return null;
  const isInList = parent.parent.type === 'BlockStatement' || parent.parent.type === 'Program';
  return isInList || isBranch(parent) ? parent : null;
}

/** `if (changed) r = create();` */
const isBranch = ({ parent }: TSESTree.Statement): boolean => parent?.type === 'IfStatement';

const isAsyncAt = (node: Node): boolean => {
  const home = functionOf(node);
  return 'async' in home && home.async;
};

/** A release as the file writes it elsewhere: `this.r.dispose();`. */
function sameAs(release: Node, handle: string, write: Node, sourceCode: TSESLint.SourceCode): string | null {
  const isAwaited = release.parent?.type === 'AwaitExpression';
  if (release.type !== 'CallExpression' || (isAwaited && !isAsyncAt(write))) return null;
  const text = sourceCode.getText(release);
  const isPlain = text.startsWith(handle) && /^[.?[\]\w]*\(\)$/.test(text.slice(handle.length));
  return isPlain ? `${isAwaited ? 'await ' : ''}${text};` : null;
}
