import { confidenceSchema } from '../analyses/acquisitions/confidence.ts';
import { findLeakedSubscriptions, type LeakedSubscription } from '../analyses/listeners/leaked-subscriptions.ts';
import { missingEndOf } from '../analyses/lifecycles/framework-classes.ts';
import { subscriptionPlansFor } from '../analyses/listeners/subscription-plans.ts';
import { createRule } from '../create-rule.ts';
import { replaceTexts } from '../fixes/replace-texts.ts';

export interface Options {
  /** The least confidence that the source outlives the subscription with which it is reported. */
  readonly confidence?: 'high' | 'medium';
}

/** Reports a subscription that nothing ends when its owner does. */
export const noLeakedSubscription = createRule({
  name: 'no-leaked-subscription',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow subscriptions that nothing ends when their owner has ended',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium' }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      dropped:
        'This subscribes to `{{source}}`, which outlives {{owner}}, and drops what would end the subscription: it goes on.',
      forgotten: '`this.{{field}}` is a subscription that {{end}} does not end: it goes on, and keeps {{owner}} alive.',
      withoutEnd:
        '`this.{{field}}` is a subscription that nothing ends, for the class has no `{{method}}()`: it goes on, and keeps {{owner}} alive.',
      endedInVain:
        'This subscribes to `{{source}}`, and {{end}} on line {{line}}, which ends the subscription, never runs, for {{because}}.',
      endsTooEarly:
        '`{{operator}}` stands in front of operators that go on by themselves: what they have subscribed to does not end with {{owner}}.',
      neverFired: 'Nothing fires `this.{{field}}`, so that this `takeUntil` never ends the subscription.',
      addToSubscriptions: 'Add it to `{{text}}`, which is ended with the instance.',
      endWithOwner: 'End it with `{{text}}`.',
      unsubscribeInEnd: 'Unsubscribe in {{text}}.',
      moveToEnd: 'Make `{{text}}` the last operator.',
      addEnd: 'Unsubscribe in a `{{text}}` of its own.',
      returnCleanup: 'Unsubscribe in the cleanup that the effect returns.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema(
            'medium',
            'The least confidence that the source outlives the subscription with which it is reported.',
          ),
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high' }]) {
    const { sourceCode } = context;

    function dataOf({ call, node, owner, field, ignored }: LeakedSubscription): Record<string, string> {
      const { callee } = call;
      const source = callee.type === 'MemberExpression' ? callee.object : callee;
      const text = sourceCode.getText(source).replace(/\s+/g, ' ');
      return {
        source: text.length > 60 ? `${text.slice(0, 57)}…` : text,
        operator: sourceCode.getText(node),
        owner: owner?.label ?? 'the code around it',
        end: ignored?.name ?? owner?.releasePlaces[0]?.name ?? '',
        line: String(ignored?.code.loc.start.line ?? ''),
        because: ignored?.because ?? '',
        field: field ?? '',
        method: (owner && missingEndOf(owner)) ?? '',
      };
    }

    return {
      'Program:exit'() {
        for (const leak of findLeakedSubscriptions(sourceCode)) {
          if (leak.confidence === 'medium' && confidence === 'high') continue;
          context.report({
            node: leak.node,
            messageId: leak.finding,
            data: dataOf(leak),
            suggest: subscriptionPlansFor(leak, sourceCode, context.physicalFilename).map(
              ({ does, text, replacements }) => ({
                messageId: does,
                data: { text },
                fix: replaceTexts(replacements),
              }),
            ),
          });
        }
      },
    };
  },
});
