import { createRule } from '../create-rule.ts';

export const noLeakedTimer = createRule({
  name: 'no-leaked-timer',
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
