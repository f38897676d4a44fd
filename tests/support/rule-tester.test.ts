import { expect, it } from 'vitest';
import type { LeakRule } from '../../src/create-rule.ts';
import { marked } from './marked-code.ts';
import { typedRuleTester, untypedRuleTester } from './rule-tester.ts';

/** Reports `debugger`, of which it makes an empty statement. */
const noDebugger = {
  name: 'no-debugger',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow `debugger`', preset: 'strict', types: 'not needed' },
    fixable: 'code',
    messages: { found: 'Found.' },
    schema: [],
  },
  create: (context) => ({
    DebuggerStatement(node) {
      context.report({ node, messageId: 'found', fix: (fixer) => fixer.replaceText(node, ';') });
    },
  }),
} satisfies LeakRule<'found', []>;

const cases = {
  valid: [{ name: 'nothing to report', code: 'export {};' }],
  invalid: [{ name: 'a fix', ...marked('debugger;\n~~~~~~~~~ found'), output: ';' }],
};
typedRuleTester().run('no-debugger', noDebugger, cases);
typedRuleTester('dom').run('no-debugger', noDebugger, cases);
untypedRuleTester().run('no-debugger', noDebugger, cases);
untypedRuleTester('espree').run('no-debugger', noDebugger, cases);

it('wants a name for every case', () => {
  expect(() => {
    untypedRuleTester().run('no-debugger', noDebugger, { valid: [{ name: '', code: 'nameless;' }], invalid: [] });
  }).toThrow('A case of no-debugger has no name:\nnameless;');
});
