import type { TSESTree } from '@typescript-eslint/utils';
import { testBeginHooks, testEndHooks, testGroups } from '../../catalog/test-suites.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName } from '../../syntax/names.ts';
import type { Lifecycle, ReleasePlace } from './owners.ts';

/** A group of tests, or a file of them: from `before…` to `after…`. Only groups that have a hook of their own. */
export const testOwner: Lifecycle = (candidate) => {
  const statements = statementsOf(candidate);
  const calls = statements.flatMap((statement) =>
    statement.type === 'ExpressionStatement' && statement.expression.type === 'CallExpression'
      ? [statement.expression]
      : [],
  );
  const hooks = calls.filter((call) => call.arguments.some((argument) => isFunction(argument)));
  const named = (names: ReadonlySet<string>): TSESTree.CallExpression[] =>
    hooks.filter((call) => names.has(calledName(call) ?? ''));
  if (named(testBeginHooks).length === 0 && named(testEndHooks).length === 0) return null;
  return {
    kind: 'tests',
    label: candidate.type === 'Program' ? 'the tests of this file' : 'this group of tests',
    node: candidate,
    releasePlaces: named(testEndHooks).flatMap((call) =>
      call.arguments.map((code): ReleasePlace => ({ name: `\`${calledName(call)}\``, code })),
    ),
  };
};

function statementsOf(candidate: TSESTree.Node): readonly TSESTree.Node[] {
  if (candidate.type === 'Program') return candidate.body;
  if (!isFunction(candidate) || candidate.type === 'StaticBlock' || candidate.body?.type !== 'BlockStatement')
    return [];
  const { parent } = candidate;
  const name = parent.type === 'CallExpression' ? dottedName(parent.callee) : null;
  return name !== null && testGroups.has(name.split('.')[0] ?? '') ? candidate.body.body : [];
}
