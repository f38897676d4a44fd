import { findCallbackChains } from '../analyses/retention/callback-chains.ts';
import { createRule } from '../create-rule.ts';

/** Reports memoised functions of a component through which the renders of the past keep one another, and a large value each. */
export const reactCallbackChain = createRule({
  name: 'react-callback-chain',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow memoised callbacks that keep the values of past renders through one another',
      preset: 'opt-in',
      types: 'better',
    },
    messages: {
      chained:
        "'{{name}}' ({{size}}, line {{line}}) of past renders stays alive: the callbacks memoised on lines {{lines}} change at different times, and each keeps the scope of the render that made it, in which the others are.",
    },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const { hooks, value, size } of findCallbackChains(sourceCode)) {
          context.report({
            node: hooks[0].callee,
            messageId: 'chained',
            data: {
              name: value.name,
              size: size.label,
              line: String((value.identifiers[0] ?? value.scope.block).loc.start.line),
              lines: hooks.map(({ loc }) => loc.start.line).join(' and '),
            },
          });
        }
      },
    };
  },
});
