import { createRule } from '../create-rule.ts';

export const noFloatingDisposable = createRule({
  name: 'no-floating-disposable',
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
