import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { fluentMethods } from '../../catalog/callees.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

/** Whether a method call gives its receiver again: by its type, or by its name where no type is known. */
export function isFluent(call: TSESTree.CallExpression, name: string, sourceCode: TSESLint.SourceCode): boolean {
  const types = typeQueriesOf(sourceCode);
  if (types.aliasOf(call) === 'receiver') return true;
  const isUntyped = types.typeNamesOf(call)?.length !== 0 ? !types.hasTypes : types.isPrimitive(call) === false;
  return isUntyped && fluentMethods.has(name);
}
