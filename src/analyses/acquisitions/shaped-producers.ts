import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { emptyEnds, type ExemptTypes } from '../../catalog/exemptions.ts';
import { endingMethods } from '../../catalog/lifecycles.ts';
import { calledName } from '../../syntax/names.ts';
import { isSameModule } from '../../syntax/origins.ts';
import { typeQueriesOf, type TypeName } from '../../type-queries/type-queries.ts';
import { calleeOf } from '../callees/callee-bodies.ts';
import { producerThroughFactory } from './factory-producers.ts';
import { confidenceOfName, isExempt, ownershipOf, type Producer } from './producers.ts';
import { disposableKind, type KnownAcquisitions } from './resource-kinds.ts';

/**
 * What a function of the program makes of what the catalog knows; or a new object whose type has a method that ends
 * it, such as `dispose()`, and no disposal symbol: what most code written before the symbols looks like. Only worth asking where an owner with an end of its own keeps the object.
 * Errs towards "no": of low confidence where the name of the method is also that of smaller things (`close`, `stop`).
 */
export function shapedProducerAt(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  known: KnownAcquisitions,
  sourceCode: TSESLint.SourceCode,
): Producer | null {
  const types = typeQueriesOf(sourceCode);
  const throughFactory = producerThroughFactory(node, known, sourceCode);
  if (throughFactory || !types.hasTypes) return throughFactory;
  if (node.type === 'CallExpression') {
    if (confidenceOfName(calledName(node)) !== 'high' || isBorrowed(node, known, sourceCode)) return null;
  }
  const found = endingMethods.find(({ name }) => types.hasMember(node, new Set([name])));
  if (!found) return null;
  const names = types.typeNamesOf(node) ?? [];
  const [type] = names;
  if (!type || names.some(isExempt) || (node.type === 'CallExpression' && types.aliasOf(node) !== null)) return null;
  const declarer = types.declarerOf(node, found.name);
  if (declarer && emptyEnds.some((row) => isNamedBy(row, declarer))) return null;
  const promised = types.isThenable(node) ?? false;
  const isInProgram = node.type === 'CallExpression' && types.bodyOf(node) !== 'none';
  const confidence = isInProgram && found.confidence === 'medium' ? 'low' : found.confidence;
  const kind = disposableKind(type.name, { sync: true, async: false, promised, couldBeNullish: false }, confidence);
  return {
    node,
    kind: { ...kind, release: { form: 'self', methods: [found.name] }, disposal: null },
    promised,
    couldBeNullish: types.couldBeNullish(node) ?? false,
  };
}

const isNamedBy = ({ names, from }: ExemptTypes, { name, module }: TypeName): boolean =>
  names.includes(name) && isSameModule(from ?? null, module);

function isBorrowed(call: TSESTree.CallExpression, known: KnownAcquisitions, sourceCode: TSESLint.SourceCode): boolean {
  if (
    typeQueriesOf(sourceCode)
      .tagsOf(call)
      .some((tag) => known.tags.borrowed.includes(tag))
  )
    return true;
  const callee = calleeOf(call, sourceCode);
  return callee !== null && callee !== 'declared' && ownershipOf(callee, known) === 'borrowed';
}
