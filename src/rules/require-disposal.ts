import { confidenceSchema, isReportedAt, type Confidence } from '../analyses/acquisitions/confidence.ts';
import { disposalPlanFor } from '../analyses/using/disposal-plans.ts';
import { nameNodeOf } from '../analyses/acquisitions/handles.ts';
import { transferOptionsSchema, transfersIn, type TransferPolicy } from '../analyses/acquisitions/transfers.ts';
import { isOfType, typeSpecifiersSchema, type TypeSpecifier } from '../analyses/acquisitions/type-specifiers.ts';
import { isHeldByOwner } from '../analyses/lifecycles/held-by-owners.ts';
import { isGuardedByModule } from '../analyses/lifecycles/once-guards.ts';
import { findUntoldLeaks } from '../analyses/using/untold-leaks.ts';
import { inWords } from '../analyses/paths/ways-out.ts';
import { createRule } from '../create-rule.ts';
import { declareWithUsing } from '../fixes/declare-with-using.ts';
import { wrapInTryFinally } from '../fixes/wrap-in-try-finally.ts';

export interface Options {
  /** The least confidence in a kind of resource with which it is reported. */
  readonly confidence?: Confidence;
  /** Whether an exception between acquisition and release counts for every resource. */
  readonly exceptionPaths?: boolean;
  /** Whether functions (constructors) of which only the declaration is known take over what they are given. */
  readonly transferAtCall?: TransferPolicy;
  readonly transferAtConstructor?: TransferPolicy;
  /** Types that are left alone. */
  readonly ignore?: readonly TypeSpecifier[];
}

/**
 * Reports a resource that a function acquires, keeps to itself, and does not release on every way out.
 */
export const requireDisposal = createRule({
  name: 'require-disposal',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a resource that a function keeps to itself to be released on every way out',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ confidence: 'medium', exceptionPaths: true }] as readonly [Options],
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      neverReleased: '`{{handle}}` is {{kind}} that nothing releases: it is still held {{wayOut}}.',
      releasedOnSomePaths: '`{{handle}}` is {{kind}} that is not released on every path: it is still held {{wayOut}}.',
      declareWithUsing: 'Declare it with `{{keyword}}`, so that it is disposed on every way out.',
      wrapInTryFinally: 'Release it in a `finally` block, on every way out.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          confidence: confidenceSchema('low', 'The least confidence that a kind of resource must have to be reported.'),
          exceptionPaths: {
            type: 'boolean',
            description: 'Whether an exception between acquisition and release counts for every resource.',
          },
          ...transferOptionsSchema,
          ignore: typeSpecifiersSchema,
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ confidence = 'high', exceptionPaths = false, ignore = [], ...options }]) {
    const { sourceCode, cwd } = context;
    const transfers = transfersIn(options);
    return {
      'Program:exit'() {
        for (const found of findUntoldLeaks(sourceCode, context, { exceptionPaths, transfers })) {
          const { acquisition, handle, verdict, wayOut } = found;
          if (!wayOut || acquisition.kind.family === 'timer') continue;
          const [{ node }] = acquisition.producers;
          if (acquisition.kind.worksUnattended && isGuardedByModule(node, sourceCode)) continue;
          const isInOwner = isHeldByOwner(node, sourceCode);
          if (
            !isReportedAt(acquisition, confidence, { ...found, isInOwner }) ||
            isOfType(acquisition, ignore, sourceCode, cwd)
          )
            continue;
          const plan = disposalPlanFor(found, sourceCode, context);
          const edit =
            plan && (plan.write === 'using' ? declareWithUsing(plan, sourceCode) : wrapInTryFinally(plan, sourceCode));
          const isFix = plan?.write === 'using' && plan.isSafe;
          context.report({
            node: nameNodeOf(acquisition, handle),
            messageId: verdict === 'no path' ? 'neverReleased' : 'releasedOnSomePaths',
            data: { handle: handle.name, kind: acquisition.kind.label, wayOut: inWords(wayOut) },
            fix: isFix ? edit : null,
            suggest:
              !plan || !edit || isFix
                ? []
                : plan.write === 'using'
                  ? [{ messageId: 'declareWithUsing', data: { keyword: plan.keyword }, fix: edit }]
                  : [{ messageId: 'wrapInTryFinally', fix: edit }],
          });
        }
      },
    };
  },
});
