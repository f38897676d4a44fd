import { noLeakedListener } from '../../src/rules/no-leaked-listener.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const jsx = { parserOptions: { ecmaFeatures: { jsx: true } } };
const strict = [{ confidence: 'medium' }] as const;

typedRuleTester('everything').run('no-leaked-listener', noLeakedListener, {
  valid: [
    {
      name: 'the method that ends a drag is given what was added',
      code: `
declare function Component(options: object): <T>(target: T) => T;
@Component({ selector: 'app-event' })
export class EventBox {
  private top = 0;
  start(): void {
    const move = (event: MouseEvent): void => this.move(event);
    const end = (): void => this.end(move, end);
    document.addEventListener('mousemove', move);
    document.addEventListener('mouseup', end);
  }
  private move(event: MouseEvent): void { this.top = event.clientY; }
  private end(moveHandler: (event: MouseEvent) => void, endHandler: () => void): void {
    document.removeEventListener('mousemove', moveHandler);
    document.removeEventListener('mouseup', endHandler);
  }
}
`,
    },
    {
      name: 'a service of the root, whose end comes with the page',
      code: `
declare function Injectable(options: object): <T>(target: T) => T;
@Injectable({ providedIn: 'root' })
export class Focus {
  private isFocused = true;
  constructor() { window.addEventListener('focus', () => { this.isFocused = true; }); }
  ngOnDestroy(): void { console.log(this.isFocused); }
}
`,
    },
    {
      name: 'a signal that is the parameter itself: most callers make one for the call',
      code: `
declare function ask(url: string, signal: AbortSignal): Promise<string>;
export async function load(url: string, signal: AbortSignal): Promise<string> {
  const controller = new AbortController();
  signal.addEventListener('abort', () => controller.abort());
  return await ask(url, controller.signal);
}
`,
    },
    {
      name: 'strict: added to the page by a function that a program calls once; by one whose listener knows nothing of the call',
      options: strict,
      code: `
export function trackErrors(send: (event: Event) => void) {
  window.addEventListener('error', (event) => send(event));
}
export function logKeys(prefix: string) {
  console.log(prefix);
  window.addEventListener('keydown', (event) => console.log(event.key));
}
export const setupKeys = (app: { key(event: Event): void }) => {
  window.addEventListener('keydown', (event) => app.key(event));
};
export function bindFrame(doc: Document, book: { next(): void }) {
  doc.addEventListener('keydown', () => book.next());
}
`,
    },
    {
      name: 'strict: added where nobody listens',
      options: strict,
      code: `
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
export const follow = () => {
  if (bus.listenerCount('progress') === 0) {
    bus.on('progress', (event) => console.log(event));
  }
};
`,
    },
    {
      name: 'what can be started again may keep the listeners that it began with',
      code: `
export function createGame(canvas: HTMLCanvasElement) {
  let frame = 0;
  window.addEventListener('resize', () => { canvas.width = innerWidth; });
  const loop = () => { frame = requestAnimationFrame(loop); };
  return { start: loop, stop() { cancelAnimationFrame(frame); } };
}
export function createMenu(element: HTMLElement) {
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') element.hidden = true; });
  return { open() { element.hidden = false; }, close() { element.hidden = true; } };
}
`,
    },
    {
      name: 'a service that a container makes once, and whose end no framework calls',
      code: `
import { Injectable } from '@nestjs/common';
@Injectable()
export class Shutdown {
  constructor() { process.on('SIGTERM', () => this.stop()); }
  stop() {}
}
`,
    },
    {
      name: 'services of the root, applications of Vue: once for the program',
      options: strict,
      code: `
import { Injectable, signal } from '@angular/core';
import { createApp, onMounted, ref } from 'vue';
@Injectable({ providedIn: 'root' })
export class Network {
  readonly online = signal(true);
  constructor() { window.addEventListener('online', () => this.online.set(true)); }
}
createApp({
  setup() {
    const dark = ref(false);
    onMounted(() => {
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => { dark.value = event.matches; });
    });
    return { dark };
  },
}).mount('#app');
`,
    },
    {
      name: 'before the page is ready; a hook of a project, which may call what it is returned',
      options: strict,
      code: `
import { onMounted } from 'vue';
import { onMount } from './lifecycle';
export function useReady(run: () => void) {
  onMounted(() => {
    if (document.readyState === 'complete') run();
    else window.addEventListener('load', run);
  });
}
export function initialize() {
  onMount(() => {
    const focus = () => {};
    window.addEventListener('focus', focus);
    return () => window.removeEventListener('focus', focus);
  });
}
`,
    },
    {
      name: 'added while a state holds, and removed in the end of the component, by a function for it, or at every run',
      options: strict,
      code: `
import { onUnmounted, ref, watch } from 'vue';
export function useEscape(close: () => void) {
  const isOpen = ref(false);
  const onKey = () => close();
  const stop = () => window.removeEventListener('keydown', onKey);
  watch(isOpen, (value) => {
    if (value) window.addEventListener('keydown', onKey);
    else stop();
  });
  onUnmounted(stop);
  return isOpen;
}
export function useEscapeOf(close: () => void) {
  const isOpen = ref(false);
  const onKey = () => close();
  const stop = () => window.removeEventListener('keydown', onKey);
  const start = () => window.addEventListener('keydown', onKey);
  watch(isOpen, (value) => (value ? start() : stop()));
  return { isOpen, stop };
}
export function useCount(tick: () => void) {
  const isOpen = ref(false);
  watch(isOpen, () => {
    window.addEventListener('resize', tick);
    console.log(innerWidth);
    window.removeEventListener('resize', tick);
  });
}
`,
    },
    {
      name: 'added by the handler of a watcher and removed by the end: one component is meant by this',
      code: `
import { Base } from './library';
export default Base.extend({
  data: () => ({ isFocused: false }),
  methods: { onCopy() {} },
  watch: {
    isFocused: {
      handler(this: { onCopy(): void }, value: boolean) {
        if (value) document.addEventListener('copy', this.onCopy);
        else document.removeEventListener('copy', this.onCopy);
      },
    },
  },
  destroyed(this: { onCopy(): void }) {
    document.removeEventListener('copy', this.onCopy);
  },
});
`,
    },
    {
      name: 'watchers of a module, of a store and of what is shared run as long as the program',
      options: strict,
      code: `
import { createSharedComposable } from '@vueuse/core';
import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
const isOpen = ref(false);
const onKey = () => { isOpen.value = false; };
watch(isOpen, (value) => {
  if (value) window.addEventListener('keydown', onKey);
  else window.removeEventListener('keydown', onKey);
});
export const useMenu = defineStore('menu', () => {
  const isShown = ref(false);
  const onUp = () => { isShown.value = false; };
  watch(isShown, (value) => {
    if (value) window.addEventListener('keyup', onUp);
    else window.removeEventListener('keyup', onUp);
  });
  return { isShown };
});
export const usePointer = createSharedComposable(() => {
  const isDown = ref(false);
  const onDown = () => { isDown.value = true; };
  watch(isDown, (value) => {
    if (value) window.addEventListener('pointerdown', onDown);
    else window.removeEventListener('pointerdown', onDown);
  });
  return { isDown };
});
`,
    },
    {
      name: 'removed by what an effect returns early, by another name, or through a ref that another effect ends',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useEffect, useRef } from 'react';
const onKey = () => {};
export function useBranch(isOpen: boolean) {
  useEffect(() => {
    if (isOpen) {
      window.addEventListener('keydown', onKey);
      return () => window.removeEventListener('keydown', onKey);
    }
    window.removeEventListener('keydown', onKey);
    return undefined;
  }, [isOpen]);
}
export function useNamed(isOpen: boolean) {
  useEffect(() => {
    const off = () => window?.removeEventListener('keyup', onKey);
    if (!isOpen) { off(); return; }
    window.addEventListener('keyup', onKey);
    return off;
  }, [isOpen]);
}
export function useKept(isOpen: boolean) {
  const stop = useRef<() => void>(() => {});
  useEffect(() => {
    stop.current = () => window.removeEventListener('keypress', onKey);
    if (isOpen) window.addEventListener('keypress', onKey);
    else stop.current();
  }, [isOpen]);
  useEffect(() => () => stop.current(), []);
}
`,
    },
    {
      name: 'an object with a setup that is no component',
      code: `
import { ref } from 'vue';
import { Base, register } from './library';
export const isReady = ref(false);
export default register({
  name: 'keyboard',
  setup() {
    window.addEventListener('keydown', () => { isReady.value = true; });
  },
});
export const model = Base.extend({
  data: [1],
  parse(text: string) {
    window.addEventListener('keydown', () => { isReady.value = text === ''; });
  },
});
`,
    },
    {
      name: 'removed by the cleanup of another effect, or by what an unknown hook may call',
      filename: 'react.tsx',
      options: strict,
      code: `
import { useCallback, useEffect, useState } from 'react';
import { useLifecycle } from './lifecycle';
export function Menu() {
  const [isOpen, setOpen] = useState(false);
  const onKey = useCallback(() => setOpen(false), []);
  useEffect(() => {
    if (isOpen) window.addEventListener('keydown', onKey);
    else window.removeEventListener('keydown', onKey);
  }, [isOpen, onKey]);
  useEffect(() => () => window.removeEventListener('keydown', onKey), [onKey]);
  return null;
}
export function Tip() {
  const onKey = useCallback(() => {}, []);
  const show = () => window.addEventListener('scroll', onKey);
  useLifecycle(() => () => window.removeEventListener('scroll', onKey));
  return <button onClick={show} />;
}
`,
    },
    {
      name: 'added to one object of the page and removed from another: the removal is reported, by another rule',
      code: `
class Idle {
  listen() {
    document.addEventListener('pointermove', this.onMove);
  }
  destroy() {
    window.removeEventListener('pointermove', this.onMove);
  }
  private readonly onMove = () => {};
}
`,
    },
    {
      name: 'a constructor, where all that ends is what the instance is doing',
      code: `
import { Events, sessions } from './events';
export default class CastPlayer {
  constructor() {
    Events.on(sessions, 'signedin', () => { this.connect(); });
    window.addEventListener('online', () => { this.connect(); });
  }
  connect() {}
  play() {}
  stop() { this.connect(); }
}
`,
    },
    {
      name: 'the only instance of an exported class, made at the top level',
      code: `
export class Manager {
  constructor() { window.addEventListener('online', () => { this.refresh(); }); }
  refresh() {}
  close() {}
}
export const manager = new Manager();
`,
    },
    {
      name: 'removed in the cleanup of the effect',
      code: `
import { useEffect } from 'react';
export function useResize(run: () => void) {
  useEffect(() => {
    window.addEventListener('resize', run);
    return () => window.removeEventListener('resize', run);
  }, [run]);
}
`,
    },
    {
      name: 'removed in the teardown, through a helper and by a table of events',
      options: strict,
      code: `
const names = ['keydown', 'keyup'];
export class View {
  constructor() {
    for (const name of names) document.addEventListener(name, this.onKey);
  }
  onKey = () => {};
  destroy() { this.unbind(); }
  private unbind() { names.forEach((name) => document.removeEventListener(name, this.onKey)); }
}
`,
    },
    {
      name: 'a signal takes it away',
      options: strict,
      code: `
export class View {
  private controller = new AbortController();
  constructor() { window.addEventListener('resize', () => this.draw(), { signal: this.controller.signal }); }
  draw() {}
  destroy() { this.controller.abort(); }
}
`,
    },
    {
      name: 'called once',
      options: strict,
      code: `
export class View {
  constructor() {
    window.addEventListener('load', () => this.draw(), { once: true });
    process.once('warning', () => this.draw());
  }
  draw() {}
  destroy() {}
}
`,
    },
    {
      name: 'removed at the end of the method that adds it',
      options: strict,
      code: `
export class Crawler {
  async run() {
    const stop = () => this.stop();
    process.once('SIGINT', stop);
    try {
      await this.crawl();
    } finally {
      process.off('SIGINT', stop);
    }
  }
  async crawl() {}
  stop() {}
  dispose() {}
}
`,
    },
    {
      name: 'a table of listeners that another loop removes',
      options: strict,
      code: `
import type { EventEmitter } from 'node:events';
export function listen(emitter: EventEmitter, names: string[]) {
  const table = names.map((name) => [name, () => console.log(name)] as const);
  for (const [name, run] of table) emitter.on(name, run);
  return {
    unsubscribe() {
      for (const [name, run] of table) emitter.off(name, run);
    },
    dispose() {
      table.forEach(([name, run]) => emitter.off(name, run));
    },
  };
}
`,
    },
    {
      name: 'what a callback is given',
      options: strict,
      code: `
import type { EventEmitter } from 'node:events';
export class Hub {
  private server = new EventTarget();
  start(each: (run: (visitor: EventEmitter) => void) => void) {
    each((visitor) => visitor.on('error', () => this.note()));
  }
  note() { return this.server; }
  destroy() {}
}
`,
    },
    {
      name: 'one-shot listeners of which one ends the target, or that begin it, or that are removed',
      options: strict,
      code: `
import type { EventEmitter } from 'node:events';
export class Reader {
  constructor(private source: EventEmitter) {}
  finished() {
    return new Promise((resolve, reject) => {
      this.source.once('finish', resolve);
      this.source.once('error', reject);
    });
  }
  opened() {
    return new Promise((resolve, reject) => {
      this.source.once('ready', resolve);
      this.source.once('error', reject);
    });
  }
  start() {
    return new Promise((resolve, reject) => {
      this.source.once('greeting', resolve);
      this.source.once('error', reject);
    });
  }
  async next() {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.source.once('data', resolve);
    this.source.once('error', reject);
    try { await promise; } finally { this.source.off('data', resolve); this.source.off('error', reject); }
  }
  static spawned(make: () => EventEmitter) {
    const child = createChild(make);
    return new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('error', reject);
    });
  }
}
declare function createChild(make: () => EventEmitter): EventEmitter;
`,
    },
    {
      name: 'takes itself away',
      options: strict,
      code: `
export class Drag {
  start() {
    const up = () => { document.removeEventListener('mouseup', up); };
    document.addEventListener('mouseup', up);
  }
  destroy() {}
}
`,
    },
    {
      name: 'the target belongs to the instance, or dies with it',
      options: strict,
      code: `
import { EventEmitter } from 'node:events';
export class Box {
  private element = document.createElement('div');
  private bus = new EventEmitter();
  constructor() {
    this.element.addEventListener('click', () => this.draw());
    this.bus.on('x', () => this.draw());
  }
  draw() {}
  destroy() {}
}
`,
    },
    {
      name: 'an element of the component itself',
      code: `
import { useEffect, useRef } from 'react';
export function Box() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.addEventListener('wheel', () => {});
  }, []);
  return <div ref={ref} />;
}
`,
      options: strict,
      languageOptions: jsx,
    },
    {
      name: 'a connection that the instance is for',
      options: strict,
      code: `
export class Session {
  constructor(private socket: import('node:net').Socket) {
    socket.on('data', () => this.read());
    socket.on('close', () => this.stop());
  }
  read() {}
  stop() {}
}
export class Peer {
  constructor(private wire: NodeJS.EventEmitter & { destroy(): void }) { wire.on('data', () => this.read()); }
  read() {}
  close() { this.wire.destroy(); }
}
`,
    },
    {
      name: 'a target that tells its end',
      options: strict,
      code: `
export class Monitor {
  constructor(private source: NodeJS.EventEmitter) {
    source.on('tick', () => this.count());
    source.once('destroyed', () => this.stop());
  }
  count() {}
  stop() {}
}
`,
    },
    {
      name: 'a target that tells its end, of which the clean-up takes others away: it may come at that end',
      options: strict,
      code: `
export function until(source: NodeJS.EventEmitter, tell: (text: string) => void) {
  const add = () => tell('added');
  const remove = () => tell('removed');
  const end = () => tell('complete');
  source.on('added', add);
  source.on('removed', remove);
  source.on('complete', end);
  return { dispose: () => { source.off('added', add); } };
}
export function untilEnd(source: NodeJS.EventEmitter, tell: (text: string) => void) {
  const add = () => tell('added');
  const remove = () => tell('removed');
  const dispose = () => { source.off('added', add); source.off('complete', end); };
  const end = () => { dispose(); tell('complete'); };
  source.on('added', add);
  source.on('removed', remove);
  source.on('complete', end);
  return { dispose };
}
export function untilClosed(source: NodeJS.EventEmitter, tell: (text: string) => void) {
  const add = () => tell('added');
  const end = () => tell('complete');
  source.on('added', add);
  source.on('complete', end);
  source.on('closed', () => tell('closed'));
  return { dispose: () => { source.off('added', add); source.off('complete', end); } };
}
`,
    },
    {
      name: 'a prototype that Object.assign() gives an end, which takes all of them away, and one without an end',
      code: `
interface Bus { on(name: string, run: () => void, self?: unknown): void; off(name: string, run: () => void, self?: unknown): void }
var Text: any = function (this: any, element: Bus) {
  this._element = element;
  element.on('resize', this._resize, this);
  this._element.on('pivot', this._pivot, this);
};
Object.assign(Text.prototype, {
  _resize: function () {},
  _pivot: function () {},
  destroy: function () {
    this._element.off('resize', this._resize, this);
    this._element.off('pivot', this._pivot, this);
  },
});
var Label: any = function (this: any, element: Bus) {
  element.on('resize', this._resize, this);
};
Object.assign(Label.prototype, { _resize: function () {} });
export { Text, Label };
`,
    },
    {
      name: 'half of the listeners are taken away by what is not the undoing of the adding code, one by what is',
      options: strict,
      code: `
interface Bus { on(name: string, run: () => void): void; off(name: string, run: () => void): void }
declare class Plugin { bus: Bus }
export class Sync extends Plugin {
  #fail = () => {};
  #cancel = () => {};
  #load = () => {};
  #restore = () => {};
  enter() {
    this.bus.on('fail', this.#fail);
    this.bus.on('cancel', this.#cancel);
    this.bus.on('load', this.#load);
    this.bus.on('restore', this.#restore);
  }
  uninstall() {
    this.bus.off('fail', this.#fail);
    this.bus.off('load', this.#load);
  }
}
export class Menu extends Plugin {
  #open = () => {};
  #close = () => {};
  install() {
    this.bus.on('shown', this.#open);
    this.bus.on('hidden', this.#close);
  }
  uninstall() { this.bus.off('shown', this.#open); }
}
`,
    },
    {
      name: 'streams, sockets and processes that the function made or was given',
      options: strict,
      code: `
import { spawn } from 'node:child_process';
import http from 'node:http';
export function run(command: string, request: http.IncomingMessage) {
  const child = spawn(command);
  child.stdout.on('data', (chunk) => console.log(chunk));
  child.on('exit', () => {});
  request.on('data', () => {});
  http.createServer().on('request', (_, response) => response.on('error', () => {}));
}
`,
    },
    {
      name: 'the top level, and what is made there once',
      options: strict,
      code: `
process.on('SIGTERM', () => {});
class App {
  constructor() { window.addEventListener('resize', () => this.draw()); }
  draw() {}
}
export const app = new App();
`,
    },
    {
      name: 'a listener that keeps nothing',
      options: strict,
      code: `
export class Quiet {
  constructor() { process.on('warning', () => {}); }
  dispose() {}
}
`,
    },
    {
      name: 'an abort listener that is removed when the work is done',
      options: strict,
      code: `
export function delay(ms: number, signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const stop = () => { clearTimeout(timer); reject(signal.reason); };
    const timer = setTimeout(() => { signal.removeEventListener('abort', stop); resolve(); }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
`,
    },
    {
      name: 'an abort listener on a signal of the function itself, or of one request',
      options: strict,
      code: `
export async function load(request: Request) {
  const controller = new AbortController();
  controller.signal.addEventListener('abort', () => console.log('aborted'));
  request.signal.addEventListener('abort', () => controller.abort());
  await fetch('/', { signal: controller.signal });
}
`,
    },
    {
      name: 'the abort is the end of what goes on',
      options: strict,
      code: `
export function loopUntil(signal: AbortSignal, draw: () => void) {
  const id = setInterval(draw, 16);
  signal.addEventListener('abort', () => clearInterval(id));
}
export async function serve(signal: AbortSignal, open: () => Promise<{ close(): void }>) {
  const server = await open();
  signal.addEventListener('abort', () => server.close());
}
`,
    },
    {
      name: 'all listeners of the target are removed',
      options: strict,
      code: `
export class View {
  constructor(private bus: NodeJS.EventEmitter) { this.bus.on('x', () => this.draw()); }
  draw() {}
  dispose() { this.bus.removeAllListeners('x'); }
}
`,
    },
    {
      name: 'the result takes it away: a helper that gives a disposer',
      options: strict,
      code: `
declare function listen(target: EventTarget, name: string, run: () => void): () => void;
declare const hub: { on(name: string, run: () => void): () => void };
export class View {
  private offs: (() => void)[] = [];
  constructor() {
    this.offs.push(hub.on('x', () => this.draw()), listen(window, 'resize', () => this.draw()));
  }
  draw() {}
  dispose() { for (const off of this.offs) off(); }
}
`,
    },
    {
      name: 'options that could hold a signal',
      options: strict,
      code: `
export class View {
  constructor(options: AddEventListenerOptions) { window.addEventListener('resize', () => this.draw(), options); }
  draw() {}
  dispose() {}
}
`,
    },
    {
      name: 'removed where another handler runs: recommended is silent',
      code: `
export class Drag {
  down() { document.addEventListener('mousemove', this.move); }
  up() { document.removeEventListener('mousemove', this.move); }
  move = () => {};
  destroy() {}
}
`,
    },
    {
      name: 'a teardown that takes the target out of what it is in, or only empties it',
      code: `
export class Panel {
  #count = 0;
  constructor(private element: HTMLElement, private parent: HTMLElement) {
    element.addEventListener('click', () => { this.#count++; });
  }
  dispose() {
    this.element.classList.remove('open');
    this.parent.removeChild(this.element);
  }
}
export class Slot {
  constructor(private element: HTMLElement) {
    element.addEventListener('click', () => this.dispose());
  }
  dispose() {
    this.element.classList.remove('open');
    this.element.replaceWith('closed');
  }
}
export class List {
  #count = 0;
  constructor(private element: HTMLElement) {
    element.addEventListener('click', () => { this.#count++; });
  }
  dispose() { this.element.replaceChildren(); }
}
`,
    },
    {
      name: 'a few of many, in code that only pauses',
      code: `
interface Player { on(name: string, run: () => void): void; off(name: string, run: () => void): void }
export function watch(player: Player, move: () => void, up: () => void, down: () => void) {
  const begin = () => {
    player.on('down', down);
    player.on('move', move);
    player.on('up', up);
  };
  const pause = () => {
    player.off('move', move);
    player.off('up', up);
  };
  const removeMove = () => player.off('move', move);
  return { begin, pause, removeMove };
}
export class Pool {
  attach(client: NodeJS.EventEmitter) {
    client.on('error', this.fail);
    client.on('drain', this.drain);
    client.on('notice', this.drain);
  }
  drain = () => {};
  fail = () => this.drain();
  removeClient(client: NodeJS.EventEmitter) {
    client.off('drain', this.drain);
    client.off('notice', this.drain);
  }
}
`,
    },
    {
      name: 'an instance that nothing ends: recommended is silent',
      code: `
export class Tracker {
  constructor() { window.addEventListener('click', () => this.track()); }
  track() {}
}
`,
    },
    {
      name: 'strict: signals of what a framework runs, of requests, and of elsewhere',
      options: strict,
      code: `
import { spawn } from 'node:child_process';
declare const useQuery: (options: object) => unknown;
declare const work: (given?: unknown) => Promise<number>;
declare const anySignal: (signals: AbortSignal[]) => AbortSignal;
declare const getRequest: () => Request;
export const query = useQuery({
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const request = new XMLHttpRequest();
    signal.addEventListener('abort', () => request.abort());
    return await work(request);
  },
});
export const run = (task: (signal: AbortSignal) => unknown) => task(AbortSignal.timeout(100));
run(async (signal) => {
  signal.addEventListener('abort', () => console.log('late'));
  await work();
});
export async function answer(request: Request) {
  const child = spawn('sort');
  request.signal.addEventListener('abort', () => child.kill());
  await work(child);
}
export async function answerAlso({ signal }: RequestContext) {
  const child = spawn('sort');
  signal.addEventListener('abort', () => child.kill());
  await work(child);
}
export async function answerLast() {
  const { signal } = getRequest();
  signal.addEventListener('abort', () => console.log('gone'));
  await work();
}
interface RequestContext { signal: AbortSignal }
export async function load(url: string, given?: AbortSignal) {
  given = anySignal(given ? [given] : []);
  given.addEventListener('abort', () => console.log('late'));
  return await fetch(url, { signal: given });
}
`,
    },
    {
      name: 'once for the program: a failure ends it',
      options: strict,
      code: `
declare const work: () => Promise<void>;
async function main() {
  const stop = () => console.log('stop');
  process.on('SIGINT', stop);
  await work();
  process.off('SIGINT', stop);
}
void main();
`,
    },
    {
      name: 'known miss: what is added together with the end of a drag, and is not taken away with the rest',
      options: strict,
      code: `
export function draggable(element: HTMLElement) {
  const onMove = (event: MouseEvent) => { element.style.left = event.clientX + 'px'; };
  const onUp = () => document.removeEventListener('mousemove', onMove);
  document.addEventListener('mousemove', onMove);
  document.addEventListener('mouseup', onUp);
  return {
    destroy() { document.removeEventListener('mousemove', onMove); },
  };
}
`,
    },
    {
      name: 'known miss: a removal of the same listener that is never called',
      code: `
export class View {
  constructor() { window.addEventListener('resize', this.draw); }
  draw = () => {};
  private unused() { window.removeEventListener('resize', this.draw); }
  destroy() {}
}
`,
    },
  ],
  invalid: [
    {
      name: 'added while a state holds, and removed by the next run alone, which the end does not wait for',
      filename: 'react.tsx',
      ...marked(
        `
import { useCallback, useEffect, useState } from 'react';
export function Menu() {
  const [isOpen, setOpen] = useState(false);
  const onKey = useCallback(() => setOpen(false), []);
  useEffect(() => {
    if (isOpen) {
      window.addEventListener('keydown', onKey);
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhileAlive
    } else {
      window.removeEventListener('keydown', onKey);
    }
  }, [isOpen, onKey]);
  return null;
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
import { useCallback, useEffect, useState } from 'react';
export function Menu() {
  const [isOpen, setOpen] = useState(false);
  const onKey = useCallback(() => setOpen(false), []);
  useEffect(() => {
    if (isOpen) {
      window.addEventListener('keydown', onKey);
    } else {
      window.removeEventListener('keydown', onKey);
    }
    return () => window.removeEventListener('keydown', onKey);
  }, [isOpen, onKey]);
  return null;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'added by a watcher while a state holds: the watcher stops with its component',
      ...marked(`
import { defineComponent, ref, watch } from 'vue';
export default defineComponent({
  setup() {
    const isActive = ref(false);
    watch(() => isActive.value, (value) => {
      if (value) {
        document.addEventListener('focusin', onFocus);
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhileAlive
      } else {
        document.removeEventListener('focusin', onFocus);
      }
    });
    watch(isActive, (value) => {
      value ? window.addEventListener('keydown', onFocus) : window.removeEventListener('keydown', onFocus);
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhileAlive
    });
    function onFocus() {
      isActive.value = false;
    }
    return { isActive };
  },
});
`),
    },
    {
      name: 'components by the options that they are made of, whatever the function is called that makes them',
      ...marked(`
import { ref, watch } from 'vue';
import { Base, component } from './library';
export const Overlay = component<object>()({
  props: { isEager: Boolean },
  setup() {
    const isActive = ref(false);
    const onKey = () => { isActive.value = false; };
    watch(isActive, (value) => {
      if (value) window.addEventListener('keydown', onKey);
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhileAlive
      else window.removeEventListener('keydown', onKey);
    });
    return () => null;
  },
});
export default Base.extend({
  data: () => ({ isFocused: false }),
  methods: { onCopy() {} },
  watch: {
    isFocused(this: { onCopy(): void }, value: boolean) {
      if (value) document.addEventListener('copy', this.onCopy);
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhileAlive
      else document.removeEventListener('copy', this.onCopy);
    },
  },
});
`),
    },
    {
      name: 'strict: one handler of a component adds it and another removes it',
      filename: 'react.tsx',
      options: strict,
      ...marked(`
import { useCallback, useState } from 'react';
export function Picker() {
  const [at, setAt] = useState(0);
  const onKey = useCallback(() => setAt((old) => old + 1), []);
  const open = () => {
    window.addEventListener('keydown', onKey);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhileAlive
  };
  const close = () => window.removeEventListener('keydown', onKey);
  return <button onFocus={open} onBlur={close}>{at}</button>;
}
`),
    },
    {
      name: 'strict: added to the page at each call, for what the call is given',
      options: strict,
      ...marked(`
export const bindKeys = (book: { next(): void }) => {
  window.addEventListener('keydown', () => book.next());
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ addedAtEachCall
};
`),
    },
    {
      name: 'a listener that only settles a promise: the first event is the only one that counts',
      ...marked(
        `
export class Page {
  shown(): Promise<void> {
    return new Promise((resolve) => {
      document.addEventListener('visibilitychange', () => resolve());
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    });
  }
  ready(): Promise<void> {
    return new Promise((resolve) => {
      process.on('SIGUSR2', () => resolve());
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    });
  }
  dispose() {
    console.log('gone');
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'listenOnce',
              output: `
export class Page {
  shown(): Promise<void> {
    return new Promise((resolve) => {
      document.addEventListener('visibilitychange', () => resolve(), { once: true });
    });
  }
  ready(): Promise<void> {
    return new Promise((resolve) => {
      process.on('SIGUSR2', () => resolve());
    });
  }
  dispose() {
    console.log('gone');
  }
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'listenOnce',
              output: `
export class Page {
  shown(): Promise<void> {
    return new Promise((resolve) => {
      document.addEventListener('visibilitychange', () => resolve());
    });
  }
  ready(): Promise<void> {
    return new Promise((resolve) => {
      process.once('SIGUSR2', () => resolve());
    });
  }
  dispose() {
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
      name: 'an end that leaves early and empties the field of the target: removed before that',
      options: [{ confidence: 'medium' }],
      ...marked(
        `
export class FormLink {
  private form?: HTMLFormElement;
  attach(form: HTMLFormElement) {
    this.form = form;
    this.form.addEventListener('reset', this.onReset);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  private readonly onReset = () => console.log('reset');
  disconnect() {
    if (!this.form) return;
    console.log(this.form);
    this.form = undefined;
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
export class FormLink {
  private form?: HTMLFormElement;
  attach(form: HTMLFormElement) {
    this.form = form;
    this.form.addEventListener('reset', this.onReset);
  }
  private readonly onReset = () => console.log('reset');
  disconnect() {
    this.form?.removeEventListener('reset', this.onReset);
    if (!this.form) return;
    console.log(this.form);
    this.form = undefined;
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a field of the listener that may be empty',
      ...marked(
        `
type Listener = ((event: Event) => void) | null;
export class Draggable {
  private listener: Listener = null;
  bind() {
    this.listener = () => this.draw();
    document.addEventListener('mouseup', this.listener);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  draw() {}
  destroy() {
    this.draw();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
type Listener = ((event: Event) => void) | null;
export class Draggable {
  private listener: Listener = null;
  bind() {
    this.listener = () => this.draw();
    document.addEventListener('mouseup', this.listener);
  }
  draw() {}
  destroy() {
    this.draw();
    if (this.listener) document.removeEventListener('mouseup', this.listener);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an effect without a cleanup',
      languageOptions: jsx,
      ...marked(
        `
import { useEffect } from 'react';
export function useResize(run: () => void) {
  useEffect(() => {
    window.addEventListener('resize', run, { passive: true });
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
  }, [run]);
}
`,
        {
          data: { event: "a listener for 'resize'", target: 'window', owner: 'the effect' },
          suggestions: [
            {
              messageId: 'removeInEnd',
              data: { place: 'the cleanup of the effect' },
              output: `
import { useEffect } from 'react';
export function useResize(run: () => void) {
  useEffect(() => {
    window.addEventListener('resize', run, { passive: true });
    return () => window.removeEventListener('resize', run);
  }, [run]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a cleanup that forgets it; the inline function gets a name',
      languageOptions: jsx,
      ...marked(
        `
import { useEffect } from 'react';
export function useKeys(run: () => void) {
  useEffect(() => {
    document.addEventListener('keydown', run);
    document.addEventListener('keyup', () => run(), true);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    return () => {
      document.removeEventListener('keydown', run);
    };
  }, [run]);
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
import { useEffect } from 'react';
export function useKeys(run: () => void) {
  useEffect(() => {
    document.addEventListener('keydown', run);
    const onKeyup = () => run();
    document.addEventListener('keyup', onKeyup, true);
    return () => {
      document.removeEventListener('keydown', run);
      document.removeEventListener('keyup', onKeyup, true);
    };
  }, [run]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a property, a context and an import outlive an effect',
      languageOptions: jsx,
      ...marked(
        `
import { createContext, useContext, useEffect } from 'react';
import { EventEmitter } from 'node:events';
const Bus = createContext(new EventEmitter());
export function Box({ socket, run }: { socket: EventEmitter; run: () => void }) {
  const bus = useContext(Bus);
  useEffect(() => {
    socket.on('x', run);
    ~~~~~~~~~~~~~~~~~~~ neverRemoved
    bus.on('x', run);
    ~~~~~~~~~~~~~~~~ neverRemoved
  }, [socket, run, bus]);
  return null;
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
import { createContext, useContext, useEffect } from 'react';
import { EventEmitter } from 'node:events';
const Bus = createContext(new EventEmitter());
export function Box({ socket, run }: { socket: EventEmitter; run: () => void }) {
  const bus = useContext(Bus);
  useEffect(() => {
    socket.on('x', run);
    bus.on('x', run);
    return () => { socket.off('x', run); };
  }, [socket, run, bus]);
  return null;
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
import { createContext, useContext, useEffect } from 'react';
import { EventEmitter } from 'node:events';
const Bus = createContext(new EventEmitter());
export function Box({ socket, run }: { socket: EventEmitter; run: () => void }) {
  const bus = useContext(Bus);
  useEffect(() => {
    socket.on('x', run);
    bus.on('x', run);
    return () => { bus.off('x', run); };
  }, [socket, run, bus]);
  return null;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'rendering adds one each time',
      languageOptions: jsx,
      ...marked(`
import { useState } from 'react';
export function Size() {
  const [size, setSize] = useState(0);
  window.addEventListener('resize', () => setSize(innerWidth));
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ addedByRendering
  return <p>{size}</p>;
}
`),
    },
    {
      name: 'a teardown that forgets a listener of the page; the inline function gets a field',
      ...marked(
        `
export class Reconnecting {
  attempts = 0;
  constructor() {
    window.addEventListener('online', () => this.connect());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  connect() {
    this.attempts++;
  }
  destroy() {
    this.attempts = 0;
  }
}
`,
        {
          data: { event: "a listener for 'online'", target: 'window', owner: 'this instance', end: '\`destroy()\`' },
          suggestions: [
            {
              messageId: 'removeInEnd',
              data: { place: '\`destroy()\`' },
              output: `
export class Reconnecting {
  readonly #onOnline = () => this.connect();
  attempts = 0;
  constructor() {
    window.addEventListener('online', this.#onOnline);
  }
  connect() {
    this.attempts++;
  }
  destroy() {
    this.attempts = 0;
    window.removeEventListener('online', this.#onOnline);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a teardown that removes others from the same target',
      ...marked(
        `
export class Status {
  constructor(private track: NodeJS.EventEmitter) {
    track.on('muted', this.update);
    track.on('type', this.update);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  update = () => {};
  dispose() { this.track.off('muted', this.update); }
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
export class Status {
  constructor(private track: NodeJS.EventEmitter) {
    track.on('muted', this.update);
    track.on('type', this.update);
  }
  update = () => {};
  dispose() { this.track.off('muted', this.update); this.track.off('type', this.update); }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a teardown that takes something else away from the target, which lives on',
      ...marked(
        `
interface Grid { node: HTMLElement }
export class Editor {
  grid!: Grid;
  cover = document.createElement('div');
  edit(grid: Grid) {
    this.grid = grid;
    grid.node.addEventListener('wheel', this.close);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  close = () => {};
  dispose() { this.grid.node.removeChild(this.cover); }
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
interface Grid { node: HTMLElement }
export class Editor {
  grid!: Grid;
  cover = document.createElement('div');
  edit(grid: Grid) {
    this.grid = grid;
    grid.node.addEventListener('wheel', this.close);
  }
  close = () => {};
  dispose() { this.grid.node.removeChild(this.cover); this.grid.node.removeEventListener('wheel', this.close); }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'others of the same target are taken away together, and this one is not',
      ...marked(
        `
interface Player { id: number }
declare const events: {
  on(player: Player, name: string, run: () => void): void;
  off(player: Player, name: string, run: () => void): void;
};
let current: Player | null = null;
const start = () => {};
const stop = () => {};
const fetching = () => {};
export function bind(player: Player) {
  current = player;
  events.on(player, 'start', start);
  events.on(player, 'stop', stop);
  events.on(player, 'fetching', fetching);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ leftBeside
}
export function forget() {
  const player = current;
  if (!player) return;
  events.off(player, 'start', start);
  events.off(player, 'stop', stop);
  current = null;
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
interface Player { id: number }
declare const events: {
  on(player: Player, name: string, run: () => void): void;
  off(player: Player, name: string, run: () => void): void;
};
let current: Player | null = null;
const start = () => {};
const stop = () => {};
const fetching = () => {};
export function bind(player: Player) {
  current = player;
  events.on(player, 'start', start);
  events.on(player, 'stop', stop);
  events.on(player, 'fetching', fetching);
}
export function forget() {
  const player = current;
  if (!player) return;
  events.off(player, 'start', start);
  events.off(player, 'stop', stop);
  events.off(player, 'fetching', fetching);
  current = null;
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the undoing of a function takes some of its listeners away, one of them on a condition',
      ...marked(`
interface Bus { on(name: string, run: () => void): void; off(name: string, run: () => void): void }
declare class Plugin { bus: Bus; options: { imports: boolean } }
export class Sync extends Plugin {
  #fail = () => {};
  #load = () => {};
  cancel() {}
  install() {
    this.bus.on('fail', this.#fail);
    this.bus.on('cancel', () => this.cancel());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ leftBeside
    if (this.options.imports) this.bus.on('load', this.#load);
    this.bus.on('restore', () => this.cancel());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ leftBeside
  }
  uninstall() {
    this.bus.off('fail', this.#fail);
    if (this.options.imports) this.bus.off('load', this.#load);
  }
}
`),
    },
    {
      name: 'a prototype that Object.assign() gives an end, which forgets one of the target',
      ...marked(
        `
interface Bus { on(name: string, run: () => void, self?: unknown): void; off(name: string, run: () => void, self?: unknown): void }
var TextElement = (function () {
  var Text: any = function (this: any, element: Bus) {
    this._element = element;
    element.on('resize', this._resize, this);
    this._element.on('order', this._order, this);
    this._element.on('pivot', this._pivot, this);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  };
  Object.assign(Text.prototype, {
    _resize: function () {},
    _order: function () {},
    _pivot: function () {},
    destroy: function () {
      this._element.off('resize', this._resize, this);
      this._element.off('order', this._order, this);
    },
  });
  return Text;
})();
export { TextElement };
`,
      ),
    },
    {
      name: 'the clean-up takes even the listener for the end of the target away, and forgets another',
      ...marked(
        `
export function adapt(source: NodeJS.EventEmitter, tell: (text: string) => void) {
  const add = () => tell('added');
  const remove = () => tell('removed');
  const end = () => tell('complete');
  source.on('added', add);
  source.on('removed', remove);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ leftBeside
  source.on('complete', end);
  return {
    dispose: () => {
      source.off('added', add);
      source.off('complete', end);
    },
  };
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              data: { place: '`dispose()`' },
              output: `
export function adapt(source: NodeJS.EventEmitter, tell: (text: string) => void) {
  const add = () => tell('added');
  const remove = () => tell('removed');
  const end = () => tell('complete');
  source.on('added', add);
  source.on('removed', remove);
  source.on('complete', end);
  return {
    dispose: () => {
      source.off('added', add);
      source.off('complete', end);
      source.off('removed', remove);
    },
  };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an effect takes one of two from an element that outlives it',
      ...marked(
        `
import { useEffect } from 'react';
export function useKeys(ref: { current: HTMLElement | null }, down: () => void, up: () => void) {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    element.addEventListener('keydown', down);
    element.addEventListener('keyup', up);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ leftBeside
    return () => {
      element.removeEventListener('keydown', down);
    };
  }, [ref, down, up]);
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
import { useEffect } from 'react';
export function useKeys(ref: { current: HTMLElement | null }, down: () => void, up: () => void) {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    element.addEventListener('keydown', down);
    element.addEventListener('keyup', up);
    return () => {
      element.removeEventListener('keydown', down);
      element.removeEventListener('keyup', up);
    };
  }, [ref, down, up]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a factory whose end takes something else away from what it was given',
      ...marked(
        `
interface Map { on(name: string, run: () => void): void; off(name: string, run: () => void): void; removeLayer(id: string): void }
export function addLayer(map: Map, draw: () => void) {
  map.on('move', draw);
  ~~~~~~~~~~~~~~~~~~~~ forgotten
  return { destroy() { map.removeLayer('tiles'); } };
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
interface Map { on(name: string, run: () => void): void; off(name: string, run: () => void): void; removeLayer(id: string): void }
export function addLayer(map: Map, draw: () => void) {
  map.on('move', draw);
  return { destroy() { map.removeLayer('tiles'); map.off('move', draw); } };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a custom element has an end, written or not',
      ...marked(`
export class Clock extends HTMLElement {
  connectedCallback() {
    document.addEventListener('visibilitychange', () => this.tick());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
    this.addEventListener('click', () => this.tick());
  }
  tick() {}
}
`),
    },
    {
      name: 'what a factory returns has an end that forgets it',
      ...marked(
        `
export function createTracker(report: () => void) {
  window.addEventListener('pointerdown', report);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  return { destroy() { report(); } };
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
export function createTracker(report: () => void) {
  window.addEventListener('pointerdown', report);
  return { destroy() { report(); window.removeEventListener('pointerdown', report); } };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the end of a factory sees other names, or leaves on its last line: no offer',
      ...marked(`
export function createTracker(report: () => void) {
  window.addEventListener('pointerdown', report);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  return { destroy(report: string) { console.log(report); } };
}
export function createCounter(count: () => void) {
  window.addEventListener('pointerdown', count);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  return { destroy() { return count(); } };
}
`),
    },
    {
      name: 'a media query, a document of an element, a kept process',
      ...marked(
        `
export class Theme {
  constructor(private element: HTMLElement) {
    matchMedia('print').addEventListener('change', () => this.apply());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    this.element.ownerDocument.addEventListener('copy', this.apply);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    process.on('SIGHUP', this.apply);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  apply = () => {};
  dispose() {}
}
`,
        {},
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
export class Theme {
  constructor(private element: HTMLElement) {
    matchMedia('print').addEventListener('change', () => this.apply());
    this.element.ownerDocument.addEventListener('copy', this.apply);
    process.on('SIGHUP', this.apply);
  }
  apply = () => {};
  dispose() {
    this.element.ownerDocument.removeEventListener('copy', this.apply);
  }
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
export class Theme {
  constructor(private element: HTMLElement) {
    matchMedia('print').addEventListener('change', () => this.apply());
    this.element.ownerDocument.addEventListener('copy', this.apply);
    process.on('SIGHUP', this.apply);
  }
  apply = () => {};
  dispose() {
    process.off('SIGHUP', this.apply);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an abort listener at each call of the function that is made around a signal',
      ...marked(`
export function withCancel(run: () => Promise<void>, signal: AbortSignal) {
  return () =>
    new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
      void run().then(resolve, reject);
    });
}
`),
    },
    {
      name: 'an abort listener on a signal that is given, in a promise',
      ...marked(`
export function aborted(signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
  });
}
export async function load(options: { signal?: AbortSignal }) {
  const controller = new AbortController();
  options.signal?.addEventListener('abort', () => controller.abort());
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
  await fetch('/', { signal: controller.signal });
}
`),
    },
    {
      name: 'removed behind an await, which may throw',
      ...marked(
        `
declare const work: () => Promise<number>;
export async function run() {
  const stop = () => console.log('stop');
  process.on('SIGINT', stop);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhenAllGoesWell
  const result = await work();
  process.off('SIGINT', stop);
  return result;
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInFinally',
              output: `
declare const work: () => Promise<number>;
export async function run() {
  const stop = () => console.log('stop');
  process.on('SIGINT', stop);
  try {
    const result = await work();
    return result;
  } finally {
    process.off('SIGINT', stop);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'removed behind an await, in an executor and by a function',
      ...marked(`
import { EventEmitter } from 'node:events';
const ends = new EventEmitter();
declare const work: () => Promise<number>;
export async function race() {
  let onEnd: () => void;
  const early = new Promise<never>((_, reject) => {
    onEnd = () => reject(new Error('early'));
    ends.on('stopped', onEnd);
    ~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhenAllGoesWell
  });
  await Promise.race([work(), early]);
  const off = () => { ends.off('stopped', onEnd); };
  off();
}
export async function each(items: AsyncIterable<string>) {
  const show = () => console.log(items);
  const off = () => document.removeEventListener('keydown', show);
  document.addEventListener('keydown', show);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhenAllGoesWell
  for await (const item of items) console.log(item);
  off();
}
export function chained() {
  const show = () => console.log('key');
  document.addEventListener('keydown', show);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhenAllGoesWell
  return work().then((result) => {
    document.removeEventListener('keydown', show);
    return result;
  });
}
`),
    },
    {
      name: 'strict: the same on what a function is given',
      options: strict,
      ...marked(
        `
import type { EventEmitter } from 'node:events';
export async function run(events: EventEmitter, signal: AbortSignal) {
  const stop = () => console.log('stop');
  events.on('pause', stop);
  ~~~~~~~~~~~~~~~~~~~~~~~~ removedWhenAllGoesWell
  await fetch('/', { signal });
  events.off('pause', stop);
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInFinally',
              output: `
import type { EventEmitter } from 'node:events';
export async function run(events: EventEmitter, signal: AbortSignal) {
  const stop = () => console.log('stop');
  events.on('pause', stop);
  try {
    await fetch('/', { signal });
  } finally {
    events.off('pause', stop);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: an abort listener that is removed when all goes well',
      options: strict,
      ...marked(
        `
export async function load(signal: AbortSignal) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  signal.addEventListener('abort', stop, { once: true });
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedWhenAllGoesWell
  await fetch('/', { signal: controller.signal });
  signal.removeEventListener('abort', stop);
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInFinally',
              output: `
export async function load(signal: AbortSignal) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await fetch('/', { signal: controller.signal });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an abort listener of an async function gets a name, and is removed in a finally',
      ...marked(
        `
export async function load({ signal }: { signal: AbortSignal }) {
  const controller = new AbortController();
  signal.addEventListener('abort', () => controller.abort(), { once: true });
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
  const response = await fetch('/', { signal: controller.signal });
  return response.text();
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInFinally',
              output: `
export async function load({ signal }: { signal: AbortSignal }) {
  const controller = new AbortController();
  const onAbort = () => controller.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const response = await fetch('/', { signal: controller.signal });
    return response.text();
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an abort listener with a name, of a signal that may not be there',
      ...marked(
        `
export async function load(options: { signal?: AbortSignal }) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  options.signal?.addEventListener('abort', stop);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
  await fetch('/', { signal: controller.signal });
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInFinally',
              output: `
export async function load(options: { signal?: AbortSignal }) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  options.signal?.addEventListener('abort', stop);
  try {
    await fetch('/', { signal: controller.signal });
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: an abort listener that the end of the work forgets',
      options: [{ confidence: 'medium' }],
      ...marked(`
import type { EventEmitter } from 'node:events';
export function fetchInTime(url: string, { signal }: { signal?: AbortSignal } = {}) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  signal?.addEventListener('abort', () => controller.abort());
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
  return fetch(url, { signal: controller.signal }).finally(() => clearTimeout(timer));
}
export function collect(source: EventEmitter, push: () => void, signal: AbortSignal) {
  const finish = () => { source.off('data', push); };
  source.on('data', push);
  source.once('end', finish);
  signal.addEventListener('abort', () => finish(), { once: true });
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
}
export function follow(source: EventEmitter, push: () => void, options: { signal: AbortSignal }) {
  source.on('data', push);
  options.signal.addEventListener('abort', () => console.log('aborted'));
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
  return () => { source.off('data', push); };
}
export class UploadRequest {
  #timer = setTimeout(() => this.onError(), 5000);
  constructor(private readonly options: { signal?: AbortSignal }) {
    this.options.signal?.addEventListener('abort', () => this.onError());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
  }
  onError() { clearTimeout(this.#timer); }
}
export function pause(milliseconds: number, signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    const onAbort = () => { signal.removeEventListener('abort', onAbort); resolve(); };
    setTimeout(resolve, milliseconds).unref();
    signal.addEventListener('abort', onAbort);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
  });
}
`),
    },
    {
      name: 'strict: an abort listener on a signal that is given, and no end in view',
      options: strict,
      ...marked(`
import { spawn } from 'node:child_process';
export function start(command: string, { signal }: { signal?: AbortSignal }) {
  const child = spawn(command);
  signal?.addEventListener('abort', () => child.kill());
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
  return child;
}
export function fetchAlso(url: string, init: RequestInit = {}) {
  const controller = new AbortController();
  init.signal?.addEventListener('abort', () => controller.abort());
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ waitsForAbort
  return fetch(url, { ...init, signal: controller.signal });
}
`),
    },
    {
      name: 'strict: an abort listener that the end of the instance forgets',
      options: strict,
      ...marked(
        `
export class Ticker {
  #timer = setInterval(() => this.pause(), 1000);
  constructor(private readonly signal: AbortSignal) {
    this.signal.addEventListener('abort', () => this.pause());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  pause() {}
  destroy() {
    clearInterval(this.#timer);
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
export class Ticker {
  readonly #onAbort = () => this.pause();
  #timer = setInterval(() => this.pause(), 1000);
  constructor(private readonly signal: AbortSignal) {
    this.signal.addEventListener('abort', this.#onAbort);
  }
  pause() {}
  destroy() {
    clearInterval(this.#timer);
    this.signal.removeEventListener('abort', this.#onAbort);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: the same on what a function is given, which may be waited for once',
      options: strict,
      ...marked(`
import type { EventEmitter } from 'node:events';
export async function read(source: EventEmitter) {
  await new Promise((resolve, reject) => {
    source.once('readable', resolve);
    source.once('error', reject);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ staysWithoutItsEvent
  });
}
`),
    },
    {
      name: 'the other one-shot listeners of a promise stay on what the instance keeps',
      ...marked(`
import type { EventEmitter } from 'node:events';
export class Reader {
  constructor(private source: EventEmitter) {}
  async read() {
    await new Promise((resolve, reject) => {
      this.source.once('readable', resolve);
      this.source.once('end', resolve);
      this.source.once('error', reject);
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ staysWithoutItsEvent
    });
  }
}
`),
    },
    {
      name: 'once does not help when the program has to end first',
      ...marked(
        `
export class Crawler {
  run() {
    process.once('SIGINT', this.stop);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  stop = () => {};
  dispose() { this.run(); }
}
`.replace('dispose() { this.run(); }', 'dispose() { this.stop(); }'),
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
export class Crawler {
  run() {
    process.once('SIGINT', this.stop);
  }
  stop = () => {};
  dispose() { this.stop(); process.off('SIGINT', this.stop); }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a bus that the constructor is given is shared by many',
      ...marked(
        `
export class Badge {
  constructor(private eventBus: NodeJS.EventEmitter) {
    this.eventBus.on('change', this.draw);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  draw = () => {};
  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
export class Badge {
  constructor(private eventBus: NodeJS.EventEmitter) {
    this.eventBus.on('change', this.draw);
  }
  draw = () => {};
  dispose() {
    this.eventBus.off('change', this.draw);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'strict: removed, but not where the instance ends',
      options: strict,
      ...marked(`
export class Drag {
  down() {
    document.addEventListener('mousemove', this.move);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedElsewhere
  }
  up() { document.removeEventListener('mousemove', this.move); }
  move = () => {};
  destroy() {}
}
`),
    },
    {
      name: 'strict: an emitter that the constructor is given',
      options: strict,
      ...marked(
        `
export class Badge {
  constructor(private store: NodeJS.EventEmitter) {
    this.store.on('change', this.draw.bind(this));
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  draw() {}
  dispose() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
export class Badge {
  private readonly boundDraw = this.draw.bind(this);
  constructor(private store: NodeJS.EventEmitter) {
    this.store.on('change', this.boundDraw);
  }
  draw() {}
  dispose() {
    this.store.off('change', this.boundDraw);
  }
}
`
                .replace('private readonly boundDraw', 'readonly #boundDraw')
                .replaceAll('this.boundDraw', 'this.#boundDraw'),
            },
          ],
        },
      ),
    },
    {
      name: 'strict: an instance that nothing ends',
      options: strict,
      ...marked(`
export class Tracker {
  constructor() {
    window.addEventListener('click', () => this.track());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
  }
  track() {}
}
`),
    },
    {
      name: 'strict: each call adds one to the process',
      options: strict,
      ...marked(`
export function createWorker(close: () => void) {
  process.on('SIGINT', () => close());
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ addedAtEachCall
}
`),
    },
  ],
});

untypedRuleTester('espree').run('no-leaked-listener', noLeakedListener, {
  valid: [
    {
      name: 'a message of an extension, at the top level',
      code: `chrome.runtime.onMessage.addListener(() => true);`,
    },
    {
      name: 'jQuery forgets by namespace',
      code: `
export class Menu {
  constructor() { $(window).on('resize.menu', () => this.draw()); }
  draw() {}
  destroy() { $(window).off('.menu'); }
}
`,
    },
  ],
  invalid: [
    {
      name: 'types are missed where a preset counts on them',
      code: 'export {};',
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
    {
      name: 'Vue: a composable that is not told of the end',
      ...marked(
        `
import { onMounted, ref } from 'vue';
export function useMouse() {
  const x = ref(0);
  onMounted(() => x.value++);
  window.addEventListener('blur', () => { x.value = 0; });
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
  return { x };
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              data: { place: '`onUnmounted`' },
              output: `
import { onMounted, ref, onUnmounted } from 'vue';
export function useMouse() {
  const x = ref(0);
  onMounted(() => x.value++);
  const onBlur = () => { x.value = 0; };
  window.addEventListener('blur', onBlur);
  onUnmounted(() => window.removeEventListener('blur', onBlur));
  return { x };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'Svelte: a component that is mounted again',
      ...marked(
        `
import { onMount } from 'svelte';
onMount(() => {
  document.addEventListener('keydown', print);
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
});
function print() {}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
import { onMount } from 'svelte';
onMount(() => {
  document.addEventListener('keydown', print);
  return () => document.removeEventListener('keydown', print);
});
function print() {}
`,
            },
          ],
        },
      ),
    },
  ],
});

untypedRuleTester('typescript').run(
  'no-leaked-listener: replaced targets, other names, single objects',
  noLeakedListener,
  {
    valid: [
      {
        name: 'taken from the old target, and from the last one at the end',
        options: strict,
        code: `
export class View {
  setBus(bus: Bus) {
    this.bus?.off('change', this.draw);
    this.bus = bus;
    bus.on('change', this.draw);
  }
  draw = () => {};
  destroy() { this.bus?.off('change', this.draw); }
}
`,
      },
      {
        name: 'taken away under the name that a state, a field, a command gives it',
        code: `
export class View {
  begin(state: State) {
    const onMove = this.moveHandler(state);
    window.addEventListener('pointermove', onMove);
    state.listeners.onMove = onMove;
  }
  finish(state: State) { window.removeEventListener('pointermove', state.listeners.onMove!); }
  drag = () => {
    document.addEventListener('mouseup', this.stop);
    this.current = this.stop;
  };
  stop = () => {};
  drop() { document.removeEventListener('mouseup', this.current); }
  destroy() {}
}
export async function work(signal: AbortSignal) {
  const value = { abort: { signal, listener: () => {} } };
  signal.addEventListener('abort', value.abort.listener);
  await run(value);
}
export function done(command: Command) { command.abort.signal.removeEventListener('abort', command.abort.listener); }
`,
      },
      {
        name: 'the only object of its kind, and the only instance that main makes',
        code: `
export const ui = {
  start() { window.addEventListener('resize', ui.resize); },
  resize() {},
  stop() {},
};
class Watcher {
  run() { process.on('SIGHUP', () => this.dispose()); }
  dispose() {}
}
async function main() {
  const watcher = new Watcher();
  watcher.run();
}
main();
`,
      },
      {
        name: 'an emitter that gives what takes the listener away',
        options: strict,
        code: `
import { monitor } from './monitor';
export class View {
  constructor(private readonly parts: Parts) {
    const stop = parts.events.addEventListener('move', () => this.draw());
    this.stops.push(stop);
    this.end = monitor.addEventListener('move', () => this.draw());
  }
  draw() {}
  destroy() { for (const stop of this.stops) stop(); this.end(); }
}
`,
      },
    ],
    invalid: [
      {
        name: 'taken from the old target, and the last one keeps it',
        ...marked(`
export class View {
  setBus(bus: Bus) {
    this.bus?.off('change', this.draw);
    this.bus = bus;
    bus.on('change', this.draw);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedElsewhere
  }
  draw = () => {};
  destroy() { this.ended = true; }
}
`),
      },
      {
        name: 'a method that the end calls, and others too, adds it',
        ...marked(`
export class View {
  restart(name: string) {
    window.addEventListener(name, () => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  draw() {}
  stop() { this.restart('resize'); }
}
`),
      },
    ],
  },
);

untypedRuleTester('typescript').run('no-leaked-listener: what begins, and what is dropped', noLeakedListener, {
  valid: [
    {
      name: 'begun in a hook, and removed in another',
      options: strict,
      code: `
import { onMounted, onUnmounted } from 'vue';
export function useWidth(read: () => void) {
  const start = () => { window.addEventListener('resize', read); };
  onMounted(start);
  onUnmounted(() => window.removeEventListener('resize', read));
}
`,
    },
    {
      name: 'Svelte calls what its onMount is given',
      options: strict,
      code: `
import { onMount } from 'svelte';
onMount(() => {
  const read = () => {};
  window.addEventListener('resize', read);
  return () => window.removeEventListener('resize', read);
});
`,
    },
    {
      name: 'a handler of a component takes away what another one adds; a parameter is registered for whoever asks',
      code: `
import { ref } from 'vue';
export function useDrag() {
  const isDragged = ref(false);
  function move() {}
  function up() { document.removeEventListener('mousemove', move); document.removeEventListener('mouseup', up); }
  function down() { document.addEventListener('mousemove', move); document.addEventListener('mouseup', up); }
  return { down, isDragged };
}
export class Hub {
  private offs: (() => void)[] = [];
  listen(name: string, listener: () => void) {
    window.addEventListener(name, listener);
    this.offs.push(() => window.removeEventListener(name, listener));
  }
  dispose() { for (const off of this.offs) off(); }
}
`,
    },
    {
      name: 'what is returned takes it away; a private method that is always given something of the instance',
      options: strict,
      code: `
export function watchWidth(read: () => void) {
  const timer = setInterval(read, 1000);
  window.addEventListener('resize', read);
  return () => {
    clearInterval(timer);
    window.removeEventListener('resize', read);
  };
}
export class Feed {
  private readonly connection = new EventTarget();
  start() { this.#listen(this.connection); }
  #listen(connection: EventTarget) { connection.addEventListener('message', () => this.draw()); }
  draw() {}
  dispose() {}
}
`,
    },
    {
      name: 'once for the program: a flag of the module, a root that nobody disposes',
      options: strict,
      code: `
import { onMounted, ref } from 'vue';
import { createRoot, createSignal } from 'solid-js';
const width = ref(0);
let isListening = false;
export function useWidth() {
  onMounted(() => {
    if (!isListening) {
      isListening = true;
      window.addEventListener('resize', () => { width.value = innerWidth; });
    }
  });
  return width;
}
export const online = createRoot(() => {
  const [isOnline, setOnline] = createSignal(true);
  window.addEventListener('offline', () => setOnline(false));
  return isOnline;
});
`,
    },
  ],
  invalid: [
    {
      name: 'a function that a hook is given',
      ...marked(
        `
import { onMounted } from 'vue';
export function useKeys(read: () => void) {
  const start = () => {
    window.addEventListener('keydown', read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
  };
  onMounted(start);
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
import { onMounted, onUnmounted } from 'vue';
export function useKeys(read: () => void) {
  const start = () => {
    window.addEventListener('keydown', read);
    onUnmounted(() => window.removeEventListener('keydown', read));
  };
  onMounted(start);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a function that a hook calls, and a parameter that no constant could have: no offer',
      ...marked(`
import { onMounted } from 'vue';
export function useKeys(read: () => void) {
  function also() {
    window.addEventListener('keyup', read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
  }
  onMounted(() => {
    also();
    window.addEventListener('mousemove', (event) => read(event));
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
  });
}
`),
    },
    {
      name: 'what is returned ends something else',
      ...marked(`
export function watchWidth(read: () => void) {
  const timer = setInterval(read, 1000);
  window.addEventListener('resize', () => read());
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  return () => clearInterval(timer);
}
`),
    },
    {
      name: 'strict: a private method that is given what others made',
      options: strict,
      ...marked(`
export class Feed {
  constructor(private readonly ruler: EventTarget) {}
  start() { this.listen(this.ruler); }
  private listen(ruler: EventTarget) { ruler.addEventListener('message', () => this.draw()); }
                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  draw() {}
  dispose() {}
}
`),
    },
    {
      name: 'what a hook of the beginning drops removes nothing',
      ...marked(
        `
import { onMounted, ref, watch } from 'vue';
export function useWidth(read: () => void) {
  const isOn = ref(false);
  onMounted(() => {
    window.addEventListener('resize', read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedInVain
    return () => window.removeEventListener('resize', read);
  });
  watch(isOn, () => {
    document.addEventListener('keydown', read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedInVain
    return () => document.removeEventListener('keydown', read);
  });
}
`,
        {
          data: {
            event: "a listener for 'resize'",
            target: 'window',
            end: 'the function that is returned',
            line: '7',
            because: '`onMounted` drops what is returned to it',
          },
        },
        {},
      ),
    },
    {
      name: 'an async effect, a method of React, of Angular',
      ...marked(`
import { Component, useEffect } from 'react';
export function Keys({ read }) {
  useEffect(async () => {
    window.addEventListener('keydown', read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedInVain
    return () => window.removeEventListener('keydown', read);
  }, [read]);
}
export class Width extends Component {
  componentDidMount() {
    const read = () => this.forceUpdate();
    window.addEventListener('resize', read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removedInVain
    return () => window.removeEventListener('resize', read);
  }
}
`),
    },
  ],
});

untypedRuleTester('typescript').run('no-leaked-listener: signals that the owner has', noLeakedListener, {
  valid: [],
  invalid: [
    {
      name: 'a controller that the end aborts: without options, with `capture`, with options',
      ...marked(
        `
export class Keys {
  readonly #controller = new AbortController();
  constructor(read: () => void) {
    document.addEventListener('keydown', () => read(), true);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    window.addEventListener('resize', read, { passive: true });
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    window.addEventListener('load', read, { signal: this.#controller.signal });
  }
  dispose() {
    this.#controller.abort();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'giveSignal',
              data: { signal: 'this.#controller.signal' },
              output: `
export class Keys {
  readonly #controller = new AbortController();
  constructor(read: () => void) {
    document.addEventListener('keydown', () => read(), { capture: true, signal: this.#controller.signal });
    window.addEventListener('resize', read, { passive: true });
    window.addEventListener('load', read, { signal: this.#controller.signal });
  }
  dispose() {
    this.#controller.abort();
  }
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'giveSignal',
              output: `
export class Keys {
  readonly #controller = new AbortController();
  constructor(read: () => void) {
    document.addEventListener('keydown', () => read(), true);
    window.addEventListener('resize', read, { passive: true, signal: this.#controller.signal });
    window.addEventListener('load', read, { signal: this.#controller.signal });
  }
  dispose() {
    this.#controller.abort();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a controller of an element, or of what starts again, is aborted for ever: no offer of its signal',
      ...marked(
        `
export class Keys extends HTMLElement {
  readonly #controller = new AbortController();
  connectedCallback() {
    window.addEventListener('resize', this.#read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  readonly #read = () => {};
  disconnectedCallback() {
    this.#controller.abort();
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
export class Keys extends HTMLElement {
  readonly #controller = new AbortController();
  connectedCallback() {
    window.addEventListener('resize', this.#read);
  }
  readonly #read = () => {};
  disconnectedCallback() {
    this.#controller.abort();
    window.removeEventListener('resize', this.#read);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a controller that the cleanup aborts',
      ...marked(
        `
import { useEffect } from 'react';
export function useKeys(read: () => void) {
  useEffect(() => {
    const controller = new AbortController();
    void fetch('/keys', { signal: controller.signal });
    window.addEventListener('keydown', read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    return () => { controller.abort(); };
  }, [read]);
}
`,
        {
          suggestions: [
            {
              messageId: 'giveSignal',
              output: `
import { useEffect } from 'react';
export function useKeys(read: () => void) {
  useEffect(() => {
    const controller = new AbortController();
    void fetch('/keys', { signal: controller.signal });
    window.addEventListener('keydown', read, { signal: controller.signal });
    return () => { controller.abort(); };
  }, [read]);
}
`,
            },
            {
              messageId: 'removeInEnd',
              output: `
import { useEffect } from 'react';
export function useKeys(read: () => void) {
  useEffect(() => {
    const controller = new AbortController();
    void fetch('/keys', { signal: controller.signal });
    window.addEventListener('keydown', read);
    return () => { controller.abort(); window.removeEventListener('keydown', read); };
  }, [read]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a controller that is aborted again and again is none of the end',
      ...marked(
        `
export class Search {
  private controller = new AbortController();
  constructor(read: () => void) {
    document.addEventListener('keydown', read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  search() {
    this.controller.abort();
    this.controller = new AbortController();
  }
  dispose() {
    this.controller.abort();
  }
}
`,
        {},
      ),
    },
  ],
});

untypedRuleTester('typescript').run('no-leaked-listener: removals that are registered', noLeakedListener, {
  valid: [],
  invalid: [
    {
      name: 'Solid: behind the call, in a hook',
      ...marked(
        `
import { onMount } from 'solid-js';
export function Keys(props) {
  onMount(() => {
    document.addEventListener('keydown', () => props.read());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
  });
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              data: { place: '`onCleanup`' },
              output: `
import { onMount, onCleanup } from 'solid-js';
export function Keys(props) {
  onMount(() => {
    const onKeydown = () => props.read();
    document.addEventListener('keydown', onKeydown);
    onCleanup(() => document.removeEventListener('keydown', onKeydown));
  });
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'Solid: in an effect',
      ...marked(
        `
import { createEffect } from 'solid-js';
export function Keys(props) {
  createEffect(() => {
    window.addEventListener('resize', props.read, true);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
  });
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
import { createEffect, onCleanup } from 'solid-js';
export function Keys(props) {
  createEffect(() => {
    window.addEventListener('resize', props.read, true);
    onCleanup(() => window.removeEventListener('resize', props.read, true));
  });
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the file has another meaning for the name of the hook: no offer',
      ...marked(
        `
import { onMounted } from 'vue';
const onUnmounted = 'unmounted';
export function useKeys(read: () => void) {
  onMounted(() => {
    window.addEventListener('keydown', read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
  });
  return onUnmounted;
}
`,
        {},
      ),
    },
    {
      name: 'behind an `await` a hook finds nobody: no offer',
      ...marked(
        `
import { onMounted } from 'vue';
export function useKeys(read: () => void) {
  onMounted(async () => {
    await read();
    window.addEventListener('keydown', read);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverRemoved
  });
}
`,
        {},
      ),
    },
  ],
});

typedRuleTester('everything').run('no-leaked-listener: ends of a base', noLeakedListener, {
  valid: [
    {
      name: 'registered for the inherited end, removed by what overrides a method of the base, or kept for the program',
      options: strict,
      code: `
declare class Base { dispose(): void; protected _register<T extends { dispose(): void }>(value: T): T; protected clear(): void }
export class Removed extends Base {
  private readonly run = () => console.log('run');
  constructor() { super(); window.addEventListener('resize', this.run); }
  protected override clear(): void { window.removeEventListener('resize', this.run); }
}
export class Registered extends Base {
  constructor() {
    super();
    const run = () => console.log('run');
    window.addEventListener('resize', run);
    this._register({ dispose: () => window.removeEventListener('resize', run) });
  }
}
`,
    },
    {
      name: 'a base of which only the type says that it can be destroyed: recommended is silent',
      code: `
declare class Sprite { destroy(): void }
export class Ball extends Sprite {
  constructor() { super(); window.addEventListener('resize', () => this.destroy()); }
}
`,
    },
    {
      name: 'recommended is silent where an end is inherited and nothing else, and so may never come',
      code: `
declare class Disposable { dispose(): void; protected _register<T extends { dispose(): void }>(value: T): T }
export class Contribution extends Disposable {
  constructor() {
    super();
    window.addEventListener('resize', () => this.draw());
  }
  draw(): void {}
}
`,
    },
    {
      name: 'the one instance of a class, which is kept for the program',
      options: strict,
      code: `
declare class Disposable { dispose(): void }
export class Theme extends Disposable {
  static readonly instance = new Theme();
  constructor() {
    super();
    window.addEventListener('resize', () => this.apply());
  }
  apply(): void {}
}
`,
    },
  ],
  invalid: [
    {
      name: 'strict: not registered, by a class whose base is there for that',
      options: strict,
      ...marked(
        `
declare class Disposable { dispose(): void }
export class View extends Disposable {
  constructor() {
    super();
    window.addEventListener('resize', () => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  draw(): void {}
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
declare class Disposable { dispose(): void }
export class View extends Disposable {
  readonly #onResize = () => this.draw();
  constructor() {
    super();
    window.addEventListener('resize', this.#onResize);
  }
  draw(): void {}

  dispose(): void {
    window.removeEventListener('resize', this.#onResize);
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

untypedRuleTester('espree').run('no-leaked-listener: ends of a base in JavaScript', noLeakedListener, {
  valid: [
    {
      name: 'recommended is silent',
      code: `
import { Disposable } from './disposable.js';
export class View extends Disposable {
  constructor() {
    super();
    window.addEventListener('resize', () => this.draw());
  }
  draw() {}
}
`,
    },
  ],
  invalid: [
    {
      name: 'strict: a base that is named after its end',
      options: strict,
      ...marked(
        `
import { Disposable } from './disposable.js';
export class View extends Disposable {
  constructor() {
    super();
    window.addEventListener('resize', () => this.draw());
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  draw() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'removeInEnd',
              output: `
import { Disposable } from './disposable.js';
export class View extends Disposable {
  #onResize = () => this.draw();
  constructor() {
    super();
    window.addEventListener('resize', this.#onResize);
  }
  draw() {}

  dispose() {
    window.removeEventListener('resize', this.#onResize);
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
