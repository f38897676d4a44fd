import { confidenceSchema } from '../analyses/acquisitions/confidence.ts';
import { copyPlanFor } from '../analyses/retention/copy-plans.ts';
import { pathOfSlice } from '../analyses/retention/entry-paths.ts';
import { findRetainedSlices } from '../analyses/retention/retained-slices.ts';
import { runsOnlySince } from '../analyses/using/using-support.ts';
import { createRule } from '../create-rule.ts';
import { replaceExpression } from '../fixes/replace-expression.ts';

export interface Options {
  /** The least confidence that the whole is kept for long with which a slice is reported. */
  readonly confidence?: 'high' | 'medium';
}

/** The first Node in which a text that is the key of a map is copied (V8 14). */
const copiesKeysSince = '26.0.0';

/** Reports a small part of bytes or text in a long-lived collection, which keeps all of what it was cut from. */
export const noRetainedSlice = createRule({
  name: 'no-retained-slice',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow slices in long-lived collections that keep all of what they were cut from',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium' }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      keepsAllBytes:
        '`{{name}}` ({{what}}, line {{line}}) keeps all of `{{parent}}` for this part of it, which is a view of the same memory. Kept alive: {{path}}.',
      keepsAllText:
        '`{{name}}` ({{what}}, line {{line}}) keeps all of `{{parent}}` for this part of it, which V8 stores as a pointer into the whole. Kept alive: {{path}}.',
      storeCopy: 'Store a copy: `{{by}}`.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema(
            'medium',
            'The least confidence that the whole is kept for long with which a slice is reported.',
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
        for (const found of findRetainedSlices(sourceCode)) {
          const { collection, slice, stored, isKey } = found;
          if (found.confidence === 'medium' && confidence === 'high') continue;
          if (isKey && runsOnlySince(copiesKeysSince, context.physicalFilename)) continue;
          const plan = copyPlanFor(found, sourceCode);
          const data = {
            name: collection.name,
            what: `${collection.holder} ${collection.shape}`,
            line: String(collection.id.loc.start.line),
            parent: sourceCode.getText(slice.parent),
            path: pathOfSlice(found, sourceCode),
            by: plan?.by ?? '',
          };
          context.report({
            node: stored,
            messageId: slice.of === 'bytes' ? 'keepsAllBytes' : 'keepsAllText',
            data,
            suggest: plan && [{ messageId: 'storeCopy', data, fix: replaceExpression(plan) }],
          });
        }
      },
    };
  },
});
