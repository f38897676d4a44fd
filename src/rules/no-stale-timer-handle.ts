import { findStaleTimers } from '../analyses/retention/stale-timers.ts';
import { createRule } from '../create-rule.ts';
import { emptyInCallback } from '../fixes/empty-in-callback.ts';

/** Reports the handle of a timeout that is kept after it has fired, with the callback and a large value of its scope. */
export const noStaleTimerHandle = createRule({
  name: 'no-stale-timer-handle',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow keeping the handle of a timeout that has fired, when its callback keeps a large value',
      preset: 'strict',
      types: 'required',
    },
    hasSuggestions: true,
    messages: {
      keptByHandle:
        "'{{name}}' ({{size}}, line {{line}}) stays alive after the timeout has fired: {{target}} → Timeout → _onTimeout (line {{callbackLine}}) → {{name}}; nothing empties the handle.",
      emptyHandle: 'Empty the handle in the callback.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const { target, callback, slot, size, canBeEmptied } of findStaleTimers(sourceCode)) {
          const text = sourceCode.getText(target);
          const edit = canBeEmptied ? emptyInCallback(text, callback, sourceCode) : null;
          context.report({
            node: target,
            messageId: 'keptByHandle',
            data: {
              name: slot.name,
              size: size.label,
              line: String((slot.variable.identifiers[0] ?? slot.scope.block).loc.start.line),
              target: text,
              callbackLine: String(callback.loc.start.line),
            },
            suggest: edit && [{ messageId: 'emptyHandle', fix: edit }],
          });
        }
      },
    };
  },
});
