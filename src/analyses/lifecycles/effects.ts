import type { TSESTree } from '@typescript-eslint/utils';
import { effectHooks } from '../../catalog/lifecycles.ts';
import { isClass, isFunction } from '../../syntax/functions.ts';
import { calledName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import type { Lifecycle, ReleasePlace } from '../owners.ts';

/** An effect of React: from the run of its callback to the cleanup that this returns. */
export const effectOwner: Lifecycle = (candidate, sourceCode) => {
  if (candidate.type !== 'ArrowFunctionExpression' && candidate.type !== 'FunctionExpression') return null;
  const { parent: call, body } = candidate;
  if (call.type !== 'CallExpression' || call.arguments[0] !== candidate) return null;
  const hook = calledName(call);
  if (hook === null || !effectHooks.has(hook)) return null;
  const name = `the cleanup of \`${hook}\``;
  const returned: TSESTree.Node[] = [];
  if (body.type !== 'BlockStatement') returned.push(body);
  else
    walk(body, sourceCode, (node) => {
      if (isFunction(node) || isClass(node)) return 'skip';
      if (node.type === 'ReturnStatement' && node.argument) returned.push(node.argument);
      return undefined;
    });
  return {
    kind: 'effect',
    label: 'the effect',
    node: candidate,
    releasePlaces: returned.map((code): ReleasePlace => ({ name, code })),
  };
};
