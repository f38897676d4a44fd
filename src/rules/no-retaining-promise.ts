import { confidenceSchema } from '../analyses/acquisitions/confidence.ts';
import { findPendingReactions } from '../analyses/retention/pending-reactions.ts';
import { runsOnlySince } from '../analyses/using/using-support.ts';
import { createRule } from '../create-rule.ts';
import { passOnNothing } from '../fixes/pass-on-nothing.ts';

export interface Options {
  /** The least confidence that reactions pile up on a promise with which they are reported. */
  readonly confidence?: 'high' | 'medium';
}

/** The first Node in which a race keeps no more than a few hundred bytes for each call. */
const racesKeepLittleSince = '26.5.0';

/** What each call leaves on the promise, in the words of a heap snapshot. */
const reactions = {
  await: 'suspended frame',
  then: 'callback → context',
  race: 'Promise.race() → result',
  any: 'Promise.any() → result',
  all: 'Promise.all() → values',
  allSettled: 'Promise.allSettled() → values',
} as const;

/** Reports reactions that pile up on a promise which stays pending: each call of the code leaves one more. */
export const noRetainingPromise = createRule({
  name: 'no-retaining-promise',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow waiting again and again for a promise that stays pending',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium' }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      pilesUp:
        '`{{name}}` ({{holder}} promise, line {{line}}) stays pending, and each time this runs it keeps what waits for it. Kept alive: {{name}} → reactions → {{kept}}.',
      passOnNothing: 'Pass nothing on, so that the result is not kept.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema(
            'medium',
            'The least confidence that reactions pile up on a promise with which they are reported.',
          ),
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high' }]) {
    return {
      'Program:exit'() {
        for (const { promise, use, toNarrow, ...found } of findPendingReactions(context.sourceCode)) {
          const keepsLittle = use.by === 'race' && runsOnlySince(racesKeepLittleSince, context.physicalFilename);
          if (confidence === 'high' && (found.confidence === 'medium' || keepsLittle)) continue;
          const data = {
            name: promise.name,
            holder: promise.holder,
            line: String(promise.id.loc.start.line),
            kept: reactions[use.by],
          };
          context.report({
            node: use.node,
            messageId: 'pilesUp',
            data,
            suggest: toNarrow.length > 0 ? [{ messageId: 'passOnNothing', fix: passOnNothing(toNarrow) }] : [],
          });
        }
      },
    };
  },
});
