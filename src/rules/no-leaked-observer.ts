import { confidenceSchema } from '../analyses/acquisitions/confidence.ts';
import { findLeakedObservers } from '../analyses/listeners/leaked-observers.ts';
import { observerPlanFor } from '../analyses/listeners/observer-plans.ts';
import { createRule } from '../create-rule.ts';
import { removeListener } from '../fixes/remove-listener.ts';

export interface Options {
  /** The least confidence that what is watched outlives the owner with which it is reported. */
  readonly confidence?: 'high' | 'medium';
}

/** Reports an observer that goes on watching when its owner has ended. */
export const noLeakedObserver = createRule({
  name: 'no-leaked-observer',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow observers that nothing disconnects when their owner has ended',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium' }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      forgotten:
        'This is {{kind}} of what outlives {{owner}}, and {{end}} does not disconnect it: it goes on, with all that its callback can see.',
      neverDisconnected:
        'This is {{kind}} of what outlives {{owner}}, and nothing disconnects it: it goes on, with all that its callback can see.',
      disconnectInEnd: 'Disconnect it in {{place}}.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema(
            'medium',
            'The least confidence that what is watched outlives the owner with which it is reported.',
          ),
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high' }]) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const leak of findLeakedObservers(sourceCode)) {
          const { node, owner, label, finding } = leak;
          if (leak.confidence === 'medium' && confidence === 'high') continue;
          const plan = observerPlanFor(leak, sourceCode);
          context.report({
            node,
            messageId: finding,
            data: {
              kind: label,
              owner: owner?.label ?? 'this function',
              end: owner?.releasePlaces[0]?.name ?? '',
            },
            suggest: plan && [
              { messageId: 'disconnectInEnd', data: { place: plan.place.name }, fix: removeListener(plan, sourceCode) },
            ],
          });
        }
      },
    };
  },
});
