import { findBorrowedReleases, type BorrowedRelease } from '../analyses/ownership/borrowed-releases.ts';
import { createRule } from '../create-rule.ts';

const messageOf = {
  parameter: 'releasesParameter',
  'injected field': 'releasesInjected',
  'field of another': 'releasesFieldOfAnother',
  module: 'releasesShared',
  'look-up': 'releasesLookedUp',
} as const satisfies Record<BorrowedRelease['of'], string>;

/** Reports the release of what somebody else owns, and may go on to use. */
export const noDisposeBorrowed = createRule({
  name: 'no-dispose-borrowed',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow releasing a resource that somebody else owns',
      preset: 'strict',
      types: 'required',
    },
    messages: {
      releasesParameter:
        '`{{name}}` is the caller’s, who may go on to use it: this function releases what it was lent.',
      releasesInjected:
        '`{{name}}` was given to the constructor and not created by this class: who created it may go on to use it.',
      releasesFieldOfAnother: '`{{name}}` belongs to an object that can release it by itself.',
      releasesShared: '`{{name}}` is there for the whole module, and this function ends it for all other callers.',
      releasesLookedUp: '`{{name}}` is shared: what gives it keeps it, and others go on to use it.',
    },
    schema: [],
  },
  create(context) {
    return {
      'Program:exit'() {
        for (const { of, node, name } of findBorrowedReleases(context.sourceCode))
          context.report({ node, messageId: messageOf[of], data: { name } });
      },
    };
  },
});
