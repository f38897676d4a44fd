import { noLeakedTimer } from '../../src/rules/no-leaked-timer.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const strict = [{ confidence: 'medium' }] as const;

typedRuleTester('everything').run('no-leaked-timer', noLeakedTimer, {
  valid: [
    {
      name: 'what clears it is kept in a ref, and the end calls that',
      filename: 'react.tsx',
      code: `
import { useCallback, useEffect, useRef, useState } from 'react';
export function useDrag(list: HTMLElement) {
  const [at, setAt] = useState(0);
  const cleanupRef = useRef<(() => void) | null>(null);
  useEffect(() => () => cleanupRef.current?.(), []);
  const start = useCallback(() => {
    let frame = 0;
    const scroll = () => {
      list.scrollTop += 1;
      setAt(list.scrollTop);
      frame = requestAnimationFrame(scroll);
    };
    const cleanup = () => {
      cancelAnimationFrame(frame);
      cleanupRef.current = null;
    };
    cleanupRef.current = cleanup;
    frame = requestAnimationFrame(scroll);
  }, [list]);
  return { at, start };
}
`,
    },
    {
      name: 'a hidden end that clears one timer alone, all of them, through another method, or is called otherwise',
      code: `
type Timer = ReturnType<typeof setTimeout> | undefined;
export class One {
  private clock: Timer;
  private idle: Timer;
  run() { this.clock = setInterval(() => console.log('tick'), 50); }
  wait() { clearTimeout(this.idle); this.idle = setTimeout(() => this.run(), 3000); }
  protected _dispose() { clearInterval(this.clock); }
}
export class All {
  private patch: Timer;
  private clock: Timer;
  private idle: Timer;
  run() {
    this.patch = setInterval(() => console.log('patch'), 50);
    this.clock = setInterval(() => console.log('tick'), 50);
  }
  wait() { this.rest(); this.idle = setTimeout(() => this.run(), 3000); }
  rest() { clearTimeout(this.idle); }
  protected _dispose() { clearInterval(this.patch); clearInterval(this.clock); this.rest(); }
}
export class Pausing {
  private patch: Timer;
  private clock: Timer;
  private idle: Timer;
  run() {
    this.patch = setInterval(() => console.log('patch'), 50);
    this.clock = setInterval(() => console.log('tick'), 50);
  }
  wait() { clearTimeout(this.idle); this.idle = setTimeout(() => this.run(), 3000); }
  protected _pause() { clearInterval(this.patch); clearInterval(this.clock); }
}
export class Asking {
  private patch: Timer;
  private clock: Timer;
  private idle: Timer;
  private isDisposed = false;
  run() {
    this.patch = setInterval(() => console.log('patch'), 50);
    this.clock = setInterval(() => console.log('tick'), 50);
  }
  wait() {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => { if (!this.isDisposed) this.run(); }, 3000);
  }
  protected _dispose() { this.isDisposed = true; clearInterval(this.patch); clearInterval(this.clock); }
}
`,
    },
    {
      name: 'a function that settles is called only behind the clear',
      code: `
export function ask(send: (answer: () => void) => void, signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const fail = () => { reject(new Error('aborted')); };
    const onAbort = () => {
      clearTimeout(timer);
      fail();
    };
    const timer = setTimeout(() => reject(new Error('late')), 5000);
    signal.addEventListener('abort', onAbort, { once: true });
    send(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
  });
}
`,
    },
    {
      name: 'strict: what a handler starts has to happen: a prop, a request, a message, a lock that opens, a focus',
      options: strict,
      filename: 'react.tsx',
      code: `
import { useRef, useState } from 'react';
declare const toast: { dismiss(id: string): void };
declare function load(url: string): Promise<void>;
export function Form({ onClose, url }: { onClose(): void; url: string }) {
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const lock = useRef(false);
  const close = () => {
    setBusy(false);
    setTimeout(() => onClose(), 200);
  };
  const send = async () => {
    if (lock.current) return;
    lock.current = true;
    await load(url);
    setTimeout(() => { lock.current = false; }, 500);
    setTimeout(() => toast.dismiss('sent'), 3000);
    setTimeout(() => void load(url), 1000);
    setTimeout(() => input.current?.focus(), 150);
  };
  return <form onSubmit={send} onReset={close}><input ref={input} disabled={busy} /></form>;
}
`,
    },
    {
      name: 'strict: a handler of a component that shows a flag for a while',
      options: strict,
      filename: 'react.tsx',
      code: `
import { useCallback, useState } from 'react';
export function useCopied(text: string) {
  const [copied, setCopied] = useState(false);
  const copy = useCallback(async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }, [text]);
  return { copied, copy };
}
`,
    },
    {
      name: 'strict: a handler of a component of a class that calls a prop late',
      options: strict,
      filename: 'react.tsx',
      code: `
import { Component } from 'react';
export class Settings extends Component<{ render(): void }> {
  isLocked = false;
  change = () => {
    this.setState({ isDirty: false });
    setTimeout(() => this.props.render(), 500);
  };
  async save() {
    this.isLocked = true;
    await Promise.resolve();
    setTimeout(() => { this.isLocked = false; }, 200);
  }
  render() {
    return <button onClick={this.change} onBlur={() => void this.save()} />;
  }
}
`,
    },
    {
      name: 'strict: an effect that focuses its own element if it is there, marks that it ran, and counts',
      options: strict,
      filename: 'react.tsx',
      code: `
import { useEffect, useRef } from 'react';
declare function trackEvent(name: string): void;
export function useField() {
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    setTimeout(() => input.current?.focus(), 100);
    setTimeout(() => { done.current = true; }, 500);
    setTimeout(() => trackEvent('shown'), 30_000);
  }, []);
  return input;
}
`,
    },
    {
      name: 'an effect whose timeout asks for the element first, which is no more when the component has gone',
      filename: 'react.tsx',
      code: `
import { useEffect, useRef } from 'react';
export function Measured({ onSize }: { onSize(height: number): void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    setTimeout(() => {
      if (!box.current) return;
      onSize(box.current.offsetHeight);
    }, 200);
  }, [onSize]);
  return <div ref={box} />;
}
`,
    },
    {
      name: 'a hook that gives its caller what cancels it',
      filename: 'react.tsx',
      code: `
import { useCallback, useRef } from 'react';
export function useLater(run: () => void, wait: number) {
  const timer = useRef<number | undefined>(undefined);
  const cancel = useCallback(() => window.clearTimeout(timer.current), []);
  const start = useCallback(() => {
    cancel();
    timer.current = window.setTimeout(run, wait);
  }, [cancel, run, wait]);
  return { start, cancel };
}
`,
    },
    {
      name: 'a click that waits for a second one, and then leaves for another page',
      filename: 'react.tsx',
      code: `
import { useRef } from 'react';
declare function useRouter(): { push(path: string): void };
export function Entry({ path, edit }: { path: string; edit(): void }) {
  const router = useRouter();
  const timer = useRef<number | undefined>(undefined);
  const click = () => {
    timer.current = window.setTimeout(() => router.push(path), 150);
  };
  const doubleClick = () => {
    window.clearTimeout(timer.current);
    edit();
  };
  return <li onClick={click} onDoubleClick={doubleClick} />;
}
`,
    },
    {
      name: 'a wait that settles a promise: who only cleared it would leave the others waiting',
      filename: 'react.tsx',
      code: `
import { useEffect, useRef } from 'react';
export function useSettling(ms: number) {
  const timer = useRef<number | undefined>(undefined);
  const wake = useRef<() => void>(() => {});
  useEffect(() => () => { wake.current = () => {}; }, []);
  return () =>
    new Promise<void>((resolve) => {
      const done = () => {
        window.clearTimeout(timer.current);
        resolve();
      };
      timer.current = window.setTimeout(done, ms);
      wake.current = done;
    });
}
`,
    },
    {
      name: 'an effect that tells a store of the application late, or asks a server again',
      filename: 'react.tsx',
      code: `
import { useEffect } from 'react';
declare function useDispatch(): (action: string) => void;
declare function useQuery(): { refetch(): void };
export function useFlash() {
  const dispatch = useDispatch();
  const { refetch } = useQuery();
  useEffect(() => {
    setTimeout(() => dispatch('hide'), 3000);
    setTimeout(() => refetch(), 3000);
  }, [dispatch, refetch]);
}
`,
    },
    {
      name: 'a mount hook that emits late, which nobody hears when the component has gone',
      code: `
import { onMounted, onUnmounted } from 'vue';
declare module 'vue' {
  export function onMounted(run: () => void): void;
  export function onUnmounted(run: () => void): void;
}
export function useReady(emit: (event: string) => void) {
  onMounted(() => {
    setTimeout(() => emit('ready'), 300);
  });
  onUnmounted(() => console.log('gone'));
}
`,
    },
    {
      name: 'a late release is no late work: who clears it would have to release at once',
      options: strict,
      code: `
export function openModal(element: HTMLElement) {
  const channel = new BroadcastChannel('modal');
  channel.postMessage('open');
  setTimeout(() => channel.close(), 100);
  return () => element.remove();
}
`,
    },
    {
      name: 'a short delay in an effect, and a long one in a handler, are for the strict presets',
      code: `
import { useEffect, useState } from 'react';
export function useOpen() {
  const [open, setOpen] = useState(true);
  useEffect(() => {
    setTimeout(() => setOpen(false), 50);
  }, []);
  const copy = () => {
    setTimeout(() => setOpen(false), 500);
  };
  return { open, copy };
}
`,
    },
    {
      name: 'a long timeout in an effect that sets no state is for the strict presets',
      code: `
import { useEffect } from 'react';
export function useLog() {
  useEffect(() => {
    setTimeout(() => console.log('later'), 500);
  }, []);
}
`,
    },
    {
      name: 'it aborts a controller that the function is given',
      code: `
export function limit(controller: AbortController, ms: number) {
  setTimeout(() => controller.abort(), ms);
}
`,
    },
    {
      name: 'what AbortSignal.timeout() does, where it does not exist',
      code: `
export function timeoutSignal(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('timed out')), ms);
  return controller.signal;
}
export function options(ms: number): RequestInit {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal };
}
`,
    },
    {
      name: 'strict: the function that has the timer gives its caller what ends it',
      options: strict,
      filename: 'react.tsx',
      code: `
import { useEffect } from 'react';
export function useDrawing(draw: (time: number) => void) {
  useEffect(() => {
    let stop: (() => void) | undefined;
    const run = () => {
      let frame = requestAnimationFrame(function loop(time) {
        draw(time);
        frame = requestAnimationFrame(loop);
      });
      const end = () => cancelAnimationFrame(frame);
      return end;
    };
    const follow = () => { stop?.(); stop = run(); };
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop?.();
    };
  }, [draw]);
}
`,
    },
    {
      name: 'strict: a derived class of the same file clears the field',
      options: strict,
      code: `
export class Base {
  protected timer?: NodeJS.Timeout;
  constructor(tick: () => void) {
    this.timer = setInterval(tick, 1000);
  }
  dispose() {
    console.log('gone');
  }
}
export class Derived extends Base {
  override dispose() {
    clearInterval(this.timer);
    super.dispose();
  }
}
`,
    },
    {
      name: 'an instance that the program makes once is for the strict presets',
      code: `
class Metrics {
  private reporter = setInterval(() => this.report(), 60_000);
  private first = setTimeout(() => this.report(), 5000);
  private report() {
    console.log(this.reporter);
  }
  dispose() {
    clearTimeout(this.first);
  }
}
export const metrics = new Metrics();
`,
    },
    {
      name: 'late work that asks, in the method that the callback calls',
      code: `
export class Connection {
  private socket: WebSocket | null = null;
  greet() {
    setTimeout(() => this.say('hello'), 2000);
  }
  private say(word: string) {
    if (!this.socket) return;
    this.socket.send(word);
  }
  dispose() {
    this.socket?.close();
    this.socket = null;
  }
}
`,
    },
    {
      name: 'late work that catches, that opens anew, or that a disposed emitter ignores',
      code: `
declare class Emitter { fire(): void; dispose(): void }
export class Connection {
  private socket: WebSocket | null = null;
  private readonly changed = new Emitter();
  greet(url: string) {
    setTimeout(() => {
      try {
        this.socket!.send('hello');
      } catch {
        console.log('gone');
      }
    }, 2000);
    setTimeout(() => {
      this.socket = new WebSocket(url);
      this.socket.send('hello');
    }, 2000);
    setTimeout(() => this.changed.fire(), 2000);
  }
  dispose() {
    this.changed.dispose();
    this.socket?.close();
    this.socket = null;
  }
}
`,
    },
    {
      name: 'a timeout of seconds that the end of the instance forgets, and nothing else tells of',
      code: `
export class Session {
  private data = new Map<string, string>();
  start() {
    setTimeout(() => this.data.clear(), 30_000);
  }
  dispose() {
    this.data = new Map();
  }
}
`,
    },
    {
      name: 'minutes in which nothing of the instance is kept, or at the end of which it is asked',
      code: `
export class Session {
  private isOver = false;
  start(report: () => void) {
    setTimeout(report, 30 * 60_000);
    setTimeout(() => {
      if (!this.isOver) report();
    }, 30 * 60_000);
  }
  dispose() {
    this.isOver = true;
  }
}
`,
    },
    {
      name: 'a limit of less than a minute for who is given the signal',
      code: `
export function options(ms = 30_000): RequestInit {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal };
}
`,
    },
    {
      name: 'the end calls what clears the timer and starts none then',
      code: `
export class Poll {
  private timer?: NodeJS.Timeout;
  private isOver = false;
  schedule(run: () => void) {
    clearTimeout(this.timer);
    if (!this.isOver) this.timer = setTimeout(run, 1000);
  }
  renew(run: () => void) {
    clearTimeout(this.timer);
    if (this.isOver) return;
    this.timer = setTimeout(run, 1000);
  }
  dispose() {
    this.isOver = true;
    this.schedule(() => {});
    this.renew(() => {});
  }
}
`,
    },
    {
      name: 'strict: started only when there is none',
      options: strict,
      code: `
export class Counter {
  private timer?: NodeJS.Timeout;
  private count = 0;
  run() {
    this.timer ??= setInterval(() => this.count++, 1000);
  }
  dispose() {
    clearInterval(this.timer);
  }
}
`,
    },
    {
      name: 'the end clears one timer, and another is a method that asks',
      code: `
export class Tip {
  private showing?: number;
  private fading?: number;
  private isShown = false;
  show() {
    this.showing = window.setTimeout(() => { this.isShown = true; }, 300);
    this.fading = window.setTimeout(this.fade.bind(this), 3000);
  }
  private fade() {
    if (this.isShown) console.log('fade');
  }
  dispose() {
    this.isShown = false;
    window.clearTimeout(this.showing);
  }
}
`,
    },
    {
      name: 'the end clears one timer; another is short, in a constant of a method, or started by the end itself',
      code: `
export class Tip {
  private showing?: number;
  private focusing?: number;
  show(element: HTMLElement) {
    this.showing = window.setTimeout(() => element.classList.add('on'), 300);
    this.focusing = window.setTimeout(() => element.focus(), 20);
    const fading = window.setTimeout(() => element.classList.remove('on'), 3000);
    console.log(fading);
  }
  dispose() {
    window.clearTimeout(this.showing);
    this.focusing = window.setTimeout(() => console.log('gone'), 300);
  }
}
`,
    },
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
      name: 'known miss: an end whose guard is inverted, and clears it only where there is none',
      filename: 'react.tsx',
      code: `
import { useEffect, useRef } from 'react';
export function useTicker(tick: () => void) {
  const timer = useRef<number | null>(null);
  useEffect(() => {
    timer.current = window.setInterval(tick, 1000);
    return () => {
      if (timer.current === null) window.clearInterval(timer.current!);
    };
  }, [tick]);
}
`,
    },
    {
      name: 'known miss: it is cleared when something fails, and not when all goes well',
      code: `
import { EventEmitter } from 'node:events';
export function beat(socket: EventEmitter & { ping(): void }) {
  const timer = setInterval(() => socket.ping(), 30000);
  socket.on('error', () => clearInterval(timer));
}
`,
    },
    {
      name: 'cleared in a catch and at the end',
      options: strict,
      code: `
export async function run(work: () => Promise<void>, cancel: () => void) {
  const timer = setTimeout(cancel, 1000);
  try {
    await work();
  } catch (error) {
    clearTimeout(timer);
    throw error;
  }
  clearTimeout(timer);
}
`,
    },
    {
      name: 'a catch that goes on to the clearing',
      options: strict,
      code: `
export async function run(work: () => Promise<void>, cancel: () => void) {
  const timer = setTimeout(cancel, 1000);
  try {
    await work();
  } catch (error) {
    console.error(error);
  }
  clearTimeout(timer);
}
`,
    },
    {
      name: 'an await that does not throw',
      options: strict,
      code: `
export async function run(work: () => Promise<void>, cancel: () => void) {
  const timer = setTimeout(cancel, 1000);
  await work().catch(() => {});
  await Promise.allSettled([work()]);
  await new Promise<void>((resolve) => setTimeout(resolve, 10));
  clearTimeout(timer);
}
`,
    },
    {
      name: 'a base class that is not here may clear the field',
      options: strict,
      code: `
declare class Base { protected timer: NodeJS.Timeout | undefined; dispose(): void }
export class Derived extends Base {
  start(tick: () => void) {
    if (this.timer) return;
    this.timer = setInterval(tick, 1000);
  }
  dispose() {
    super.dispose();
  }
}
`,
    },
    {
      name: 'a base class of the same file clears the field',
      options: strict,
      code: `
class Base {
  protected timer: NodeJS.Timeout | undefined;
  dispose() {
    clearInterval(this.timer);
  }
}
export class Derived extends Base {
  constructor(tick: () => void) {
    super();
    this.timer = setInterval(tick, 1000);
  }
}
`,
    },
    {
      name: 'the handle of a field is handed on',
      options: strict,
      code: `
declare function keep(timer: NodeJS.Timeout): void;
export class Poller {
  timer: NodeJS.Timeout;
  constructor(tick: () => void) {
    this.timer = setInterval(tick, 1000);
    keep(this.timer);
  }
  dispose() {}
}
`,
    },
    {
      name: 'a ref that is handed on',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect, useRef } from 'react';
declare function useClearOnUnmount(ref: { current: NodeJS.Timeout | undefined }): void;
export function useTimer(run: () => void) {
  const timer = useRef<NodeJS.Timeout>(undefined);
  useClearOnUnmount(timer);
  useEffect(() => {
    timer.current = setInterval(run, 1000);
  }, [run]);
}
`,
    },
    {
      name: 'destructured in the teardown',
      options: strict,
      code: `
export class Poller {
  #timers: { poll: NodeJS.Timeout };
  timer: NodeJS.Timeout;
  constructor(tick: () => void) {
    this.#timers = { poll: setInterval(tick, 1000) };
    this.timer = setInterval(tick, 1000);
  }
  dispose() {
    const { timer } = this;
    clearInterval(timer);
    clearInterval(this.#timers.poll);
  }
}
`,
    },
    {
      name: 'an array of timeouts, cleared by forEach',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect } from 'react';
export function useSteps(steps: (() => void)[]) {
  useEffect(() => {
    const timers: NodeJS.Timeout[] = [];
    steps.forEach((step, index) => {
      timers.push(setTimeout(step, index * 1000));
    });
    return () => timers.forEach((timer) => clearTimeout(timer));
  }, [steps]);
}
`,
    },
    {
      name: 'an abort controller in the cleanup, asked by the loop',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect } from 'react';
export function usePoll(poll: (signal: AbortSignal) => Promise<void>) {
  useEffect(() => {
    const controller = new AbortController();
    const tick = async () => {
      await poll(controller.signal);
      if (controller.signal.aborted) return;
      setTimeout(tick, 1000);
    };
    void tick();
    return () => controller.abort();
  }, [poll]);
}
`,
    },
    {
      name: 'effect: timeout 0',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect } from 'react';
export function useLater(run: () => void) {
  useEffect(() => {
    setTimeout(run, 0);
    setTimeout(run);
  }, [run]);
}
`,
    },
    {
      name: 'effect: same, cleared by helper named in the cleanup',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect } from 'react';
export function useHover(element: HTMLElement, show: (on: boolean) => void, delay: number) {
  useEffect(() => {
    let timer: number | undefined;
    const enter = () => {
      window.clearTimeout(timer);
      show(true);
    };
    const leave = () => {
      timer = window.setTimeout(() => show(false), delay);
    };
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    return () => {
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
      enter();
    };
  }, [element, show, delay]);
}
`,
    },
    {
      name: 'ref: cleared by an effect of its own',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect, useRef } from 'react';
export function useToast(close: () => void, ms: number) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(close, ms);
  };
}
`,
    },
    {
      name: 'raf loop stopped by flag',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect } from 'react';
export function useFrames(draw: (t: number) => void) {
  useEffect(() => {
    let stopped = false;
    const loop = (t: number) => {
      if (stopped) return;
      draw(t);
      requestAnimationFrame(loop);
    };
    requestAnimationFrame(loop);
    return () => {
      stopped = true;
    };
  }, [draw]);
}
`,
    },
    {
      name: 'raf loop kept and cancelled',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect, useRef } from 'react';
export function useFrames(draw: (t: number) => void) {
  const frame = useRef(0);
  useEffect(() => {
    const loop = (t: number) => {
      draw(t);
      frame.current = requestAnimationFrame(loop);
    };
    frame.current = requestAnimationFrame(loop);
    return () => cancelAnimationFrame(frame.current);
  }, [draw]);
}
`,
    },
    {
      name: 'async rearm asked',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect } from 'react';
export function usePoll(poll: () => Promise<void>) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let cancelled = false;
    const tick = async () => {
      await poll();
      if (!cancelled) timer = setTimeout(tick, 1000);
    };
    void tick();
    return () => {
      cancelled = true;
      clearTimeout(timer);
    };
  }, [poll]);
}
`,
    },
    {
      name: 'effect: return stop',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect } from 'react';
export function useTick(tick: () => void) {
  useEffect(() => {
    const id = setInterval(tick, 1000);
    function stop() {
      clearInterval(id);
    }
    return stop;
  }, [tick]);
}
`,
    },
    {
      name: 'await in try finally',
      options: strict,
      code: `
export async function load(url: string) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  try {
    return await fetch(url, { signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
}
`,
    },
    {
      name: 'sleep',
      options: strict,
      code: `
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
export const sleep2 = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });
`,
    },
    {
      name: 'promise all fine',
      options: strict,
      code: `
export function waitFor(check: () => boolean, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const interval = setInterval(() => {
      if (!check()) return;
      clearInterval(interval);
      clearTimeout(timeout);
      resolve();
    }, 50);
    const timeout = setTimeout(() => {
      clearInterval(interval);
      reject(new Error('late'));
    }, ms);
  });
}
`,
    },
    {
      name: 'promise: cleanup helper',
      options: strict,
      code: `
export function once(target: EventTarget, ms: number): Promise<Event> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      target.removeEventListener('load', onLoad);
    };
    const onLoad = (event: Event) => {
      done();
      resolve(event);
    };
    const timer = setTimeout(() => {
      target.removeEventListener('load', onLoad);
      reject(new Error('late'));
    }, ms);
    target.addEventListener('load', onLoad);
  });
}
`,
    },
    {
      name: 'class with teardown through private helper and alias',
      options: strict,
      code: `
export class Poller {
  #timer: NodeJS.Timeout | undefined;
  start(tick: () => void) {
    clearInterval(this.#timer);
    this.#timer = setInterval(tick, 1000);
  }
  dispose() { this.#halt(); }
  #halt() {
    const timer = this.#timer;
    clearInterval(timer);
  }
}
`,
    },
    {
      name: 'class: map of timers cleared in a loop',
      options: strict,
      code: `
export class Pings {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  add(key: string, ping: () => void) {
    this.#timers.set(key, setInterval(ping, 1000));
  }
  dispose() {
    for (const timer of this.#timers.values()) clearInterval(timer);
  }
}
`,
    },
    {
      name: 'class: loop stopped by flag',
      options: strict,
      code: `
export class Poller {
  #stopped = false;
  async poll() {
    if (this.#stopped) return;
    await fetch('');
    setTimeout(() => this.poll(), 1000);
  }
  dispose() {
    this.#stopped = true;
  }
}
`,
    },
    {
      name: 'class: debounce field never cancelled',
      options: strict,
      code: `
declare module 'lodash' { export function debounce<T extends () => void>(f: T, ms: number): T & { cancel(): void } }
export {};
`,
    },
    {
      name: 'vue options fine',
      options: strict,
      code: `
export default {
  mounted(this: { timer: NodeJS.Timeout; tick(): void }) {
    this.timer = setInterval(() => this.tick(), 1000);
  },
  beforeUnmount(this: { timer: NodeJS.Timeout }) {
    clearInterval(this.timer);
  },
};
`,
    },
    {
      name: 'factory fine',
      options: strict,
      code: `
export function startPolling(poll: () => void) {
  const timer = setInterval(poll, 1000);
  return { stop: () => clearInterval(timer) };
}
`,
    },
    {
      name: 'factory timeouts: loop',
      options: strict,
      code: `
export function startPolling(poll: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const again = () => {
    poll();
    timer = setTimeout(again, 1000);
  };
  again();
  return { stop: () => clearTimeout(timer) };
}
`,
    },
    {
      name: 'plain loop until done',
      options: strict,
      code: `
export function start(tick: () => boolean) {
  const again = () => {
    if (tick()) return;
    setTimeout(again, 1000);
  };
  again();
}
`,
    },
    {
      name: 'vscode fine',
      options: strict,
      code: `
interface Context { subscriptions: { dispose(): void }[] }
export function activate(context: Context) {
  const timer = setInterval(() => console.log(context), 1000);
  context.subscriptions.push({ dispose: () => clearInterval(timer) });
}
`,
    },
    {
      name: 'tests fine',
      options: strict,
      code: `
declare function beforeEach(f: () => void): void; declare function afterEach(f: () => void): void; declare function describe(n: string, f: () => void): void;
describe('x', () => {
  let timer: NodeJS.Timeout;
  beforeEach(() => {
    timer = setInterval(() => {}, 10);
  });
  afterEach(() => clearInterval(timer));
});
`,
    },
    {
      name: 'state object in closure',
      options: strict,
      code: `
export function create(tick: () => void) {
  const state = { timer: undefined as NodeJS.Timeout | undefined };
  const start = () => {
    state.timer = setInterval(tick, 1000);
  };
  const destroy = () => clearInterval(state.timer);
  return { start, destroy };
}
`,
    },
    {
      name: 'unref in owner',
      options: strict,
      code: `
export class A {
  constructor(f: () => void) { setInterval(f, 1000).unref(); }
  dispose() {}
}
`,
    },
    {
      name: 'node timers promises',
      options: strict,
      code: `
import { setInterval } from 'node:timers/promises';
export async function run() {
  for await (const _ of setInterval(1000)) console.log('tick');
}
`,
    },
    {
      name: 'callback ref React 19',
      filename: 'react.tsx',
      options: strict,
      code: `
export const Box = () => <div ref={(element) => {
  const id = setInterval(() => element?.focus(), 1000);
  return () => console.log('bye', id);
}} />;
`,
    },
    {
      name: 'timer guard disposed',
      options: strict,
      code: `
export class Saver {
  disposed = false;
  timer: NodeJS.Timeout | undefined;
  save() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { if (this.disposed) return; console.log('save'); }, 500);
  }
  dispose() { this.disposed = true; }
}
`,
    },
    {
      name: 'known miss: a class without a method that ends its instances, started by others',
      options: strict,
      code: `
export class Clock {
  timer: NodeJS.Timeout | undefined;
  begin() {
    this.timer = setInterval(() => {}, 1000);
  }
  pause() {
    clearInterval(this.timer);
  }
}
`,
    },
    {
      name: 'vue composable fine',
      options: strict,
      code: `
import { ref, onMounted, onUnmounted } from 'vue';
export function useClock() {
  const now = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    timer = setInterval(() => { now.value = Date.now(); }, 1000);
  });
  onUnmounted(() => clearInterval(timer));
  return now;
}
`,
    },
    {
      name: 'lit controller',
      options: strict,
      code: `
export class ClockController {
  timer = 0;
  hostConnected() {
    this.timer = window.setInterval(() => {}, 1000);
  }
  hostDisconnected() {
    clearInterval(this.timer);
  }
}
`,
    },
    {
      name: 'prototype fine',
      options: strict,
      code: `
export function Poller(this: { timer: unknown }) {}
Poller.prototype.start = function (tick: () => void) {
  this.timer = setInterval(tick, 1000);
};
Poller.prototype.destroy = function () {
  clearInterval(this.timer);
};
`,
    },
    {
      name: 'angular destroyRef',
      options: strict,
      code: `
declare class DestroyRef { onDestroy(f: () => void): void }
export class Clock {
  constructor(destroyRef: DestroyRef, tick: () => void) {
    const timer = setInterval(tick, 1000);
    destroyRef.onDestroy(() => clearInterval(timer));
  }
}
`,
    },
    {
      name: "a timer in a useMemo'd debounce",
      filename: 'react.tsx',
      options: strict,
      code: `
import { useMemo, useEffect } from 'react';
import { debounce } from 'lodash';
export function useSearch(run: () => void) {
  const search = useMemo(() => debounce(run, 300), [run]);
  useEffect(() => () => search.cancel(), [search]);
  return search;
}
`,
    },
    {
      name: 'event loop handler on component',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect, useState } from 'react';
export function Status() {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOn(true), 100);
    return () => { clearTimeout(timer); };
  }, []);
  return <p>{String(on)}</p>;
}
`,
    },
    {
      name: 'const into array field fine',
      options: strict,
      code: `
export class P {
  timers: NodeJS.Timeout[] = [];
  add(f: () => void) {
    const t = setInterval(f, 1000);
    this.timers.push(t);
  }
  dispose() { this.timers.forEach(clearInterval); }
}
`,
    },
    {
      name: 'function cleared on one handler only',
      options: strict,
      code: `
export function run(s: import('node:net').Socket) {
  const timer = setInterval(() => s.write('x'), 1000);
  s.on('error', () => clearInterval(timer));
}
`,
    },
    {
      name: 'own timeout handed',
      options: strict,
      code: `
export class W { stopper?: () => void;
  async wait(ms: number) {
    await new Promise<void>((resolve) => {
      const timeout = setTimeout(resolve, ms);
      this.stopper = () => { clearTimeout(timeout); resolve(); };
    });
  }
}
`,
    },
    {
      name: 'second timer behind the first',
      options: strict,
      code: `
export function send(port: MessagePort, ms: number) {
  let completion: ReturnType<typeof setTimeout>;
  return new Promise((resolve, reject) => {
    const ack = setTimeout(() => { reject(new Error('no ack')); }, ms);
    port.onmessage = ({ data }) => {
      switch (data.status) {
        case 'ack':
          clearTimeout(ack);
          completion = setTimeout(() => { reject(new Error('late')); }, 3000);
          break;
        case 'done':
          clearTimeout(completion);
          resolve(data);
          break;
        default:
          clearTimeout(ack);
          clearTimeout(completion);
          reject(new Error('bad'));
      }
    };
  });
}
`,
    },
    {
      name: 'other branch',
      options: strict,
      code: `
export function leave(joined: boolean, e: EventTarget) {
  return new Promise<void>((resolve, reject) => {
    let timeout: ReturnType<typeof setTimeout>;
    const left = (late = false) => {
      clearTimeout(timeout);
      if (late) reject(new Error('late')); else resolve();
    };
    if (joined) {
      timeout = setTimeout(() => left(true), 5000);
      e.addEventListener('left', () => left());
    } else {
      resolve();
    }
  });
}
`,
    },
    {
      name: 'close clears',
      options: strict,
      code: `
export function run(s: import('node:net').Socket) {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => s.destroy(), 5000);
    s.on('error', reject);
    s.on('end', resolve);
    s.on('close', () => clearTimeout(timer));
  });
}
`,
    },
    {
      name: 'finally clears',
      options: strict,
      code: `
export function run(work: Promise<void>) {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('x')), 5000);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
`,
    },
    {
      name: 'retry pacing is no deadline',
      options: strict,
      code: `
export function retry(f: () => Promise<void>) {
  return new Promise<void>((resolve, reject) => {
    const again = () => f().then(resolve).catch(() => setTimeout(again, 1000));
    void again();
    void reject;
  });
}
`,
    },
    {
      name: 'delay before resolve only',
      options: strict,
      code: `
export function later(ok: boolean) {
  return new Promise<void>((resolve, reject) => {
    if (!ok) { reject(new Error('x')); return; }
    setTimeout(() => resolve(), 5000);
  });
}
`,
    },
    {
      name: 'race cleared in finally',
      options: strict,
      code: `
export async function f(work: Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await Promise.race([work, new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('x')), 5000); })]);
  } finally { clearTimeout(timer); }
}
`,
    },
    {
      name: 'abstract end',
      options: strict,
      code: `
export abstract class L {
  protected retry?: ReturnType<typeof setTimeout>;
  start() { clearTimeout(this.retry); this.retry = setTimeout(() => this.load(), 1000); }
  destroy() { this.abortInternal(); }
  protected abstract load(): void;
  protected abstract abortInternal(): void;
}
`,
    },
    {
      name: 'auto dispose',
      options: strict,
      code: `
export class Q {
  private auto?: ReturnType<typeof setTimeout>;
  constructor() { this.auto = setTimeout(() => this.dispose(), 30_000); }
  retain() { clearTimeout(this.auto); }
  dispose() {}
}
`,
    },
    {
      name: 'resolves only',
      options: strict,
      code: `
function onExit(p: import('node:child_process').ChildProcess) { return new Promise<void>((resolve) => { p.once('exit', () => resolve()); }); }
export async function kill(p: import('node:child_process').ChildProcess) {
  const exited = onExit(p);
  const timer = setTimeout(() => p.kill('SIGKILL'), 5000);
  await exited;
  clearTimeout(timer);
}
`,
    },
    {
      name: 'timers of a call, which its caller clears',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useCallback, useState } from 'react';
export function useFlash() {
  const [flash, setFlash] = useState(false);
  const trigger = useCallback(() => {
    const timeouts: any[] = [];
    timeouts.push(setTimeout(() => setFlash(false), 1000));
    return () => timeouts.forEach(clearTimeout);
  }, []);
  return [flash, trigger];
}
`,
    },
    {
      name: 'state with deps',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect, useState } from 'react';
export function C() {
  const [timer, setTimer] = useState<number>();
  const start = () => { setTimer(window.setInterval(() => {}, 1000)); };
  useEffect(() => () => clearInterval(timer), [timer]);
  return <button onClick={start} />;
}
`,
    },
    {
      name: 'effect returns cleanup of promise',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect, useState } from 'react';
export function C() {
  const [n, setN] = useState(0);
  useEffect(() => {
    const run = async () => { await fetch(''); const id = setInterval(() => setN(1), 1000); return () => clearInterval(id); };
    const running = run();
    return () => { void running.then((stop) => stop()); };
  }, []);
  return n;
}
`,
    },
    {
      name: 'async effect hook that waits',
      options: strict,
      code: `
declare function useAsyncEffect(f: () => Promise<() => void>, deps: unknown[]): void;
export function C() {
  useAsyncEffect(async () => { await fetch(''); const id = setInterval(() => {}, 1000); return () => clearInterval(id); }, []);
  return null;
}
`,
    },
    {
      name: 'vue watch onCleanup parameter after await',
      options: strict,
      code: `
import { watch, ref } from 'vue';
export function useX() {
  const x = ref(0);
  watch(x, async (v, o, onCleanup) => { await fetch(''); const id = setInterval(() => {}, 1000); onCleanup(() => clearInterval(id)); });
}
`,
    },
    {
      name: 'window that is a parameter called win but own clear',
      options: strict,
      code: `
export class A {
  t = 0;
  constructor(private win: Window) { this.t = win.setInterval(() => {}, 1000); }
  dispose() { this.win.clearInterval(this.t); }
}
`,
    },
    {
      name: 'clock.setTimeout',
      options: strict,
      code: `
export class A {
  constructor(private clock: { setInterval(f: () => void, n: number): number }) { this.clock.setInterval(() => {}, 1000); }
  dispose() { }
}
`,
    },
    {
      name: 'const moved and cleared by const',
      options: strict,
      code: `
export class A {
  t: NodeJS.Timeout | undefined;
  start(s: AbortSignal) { const t = setInterval(() => {}, 1000); this.t = t; s.addEventListener('abort', () => clearInterval(t)); }
  dispose() {}
}
`,
    },
    {
      name: 'const moved to map of entries',
      options: strict,
      code: `
export class A {
  m = new Map<string, { t: NodeJS.Timeout }>();
  start() { const t = setInterval(() => {}, 1000); this.m.set('a', { t }); }
  dispose() { for (const { t } of this.m.values()) clearInterval(t); }
}
`,
    },
    {
      name: 'connectedCallback asks isConnected',
      options: strict,
      code: `
export class E extends HTMLElement {
  #t = 0;
  async connectedCallback() { await fetch(''); if (!this.isConnected) return; this.#t = window.setInterval(() => {}, 1000); }
  disconnectedCallback() { clearInterval(this.#t); }
}
`,
    },
    {
      name: 'callback done not settled elsewhere',
      options: strict,
      code: `
export function step(done: () => void, s: EventTarget) {
  const t = setTimeout(done, 1000);
  s.addEventListener('x', () => { clearTimeout(t); done(); });
}
`,
    },
    {
      name: 'next middleware',
      options: strict,
      code: `
export function mw(req: any, res: any, next: () => void) {
  const t = setTimeout(() => res.end(), 1000);
  res.on('finish', () => clearTimeout(t));
  next();
}
`,
    },
    {
      name: 'race losing side short',
      options: strict,
      code: `
export async function f(p: Promise<void>) { await Promise.race([p, new Promise((r) => setTimeout(r, 50))]); }
`,
    },
    {
      name: 'race unref',
      options: strict,
      code: `
export async function f(p: Promise<void>) { await Promise.race([p, new Promise((r) => setTimeout(r, 5000).unref())]); }
`,
    },
    {
      name: 'cancelAnimationFrame or clearTimeout by kind',
      options: strict,
      code: `
export class F { h = 0; raf = typeof requestAnimationFrame === 'function';
  go() { const loop = () => { this.h = this.raf ? requestAnimationFrame(loop) : window.setTimeout(loop, 16); }; loop(); }
  destroy() { if (this.raf) cancelAnimationFrame(this.h); else clearTimeout(this.h); } }
`,
    },
    {
      name: "a hook's own timers may clear by themselves",
      options: strict,
      code: `
declare function useTimers(): { setInterval: typeof setInterval; clearInterval: typeof clearInterval };
export class Popup {
  start() {
    const { setInterval, clearInterval } = useTimers();
    setInterval(() => clearInterval, 1000);
  }
  dispose() {}
}
`,
    },
    {
      name: 'a function named setInterval of an object that is no window',
      options: strict,
      code: `
export class Popup {
  constructor(private clock: { setInterval(run: () => void, ms: number): number }) {}
  start() {
    this.clock.setInterval(() => {}, 1000);
  }
  dispose() {}
}
`,
    },
    {
      name: 'a hook that returns what its callback returns',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect } from 'react';
const useMount = (run: () => () => void) => useEffect(() => run(), []);
export function Clock({ tick }: { tick: () => void }) {
  useMount(() => { const timer = setInterval(tick, 1000); return () => clearInterval(timer); });
  return null;
}
`,
    },
    {
      name: 'the end of a registered disposable',
      options: strict,
      code: `
declare function toDisposable(f: () => void): { dispose(): void };
export class Renderer {
  private timer: NodeJS.Timeout | undefined;
  private _register<T>(value: T): T { return value; }
  constructor(canvas: { on(event: string, f: () => void): { dispose(): void } }) {
    this._register(canvas.on('lost', () => { this.timer = setTimeout(() => console.log('lost'), 3000); }));
    this._register(toDisposable(() => clearTimeout(this.timer)));
  }
}
`,
    },
    {
      name: 'a Vue composable that gives its end to the caller',
      options: strict,
      code: `
import { ref } from 'vue';
export function useExpiring(ms: number) {
  const value = ref<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (next: string) => {
    value.value = next;
    timer = setTimeout(() => { value.value = undefined; }, ms);
  };
  const stop = () => clearTimeout(timer);
  return { value, set, stop };
}
`,
    },
    {
      name: 'the framework calls what calls stop',
      options: strict,
      code: `
export class Clock extends HTMLElement {
  #timer = 0;
  connectedCallback() { this.start(); }
  start() { this.stop(); this.#timer = window.setInterval(() => {}, 1000); }
  stop() { clearInterval(this.#timer); }
  disconnectedCallback() { this.stop(); }
}
`,
    },
    {
      name: 'the parent calls stop, and the framework what is registered',
      options: strict,
      code: `
declare const destroyRef: { onDestroy(f: () => void): void };
export class Clock {
  #timer = 0;
  constructor() { destroyRef.onDestroy(() => this.stop()); }
  start() { this.stop(); this.#timer = window.setInterval(() => {}, 1000); }
  stop() { clearInterval(this.#timer); }
  ngOnDestroy() { console.log('gone'); }
}
`,
    },
    {
      name: 'a promise that is settled by one of two timeouts',
      options: strict,
      code: `
export function late(isError: boolean, ms: number) {
  return new Promise((resolve, reject) => {
    if (isError) setTimeout(reject, ms, 'late');
    else setTimeout(resolve, ms);
  });
}
`,
    },
    {
      name: 'an interval that waits for something, and ends itself when that has come, is for the strict presets',
      code: `
export class Popup {
  private timer: NodeJS.Timeout | undefined;
  open(isClosed: () => boolean) {
    this.timer = setInterval(() => {
      if (isClosed()) clearInterval(this.timer);
    }, 500);
  }
  close() {
    clearInterval(this.timer);
  }
  ngOnDestroy() {
    console.log('gone');
  }
}
`,
    },
    {
      name: 'a pause in an effect ends by itself',
      options: strict,
      filename: 'react.tsx',
      code: `
import { useEffect } from 'react';
export function useLater(run: () => void, ms: number) {
  useEffect(() => {
    const later = async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      run();
    };
    void later();
  }, [run, ms]);
}
`,
    },
  ],
  invalid: [
    {
      name: 'strict: a call that goes round only under a condition',
      options: strict,
      ...marked(
        `
export class Panel {
  private open = true;
  hide(isForced: boolean) {
    const hideNow = () => { this.open = false; this.changed(isForced); };
    setTimeout(() => { hideNow(); }, 100);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  changed(isForced: boolean) { if (isForced) this.hide(false); }
  dispose() { console.log('gone'); }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Panel {
  private timeout: ReturnType<typeof setTimeout> | undefined;
  private open = true;
  hide(isForced: boolean) {
    const hideNow = () => { this.open = false; this.changed(isForced); };
    this.timeout = setTimeout(() => { hideNow(); }, 100);
  }
  changed(isForced: boolean) { if (isForced) this.hide(false); }
  dispose() {
    clearTimeout(this.timeout);
    console.log('gone');
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: a poll that asks first, in the function around the callback',
      options: strict,
      ...marked(
        `
export class Poll {
  private room: object | null = null;
  poll(room: object, load: () => Promise<void>) {
    if (this.room !== room) return;
    load().then(() => this.poll(room, load), () => { setTimeout(() => { this.poll(room, load); }, 30_000); });
                                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  stopPolling() { this.room = null; }
  dispose() { console.log('gone'); }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Poll {
  private timeout: ReturnType<typeof setTimeout> | undefined;
  private room: object | null = null;
  poll(room: object, load: () => Promise<void>) {
    if (this.room !== room) return;
    load().then(() => this.poll(room, load), () => { this.timeout = setTimeout(() => { this.poll(room, load); }, 30_000); });
  }
  stopPolling() { this.room = null; }
  dispose() {
    clearTimeout(this.timeout);
    console.log('gone');
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a hook that forwards its callback to an effect',
      filename: 'react.tsx',
      ...marked(`
import { useEffect } from 'react';
function useMount(run: () => (() => void) | void) { useEffect(run, []); }
export function Clock({ tick }: { tick: () => void }) {
  useMount(() => { const timer = setInterval(tick, 1000); return () => clearInterval(timer); });
  useMount(() => { const timer = setInterval(tick, 1000); console.log(timer); });
                         ~~~~~ neverCleared
  return null;
}
`),
    },
    {
      name: 'a hook that drops what its callback returns',
      filename: 'react.tsx',
      ...marked(`
import { useEffect } from 'react';
const useMount = (run: () => void) => { useEffect(() => { run(); }, []); };
export function Clock({ tick }: { tick: () => void }) {
  useMount(() => { const timer = setInterval(tick, 1000); return () => clearInterval(timer); });
                                 ~~~~~~~~~~~~~~~~~~~~~~~ clearedInVain
  return null;
}
`),
    },
    {
      name: 'strict: a timeout in the handler of a registered listener, cleared by another handler only',
      options: strict,
      ...marked(
        `
export class Renderer {
  private timer: NodeJS.Timeout | undefined;
  private _register<T>(value: T): T { return value; }
  constructor(canvas: { on(event: string, f: () => void): { dispose(): void } }) {
    this._register(canvas.on('lost', () => { this.timer = setTimeout(() => console.log('lost'), 3000); }));
                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
    this._register(canvas.on('back', () => { clearTimeout(this.timer); this.timer = undefined; }));
    this._register({ dispose: () => console.log('gone') });
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Renderer {
  private timer: NodeJS.Timeout | undefined;
  private _register<T>(value: T): T { return value; }
  constructor(canvas: { on(event: string, f: () => void): { dispose(): void } }) {
    this._register(canvas.on('lost', () => { this.timer = setTimeout(() => console.log('lost'), 3000); }));
    this._register(canvas.on('back', () => { clearTimeout(this.timer); this.timer = undefined; }));
    this._register({ dispose: () => { clearTimeout(this.timer); console.log('gone'); } });
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a Vue composable without an end',
      ...marked(
        `
import { ref, computed } from 'vue';
export function useExpiring(ms: number) {
  const value = ref<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (next: string) => {
    clearTimeout(timer);
    value.value = next;
    timer = setTimeout(() => { value.value = undefined; }, ms);
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  };
  return { value: computed(() => value.value), set };
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { ref, computed, onUnmounted } from 'vue';
export function useExpiring(ms: number) {
  const value = ref<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onUnmounted(() => clearTimeout(timer));
  const set = (next: string) => {
    clearTimeout(timer);
    value.value = next;
    timer = setTimeout(() => { value.value = undefined; }, ms);
  };
  return { value: computed(() => value.value), set };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: a Vue store that lives as long as the program',
      options: strict,
      ...marked(`
import { ref } from 'vue';
export const now = ref(0);
export function startClock() { setInterval(() => { now.value++; }, 1000); }
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
`),
    },
    {
      name: "a component's setup with a ref and no hook",
      ...marked(
        `
import { ref, defineComponent } from 'vue';
export default defineComponent({
  setup() {
    const now = ref(0);
    setInterval(() => { now.value++; }, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    return { now };
  },
});
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { ref, defineComponent, onUnmounted } from 'vue';
export default defineComponent({
  setup() {
    const now = ref(0);
    const interval = setInterval(() => { now.value++; }, 1000);
    onUnmounted(() => clearInterval(interval));
    return { now };
  },
});
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an end that is not for everybody clears two timers, and not the third',
      ...marked(
        `
export class Room {
  private patch: ReturnType<typeof setInterval> | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;
  private idle: ReturnType<typeof setTimeout> | undefined;
  run() {
    this.patch = setInterval(() => console.log('patch'), 50);
    this.clock = setInterval(() => console.log('tick'), 50);
  }
  wait(seconds: number) {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.leave(), seconds * 1000);
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
  leave() {}
  disconnect() { this.leave(); }
  protected _dispose() {
    clearInterval(this.patch);
    clearInterval(this.clock);
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              data: { end: '`_dispose()`' },
              output: `
export class Room {
  private patch: ReturnType<typeof setInterval> | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;
  private idle: ReturnType<typeof setTimeout> | undefined;
  run() {
    this.patch = setInterval(() => console.log('patch'), 50);
    this.clock = setInterval(() => console.log('tick'), 50);
  }
  wait(seconds: number) {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.leave(), seconds * 1000);
  }
  leave() {}
  disconnect() { this.leave(); }
  protected _dispose() {
    clearTimeout(this.idle);
    clearInterval(this.patch);
    clearInterval(this.clock);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an end named onDestroy that the parent calls',
      ...marked(
        `
export class Slides {
  private interval: ReturnType<typeof setInterval> | undefined;
  start() { this.interval = setInterval(() => {}, 1000); }
                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  stop() { clearInterval(this.interval); }
  onDestroy() { console.log('gone'); }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Slides {
  private interval: ReturnType<typeof setInterval> | undefined;
  start() { this.interval = setInterval(() => {}, 1000); }
  stop() { clearInterval(this.interval); }
  onDestroy() {
    clearInterval(this.interval);
    console.log('gone');
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the framework calls no stop',
      ...marked(
        `
export class Clock extends HTMLElement {
  #timer = 0;
  connectedCallback() { this.start(); }
  start() { this.stop(); this.#timer = window.setInterval(() => {}, 1000); }
                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  stop() { clearInterval(this.#timer); }
  disconnectedCallback() { console.log('gone'); }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Clock extends HTMLElement {
  #timer = 0;
  connectedCallback() { this.start(); }
  start() { this.stop(); this.#timer = window.setInterval(() => {}, 1000); }
  stop() { clearInterval(this.#timer); }
  disconnectedCallback() {
    clearInterval(this.#timer);
    console.log('gone');
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a composable that registers its end behind an await',
      ...marked(`
import { onUnmounted } from 'vue';
export async function useLate(load: () => Promise<void>, tick: () => void) {
  await load();
  const timer = setInterval(tick, 1000);
                ~~~~~~~~~~~~~~~~~~~~~~~ clearedInVain
  onUnmounted(() => clearInterval(timer));
}
`),
    },
    {
      name: 'a race against a timeout that rejects',
      ...marked(`
export async function f(work: Promise<number>, ms: number) {
  return Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('x')), ms))]);
                                                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ armedAfterRace
}
`),
    },
    {
      name: 'a race against a sleep',
      ...marked(`
export async function f(work: Promise<number>) {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, 5000))]);
                                                      ~~~~~~~~~~~~~~~~~~~~~~~~~ armedAfterRace
}
`),
    },
    {
      name: 'a race against a method that gives a timeout',
      ...marked(`
export class A {
  private timeout(ms: number) { return new Promise<never>((_, reject) => setTimeout(() => reject(new Error('x')), ms)); }
                                                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ armedAfterRace
  async run(work: Promise<number>) { return Promise.race([work, this.timeout(5000)]); }
}
`),
    },
    {
      name: 'a race against a function that sleeps',
      ...marked(`
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
                                                       ~~~~~~~~~~~~~~~~~~~~~~~ armedAfterRace
export async function f(work: Promise<number>) {
  return Promise.race([work, sleep(5000)]);
}
`),
    },
    {
      name: 'a race against a sleep, and what follows it',
      ...marked(`
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
                                                       ~~~~~~~~~~~~~~~~~~~~~~~ armedAfterRace
export async function f(work: Promise<number>) {
  return Promise.race([work, sleep(5000).then(() => { throw new Error('late'); })]);
}
`),
    },
    {
      name: 'deadline never cleared, dropped',
      ...marked(`
export function ready(e: import('node:events').EventEmitter) {
  return new Promise<void>((resolve, reject) => {
    e.once('ready', () => resolve());
    setTimeout(() => reject(new Error('late')), 5000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ armedAfterAll
  });
}
`),
    },
    {
      name: 'deadline kept never cleared',
      ...marked(`
export function ready(e: import('node:events').EventEmitter) {
  return new Promise<void>((resolve, reject) => {
    const t = setTimeout(() => reject(new Error('late')), 5000);
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ armedAfterAll
    e.once('ready', resolve);
  });
}
`),
    },
    {
      name: 'timers that are taken from an object, with what clears them',
      ...marked(`
declare function getSafeTimers(): { setTimeout: typeof setTimeout; setInterval: typeof setInterval; clearTimeout: typeof clearTimeout; clearInterval: typeof clearInterval };
export function waitUntil(callback: () => boolean, interval: number, timeout: number) {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = getSafeTimers();
  return new Promise<void>((resolve, reject) => {
    let timeoutId: ReturnType<typeof setTimeout>;
    let intervalId: ReturnType<typeof setInterval>;
    const onResolve = () => { clearTimeout(timeoutId); clearInterval(intervalId); resolve(); };
    const onTimeout = () => { reject(new Error('x')); };
    const check = () => { if (callback()) onResolve(); };
    timeoutId = setTimeout(onTimeout, timeout);
    intervalId = setInterval(check, interval);
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ stillArmed
  });
}
`),
    },
    {
      name: 'cleared behind a race that may be lost to something else, or by then()',
      ...marked(
        `
declare const work: () => Promise<number>;
export async function raced() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), 5000);
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ stillArmed
  });
  const result = await Promise.race([work(), limit]);
  clearTimeout(timer);
  return result;
}
`,
        {
          suggestions: [
            {
              messageId: 'clearInFinally',
              output: `
declare const work: () => Promise<number>;
export async function raced() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), 5000);
  });
  try {
    const result = await Promise.race([work(), limit]);
    return result;
  } finally {
    clearTimeout(timer);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'cleared by then() alone',
      ...marked(`
declare const work: () => Promise<number>;
export function chained() {
  const timer = setInterval(() => console.log('working'), 1000);
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ stillArmed
  return work().then((result) => {
    clearInterval(timer);
    return result;
  });
}
`),
    },
    {
      name: 'window-like receiver',
      ...marked(`
export class A {
  timer = 0;
  constructor(private win: Window) {}
  start() { this.timer = this.win.setInterval(() => {}, 1000); }
                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  dispose() {}
}
`),
    },
    {
      name: 'getWindow().setInterval',
      ...marked(`
declare function getWindow(): Window;
export class A {
  start() { getWindow().setInterval(() => {}, 1000); }
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  dispose() {}
}
`),
    },
    {
      name: 'wrong clear',
      ...marked(
        `
export class A {
  raf = 0;
  start() { const loop = () => { this.raf = requestAnimationFrame(loop); }; loop(); }
                                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  dispose() { clearTimeout(this.raf); }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class A {
  raf = 0;
  start() { const loop = () => { this.raf = requestAnimationFrame(loop); }; loop(); }
  dispose() {
    cancelAnimationFrame(this.raf);
    clearTimeout(this.raf);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'state handle stale',
      filename: 'react.tsx',
      ...marked(`
import { useEffect, useState } from 'react';
export function C() {
  const [timer, setTimer] = useState<number>();
  const [n, setN] = useState(0);
  useEffect(() => {
    const t = window.setInterval(() => setN((x) => x + 1), 1000);
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ clearedInVain
    setTimer(t);
    return () => clearInterval(timer);
  }, []);
  return n;
}
`),
    },
    {
      name: 'async effect cleanup ignored',
      filename: 'react.tsx',
      ...marked(`
import { useEffect, useState } from 'react';
export function C() {
  const [n, setN] = useState(0);
  useEffect(async () => {
    const t = setInterval(() => setN((x) => x + 1), 1000);
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ clearedInVain
    return () => clearInterval(t);
  }, []);
  return n;
}
`),
    },
    {
      name: 'async onMount svelte',
      ...marked(`
import { onMount } from 'svelte';
let n = 0;
onMount(async () => {
  await fetch('');
  const t = setInterval(() => { n++; }, 1000);
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ clearedInVain
  return () => clearInterval(t);
});
`),
    },
    {
      name: 'vue onUnmounted after await',
      ...marked(`
import { onUnmounted, defineComponent } from 'vue';
export default defineComponent({
  async setup() {
    const t = setInterval(() => {}, 1000);
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~ clearedInVain
    await fetch('');
    onUnmounted(() => clearInterval(t));
  },
});
`),
    },
    {
      name: 'vue onMounted async interval',
      ...marked(`
import { onMounted, onUnmounted } from 'vue';
export function useX() {
  let t: ReturnType<typeof setInterval>;
  onMounted(async () => {
    await fetch('');
    t = setInterval(() => {}, 1000);
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~ startedAfterEnd
  });
  onUnmounted(() => clearInterval(t));
}
`),
    },
    {
      name: 'class begin hook async',
      ...marked(`
export class E extends HTMLElement {
  #t = 0;
  async connectedCallback() {
    await fetch('');
    this.#t = window.setInterval(() => {}, 1000);
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ startedAfterEnd
  }
  disconnectedCallback() { clearInterval(this.#t); }
}
`),
    },
    {
      name: 'const into map field',
      ...marked(`
export class P {
  timers = new Map<string, NodeJS.Timeout>();
  add(k: string, f: () => void) {
    const t = setInterval(f, 1000);
              ~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
    this.timers.set(k, t);
  }
  dispose() {}
}
`),
    },
    {
      name: 'const into field',
      ...marked(
        `
export class P {
  timer: NodeJS.Timeout | undefined;
  add(f: () => void) {
    const t = setInterval(f, 1000);
              ~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
    this.timer = t;
  }
  dispose() { }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class P {
  timer: NodeJS.Timeout | undefined;
  add(f: () => void) {
    const t = setInterval(f, 1000);
    this.timer = t;
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
    {
      name: 'strict: only own callback clears',
      options: strict,
      ...marked(`
export class P {
  timer: NodeJS.Timeout | undefined;
  add(f: () => void) {
    this.timer = setInterval(() => { try { f(); } catch { clearInterval(this.timer); } }, 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  }
}
`),
    },
    {
      name: 'video frame',
      ...marked(`
export class V {
  constructor(private video: HTMLVideoElement) {}
  start() { const loop = () => { this.video.requestVideoFrameCallback(loop); }; loop(); }
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  dispose() {}
}
`),
    },
    {
      name: 'strict: debounce effect',
      filename: 'react.tsx',
      options: strict,
      ...marked(
        `
import { useEffect, useMemo, useState } from 'react';
import { debounce } from 'lodash';
export function C() {
  const [n, setN] = useState(0);
  const update = useMemo(() => debounce(() => setN(1), 200), []);
                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  useEffect(() => {
    window.addEventListener('resize', update);
    return () => window.removeEventListener('resize', update);
  }, []);
  return n;
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
import { useEffect, useMemo, useState } from 'react';
import { debounce } from 'lodash';
export function C() {
  const [n, setN] = useState(0);
  const update = useMemo(() => debounce(() => setN(1), 200), []);
  useEffect(() => {
    window.addEventListener('resize', update);
    return () => { update.cancel(); window.removeEventListener('resize', update); };
  }, []);
  return n;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'debounce in effect',
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect, useState } from 'react';
import { debounce } from 'lodash';
export function C() {
  const [n, setN] = useState(0);
  useEffect(() => {
    const update = debounce(() => setN(1), 200);
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
    window.addEventListener('resize', update);
    return () => window.removeEventListener('resize', update);
  }, []);
  return n;
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
import { useEffect, useState } from 'react';
import { debounce } from 'lodash';
export function C() {
  const [n, setN] = useState(0);
  useEffect(() => {
    const update = debounce(() => setN(1), 200);
    window.addEventListener('resize', update);
    return () => { update.cancel(); window.removeEventListener('resize', update); };
  }, []);
  return n;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'component let lost with render',
      filename: 'react.tsx',
      ...marked(`
import { useState, useEffect } from 'react';
export function C() {
  const [on, setOn] = useState(false);
  let timer: NodeJS.Timeout;
  const start = () => { setOn(true); timer = setInterval(() => {}, 1000); };
                                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  const stop = () => { setOn(false); clearInterval(timer); };
  return <button onClick={on ? stop : start} />;
}
`),
    },
    {
      name: 'function: handlers end and error',
      ...marked(`
export function run(s: import('node:net').Socket, done: (e?: Error) => void) {
  const timer = setTimeout(() => s.destroy(), 60000);
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ stillArmed
  s.on('end', () => { clearTimeout(timer); done(); });
  s.on('error', (e) => { done(e); });
}
`),
    },
    {
      name: 'strict: settle delay after event',
      options: strict,
      ...marked(`
export function settled(e: import('node:events').EventEmitter) {
  return new Promise<void>((resolve, reject) => {
    e.once('error', reject);
    e.once('load', () => { setTimeout(() => resolve(), 2000); });
                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ armedAfterAll
  });
}
`),
    },
    {
      name: 'state cleared in handler only',
      filename: 'react.tsx',
      ...marked(`
import { useState } from 'react';
export function C() {
  const [timer, setTimer] = useState<number>();
  const start = () => { setTimer(window.setInterval(() => {}, 1000)); };
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  const stop = () => { clearInterval(timer); };
  return <button onClick={timer ? stop : start} />;
}
`),
    },
    {
      name: 'effect async, abort',
      filename: 'react.tsx',
      ...marked(`
import { useEffect, useState } from 'react';
export function C() {
  const [n, setN] = useState(0);
  useEffect(() => {
    let id: ReturnType<typeof setInterval>;
    (async () => { await fetch(''); id = setInterval(() => setN(1), 1000); })();
                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ startedAfterEnd
    return () => clearInterval(id);
  }, []);
  return n;
}
`),
    },
    {
      name: 'effect async iife returning cleanup',
      filename: 'react.tsx',
      ...marked(`
import { useEffect, useState } from 'react';
export function C() {
  const [n, setN] = useState(0);
  useEffect(() => {
    const run = async () => { await fetch(''); const id = setInterval(() => setN(1), 1000); return () => clearInterval(id); };
                                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ clearedInVain
    void run();
  }, []);
  return n;
}
`),
    },
    {
      name: 'strict: handler assigned',
      options: strict,
      ...marked(`
export class A { img = new Image();
  go() { this.img.onload = () => setTimeout(() => {}, 500); }
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  dispose() {} }
`),
    },
    {
      name: 'sleep in race with abort signal',
      ...marked(`
export async function f(signal: AbortSignal) { await Promise.race([new Promise((r) => setTimeout(r, 1000)), new Promise((r) => signal.addEventListener('abort', r))]); }
                                                                                      ~~~~~~~~~~~~~~~~~~~ armedAfterRace
`),
    },
    {
      name: 'frame loop cleared as a timeout',
      ...marked(
        `
export class Spinner {
  #frame = 0;
  start() {
    const loop = () => {
      this.#frame = requestAnimationFrame(loop);
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
    };
    loop();
  }
  dispose() {
    clearTimeout(this.#frame);
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Spinner {
  #frame = 0;
  start() {
    const loop = () => {
      this.#frame = requestAnimationFrame(loop);
    };
    loop();
  }
  dispose() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#frame);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a window of its own: no edit, its timers have numbers of their own',
      ...marked(`
export class Popup {
  #timer = 0;
  constructor(private popupWindow: Window) {}
  start() {
    this.#timer = this.popupWindow.setInterval(() => {}, 1000);
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
  dispose() {}
}
`),
    },
    {
      name: 'dropped on the window of an element',
      ...marked(`
export class Popup {
  constructor(private element: HTMLElement) {}
  start() {
    this.element.ownerDocument.defaultView!.setInterval(() => {}, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  dispose() {}
}
`),
    },
    {
      name: 'a long timeout in an effect that sets the state of the component',
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect, useState } from 'react';
export function useOpen(on: boolean) {
  const [open, setOpen] = useState(true);
  useEffect(() => {
    if (on) setTimeout(() => setOpen(false), 500);
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }, [on]);
  return open;
}
`,
        {
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `
import { useEffect, useState } from 'react';
export function useOpen(on: boolean) {
  const [open, setOpen] = useState(true);
  useEffect(() => {
    let timeout: ReturnType<typeof setTimeout> | undefined;
    if (on) timeout = setTimeout(() => setOpen(false), 500);
    return () => clearTimeout(timeout);
  }, [on]);
  return open;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a timeout in a ref that sets the state, cleared by a handler and by no effect',
      filename: 'react.tsx',
      ...marked(
        `
import { useRef, useState } from 'react';
export function useHover() {
  const [open, setOpen] = useState(true);
  const timer = useRef<number>(0);
  const enter = () => window.clearTimeout(timer.current);
  const leave = () => {
    timer.current = window.setTimeout(() => setOpen(false), 500);
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  };
  return { open, enter, leave };
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { useRef, useState, useEffect } from 'react';
export function useHover() {
  const [open, setOpen] = useState(true);
  const timer = useRef<number>(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const enter = () => window.clearTimeout(timer.current);
  const leave = () => {
    timer.current = window.setTimeout(() => setOpen(false), 500);
  };
  return { open, enter, leave };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'it aborts a controller of the same function, and stays armed when the work is done',
      ...marked(`
export async function load(url: string, ms: number): Promise<Response> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  return await fetch(url, { signal: controller.signal });
}
`),
    },
    {
      name: 'a polling timeout is started again behind an await, when the effect may be over',
      ...marked(`
import { useEffect } from 'react';
export function usePolling(load: () => Promise<void>) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const tick = async () => {
      await load();
      timer = setTimeout(tick, 1000);
              ~~~~~~~~~~~~~~~~~~~~~~ startedAfterEnd
    };
    timer = setTimeout(tick, 1000);
    return () => {
      if (timer) clearTimeout(timer);
    };
  }, [load]);
}
`),
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
    ~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
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
      name: 'the end clears one timer of the instance, and forgets another',
      ...marked(
        `
export class Tip {
  private showing?: number;
  private fading?: number;
  show(element: HTMLElement) {
    this.showing = window.setTimeout(() => element.classList.add('on'), 300);
    this.fading = window.setTimeout(() => element.classList.remove('on'), 3000);
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
  dispose() {
    window.clearTimeout(this.showing);
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Tip {
  private showing?: number;
  private fading?: number;
  show(element: HTMLElement) {
    this.showing = window.setTimeout(() => element.classList.add('on'), 300);
    this.fading = window.setTimeout(() => element.classList.remove('on'), 3000);
  }
  dispose() {
    clearTimeout(this.fading);
    window.clearTimeout(this.showing);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'what is done late works on what the end has released',
      ...marked(
        `
export class Connection {
  private socket: WebSocket | null = null;
  greet() {
    setTimeout(() => this.say('hello'), 2000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  private say(word: string) {
    this.socket!.send(word);
  }
  dispose() {
    this.socket?.close();
    this.socket = null;
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Connection {
  private timeout: ReturnType<typeof setTimeout> | undefined;
  private socket: WebSocket | null = null;
  greet() {
    this.timeout = setTimeout(() => this.say('hello'), 2000);
  }
  private say(word: string) {
    this.socket!.send(word);
  }
  dispose() {
    clearTimeout(this.timeout);
    this.socket?.close();
    this.socket = null;
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'minutes for which the instance is kept',
      ...marked(
        `
const expiry = 30 * 60 * 1000;
export class Session {
  #data = new Map<string, string>();
  start() {
    setTimeout(() => this.#data.clear(), expiry);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  dispose() {
    this.#data = new Map();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
const expiry = 30 * 60 * 1000;
export class Session {
  #timeout: ReturnType<typeof setTimeout> | undefined;
  #data = new Map<string, string>();
  start() {
    this.#timeout = setTimeout(() => this.#data.clear(), expiry);
  }
  dispose() {
    clearTimeout(this.#timeout);
    this.#data = new Map();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a field that a base class of the same file declares and does not clear',
      ...marked(
        `
class Base {
  protected timer?: NodeJS.Timeout;
  dispose() {
    console.log('gone');
  }
}
export class Derived extends Base {
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
}
`,
      ),
    },
    {
      name: 'renewed, and the end calls a base class that cannot clear it',
      ...marked(
        `
declare class Surface { element: HTMLElement; destroy(): void }
export class Canvas extends Surface {
  private waiting = 0;
  private readonly onEnd = () => {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.element.focus(), 400);
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  };
  listen() {
    this.element.addEventListener('touchend', this.onEnd as EventListener);
  }
  destroy() {
    this.element.removeEventListener('touchend', this.onEnd as EventListener);
    super.destroy();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
declare class Surface { element: HTMLElement; destroy(): void }
export class Canvas extends Surface {
  private waiting = 0;
  private readonly onEnd = () => {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.element.focus(), 400);
  };
  listen() {
    this.element.addEventListener('touchend', this.onEnd as EventListener);
  }
  destroy() {
    clearTimeout(this.waiting);
    this.element.removeEventListener('touchend', this.onEnd as EventListener);
    super.destroy();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a limit of minutes for who is given the signal',
      ...marked(`
export function options(given?: number): RequestInit {
  let ms = 180 * 1000;
  if (given) ms = given;
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  return { signal: controller.signal };
}
export function signal(ms = 60_000): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  return controller.signal;
}
`),
    },
    {
      name: 'a collection in a ref that the cleanups of others do not clear',
      filename: 'react.tsx',
      ...marked(`
import { useEffect, useRef } from 'react';
export function useTicks(tick: () => void) {
  const timers = useRef(new Map<string, ReturnType<typeof setInterval>>());
  const other = useRef<ReturnType<typeof setTimeout>>(undefined);
  const add = (key: string) => {
    timers.current.set(key, setInterval(tick, 1000));
                            ~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  };
  const stop = () => timers.current.forEach((timer) => clearInterval(timer));
  useEffect(() => () => clearTimeout(other.current), []);
  return { add, stop };
}
`),
    },
    {
      name: 'the end names a handler that renews the timer',
      ...marked(
        `
declare function toggle(change: 'addEventListener' | 'removeEventListener', run: () => void): void;
export class Canvas {
  private waiting?: NodeJS.Timeout;
  readonly #touched = () => {
    if (this.waiting) clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.listen('addEventListener'), 400);
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  };
  listen(change: 'addEventListener' | 'removeEventListener') {
    toggle(change, this.#touched);
  }
  destroy() {
    this.listen('removeEventListener');
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
declare function toggle(change: 'addEventListener' | 'removeEventListener', run: () => void): void;
export class Canvas {
  private waiting?: NodeJS.Timeout;
  readonly #touched = () => {
    if (this.waiting) clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.listen('addEventListener'), 400);
  };
  listen(change: 'addEventListener' | 'removeEventListener') {
    toggle(change, this.#touched);
  }
  destroy() {
    clearTimeout(this.waiting);
    this.listen('removeEventListener');
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a class whose teardown forgets the field',
      ...marked(
        `
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  constructor(tick: () => void) {
    this.timer = setInterval(tick, 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
  close() {
    console.log('closed');
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  constructor(tick: () => void) {
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
                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  stop() {}
  [Symbol.dispose]() { /* nothing yet */ }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
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
    ~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }

  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
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
      name: 'strict: a field that is cleared in a place which a teardown that is not final does not reach',
      options: strict,
      ...marked(
        `
export class Poller {
  timer: NodeJS.Timeout | undefined;
  constructor(tick: () => void) {
    this.timer = setInterval(tick, 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
  pause() {
    clearInterval(this.timer);
  }
  close() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Poller {
  timer: NodeJS.Timeout | undefined;
  constructor(tick: () => void) {
    this.timer = setInterval(tick, 1000);
  }
  pause() {
    clearInterval(this.timer);
  }
  close() {
    clearInterval(this.timer);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a field that is cleared in a place which the final teardown does not reach',
      ...marked(
        `
export class Poller {
  timer: NodeJS.Timeout | undefined;
  constructor(tick: () => void) {
    this.timer = setInterval(tick, 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
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
              messageId: 'clearAtEnd',
              output: `
export class Poller {
  timer: NodeJS.Timeout | undefined;
  constructor(tick: () => void) {
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
    {
      name: 'strict: a timeout that aborts, dropped',
      options: strict,
      ...marked(`
export function signalFor(ms: number) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dropped
  return controller.signal;
}
`),
    },
    {
      name: 'the promise is rejected by a listener that leaves the timeout',
      ...marked(`
export function opened(socket: WebSocket, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error('late'));
    const timer = setTimeout(late, ms);
                  ~~~~~~~~~~~~~~~~~~~~ stillArmed
    socket.onopen = () => {
      clearTimeout(timer);
      resolve();
    };
    socket.onerror = () => {
      reject(new Error('failed'));
    };
  });
}
`),
    },
    {
      name: 'a catch that leaves',
      ...marked(
        `
export async function run(work: () => Promise<void>, cancel: () => void) {
  const timer = setTimeout(cancel, 1000);
                ~~~~~~~~~~~~~~~~~~~~~~~~ stillArmed
  try {
    await work();
  } catch (error) {
    return false;
  }
  clearTimeout(timer);
  return true;
}
`,
        {
          suggestions: [
            {
              messageId: 'clearInFinally',
              output: `
export async function run(work: () => Promise<void>, cancel: () => void) {
  const timer = setTimeout(cancel, 1000);
  try {
    try {
      await work();
    } catch (error) {
      return false;
    }
    return true;
  } finally {
    clearTimeout(timer);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'options component: the end forgets a timer that a method clears',
      ...marked(
        `
export default {
  methods: {
    show(this: { timer: NodeJS.Timeout }) {
      this.timer = setTimeout(() => {}, 3000);
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
    },
    hide(this: { timer: NodeJS.Timeout }) {
      clearTimeout(this.timer);
    },
  },
  unmounted(this: { timer: NodeJS.Timeout }) {
    console.log('gone');
  },
};
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export default {
  methods: {
    show(this: { timer: NodeJS.Timeout }) {
      this.timer = setTimeout(() => {}, 3000);
    },
    hide(this: { timer: NodeJS.Timeout }) {
      clearTimeout(this.timer);
    },
  },
  unmounted(this: { timer: NodeJS.Timeout }) {
    clearTimeout(this.timer);
    console.log('gone');
  },
};
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an effect that is left early, before anything starts',
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect } from 'react';
export function useTick(tick: () => void, on: boolean) {
  useEffect(() => {
    if (!on) return;
    setInterval(tick, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }, [tick, on]);
}
`,
        {
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `
import { useEffect } from 'react';
export function useTick(tick: () => void, on: boolean) {
  useEffect(() => {
    if (!on) return;
    const interval = setInterval(tick, 1000);
    return () => clearInterval(interval);
  }, [tick, on]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an element whose base has an end of its own: the new method calls it; four spaces',
      ...marked(
        `
declare const LitElement: new () => HTMLElement & { requestUpdate(): void; disconnectedCallback(): void };
export class Clock extends LitElement {
    connectedCallback() {
        setInterval(() => this.requestUpdate(), 1000);
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    }
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
declare const LitElement: new () => HTMLElement & { requestUpdate(): void; disconnectedCallback(): void };
export class Clock extends LitElement {
    #interval: ReturnType<typeof setInterval> | undefined;
    connectedCallback() {
        this.#interval = setInterval(() => this.requestUpdate(), 1000);
    }

    disconnectedCallback(): void {
        clearInterval(this.#interval);
        super.disconnectedCallback();
    }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a timer of the window beside the types of Node: its handle is a number',
      ...marked(
        `
export class Toast extends HTMLElement {
  connectedCallback() {
    window.setInterval(() => this.remove(), 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
export class Toast extends HTMLElement {
  #interval: number | undefined;
  connectedCallback() {
    this.#interval = window.setInterval(() => this.remove(), 1000);
  }

  disconnectedCallback(): void {
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
      name: 'a class component of React without componentWillUnmount',
      filename: 'react.tsx',
      ...marked(
        `
import { Component } from 'react';
export class Clock extends Component {
  timer: NodeJS.Timeout | undefined;
  componentDidMount() {
    this.timer = setInterval(() => this.forceUpdate(), 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
import { Component } from 'react';
export class Clock extends Component {
  timer: NodeJS.Timeout | undefined;
  componentDidMount() {
    this.timer = setInterval(() => this.forceUpdate(), 1000);
  }

  componentWillUnmount(): void {
    clearInterval(this.timer);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a helper schedules the loop',
      ...marked(
        `
export class Poller {
  run() {
    this.schedule();
  }
  schedule() {
    setTimeout(this.run.bind(this), 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  destroy() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Poller {
  #timeout: ReturnType<typeof setTimeout> | undefined;
  run() {
    this.schedule();
  }
  schedule() {
    this.#timeout = setTimeout(this.run.bind(this), 1000);
  }
  destroy() {
    clearTimeout(this.#timeout);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: a timer that a listener clears',
      options: strict,
      ...marked(
        `
export class Connection {
  private ping: ReturnType<typeof setInterval>;
  constructor(private socket: import('node:net').Socket) {
    this.ping = setInterval(() => socket.write('ping'), 1000);
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
    socket.once('close', this.handleClose);
  }
  private handleClose = () => clearInterval(this.ping);
  close() {
    this.socket.end();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Connection {
  private ping: ReturnType<typeof setInterval>;
  constructor(private socket: import('node:net').Socket) {
    this.ping = setInterval(() => socket.write('ping'), 1000);
    socket.once('close', this.handleClose);
  }
  private handleClose = () => clearInterval(this.ping);
  close() {
    clearInterval(this.ping);
    this.socket.end();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: effect: timeout dropped strict',
      filename: 'react.tsx',
      options: strict,
      ...marked(
        `
import { useEffect } from 'react';
export function useLater(run: () => void) {
  useEffect(() => {
    setTimeout(run, 500);
    ~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }, [run]);
}
`,
        {
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `
import { useEffect } from 'react';
export function useLater(run: () => void) {
  useEffect(() => {
    const timeout = setTimeout(run, 500);
    return () => clearTimeout(timeout);
  }, [run]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: "effect: a handler's timer, the cleanup forgets it",
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect } from 'react';
export function useHover(element: HTMLElement, show: (on: boolean) => void, delay: number) {
  useEffect(() => {
    let timer: number | undefined;
    const enter = () => {
      window.clearTimeout(timer);
      show(true);
    };
    const leave = () => {
      timer = window.setTimeout(() => show(false), delay);
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
    };
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    return () => {
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
    };
  }, [element, show, delay]);
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
import { useEffect } from 'react';
export function useHover(element: HTMLElement, show: (on: boolean) => void, delay: number) {
  useEffect(() => {
    let timer: number | undefined;
    const enter = () => {
      window.clearTimeout(timer);
      show(true);
    };
    const leave = () => {
      timer = window.setTimeout(() => show(false), delay);
    };
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
    };
  }, [element, show, delay]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: "effect: the timeout of an interval's callback dropped, which calls a prop",
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect } from 'react';
export function useTips(fade: (on: boolean) => void) {
  useEffect(() => {
    const id = setInterval(() => {
      fade(true);
      setTimeout(() => fade(false), 1000);
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    }, 11000);
    return () => clearInterval(id);
  }, [fade]);
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
import { useEffect } from 'react';
export function useTips(fade: (on: boolean) => void) {
  useEffect(() => {
    let timeout: ReturnType<typeof setTimeout> | undefined;
    const id = setInterval(() => {
      fade(true);
      timeout = setTimeout(() => fade(false), 1000);
    }, 11000);
    return () => { clearTimeout(timeout); clearInterval(id); };
  }, [fade]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'ref: cleared by other handlers, other effects have cleanups',
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect, useRef } from 'react';
export function useToast(close: () => void, ms: number) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const start = () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(close, ms);
                    ~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  };
  useEffect(() => {
    window.addEventListener('focus', start);
    return () => window.removeEventListener('focus', start);
  });
  return start;
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { useEffect, useRef } from 'react';
export function useToast(close: () => void, ms: number) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => { if (timer.current) clearTimeout(timer.current); }, []);
  const start = () => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(close, ms);
  };
  useEffect(() => {
    window.addEventListener('focus', start);
    return () => window.removeEventListener('focus', start);
  });
  return start;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'ref interval no cleanup',
      filename: 'react.tsx',
      ...marked(
        `
import { useRef, useState } from 'react';
export function Stopwatch() {
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  const [n, setN] = useState(0);
  const start = () => {
    timer.current = setInterval(() => setN((x) => x + 1), 1000);
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  };
  const stop = () => clearInterval(timer.current);
  return <button onClick={start} onBlur={stop}>{n}</button>;
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { useRef, useState, useEffect } from 'react';
export function Stopwatch() {
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  useEffect(() => () => clearInterval(timer.current), []);
  const [n, setN] = useState(0);
  const start = () => {
    timer.current = setInterval(() => setN((x) => x + 1), 1000);
  };
  const stop = () => clearInterval(timer.current);
  return <button onClick={start} onBlur={stop}>{n}</button>;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'raf loop effect never cancelled',
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect } from 'react';
export function useFrames(draw: (t: number) => void) {
  useEffect(() => {
    const loop = (t: number) => {
      draw(t);
      requestAnimationFrame(loop);
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    };
    requestAnimationFrame(loop);
  }, [draw]);
}
`,
        {
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `
import { useEffect } from 'react';
export function useFrames(draw: (t: number) => void) {
  useEffect(() => {
    let animationFrame: ReturnType<typeof requestAnimationFrame> | undefined;
    const loop = (t: number) => {
      draw(t);
      animationFrame = requestAnimationFrame(loop);
    };
    animationFrame = requestAnimationFrame(loop);
    return () => { if (animationFrame) cancelAnimationFrame(animationFrame); };
  }, [draw]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'self-rescheduling timeout effect kept not cleared',
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect } from 'react';
export function usePoll(poll: () => void) {
  useEffect(() => {
    let id: ReturnType<typeof setTimeout>;
    const tick = () => {
      poll();
      id = setTimeout(tick, 1000);
           ~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
    };
    tick();
    return () => console.log('bye', id);
  }, [poll]);
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
import { useEffect } from 'react';
export function usePoll(poll: () => void) {
  useEffect(() => {
    let id: ReturnType<typeof setTimeout>;
    const tick = () => {
      poll();
      id = setTimeout(tick, 1000);
    };
    tick();
    return () => { clearTimeout(id); console.log('bye', id); };
  }, [poll]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: async rearm',
      filename: 'react.tsx',
      options: strict,
      ...marked(`
import { useEffect } from 'react';
export function usePoll(poll: () => Promise<void>) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = async () => {
      await poll();
      timer = setTimeout(tick, 1000);
              ~~~~~~~~~~~~~~~~~~~~~~ startedAfterEnd
    };
    void tick();
    return () => clearTimeout(timer);
  }, [poll]);
}
`),
    },
    {
      name: 'low: a click handler drops the timeout that resets a flag',
      filename: 'react.tsx',
      options: [{ confidence: 'low' }],
      ...marked(`
import { useState } from 'react';
export function Copy() {
  const [done, setDone] = useState(false);
  return <button onClick={() => { setDone(true); setTimeout(() => setDone(false), 2000); }}>{String(done)}</button>;
                                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
}
`),
    },
    {
      name: 'strict: a handler leaves for another page late',
      filename: 'react.tsx',
      options: strict,
      ...marked(`
import { useState } from 'react';
declare function useRouter(): { push(path: string): void };
export function Done() {
  const router = useRouter();
  const [sent, setSent] = useState(false);
  const send = () => {
    setSent(true);
    setTimeout(() => router.push('/'), 3000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  };
  return <button onClick={send}>{String(sent)}</button>;
}
`),
    },
    {
      name: 'a ref of a hook that is cleared on re-entry only, and calls what the hook is given',
      filename: 'react.tsx',
      ...marked(
        `
import { useCallback, useRef } from 'react';
export function useLater(run: (value: string) => void, wait: number) {
  const timer = useRef<number | undefined>(undefined);
  return useCallback((value: string) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => run(value), wait);
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  }, [run, wait]);
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { useCallback, useRef, useEffect } from 'react';
export function useLater(run: (value: string) => void, wait: number) {
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback((value: string) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => run(value), wait);
  }, [run, wait]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a component of a class without an end: cleared by its handlers, sets state late',
      filename: 'react.tsx',
      ...marked(
        `
import { Component } from 'react';
export class Hint extends Component<object, { isShown: boolean }> {
  timer: ReturnType<typeof setTimeout> | undefined;
  state = { isShown: false };
  enter = () => {
    this.timer = setTimeout(() => this.setState({ isShown: true }), 400);
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  };
  leave = () => {
    clearTimeout(this.timer);
    this.setState({ isShown: false });
  };
  render() {
    return <i onMouseEnter={this.enter} onMouseLeave={this.leave}>{String(this.state.isShown)}</i>;
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
import { Component } from 'react';
export class Hint extends Component<object, { isShown: boolean }> {
  timer: ReturnType<typeof setTimeout> | undefined;
  state = { isShown: false };
  enter = () => {
    this.timer = setTimeout(() => this.setState({ isShown: true }), 400);
  };
  leave = () => {
    clearTimeout(this.timer);
    this.setState({ isShown: false });
  };
  render() {
    return <i onMouseEnter={this.enter} onMouseLeave={this.leave}>{String(this.state.isShown)}</i>;
  }

  componentWillUnmount(): void {
    clearTimeout(this.timer);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a component of a class: dropped when it is mounted, calls a prop through its own method',
      filename: 'react.tsx',
      ...marked(
        `
import { Component } from 'react';
export class Notice extends Component<{ onClose(): void; life: number }> {
  componentDidMount() {
    setTimeout(() => this.leave(), this.props.life);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  leave() {
    this.props.onClose();
  }
  render() {
    return null;
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
import { Component } from 'react';
export class Notice extends Component<{ onClose(): void; life: number }> {
  #timeout: ReturnType<typeof setTimeout> | undefined;
  componentDidMount() {
    this.#timeout = setTimeout(() => this.leave(), this.props.life);
  }
  leave() {
    this.props.onClose();
  }
  render() {
    return null;
  }

  componentWillUnmount(): void {
    clearTimeout(this.#timeout);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an effect drops what calls a method of a context, and what a timeout of it starts',
      filename: 'react.tsx',
      ...marked(
        `
import { createContext, useContext, useEffect } from 'react';
const PlayerContext = createContext({ pause() {}, jump(to: number) { return to; }, zoom() {} });
export function useStart(at: number) {
  const player = useContext(PlayerContext);
  useEffect(() => {
    setTimeout(() => player.jump(at), 250);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    requestAnimationFrame(() => {
      setTimeout(() => player.zoom(), 250);
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    });
  }, [at, player]);
}
`,
        {
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `
import { createContext, useContext, useEffect } from 'react';
const PlayerContext = createContext({ pause() {}, jump(to: number) { return to; }, zoom() {} });
export function useStart(at: number) {
  const player = useContext(PlayerContext);
  useEffect(() => {
    const timeout = setTimeout(() => player.jump(at), 250);
    requestAnimationFrame(() => {
      setTimeout(() => player.zoom(), 250);
    });
    return () => clearTimeout(timeout);
  }, [at, player]);
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `
import { createContext, useContext, useEffect } from 'react';
const PlayerContext = createContext({ pause() {}, jump(to: number) { return to; }, zoom() {} });
export function useStart(at: number) {
  const player = useContext(PlayerContext);
  useEffect(() => {
    let timeout: ReturnType<typeof setTimeout> | undefined;
    setTimeout(() => player.jump(at), 250);
    requestAnimationFrame(() => {
      timeout = setTimeout(() => player.zoom(), 250);
    });
    return () => clearTimeout(timeout);
  }, [at, player]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an effect drops what takes the user to another page',
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect } from 'react';
declare function useNavigate(): (path: string) => void;
export function Thanks() {
  const navigate = useNavigate();
  useEffect(() => {
    setTimeout(() => navigate('/'), 3000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }, [navigate]);
  return <p>Thank you</p>;
}
`,
        {
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `
import { useEffect } from 'react';
declare function useNavigate(): (path: string) => void;
export function Thanks() {
  const navigate = useNavigate();
  useEffect(() => {
    const timeout = setTimeout(() => navigate('/'), 3000);
    return () => clearTimeout(timeout);
  }, [navigate]);
  return <p>Thank you</p>;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an interval of an effect that only a state updater clears, which React runs no more at the end',
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect, useState } from 'react';
export function Countdown() {
  const [left, setLeft] = useState(10);
  useEffect(() => {
    const timer = setInterval(() => {
                  ~~~ ...
      setLeft((before) => {
        if (before <= 1) {
          clearInterval(timer);
          return 0;
        }
        return before - 1;
      });
    }, 1000);
    ~~~~~~~~ noEnd
  }, []);
  return <time>{left}</time>;
}
`,
        {
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `
import { useEffect, useState } from 'react';
export function Countdown() {
  const [left, setLeft] = useState(10);
  useEffect(() => {
    const timer = setInterval(() => {
      setLeft((before) => {
        if (before <= 1) {
          clearInterval(timer);
          return 0;
        }
        return before - 1;
      });
    }, 1000);
    return () => clearInterval(timer);
  }, []);
  return <time>{left}</time>;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a frame loop beside a returned end that lets go of the context',
      ...marked(
        `
export function draw(canvas: HTMLCanvasElement) {
  const gl = canvas.getContext('webgl');
  const render = () => {
    gl?.clear(0);
    requestAnimationFrame(render);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  };
  render();
  return () => gl?.getExtension('WEBGL_lose_context')?.loseContext();
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export function draw(canvas: HTMLCanvasElement) {
  let animationFrame: ReturnType<typeof requestAnimationFrame> | undefined;
  const gl = canvas.getContext('webgl');
  const render = () => {
    gl?.clear(0);
    animationFrame = requestAnimationFrame(render);
  };
  render();
  return () => { if (animationFrame) cancelAnimationFrame(animationFrame); gl?.getExtension('WEBGL_lose_context')?.loseContext(); };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a throttled field that one method cancels, and the end does not',
      filename: 'react.tsx',
      ...marked(
        `
import { throttle } from 'lodash';
import { Component } from 'react';
declare module 'lodash' {
  export function throttle(run: () => void, wait: number): (() => void) & { cancel(): void };
}
export class Board extends Component<{ save(): void }> {
  save = throttle(() => this.props.save(), 20000);
         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  stopSaving = () => {
    this.save.cancel();
  };
  componentWillUnmount() {
    console.log('gone');
  }
  render() {
    return <button onClick={this.save} onBlur={this.stopSaving} />;
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
import { throttle } from 'lodash';
import { Component } from 'react';
declare module 'lodash' {
  export function throttle(run: () => void, wait: number): (() => void) & { cancel(): void };
}
export class Board extends Component<{ save(): void }> {
  save = throttle(() => this.props.save(), 20000);
  stopSaving = () => {
    this.save.cancel();
  };
  componentWillUnmount() {
    this.save.cancel();
    console.log('gone');
  }
  render() {
    return <button onClick={this.save} onBlur={this.stopSaving} />;
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an Angular component whose hook drops what sets a field and asks to be checked',
      ...marked(
        `
declare function Component(options: object): ClassDecorator;
interface ChangeDetectorRef { markForCheck(): void }
@Component({ selector: 'a-map', template: '' })
export class MapComponent {
  isLoading = true;
  constructor(private readonly changes: ChangeDetectorRef) {}
  ngOnChanges() {
    this.show();
  }
  private show() {
    setTimeout(() => {
    ~~~ ...
      this.isLoading = false;
      this.changes.markForCheck();
    }, 500);
    ~~~~~~~ droppedInOwner
  }
  ngOnDestroy() {
    console.log('gone');
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
declare function Component(options: object): ClassDecorator;
interface ChangeDetectorRef { markForCheck(): void }
@Component({ selector: 'a-map', template: '' })
export class MapComponent {
  private timeout: ReturnType<typeof setTimeout> | undefined;
  isLoading = true;
  constructor(private readonly changes: ChangeDetectorRef) {}
  ngOnChanges() {
    this.show();
  }
  private show() {
    this.timeout = setTimeout(() => {
      this.isLoading = false;
      this.changes.markForCheck();
    }, 500);
  }
  ngOnDestroy() {
    clearTimeout(this.timeout);
    console.log('gone');
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an element that clears its timer when the pointer comes back, and not when it is taken out',
      ...marked(
        `
export class HintElement extends HTMLElement {
  isShown = false;
  #leaving: number | undefined;
  enter() {
    clearTimeout(this.#leaving);
    this.isShown = true;
  }
  leave() {
    this.#leaving = window.setTimeout(() => { this.isShown = false; }, 500);
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
export class HintElement extends HTMLElement {
  isShown = false;
  #leaving: number | undefined;
  enter() {
    clearTimeout(this.#leaving);
    this.isShown = true;
  }
  leave() {
    this.#leaving = window.setTimeout(() => { this.isShown = false; }, 500);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#leaving);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the clearing stands between blank lines, of which one goes with it',
      ...marked(
        `
export async function load(url: string) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ stillArmed
  const response = await fetch(url, { signal: controller.signal });

  clearTimeout(timer);

  return response.json();
}
`,
        {
          suggestions: [
            {
              messageId: 'clearInFinally',
              output: `
export async function load(url: string) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  try {
    const response = await fetch(url, { signal: controller.signal });

    return response.json();
  } finally {
    clearTimeout(timer);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'await success path',
      ...marked(
        `
export async function load(url: string) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ stillArmed
  const response = await fetch(url, { signal: controller.signal });
  clearTimeout(timer);
  return response.json();
}
`,
        {
          suggestions: [
            {
              messageId: 'clearInFinally',
              output: `
export async function load(url: string) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  try {
    const response = await fetch(url, { signal: controller.signal });
    return response.json();
  } finally {
    clearTimeout(timer);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'race dropped',
      ...marked(`
export async function withLimit<T>(work: Promise<T>, ms: number): Promise<T> {
  return await Promise.race([work, new Promise<never>((_, reject) => { setTimeout(() => reject(new Error('late')), ms); })]);
                                                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ armedAfterRace
}
`),
    },
    {
      name: 'race via helper',
      ...marked(`
function failAfter(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('late')), ms);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ armedAfterRace
  });
}
export const limited = (work: Promise<void>) => Promise.race([work, failAfter(1000)]);
`),
    },
    {
      name: 'promise: reject path',
      ...marked(`
export function waitFor(check: () => boolean, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const interval = setInterval(() => {
                     ~~~~~~~~~~~~~~~~~~~ ...
      if (!check()) return;
      clearInterval(interval);
      clearTimeout(timeout);
      resolve();
    }, 50);
    ~~~~~~ stillArmed
    const timeout = setTimeout(() => {
      reject(new Error('late'));
    }, ms);
  });
}
`),
    },
    {
      name: 'class: two timeouts cancel each other, ngOnDestroy forgets',
      ...marked(
        `
export class Tooltip {
  private showTimer: ReturnType<typeof setTimeout> | null = null;
  show(delay: number) {
    if (this.showTimer) clearTimeout(this.showTimer);
    this.showTimer = setTimeout(() => console.log('show'), delay);
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
  ngOnDestroy() {
    console.log('gone');
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Tooltip {
  private showTimer: ReturnType<typeof setTimeout> | null = null;
  show(delay: number) {
    if (this.showTimer) clearTimeout(this.showTimer);
    this.showTimer = setTimeout(() => console.log('show'), delay);
  }
  ngOnDestroy() {
    if (this.showTimer) clearTimeout(this.showTimer);
    console.log('gone');
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'class: framework calls a method that is missing',
      ...marked(
        `
declare function Component(options: object): (target: unknown) => void;
@Component({})
export class Clock {
  now = 0;
  constructor() {
    setInterval(() => this.now++, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
declare function Component(options: object): (target: unknown) => void;
@Component({})
export class Clock {
  #interval: ReturnType<typeof setInterval> | undefined;
  now = 0;
  constructor() {
    this.#interval = setInterval(() => this.now++, 1000);
  }

  ngOnDestroy(): void {
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
      name: 'custom element w/o disconnectedCallback',
      ...marked(
        `
export class Clock extends HTMLElement {
  #timer = 0;
  connectedCallback() {
    this.#timer = window.setInterval(() => this.tick(), 1000);
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  }
  tick() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
export class Clock extends HTMLElement {
  #timer = 0;
  connectedCallback() {
    this.#timer = window.setInterval(() => this.tick(), 1000);
  }
  tick() {}

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'class: map of timers not cleared by dispose',
      ...marked(`
export class Pings {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  add(key: string, ping: () => void) {
    this.#timers.set(key, setInterval(ping, 1000));
                          ~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
  remove(key: string) {
    clearInterval(this.#timers.get(key));
    this.#timers.delete(key);
  }
  dispose() {
    this.#timers.clear();
  }
}
`),
    },
    {
      name: 'class: self-rescheduling timeout dropped',
      ...marked(
        `
export class Poller {
  #url = '';
  start() {
    void this.#poll();
  }
  async #poll() {
    await fetch(this.#url);
    setTimeout(() => this.#poll(), 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Poller {
  #timeout: ReturnType<typeof setTimeout> | undefined;
  #url = '';
  start() {
    void this.#poll();
  }
  async #poll() {
    await fetch(this.#url);
    this.#timeout = setTimeout(() => this.#poll(), 1000);
  }
  dispose() {
    clearTimeout(this.#timeout);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: class: restarts twice',
      options: strict,
      ...marked(`
export class Poller {
  timer: NodeJS.Timeout | undefined;
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~ startedOver
  }
  stop() {
    clearInterval(this.timer);
  }
}
`),
    },
    {
      name: 'strict: class without an end: renewed only',
      options: strict,
      ...marked(`
export class Heart {
  private timer?: NodeJS.Timeout;
  beat() {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => console.log('idle'), 60000);
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  }
}
`),
    },
    {
      name: 'strict: class: teardown starts a timer',
      options: strict,
      ...marked(`
export class Browser {
  kill() {}
  async close() {
    setTimeout(() => this.kill(), 5000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
}
`),
    },
    {
      name: 'vue setup dropped',
      ...marked(
        `
declare function onUnmounted(f: () => void): void;
export default {
  setup() {
    setInterval(() => {}, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    onUnmounted(() => {});
  },
};
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
declare function onUnmounted(f: () => void): void;
export default {
  setup() {
    const interval = setInterval(() => {}, 1000);
    onUnmounted(() => {
      clearInterval(interval);
    });
  },
};
`,
            },
          ],
        },
      ),
    },
    {
      name: 'vue options',
      ...marked(`
export default {
  data() { return { timer: 0 as unknown as NodeJS.Timeout }; },
  mounted(this: { timer: NodeJS.Timeout; tick(): void }) {
    this.timer = setInterval(() => this.tick(), 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  },
  methods: { tick() {} },
};
`),
    },
    {
      name: 'factory',
      ...marked(
        `
export function startPolling(poll: () => void) {
  let active = true;
  setInterval(() => { if (active) poll(); }, 1000);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  return { stop() { active = false; } };
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export function startPolling(poll: () => void) {
  let active = true;
  const interval = setInterval(() => { if (active) poll(); }, 1000);
  return { stop() {
    clearInterval(interval);
    active = false;
  } };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: plain loop, dropped',
      options: strict,
      ...marked(`
export function start(tick: () => void) {
  const again = () => {
    tick();
    setTimeout(again, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~ dropped
  };
  again();
}
`),
    },
    {
      name: 'vscode',
      ...marked(`
interface Context { subscriptions: { dispose(): void }[] }
export function activate(context: Context) {
  setInterval(() => console.log(context), 1000);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
}
`),
    },
    {
      name: 'tests',
      ...marked(
        `
declare function beforeEach(f: () => void): void; declare function afterEach(f: () => void): void; declare function describe(n: string, f: () => void): void;
describe('x', () => {
  let timer: NodeJS.Timeout;
  beforeEach(() => {
    timer = setInterval(() => {}, 10);
            ~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  });
  afterEach(() => {
    console.log(timer);
  });
});
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
declare function beforeEach(f: () => void): void; declare function afterEach(f: () => void): void; declare function describe(n: string, f: () => void): void;
describe('x', () => {
  let timer: NodeJS.Timeout;
  beforeEach(() => {
    timer = setInterval(() => {}, 10);
  });
  afterEach(() => {
    clearInterval(timer);
    console.log(timer);
  });
});
`,
            },
          ],
        },
      ),
    },
    {
      name: 'object literal',
      ...marked(
        `
export const poller = {
  timer: undefined as NodeJS.Timeout | undefined,
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  },
  destroy() {
    this.timer = undefined;
  },
};
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export const poller = {
  timer: undefined as NodeJS.Timeout | undefined,
  start(tick: () => void) {
    this.timer = setInterval(tick, 1000);
  },
  destroy() {
    clearInterval(this.timer);
    this.timer = undefined;
  },
};
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: interval self clearing in class with teardown',
      options: strict,
      ...marked(
        `
export class Retry {
  timer: NodeJS.Timeout | undefined;
  constructor(ready: () => boolean) {
    this.timer = setInterval(() => {
                 ~~~~~~~~~~~~~~~~~~~ ...
      if (ready()) clearInterval(this.timer);
    }, 1000);
    ~~~~~~~~ notClearedAtEnd
  }
  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Retry {
  timer: NodeJS.Timeout | undefined;
  constructor(ready: () => boolean) {
    this.timer = setInterval(() => {
      if (ready()) clearInterval(this.timer);
    }, 1000);
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
    {
      name: 'strict: debounce in a class',
      options: strict,
      ...marked(
        `
import { debounce } from 'lodash';
export class Search {
  #run = debounce(() => {}, 300);
         ~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  input() { this.#run(); }
  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
import { debounce } from 'lodash';
export class Search {
  #run = debounce(() => {}, 300);
  input() { this.#run(); }
  dispose() {
    this.#run.cancel();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'solid dropped',
      ...marked(
        `
import { createEffect, onCleanup, createSignal } from 'solid-js';
export function Clock() {
  const [now, setNow] = createSignal(0);
  setInterval(() => setNow(Date.now()), 1000);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  return now;
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { createEffect, onCleanup, createSignal } from 'solid-js';
export function Clock() {
  const [now, setNow] = createSignal(0);
  const interval = setInterval(() => setNow(Date.now()), 1000);
  onCleanup(() => clearInterval(interval));
  return now;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'solid raf',
      ...marked(`
import { createEffect } from 'solid-js';
export function Frames(draw: () => void) {
  createEffect(() => {
    const loop = () => { draw(); requestAnimationFrame(loop); };
                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    requestAnimationFrame(loop);
  });
}
`),
    },
    {
      name: 'vue script setup like composable',
      ...marked(
        `
import { ref } from 'vue';
import { onMounted } from 'vue';
export function useClock() {
  const now = ref(0);
  onMounted(() => {
    setInterval(() => { now.value = Date.now(); }, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  });
  return now;
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { ref, onUnmounted } from 'vue';
import { onMounted } from 'vue';
export function useClock() {
  const now = ref(0);
  onMounted(() => {
    const interval = setInterval(() => { now.value = Date.now(); }, 1000);
    onUnmounted(() => clearInterval(interval));
  });
  return now;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'vue composable with let, never cleared',
      ...marked(
        `
import { ref, onMounted } from 'vue';
export function useClock() {
  const now = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    timer = setInterval(() => { now.value = Date.now(); }, 1000);
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  });
  return now;
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { ref, onMounted, onUnmounted } from 'vue';
export function useClock() {
  const now = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  onUnmounted(() => clearInterval(timer));
  onMounted(() => {
    timer = setInterval(() => { now.value = Date.now(); }, 1000);
  });
  return now;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'vue watcher, of which the types are not known: no parameter could be written',
      ...marked(`
import { watch } from 'vue';
export function useFlash(source: () => unknown, flash: () => void) {
  watch(source, (now, old, onCleanup) => {
    const timer = setInterval(flash, 1000);
    onCleanup(() => clearInterval(timer));
  });
  watch(source, () => {
    setInterval(flash, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  });
}
`),
    },
    {
      name: 'a watcher that is given the function that registers its cleanup, in a branch',
      ...marked(
        `
import { watch, watchEffect, type Ref } from 'vue';
export function useFlash(source: Ref<boolean>, flash: () => void) {
  watchEffect((whenOver) => {
    if (source.value) {
      setInterval(flash, 1000);
      ~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    }
  });
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { watch, watchEffect, type Ref } from 'vue';
export function useFlash(source: Ref<boolean>, flash: () => void) {
  watchEffect((whenOver) => {
    if (source.value) {
      const interval = setInterval(flash, 1000);
      whenOver(() => clearInterval(interval));
    }
  });
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a watcher that is not given yet what registers its cleanup',
      ...marked(
        `
declare global {
  function watch<T>(source: () => T, run: (value: T, old: T, onCleanup: (end: () => void) => void) => void): void;
  function watchEffect(run: (onCleanup: (end: () => void) => void) => void): void;
}
export function useFlash(source: () => boolean, flash: () => void) {
  watch(source, (isOn) => {
    if (!isOn) return;
    setInterval(flash, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  });
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
declare global {
  function watch<T>(source: () => T, run: (value: T, old: T, onCleanup: (end: () => void) => void) => void): void;
  function watchEffect(run: (onCleanup: (end: () => void) => void) => void): void;
}
export function useFlash(source: () => boolean, flash: () => void) {
  watch(source, (isOn, _oldValue, onCleanup) => {
    if (!isOn) return;
    const interval = setInterval(flash, 1000);
    onCleanup(() => clearInterval(interval));
  });
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a watcher without a parameter',
      ...marked(
        `
declare global {
  function watch<T>(source: () => T, run: (value: T, old: T, onCleanup: (end: () => void) => void) => void): void;
  function watchEffect(run: (onCleanup: (end: () => void) => void) => void): void;
}
export function useFlash(source: () => number, flash: () => void) {
  watchEffect(() => {
    setInterval(flash, source());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  });
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
declare global {
  function watch<T>(source: () => T, run: (value: T, old: T, onCleanup: (end: () => void) => void) => void): void;
  function watchEffect(run: (onCleanup: (end: () => void) => void) => void): void;
}
export function useFlash(source: () => number, flash: () => void) {
  watchEffect((onCleanup) => {
    const interval = setInterval(flash, source());
    onCleanup(() => clearInterval(interval));
  });
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an async watcher gets no edit',
      ...marked(`
import { watch, type Ref } from 'vue';
export function useFlash(source: Ref<number>, flash: () => void) {
  watch(source, async () => {
    await fetch('/');
    setInterval(flash, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  });
}
`),
    },
    {
      name: 'a mount hook of Vue that is given a function by its name',
      ...marked(
        `
import { onMounted, ref } from 'vue';
export function useClock() {
  const now = ref(0);
  function start() {
    setInterval(() => { now.value = Date.now(); }, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  onMounted(start);
  return now;
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { onMounted, ref, onUnmounted } from 'vue';
export function useClock() {
  const now = ref(0);
  function start() {
    const interval = setInterval(() => { now.value = Date.now(); }, 1000);
    onUnmounted(() => clearInterval(interval));
  }
  onMounted(start);
  return now;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a function that others call too gets no edit',
      ...marked(`
import { onMounted, ref } from 'vue';
export function useClock() {
  const now = ref(0);
  function start() {
    setInterval(() => { now.value = Date.now(); }, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  onMounted(start);
  return { now, start };
}
`),
    },
    {
      name: 'a field that decides whether to start gets empty again',
      ...marked(
        `
export class Clock extends HTMLElement {
  private timer: ReturnType<typeof setInterval> | null = null;
  connectedCallback() {
    if (this.timer) return;
    this.timer = setInterval(() => this.tick(), 1000);
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
  disconnectedCallback() {
    this.textContent = '';
  }
  private tick() {
    this.textContent = String(Date.now());
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Clock extends HTMLElement {
  private timer: ReturnType<typeof setInterval> | null = null;
  connectedCallback() {
    if (this.timer) return;
    this.timer = setInterval(() => this.tick(), 1000);
  }
  disconnectedCallback() {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.textContent = '';
  }
  private tick() {
    this.textContent = String(Date.now());
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a field that is only started when it is empty, in a class without an end',
      ...marked(
        `
export class Clock extends HTMLElement {
  private timer?: ReturnType<typeof setInterval>;
  connectedCallback() {
    this.timer ??= setInterval(() => this.remove(), 1000);
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ noEnd
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
export class Clock extends HTMLElement {
  private timer?: ReturnType<typeof setInterval>;
  connectedCallback() {
    this.timer ??= setInterval(() => this.remove(), 1000);
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'svelte onMount',
      ...marked(
        `
import { onMount } from 'svelte';
export function clock(tick: () => void) {
  onMount(() => {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  });
  onMount(() => {
    setInterval(tick, 1000);
    ~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  });
}
`,
        {
          suggestions: [
            {
              messageId: 'registerEnd',
              output: `
import { onMount, onDestroy } from 'svelte';
export function clock(tick: () => void) {
  onMount(() => {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  });
  onMount(() => {
    const interval = setInterval(tick, 1000);
    onDestroy(() => clearInterval(interval));
  });
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'nest module',
      ...marked(
        `
export class Sweeper {
  #timer: NodeJS.Timeout | undefined;
  onModuleInit() {
    this.#timer = setInterval(() => this.sweep(), 1000);
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
  sweep() {}
  onModuleDestroy() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export class Sweeper {
  #timer: NodeJS.Timeout | undefined;
  onModuleInit() {
    this.#timer = setInterval(() => this.sweep(), 1000);
  }
  sweep() {}
  onModuleDestroy() {
    clearInterval(this.#timer);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'prototype',
      ...marked(
        `
export function Poller(this: { timer: unknown }) {}
Poller.prototype.start = function (tick: () => void) {
  this.timer = setInterval(tick, 1000);
               ~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
};
Poller.prototype.destroy = function () {
  this.timer = null;
};
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
export function Poller(this: { timer: unknown }) {}
Poller.prototype.start = function (tick: () => void) {
  this.timer = setInterval(tick, 1000);
};
Poller.prototype.destroy = function () {
  clearInterval(this.timer);
  this.timer = null;
};
`,
            },
          ],
        },
      ),
    },
    {
      name: 'video frames',
      filename: 'react.tsx',
      ...marked(`
import { useEffect } from 'react';
export function useVideo(video: HTMLVideoElement, draw: () => void) {
  useEffect(() => {
    const next = () => {
      draw();
      video.requestVideoFrameCallback(next);
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    };
    video.requestVideoFrameCallback(next);
  }, [video, draw]);
}
`),
    },
    {
      name: 'idle loop',
      filename: 'react.tsx',
      ...marked(
        `
import { useEffect } from 'react';
export function useIdle(work: () => void) {
  useEffect(() => {
    const next = () => {
      work();
      requestIdleCallback(next);
      ~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
    };
    requestIdleCallback(next);
  }, [work]);
}
`,
        {
          suggestions: [
            {
              messageId: 'returnCleanup',
              output: `
import { useEffect } from 'react';
export function useIdle(work: () => void) {
  useEffect(() => {
    let idleCallback: ReturnType<typeof requestIdleCallback> | undefined;
    const next = () => {
      work();
      idleCallback = requestIdleCallback(next);
    };
    idleCallback = requestIdleCallback(next);
    return () => { if (idleCallback) cancelIdleCallback(idleCallback); };
  }, [work]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: the end of a base class may call what is overridden',
      options: strict,
      ...marked(
        `
declare class Widget { close(): void; dispose(): void }
export class Menu extends Widget {
  private timer = 0;
  open() {
    this.timer = window.setTimeout(() => {}, 300);
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  }
  onClose() {
    clearTimeout(this.timer);
  }
  dispose() {
    this.close();
    super.dispose();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
              output: `
declare class Widget { close(): void; dispose(): void }
export class Menu extends Widget {
  private timer = 0;
  open() {
    this.timer = window.setTimeout(() => {}, 300);
  }
  onClose() {
    clearTimeout(this.timer);
  }
  dispose() {
    clearTimeout(this.timer);
    this.close();
    super.dispose();
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
      name: 'without types: a parameter without parentheses gets no edit',
      ...marked(`
import { watch } from 'vue';
export function useFlash(source, flash) {
  watch(source, value => {
    setInterval(flash, value);
    ~~~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  });
}
`),
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
    ~~~~~~~~~~~~~~~~~~~~~~~ droppedInOwner
  }
  destroy() {
    super.destroy?.();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'clearAtEnd',
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

typedRuleTester('everything').run('no-leaked-timer: ends of a base', noLeakedTimer, {
  valid: [
    {
      name: 'cleared by what is registered; a pause that is over at once',
      options: strict,
      code: `
declare class Base { dispose(): void; protected _register<T extends { dispose(): void }>(value: T): T }
export class Clock extends Base {
  constructor() {
    super();
    const timer = setInterval(() => this.tick(), 1000);
    this._register({ dispose: () => clearInterval(timer) });
    setTimeout(() => this.tick());
  }
  tick(): void {}
}
`,
    },
    {
      name: 'recommended is silent where an end is inherited and nothing else, and so may never come',
      code: `
declare class Disposable { dispose(): void }
export class Clock extends Disposable {
  private readonly timer = setInterval(() => this.tick(), 1000);
  private pause: ReturnType<typeof setTimeout> | undefined;
  tick(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => console.log('tick', this.timer), 300_000);
  }
}
`,
    },
    {
      name: 'a field of the base, which may clear it',
      options: strict,
      code: `
import { Widget } from './widget';
export class Clock extends Widget {
  constructor() {
    super();
    this._register(other);
    this.timer = setInterval(() => this.tick(), 1000);
  }
  tick(): void {}
}
`,
    },
    {
      name: 'a debounced function, of which the last call may be wanted',
      options: strict,
      code: `
import { debounce } from 'lodash';
import { Disposable } from './disposable';
export class View extends Disposable {
  private readonly save = debounce(() => localStorage.setItem('a', 'b'), 1000);
  change(): void { this.save(); }
}
`,
    },
  ],
  invalid: [
    {
      name: 'strict: kept, and unknown to the inherited end',
      options: strict,
      ...marked(
        `
declare class Disposable { dispose(): void }
export class Clock extends Disposable {
  private readonly timer = setInterval(() => this.tick(), 1000);
                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  tick(): void {}
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
declare class Disposable { dispose(): void }
export class Clock extends Disposable {
  private readonly timer = setInterval(() => this.tick(), 1000);
  tick(): void {}

  dispose(): void {
    clearInterval(this.timer);
    super.dispose();
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

untypedRuleTester('espree').run('no-leaked-timer: ends of a base in JavaScript', noLeakedTimer, {
  valid: [
    {
      name: 'recommended is silent',
      code: `
import { Disposable } from './disposable.js';
export class Clock extends Disposable {
  #timer = setInterval(() => this.tick(), 1000);
  tick() {}
}
`,
    },
  ],
  invalid: [
    {
      name: 'strict: kept, and unknown to the inherited end',
      options: strict,
      ...marked(
        `
import { Disposable } from './disposable.js';
export class Clock extends Disposable {
  #timer = setInterval(() => this.tick(), 1000);
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ notClearedAtEnd
  tick() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'addEnd',
              output: `
import { Disposable } from './disposable.js';
export class Clock extends Disposable {
  #timer = setInterval(() => this.tick(), 1000);
  tick() {}

  dispose() {
    clearInterval(this.#timer);
    super.dispose();
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
