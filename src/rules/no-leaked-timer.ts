import { findAcquisitions, type Acquisition } from '../analyses/acquisitions.ts';
import { isReportedAt, type Confidence } from '../analyses/confidence.ts';
import { fieldFateOf, owningClassAt } from '../analyses/owning-classes.ts';
import { nameNodeOf } from '../analyses/handles.ts';
import { findReleaseVerdicts } from '../analyses/release-paths.ts';
import { droppedReleasePlan, fieldReleasePlan } from '../analyses/teardown-plans.ts';
import { inWords } from '../analyses/ways-out.ts';
import { createRule } from '../create-rule.ts';
import { releaseInTeardown } from '../fixes/release-in-teardown.ts';

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
      fieldNeverCleared: '`this.{{handle}}` is {{kind}} that no method of the class clears.',
      droppedInInstance:
        'This starts {{kind}} and drops its handle, so that `{{teardown}}()` on line {{line}} cannot clear it.',
      dropped: 'This starts {{kind}} and drops its handle: nothing can clear it any more.',
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

    function reportInstanceTimer(acquisition: Acquisition): void {
      const { kind, position, producers } = acquisition;
      const owner = owningClassAt(producers[0].node);
      const [teardown] = owner?.teardowns ?? [];
      const data = {
        kind: kind.label,
        handle: '',
        teardown: teardown?.name ?? '',
        line: String(teardown?.method.loc.start.line),
      };
      const suggest = (
        plan: Parameters<typeof releaseInTeardown>[0] | null,
      ): { messageId: 'clearInTeardown'; data: typeof data; fix: ReturnType<typeof releaseInTeardown> }[] =>
        plan ? [{ messageId: 'clearInTeardown', data, fix: releaseInTeardown(plan, sourceCode) }] : [];
      if (position.at === 'field' && owner) {
        const fate = fieldFateOf(owner, position.field, kind, sourceCode);
        if (fate === 'unknown' || fate === 'released by the teardown') return;
        // Ex) an event handler that clears it: whether the teardown brings the event about is not known
        if (fate === 'released elsewhere' && confidence === 'high') return;
        data.handle = position.field;
        if (teardown) {
          const plan = fieldReleasePlan(acquisition, position.field, owner, sourceCode);
          context.report({ node: producers[0].node, messageId: 'notClearedByTeardown', data, suggest: suggest(plan) });
        } else if (fate === 'never released' && confidence !== 'high') {
          context.report({ node: producers[0].node, messageId: 'fieldNeverCleared', data });
        }
      }
      if (position.at !== 'dropped' && position.at !== 'receiver') return;
      if (owner && teardown) {
        const plan = droppedReleasePlan(acquisition, owner, sourceCode, /\.[cm]?tsx?$/.test(context.physicalFilename));
        context.report({ node: producers[0].node, messageId: 'droppedInInstance', data, suggest: suggest(plan) });
      } else if (confidence !== 'high') {
        context.report({ node: producers[0].node, messageId: 'dropped', data });
      }
    }

    return {
      'Program:exit'() {
        for (const found of findReleaseVerdicts(sourceCode, settings, { exceptionPaths: false })) {
          const { acquisition, handle, verdict, wayOut } = found;
          if (!wayOut || acquisition.kind.family !== 'timer' || !isReportedAt(acquisition, confidence, found)) continue;
          const data = { handle: handle.name, kind: acquisition.kind.label, wayOut: inWords(wayOut) };
          const messageId = verdict === 'no path' ? 'neverCleared' : 'clearedOnSomePaths';
          context.report({ node: nameNodeOf(acquisition, handle), messageId, data });
        }
        for (const acquisition of findAcquisitions(sourceCode, settings)) {
          if (acquisition.kind.family === 'timer' && isReportedAt(acquisition, confidence))
            reportInstanceTimer(acquisition);
        }
      },
    };
  },
});
