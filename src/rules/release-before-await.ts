import { clearingOf } from '../analyses/retention/clearing-plans.ts';
import { findHeldAcrossSuspension, lastStatementBefore } from '../analyses/retention/frames.ts';
import { nameOf } from '../analyses/retention/retention-paths.ts';
import { isLarge } from '../analyses/retention/size-evidence.ts';
import { createRule } from '../create-rule.ts';
import { clearAfterLastUse } from '../fixes/clear-after-last-use.ts';

export interface Options {
  /** Whether an array, a map or a set counts as large. */
  readonly collections?: boolean;
}

/** Reports a large value that a suspended function keeps, although it has been used for the last time. */
export const releaseBeforeAwait = createRule({
  name: 'release-before-await',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require a large value that is no longer used to be released before a wait without a known end',
      preset: 'strict',
      types: 'better',
    },
    hasSuggestions: true,
    messages: {
      heldByFrame:
        "'{{name}}' ({{size}}, line {{line}}) stays alive until {{wait}} on line {{waitLine}} is over: suspended frame of {{function}} → {{name}}; it is not used any more.",
      clearAfterLastUse: 'Clear it when it has been used for the last time.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          collections: { type: 'boolean', description: 'Whether an array, a map or a set counts as large.' },
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ collections = false }]) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const held of findHeldAcrossSuspension(sourceCode)) {
          const { variable, size, suspension, closure } = held;
          const [name] = variable.identifiers;
          if (!name || (!collections && !isLarge(size))) continue;
          const last = lastStatementBefore(held, sourceCode);
          const clearing = last && clearingOf(variable, last, context.physicalFilename);
          const called = nameOf(closure);
          const { line, column } = name.loc.start;
          context.report({
            // without the annotation
            loc: { start: name.loc.start, end: { line, column: column + variable.name.length } },
            messageId: 'heldByFrame',
            data: {
              name: variable.name,
              size: size.label,
              line: String(line),
              wait:
                suspension.type === 'YieldExpression'
                  ? 'the `yield`'
                  : suspension.type === 'ForOfStatement'
                    ? 'the loop'
                    : 'the `await`',
              waitLine: String(suspension.loc.start.line),
              function: called === null ? 'a function' : `${called}()`,
            },
            suggest: clearing && [{ messageId: 'clearAfterLastUse', fix: clearAfterLastUse(clearing, sourceCode) }],
          });
        }
      },
    };
  },
});
