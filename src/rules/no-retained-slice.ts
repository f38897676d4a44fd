import { confidenceSchema } from '../analyses/acquisitions/confidence.ts';
import { copyPlanFor } from '../analyses/retention/copy-plans.ts';
import { pathOfSlice } from '../analyses/retention/entry-paths.ts';
import { findRetainedSlices } from '../analyses/retention/retained-slices.ts';
import { findSlicesInClosures, findSlicesInVariables } from '../analyses/retention/stored-slices.ts';
import { runsOnlySince } from '../analyses/using/using-support.ts';
import { createRule } from '../create-rule.ts';
import { replaceExpression } from '../fixes/replace-expression.ts';

export interface Options {
  /** The least confidence that the whole is kept for long with which a slice is reported. */
  readonly confidence?: 'high' | 'medium';
}

/** The first Node in which a text that is the key of a map is copied (V8 14). */
const copiesKeysSince = '26.0.0';

/** Reports a small part of bytes or text that is stored for long, and keeps all of what it was cut from. */
export const noRetainedSlice = createRule({
  name: 'no-retained-slice',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow slices that are stored for long and keep all of what they were cut from',
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
    const isStrict = confidence === 'medium';
    return {
      'Program:exit'() {
        const inCollections = findRetainedSlices(sourceCode).filter((found) => found.confidence === 'high' || isStrict);
        const elsewhere = isStrict ? [...findSlicesInVariables(sourceCode), ...findSlicesInClosures(sourceCode)] : [];
        for (const found of [...inCollections, ...elsewhere]) {
          const { holder, slice, stored, isKey } = found;
          if (isKey && runsOnlySince(copiesKeysSince, context.physicalFilename)) continue;
          const plan = copyPlanFor(found, sourceCode);
          const data = {
            name: holder.name,
            what: holder.what,
            line: String(holder.declared.loc.start.line),
            parent: sourceCode.getText(slice.parent),
            path: pathOfSlice(holder.steps, slice, sourceCode),
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
