import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { Handle } from '../acquisitions/handles.ts';

type Node = TSESTree.Node;

/**
 * Whether a place is reached after a release for sure, as far as conditions go: where only some paths have released, no
 * condition may stand between the two, for it could be the same that decided on the release.
 * @param isCertain every path that comes by has released
 */
export function isSure(
  place: Node,
  release: Node,
  isCertain: boolean,
  handle: Handle,
  sourceCode: TSESLint.SourceCode,
): boolean {
  // in a loop the release of one round comes before the use of the next
  if (place.range[0] <= release.range[0]) {
    const loop = loopAround(place, release);
    return loop !== null && [place, release].every((node) => conditionsAround(node, loop.body).length === 0);
  }
  const conditions = conditionsAround(place, release);
  if (!isCertain) return conditions.length === 0;
  return conditions.every(({ isCleanup, test }) => !isCleanup && !(test && couldTell(test, handle, sourceCode)));
}

interface Condition {
  readonly test: Node | null;
  /** It stands in a `catch`, or in a `finally` in which the release is not. */
  readonly isCleanup: boolean;
}

type Loop = Extract<Node, { body: TSESTree.Statement; type: `${string}Statement` }>;

/** The innermost loop in which both nodes are. */
function loopAround(one: Node, other: Node): Loop | null {
  for (let outer = one.parent; outer; outer = outer.parent) {
    if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(outer.type) && holds((outer as Loop).body, other))
      return outer as Loop;
  }
  return null;
}

/** The conditions under which a node is evaluated, up to the first node that also holds the other one. */
function conditionsAround(node: Node, other: Node): Condition[] {
  const conditions: Condition[] = [];
  let isCleanup = false;
  let inner = node;
  for (let outer = node.parent; outer && !holds(inner, other); inner = outer, outer = outer.parent) {
    const test = testOf(outer, inner);
    if (test !== undefined) conditions.push({ test, isCleanup: false });
    if (outer.type === 'TryStatement' && outer.finalizer === inner) isCleanup = true;
    if (outer.type === 'CatchClause') conditions.push({ test: null, isCleanup: true });
  }
  return isCleanup ? conditions.map((condition) => ({ ...condition, isCleanup })) : conditions;
}

const holds = (outer: Node, inner: Node): boolean =>
  inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];

/** The test that decides whether a child is evaluated; `undefined` where nothing decides. */
function testOf(outer: Node, inner: Node): Node | null | undefined {
  switch (outer.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return outer.test === inner ? undefined : outer.test;
    case 'LogicalExpression':
      return outer.right === inner ? outer.left : undefined;
    case 'WhileStatement':
    case 'ForStatement':
      return outer.body === inner ? outer.test : undefined;
    case 'ForInStatement':
    case 'ForOfStatement':
      return outer.body === inner ? outer.right : undefined;
    case 'SwitchCase':
      return outer.parent.discriminant;
    default:
      return undefined;
  }
}

/** Whether a test asks the resource, or a variable that the code sets on its way. */
function couldTell(test: Node, { variables }: Handle, sourceCode: TSESLint.SourceCode): boolean {
  let tells = false;
  walk(test, sourceCode, (node) => {
    const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
    if (variable && variables.has(variable)) tells = true;
    if ((variable?.references.filter((reference) => reference.isWrite()).length ?? 0) > 1) tells = true;
    return undefined;
  });
  return tells;
}
