import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import type { Growth } from './what-grows-and-shrinks.ts';
import { findCollections, type Collection } from './collections.ts';
import { repetitionOf } from './repetition.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** An error in a collection, whose `stack` nobody has read: until then V8 keeps the functions and receivers on it. */
export interface UnreadError {
  readonly collection: Collection;
  readonly growth: Growth;
  readonly error: TSESTree.Identifier | TSESTree.NewExpression;
}

/** Errs towards "read": any mention of a `stack` in the file, and any report of the error, counts. */
export function findUnreadErrors(sourceCode: SourceCode): readonly UnreadError[] {
  if (/\bstack\b/.test(sourceCode.text)) return [];
  return findCollections(sourceCode).flatMap((collection) => {
    const isDrained = collection.uses.some(({ does }) => does === 'shrink');
    if (collection.holder === 'instance' || isDrained) return [];
    return collection.growths.flatMap((growth) => {
      const error = growth.value && errorIn(growth.value, sourceCode);
      if (!error || repetitionOf(growth.node, sourceCode) !== 'many' || isReported(error, sourceCode)) return [];
      return [{ collection, growth, error }];
    });
  });
}

/** A caught error, a new one, or a constant that holds a new one. */
function errorIn(value: Node, sourceCode: SourceCode): UnreadError['error'] | null {
  const expression = withoutTypes(value);
  if (expression.type === 'NewExpression') return isErrorClass(expression) ? expression : null;
  const variable = expression.type === 'Identifier' ? variableOf(expression, sourceCode) : null;
  if (!variable || expression.type !== 'Identifier') return null;
  if (variable.defs[0]?.type === ('CatchClause' as never)) return expression;
  const init = onlyDeclaratorOf(variable)?.init;
  return init?.type === 'NewExpression' && isErrorClass(init) ? expression : null;
}

const isErrorClass = ({ callee }: TSESTree.NewExpression): boolean => /^\w*Error$/.test(dottedName(callee) ?? '');

/** It is handed to something else as well, such as a log, that may read its stack; a mere property read does not. */
function isReported(error: UnreadError['error'], sourceCode: SourceCode): boolean {
  const variable = error.type === 'Identifier' ? variableOf(error, sourceCode) : null;
  return (variable?.references ?? []).some(({ identifier, init }) => {
    if (init || identifier === error) return false;
    const { parent } = identifier;
    const isRead = parent?.type === 'MemberExpression' && parent.object === identifier && propertyName(parent) !== null;
    return !isRead && parent?.type !== 'BinaryExpression';
  });
}

/** A statement before which the stack can be read. `null` where the error has no name, or the growth no line of its own. */
export function readingPlanFor({ growth, error }: UnreadError): { before: Node; statement: string } | null {
  const before = growth.node.parent;
  if (error.type !== 'Identifier' || before.type !== 'ExpressionStatement' || before.parent.type !== 'BlockStatement')
    return null;
  return { before, statement: `if (${error.name} instanceof Error) void ${error.name}.stack;` };
}
