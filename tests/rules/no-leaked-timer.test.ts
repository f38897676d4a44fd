import { noLeakedTimer } from '../../src/rules/no-leaked-timer.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const strict = [{ confidence: 'medium' }] as const;

typedRuleTester('everything').run('no-leaked-timer', noLeakedTimer, {
  valid: [
    {
      name: 'cleared in a finally',
      code: `
export async function poll(tick: () => void, work: () => Promise<void>) {
  const id = setInterval(tick, 1000);
  try {
    await work();
  } finally {
    clearInterval(id);
  }
}
`,
    },
    {
      name: 'cleared on every branch',
      code: `
export function run(tick: () => void, fast: boolean) {
  const id = setInterval(tick, 1000);
  if (fast) {
    clearInterval(id);
    return 1;
  }
  clearInterval(id);
  return 2;
}
`,
    },
    {
      name: 'the handle is handed to the caller',
      code: `
export function start(tick: () => void) {
  const id = setInterval(tick, 1000);
  return id;
}
`,
    },
    {
      name: 'a function that clears it is handed to the caller',
      code: `
export function start(tick: () => void) {
  const id = setInterval(tick, 1000);
  return { stop: () => clearInterval(id) };
}
`,
    },
    {
      name: 'cleared by a listener, under a condition: such callbacks run for as long as the timer does',
      code: `
export function start(tick: () => void, child: import('node:child_process').ChildProcess) {
  const id = setInterval(tick, 1000);
  child.on('exit', (code) => {
    if (code === 0) clearInterval(id);
  });
}
`,
    },
    {
      name: 'clears itself from inside its callback',
      code: `
export function until(isDone: () => boolean, resolve: () => void) {
  const id = setInterval(() => {
    if (isDone()) {
      clearInterval(id);
      resolve();
    }
  }, 10);
}
`,
    },
    {
      name: 'unreferenced: meant to last as long as the program',
      code: `
export function heartbeat(beat: () => void) {
  const id = setInterval(beat, 1000);
  id.unref();
}
export function cleanUpNowAndThen(sweep: () => void) {
  setInterval(sweep, 60_000).unref();
}
`,
    },
    {
      name: 'a one-shot timeout ends by itself',
      code: `
export function later(work: () => void) {
  const id = setTimeout(work, 10);
  setTimeout(work, 20);
  return Number(id) > 0;
}
`,
    },
    {
      name: 'a function that happens to be called setInterval',
      code: `
export function start(setInterval: (f: () => void, ms: number) => number, f: () => void) {
  const id = setInterval(f, 1000);
  return id > 0;
}
`,
    },
    {
      name: 'the top level lives as long as the program',
      code: `
const id = setInterval(() => {}, 1000);
console.log(id);
setInterval(() => {}, 1000);
export {};
`,
    },
    {
      name: 'a field that the teardown clears, through a helper and a copy of the field',
      code: `
export class Poller {
  private timer?: ReturnType<typeof setInterval>;
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
  }
  close() {
    this.halt();
  }
  private halt() {
    clearInterval(this.timer);
  }
}
export class Copying {
  private timer?: ReturnType<typeof setInterval>;
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
  }
  dispose() {
    const { timer } = this;
    clearInterval(timer);
  }
}
`,
    },
    {
      name: 'a field that an event handler clears: whether the teardown brings the event about is not known',
      code: `
export class Connection {
  private ping: ReturnType<typeof setInterval>;
  constructor(private socket: import('node:net').Socket) {
    this.ping = setInterval(() => socket.write('ping'), 1000);
    socket.once('close', this.handleClose);
  }
  private handleClose = () => clearInterval(this.ping);
  close() {
    this.socket.end();
  }
}
`,
    },
    {
      name: 'a field of a class whose base may clear it',
      code: `
declare class Base {
  protected timer: ReturnType<typeof setInterval>;
  dispose(): void;
}
export class Poller extends Base {
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
  }
  close() {}
}
`,
    },
    {
      name: 'dropped in a function that nothing ends: only the strict presets ask',
      code: `
export function heartbeat(beat: () => void) {
  setInterval(beat, 1000);
}
export class Service {
  constructor(beat: () => void) {
    setInterval(beat, 1000);
  }
}
`,
    },
    {
      name: 'the exit of the program ends its timers',
      code: `
export function main(tick: () => void, failed: boolean) {
  const id = setInterval(tick, 1000);
  if (failed) process.exit(1);
  clearInterval(id);
}
`,
    },
    {
      name: 'known miss: it is cleared in a closure that nobody calls',
      code: `
export function start(tick: () => void) {
  const id = setInterval(tick, 1000);
  const stop = () => clearInterval(id);
}
`,
    },
    {
      name: 'known miss: a timeout that starts itself again',
      code: `
export function start(tick: () => void) {
  const again = () => {
    tick();
    setTimeout(again, 1000);
  };
  again();
}
`,
    },
    {
      name: 'known miss: a class without a method that ends its instances',
      code: `
export class Clock {
  private timer = setInterval(() => {}, 1000);
}
`,
    },
  ],
  invalid: [
    {
      name: 'nothing clears it',
      ...marked(`
export function start(tick: () => void) {
  const id = setInterval(tick, 1000);
        ~~ neverCleared
}
`),
    },
    {
      name: 'through window, globalThis and node:timers',
      ...marked(`
import { setInterval as every } from 'node:timers';
export function start(tick: () => void) {
  const one = window.setInterval(tick, 1000);
        ~~~ neverCleared
  const two = globalThis.setInterval(tick, 1000);
        ~~~ neverCleared
  const three = every(tick, 1000);
        ~~~~~ neverCleared
}
`),
    },
    {
      name: 'an early return skips the clearing',
      ...marked(`
export function run(tick: () => void, skip: boolean) {
  const id = setInterval(tick, 1000);
        ~~ clearedOnSomePaths
  if (skip) return;
  clearInterval(id);
}
`),
    },
    {
      name: 'a class whose teardown forgets the field',
      ...marked(
        `
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~ notClearedByTeardown
  }
  close() {
    console.log('closed');
  }
}
`,
        {
          data: { handle: 'timer', kind: 'an interval timer', teardown: 'close', line: '7' },
          suggestions: [
            {
              messageId: 'clearInTeardown',
              data: { teardown: 'close' },
              output: `
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
  }
  close() {
    clearInterval(this.timer);
    console.log('closed');
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a field that could be null is asked first; the most final teardown gets the line',
      ...marked(
        `
export class Poller {
  #timer: NodeJS.Timeout | null = setInterval(() => {}, 1000);
                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedByTeardown
  stop() {}
  [Symbol.dispose]() { /* nothing yet */ }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearInTeardown',
              output: `
export class Poller {
  #timer: NodeJS.Timeout | null = setInterval(() => {}, 1000);
  stop() {}
  [Symbol.dispose]() {
    if (this.#timer) clearInterval(this.#timer);
    /* nothing yet */
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'dropped in a class that has a teardown',
      ...marked(
        `
export class Poller {
  constructor(tick: () => void) {
    setInterval(tick, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~ droppedInInstance
  }

  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'clearInTeardown',
              output: `
export class Poller {
  #interval: ReturnType<typeof setInterval> | undefined;
  constructor(tick: () => void) {
    this.#interval = setInterval(tick, 1000);
  }

  dispose() {
    clearInterval(this.#interval);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'dropped in an effect',
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect } from 'react';
export function useTick(tick: () => void) {
  useEffect(() => {
    setInterval(tick, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~ droppedInEffect
  }, [tick]);
}
`,
        {
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `
import { useEffect } from 'react';
export function useTick(tick: () => void) {
  useEffect(() => {
    const interval = setInterval(tick, 1000);
    return () => clearInterval(interval);
  }, [tick]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: dropped where nothing can ever end it',
      options: strict,
      ...marked(`
export function heartbeat(beat: () => void) {
  setInterval(beat, 1000);
  ~~~~~~~~~~~~~~~~~~~~~~~ dropped
}
`),
    },
    {
      name: 'strict: a field that is cleared in a place which the teardown does not reach',
      options: strict,
      ...marked(
        `
export class Poller {
  timer: NodeJS.Timeout | undefined;
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~ notClearedByTeardown
  }
  pause() {
    clearInterval(this.timer);
  }
  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'clearInTeardown',
              output: `
export class Poller {
  timer: NodeJS.Timeout | undefined;
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
  }
  pause() {
    clearInterval(this.timer);
  }
  dispose() {
    clearInterval(this.timer);
  }
}
`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('espree').run('no-leaked-timer', noLeakedTimer, {
  valid: [
    {
      name: 'without types: cleared in a finally',
      code: `
export async function poll(tick, work) {
  const id = setInterval(tick, 1000);
  try {
    await work();
  } finally {
    clearInterval(id);
  }
}
`,
    },
    {
      name: 'without types: unreferenced',
      code: `
export function heartbeat(beat) {
  setInterval(beat, 1000).unref();
}
`,
    },
  ],
  invalid: [
    {
      name: 'without types: a preset that counts on them says so, once',
      settings: { leaks: { types: 'required' } },
      code: 'export {};\n',
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
    {
      name: 'without types: nothing clears it',
      ...marked(`
export function start(tick) {
  const id = setInterval(tick, 1000);
        ~~ neverCleared
}
`),
    },
    {
      name: 'without types: dropped in a class that has a teardown',
      ...marked(
        `
export class Poller {
  constructor(tick) {
    setInterval(tick, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~ droppedInInstance
  }
  destroy() {
    super.destroy?.();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearInTeardown',
              output: `
export class Poller {
  #interval;
  constructor(tick) {
    this.#interval = setInterval(tick, 1000);
  }
  destroy() {
    clearInterval(this.#interval);
    super.destroy?.();
  }
}
`,
            },
          ],
        },
      ),
    },
  ],
});
