import { findUsingMisuses, type UsingMisuse } from '../analyses/using/using-misuses.ts';
import { findBrokenUsing } from '../analyses/using/broken-using.ts';
import { createRule } from '../create-rule.ts';
import { awaitPromise } from '../fixes/await-promise.ts';
import { conditionalNull } from '../fixes/conditional-null.ts';
import { joinUsing } from '../fixes/join-using.ts';

const messageOf = {
  'stopped at once': 'stoppedAtOnce',
  'flushed by nothing': 'losesData',
  'not disposable before': 'notDisposableBefore',
  exported: 'exported',
  'left early': 'leftEarly',
  'not disposable': 'notDisposable',
  'async only': 'asyncOnly',
  'of any type': 'anyType',
  'a promise': 'notAwaited',
  falsy: 'couldBeFalsy',
} as const satisfies Record<UsingMisuse['is'], string>;

/** Reports `using` declarations that throw, stop what should go on, lose data, or are none at all. */
export const noMisusedUsing = createRule({
  name: 'no-misused-using',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow `using` where it throws, stops what should go on, or declares nothing',
      preset: 'recommended',
      types: 'better',
    },
    hasSuggestions: true,
    messages: {
      stoppedAtOnce: '`{{name}}` is {{label}}: it is stopped when the block ends, which waits for nothing.',
      losesData:
        'To dispose `{{name}}` destroys the stream: what is not written by then is lost. Wait for it to finish.',
      notDisposableBefore:
        '`{{name}}` is {{label}}, which is disposable since Node {{since}}: older ones, which `engines.node` allows, throw here.',
      exported: '`{{name}}` is disposed when this module has run, before anybody that imports it can use it.',
      leftEarly: 'The loop is left here: the values behind this one are never disposed.',
      notDisposable: '`using` throws on this value: it has no dispose method.',
      asyncOnly: '`{{name}}` can only be disposed asynchronously: `using` throws on it, `await using` does not.',
      anyType: '`{{name}}` is of type `any`: `using` throws when it is not disposable.',
      notAwaited: '`using` throws on this promise: it needs an `await` of its own.',
      couldBeFalsy: '`using` throws when this is `false`, `0` or an empty string.',
      elementAssignment: 'This is no declaration: it assigns to an element of a variable called `using`.',
      brokenOff: 'This is no declaration: the name must stand on the line of `using`.',
      awaitPromise: 'Wait for the promise.',
      useNull: 'Use `null` instead.',
      joinLines: 'Join the lines.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const misuse of findUsingMisuses(sourceCode, context)) {
          const suggestion =
            misuse.is === 'a promise' && misuse.canAwait
              ? ({ messageId: 'awaitPromise', fix: awaitPromise(misuse.promise, sourceCode) } as const)
              : misuse.is === 'falsy' && misuse.canBecomeNull
                ? ({ messageId: 'useNull', fix: conditionalNull(misuse.logical, sourceCode) } as const)
                : null;
          context.report({
            node: misuse.node,
            messageId: messageOf[misuse.is],
            data: { ...misuse },
            suggest: suggestion ? [suggestion] : [],
          });
        }
        for (const broken of findBrokenUsing(sourceCode)) {
          const { node, is } = broken;
          const joined = is === 'broken off' && broken.assignment ? joinUsing(node, broken.assignment) : null;
          context.report({
            node,
            messageId: is === 'an element' ? 'elementAssignment' : 'brokenOff',
            suggest: joined ? [{ messageId: 'joinLines', fix: joined }] : [],
          });
        }
      },
    };
  },
});
