import { requireSuperDispose } from '../../src/rules/require-super-dispose.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

const base = `
class Base {
  protected timer = setInterval(() => {}, 1000);
  dispose(): void { clearInterval(this.timer); }
  [Symbol.dispose](): void { this.dispose(); }
}
`;
const asyncBase = `
class Base {
  protected handle = { close: async (): Promise<void> => {} };
  async dispose(): Promise<void> { await this.handle.close(); }
}
`;
const declared = `
declare class Base { dispose(): void; disconnectedCallback?(): void; close(force: boolean): void; destroy(reason: string): this }
`;

typedRuleTester().run('require-super-dispose', requireSuperDispose, {
  valid: [
    {
      name: 'all that the base ends the override ends too: the base asks first, or is given what it calls',
      code: `
declare function isThere(value: unknown): boolean;
declare function endAll(parts: { end(): void }[]): void;
declare class Registration { constructor(end: () => void); dispose(): void; }
export class Updates {
  protected updates?: { unsubscribe(): void };
  ngOnDestroy() {
    if (isThere(this.updates)) {
      this.updates?.unsubscribe();
    }
  }
}
export class Bitstreams extends Updates {
  override ngOnDestroy() { if (this.updates) this.updates.unsubscribe(); }
}
export class Temporary extends Registration {
  private readonly parts: { end(): void }[] = [];
  private readonly others: { end(): void }[] = [];
  constructor() { super(() => endAll(this.parts)); }
  override dispose() {
    endAll(this.parts);
    endAll(this.others);
  }
}
`,
    },
    {
      name: 'the override does itself what the base would',
      code: `
interface Ended { next(): void; complete(): void }
abstract class Ending {
  protected readonly ended!: Ended;
  ngOnDestroy(): void {
    this.ended.next();
    this.ended.complete(); // for all
  }
}
export class A extends Ending { override ngOnDestroy() { this.ended.next(); this.ended.complete(); } }
export class B extends Ending { override ngOnDestroy() { this.ended.next(); } }
`,
    },
    {
      name: 'called: last, first, in finally, in a branch, by another name of the end',
      code: `${base}
export class A extends Base { override dispose() { console.log('a'); super.dispose(); } }
export class B extends Base { override dispose() { try { console.log('b'); } finally { super.dispose(); } } }
export class C extends Base { override dispose() { super[Symbol.dispose](); } }
export class D extends Base { override dispose() { if (this.timer) super.dispose(); } }
export class E extends Base { override dispose() { Base.prototype.dispose.call(this); } }
`,
    },
    {
      name: 'the override does to the members of the base what the base would do',
      code: `
class Loading {
  protected readonly ended = { next() {}, complete() {} };
  destroy() { this.ended.next(); this.ended.complete(); }
}
export class Page extends Loading {
  override destroy() { this.ended.next(); }
}
`,
    },
    {
      name: 'called by a helper, in an arrow function, by another teardown that this one calls',
      code: `${base}
export class A extends Base { #end() { super.dispose(); } override dispose() { this.#end(); } }
export class B extends Base { private end = () => { super.dispose(); }; override dispose() { queueMicrotask(this.end); } }
export class C extends Base { override [Symbol.dispose]() { this.dispose(); } override dispose() { super.dispose(); } }
export class D extends Base { override dispose() { [1].forEach(() => super.dispose()); } }
`,
    },
    {
      name: 'the base does nothing, only promises, refuses, or has no such method',
      code: `
abstract class Empty { dispose(): void {} abstract destroy(): void; teardown(): void { throw new Error('not implemented'); } }
export class A extends Empty { dispose() { console.log('a'); } destroy() { console.log('a'); } override teardown() { console.log(this); } }
interface Hooks { ngOnDestroy?(): void }
interface Component extends Hooks {}
class Component {}
export class B extends Component { ngOnDestroy() { console.log('b'); } }
export class C extends Map<string, string> { dispose() { this.clear(); } }
`,
    },
    {
      name: 'a base of which nothing is known',
      code: `
declare function mixin(): any;
export class A extends mixin() { dispose() { console.log('a'); } }
`,
    },
    {
      name: 'the base calls this one: it was given to its constructor',
      code: `${base}
class Caller { constructor(private readonly end: () => void) {} dispose(): void { this.end(); } }
export class A extends Caller { constructor() { super(() => this.dispose()); } override dispose() { console.log('a'); } }
`,
    },
    {
      name: 'an override that refuses; a static method; one that only has the name',
      code: `${base}
export class A extends Base { override dispose(): never { throw new Error('shared'); } }
class Statics { static dispose() { console.log(this); } }
export class B extends Statics { static override dispose() { console.log('b'); } }
`,
    },
    {
      name: 'names that may mean less than the end: only the strict presets ask',
      code: `
class Base { protected n = 0; stop(): void { this.n = 0; } close(): void { this.n = 1; } }
export class A extends Base { override stop() { console.log('a'); } override close() { console.log('a'); } }
`,
    },
  ],
  invalid: [
    {
      name: 'the override does only a part of what the base would, or the base does something else too',
      ...marked(`
interface Ended { next(): void; complete(): void }
abstract class Ending {
  protected readonly ended!: Ended;
  protected readonly other!: Ended;
  protected timer = 0;
  destroy(): void { this.ended.next(); this.other.next(); }
  dispose(): void { this.ended.next(); clearInterval(this.timer); }
}
export class A extends Ending { override destroy() { this.ended.next(); } }
                                         ~~~~~~~ superNotCalled
export class B extends Ending { override dispose() { this.ended.next(); } }
                                         ~~~~~~~ superNotCalled
`),
      output: `
interface Ended { next(): void; complete(): void }
abstract class Ending {
  protected readonly ended!: Ended;
  protected readonly other!: Ended;
  protected timer = 0;
  destroy(): void { this.ended.next(); this.other.next(); }
  dispose(): void { this.ended.next(); clearInterval(this.timer); }
}
export class A extends Ending { override destroy() { this.ended.next(); super.destroy(); } }
export class B extends Ending { override dispose() { this.ended.next(); super.dispose(); } }
`,
    },
    {
      name: 'not called: the call is written as the last step',
      ...marked(
        `${base}
export class A extends Base {
  readonly #other = setInterval(() => {}, 10);
  override dispose() {
           ~~~~~~~ superNotCalled
    clearInterval(this.#other); // ours
  }
}
`,
        { data: { name: 'dispose', base: 'Base' } },
      ),
      output: `${base}
export class A extends Base {
  readonly #other = setInterval(() => {}, 10);
  override dispose() {
    clearInterval(this.#other); // ours
    super.dispose();
  }
}
`,
    },
    {
      name: 'on one line, without a semicolon, empty, with a comment',
      ...marked(`${base}
export class A extends Base { override dispose() { console.log('a') } }
                                       ~~~~~~~ superNotCalled
export class B extends Base { override dispose() {} }
                                       ~~~~~~~ superNotCalled
export class C extends Base { override dispose() { /* nothing */ } }
                                       ~~~~~~~ superNotCalled
`),
      output: `${base}
export class A extends Base { override dispose() { console.log('a'); super.dispose(); } }
export class B extends Base { override dispose() {
  super.dispose();
} }
export class C extends Base { override dispose() { /* nothing */ super.dispose(); } }
`,
    },
    {
      name: 'the disposal symbol, with the line breaks of Windows',
      code: `
class Base { protected n = 0; [Symbol.dispose]() { this.n = 1; } }
export class A extends Base {
  [Symbol.dispose]() {
    console.log('a');
  }
}
`.replaceAll('\n', '\r\n'),
      errors: [{ messageId: 'superNotCalled', line: 4, column: 4 }],
      output: `
class Base { protected n = 0; [Symbol.dispose]() { this.n = 1; } }
export class A extends Base {
  [Symbol.dispose]() {
    console.log('a');
    super[Symbol.dispose]();
  }
}
`.replaceAll('\n', '\r\n'),
    },
    {
      name: 'a promise is awaited; where it cannot be, nothing is written',
      ...marked(`${asyncBase}
export class A extends Base {
  override async dispose() {
                 ~~~~~~~ superNotCalled
    console.log('a');
  }
}
export class B extends Base {
  override dispose() {
           ~~~~~~~ superNotCalled
    return Promise.resolve();
  }
}
`),
      output: `${asyncBase}
export class A extends Base {
  override async dispose() {
    console.log('a');
    await super.dispose();
  }
}
export class B extends Base {
  override dispose() {
    return Promise.resolve();
  }
}
`,
    },
    {
      name: 'an early return would go past the call: nothing is written',
      ...marked(`${base}
export class A extends Base {
  #isDone = false;
  override dispose() {
           ~~~~~~~ superNotCalled
    if (this.#isDone) return;
    this.#isDone = true;
  }
}
`),
    },
    {
      name: 'of a base that is only declared, the call is a suggestion; its arguments are passed on',
      ...marked(
        `${declared}
export class A extends Base {
  override dispose() {
           ~~~~~~~ superNotCalled
    console.log('a');
  }
  override destroy(reason: string) {
           ~~~~~~~ superNotCalled
    console.log(reason);
    return this;
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'callSuper',
              data: { call: 'super.dispose();' },
              output: `${declared}
export class A extends Base {
  override dispose() {
    console.log('a');
    super.dispose();
  }
  override destroy(reason: string) {
    console.log(reason);
    return this;
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a last return gets the call in front of it',
      ...marked(
        `
class Base { protected n = 0; destroy(): boolean { this.n = 1; return true; } }
export class A extends Base {
  override destroy() {
           ~~~~~~~ superNotCalled
    console.log('a');
    return false;
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'callSuper',
              output: `
class Base { protected n = 0; destroy(): boolean { this.n = 1; return true; } }
export class A extends Base {
  override destroy() {
    console.log('a');
    super.destroy();
    return false;
  }
}
`,
            },
          ],
        },
      ),
    },
    {
      name: 'a grandparent of the same file; another method of super is called',
      ...marked(`${base}
class Middle extends Base { show() {} }
export class A extends Middle {
  override dispose() {
           ~~~~~~~ superNotCalled
    super.show();
  }
}
`),
      output: `${base}
class Middle extends Base { show() {} }
export class A extends Middle {
  override dispose() {
    super.show();
    super.dispose();
  }
}
`,
    },
    {
      name: 'strict: names that may mean less than the end',
      options: [{ everyName: true }],
      ...marked(
        `
class Base { protected n = 0; stop(): void { this.n = 0; } }
export class A extends Base {
  override stop() {
           ~~~~ superNotCalled
    console.log('a');
  }
}
`,
        {
          suggestions: [
            {
              messageId: 'callSuper',
              output: `
class Base { protected n = 0; stop(): void { this.n = 0; } }
export class A extends Base {
  override stop() {
    console.log('a');
    super.stop();
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

untypedRuleTester('espree').run('require-super-dispose', requireSuperDispose, {
  valid: [
    {
      name: 'without types: a base of another file',
      code: `
import { Base } from './base.js';
export class A extends Base { dispose() { console.log('a'); } }
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
      name: 'without types: a base of the same file',
      ...marked(`
class Base { constructor(c) { this.c = c; } destroy() { this.c.close(); } }
module.exports = class extends Base { destroy() { this.n = 0; } };
                                      ~~~~~~~ superNotCalled
`),
      languageOptions: { sourceType: 'commonjs' },
      output: `
class Base { constructor(c) { this.c = c; } destroy() { this.c.close(); } }
module.exports = class extends Base { destroy() { this.n = 0; super.destroy(); } };
`,
    },
  ],
});
