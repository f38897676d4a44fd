import { confidenceSchema } from '../analyses/acquisitions/confidence.ts';
import { findLeakedListeners, type LeakedListener } from '../analyses/listeners/leaked-listeners.ts';
import { listenerReleasePlan } from '../analyses/listeners/listener-release-plans.ts';
import { signalPlanFor } from '../analyses/listeners/signal-plans.ts';
import { oncePlan } from '../analyses/listeners/once-plans.ts';
import { overridingRemovalFor, registeredRemovalFor } from '../analyses/listeners/registered-removals.ts';
import { createRule } from '../create-rule.ts';
import { registerRemoval } from '../fixes/register-removal.ts';
import { removeListener } from '../fixes/remove-listener.ts';
import { replaceTexts } from '../fixes/replace-texts.ts';

export interface Options {
  /** The least confidence that the target outlives the listener with which it is reported. */
  readonly confidence?: 'high' | 'medium';
}

/** Reports a listener that stays on a target which lives longer than whoever added it. */
export const noLeakedListener = createRule({
  name: 'no-leaked-listener',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow listeners that stay on a target when their owner has ended',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium' }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      forgotten:
        'This adds {{event}} to `{{target}}`, which outlives {{owner}}, and {{end}} does not remove it: it stays, with all that it can see.',
      neverRemoved:
        'This adds {{event}} to `{{target}}`, which outlives {{owner}}, and nothing removes it: it stays, with all that it can see.',
      removedElsewhere:
        'This adds {{event}} to `{{target}}`, and {{end}} does not remove it, though other code does: it may stay when {{owner}} has ended.',
      removedInVain:
        'This adds {{event}} to `{{target}}`, and {{end}} on line {{line}}, which removes it, never runs, for {{because}}.',
      addedByRendering: 'This adds {{event}} to `{{target}}` at each rendering, and nothing removes it.',
      addedAtEachCall: 'Each call of this function adds {{event}} to `{{target}}`, and nothing removes it.',
      waitsForAbort:
        'This listener stays on `{{target}}` when the work is done without an abort (`once` does not help): each call leaves one on a signal that is used again.',
      staysWithoutItsEvent:
        'This listener stays on `{{target}}` when another of these events comes first: `once` takes away only what was called.',
      giveSignal: 'Give it `{{signal}}`, which is aborted in the end.',
      removeInEnd: 'Remove it in {{place}}.',
      listenOnce: 'Listen for the first event alone: no other can do anything.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema(
            'medium',
            'The least confidence that the target outlives the listener with which it is reported.',
          ),
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high' }]) {
    const { sourceCode } = context;

    const dataOf = ({ added, owner, ignored }: LeakedListener): Record<string, string> => ({
      event: added.event ? `a listener for ${sourceCode.getText(added.event)}` : 'a listener',
      target: added.target ? sourceCode.getText(added.target).replace(/\s+/g, ' ') : 'window',
      owner: owner?.label ?? '',
      end: ignored?.name ?? owner?.releasePlaces[0]?.name ?? '',
      line: String(ignored?.code.loc.start.line ?? ''),
      because: ignored?.because ?? '',
    });

    function suggestionsFor(leak: LeakedListener) {
      const once = oncePlan(leak, sourceCode);
      const signalled = signalPlanFor(leak, sourceCode);
      const removed = listenerReleasePlan(leak, sourceCode, context.physicalFilename);
      const registered = removed
        ? null
        : (registeredRemovalFor(leak, sourceCode, context.physicalFilename) ??
          overridingRemovalFor(leak, sourceCode, context.physicalFilename));
      const registration = registered && registerRemoval(registered, sourceCode);
      return [
        once && { messageId: 'listenOnce' as const, fix: replaceTexts(once.replacements) },
        signalled && {
          messageId: 'giveSignal' as const,
          data: { signal: signalled.signal },
          fix: replaceTexts(signalled.replacements),
        },
        registered &&
          registration && {
            messageId: 'removeInEnd' as const,
            data: { place: registered.registration.end.name },
            fix: registration,
          },
        removed && {
          messageId: 'removeInEnd' as const,
          data: { place: removed.place.name },
          fix: removeListener(removed, sourceCode),
        },
      ].filter((suggestion) => suggestion !== null);
    }

    return {
      'Program:exit'() {
        for (const leak of findLeakedListeners(sourceCode)) {
          if (leak.confidence === 'medium' && confidence === 'high') continue;
          context.report({
            node: leak.added.call,
            messageId: leak.finding,
            data: dataOf(leak),
            suggest: suggestionsFor(leak),
          });
        }
      },
    };
  },
});
