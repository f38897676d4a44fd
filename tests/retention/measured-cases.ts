/**
 * Patterns that were measured on Node 20, 24 and 26, as small programs: `B(label)` makes a value, `K(closure)` keeps a
 * closure, `U(…)` uses and forgets. `alive` are the labels of what stays.
 */
export interface MeasuredCase {
  readonly name: string;
  readonly code: string;
  readonly alive: readonly string[];
  readonly argumentsOf?: ReadonlyMap<string, readonly string[]>;
}

const kept = (name: string, code: string, argumentsOf?: MeasuredCase['argumentsOf']): MeasuredCase => ({
  name,
  code,
  alive: ['big'],
  ...(argumentsOf && { argumentsOf }),
});
const freed = (name: string, code: string): MeasuredCase => ({ name, code, alive: [] });
const receiver = (name: string, code: string): MeasuredCase => ({ name, code, alive: ['t1'] });
const instance = (name: string, code: string): MeasuredCase => ({ name, code, alive: ['c1'] });
const first = new Map([['t1', ['big']]]);

export const measuredCases: readonly MeasuredCase[] = [
  freed('a local that no closure mentions', `const big = B('big'); U(big); K(() => 1);`),
  kept('mentioned by the kept closure', `const big = B('big'); K(() => big);`),
  kept('only a property is read', `const big = B('big'); K(() => big.label);`),
  kept('mentioned in dead code', `const big = B('big'); K(() => { if (false) U(big); });`),
  kept('mentioned under typeof', `const big = B('big'); K(() => typeof big);`),
  kept('mentioned two levels down', `const big = B('big'); K(() => () => big);`),
  kept('a sibling mentions it', `const big = B('big'); U(() => big); K(() => 1);`),
  kept(
    'a sibling mentions it, the kept closure another',
    `const big = B('big'); const one = 1; U(() => big); K(() => one);`,
  ),
  kept('a sibling that is an inline callback', `const big = B('big'); [1].forEach(() => U(big)); K(() => 1);`),
  kept('a sibling that is never created', `const big = B('big'); if (!B) U(() => big); K(() => 1);`),
  kept(
    'a sibling that is hoisted and never called',
    `const big = B('big'); K(() => 1); function never() { return big; }`,
  ),
  kept('the kept closure is created first', `let big; K(() => 1); big = B('big'); U(() => big);`),
  freed('emptied at the end', `let big = B('big'); U(() => big); K(() => 1); big = undefined;`),
  freed(
    'the kept closure is made elsewhere',
    `const make = () => () => 1; (() => { const big = B('big'); U(() => big); K(make()); })();`,
  ),
  kept('the kept closure is in an inner function', `const big = B('big'); U(() => big); (() => { K(() => 1); })();`),
  kept(
    'methods of one object',
    `const big = B('big'); const o = { one() { return big; }, other() { return 1; } }; K(o.other);`,
  ),
  freed('plain data is kept', `const big = B('big'); U(() => big); K({ one: 1 });`),
  freed('a block of its own, the closure outside', `{ const big = B('big'); U(() => big); } K(() => 1);`),
  freed('two blocks side by side', `{ const big = B('big'); U(() => big); } { K(() => 1); }`),
  kept('an outer scope, the closure in a block', `const big = B('big'); U(() => big); { K(() => 1); }`),
  kept('var in a block', `{ var big = B('big'); U(() => big); } K(() => 1);`),
  freed('an if block', `if (B) { const big = B('big'); U(() => big); } K(() => 1);`),
  kept('two cases of one switch', `switch (1) { case 1: const big = B('big'); U(() => big); case 2: K(() => 1); }`),
  freed(
    'two cases with braces',
    `switch (1) { case 1: { const big = B('big'); U(() => big); } case 2: { K(() => 1); } }`,
  ),
  freed('try and finally', `try { const big = B('big'); U(() => big); } finally { K(() => 1); }`),
  kept('all in one inner block', `{ const big = B('big'); U(() => big); K(() => 1); }`),
  kept('a caught error that no closure mentions', `try { throw B('big'); } catch (big) { K(() => 1); }`),
  freed('the closure behind the clause', `try { throw B('big'); } catch (big) { U(big); } K(() => 1);`),
  freed('a clause without a binding', `try { throw B('big'); } catch { K(() => 1); }`),
  kept(
    'a caught error, destructured',
    `try { const big = B('big'); big.big = 1; throw big; } catch ({ big }) { K(() => 1); }`,
  ),
  kept(
    'a caught error, and a constant of the clause',
    `try { throw B('big'); } catch (big) { const one = 1; K(() => one); }`,
  ),
  kept('a block inside the clause', `try { throw B('big'); } catch (big) { for (const x of [1]) { K(() => x); } }`),
  freed('a caught error that is emptied', `try { throw B('big'); } catch (big) { K(() => 1); big = undefined; }`),
  freed('a parameter of a rejection handler', `((big) => { K(() => 1); })(B('big'));`),
  kept('the body of a loop', `for (let i = 0; i < 3; i++) { const big = B('big'); U(() => big); K(() => i); }`),
  freed(
    'the body of a loop, mentioned by nobody',
    `for (let i = 0; i < 3; i++) { const big = B('big'); U(big); K(() => i); }`,
  ),
  kept('the variable of for-of', `for (const big of [B('big')]) { const one = 1; U(() => big); K(() => one); }`),
  kept('the head of a loop', `for (let big = B('big'), i = 0; i < 1; i++) { U(() => big); K(() => i); }`),
  kept('a while body', `let i = 0; while (i++ < 3) { const big = B('big'); U(() => big); K(() => 1); }`),
  freed(
    'the closure outside of the loop',
    `for (let i = 0; i < 3; i++) { const big = B('big'); U(() => big); } K(() => 1);`,
  ),
  kept('a parameter that a sibling mentions', `((big) => { U(() => big); K(() => 1); })(B('big'));`),
  freed('a parameter that nobody mentions', `((big) => { U(big); K(() => 1); })(B('big'));`),
  freed('a part of a parameter', `(({ label }) => { K(() => label); })(B('big'));`),
  kept('a closure in a default', `((big, get = () => big) => { K(() => 1); })(B('big'));`),
  freed(
    'the kept closure in a default, the body captures',
    `((get = K(() => 1)) => { const big = B('big'); U(() => big); })();`,
  ),
  kept('both closures in defaults', `((big, get = () => big, kept = K(() => 1)) => {})(B('big'));`),
  receiver('an arrow uses this', `(function t1() { K(() => this); }).call(B('t1'));`),
  receiver('a sibling arrow uses this', `(function t1() { U(() => this); K(() => 1); }).call(B('t1'));`),
  freed('nobody uses this', `(function t1() { K(() => 1); }).call(B('t1'));`),
  freed(
    'a sibling has a this of its own',
    `(function t1() { U(function () { return this; }); K(() => 1); }).call(B('t1'));`,
  ),
  freed('a sibling uses new.target alone', `(function t1() { U(() => new.target); K(() => 1); }).call(B('t1'));`),
  instance(
    'super in an arrow',
    `new (class c1 extends Object { constructor() { super(); R('c1', this); } f = (U(() => super.toString), K(() => 1)); })();`,
  ),
  instance('a field that uses this', `new (class c1 { constructor() { R('c1', this); } f = K(() => this); })();`),
  freed('a field that does not', `new (class c1 { constructor() { R('c1', this); } f = K(() => 1); })();`),
  instance(
    'another field uses this',
    `new (class c1 { constructor() { R('c1', this); } f = K(() => 1); g = U(() => this); })();`,
  ),
  freed('a method', `K(new (class c1 { constructor() { R('c1', this); } m() { return this; } })().m);`),
  freed(
    'private names beside it',
    `new (class c1 { #p = 1; constructor() { R('c1', this); } #m() { return this; } f = K(() => 1); })();`,
  ),
  kept(
    'a class whose method mentions it',
    `const big = B('big'); const C = class { one() { return big; } other() {} }; K(C.prototype.other);`,
  ),
  kept('a class whose field mentions it', `const big = B('big'); K(class { f = big; });`),
  kept('the static block of a class', `const big = B('big'); K(class { static { U(() => big); } });`),
  kept(
    'a getter',
    `const big = B('big'); U(() => big); const o = { get g() { return 1; } }; K(Object.getOwnPropertyDescriptor(o, 'g').get);`,
  ),
  kept('what a class extends', `const big = B('big'); K(class extends (U(() => big), Object) {});`),
  kept('direct eval in the closure', `const big = B('big'); K(() => eval('1'));`),
  kept('direct eval in a sibling', `const big = B('big'); U(() => eval('1')); K(() => 1);`),
  kept('direct eval in the function', `const big = B('big'); eval('1'); K(() => 1);`),
  kept('direct eval, strict', `'use strict'; const big = B('big'); U(() => eval('1')); K(() => 1);`),
  freed('indirect eval', `const big = B('big'); K(() => (0, eval)('1'));`),
  freed('new Function', `const big = B('big'); K(() => new Function('1'));`),
  freed('debugger', `const big = B('big'); U(big); K(() => { debugger; });`),
  kept('mentioned in with', `const big = B('big'); with ({ z: 1 }) { U(big); } K(() => 1);`),
  kept(
    'arguments of an arrow in with, with a default',
    `(function t1(big, d = 1) { with ({ z: 1 }) { U(() => arguments); } K(() => 1); })(B('big'));`,
    first,
  ),
  kept(
    'arguments mentioned in with, with a default',
    `(function t1(big, d = 1) { with ({ z: 1 }) { U(arguments); } K(() => 1); })(B('big'));`,
    first,
  ),
  { name: 'created in with', code: `with ({ w1: B('w1') }) { K(() => 1); }`, alive: ['w1'] },
  kept('arguments, sloppy', `(function t1(big) { U(arguments); K(() => 1); })(B('big'));`, first),
  freed('arguments, strict', `'use strict'; (function t1(big) { U(arguments); K(() => 1); })(B('big'));`),
  freed('arguments, with a default', `(function t1(big, d = 1) { U(arguments); K(() => 1); })(B('big'));`),
  kept('arguments in a sibling arrow', `(function t1(big) { U(() => arguments); K(() => 1); })(B('big'));`, first),
  freed('a part is copied before', `const big = B('big'); const { label } = big; K(() => label);`),
  kept(
    'a part is copied, a sibling mentions the whole',
    `const big = B('big'); const { label } = big; U(() => big); K(() => label);`,
  ),
  freed('the kept closure mentions it, emptied at the end', `let big = B('big'); K(() => big); big = undefined;`),
  kept(
    'an async function that waits',
    `(async () => { const big = B('big'); U(() => big); K(() => 1); await H(); })();`,
  ),
  freed('an async function that is done', `(async () => { const big = B('big'); K(() => 1); await 0; })();`),
];
