import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, type FunctionNode } from '../../syntax/functions.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import type { ResourceKind } from '../acquisitions/resource-kinds.ts';
import { calleeOf } from '../callees/callee-bodies.ts';
import { stepAt, type Step } from './release-steps.ts';

type Node = TSESTree.Node;
type Release = Extract<Step, { does: 'release' }>;

/**
 * What a call does with a resource through the code of what it calls, as far as that matters after a release.
 * Errs towards nothing: only what the callee does first and on every path counts.
 */

/** `use(r)`: a callee that begins by using what it is given. Not one that may only note or take away what has ended. */
export function useByCallee(identifier: Node, kind: ResourceKind, sourceCode: TSESLint.SourceCode): Step | null {
  const call = identifier.parent;
  if (call?.type !== 'CallExpression') return null;
  const index = call.arguments.indexOf(identifier as TSESTree.Expression);
  if (index === -1 || call.arguments.slice(0, index).some(({ type }) => type === 'SpreadElement')) return null;
  const callee = calleeOf(call, sourceCode);
  const parameter = callee && callee !== 'declared' ? callee.node.params[index] : undefined;
  if (!callee || callee === 'declared' || parameter?.type !== 'Identifier') return null;
  const references = variableOf(parameter, callee.sourceCode)?.references ?? [];
  if (references.some((reference) => reference.isWrite())) return null;
  const isUsed = references.some(({ identifier: mention }) => {
    const step = stepAt(mention, kind, callee.sourceCode);
    return step?.does === 'use' && isFirstThing(step.at, callee.node);
  });
  return isUsed ? { does: 'use', at: call } : null;
}

/** `const end = () => r.dispose(); end();`: the calls, in the code around it, of a function that releases for sure. */
export function releasesByCalls(release: Release, sourceCode: TSESLint.SourceCode): Release[] {
  const closure = functionOf(release.at);
  if (closure.type === 'Program' || closure.type === 'PropertyDefinition') return [];
  if (!('async' in closure) || closure.async || closure.generator || !isFirstThing(release.at, closure)) return [];
  const home = functionOf(closure.type === 'FunctionDeclaration' ? closure : closure.parent);
  return callsOf(closure, sourceCode)
    .filter((call) => functionOf(call) === home)
    .map((call) => ({ ...release, at: call, statement: null }));
}

function callsOf(closure: FunctionNode, sourceCode: TSESLint.SourceCode): TSESTree.CallExpression[] {
  const { parent } = closure;
  const id =
    closure.type === 'FunctionDeclaration' ? closure.id : parent.type === 'VariableDeclarator' ? parent.id : null;
  const variable = id && variableOf(id, sourceCode);
  if (!variable || variable.references.some((reference) => reference.isWrite() && !reference.init)) return [];
  if (closure.type !== 'FunctionDeclaration' && onlyDeclaratorOf(variable)?.init !== closure) return [];
  return variable.references.flatMap(({ identifier }) => {
    const call = identifier.parent;
    return call.type === 'CallExpression' && call.callee === identifier ? [call] : [];
  });
}

/** Whether a function comes to a node on every path: nothing but plain statements stand before it. */
function isFirstThing(node: Node, { body }: FunctionNode): boolean {
  if (!body || Array.isArray(body)) return false;
  let inner = node;
  for (let outer = node.parent; outer && inner !== body; inner = outer, outer = outer.parent) {
    if (outer.type === 'BlockStatement' && outer === body) {
      const before = outer.body.slice(0, outer.body.indexOf(inner as TSESTree.Statement));
      return before.every(({ type }) => type === 'ExpressionStatement' || type === 'VariableDeclaration');
    }
    if (!passedThrough.has(outer.type) || (outer.type === 'MemberExpression' && outer.computed)) return inner === body;
  }
  return inner === body;
}

const passedThrough: ReadonlySet<string> = new Set([
  'AwaitExpression',
  'CallExpression',
  'ExpressionStatement',
  'MemberExpression',
  'ReturnStatement',
  'TemplateLiteral',
  'BinaryExpression',
  'UnaryExpression',
  'VariableDeclaration',
  'VariableDeclarator',
]);
