import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import { functionOf } from '../../syntax/functions.ts';
import { keyName } from '../../syntax/names.ts';
import { localCollection } from '../../syntax/value-positions.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import type { ArgumentStep } from '../../type-queries/type-queries.ts';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Whether a mention of what holds the resource only reads it; `property` is where an object has it, `null` for a collection. */
export type IsRead = (mention: Node, property: string | null) => boolean;

/**
 * Whether an object, an array or a collection that a function makes for itself only lets the resources in it be read,
 * so that who put one there still has to release it: `const pair = { r }; pair.r.read();`.
 * Errs towards no: every mention must stand in the same function, and behind the declaration.
 */
export function isOnlyReadIn(
  { id, parent: { kind } }: TSESTree.VariableDeclarator,
  steps: readonly ArgumentStep[],
  sourceCode: TSESLint.SourceCode,
  isRead: IsRead,
): boolean {
  const [step, ...more] = steps;
  const variable = kind === 'const' ? variableOf(id, sourceCode) : null;
  if (!variable || step === undefined || more.length > 0) return false;
  return areAllRead(variable, id, (mention) => isRead(mention, step === 'element' ? null : step.property));
}

/** The same for `list.push(r)`, where the list is a constant of the function that begins empty. */
export function isOnlyReadInCollection(call: Call, sourceCode: TSESLint.SourceCode, isRead: IsRead): boolean {
  const variable = localCollection(call, sourceCode, keepArgument);
  return variable !== null && areAllRead(variable, call, (mention) => isRead(mention, null));
}

function areAllRead(variable: Variable, place: Node, isRead: (mention: Node) => boolean): boolean {
  const home = functionOf(place);
  const [declared] = variable.identifiers;
  if (!declared || functionOf(declared) !== home) return false;
  return variable.references.every(
    ({ identifier, init }) =>
      init || (functionOf(identifier) === home && identifier.range[0] > declared.range[1] && isRead(identifier)),
  );
}

/** Whether a pattern takes none of these methods out of a value: `const { dispose } = r` could be called like them. */
export function takesNone(pattern: Node, methods: ReadonlySet<string>): boolean {
  return (
    pattern.type === 'ObjectPattern' &&
    pattern.properties.every(
      (property) => property.type === 'RestElement' || !methods.has(keyName(property.key, property.computed) ?? ''),
    )
  );
}
