import { blockPlanFor, clearingPlanFor } from '../analyses/retention/clearing-plans.ts';
import { functionInWords, retentionPath } from '../analyses/retention/retention-paths.ts';
import { findSharedSlots } from '../analyses/retention/shared-contexts.ts';
import { isLarge } from '../analyses/retention/size-evidence.ts';
import { createRule } from '../create-rule.ts';
import { clearAfterLastUse } from '../fixes/clear-after-last-use.ts';
import { wrapInBlock } from '../fixes/wrap-in-block.ts';

export interface Options {
  /** Whether an array, a map or a set counts as large. */
  readonly collections?: boolean;
}

/** Reports a large value that a long-lived closure keeps only because it shares a scope with another closure. */
export const noSharedClosureContext = createRule({
  name: 'no-shared-closure-context',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow long-lived closures that keep a large value which only another, short-lived closure uses',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ collections: true }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      keptByContext:
        "'{{name}}' ({{size}}, line {{line}}) stays alive as long as this {{noun}}: {{path}}; the {{noun}} never uses it, {{user}} does.",
      clearAfterLastUse: 'Clear it when it has been used for the last time.',
      wrapInBlock: 'Give it and what uses it a block of their own.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          collections: {
            type: 'boolean',
            description: 'Whether an array, a map or a set counts as large, whatever is in it.',
          },
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ collections = false }]) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const shared of findSharedSlots(sourceCode)) {
          const { sink, slot, size, user } = shared;
          if (!collections && !isLarge(size)) continue;
          const clearing = clearingPlanFor(shared, sourceCode, context.physicalFilename);
          const block = blockPlanFor(shared, sourceCode);
          const wrap = block && wrapInBlock(block, sourceCode);
          context.report({
            node: sink.place,
            messageId: 'keptByContext',
            data: {
              name: slot.name,
              size: size.label,
              line: String((slot.variable.identifiers[0] ?? slot.scope.block).loc.start.line),
              noun: sink.noun,
              path: retentionPath(sink, slot),
              user: functionInWords(user),
            },
            suggest: [
              ...(clearing
                ? [{ messageId: 'clearAfterLastUse', fix: clearAfterLastUse(clearing, sourceCode) } as const]
                : []),
              ...(wrap ? [{ messageId: 'wrapInBlock', fix: wrap } as const] : []),
            ],
          });
        }
      },
    };
  },
});
