import { noRetainedCatchError } from '../../src/rules/no-retained-catch-error.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
declare function connect(): void;
declare function log(error: unknown): void;
`;

typedRuleTester('everything').run('no-retained-catch-error', noRetainedCatchError, {
  valid: [
    {
      name: 'a timeout keeps the error until it has fired',
      code: `${prelude}
export function start(delay: number) {
  try { connect(); } catch (error) { log(error); setTimeout(() => start(2 * delay), delay); }
}`,
    },
    {
      name: 'the closure uses the error, itself or by a function that it calls',
      code: `${prelude}
export function start() {
  try { connect(); } catch (error) {
    process.on('SIGUSR2', () => log(error));
  }
  try { connect(); } catch (error) {
    const tell = () => log(error);
    process.on('SIGUSR2', () => tell());
  }
}`,
    },
    {
      name: 'a clause without a binding, and a closure behind it',
      code: `${prelude}
export function start() {
  try { connect(); } catch { process.on('SIGUSR2', () => connect()); }
  try { connect(); } catch (error) { log(error); }
  process.on('SIGUSR1', () => connect());
}`,
    },
    {
      name: 'closures that are done soon',
      code: `${prelude}
export function start() {
  try { connect(); } catch (error) {
    log(error);
    [1].forEach(() => connect());
    setTimeout(() => connect(), 10);
    queueMicrotask(() => connect());
  }
}`,
    },
    {
      name: 'a promise gives the error to a parameter, which is in no context',
      code: `${prelude}
declare const promise: Promise<void>;
promise.catch((error) => {
  log(error);
  process.on('SIGUSR2', () => connect());
});`,
    },
    {
      name: 'a function from outside the clause',
      code: `${prelude}
export function start() {
  const again = () => connect();
  try { connect(); } catch (error) { log(error); process.on('SIGUSR2', again); }
}`,
    },
    {
      name: 'the code empties it',
      code: `${prelude}
export function start() {
  try { connect(); } catch (error) { log(error); process.on('SIGUSR2', () => connect()); error = undefined; }
}`,
    },
    {
      name: 'a function that is returned: only the strict presets count it',
      code: `${prelude}
export function start() {
  try { connect(); } catch (error) { log(error); return () => connect(); }
  return connect;
}`,
    },
    {
      name: 'known miss: an `await` in the clause that takes long',
      code: `${prelude}
export async function start(wait: () => Promise<void>) {
  try { connect(); } catch (error) { log(error); await wait(); }
}`,
    },
  ],
  invalid: [
    {
      name: 'an error that nothing mentions',
      ...marked(
        `${prelude}
export class Proxy {
  private again: (() => void) | undefined;
  start() {
    try {
      connect();
    } catch (error) {
      this.again = () => connect();
      ~~~~~~~~~~ keptByContext
    }
  }
  stop() { this.again?.(); }
}`,
        {
          data: {
            name: 'error',
            line: '10',
            noun: 'property',
            path: 'this.again → property (line 11) → catch block (line 10) → error',
          },
        },
      ),
      output: `${prelude}
export class Proxy {
  private again: (() => void) | undefined;
  start() {
    try {
      connect();
    } catch {
      this.again = () => connect();
    }
  }
  stop() { this.again?.(); }
}`,
    },
    {
      name: 'a retry, and an error that is told of',
      ...marked(
        `${prelude}
export function start(delay: number) {
  try {
    connect();
  } catch (error) {
    log(error);
    setTimeout(() => start(2 * delay), delay);
    ~~~~~~~~~~ keptByContext
  }
}`,
        {
          suggestions: [
            {
              messageId: 'moveBehindTry',
              output: `${prelude}
export function start(delay: number) {
  let failed = false;
  try {
    connect();
  } catch (error) {
    log(error);
    failed = true;
  }
  if (failed) setTimeout(() => start(2 * delay), delay);
}`,
            },
          ],
        },
      ),
      options: [{ timeouts: true }],
    },
    {
      name: 'nothing but the clause leads behind the statement',
      ...marked(
        `${prelude}
export function start() {
  try {
    return connect();
  } catch (error) {
    log(error);
    setTimeout(() => connect(), 30 * 1000);
    ~~~~~~~~~~ keptByContext
  }
}`,
        {
          suggestions: [
            {
              messageId: 'moveBehindTry',
              output: `${prelude}
export function start() {
  try {
    return connect();
  } catch (error) {
    log(error);
  }
  setTimeout(() => connect(), 30 * 1000);
}`,
            },
          ],
        },
      ),
      options: [{ timeouts: true }],
    },
    {
      name: 'a pattern holds the whole error, and what the closure needs stays where it is',
      ...marked(`${prelude}
export function start() {
  try {
    connect();
  } catch ({ message }: any) {
    const times = 3;
    log(message);
    process.on('SIGUSR2', () => log(times));
    ~~~~~~~~~~ keptByContext
  }
}`),
    },
    {
      name: 'a comment in the way of the fix, and a finally in the way of the move',
      ...marked(`${prelude}
export function start() {
  try {
    connect();
  } catch (error /* of the network */) {
    process.on('SIGUSR2', () => connect());
    ~~~~~~~~~~ keptByContext
  }
  try {
    connect();
  } catch (error) {
    log(error);
    process.on('SIGUSR2', () => connect());
    ~~~~~~~~~~ keptByContext
  } finally {
    log('done');
  }
}`),
    },
    {
      name: 'strict: a function that is returned',
      options: [{ returned: true }],
      ...marked(
        `${prelude}
export function start() {
  try {
    connect();
  } catch (error) {
    log(error);
    return () => connect();
           ~~~~~~~~~~~~~~~ keptByContext
  }
  return connect;
}`,
      ),
    },
  ],
});

untypedRuleTester('espree').run('no-retained-catch-error', noRetainedCatchError, {
  valid: [],
  invalid: [
    {
      name: 'without types, on one line and with CRLF',
      ...marked(
        "export function start(connect, bus) {\r\n  try { connect(); } catch (e) { process.on('exit', () => connect()); }\n                                 ~~~~~~~~~~ keptByContext\n}",
      ),
      output:
        "export function start(connect, bus) {\r\n  try { connect(); } catch { process.on('exit', () => connect()); }\n}",
    },
    {
      name: 'the preset counts on types, and there are none',
      code: 'export {};',
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
