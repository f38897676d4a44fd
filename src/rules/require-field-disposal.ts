import { confidenceSchema, type Confidence } from '../analyses/acquisitions/confidence.ts';
import { findForgottenFields, type ForgottenField } from '../analyses/classes/forgotten-fields.ts';
import { frameworkEndPlan, newTeardownPlan, type NewTeardownPlan } from '../analyses/classes/new-teardown-plans.ts';
import { fieldRegistrationFor } from '../analyses/classes/registered-fields.ts';
import { fieldReleasePlan } from '../analyses/classes/teardown-plans.ts';
import { createRule } from '../create-rule.ts';
import { addTeardown } from '../fixes/add-teardown.ts';
import { releaseInTeardown } from '../fixes/release-in-teardown.ts';
import { replaceTexts } from '../fixes/replace-texts.ts';

export interface Options {
  /** The least confidence in a kind of resource, and in what the class says of its end, with which it is reported. */
  readonly confidence?: Confidence;
}

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
      noFrameworkEnd:
        '`this.{{field}}` is {{kind}} that nothing releases when the framework is done with the instance: the class has no `{{method}}()`.',
      noTeardown:
        '`this.{{field}}` is {{kind}} that nothing releases: the class has no method that ends its instances.',
      releaseInTeardown: 'Release it in `{{name}}()`.',
      registerField: 'Give it to `{{name}}`, which is disposed of with the instance.',
      addTeardown: 'Give the class a `{{name}}` that releases it.',
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

    function planOf({ holding, finding }: ForgottenField) {
      const { acquisition, owner, field, isMany } = holding;
      if (isMany || finding === 'releasedOnSomePaths') return null;
      const plan = fieldReleasePlan(acquisition, field, owner, sourceCode);
      if (plan) {
        const fix = releaseInTeardown(plan, sourceCode);
        return { messageId: 'releaseInTeardown' as const, data: { name: plan.teardown.name }, fix };
      }
      const registration = owner.teardowns.length === 0 ? fieldRegistrationFor(holding, sourceCode) : null;
      return (
        registration && {
          messageId: 'registerField' as const,
          data: { name: registration.tracker },
          fix: replaceTexts(registration.replacements),
        }
      );
    }

    function additionOf(plan: NewTeardownPlan | null) {
      const edit = plan && addTeardown(plan, sourceCode);
      return edit && { messageId: 'addTeardown' as const, data: { name: plan.name }, fix: edit };
    }

    return {
      'Program:exit'() {
        const forgotten = findForgottenFields(sourceCode, settings, confidence);
        for (const found of forgotten) {
          const { holding, finding, end } = found;
          const { acquisition, field, owner } = holding;
          // one method releases all fields of a class that has none yet
          const endless = forgotten.flatMap((other) =>
            other.finding === 'noTeardown' && other.holding.owner === owner ? [other.holding] : [],
          );
          const suggestion =
            finding === 'noTeardown'
              ? additionOf(newTeardownPlan(endless, sourceCode, context))
              : finding === 'noFrameworkEnd'
                ? additionOf(frameworkEndPlan(holding, sourceCode, context))
                : planOf(found);
          context.report({
            node: acquisition.producers[0].node,
            messageId: finding,
            data: {
              field,
              kind: acquisition.kind.label,
              teardown: end?.label ?? 'the end of the instance',
              method: end?.missing ?? '',
            },
            suggest: suggestion && [suggestion],
          });
        }
      },
    };
  },
});
