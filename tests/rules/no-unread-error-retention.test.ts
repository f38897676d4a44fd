import { noUnreadErrorRetention } from '../../src/rules/no-unread-error-retention.ts';
import { marked } from '../support/marked-code.ts';
import { untypedRuleTester } from '../support/rule-tester.ts';

untypedRuleTester('espree').run('no-unread-error-retention', noUnreadErrorRetention, {
  valid: [
    {
      name: 'the stack is read',
      code: `
const failures = [];
export function check(text, parse) { try { parse(text); } catch (error) { failures.push(error); } }
export const report = () => failures.map(({ stack }) => stack);
`,
    },
    {
      name: 'the error is logged',
      code: `
const failures = [];
export function check(text, parse) { try { parse(text); } catch (error) { console.error(error); failures.push(error); } }
`,
    },
    {
      name: 'errors that are taken out',
      code: `
const failures = [];
export function check(text, parse) { try { parse(text); } catch (error) { failures.push(error); } }
export const next = () => failures.shift();
`,
    },
    {
      name: 'local, and once',
      code: `
const failures = [];
try { start(); } catch (error) { failures.push(error); }
export function check(text, parse) { const own = []; try { parse(text); } catch (error) { own.push(error); } return own.length + failures.length; }
`,
    },
    {
      name: 'texts',
      code: `
const failures = [];
export function check(text, parse) { try { parse(text); } catch (error) { failures.push(String(error), error.message); } }
`,
    },
    {
      name: 'known miss: the error is in an object',
      code: `
const failures = [];
export function check(text, parse) { try { parse(text); } catch (error) { failures.push({ error }); } }
`,
    },
  ],
  invalid: [
    {
      name: 'a caught error in an array of the module',
      ...marked(
        `
const failures = [];
export function check(text, parse) {
  try {
    parse(text);
  } catch (error) {
    failures.push(error);
                  ~~~~~ keepsFrames
  }
}
export const count = () => failures.length;
`,
        {
          suggestions: [
            {
              messageId: 'readStack',
              output: `
const failures = [];
export function check(text, parse) {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof Error) void error.stack;
    failures.push(error);
  }
}
export const count = () => failures.length;
`,
            },
          ],
        },
      ),
    },
    {
      name: 'only its message is read',
      ...marked(
        `
const failures = new Set();
export function check(text, parse) {
  try { parse(text); } catch (error) { if (error.message !== 'x') { failures.add(error); } }
                                                                                 ~~~~~ keepsFrames
}
`,
        {
          suggestions: [
            {
              messageId: 'readStack',
              output: `
const failures = new Set();
export function check(text, parse) {
  try { parse(text); } catch (error) { if (error.message !== 'x') { if (error instanceof Error) void error.stack; failures.add(error); } }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'new errors',
      ...marked(
        `
const failures = new Map();
export function fail(id) {
  const error = new TypeError(id);
  failures.set(id, error);
                   ~~~~~ keepsFrames
}
export function failAgain(id) {
  failures.set(id, new Error(id));
                   ~~~~~~~~~~~~~ keepsFrames
}
`,
        {
          suggestions: [
            {
              messageId: 'readStack',
              output: `
const failures = new Map();
export function fail(id) {
  const error = new TypeError(id);
  if (error instanceof Error) void error.stack;
  failures.set(id, error);
}
export function failAgain(id) {
  failures.set(id, new Error(id));
}
`,
            },
          ],
        },
        {},
      ),
    },
    {
      name: 'a preset that counts on types says that there are none',
      code: `export {};`,
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
