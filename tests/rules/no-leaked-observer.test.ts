import { noLeakedObserver } from '../../src/rules/no-leaked-observer.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const strict = [{ confidence: 'medium' }] as const;

typedRuleTester('everything').run('no-leaked-observer', noLeakedObserver, {
  valid: [
    {
      name: 'a constant that goes into a field, which the end disconnects',
      options: strict,
      code: `
export class Tasks {
  private observer?: PerformanceObserver;
  connect() {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ entryTypes: ['longtask'] });
    this.observer = observer;
  }
  disconnect() {
    this.observer?.disconnect();
    this.observer = undefined;
  }
}
`,
    },
    {
      name: 'disconnected in the cleanup of the effect, or in the end of the instance',
      options: strict,
      code: `
import { useEffect } from 'react';
export function useTheme(read: () => void) {
  useEffect(() => {
    const observer = new MutationObserver(read);
    observer.observe(document.body, { attributes: true });
    return () => observer.disconnect();
  }, [read]);
}
export class Panel {
  private observer = new ResizeObserver(() => {});
  constructor() { this.observer.observe(document.body); }
  destroy() { this.observer.disconnect(); }
}
`,
    },
    {
      name: 'what is watched belongs to the component',
      options: strict,
      code: `
import { useEffect, useRef } from 'react';
export function Box({ draw }: { draw: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new ResizeObserver(draw);
    if (ref.current) observer.observe(ref.current);
  }, [draw]);
  return null;
}
export class Panel {
  private element = document.createElement('p');
  constructor(draw: () => void) { new ResizeObserver(draw).observe(this.element); }
  destroy() {}
}
`,
    },
    {
      name: 'it disconnects itself',
      options: strict,
      code: `
export class Wait {
  constructor(done: () => void) {
    new MutationObserver((_, observer) => { observer.disconnect(); done(); }).observe(document.body, { childList: true });
  }
  destroy() {}
}
`,
    },
    {
      name: 'handed to others, kept for the program, or without an owner',
      options: strict,
      code: `
declare function keep(observer: ResizeObserver): void;
export class Panel {
  constructor() {
    const observer = new ResizeObserver(() => {});
    observer.observe(document.body);
    keep(observer);
  }
  destroy() {}
}
const observer = new ResizeObserver(() => {});
observer.observe(document.body);
export function watch(draw: () => void) { new ResizeObserver(draw).observe(document.body); }
export class Tracker { constructor(draw: () => void) { new ResizeObserver(draw).observe(document.body); } }
`,
    },
    {
      name: 'a class of the same name',
      options: strict,
      code: `
import { useEffect } from 'react';
class ResizeObserver { constructor(f: () => void) { f(); } observe(e: Element) { e.remove(); } }
export function useSize(f: () => void) {
  useEffect(() => { new ResizeObserver(f).observe(document.body); }, [f]);
}
`,
    },
    {
      name: 'an element that the constructor is given: recommended is silent',
      code: `
export class Panel {
  constructor(element: Element, draw: () => void) { new ResizeObserver(draw).observe(element); }
  destroy() {}
}
`,
    },
    {
      name: 'known miss: an observer that is disconnected in code that nobody calls',
      code: `
export class Panel {
  private observer = new ResizeObserver(() => {});
  constructor() { this.observer.observe(document.body); }
  private unused() { this.observer.disconnect(); }
  destroy() {}
}
`,
    },
  ],
  invalid: [
    {
      name: 'a constant that goes into a field, which nothing disconnects',
      ...marked(
        `
export class Tasks {
  private observer?: PerformanceObserver;
  connect() {
    const observer = new PerformanceObserver(() => {});
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    observer.observe({ entryTypes: ['longtask'] });
    this.observer = observer;
  }
  disconnect() {
    console.log('gone');
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'disconnectInEnd',
              data: { place: '`disconnect()`' },
              output: `
export class Tasks {
  private observer?: PerformanceObserver;
  connect() {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ entryTypes: ['longtask'] });
    this.observer = observer;
  }
  disconnect() {
    console.log('gone');
    this.observer?.disconnect();
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
      ...marked(
        `
import { useEffect } from 'react';
export function useTheme(read: () => void) {
  useEffect(() => {
    const observer = new MutationObserver(read);
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~ neverDisconnected
    observer.observe(document.body, { attributes: true });
  }, [read]);
}
`,
        {
          data: { kind: 'a mutation observer', owner: 'the effect' },
          suggestions: [
            {
              messageId: 'disconnectInEnd',
              data: { place: 'the cleanup of the effect' },
              output: `
import { useEffect } from 'react';
export function useTheme(read: () => void) {
  useEffect(() => {
    const observer = new MutationObserver(read);
    observer.observe(document.body, { attributes: true });
    return () => observer.disconnect();
  }, [read]);
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the end of the element empties the field: disconnected before that',
      ...marked(
        `
export class TreeView extends HTMLElement {
  #observer?: MutationObserver;
  connectedCallback() {
    this.#observer = new MutationObserver(() => this.remove());
                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    this.#observer.observe(document.body, { childList: true });
  }
  disconnectedCallback() {
    this.#observer = undefined;
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'disconnectInEnd',
              output: `
export class TreeView extends HTMLElement {
  #observer?: MutationObserver;
  connectedCallback() {
    this.#observer = new MutationObserver(() => this.remove());
    this.#observer.observe(document.body, { childList: true });
  }
  disconnectedCallback() {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'the end of the instance forgets it',
      ...marked(
        `
export class Panel {
  private observer: ResizeObserver;
  constructor(draw: () => void) {
    this.observer = new ResizeObserver(draw);
                    ~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    this.observer.observe(document.body);
    new PerformanceObserver(draw).observe({ type: 'longtask' });
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  destroy() {
    console.log('destroyed');
  }
}
`,
        {
          data: { kind: 'a resize observer', owner: 'this instance', end: '`destroy()`' },
          suggestions: [
            {
              messageId: 'disconnectInEnd',
              output: `
export class Panel {
  private observer: ResizeObserver;
  constructor(draw: () => void) {
    this.observer = new ResizeObserver(draw);
    this.observer.observe(document.body);
    new PerformanceObserver(draw).observe({ type: 'longtask' });
  }
  destroy() {
    console.log('destroyed');
    this.observer?.disconnect();
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a promise waits for the page, and nobody holds the observer',
      ...marked(`
export const appeared = (selector: string, root: Node = document.body) =>
  new Promise<void>((resolve) => {
    new MutationObserver(() => { if (document.querySelector(selector)) resolve(); }).observe(root, { childList: true });
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverDisconnected
  });
`),
    },
    {
      name: 'strict: an element that the constructor is given, and one that a promise waits for',
      options: strict,
      ...marked(`
export class Panel {
  constructor(element: Element, draw: () => void) {
    new ResizeObserver(draw).observe(element);
    ~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  }
  destroy() {}
}
export const appeared = (parent: Element) =>
  new Promise<void>((resolve) => {
    new MutationObserver(() => resolve()).observe(parent, { childList: true });
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ neverDisconnected
  });
`),
    },
  ],
});

untypedRuleTester('espree').run('no-leaked-observer', noLeakedObserver, {
  valid: [{ name: 'no observer at all', code: `export const a = new Map();` }],
  invalid: [
    {
      name: 'types are missed where a preset counts on them',
      code: 'export {};',
      settings: { leaks: { types: 'required' } },
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
  ],
});

untypedRuleTester('typescript').run('no-leaked-observer: objects and prototypes', noLeakedObserver, {
  valid: [
    {
      name: 'disconnected by a method of the object, of the prototype, of the component',
      code: `
export const makePage = (read) => ({
  begin() { this.observer = new MutationObserver(read); this.observer.observe(document.body, { childList: true }); },
  destroy() { this.observer.disconnect(); },
});
export function Page(read) {
  this.observer = new MutationObserver(read);
  this.observer.observe(document, { childList: true });
}
Page.prototype.destroy = function () { this.observer.disconnect(); };
export default {
  mounted() { this.observer = new MutationObserver(this.read); this.observer.observe(document.body, { childList: true }); },
  beforeUnmount() { this.observer.disconnect(); },
};
`,
    },
  ],
  invalid: [
    {
      name: 'the end of an object, of a prototype, of a component forgets it',
      ...marked(`
export const makePage = (read) => ({
  begin() {
    this.observer = new MutationObserver(read);
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    this.observer.observe(document.body, { childList: true });
  },
  destroy() { this.isOver = true; },
});
export function Page(read) {
  this.observer = new MutationObserver(read);
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
  this.observer.observe(document, { childList: true });
}
Page.prototype.destroy = function () { this.isOver = true; };
export default {
  mounted() {
    this.observer = new MutationObserver(this.read);
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ forgotten
    this.observer.observe(document.body, { childList: true });
  },
  beforeUnmount() { this.isOver = true; },
};
`),
    },
  ],
});
