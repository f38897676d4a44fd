import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { confidenceSchema, isAsSureAs, type Confidence } from '../analyses/acquisitions/confidence.ts';
import type { TimerLeak } from '../analyses/timers/findings.ts';
import { findTimerLeaks } from '../analyses/timers/leaks.ts';
import { finallyFor, repairOf } from '../analyses/timers/repairs.ts';
import { inWords } from '../analyses/paths/ways-out.ts';
import { createRule } from '../create-rule.ts';
import { releaseAtEnd } from '../fixes/release-at-end.ts';
import { wrapInTryFinally } from '../fixes/wrap-in-try-finally.ts';

export interface Options {
  /** The least confidence in a kind of timer, and in the place where it is started, with which it is reported. */
  readonly confidence?: Confidence;
}

const messages = {
  neverCleared: '`{{handle}}` is {{kind}} that nothing clears: it is still running {{when}}.',
  clearedOnSomePaths: '`{{handle}}` is {{kind}} that is not cleared on every path: it is still running {{when}}.',
  notClearedAtEnd:
    '`{{handle}}` is {{kind}}, and {{end}} on line {{line}} does not clear it: it keeps running, and keeps {{owner}} alive.',
  noEnd: '`{{handle}}` is {{kind}}, and nothing clears it when {{owner}} ends: {{missing}}.',
  dropped: 'This starts {{kind}} and drops its handle: nothing can clear it any more.',
  droppedInOwner: 'This starts {{kind}} and drops its handle, so that {{consequence}}.',
  stillArmed: '`{{handle}}` is {{kind}} that only other ways clear: it keeps running when {{when}} on line {{line}}.',
  armedAfterRace: 'This starts {{kind}} that nothing clears when another side wins the race on line {{line}}.',
  armedAfterAll: 'This starts {{kind}} that nothing clears when the promise is settled on line {{line}}.',
  clearedInVain: '`{{handle}}` is {{kind}} that {{end}} on line {{line}} clears in vain: {{because}}.',
  startedAfterEnd: 'This starts {{kind}} behind the `await` on line {{line}}, when {{owner}} may have ended already.',
  startedOver: '`{{handle}}` may be running when this starts another: the handle of the first is lost.',
  clearAtEnd: 'Clear it in {{end}}.',
  returnCleanup: 'Clear it in the cleanup that the effect returns.',
  addEnd: 'Add {{end}}, and clear it there.',
  registerEnd: 'Clear it in {{end}}.',
  clearInFinally: 'Clear it in a `finally`.',
} as const;

type MessageId = keyof typeof messages;

/**
 * Reports a timer that outlives who started it: a function, an instance, an effect or a component that ends without
 * clearing it. A timer never becomes `using`, which would stop it before its first tick.
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
    messages,
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema(
            'low',
            'The least confidence that a kind of timer, and the place where it is started, must have to be reported.',
          ),
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high' }]) {
    const { sourceCode, settings } = context;

    function suggestionsFor(leak: TimerLeak): TSESLint.ReportSuggestionArray<MessageId> {
      const guard = finallyFor(leak, sourceCode);
      const guarded = guard && wrapInTryFinally(guard, sourceCode);
      if (guarded) return [{ messageId: 'clearInFinally', fix: guarded }];
      const repair = repairOf(leak, sourceCode, context.physicalFilename);
      const edit = repair && releaseAtEnd(repair, sourceCode);
      return edit ? [{ messageId: suggestionFor[repair.end.at], data: { end: repair.end.name }, fix: edit }] : [];
    }

    return {
      'Program:exit'() {
        for (const leak of findTimerLeaks(sourceCode, settings)) {
          if (!isAsSureAs(leak.confidence, confidence)) continue;
          const { messageId, data } = toldOf(leak);
          context.report({ node: leak.node, messageId, data, suggest: suggestionsFor(leak) });
        }
      },
    };
  },
});

const suggestionFor = {
  function: 'clearAtEnd',
  return: 'returnCleanup',
  method: 'addEnd',
  registration: 'registerEnd',
} as const;

const messageAt = {
  'still armed': 'stillArmed',
  'armed after the race': 'armedAfterRace',
  'armed after all': 'armedAfterAll',
  'started after the end': 'startedAfterEnd',
} as const;

/** The message for a finding, with what it says. */
function toldOf({ start, owner, finding }: TimerLeak): { messageId: MessageId; data: Record<string, string> } {
  const { place, label: kind } = start;
  const data = { handle: 'name' in place ? place.name : '', kind, owner: owner?.label ?? '' };
  const line = (node: TSESTree.Node): string => String(node.loc.start.line);
  if ('at' in finding) {
    const when = 'when' in finding ? finding.when : '';
    return { messageId: messageAt[finding.id], data: { ...data, when, line: line(finding.at) } };
  }
  switch (finding.id) {
    case 'held on a way out': {
      const messageId = finding.verdict === 'no path' ? 'neverCleared' : 'clearedOnSomePaths';
      return { messageId, data: { ...data, when: inWords(finding.wayOut) } };
    }
    case 'forgotten at the end':
      return { messageId: 'notClearedAtEnd', data: { ...data, end: finding.end.name, line: line(finding.end.code) } };
    case 'cleared in vain': {
      const { end, because } = finding;
      return { messageId: 'clearedInVain', data: { ...data, end: end.name, line: line(end.code), because } };
    }
    case 'without an end':
      return { messageId: 'noEnd', data: { ...data, missing: finding.missing } };
    case 'dropped': {
      const { consequence } = finding;
      return {
        messageId: consequence ? 'droppedInOwner' : 'dropped',
        data: { ...data, consequence: consequence ?? '' },
      };
    }
    case 'started over':
      return { messageId: 'startedOver', data };
  }
}
