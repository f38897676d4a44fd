import { findAcquisitions, type Acquisition } from '../analyses/acquisitions.ts';
import { isReportedAt, type Confidence } from '../analyses/confidence.ts';
import { effectAt } from '../analyses/effects-with-cleanup.ts';
import { nameNodeOf } from '../analyses/handles.ts';
import { fieldFateOf, owningClassAt, type OwningClass, type Teardown } from '../analyses/owning-classes.ts';
import { findReleaseVerdicts, type ReleaseVerdict } from '../analyses/release-paths.ts';
import { cleanupPlan, droppedReleasePlan, fieldReleasePlan } from '../analyses/teardown-plans.ts';
import { inWords, type WayOut } from '../analyses/ways-out.ts';
import { createRule } from '../create-rule.ts';
import { releaseInTeardown } from '../fixes/release-in-teardown.ts';
import { returnCleanup } from '../fixes/return-cleanup.ts';

export interface Options {
  /** The least confidence in a kind of timer, and in the place where it is started, with which it is reported. */
  readonly confidence?: Confidence;
}

/**
 * Reports a timer that goes on after the code that could clear it is done with: kept in a local variable,
 * in a field that the teardown of the class forgets, or dropped. A timer never becomes `using`, which would stop it.
 */
export const noLeakedTimer = createRule({
  name: 'no-leaked-timer',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow timers that nothing clears when their owner is done',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium' }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      neverCleared: '`{{handle}}` is {{kind}} that nothing clears: it is still running {{wayOut}}.',
      clearedOnSomePaths: '`{{handle}}` is {{kind}} that is not cleared on every path: it is still running {{wayOut}}.',
      notClearedByTeardown:
        '`this.{{handle}}` is {{kind}} that `{{teardown}}()` on line {{line}} does not clear: it keeps running and keeps this instance alive.',
      droppedInInstance:
        'This starts {{kind}} and drops its handle, so that `{{teardown}}()` on line {{line}} cannot clear it.',
      dropped: 'This starts {{kind}} and drops its handle: nothing can clear it any more.',
      droppedInEffect: 'This starts {{kind}} and drops its handle, so that no cleanup of `{{hook}}` can clear it.',
      returnCleanup: 'Keep its handle, and clear it in the cleanup that the effect returns.',
      clearInTeardown: 'Clear it in `{{teardown}}()`.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: {
            type: 'string',
            enum: ['high', 'medium', 'low'],
            description:
              'The least confidence that a kind of timer, and the place where it is started, must have to be reported.',
          },
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high' }]) {
    const { sourceCode, settings } = context;

    function reportLocal(found: ReleaseVerdict, wayOut: WayOut): void {
      const { acquisition, handle, verdict } = found;
      const data = { handle: handle.name, kind: acquisition.kind.label, wayOut: inWords(wayOut) };
      const messageId = verdict === 'no path' ? 'neverCleared' : 'clearedOnSomePaths';
      context.report({ node: nameNodeOf(acquisition, handle), messageId, data });
    }

    function reportInInstance(acquisition: Acquisition, owner: OwningClass, teardown: Teardown): void {
      const { kind, position, producers } = acquisition;
      const isField = position.at === 'field';
      if (isField) {
        const fate = fieldFateOf(owner, position.field, kind, sourceCode);
        if (fate === 'unknown' || fate === 'released by the teardown') return;
        // Ex) an event handler that clears it: whether the teardown brings the event about is not known
        if (fate === 'released elsewhere' && confidence === 'high') return;
      }
      const plan = isField
        ? fieldReleasePlan(acquisition, position.field, owner, sourceCode)
        : droppedReleasePlan(acquisition, owner, sourceCode, context.physicalFilename);
      const data = {
        handle: isField ? position.field : '',
        kind: kind.label,
        teardown: teardown.name,
        line: String(teardown.method.loc.start.line),
      };
      context.report({
        node: producers[0].node,
        messageId: isField ? 'notClearedByTeardown' : 'droppedInInstance',
        data,
        suggest: plan && [{ messageId: 'clearInTeardown', data, fix: releaseInTeardown(plan, sourceCode) }],
      });
    }

    function reportDropped(acquisition: Acquisition): void {
      const { kind, producers } = acquisition;
      const effect = effectAt(producers[0].node, sourceCode);
      // Ex) a heartbeat that a function starts once, for as long as the program runs
      if (!effect && confidence === 'high') return;
      const plan = effect && cleanupPlan(acquisition, effect, sourceCode);
      const edit = plan && returnCleanup(plan, sourceCode);
      const data = { kind: kind.label, hook: effect?.hook ?? '' };
      context.report({
        node: producers[0].node,
        messageId: effect ? 'droppedInEffect' : 'dropped',
        data,
        suggest: edit && [{ messageId: 'returnCleanup', data, fix: edit }],
      });
    }

    return {
      'Program:exit'() {
        for (const found of findReleaseVerdicts(sourceCode, settings, { exceptionPaths: false })) {
          const { acquisition, wayOut } = found;
          if (!wayOut || acquisition.kind.family !== 'timer' || !isReportedAt(acquisition, confidence, found)) continue;
          reportLocal(found, wayOut);
        }
        for (const acquisition of findAcquisitions(sourceCode, settings)) {
          const { kind, position, producers } = acquisition;
          if (kind.family !== 'timer' || !isReportedAt(acquisition, confidence)) continue;
          if (position.at !== 'field' && position.at !== 'dropped' && position.at !== 'receiver') continue;
          const owner = owningClassAt(producers[0].node);
          const [teardown] = owner?.teardowns ?? [];
          if (owner && teardown) reportInInstance(acquisition, owner, teardown);
          else if (position.at !== 'field') reportDropped(acquisition);
        }
      },
    };
  },
});
