import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { identityMembers, onlyRead } from '../../catalog/callees.ts';
import { endOfChain } from '../../syntax/chains.ts';
import { isOneOf, propertyName } from '../../syntax/names.ts';
import { namesIn, variableOf } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';

type Node = TSESTree.Node;

/**
 * Whether a value that was computed from a resource still needs it after the code at hand is done:
 * a promise that is not awaited, a stream or an iterator that is handed out (`needed`), an object that goes
 * somewhere and of which that is not known (`unknown`), or a value that does not need it (`not needed`).
 * Errs towards `unknown`.
 */
export type Dependence = 'not needed' | 'unknown' | 'needed';

const lazyMembers = new Set(['next', 'pipe', 'pipeTo', 'getReader', 'subscribe']);
const iterators = new Set(['Symbol.iterator', 'Symbol.asyncIterator']);
const counts = new Set(['length', 'size']);
const worse = (one: Dependence, other: Dependence): Dependence =>
  one === 'needed' || other === 'needed'
    ? 'needed'
    : one === 'unknown' || other === 'unknown'
      ? 'unknown'
      : 'not needed';

/** @param value the outermost expression computed from the resource, its `await` included */
export function dependenceOf(value: Node, sourceCode: TSESLint.SourceCode, depth = 0): Dependence {
  const types = typeQueriesOf(sourceCode);
  const { parent } = value;
  if (!parent || depth > 4) return 'unknown';
  const isDropped =
    parent.type === 'ExpressionStatement' || (parent.type === 'UnaryExpression' && parent.operator === 'void');
  if (!types.hasTypes)
    return isDropped && value.type === 'AwaitExpression' ? 'not needed' : isTest(value) ? 'not needed' : 'unknown';
  if (value.type !== 'AwaitExpression' && types.isThenable(value)) return 'needed';
  if (isDropped || isTest(value)) return 'not needed';
  if (types.isPrimitive(value)) return isIdentity(value) && isKeptOrNamed(parent) ? 'needed' : 'not needed';
  const isLazy =
    types.hasMember(value, lazyMembers) === true ||
    (types.hasMember(value, iterators) === true && !types.hasMember(value, counts));
  if (isLazy && parent.type !== 'VariableDeclarator') return isKeptAt(parent) ? 'needed' : 'unknown';
  if (parent.type === 'CallExpression' && parent.callee !== value && isOneOf(parent.callee, onlyRead))
    return 'not needed';
  if (parent.type !== 'VariableDeclarator' || parent.init !== value) return 'unknown';
  return namesIn(parent.id)
    .flatMap((name) => variableOf(name, sourceCode)?.references ?? [])
    .filter(({ init }) => !init)
    .map(({ identifier }) => dependenceOf(endOfChain(identifier), sourceCode, depth + 1))
    .reduce(worse, 'not needed');
}

/** `file.fd`: a number or a path that stands for the resource itself. */
function isIdentity(value: Node): boolean {
  return value.type === 'MemberExpression' && identityMembers.has(propertyName(value) ?? '');
}

const isKeptOrNamed = (parent: Node): boolean =>
  isKeptAt(parent) || parent.type === 'VariableDeclarator' || parent.type === 'ArrayExpression';

const isKeptAt = (parent: Node): boolean =>
  parent.type === 'ReturnStatement' ||
  parent.type === 'ArrowFunctionExpression' ||
  parent.type === 'AssignmentExpression' ||
  parent.type === 'Property';

function isTest({ parent }: Node): boolean {
  return [
    'IfStatement',
    'WhileStatement',
    'BinaryExpression',
    'TemplateLiteral',
    'UnaryExpression',
    'SwitchStatement',
  ].includes(parent?.type ?? '');
}
