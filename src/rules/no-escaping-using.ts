import { findUsingEscapes, type UsingEscape } from '../analyses/using/using-escapes.ts';
import { createRule } from '../create-rule.ts';
import { awaitPromise } from '../fixes/await-promise.ts';
import { declareWithConst } from '../fixes/declare-with-const.ts';

/** Reports what leaves the block of a `using` declaration and needs the resource that is disposed at its end. */
export const noEscapingUsing = createRule({
  name: 'no-escaping-using',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow handing out a `using` resource, or what needs it, beyond the block that disposes it',
      preset: 'recommended',
      types: 'better',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      returned: '`{{name}}` is disposed when its block ends: the caller gets it disposed.',
      stored: '`{{name}}` is disposed when its block ends, and is kept here beyond that.',
      usedLater: 'This function uses `{{name}}`, and can run after the block that disposes it.',
      settledLater: 'This promise needs `{{name}}`, which is disposed before it settles.',
      readLater: 'This reads from `{{name}}` when somebody asks for it, and `{{name}}` is disposed by then.',
      awaitPromise: 'Wait for it before the block ends.',
      declareWithConst: 'Declare it with `const`: who gets it disposes it.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    return {
      'Program:exit'() {
        for (const escape of findUsingEscapes(sourceCode)) {
          const { cure, declaration } = escape;
          const edit =
            cure?.write === 'await'
              ? awaitPromise(cure.promise, sourceCode)
              : cure && declareWithConst(declaration.declarator.parent, sourceCode);
          const isFix = cure?.write === 'await' && cure.isSafe;
          context.report({
            node: escape.promise ?? escape.node,
            messageId: messageOf(escape),
            data: { name: declaration.id.name },
            fix: isFix ? edit : null,
            suggest:
              !cure || !edit || isFix
                ? []
                : [{ messageId: cure.write === 'await' ? 'awaitPromise' : 'declareWithConst', fix: edit }],
          });
        }
      },
    };
  },
});

function messageOf({ cargo, how }: UsingEscape): 'returned' | 'stored' | 'usedLater' | 'settledLater' | 'readLater' {
  switch (cargo) {
    case 'function':
      return 'usedLater';
    case 'promise':
      return 'settledLater';
    case 'stream':
      return 'readLater';
    case 'resource':
      return how === 'returned' ? 'returned' : 'stored';
  }
}
