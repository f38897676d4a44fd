import { findKeptErrors, movePlanFor } from '../analyses/retention/caught-errors.ts';
import { retentionPath } from '../analyses/retention/retention-paths.ts';
import { createRule } from '../create-rule.ts';
import { dropCatchParameter } from '../fixes/drop-catch-parameter.ts';
import { moveBehindTry } from '../fixes/move-behind-try.ts';

export interface Options {
  /** Whether a function that is returned from the clause counts as long-lived. */
  readonly returned?: boolean;
  /** Whether the callback of a timeout counts, which keeps the error until it has fired. */
  readonly timeouts?: boolean;
}

/** Reports a caught error that a long-lived closure, created in the `catch` clause, keeps without using it. */
export const noRetainedCatchError = createRule({
  name: 'no-retained-catch-error',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow long-lived closures that keep a caught error which they never use',
      preset: 'recommended',
      types: 'better',
      strictOptions: [{ returned: true, timeouts: true }] as readonly [Options],
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      keptByContext:
        "'{{name}}' (a caught error, line {{line}}) stays alive as long as this {{noun}}: {{path}}; the {{noun}} never uses it, but is created in the same catch clause.",
      moveBehindTry: 'Create it behind the `catch` clause, where it does not keep the error.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          returned: {
            type: 'boolean',
            description: 'Whether a function that is returned from the `catch` clause counts as long-lived.',
          },
          timeouts: {
            type: 'boolean',
            description: 'Whether the callback of a long timeout or a retry counts as long-lived.',
          },
        },
      },
    ],
    defaultOptions: [{}] as readonly [Options],
  },
  create(context, [{ returned = false, timeouts = false }]) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const kept of findKeptErrors(sourceCode)) {
          const { clause, sink, lifetime, slot, isUnused } = kept;
          const { param } = clause;
          if (!param || (lifetime === 'caller' && !returned) || (sink.by === 'timeout' && !timeouts)) continue;
          const isDroppable = isUnused && param.type === 'Identifier';
          const plan = isDroppable ? null : movePlanFor(kept, sourceCode);
          const move = plan && moveBehindTry(plan, sourceCode);
          context.report({
            node: sink.place,
            messageId: 'keptByContext',
            data: {
              name: param.type === 'Identifier' ? param.name : 'error',
              line: String(clause.loc.start.line),
              noun: sink.noun,
              path: retentionPath(sink, slot),
            },
            fix: isDroppable ? dropCatchParameter(clause, sourceCode) : null,
            suggest: move && [{ messageId: 'moveBehindTry', fix: move }],
          });
        }
      },
    };
  },
});
