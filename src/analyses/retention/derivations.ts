import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { onlyRead } from '../../catalog/callees.ts';
import { insertions } from '../../catalog/long-lived.ts';
import { copyingCalls, keepingCalls } from '../../catalog/sizes.ts';
import { isFunction } from '../../syntax/functions.ts';
import { isOneOf, propertyName, withoutTypes } from '../../syntax/names.ts';
import { namesIn, variableOf, type Variable } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { isProgramLived } from './collections.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * What else may keep a value: local variables that hold something computed from it (a reader of a stream, a view of
 * bytes, a part of a text), directly or over others; and whether it is stored where others find it. Errs towards keeping:
 * only what is known to be a copy, a number or the like is not taken to need what it was computed from.
 */
export interface Derivations {
  readonly variables: ReadonlySet<Variable>;
  readonly isStored: boolean;
}

export function derivationsOf(variable: Variable, sourceCode: SourceCode): Derivations {
  const types = typeQueriesOf(sourceCode);
  const variables = new Set<Variable>();
  let isStored = false;
  const pending = [variable];
  for (let source = pending.pop(); source; source = pending.pop()) {
    for (const { identifier, init } of source.references) {
      const end = init ? null : endOf(identifier, sourceCode);
      if (end === 'stored') isStored = true;
      else if (end) {
        for (const name of namesIn(end)) {
          // `const { length } = bytes`
          if (types.isPrimitive(name) === true && types.hasMember(name, textMembers) !== true) continue;
          const derived = variableOf(name, sourceCode);
          if (derived && isProgramLived(derived)) isStored = true;
          if (!derived || derived === variable || variables.has(derived)) continue;
          variables.add(derived);
          pending.push(derived);
        }
      }
    }
  }
  return { variables, isStored };
}

const textMembers: ReadonlySet<string> = new Set(['charCodeAt']);

/** The pattern that takes the expression which is computed from a name, `stored` for a member or an entry of something. */
function endOf(identifier: Node, sourceCode: SourceCode): Node | 'stored' | null {
  const types = typeQueriesOf(sourceCode);
  const isText = types.hasMember(identifier, textMembers) === true;
  // a part of a text keeps the text
  const isCopy = (node: Node): boolean =>
    types.isPrimitive(node) === true && !(isText && types.hasMember(node, textMembers) === true);
  for (let inner = identifier, outer = inner.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'VariableDeclarator') return outer.init === inner ? outer.id : null;
    if (outer.type === 'ForOfStatement') return outer.right === inner ? loopTarget(outer.left) : null;
    if (outer.type === 'AssignmentExpression') {
      if (outer.right !== inner) return null;
      return outer.left.type === 'MemberExpression' ? 'stored' : outer.left;
    }
    if (outer.type === 'MemberExpression' && (outer.object !== inner || isCount(outer))) return null;
    if (outer.type === 'CallExpression' && outer.callee !== inner) {
      if (isOneOf(outer.callee, onlyRead) || isOneOf(outer.callee, copyingCalls)) return null;
      if (isInsertion(outer) || isOneOf(outer.callee, keepingCalls)) return 'stored';
    }
    if (!isMadeOf(outer, isText) || (isExpression(outer) && isCopy(outer))) return null;
  }
  return null;
}

/** An expression whose value may hold the one inside it; texts that are put together hold their parts. */
function isMadeOf(node: Node, isText: boolean): boolean {
  if (node.type === 'BinaryExpression') return isText && node.operator === '+';
  const isValue = /Expression$|^(Property|SpreadElement|TemplateLiteral)$/.test(node.type);
  return isValue && !isFunction(node) && !/^(Unary|Update)/.test(node.type);
}

const isExpression = ({ type }: Node): boolean => type !== 'Property' && type !== 'SpreadElement';

const loopTarget = (left: Node): Node => (left.type === 'VariableDeclaration' ? left.declarations[0].id : left);

const isCount = (member: TSESTree.MemberExpression): boolean =>
  /^(length|size|byteLength)$/.test(propertyName(member) ?? '');

const isInsertion = ({ callee }: TSESTree.CallExpression): boolean => {
  const method = withoutTypes(callee);
  return method.type === 'MemberExpression' && insertions.has(propertyName(method) ?? '');
};
