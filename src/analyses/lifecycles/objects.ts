import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { teardownMethods } from '../../catalog/lifecycles.ts';
import { isFunction } from '../../syntax/functions.ts';
import { keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { ownerOfMethod } from '../classes/object-members.ts';
import { variableOf } from '../../syntax/variables.ts';
import type { Lifecycle, Owner, ReleasePlace } from './owners.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** An object that is no instance of a `class`: a literal with a teardown method, or what has it on its `prototype`. */
export const objectOwner: Lifecycle = (candidate, sourceCode) => {
  if (candidate.type === 'ObjectExpression') return literalOwner(candidate);
  if (!isFunction(candidate)) return null;
  const maker = constructorOf(candidate, sourceCode);
  const ends = byFinality([
    ...(maker ? (prototypesIn(sourceCode).get(maker) ?? []) : []),
    ...methodsBeside(candidate, sourceCode),
  ]);
  // its members stand all over the file
  return ends.length === 0 ? null : { ...instance, node: sourceCode.ast, releasePlaces: ends };
};

const instance: Pick<Owner, 'kind' | 'label'> = { kind: 'instance', label: 'this instance' };

interface Member {
  readonly name: string;
  readonly code: Node;
}

/** The methods of the constructor function of the file to which a function belongs, in whatever way its prototype has got them. */
function methodsBeside(candidate: Node, sourceCode: SourceCode): Member[] {
  if (candidate.type !== 'FunctionDeclaration' && candidate.type !== 'FunctionExpression') return [];
  const owner = ownerOfMethod(candidate, sourceCode);
  if (!owner || owner.node.type === 'ObjectExpression') return [];
  return owner.members.flatMap(({ name, code }) => (name !== null && code ? [{ name, code }] : []));
}

function literalOwner(candidate: TSESTree.ObjectExpression): Owner | null {
  const members = candidate.properties.flatMap((property): Member[] => {
    const name = property.type === 'Property' ? keyName(property.key, property.computed) : null;
    return property.type === 'Property' && name !== null && isFunction(property.value)
      ? [{ name, code: property.value }]
      : [];
  });
  const ends = byFinality(members);
  return ends.length === 0 ? null : { kind: 'instance', label: 'this object', node: candidate, releasePlaces: ends };
}

function byFinality(members: readonly Member[]): ReleasePlace[] {
  const codes = new Map(members.map(({ name, code }) => [code, name]));
  return teardownMethods.flatMap((teardown) =>
    [...codes].filter(([, name]) => name === teardown).map(([code, name]) => ({ name: `\`${name}()\``, code })),
  );
}

/** The name of the constructor to whose instances a function belongs: its own, or that before `.prototype`. */
function constructorOf(candidate: Node, sourceCode: SourceCode): string | null {
  const { parent } = candidate;
  if (candidate.type === 'FunctionDeclaration') {
    return candidate.id && variableOf(candidate.id, sourceCode) ? candidate.id.name : null;
  }
  return parent?.type === 'AssignmentExpression' && parent.right === candidate ? makerIn(parent.left) : null;
}

/** `Maker` in `Maker.prototype.method`. */
function makerIn(target: Node): string | null {
  if (target.type !== 'MemberExpression') return null;
  const object = withoutTypes(target.object);
  if (object.type !== 'MemberExpression' || propertyName(object) !== 'prototype') return null;
  return object.object.type === 'Identifier' ? object.object.name : null;
}

const prototypesByFile = new WeakMap<SourceCode, ReadonlyMap<string, readonly Member[]>>();

/** The methods that top-level code puts on prototypes, by the name of the constructor. */
function prototypesIn(sourceCode: SourceCode): ReadonlyMap<string, readonly Member[]> {
  let found = prototypesByFile.get(sourceCode);
  if (!found) {
    const methods = new Map<string, Member[]>();
    for (const statement of sourceCode.text.includes('.prototype') ? sourceCode.ast.body : []) {
      if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') continue;
      const { left, right } = statement.expression;
      const maker = makerIn(left);
      const name = left.type === 'MemberExpression' ? propertyName(left) : null;
      if (maker === null || name === null || !isFunction(right)) continue;
      methods.set(maker, [...(methods.get(maker) ?? []), { name, code: right }]);
    }
    prototypesByFile.set(sourceCode, (found = methods));
  }
  return found;
}
