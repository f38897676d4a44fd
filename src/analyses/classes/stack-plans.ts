import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isTypeScript } from '../../syntax/files.ts';
import { isClass, isFunction } from '../../syntax/functions.ts';
import { dottedName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { isStack, type FieldAcquisition, type LeakyConstructor } from './leaky-constructors.ts';
import { freeName } from '../acquisitions/new-names.ts';
import { usingSupportIn, type FileContext } from '../using/using-support.ts';

type Node = TSESTree.Node;
type FieldPosition = FieldAcquisition['position'];

/** How the constructor can hold what it acquires in a stack until it is complete. */
export interface StackPlan {
  readonly method: TSESTree.MethodDefinition;
  /** A name that is free as a variable of the constructor and as a private field. */
  readonly name: string;
  /** The expressions whose values go on the stack. */
  readonly expressions: readonly Node[];
  /** The statements of the teardown that the stack makes superfluous: all that it has. */
  readonly releases: readonly TSESTree.Statement[];
  /** The field is declared with its type. */
  readonly isTyped: boolean;
}

/**
 * The gates for that: everything that the class acquires is acquired by statements of the constructor's own, kept in
 * fields that nothing else writes, disposable at once, and released by a teardown that does nothing else, in the
 * order in which a stack does it. Errs towards `null`.
 */
export function stackPlanFor(
  { owner, method, all }: LeakyConstructor,
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
): StackPlan | null {
  const { program } = typeQueriesOf(sourceCode);
  if (!program?.knowsDisposableStack || usingSupportIn(sourceCode, file, false, false) === 'no') return null;
  const { node, teardowns } = owner;
  const { body } = method.value;
  if (!body || node.superClass || leavesEarly(body, sourceCode)) return null;
  const isOwnStep = ({ position: { write }, kind, isAwaited }: FieldAcquisition): boolean =>
    write.type === 'AssignmentExpression' &&
    write.operator === '=' &&
    write.parent.parent === body &&
    kind.disposal?.sync === true &&
    !isStack(kind) &&
    isAwaited;
  if (!all.every(isOwnStep)) return null;

  const fields = all.map(({ position }) => position.field);
  if (new Set(fields).size !== fields.length) return null;
  const order = fields.toReversed();
  const code = teardowns
    .map((teardown) => teardown.body)
    .find((statements) => {
      const released = statements?.body.map((statement) => releasedField(statement)) ?? [];
      return released.length === order.length && released.every((field, index) => field === order[index]);
    });
  if (!code || sourceCode.getCommentsInside(code).length > 0) return null;
  if (all.some(({ position, kind }) => isTouched(position, kind.releaseMethods, code, node, sourceCode))) return null;
  const taken = new Set(
    node.body.body.map((member) => ('key' in member ? keyName(member.key, member.computed) : null)),
  );
  const name = ['s', 'stack', 'resources'].find(
    (candidate) => !taken.has(`#${candidate}`) && freeName(candidate, body, sourceCode) !== null,
  );
  if (name === undefined) return null;
  const expressions = all.map(({ position }) => position.expression);
  return { method, name, expressions, releases: code.body, isTyped: isTypeScript(file.physicalFilename) };
}

/** `a` for `this.a.dispose();` */
function releasedField(statement: TSESTree.Statement): string | null {
  const call = statement.type === 'ExpressionStatement' ? withoutTypes(statement.expression) : null;
  if (call?.type !== 'CallExpression' || call.arguments.length > 0 || call.callee.type !== 'MemberExpression')
    return null;
  const path = dottedName(call.callee.object);
  return /^this\.([\w$#]+)$/.exec(path ?? '')?.[1] ?? null;
}

/** Whether something beside its acquisition and the teardown writes the field or releases what is in it. */
function isTouched(
  { field, write }: FieldPosition,
  releaseMethods: ReadonlySet<string>,
  teardown: Node,
  owner: Node,
  sourceCode: TSESLint.SourceCode,
): boolean {
  let isTouchedElsewhere = false;
  walk(owner, sourceCode, (node) => {
    if (node === teardown) return 'skip';
    if (node.type !== 'MemberExpression' || propertyName(node) !== field) return undefined;
    const { parent } = node;
    const isWritten = parent.type === 'AssignmentExpression' && parent.left === node && parent !== write;
    const isReleased =
      parent.type === 'MemberExpression' && parent.object === node && releaseMethods.has(propertyName(parent) ?? '');
    if (isWritten || isReleased) isTouchedElsewhere = true;
    return undefined;
  });
  return isTouchedElsewhere;
}

function leavesEarly(body: TSESTree.BlockStatement, sourceCode: TSESLint.SourceCode): boolean {
  let leaves = false;
  walk(body, sourceCode, (node) => {
    if (isFunction(node) || isClass(node)) return 'skip';
    if (node.type === 'ReturnStatement') leaves = true;
    return undefined;
  });
  return leaves;
}
