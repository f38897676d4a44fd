import { findUsesAfterRelease } from '../analyses/using/uses-after-release.ts';
import { createRule } from '../create-rule.ts';
import { dropStatement } from '../fixes/drop-statement.ts';

/** Reports what is done with a resource after its release: a use, a second release, giving it to the caller. */
export const noUseAfterDispose = createRule({
  name: 'no-use-after-dispose',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow using, returning or releasing a resource that has been released',
      preset: 'recommended',
      types: 'better',
    },
    hasSuggestions: true,
    messages: {
      usedAfterRelease: '`{{name}}` is used here after its release on line {{line}}.',
      returnedAfterRelease: '`{{name}}` was released on line {{line}}: the caller gets it released.',
      releasedTwice: '`{{name}}` has been released on line {{line}} already.',
      disposedByUsing: '`using` disposes `{{name}}` when its block ends: this releases it once more.',
      removeRelease: 'Remove this release.',
    },
    schema: [],
  },
  create(context) {
    const { sourceCode, settings } = context;
    return {
      'Program:exit'() {
        for (const { name, does, node, released, superfluous } of findUsesAfterRelease(sourceCode, settings)) {
          const edit = superfluous && dropStatement(superfluous, sourceCode);
          context.report({
            node,
            messageId:
              does === 'use'
                ? 'usedAfterRelease'
                : does === 'return'
                  ? 'returnedAfterRelease'
                  : released
                    ? 'releasedTwice'
                    : 'disposedByUsing',
            data: { name, line: String(released?.loc.start.line ?? '') },
            suggest: edit ? [{ messageId: 'removeRelease', fix: edit }] : [],
          });
        }
      },
    };
  },
});
