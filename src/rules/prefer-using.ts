import { findStackPreferences } from '../analyses/using/stack-preferences.ts';
import { findUsingPreferences } from '../analyses/using/using-preferences.ts';
import { createRule } from '../create-rule.ts';
import { holdOnStack } from '../fixes/hold-on-stack.ts';
import { usingForReleases, usingInBlock, usingWithoutTry } from '../fixes/using-for-release.ts';

/** Reports releases by hand that a `using` declaration makes on every way out. */
export const preferUsing = createRule({
  name: 'prefer-using',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce `using` where a resource is released at the end of a block or in `finally`',
      preset: 'strict',
      types: 'better',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      releasedByHand: '`{{name}}` is released by hand: `using` does it on every way out, exceptions included.',
      releasedInFinally: '`{{name}}` is released in `finally`: `using` says the same in one word.',
      releasedTogether:
        '`{{name}}` and `{{other}}` are released in `finally`: a `{{stack}}` releases what is put on it, in reverse order.',
      declareWithUsing: 'Declare it with `{{keyword}}`.',
      holdOnStack: 'Put them on a `{{stack}}` where they are acquired.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        const stacked = new Set();
        for (const preference of findStackPreferences(sourceCode, context)) {
          const [first, second] = preference.held;
          const edit = holdOnStack(preference, sourceCode);
          if (!edit) continue;
          for (const { declarator } of preference.held) stacked.add(declarator);
          const stack = preference.isAsync ? 'AsyncDisposableStack' : 'DisposableStack';
          context.report({
            node: first.declarator.id,
            messageId: 'releasedTogether',
            data: { name: first.handle.name, other: second.handle.name, stack },
            suggest: [{ messageId: 'holdOnStack', data: { stack }, fix: edit }],
          });
        }
        for (const preference of findUsingPreferences(sourceCode, context)) {
          const { resources, write } = preference;
          const [first] = resources;
          if (stacked.has(first.declarator)) continue;
          const edit =
            write === 'keyword'
              ? usingForReleases(resources, sourceCode)
              : write === 'block'
                ? usingInBlock(first, sourceCode)
                : usingWithoutTry(resources, preference.statement, preference.shape, sourceCode);
          if (!edit) continue;
          const isFix = write === 'without try' && preference.isSafe;
          context.report({
            node: first.declarator.id,
            messageId: write === 'without try' ? 'releasedInFinally' : 'releasedByHand',
            data: { name: first.handle.name },
            fix: isFix ? edit : null,
            suggest: isFix ? [] : [{ messageId: 'declareWithUsing', data: { keyword: first.keyword }, fix: edit }],
          });
        }
      },
    };
  },
});
