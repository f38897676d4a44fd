import { pathOfEntry } from '../analyses/retention/entry-paths.ts';
import { findUnreadErrors, readingPlanFor } from '../analyses/retention/unread-errors.ts';
import { createRule } from '../create-rule.ts';
import { insertBefore } from '../fixes/insert-before.ts';

/** Reports an error in a long-lived collection whose stack nobody reads, so that V8 keeps what was on it. */
export const noUnreadErrorRetention = createRule({
  name: 'no-unread-error-retention',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow errors in long-lived collections whose stack is never read',
      preset: 'opt-in',
      types: 'not needed',
    },
    hasSuggestions: true,
    messages: {
      keepsFrames:
        '`{{name}}` ({{what}}, line {{line}}) keeps this error, whose stack nothing here reads: until that is read, V8 keeps the functions and receivers on it. Kept alive: {{path}} → frames → closures.',
      readStack: 'Read the stack first: V8 then keeps it as a text.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const found of findUnreadErrors(sourceCode)) {
          const { collection, error } = found;
          const plan = readingPlanFor(found);
          const data = {
            name: collection.name,
            what: `${collection.holder} ${collection.shape}`,
            line: String(collection.id.loc.start.line),
            path: pathOfEntry({ ...found, size: null }, sourceCode),
          };
          context.report({
            node: error,
            messageId: 'keepsFrames',
            data,
            suggest: plan && [{ messageId: 'readStack', fix: insertBefore(plan, sourceCode) }],
          });
        }
      },
    };
  },
});
