import { copyPlanFor, findNarrowCaptures } from '../analyses/retention/narrow-captures.ts';
import { retentionPath } from '../analyses/retention/retention-paths.ts';
import { isLarge } from '../analyses/retention/size-evidence.ts';
import { createRule } from '../create-rule.ts';
import { copyBeforeClosure } from '../fixes/copy-before-closure.ts';

export interface Options {
  /** Whether an array, a map, a set or the parameter of a request counts as large. */
  readonly collections?: boolean;
}

/** Reports a long-lived closure that keeps a large value for one small part of it. */
export const noLargeClosureCapture = createRule({
  name: 'no-large-closure-capture',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow long-lived closures that keep a large value for one small part of it',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ collections: true }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      keptForPart:
        "'{{name}}' ({{size}}, line {{line}}) stays alive as long as this {{noun}}: {{path}}; the {{noun}} uses nothing of it but `{{part}}`.",
      copyPart: 'Copy `{{part}}` before the closure, so that it keeps nothing else.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          collections: {
            type: 'boolean',
            description: 'Whether an array, a map, a set or the parameter of a request counts as large.',
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
        for (const capture of findNarrowCaptures(sourceCode)) {
          const { sink, slot, size, part } = capture;
          if (!collections && !isLarge(size)) continue;
          const plan = copyPlanFor(capture, sourceCode);
          context.report({
            node: sink.place,
            messageId: 'keptForPart',
            data: {
              name: slot.name,
              size: size.label,
              line: String((slot.variable.identifiers[0] ?? slot.scope.block).loc.start.line),
              noun: sink.noun,
              path: retentionPath(sink, slot),
              part,
            },
            suggest: plan && [{ messageId: 'copyPart', data: { part }, fix: copyBeforeClosure(plan, sourceCode) }],
          });
        }
      },
    };
  },
});
