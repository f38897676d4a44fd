import { findAcquisitions } from '../analyses/acquisitions/acquisitions.ts';
import { confidenceSchema, isReportedAt, type Confidence } from '../analyses/acquisitions/confidence.ts';
import { floatingPlanFor } from '../analyses/using/floating-plans.ts';
import { owningClassAt } from '../analyses/classes/owning-classes.ts';
import { isHeldByOwner } from '../analyses/lifecycles/held-by-owners.ts';
import { droppedReleasePlan } from '../analyses/classes/teardown-plans.ts';
import { transferOptionsSchema, transfersIn, type TransferPolicy } from '../analyses/acquisitions/transfers.ts';
import { isOfType, typeSpecifiersSchema, type TypeSpecifier } from '../analyses/acquisitions/type-specifiers.ts';
import { createRule } from '../create-rule.ts';
import { nameWithUsing } from '../fixes/name-with-using.ts';
import { releaseInTeardown } from '../fixes/release-in-teardown.ts';

export interface Options {
  /** The least confidence in a kind of resource with which it is reported. */
  readonly confidence?: Confidence;
  /** Whether functions (constructors) of which only the declaration is known take over what they are given. */
  readonly transferAtCall?: TransferPolicy;
  readonly transferAtConstructor?: TransferPolicy;
  /** Types that are left alone. */
  readonly ignore?: readonly TypeSpecifier[];
}

/** Reports a resource whose handle is dropped where it is produced, so that nothing can ever release it. */
export const noFloatingDisposable = createRule({
  name: 'no-floating-disposable',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow producing a resource and dropping its handle',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium' }] as readonly [Options],
    },
    hasSuggestions: true,
    messages: {
      dropped: 'This creates {{kind}} and drops it: nothing can release it any more.',
      releaseInTeardown: 'Keep it in a field, and release it in `{{teardown}}()`.',
      nameWithUsing: 'Give it a name with `{{keyword}}`, so that it is disposed at the end of the block.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema('low', 'The least confidence that a kind of resource must have to be reported.'),
          ...transferOptionsSchema,
          ignore: typeSpecifiersSchema,
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high', ignore = [], ...options }]) {
    const { sourceCode, settings, cwd } = context;
    return {
      'Program:exit'() {
        for (const acquisition of findAcquisitions(sourceCode, settings, transfersIn(options))) {
          const { kind, position, producers } = acquisition;
          if (position.at !== 'dropped' && position.at !== 'receiver' && position.at !== 'pattern') continue;
          if (kind.family === 'timer' || isOfType(acquisition, ignore, sourceCode, cwd)) continue;
          const owner = owningClassAt(producers[0].node);
          // who reads a state may release what it holds
          const isInState = position.at === 'dropped' && position.how === 'state';
          const isInOwner =
            !isInState && ((owner?.teardowns.length ?? 0) > 0 || isHeldByOwner(producers[0].node, sourceCode));
          if (!isReportedAt(acquisition, confidence, { verdict: 'no path', isStarted: false, isInOwner })) continue;
          const named = floatingPlanFor(acquisition, sourceCode, context);
          const kept = owner && droppedReleasePlan(acquisition, owner, sourceCode, context.physicalFilename);
          context.report({
            node: producers[0].node,
            messageId: 'dropped',
            data: { kind: kind.label },
            suggest: [
              ...(named
                ? [
                    {
                      messageId: 'nameWithUsing',
                      data: { keyword: named.keyword },
                      fix: nameWithUsing(named, sourceCode),
                    } as const,
                  ]
                : []),
              ...(kept
                ? [
                    {
                      messageId: 'releaseInTeardown',
                      data: { teardown: kept.teardown.name },
                      fix: releaseInTeardown(kept, sourceCode),
                    } as const,
                  ]
                : []),
            ],
          });
        }
      },
    };
  },
});
