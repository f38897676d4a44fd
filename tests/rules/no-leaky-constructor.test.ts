import { noLeakyConstructor } from '../../src/rules/no-leaky-constructor.ts';
import { marked } from '../support/marked-code.ts';
import { typedRuleTester, untypedRuleTester } from '../support/rule-tester.ts';

/** Declarations that the cases share. */
const prelude = `
interface Res extends Disposable { dispose(): void; read(): string }
interface ARes extends AsyncDisposable { close(): Promise<void> }
declare class Handle implements Disposable { read(): string; [Symbol.dispose](): void }
declare function createRes(name?: string): Res;
declare function createARes(): ARes;
declare function getShared(): Res;
declare function work(): void;
declare const cond: boolean;
`;
/** Drawn code, and what the suggestion makes of it. */
const drawn = (code: string, ...outputs: readonly string[]) =>
  marked(
    `${prelude}\n${code}`,
    ...outputs.map((output) => ({
      suggestions: output === '' ? [] : [{ messageId: 'moveToStack', output: `${prelude}\n${output}` }],
    })),
  );
const releasing = '[Symbol.dispose](): void { this.b.dispose(); this.a.dispose(); }';

typedRuleTester().run('no-leaky-constructor', noLeakyConstructor, {
  valid: [
    {
      name: 'nothing can fail once the resource is held',
      code: `${prelude}
export class A {
  a: Res; names; #f;
  constructor(names: string[]) {
    work();
    if (names.length === 0) throw new TypeError('no names');
    this.a = createRes(names[0]);
    this.names = new Map(names.map((name) => [name, name]));
    this.read = this.read.bind(this);
    this.#f = () => { work(); throw new Error('later'); };
  }
  read() { return this.#f; }
  [Symbol.dispose](): void { this.a.dispose(); }
}
`,
    },
    {
      name: 'the resources of a stack that is moved when the constructor is complete',
      code: `${prelude}
export class A {
  a: Res; #s: DisposableStack;
  constructor() { using s = new DisposableStack(); this.a = s.use(createRes()); work(); s.use(createRes()); this.#s = s.move(); }
  [Symbol.dispose](): void { this.#s.dispose(); }
}
`,
    },
    {
      name: 'a stack on which there is one resource at most',
      code: `${prelude}
export class A {
  readonly #s = new DisposableStack(); a: Res;
  constructor() { work(); this.a = this.#s.use(createRes()); }
  [Symbol.dispose](): void { this.#s.dispose(); }
}
`,
    },
    {
      name: 'the constructor releases before it throws, or catches',
      code: `${prelude}
export class A {
  a: Res;
  constructor(name?: string) { this.a = createRes(name); if (!name) { this.a.dispose(); throw new TypeError('no name'); } }
  [Symbol.dispose](): void { this.a.dispose(); }
}
export class B {
  a: Res; b!: Res;
  constructor() { this.a = createRes(); try { this.b = createRes(); } catch (error) { this.a.dispose(); throw error; } }
  ${releasing}
}
export class C {
  a: Res;
  constructor(name?: string) { this.a = createRes(); if (!name) { this.close(); throw new TypeError('no name'); } }
  close() { this.a.dispose(); }
}
`,
    },
    {
      name: 'the other branch of the condition under which it is acquired',
      code: `${prelude}
export class A { a?: Res; constructor() { if (cond) this.a = createRes(); else work(); } [Symbol.dispose](): void { this.a?.dispose(); } }
`,
    },
    {
      name: 'what is borrowed, what may be given, a timer, and a method: callers hold the instance',
      code: `${prelude}
export class A { a: Res; constructor() { this.a = getShared(); work(); } }
export class B { a: Res; constructor(a?: Res) { this.a = a ?? createRes(); work(); } }
export class C { t; constructor() { this.t = setInterval(work, 1); work(); } [Symbol.dispose](): void { clearInterval(this.t); } }
export class D { a?: Res; b?: Res; init() { this.a = createRes(); work(); this.b = createRes(); } [Symbol.dispose](): void { this.b?.dispose(); this.a?.dispose(); } }
`,
    },
    {
      name: 'known miss: an initialiser, or a call in the constructor, that throws behind the initialiser of a field',
      code: `${prelude}\nexport class A { a = createRes('a'); b = createRes('b'); constructor() { work(); } ${releasing} }\n`,
    },
    {
      name: 'known miss: a factory that fills in the fields of a new instance',
      code: `${prelude}
export class A {
  a!: Res; b!: Res;
  static create() { const made = new A(); made.a = createRes(); made.b = createRes(); return made; }
  ${releasing}
}
`,
    },
  ],
  invalid: [
    {
      name: 'a call between two acquisitions',
      ...drawn(
        `
export class C { a: Res; b: Res; constructor() { this.a = createRes('a'); work(); this.b = createRes('b'); } ${releasing} }
                                                 ~~~~~~ lostWhenThrown`,
        `
export class C { a: Res; b: Res; #s: DisposableStack; constructor() { using s = new DisposableStack(); this.a = s.use(createRes('a')); work(); this.b = s.use(createRes('b')); this.#s = s.move(); } [Symbol.dispose](): void { this.#s.dispose(); } }`,
      ),
    },
    {
      name: 'comments, a teardown that another one calls, a name that is taken',
      ...drawn(
        `
export class C {
  a: Res;
  b: Res; // the second

  /** Opens both. */
  constructor(s: string) {
    // the first
    this.a = createRes(s);
    ~~~~~~ lostWhenThrown
    this.b = createRes('b'); // the last
  }

  dispose(): void {
    this.b.dispose();
    this.a.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}`,
        `
export class C {
  a: Res;
  b: Res; // the second
  #stack: DisposableStack;

  /** Opens both. */
  constructor(s: string) {
    // the first
    using stack = new DisposableStack();
    this.a = stack.use(createRes(s));
    this.b = stack.use(createRes('b')); // the last
    this.#stack = stack.move();
  }

  dispose(): void {
    this.#stack.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}`,
      ),
    },
    {
      name: 'a parameter property, no field in front, tabs',
      ...drawn(
        `
export class C {
	constructor(readonly name: string) {
		this.a = new Handle();
		~~~~~~ lostWhenThrown
		if (!name) throw new TypeError('no name');
	}
	[Symbol.dispose](): void {
		this.a[Symbol.dispose]();
	}
	a: Handle;
}`,
        `
export class C {
	#s: DisposableStack;
	constructor(readonly name: string) {
		using s = new DisposableStack();
		this.a = s.use(new Handle());
		if (!name) throw new TypeError('no name');
		this.#s = s.move();
	}
	[Symbol.dispose](): void {
		this.#s.dispose();
	}
	a: Handle;
}`,
      ),
    },
    {
      name: 'a field that has its resource before the constructor runs, and a stack with two',
      ...drawn(
        `
export class A { a = createRes(); constructor() { if (cond) throw new Error('no'); } [Symbol.dispose](): void { this.a.dispose(); } }
                 ~ lostWhenThrown
export class B { #s = new DisposableStack(); a: Res; b: Res; constructor() { this.a = this.#s.use(createRes()); this.b = this.#s.use(createRes()); } [Symbol.dispose]() { this.#s.dispose(); } }
                 ~~ lostWhenThrown
export class C { #s: DisposableStack; constructor() { using s = new DisposableStack(); s.use(createRes()); this.#s = s.move(); work(); } [Symbol.dispose]() { this.#s.dispose(); } }
                                                                                                           ~~~~~~~ lostWhenThrown`,
      ),
    },
    {
      name: 'no edit where the order would change, more is done, a base acquires too, or it has to be awaited',
      ...drawn(
        `
export class A { a: Res; b: Res; constructor() { this.a = createRes(); this.b = createRes(); } [Symbol.dispose](): void { this.a.dispose(); this.b.dispose(); } }
                                                 ~~~~~~ lostWhenThrown
export class B { a: Res; b: Res; constructor() { this.a = createRes(); this.b = createRes(); } [Symbol.dispose](): void { work(); this.b.dispose(); this.a.dispose(); } }
                                                 ~~~~~~ lostWhenThrown
export class C extends Handle { a: Res; b: Res; constructor() { super(); this.a = createRes(); this.b = createRes(); } override ${releasing} }
                                                                         ~~~~~~ lostWhenThrown
export class D { a: ARes; b: ARes; constructor() { this.a = createARes(); this.b = createARes(); } async [Symbol.asyncDispose]() { await this.b.close(); await this.a.close(); } }
                                                   ~~~~~~ lostWhenThrown
export class E { a: Res; b: Res; constructor() { this.a = createRes(); if (cond) { this.b = this.a; return; } this.b = createRes(); } ${releasing} }
                                                 ~~~~~~ lostWhenThrown
export class F { a: Res; b: Res; constructor() { this.a = createRes(); this.b = createRes(); } ${releasing} swap() { this.a.dispose(); this.a = createRes(); } }
                                                 ~~~~~~ lostWhenThrown
export class G { a: Res; b: Res; constructor() { this.a = createRes(); this.b = createRes(); } [Symbol.dispose](): void { this.b.dispose(); /* last */ this.a.dispose(); } }
                                                 ~~~~~~ lostWhenThrown`,
      ),
    },
    {
      name: 'no edit where the author wants none of `using`',
      settings: { leaks: { disposal: 'try-finally' } },
      ...drawn(
        `
export class C { a: Res; b: Res; constructor() { this.a = createRes('a'); this.b = createRes('b'); } ${releasing} }
                                                 ~~~~~~ lostWhenThrown`,
      ),
    },
  ],
});

untypedRuleTester('espree').run('no-leaky-constructor without types', noLeakyConstructor, {
  valid: [
    {
      name: 'nothing is known of what the catalog does not know',
      code: `export class C { constructor() { this.a = createRes(); work(); } close() { this.a.close(); } }`,
    },
  ],
  invalid: [
    {
      name: 'says so where the preset counts on types',
      settings: { leaks: { types: 'required' } },
      code: 'export {};',
      errors: [{ messageId: 'typesMissing', line: 1, column: 1 }],
    },
    {
      name: 'a file of the catalog',
      ...marked(`
import { openSync, closeSync } from 'node:fs';
export class Log {
  constructor(path, level) {
    this.fd = openSync(path, 'a');
    ~~~~~~~ lostWhenThrown
    this.level = parseLevel(level);
  }
  close() { closeSync(this.fd); }
}
`),
    },
  ],
});
