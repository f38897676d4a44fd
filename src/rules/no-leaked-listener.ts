import { confidenceSchema } from '../analyses/acquisitions/confidence.ts';
import { abortPlanFor } from '../analyses/listeners/abort-plans.ts';
import { finallyForListener } from '../analyses/listeners/awaited-removals.ts';
import { findLeakedListeners, type LeakedListener } from '../analyses/listeners/leaked-listeners.ts';
import { listenerReleasePlan } from '../analyses/listeners/listener-release-plans.ts';
import { besidePlan } from '../analyses/listeners/beside-plans.ts';
import { signalPlanFor } from '../analyses/listeners/signal-plans.ts';
import { oncePlan } from '../analyses/listeners/once-plans.ts';
import { registeredRemovalFor } from '../analyses/listeners/registered-removals.ts';
import { createRule } from '../create-rule.ts';
import { addStatement } from '../fixes/add-statement.ts';
import type { Edit } from '../fixes/edit.ts';
import { nameAndGuard } from '../fixes/name-and-guard.ts';
import { registerRemoval } from '../fixes/register-removal.ts';
import { removeListener } from '../fixes/remove-listener.ts';
import { replaceTexts } from '../fixes/replace-texts.ts';
import { wrapInTryFinally } from '../fixes/wrap-in-try-finally.ts';

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
      leftBeside:
        'This adds {{event}} to `{{target}}`, and {{end}} on line {{line}} takes away the listeners beside it, but not this one.',
      removedElsewhere:
        'This adds {{event}} to `{{target}}`, and {{end}} does not remove it, though other code does: it may stay when {{owner}} has ended.',
      removedWhileAlive:
        'This adds {{event}} to `{{target}}`, and the code on line {{line}} that removes it does not run when {{owner}} ends: it may stay, with all that it can see.',
      removedInVain:
        'This adds {{event}} to `{{target}}`, and {{end}} on line {{line}}, which removes it, never runs, for {{because}}.',
      removedWhenAllGoesWell:
        'This adds {{event}} to `{{target}}`, and nothing removes it when {{when}} on line {{line}}: it stays, with all that it can see.',
      addedByRendering: 'This adds {{event}} to `{{target}}` at each rendering, and nothing removes it.',
      addedAtEachCall: 'Each call of this function adds {{event}} to `{{target}}`, and nothing removes it.',
      waitsForAbort:
        'This listener stays on `{{target}}` when the work is done without an abort (`once` does not help): each call leaves one on a signal that is used again.',
      staysWithoutItsEvent:
        'This listener stays on `{{target}}` when another of these events comes first: `once` takes away only what was called.',
      giveSignal: 'Give it `{{signal}}`, which is aborted in the end.',
      removeInEnd: 'Remove it in {{place}}.',
      removeInFinally: 'Remove it in a `finally`.',
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

    const dataOf = ({
      added,
      owner,
      ignored,
      awaited,
      removal,
      place = ignored,
    }: LeakedListener): Record<string, string> => ({
      event: added.event ? `a listener for ${sourceCode.getText(added.event)}` : 'a listener',
      target: added.target ? sourceCode.getText(added.target).replace(/\s+/g, ' ') : 'window',
      owner: owner?.label ?? '',
      end: place?.name ?? owner?.releasePlaces[0]?.name ?? '',
      line: String((place?.code ?? awaited?.wait.at ?? removal)?.loc.start.line ?? ''),
      when: awaited?.wait.when ?? '',
      because: ignored?.because ?? '',
    });

    const inEnd = (place: string, fix: Edit | null) =>
      fix && { messageId: 'removeInEnd' as const, data: { place }, fix };

    function suggestionsFor(leak: LeakedListener) {
      const guard = finallyForListener(leak, sourceCode);
      const guarded = guard && wrapInTryFinally(guard, sourceCode);
      if (guarded) return [{ messageId: 'removeInFinally' as const, fix: guarded }];
      const once = oncePlan(leak, sourceCode);
      const abort = abortPlanFor(leak, sourceCode);
      const guardedAbort = abort && nameAndGuard(abort, sourceCode);
      const signalled = signalPlanFor(leak, sourceCode);
      const removed = listenerReleasePlan(leak, sourceCode, context.physicalFilename);
      const beside = removed ? null : besidePlan(leak, sourceCode);
      const registered = removed ? null : registeredRemovalFor(leak, sourceCode, context.physicalFilename);
      return [
        once && { messageId: 'listenOnce' as const, fix: replaceTexts(once.replacements) },
        guardedAbort && { messageId: 'removeInFinally' as const, fix: guardedAbort },
        signalled && {
          messageId: 'giveSignal' as const,
          data: { signal: signalled.signal },
          fix: replaceTexts(signalled.replacements),
        },
        registered && inEnd(registered.registration.end.name, registerRemoval(registered, sourceCode)),
        beside && inEnd(leak.place?.name ?? '', addStatement(beside, sourceCode)),
        removed && inEnd(removed.place.name, removeListener(removed, sourceCode)),
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
