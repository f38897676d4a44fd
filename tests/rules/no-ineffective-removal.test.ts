import { noIneffectiveRemoval } from '../../src/rules/no-ineffective-removal.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const jsx = { parserOptions: { ecmaFeatures: { jsx: true } } };

typedRuleTester('everything').run('no-ineffective-removal', noIneffectiveRemoval, {
  valid: [
    {
      name: 'the same function is removed',
      code: `
export function watch(run: () => void) {
  window.addEventListener('resize', run);
  return () => window.removeEventListener('resize', run);
}
`,
    },
    {
      name: 'a field that was bound once',
      code: `
export class View {
  private onResize = this.resize.bind(this);
  constructor() { window.addEventListener('resize', this.onResize); }
  resize() {}
  destroy() { window.removeEventListener('resize', this.onResize); }
}
`,
    },
    {
      name: 'a method that the constructor replaces by its bound self',
      code: `
export class View {
  constructor() {
    this.resize = this.resize.bind(this);
    window.addEventListener('resize', this.resize);
  }
  resize() {}
  destroy() { window.removeEventListener('resize', this.resize); }
}
`,
    },
    {
      name: 'an object that handles events itself',
      code: `
export class View {
  constructor(private element: Element) { element.addEventListener('click', this); }
  handleEvent() {}
  destroy() { this.element.removeEventListener('click', this); }
}
`,
    },
    {
      name: 'a list of events, and a table of handlers',
      code: `
const names = ['keydown', 'keyup'] as const;
export function watch(run: () => void, table: Record<string, () => void>) {
  for (const name of names) window.addEventListener(name, run);
  Object.entries(table).forEach(([name, run]) => window.addEventListener(name, run));
  return () => {
    names.forEach((name) => window.removeEventListener(name, run));
    for (const [name, run] of Object.entries(table)) window.removeEventListener(name, run);
  };
}
`,
    },
    {
      name: 'the event is removed by one name of several, the others elsewhere',
      code: `
export function drag(move: () => void) {
  document.addEventListener('pointermove', move);
  return () => {
    document.removeEventListener('mousemove', move);
    document.removeEventListener('pointermove', move);
  };
}
`,
    },
    {
      name: 'the handler is also given to an element, so that another event is not known to be wrong',
      code: `
import * as React from 'react';
export function Box({ move }: { move: (event: unknown) => void }) {
  React.useEffect(() => {
    document.addEventListener('pointermove', move);
    return () => document.removeEventListener('mousemove', move);
  }, [move]);
  return <div onMouseMove={move} />;
}
`,
      languageOptions: jsx,
    },
    {
      name: 'options that do not count: passive, once',
      code: `
export function watch(run: () => void) {
  window.addEventListener('scroll', run, { passive: true });
  return () => window.removeEventListener('scroll', run);
}
`,
    },
    {
      name: 'options that are not known',
      code: `
export function watch(run: () => void, options: AddEventListenerOptions) {
  window.addEventListener('scroll', run, options);
  return () => window.removeEventListener('scroll', run, true);
}
`,
    },
    {
      name: 'the same capture, written in two ways',
      code: `
export function watch(run: () => void) {
  window.addEventListener('scroll', run, { capture: true, passive: true });
  return () => window.removeEventListener('scroll', run, true);
}
`,
    },
    {
      name: 'a name that may have the value of the text',
      code: `
enum Events { Data = 'data' }
export function pipe(source: NodeJS.EventEmitter, run: () => void) {
  source.on(Events.Data, run);
  return () => source.off('data', run);
}
`,
    },
    {
      name: 'all listeners of an event',
      code: `
export function reset(source: NodeJS.EventEmitter) {
  source.on('data', () => {});
  source.removeAllListeners('data');
  source.removeAllListeners();
}
`,
    },
    {
      name: 'off with a callback means something else',
      code: `
export function wire(light: { on(f: () => void): void; off(f: () => void): void }) {
  light.on(() => {});
  light.off(() => {});
}
`,
    },
    {
      name: 'a function that is looked up',
      code: `
export function wire(handlers: Map<string, () => void>) {
  window.addEventListener('resize', handlers.get('resize')!);
  return () => window.removeEventListener('resize', handlers.get('resize')!);
}
`,
    },
    {
      name: 'removed before it is added again, from a loop or a closure',
      code: `
export function retry(source: NodeJS.EventEmitter) {
  const run = () => {
    source.off('data', run);
    source.on('data', run);
  };
  run();
}
`,
    },
    {
      name: 'a guard that asks rightly, and one that sets the listener first',
      code: `
export class View {
  listener: (() => void) | null = null;
  start() {
    if (!this.listener) {
      this.listener = () => {};
      window.removeEventListener('resize', this.listener);
      window.addEventListener('resize', this.listener);
    }
  }
  stop() {
    if (this.listener) window.removeEventListener('resize', this.listener);
  }
}
`,
    },
    {
      name: 'off passes on to off',
      code: `
export class Bus {
  constructor(private emitter: NodeJS.EventEmitter) {}
  on(name: string, run: () => void) { this.emitter.on(name, run); }
  off(name: string, run: () => void) { this.emitter.off(name, run); }
}
`,
    },
    {
      name: 'window under its other names',
      code: `
export function watch(run: () => void) {
  addEventListener('resize', run);
  return () => globalThis.removeEventListener('resize', run);
}
`,
    },
    {
      name: 'a target that is renamed',
      code: `
export class View {
  target = document.createElement('p');
  start(run: () => void) {
    const { target } = this;
    target.addEventListener('click', run);
    const same = this.target;
    return () => same.removeEventListener('click', run);
  }
}
`,
    },
    {
      name: 'a media query that is kept',
      code: `
export function watch(run: () => void) {
  const query = matchMedia('print');
  query.addListener(run);
  return () => query.removeListener(run);
}
`,
    },
    {
      name: 'a clean-up that adds to something else',
      code: `
export function swap(run: () => void) {
  window.addEventListener('blur', run);
  return () => {
    window.removeEventListener('blur', run);
    window.addEventListener('focus', run);
  };
}
`,
    },
    {
      name: 'removed with and without capture; toggled by what takes the other away',
      code: `
interface Bus { on(name: string, run: () => void): void; off(name: string, run: () => void): void }
export function both(element: HTMLElement, run: () => void) {
  element.addEventListener('click', run, true);
  return () => { element.removeEventListener('click', run); element.removeEventListener('click', run, true); };
}
export class Switch {
  constructor(private bus: Bus) {}
  attach() { this.bus.on('data', this.read); this.bus.off('idle', this.wake); }
  detach() { this.bus.off('data', this.read); this.bus.on('idle', this.wake); }
  read = () => {};
  wake = () => {};
}
`,
    },
    {
      name: 'a listener alone, where the file names no event either, or what is given may be a name',
      code: `
interface Bus { on(name: string, run: () => void): void; off(...given: unknown[]): void }
export function listen(bus: Bus, other: Bus, name: string) {
  const run = () => { bus.off(run); };
  bus.on('data', run);
  other.off('data', run);
  bus.off(name);
}
`,
    },
    {
      name: 'added again by what is named as the undoing of something else, elsewhere, of another target or event',
      code: `
interface Bus { on(name: string, run: () => void): void }
export class Keys {
  constructor(private bus: Bus, private spare: Bus) {}
  registerKeys() { this.bus.on('down', this.run); }
  unregisterMouse() { this.bus.on('down', this.run); }
  bindIdle() { this.bus.on('idle', this.run); }
  unbindIdle() { this.bus.on('busy', this.run); }
  attach() { this.bus.on('up', this.run); }
  detach() { this.spare.on('up', this.run); }
  connect() { this.bus.on('data', this.run); }
  disconnect() { this.bus = this.spare; this.bus.on('data', this.run); }
  run = () => {};
}
export class Mouse {
  constructor(private bus: Bus) {}
  unregisterKeys() { this.bus.on('down', this.run); }
  run = () => {};
}
`,
    },
    {
      name: 'added by the undoing for the next time, and removed by both',
      code: `
interface Bus { on(name: string, run: () => void): void; off(name: string, run: () => void): void }
export class Keys {
  constructor(private bus: Bus) {}
  open() { this.bus.on('down', this.run); }
  close() { this.bus.on('down', this.run); }
  dispose() { this.bus.off('down', this.run); }
  run = () => {};
}
`,
    },
  ],
  invalid: [
    {
      name: 'a listener where the name of the event belongs',
      ...marked(
        `
interface Bus { on(name: string, run: () => void): void; off(...given: unknown[]): void }
export class Uploads {
  constructor(private bus: Bus) {}
  fail = () => {};
  start() {
    const remove = () => { this.bus.off(remove); };
                                        ~~~~~~ namesNoEvent
    this.bus.on('removed', remove);
    this.bus.on('fail', this.fail);
  }
  stop() { this.bus.off('fail', this.fail); }
}
`,
        {
          suggestions: [
            {
              messageId: 'nameAddedEvent',
              data: { text: "'removed'" },
              output: `
interface Bus { on(name: string, run: () => void): void; off(...given: unknown[]): void }
export class Uploads {
  constructor(private bus: Bus) {}
  fail = () => {};
  start() {
    const remove = () => { this.bus.off('removed', remove); };
    this.bus.on('removed', remove);
    this.bus.on('fail', this.fail);
  }
  stop() { this.bus.off('fail', this.fail); }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'what is named as the undoing of another function adds what that one has added',
      ...marked(
        `
interface Bus { on(name: string, run: () => void): void; off(name: string, run: () => void): void }
export class Keys {
  constructor(private bus: Bus) {}
  registerListeners() { this.bus.on('down', this.run); }
  unregisterListeners() { this.bus.on('down', this.run); }
                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ addsAgain
  run = () => {};
}
`,
        {
          suggestions: [
            {
              messageId: 'callRemoval',
              data: { text: 'off' },
              output: `
interface Bus { on(name: string, run: () => void): void; off(name: string, run: () => void): void }
export class Keys {
  constructor(private bus: Bus) {}
  registerListeners() { this.bus.on('down', this.run); }
  unregisterListeners() { this.bus.off('down', this.run); }
  run = () => {};
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'what takes the others away adds one again',
      ...marked(
        `
interface Bus { on(name: string, run: () => void, self?: unknown): void; off(name: string, run: () => void, self?: unknown): void }
export class Controller {
  constructor(private bus: Bus) {}
  register() {
    this.bus.on('loaded', this.load, this);
    this.bus.on('failed', this.fail, this);
  }
  unregister() {
    this.bus.off('loaded', this.load, this);
    this.bus.on('failed', this.fail, this);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ addsAgain
  }
  load() {}
  fail() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'callRemoval',
              output: `
interface Bus { on(name: string, run: () => void, self?: unknown): void; off(name: string, run: () => void, self?: unknown): void }
export class Controller {
  constructor(private bus: Bus) {}
  register() {
    this.bus.on('loaded', this.load, this);
    this.bus.on('failed', this.fail, this);
  }
  unregister() {
    this.bus.off('loaded', this.load, this);
    this.bus.off('failed', this.fail, this);
  }
  load() {}
  fail() {}
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'another capture on targets that a loop names',
      ...marked(
        `
const press = (event: Event) => console.log(event.type);
export function update(documents: Document[]) {
  documents.forEach((page) => page.body.removeEventListener('pointerdown', press));
                              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ otherCapture
  documents.forEach((page) => page.body.addEventListener('pointerdown', press, { capture: true }));
}
`,
        {
          suggestions: [
            {
              messageId: 'passSameCapture',
              output: `
const press = (event: Event) => console.log(event.type);
export function update(documents: Document[]) {
  documents.forEach((page) => page.body.removeEventListener('pointerdown', press, true));
  documents.forEach((page) => page.body.addEventListener('pointerdown', press, { capture: true }));
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an object that handles events, with another capture',
      ...marked(
        `
export class Menu {
  node = document.createElement('div');
  handleEvent() {}
  attach() { this.node.ownerDocument.addEventListener('pointerdown', this, true); }
  detach() { this.node.ownerDocument.removeEventListener('pointerdown', this); }
             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ otherCapture
}
`,
        {
          suggestions: [
            {
              messageId: 'passSameCapture',
              output: `
export class Menu {
  node = document.createElement('div');
  handleEvent() {}
  attach() { this.node.ownerDocument.addEventListener('pointerdown', this, true); }
  detach() { this.node.ownerDocument.removeEventListener('pointerdown', this, true); }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'an inline function: the one that was added is named',
      ...marked(
        `
export function watch(run: () => void) {
  window.addEventListener('resize', run);
  return () => window.removeEventListener('resize', () => run());
                                                    ~~~~~~~~~~~ removesNewFunction
}
`,
        {
          data: { method: 'removeEventListener', line: ' on line 3' },
          suggestions: [
            {
              messageId: 'passAddedListener',
              data: { text: 'run' },
              output: `
export function watch(run: () => void) {
  window.addEventListener('resize', run);
  return () => window.removeEventListener('resize', run);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'bound again in a class',
      ...marked(
        `
export class Connection {
  count = 0;
  constructor() {
    window.addEventListener('online', this.connect.bind(this));
  }
  connect() {
    this.count++;
  }
  destroy() {
    window.removeEventListener('online', this.connect.bind(this));
                                         ~~~~~~~~~~~~~~~~~~~~~~~ removesNewFunction
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'nameListener',
              data: { text: 'this.#boundConnect' },
              output: `
export class Connection {
  readonly #boundConnect = this.connect.bind(this);
  count = 0;
  constructor() {
    window.addEventListener('online', this.#boundConnect);
  }
  connect() {
    this.count++;
  }
  destroy() {
    window.removeEventListener('online', this.#boundConnect);
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'bound when it was added, and not when it is removed',
      ...marked(
        `
export class Provider {
  private count = 0;
  constructor(private socket: NodeJS.EventEmitter) {
    socket.on('open', this.onOpen.bind(this));
  }
  onOpen() {
    this.count++;
  }
  destroy() {
    this.socket.off('open', this.onOpen);
                            ~~~~~~~~~~~ removesOtherFunction
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'nameListener',
              output: `
export class Provider {
  private boundOnOpen = this.onOpen.bind(this);
  private count = 0;
  constructor(private socket: NodeJS.EventEmitter) {
    socket.on('open', this.boundOnOpen);
  }
  onOpen() {
    this.count++;
  }
  destroy() {
    this.socket.off('open', this.boundOnOpen);
  }
}
`.replace('private boundOnOpen', 'private readonly boundOnOpen'),
            },
          ],
        },
      ),
    },
    {
      name: 'an effect removes another function than it added',
      languageOptions: jsx,
      ...marked(
        `
import { useEffect } from 'react';
export function useResize(run: () => void) {
  useEffect(() => {
    window.addEventListener('resize', () => run());
    return () => {
      window.removeEventListener('resize', () => run());
                                           ~~~~~~~~~~~ removesNewFunction
    };
  }, [run]);
}
`,
        {
          suggestions: [
            {
              messageId: 'nameListener',
              data: { text: 'onResize' },
              output: `
import { useEffect } from 'react';
export function useResize(run: () => void) {
  useEffect(() => {
    const onResize = () => run();
    window.addEventListener('resize', onResize);
    return () => {
      window.removeEventListener('resize', onResize);
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
      name: 'a function that only the removal knows; no edit where it is not known what was added',
      ...marked(`
export function stop(target: EventTarget) {
  const run = () => {};
  target.removeEventListener('click', run);
                                      ~~~ removesUnknownFunction
}
`),
    },
    {
      name: 'an inline function, for an event to which nothing of the file listens',
      ...marked(`
export function stop(target: EventTarget) {
  target.removeEventListener('click', () => {});
                                      ~~~~~~~~ removesUnknownFunction
}
`),
    },
    {
      name: 'made anew at each call, and removed before it is added',
      ...marked(`
export function listen(button: HTMLElement, id: number) {
  const run = () => console.log(id);
  button.removeEventListener('click', run);
                                      ~~~ removesNewFunction
  button.addEventListener('click', run);
}
export function toggle(button: HTMLElement, isOn: boolean) {
  const run = () => console.log(isOn);
  if (isOn) button.addEventListener('click', run);
  else button.removeEventListener('click', run);
                                           ~~~ removesNewFunction
}
`),
    },
    {
      name: 'another capture',
      ...marked(
        `
export function watch(run: () => void) {
  document.addEventListener('scroll', run, true);
  window.addEventListener('blur', run, { passive: true });
  return () => {
    document.removeEventListener('scroll', run);
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ otherCapture
    window.removeEventListener('blur', run, true);
                                            ~~~~ otherCapture
  };
}
`,
        {
          suggestions: [
            {
              messageId: 'passSameCapture',
              data: { text: 'true' },
              output: `
export function watch(run: () => void) {
  document.addEventListener('scroll', run, true);
  window.addEventListener('blur', run, { passive: true });
  return () => {
    document.removeEventListener('scroll', run, true);
    window.removeEventListener('blur', run, true);
  };
}
`,
            },
          ],
        },
        {
          suggestions: [
            {
              messageId: 'passSameCapture',
              data: { text: 'false' },
              output: `
export function watch(run: () => void) {
  document.addEventListener('scroll', run, true);
  window.addEventListener('blur', run, { passive: true });
  return () => {
    document.removeEventListener('scroll', run);
    window.removeEventListener('blur', run);
  };
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'another event',
      ...marked(
        `
export function drag(move: () => void) {
  document.addEventListener('pointermove', move);
  return () => document.removeEventListener('mousemove', move);
                                            ~~~~~~~~~~~ otherEvent
}
`,
        {
          data: { event: "'pointermove'", method: 'removeEventListener', line: ' on line 3' },
          suggestions: [
            {
              messageId: 'nameAddedEvent',
              data: { text: "'pointermove'" },
              output: `
export function drag(move: () => void) {
  document.addEventListener('pointermove', move);
  return () => document.removeEventListener('pointermove', move);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'another target',
      ...marked(
        `
export function watch(run: () => void) {
  window.addEventListener('keydown', run);
  return () => document.removeEventListener('keydown', run);
               ~~~~~~~~ otherTarget
}
`,
        {
          suggestions: [
            {
              messageId: 'useAddedTarget',
              data: { text: 'window' },
              output: `
export function watch(run: () => void) {
  window.addEventListener('keydown', run);
  return () => window.removeEventListener('keydown', run);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a new media query',
      ...marked(`
export function watch(run: () => void) {
  window.matchMedia('print').addEventListener('change', run);
  return () => window.matchMedia('print').removeEventListener('change', run);
               ~~~~~~~~~~~~~~~~~~~~~~~~~~ newTarget
}
`),
    },
    {
      name: 'the clean-up of an effect adds again',
      languageOptions: jsx,
      ...marked(
        `
import { useEffect } from 'react';
export function useResize(run: () => void) {
  useEffect(() => {
    window.addEventListener('resize', run, { passive: true });
    return () => window.addEventListener('resize', run, { passive: true });
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ addsAgain
  }, [run]);
}
`,
        {
          suggestions: [
            {
              messageId: 'callRemoval',
              data: { text: 'removeEventListener' },
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
      name: 'off that calls on',
      ...marked(
        `
export class Bus {
  constructor(private emitter: NodeJS.EventEmitter) {}
  on(name: string, run: () => void) { this.emitter.on(name, run); }
  off(name: string, run: () => void) { this.emitter.on(name, run); }
                                       ~~~~~~~~~~~~~~~~~~~~~~~~~~ addsAgain
}
`,
        {
          data: { method: 'on', removal: 'off' },
          suggestions: [
            {
              messageId: 'callRemoval',
              output: `
export class Bus {
  constructor(private emitter: NodeJS.EventEmitter) {}
  on(name: string, run: () => void) { this.emitter.on(name, run); }
  off(name: string, run: () => void) { this.emitter.off(name, run); }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a guard that asks the wrong way round',
      ...marked(
        `
export class View {
  listener?: () => void;
  destroy() {
    if (!this.listener) {
      window.removeEventListener('resize', this.listener!);
                                           ~~~~~~~~~~~~~~ guardInverted
    }
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'invertGuard',
              output: `
export class View {
  listener?: () => void;
  destroy() {
    if (this.listener) {
      window.removeEventListener('resize', this.listener!);
    }
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

untypedRuleTester('espree').run('no-ineffective-removal', noIneffectiveRemoval, {
  valid: [
    {
      name: 'jQuery takes a namespace',
      code: `
export function wire($, run) {
  $(window).on('resize.view', run);
  return () => $(window).off('resize.view', run);
}
`,
    },
    {
      name: 'no call at all of this kind',
      code: `export const on = (a, b) => a + b; on('a', 'b');`,
    },
    {
      name: 'a helper is given the target',
      code: `
import { on, off } from './events.js';
export function wire(target, run) {
  on(target, 'resize', run);
  return () => off(target, 'resize', run);
}
`,
    },
    {
      name: 'a member that an unseen base, a mixin or other names may give',
      code: `
import { Base } from './base.js';
export class OfBase extends Base {
  start() { window.addEventListener('resize', this.resized); }
  stop() { window.removeEventListener('resize', this.onResize); }
}
export class Mixed {
  constructor(members) { Object.assign(this, members); }
  start() { window.addEventListener('resize', this.resized); }
  stop() { window.removeEventListener('resize', this.onResize); }
}
export class Computed {
  constructor(names) { for (const name of names) this[name] = () => {}; }
  start() { window.addEventListener('resize', this.resized); }
  stop() { window.removeEventListener('resize', this.onResize); }
}
`,
    },
    {
      name: 'a member that is given somewhere',
      code: `
export class View {
  start() { window.addEventListener('resize', this.resized); }
  stop() { window.removeEventListener('resize', this.onResize); }
  resized() {}
}
export const prepare = (view) => { view.onResize = view.resized; };
export function changes(editor, changed) {
  editor.on('change', editor[changed]);
  return () => editor.off('change', editor.listener);
}
`,
    },
    {
      name: 'another removal takes it away',
      code: `
export class View {
  start() { window.addEventListener('resize', this.resized); }
  stop() {
    window.removeEventListener('resize', this.resized);
    window.removeEventListener('resize', this.oldResized);
  }
  resized() {}
}
`,
    },
    {
      name: 'known miss: a function that each rendering of a component makes anew',
      code: `
export function Dialog({ open }) {
  const close = () => {};
  const show = () => document.addEventListener('click', close);
  const hide = () => document.removeEventListener('click', close);
  return open ? show : hide;
}
`,
    },
  ],
  invalid: [
    {
      name: 'a class of JavaScript with CRLF',
      ...marked(
        "class A {\r\n  constructor(bus) { this.bus = bus; this.bus.on('x', () => this.run()); }\r\n  run() {}\r\n  close() { this.bus.removeListener('x', () => this.run()); }\r\n                                         ~~~~~~~~~~~~~~~~ removesNewFunction\n}\r\nexport { A };",
        {
          suggestions: [
            {
              messageId: 'nameListener',
              output:
                "class A {\r\n  #onX = () => this.run();\r\n  constructor(bus) { this.bus = bus; this.bus.on('x', this.#onX); }\r\n  run() {}\r\n  close() { this.bus.removeListener('x', this.#onX); }\r\n}\r\nexport { A };",
            },
          ],
        },
      ),
    },
    {
      name: 'a member that has no value',
      ...marked(
        `
export class View {
  constructor() { this.resized = () => this.draw(); }
  start() { window.addEventListener('resize', this.resized); }
  stop() { window.removeEventListener('resize', this._onResize); }
                                                ~~~~~~~~~~~~~~ removesUnwritten
  draw() {}
}
`,
        {
          suggestions: [
            {
              messageId: 'passAddedListener',
              output: `
export class View {
  constructor() { this.resized = () => this.draw(); }
  start() { window.addEventListener('resize', this.resized); }
  stop() { window.removeEventListener('resize', this.resized); }
  draw() {}
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a name in place of the key of that name',
      ...marked(
        `
const changed = Symbol('changed');
export function wire(editor, run) {
  editor.off('change', editor.changed);
                       ~~~~~~~~~~~~~~ removesUnwritten
  editor[changed] = () => run(editor);
  editor.on('change', editor[changed]);
}
`,
        {
          suggestions: [
            {
              messageId: 'passAddedListener',
              output: `
const changed = Symbol('changed');
export function wire(editor, run) {
  editor.off('change', editor[changed]);
  editor[changed] = () => run(editor);
  editor.on('change', editor[changed]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'nothing to remove is given',
      ...marked(`
export function stop() {
  removeEventListener('resize');
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ removesNothing
  window.removeEventListener('resize', undefined);
                                       ~~~~~~~~~ removesNothing
}
`),
    },
    {
      name: 'a debounced function is another one each time',
      ...marked(
        `
import { debounce } from 'lodash-es';
export function wire(run) {
  window.addEventListener('resize', debounce(run, 100));
  return () => window.removeEventListener('resize', run);
                                                    ~~~ removesOtherFunction
}
`,
        {
          suggestions: [
            {
              messageId: 'nameListener',
              output: `
import { debounce } from 'lodash-es';
export function wire(run) {
  const onResize = debounce(run, 100);
  window.addEventListener('resize', onResize);
  return () => window.removeEventListener('resize', onResize);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'types are missed where a preset counts on them',
      code: 'export {};',
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});
