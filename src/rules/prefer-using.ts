import { findUsingPreferences } from '../analyses/using/using-preferences.ts';
import { createRule } from '../create-rule.ts';
import { declareWithUsing } from '../fixes/declare-with-using.ts';
import { usingInBlock, usingWithoutTry } from '../fixes/using-for-release.ts';

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
      declareWithUsing: 'Declare it with `{{keyword}}`.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const preference of findUsingPreferences(sourceCode, context)) {
          const { resources, write } = preference;
          const [first] = resources;
          const edit =
            write === 'keyword'
              ? declareWithUsing({ ...first, assignment: null, superfluous: [first.release], toAwait: [] }, sourceCode)
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
