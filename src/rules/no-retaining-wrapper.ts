import { clearingOf } from '../analyses/retention/clearing-plans.ts';
import { findRetainingWrappers } from '../analyses/retention/retaining-wrappers.ts';
import { createRule } from '../create-rule.ts';
import { clearAfterLastUse } from '../fixes/clear-after-last-use.ts';

/** Reports a wrapper that calls a function only once, and keeps it for ever. */
export const noRetainingWrapper = createRule({
  name: 'no-retaining-wrapper',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow wrappers that call a function only once and keep it, with all that it captures',
      preset: 'strict',
      types: 'not needed',
    },
    hasSuggestions: true,
    messages: {
      keptByWrapper:
        "'{{name}}' stays alive as long as this wrapper, although it is called only once: the caller → wrapper (line {{line}}) → {{name}} → all that it captures.",
      clearAfterCall: 'Clear it when it has been called.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const { parameter, call, wrapper } of findRetainingWrappers(sourceCode)) {
          const { start } = parameter.loc;
          const clearing = call && clearingOf({ name: parameter.name, defs: [] }, call, context.physicalFilename);
          context.report({
            loc: { start, end: { line: start.line, column: start.column + parameter.name.length } },
            messageId: 'keptByWrapper',
            data: { name: parameter.name, line: String(wrapper.loc.start.line) },
            suggest: clearing && [{ messageId: 'clearAfterCall', fix: clearAfterLastUse(clearing, sourceCode) }],
          });
        }
      },
    };
  },
});
