import { owningClassAt } from '../analyses/classes/owning-classes.ts';
import { findMissingSuperCalls, superCallPlan } from '../analyses/classes/super-teardowns.ts';
import { createRule } from '../create-rule.ts';
import { callSuper } from '../fixes/call-super.ts';

export interface Options {
  /** Whether methods are reported too whose names may mean less than the end of the instance: `stop`, `close`. */
  readonly everyName?: boolean;
}

/** Reports a teardown that overrides the one of a base class and does not call it. */
export const requireSuperDispose = createRule({
  name: 'require-super-dispose',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a teardown that overrides another to call it',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ everyName: true }] as readonly [Options],
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      superNotCalled:
        '`{{name}}()` overrides the one of `{{base}}` and does not call it: what `{{base}}` holds is not released.',
      callSuper: 'Call it as the last step: `{{call}}`.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          everyName: {
            type: 'boolean',
            description:
              'Whether methods are reported too whose names may mean less than the end of the instance: `stop`, `close`.',
          },
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ everyName = false }]) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const missing of findMissingSuperCalls(sourceCode)) {
          const { teardown, base, isFinal } = missing;
          // Ex) a `stop` that stands in for the one of the base
          if (!isFinal && !everyName) continue;
          const owner = owningClassAt(teardown.method.key);
          const plan = owner && superCallPlan(missing, owner, sourceCode);
          const edit = plan && callSuper(plan, sourceCode);
          context.report({
            node: teardown.method.key,
            messageId: 'superNotCalled',
            data: { name: teardown.name, base },
            fix: plan?.isSafe ? edit : null,
            suggest:
              plan && edit && !plan.isSafe ? [{ messageId: 'callSuper', data: { call: plan.call }, fix: edit }] : [],
          });
        }
      },
    };
  },
});
