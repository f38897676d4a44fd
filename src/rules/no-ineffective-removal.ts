import { findIneffectiveRemovals, type IneffectiveRemoval } from '../analyses/listeners/ineffective-removals.ts';
import { removalPlanFor } from '../analyses/listeners/removal-plans.ts';
import { createRule } from '../create-rule.ts';
import { replaceTexts } from '../fixes/replace-texts.ts';

/** Reports a removal of a listener that can never take away what was added. */
export const noIneffectiveRemoval = createRule({
  name: 'no-ineffective-removal',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow removals of listeners that can never match what was added',
      preset: 'recommended',
      types: 'not needed',
    },
    hasSuggestions: true,
    messages: {
      removesNewFunction:
        'This function is made here, so `{{method}}` finds no listener like it: what was added{{line}} stays.',
      removesUnknownFunction:
        'This function is made here, so `{{method}}` finds no listener like it, and takes none away.',
      removesOtherFunction:
        '`{{listener}}` is not what was added{{line}}, which is a function around it: `{{method}}` takes nothing away.',
      removesUnwritten:
        'Nothing in this file gives `{{listener}}` a value, so `{{method}}` takes nothing away: what was added{{line}} stays.',
      removesNothing: '`{{method}}` is given no listener here, and takes none away.',
      otherCapture:
        'The listener was added{{line}} with `capture: {{capture}}`, so a `{{method}}` without the same `capture` does not find it.',
      namesNoEvent:
        '`{{method}}` takes the name of an event first, and is given a listener there: what was added{{line}} stays.',
      otherEvent: 'The listener was added for {{event}}{{line}}, and `{{method}}` is told another event: it stays.',
      otherTarget: 'The listener was added to `{{target}}`{{line}}, and is removed from another target: it stays.',
      newTarget: '`matchMedia()` gives a new object at each call: the one with the listener is another.',
      guardInverted:
        'The condition says that there is no `{{listener}}` here, so that `{{method}}` takes nothing away.',
      addsAgain:
        'This clean-up calls `{{method}}` again instead of `{{removal}}`: the listener stays, or is added twice.',
      passAddedListener: 'Remove `{{text}}`, as it was added.',
      nameListener: 'Keep the function as `{{text}}`, to add and to remove the same one.',
      passSameCapture: 'Remove it with `capture: {{text}}` too.',
      nameAddedEvent: 'Remove it from {{text}}.',
      useAddedTarget: 'Remove it from `{{text}}`.',
      callRemoval: 'Call `{{text}}`.',
      invertGuard: 'Ask whether there is one.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;

    function dataOf({ removal, added }: IneffectiveRemoval): Record<string, string> {
      const textOf = (node: Parameters<typeof sourceCode.getText>[0] | null | undefined, instead: string): string =>
        node ? sourceCode.getText(node) : instead;
      return {
        method: removal.method,
        removal: removal.methods.remove[0] ?? '',
        listener: textOf(removal.listener, 'listener'),
        line: added ? ` on line ${String(added.call.loc.start.line)}` : '',
        capture: String(added?.options.capture ?? false),
        event: textOf(added?.event, 'another event'),
        target: textOf(added?.target, 'window'),
      };
    }

    return {
      'Program:exit'() {
        for (const found of findIneffectiveRemovals(sourceCode)) {
          const { finding, node, added } = found;
          // of what nothing here adds it is not known that it stays
          const isOfOthers = finding === 'removesNewFunction' && added === null;
          const plan = removalPlanFor(found, sourceCode, context.physicalFilename);
          context.report({
            node,
            messageId: isOfOthers ? 'removesUnknownFunction' : finding,
            data: dataOf(found),
            suggest: plan && [
              { messageId: plan.does, data: { text: plan.text }, fix: replaceTexts(plan.replacements) },
            ],
          });
        }
      },
    };
  },
});
