import { confidenceSchema, isReportedAt, type Confidence } from '../analyses/acquisitions/confidence.ts';
import { isEmitterAlone } from '../analyses/classes/emitter-fields.ts';
import { findFieldHoldings, type FieldHolding } from '../analyses/classes/field-holdings.ts';
import { couldEnd } from '../analyses/classes/instance-ends.ts';
import { newTeardownPlan } from '../analyses/classes/new-teardown-plans.ts';
import { endOf, fieldFateOf, type FieldFate } from '../analyses/classes/owning-classes.ts';
import { findSiblingFields } from '../analyses/classes/sibling-fields.ts';
import { findSwappedFields } from '../analyses/classes/swapped-fields.ts';
import { fieldReleasePlan } from '../analyses/classes/teardown-plans.ts';
import { createRule } from '../create-rule.ts';
import { addTeardown } from '../fixes/add-teardown.ts';
import { releaseInTeardown } from '../fixes/release-in-teardown.ts';

export interface Options {
  /** The least confidence in a kind of resource, and in what the class says of its end, with which it is reported. */
  readonly confidence?: Confidence;
}

const shownMessages = { swap: 'releasedWhenReplaced', sibling: 'siblingReleased' } as const;
const messageOf = (fate: FieldFate, isMany: boolean) =>
  fate === 'released on some paths' ? 'releasedOnSomePaths' : isMany ? 'elementsNotReleased' : 'notReleased';

/**
 * Reports a resource that an instance acquires and keeps in a field, and that the teardown of its class forgets,
 * releases in some cases only, or of a class that has no teardown at all.
 */
export const requireFieldDisposal = createRule({
  name: 'require-field-disposal',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require the teardown of a class to release what its instances keep in fields',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium' }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      siblingReleased:
        '`this.{{field}}` is {{kind}} that {{teardown}} does not release, though the class releases another one.',
      notReleased: '`this.{{field}}` is {{kind}} that {{teardown}} does not release.',
      releasedWhenReplaced:
        'The class releases the old value of `this.{{field}}` when it puts a new one there, but {{teardown}} does not release the last one.',
      releasedOnSomePaths: '`this.{{field}}` is {{kind}} that {{teardown}} releases on some paths only.',
      elementsNotReleased:
        '`this.{{field}}` holds resources ({{kind}}) that {{teardown}} does not release: to empty a collection ends nothing in it.',
      noTeardown:
        '`this.{{field}}` is {{kind}} that nothing releases: the class has no method that ends its instances.',
      releaseInTeardown: 'Release it in `{{name}}()`.',
      addTeardown: 'Give the class a `[{{name}}]()` that releases it.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema(
            'low',
            'The least confidence in a kind of resource, and in what the class says of its end, with which it is reported.',
          ),
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high' }]) {
    const { sourceCode, settings } = context;

    function report(holding: FieldHolding, fate: FieldFate, teardown: string): void {
      const { acquisition, owner, field, isMany, shownBy } = holding;
      const plan =
        isMany || fate === 'released on some paths' ? null : fieldReleasePlan(acquisition, field, owner, sourceCode);
      context.report({
        node: acquisition.producers[0].node,
        messageId: shownBy ? shownMessages[shownBy] : messageOf(fate, isMany),
        data: { field, kind: acquisition.kind.label, teardown },
        suggest: plan && [
          {
            messageId: 'releaseInTeardown',
            data: { name: plan.teardown.name },
            fix: releaseInTeardown(plan, sourceCode),
          },
        ],
      });
    }

    function reportWithoutTeardown(holdings: readonly FieldHolding[]): void {
      const plan = newTeardownPlan(holdings, sourceCode, context);
      const edit = plan && addTeardown(plan, sourceCode);
      for (const { acquisition, field } of holdings) {
        context.report({
          node: acquisition.producers[0].node,
          messageId: 'noTeardown',
          data: { field, kind: acquisition.kind.label },
          suggest: edit && [{ messageId: 'addTeardown', data: { name: plan.name }, fix: edit }],
        });
      }
    }

    return {
      'Program:exit'() {
        const endless = new Map<object, FieldHolding[]>();
        const seen = new Map<object, Set<string>>();
        const holdings = findFieldHoldings(sourceCode, settings);
        for (const holding of [...holdings, ...findSwappedFields(sourceCode), ...findSiblingFields(sourceCode)]) {
          const { acquisition, owner, field, isMany, shownBy } = holding;
          const { kind } = acquisition;
          const fields = seen.get(owner) ?? new Set();
          if (kind.family === 'timer' || fields.has(field)) continue;
          const end = endOf(owner, sourceCode);
          // an object of which only the type is known may be no more than memory: `close()` need not end it
          if (kind.id === null && end?.isFinal === false && confidence === 'high') continue;
          // a class that has an end means to release what it owns; what a call gives may be somebody else's
          const isOwn = kind.id !== null || acquisition.producers.every(({ node }) => node.type === 'NewExpression');
          const isMeant = end !== null && isOwn && (shownBy ?? !isEmitterAlone(holding, holdings, sourceCode));
          const evidence = { verdict: isMeant ? 'some paths' : 'no path', isStarted: false } as const;
          if (!isReportedAt(acquisition, confidence, evidence)) continue;
          const fate = shownBy === 'sibling' ? 'never released' : fieldFateOf(owner, field, kind, sourceCode, isMany);
          if (fate === 'unknown' || fate === 'released by the teardown') continue;
          // Ex) an event handler that closes it: whether the end of the instance brings the event about is not known
          if (fate === 'released elsewhere' && confidence === 'high') continue;
          seen.set(owner, fields.add(field));
          if (end || shownBy === 'sibling') report(holding, fate, end?.label ?? 'the end of the instance');
          else if (!shownBy && couldEnd(holding, confidence, sourceCode))
            endless.set(owner, [...(endless.get(owner) ?? []), holding]);
        }
        for (const found of endless.values()) reportWithoutTeardown(found);
      },
    };
  },
});
