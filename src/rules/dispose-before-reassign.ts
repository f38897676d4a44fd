import { confidenceSchema, isAsSureAs, isReportedAt, type Confidence } from '../analyses/acquisitions/confidence.ts';
import { findFieldOverwrites, type FieldOverwrite } from '../analyses/classes/field-overwrites.ts';
import { findForgottenFields } from '../analyses/classes/forgotten-fields.ts';
import { findModuleOverwrites } from '../analyses/classes/module-overwrites.ts';
import { findOverwrites } from '../analyses/classes/overwrites.ts';
import {
  fieldReplacementPlan,
  variableReplacementPlan,
  type ReplacementPlan,
} from '../analyses/classes/replacement-plans.ts';
import { findTimerLeaks } from '../analyses/timers/leaks.ts';
import { createRule } from '../create-rule.ts';
import { releaseBefore } from '../fixes/release-before.ts';

export interface Options {
  /** The least confidence in a kind of resource, and that an old one is there, with which it is reported. */
  readonly confidence?: Confidence;
}

/** Reports a variable or field that gets a new value while it holds the only handle of a resource that is not released. */
export const disposeBeforeReassign = createRule({
  name: 'dispose-before-reassign',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a resource to be released before the variable or field that holds it gets another',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium' }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      overwritten:
        '`{{handle}}` still holds {{kind}} here, acquired on line {{line}}: once it is overwritten, nothing can release that.',
      overwrittenAgain:
        '`{{handle}}` may still hold {{kind}} from an earlier call: once it is overwritten, nothing can release that.',
      entryOverwritten:
        '`{{handle}}` may already hold {{kind}} under this key: once that is overwritten, nothing can release it.',
      releaseFirst: 'Release the old one first: `{{release}}`.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema(
            'low',
            'The least confidence in a kind of resource, and that an old one is there, with which it is reported.',
          ),
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high' }]) {
    const { sourceCode, settings } = context;
    const offer = (plan: ReplacementPlan | null) =>
      plan && [
        {
          messageId: 'releaseFirst',
          data: { release: plan.release.replace(/;$/, '') },
          fix: releaseBefore(plan, sourceCode),
        } as const,
      ];

    /** One leak, one report: what its owner forgets anyway is told as that (no-leaked-timer, require-field-disposal). */
    function isForgotten({ holding: { acquisition }, first }: FieldOverwrite): boolean {
      const [{ node }] = acquisition.producers;
      if (first !== null) return false;
      return acquisition.kind.family === 'timer'
        ? findTimerLeaks(sourceCode, settings).some(
            (leak) => leak.start.node === node && isAsSureAs(leak.confidence, confidence),
          )
        : findForgottenFields(sourceCode, settings, confidence).some(
            ({ holding }) => holding.acquisition.producers[0].node === node,
          );
    }

    function reportField(found: FieldOverwrite): void {
      const { holding, first, isRepeated } = found;
      const { acquisition, field, isMany, owner } = holding;
      const isEvident = first !== null || isRepeated === 'yes';
      if (!isEvident && confidence === 'high') return;
      const verdict = owner.teardowns.length > 0 ? 'some paths' : 'no path';
      if (!isReportedAt(acquisition, confidence, { verdict, isStarted: false }) || isForgotten(found)) return;
      const plan = (first ?? isRepeated === 'yes') ? fieldReplacementPlan(found, sourceCode) : null;
      context.report({
        node: acquisition.producers[0].node,
        messageId: isMany ? 'entryOverwritten' : first ? 'overwritten' : 'overwrittenAgain',
        data: {
          handle: `this.${field}`,
          kind: acquisition.kind.label,
          line: String(first?.acquisition.position.write.loc.start.line ?? ''),
        },
        suggest: offer(plan),
      });
    }

    return {
      'Program:exit'() {
        for (const found of findOverwrites(sourceCode, settings)) {
          const { lost, handle, write } = found;
          if (!isReportedAt(lost, confidence)) continue;
          const line = String(lost.producers[0].node.loc.start.line);
          context.report({
            node: write,
            messageId: 'overwritten',
            data: { handle: handle.name, kind: lost.kind.label, line },
            suggest: offer(variableReplacementPlan(found, sourceCode)),
          });
        }
        for (const found of findFieldOverwrites(sourceCode, settings)) reportField(found);
        for (const { acquisition, variable, write, first, isCertain } of findModuleOverwrites(sourceCode, settings)) {
          // Ex) `start()`, which a program calls once
          if (!isCertain && confidence === 'high') continue;
          if (!isReportedAt(acquisition, confidence)) continue;
          const line = String(first?.loc.start.line ?? '');
          const data = { handle: variable.name, kind: acquisition.kind.label, line };
          context.report({ node: write, messageId: first ? 'overwritten' : 'overwrittenAgain', data });
        }
      },
    };
  },
});
