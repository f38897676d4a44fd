import { findLeakyConstructors } from '../analyses/classes/leaky-constructors.ts';
import { stackPlanFor } from '../analyses/classes/stack-plans.ts';
import { createRule } from '../create-rule.ts';
import { moveToStack } from '../fixes/move-to-stack.ts';

/** Reports a constructor that can throw after it has acquired a resource: there is no instance then that could release it. */
export const noLeakyConstructor = createRule({
  name: 'no-leaky-constructor',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow constructors that can throw while they hold a resource that nobody else can release',
      preset: 'strict',
      types: 'better',
    },
    hasSuggestions: true,
    messages: {
      lostWhenThrown:
        '`this.{{field}}` holds {{kind}} when line {{line}} of the constructor can throw: there is no instance then, and nobody can release it.',
      moveToStack: 'Hold it in a `DisposableStack` until the constructor is complete.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode, settings } = context;
    return {
      'Program:exit'() {
        for (const found of findLeakyConstructors(sourceCode, settings)) {
          const { acquisition, failure } = found;
          const { write, field } = acquisition.position;
          const plan = stackPlanFor(found, sourceCode, context);
          const edit = plan && moveToStack(plan, sourceCode);
          context.report({
            node: write.type === 'AssignmentExpression' ? write.left : write.key,
            messageId: 'lostWhenThrown',
            data: { field, kind: acquisition.kind.label, line: String(failure.loc.start.line) },
            suggest: edit && [{ messageId: 'moveToStack', fix: edit }],
          });
        }
      },
    };
  },
});
