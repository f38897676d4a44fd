import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { emitterForms } from '../../catalog/exemptions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { Acquisition } from './acquisitions.ts';

/**
 * Whether what is acquired is an emitter that ends with whoever holds it: nothing but memory. One that is made around
 * another emitter listens to that one, which may live longer, unless it is a part of the same instance.
 * Errs towards "no", which is what it says without types.
 */
export function isEmitter({ kind, producers }: Acquisition, sourceCode: TSESLint.SourceCode): boolean {
  const [{ node }] = producers;
  if (kind.id !== null || node.type !== 'NewExpression') return false;
  const types = typeQueriesOf(sourceCode);
  const made = types.typeNamesOf(node)?.[0]?.name ?? '';
  const isOfForm = emitterForms.some(
    ({ members, name }) =>
      (name === undefined || name.test(made)) &&
      members.every((member) => types.hasMember(node, new Set([member])) === true),
  );
  return isOfForm && takesNoEmitter(node, sourceCode);
}

/**
 * Whether the class of what is acquired has its disposal from an emitter, and adds nothing to it: to dispose it lets
 * listeners go, and nothing else. Errs towards "no", which is what it says without types.
 */
export function hasDisposalOfEmitter({ kind, producers }: Acquisition, sourceCode: TSESLint.SourceCode): boolean {
  const [{ node }] = producers;
  if (kind.id !== null || node.type !== 'NewExpression') return false;
  const declarer = typeQueriesOf(sourceCode).declarerOfDisposal(node);
  const isDerived = declarer !== null && typeQueriesOf(sourceCode).typeNamesOf(node)?.[0]?.name !== declarer.name;
  return (
    isDerived &&
    emitterForms.some(
      ({ name, members }) =>
        (name?.test(declarer.name) ?? true) && members.every((member) => declarer.members.has(member)),
    )
  );
}

function takesNoEmitter(node: TSESTree.NewExpression, sourceCode: TSESLint.SourceCode): boolean {
  const types = typeQueriesOf(sourceCode);
  return node.arguments.every((argument) => !types.hasMember(argument, listened) || isOfThis(argument));
}

const listened: ReadonlySet<string> = new Set(['on', 'addListener', 'addEventListener', 'event']);

/** `this.#frames.network` */
function isOfThis(node: TSESTree.Node): boolean {
  let root: TSESTree.Node = withoutTypes(node);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  return root.type === 'ThisExpression';
}
