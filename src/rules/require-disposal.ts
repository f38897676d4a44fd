import { createRule } from '../create-rule.ts';

export const requireDisposal = createRule({
  name: 'require-disposal',
  meta: {
    type: 'problem',
    docs: { description: 'Require something', preset: 'recommended', types: 'better' },
    messages: { neverReleased: 'x' },
    schema: [],
    defaultOptions: [],
  },
  create() {
    return {};
  },
});
