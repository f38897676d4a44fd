import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { releasedAgainForNothing, releasedOnlyOnce } from '../../catalog/after-release.ts';
import { isSameModule } from '../../syntax/origins.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import type { Variable } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { findAcquisitions } from './acquisitions.ts';
import { isExempt, producerAt } from './producers.ts';
import { disposableKind, knownAcquisitions, type ResourceKind } from './resource-kinds.ts';

/**
 * The kind of resource that a variable holds: what is acquired for it, or what its type says alone.
 * Errs towards `null`: no resource, or none that is known.
 */
export function kindOfVariable(
  variable: Variable,
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): ResourceKind | null {
  const acquired = findAcquisitions(sourceCode, settings).filter(
    ({ position }) => position.at === 'variable' && position.variable === variable,
  );
  if (acquired[0]) return acquired[0].kind;
  const declarator = variable.defs[0]?.node as TSESTree.Node | undefined;
  if (declarator?.type === 'VariableDeclarator' && declarator.init) {
    const kind = kindOfValue(declarator.init, sourceCode, settings);
    if (kind) return kind;
  }
  const [id] = variable.identifiers;
  return id ? kindOfType(id, sourceCode) : null;
}

/** The kind that the calls give of which an expression is made: `cond ? open(a) : open(b)`. */
export function kindOfValue(
  value: TSESTree.Node,
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): ResourceKind | null {
  for (const { node } of leavesOf(value).leaves) {
    const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
    const producer = isCall ? producerAt(node, knownAcquisitions(settings), sourceCode) : null;
    if (producer) return producer.kind;
  }
  return null;
}

function kindOfType(id: TSESTree.Node, sourceCode: TSESLint.SourceCode): ResourceKind | null {
  const types = typeQueriesOf(sourceCode);
  const disposability = types.disposabilityOf(id);
  const names = types.typeNamesOf(id) ?? [];
  if (!disposability || disposability.promised || names.some(isExempt)) return null;
  return disposableKind(names[0]?.name ?? null, disposability, 'high');
}

/** Whether a second release of a variable's resource does harm, or could. */
export function isReleasedOnlyOnce(
  { id: resource }: ResourceKind,
  id: TSESTree.Node,
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (resource !== null) return releasedOnlyOnce.has(resource);
  const names = typeQueriesOf(sourceCode).typeNamesOf(id) ?? [];
  return !releasedAgainForNothing.some(({ name, from }) =>
    names.some((type) => type.name === name && isSameModule(type.module, from ?? null)),
  );
}
