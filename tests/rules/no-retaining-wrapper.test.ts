import { noRetainingWrapper } from '../../src/rules/no-retaining-wrapper.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

typedRuleTester().run('no-retaining-wrapper', noRetainingWrapper, {
  valid: [
    {
      name: 'the function is cleared, or needed again',
      code: `
export function once(fn: (() => void) | undefined) {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    fn?.();
    fn = undefined;
  };
}
export function throttled(fn: () => void) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    fn();
    setTimeout(() => { waiting = false; }, 100);
  };
}
export function always(fn: () => void) {
  return () => fn();
}`,
    },
    {
      name: 'known miss: a debounced function keeps the arguments of its last call',
      code: `
export function debounced<T>(fn: (value: T) => void, delay: number) {
  let last: T;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (value: T) => {
    last = value;
    clearTimeout(timer);
    timer = setTimeout(() => { fn(last); }, delay);
  };
}`,
    },
    {
      name: 'known miss: each call wraps the wrapper that the one before it has left',
      code: `
type Handler = (request: object) => void;
const server = { handle(request: object) { console.log(request); } };
export function trace(log: Handler) {
  const { handle } = server;
  server.handle = (request) => { log(request); handle(request); };
}`,
    },
    {
      name: 'known miss: the result tells that the function has been called, and not a flag',
      code: `
export function lazy<T extends object>(fn: () => T) {
  let value: T | undefined;
  return () => (value ??= fn());
}`,
    },
  ],
  invalid: [
    {
      name: 'once',
      ...marked(
        `
export function once<T>(fn: () => T) {
                        ~~ keptByWrapper
  let done = false;
  let result: T;
  return () => {
    if (done) return result;
    done = true;
    result = fn();
    return result;
  };
}`,
        {
          data: { name: 'fn', line: '5' },
          suggestions: [
            {
              messageId: 'clearAfterCall',
              output: `
export function once<T>(fn: () => T) {
  let done = false;
  let result: T;
  return () => {
    if (done) return result;
    done = true;
    result = fn();
    fn = undefined as never;
    return result;
  };
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'what it returns is returned: there is no place behind the call',
      ...marked(`
export const once = (fn: () => number) => {
                     ~~ keptByWrapper
  let called = false;
  return () => {
    if (called) return 0;
    called = true;
    return fn();
  };
};`),
    },
  ],
});

untypedRuleTester('espree').run('no-retaining-wrapper', noRetainingWrapper, {
  valid: [],
  invalid: [
    {
      name: 'the preset counts on types, and there are none',
      code: 'export {};',
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
