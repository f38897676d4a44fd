import { noStaleTimerHandle } from '../../src/rules/no-stale-timer-handle.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const prelude = `
declare function send(bytes: Uint8Array): void;
`;

typedRuleTester().run('no-stale-timer-handle', noStaleTimerHandle, {
  valid: [
    {
      name: 'the callback empties the handle',
      code: `${prelude}
export class Sender {
  timer: NodeJS.Timeout | undefined;
  later(bytes: Uint8Array) {
    this.timer = setTimeout(() => { this.timer = undefined; send(bytes); }, 10);
  }
}`,
    },
    {
      name: 'nothing large is in the scope, and an interval',
      code: `${prelude}
export class Sender {
  timer: NodeJS.Timeout | undefined;
  later(text: string, bytes: Uint8Array) {
    this.timer = setTimeout(() => console.log(text), 10);
    send(bytes);
  }
  often(bytes: Uint8Array) {
    this.timer = setInterval(() => send(bytes), 10);
  }
}`,
    },
    {
      name: 'a local handle goes with the call',
      code: `${prelude}
export function later(bytes: Uint8Array) {
  let timer: NodeJS.Timeout | undefined;
  timer = setTimeout(() => send(bytes), 10);
  return timer.hasRef();
}`,
    },
  ],
  invalid: [
    {
      name: 'a field',
      ...marked(
        `${prelude}
export class Sender {
  timer: NodeJS.Timeout | undefined;
  later(bytes: Uint8Array) {
    this.timer = setTimeout(() => send(bytes), 10);
    ~~~~~~~~~~ keptByHandle
  }
}`,
        {
          data: { name: 'bytes', size: 'Uint8Array', line: '6', target: 'this.timer', callbackLine: '7' },
          suggestions: [
            {
              messageId: 'emptyHandle',
              output: `${prelude}
export class Sender {
  timer: NodeJS.Timeout | undefined;
  later(bytes: Uint8Array) {
    this.timer = setTimeout(() => { this.timer = undefined; send(bytes); }, 10);
  }
}`,
            },
          ],
        },
      ),
    },
    {
      name: 'a variable of the module, and a value that a sibling uses',
      ...marked(
        `${prelude}
let timer: NodeJS.Timeout | undefined;
export function later(bytes: Uint8Array) {
  [1].forEach(() => send(bytes));
  timer = setTimeout(() => {
  ~~~~~ keptByHandle
    console.log('later');
  }, 10);
}
export const stop = () => clearTimeout(timer);`,
        {
          suggestions: [
            {
              messageId: 'emptyHandle',
              output: `${prelude}
let timer: NodeJS.Timeout | undefined;
export function later(bytes: Uint8Array) {
  [1].forEach(() => send(bytes));
  timer = setTimeout(() => {
    timer = undefined;
    console.log('later');
  }, 10);
}
export const stop = () => clearTimeout(timer);`,
            },
          ],
        },
      ),
    },
    {
      name: 'a handle that is asked whether a timeout is pending: no suggestion',
      ...marked(`${prelude}
export class Sender {
  timer?: NodeJS.Timeout;
  later(bytes: Uint8Array) {
    if (this.timer) return;
    this.timer = setTimeout(() => send(bytes), 10);
    ~~~~~~~~~~ keptByHandle
  }
}`),
    },
  ],
});

typedRuleTester('dom').run('no-stale-timer-handle', noStaleTimerHandle, {
  valid: [
    {
      name: 'in a browser the handle is a number',
      code: `${prelude}
export class Sender {
  timer = 0;
  later(bytes: Uint8Array) {
    this.timer = setTimeout(() => send(bytes), 10);
  }
}`,
    },
  ],
  invalid: [],
});

untypedRuleTester('espree').run('no-stale-timer-handle', noStaleTimerHandle, {
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
