import { confidenceSchema } from '../analyses/acquisitions/confidence.ts';
import {
  boundPlanFor,
  deletionPlanFor,
  emptyEntryPlanFor,
  weakPlanFor,
} from '../analyses/retention/collection-plans.ts';
import { findGrowingCollections, type GrowingCollection } from '../analyses/retention/growing-collections.ts';
import { pathOfEntry } from '../analyses/retention/entry-paths.ts';
import { createRule } from '../create-rule.ts';
import { addStatement } from '../fixes/add-statement.ts';
import { beginWith } from '../fixes/begin-with.ts';
import { insertBefore } from '../fixes/insert-before.ts';
import { renameClass } from '../fixes/rename-class.ts';

export interface Options {
  /** The least confidence that a collection grows with use with which it is reported. */
  readonly confidence?: 'high' | 'medium';
}

const messageIds = {
  'only grows': 'onlyGrows',
  'kept after clean-up': 'keptAfterCleanUp',
  'kept when empty': 'keptWhenEmpty',
  'kept at zero': 'keptAtZero',
  'kept after timeout': 'keptAfterTimeout',
  'kept after error': 'keptAfterError',
} as const;

/** Reports a long-lived collection to which calls add entries that nothing takes out. */
export const noGrowingCollection = createRule({
  name: 'no-growing-collection',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow long-lived collections that only grow',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium' }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      onlyGrows:
        '`{{name}}` ({{what}}, line {{line}}) only grows: this adds an entry as often as it runs, and nothing removes one. Kept alive: {{path}}.',
      keptAfterCleanUp:
        '`{{name}}` ({{what}}, line {{line}}) keeps what is added here: {{cleanUp}} on line {{cleanUpLine}} does not remove it. Kept alive: {{path}}.',
      keptWhenEmpty:
        '`{{name}}` ({{what}}, line {{line}}) keeps an entry for every key: line {{cleanUpLine}} empties the entry and leaves it there. Kept alive: {{path}}.',
      keptAtZero:
        '`{{name}}` ({{what}}, line {{line}}) keeps an entry for every key: line {{cleanUpLine}} counts it down to zero and leaves it there. Kept alive: {{path}}.',
      keptAfterTimeout:
        '`{{name}}` ({{what}}, line {{line}}) keeps what is added here when nobody answers: the timeout on line {{cleanUpLine}} rejects the promise and leaves the entry. Kept alive: {{path}}.',
      keptAfterError:
        '`{{name}}` ({{what}}, line {{line}}) keeps what is added here when the `await` on line {{cleanUpLine}} fails: it is removed behind that alone. Kept alive: {{path}}.',
      useWeakCollection: 'Use a `{{weak}}`: an entry then goes with its key.',
      deleteInCleanUp: 'Remove it in {{cleanUp}}.',
      deleteWhenEmpty: 'Remove the entry when it is empty.',
      emptyWhenFull: 'Empty `{{name}}` when it is full: what is asked for later is made again.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema(
            'medium',
            'The least confidence that a collection grows with use with which it is reported.',
          ),
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high' }]) {
    const { sourceCode } = context;

    function report(found: GrowingCollection): void {
      const { collection, growth, finding, cleanUp, leftBy, innerRemoval } = found;
      const weak = weakPlanFor(found, sourceCode);
      const bound = weak ? null : boundPlanFor(found);
      const deletion = deletionPlanFor(found, sourceCode);
      const deletionEdit = deletion && beginWith(deletion, sourceCode);
      const emptyEntry = innerRemoval && emptyEntryPlanFor(innerRemoval, sourceCode);
      const data = {
        name: collection.name,
        what: `${collection.holder} ${collection.shape}`,
        line: String(collection.id.loc.start.line),
        cleanUp: cleanUp?.name ?? '',
        cleanUpLine: String((cleanUp?.code ?? innerRemoval?.call ?? leftBy)?.loc.start.line),
        path: pathOfEntry(found, sourceCode),
        weak: weak?.to ?? '',
      };
      context.report({
        node: growth.node,
        messageId: messageIds[finding],
        data,
        suggest: [
          ...(deletionEdit ? [{ messageId: 'deleteInCleanUp', data, fix: deletionEdit } as const] : []),
          ...(emptyEntry ? [{ messageId: 'deleteWhenEmpty', fix: addStatement(emptyEntry, sourceCode) } as const] : []),
          ...(bound ? [{ messageId: 'emptyWhenFull', data, fix: insertBefore(bound, sourceCode) } as const] : []),
          ...(weak ? [{ messageId: 'useWeakCollection', data, fix: renameClass(weak) } as const] : []),
        ],
      });
    }

    return {
      'Program:exit'() {
        for (const found of findGrowingCollections(sourceCode)) {
          if (found.confidence === 'high' || confidence === 'medium') report(found);
        }
      },
    };
  },
});
