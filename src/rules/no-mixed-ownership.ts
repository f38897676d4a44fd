import { findMixedOwnership, type MixedOwnership } from '../analyses/ownership/mixed-ownership.ts';
import { createRule } from '../create-rule.ts';

const messageOf = {
  field: 'mixedField',
  variable: 'mixedVariable',
  result: 'mixedResult',
} as const satisfies Record<MixedOwnership['of'], string>;

/** Reports what is sometimes a resource of its own and sometimes one of somebody else, and does not say which. */
export const noMixedOwnership = createRule({
  name: 'no-mixed-ownership',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow fields, variables and results that hold now a resource of their own, now a borrowed one',
      preset: 'strict',
      types: 'better',
    },
    messages: {
      mixedField:
        '`this.{{name}}` holds {{kind}} that is created here, or one that it is given (line {{line}}), and nothing records which: it is neither right to release it nor to leave it.',
      mixedVariable:
        '`{{name}}` is {{kind}} that is created here, or one that somebody else keeps (line {{line}}), and nothing records which: it is neither right to release it nor to leave it.',
      mixedResult:
        'This function returns {{kind}} that it creates here, or one that somebody else keeps (line {{line}}): its callers cannot know whether to release it.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode, settings } = context;
    return {
      'Program:exit'() {
        for (const { of, name, producer, kept } of findMixedOwnership(sourceCode, settings)) {
          const data = { name, kind: producer.kind.label, line: String(kept.loc.start.line) };
          context.report({ node: producer.node, messageId: messageOf[of], data });
        }
      },
    };
  },
});
