import { randomOf } from './random-closures.ts';

/** A program in which one function is suspended for good, at the call of `H` or the text `'here'`. */
export interface SuspendedProgram {
  readonly code: string;
  readonly isStrict: boolean;
  /** Engines that do not know `using` cannot read it. */
  readonly hasUsing: boolean;
}

/** What is in reach at a place of the program. */
interface Place {
  /** Variables that may be captured, and those of them that may be emptied. */
  readonly names: readonly string[];
  readonly emptiable: readonly string[];
  readonly depth: number;
  readonly hasVar: boolean;
  /** Not in the bare cases of a `switch`. */
  readonly canUse: boolean;
}

/**
 * The program for a seed. `B(label)` makes a tracked value, `U(…)` uses and forgets, `H()` gives a promise that is
 * never settled, `K(value)` keeps something, `D(label)` makes a tracked value that can be disposed of. Variables are
 * named like the value that they hold (`v1`), those that hold closures `f1`, the function and its `this` `t`.
 */
export function randomSuspension(seed: number): SuspendedProgram {
  const random = randomOf(seed);
  const chance = (share: number): boolean => random() < share;
  const below = (count: number): number => Math.floor(random() * count);
  function pick<Item>(items: readonly Item[]): Item {
    return items[below(items.length)]!;
  }
  const isStrict = chance(0.4);
  const kind = pick(['async', 'async', '*', 'async *'] as const);
  const isAsync = kind !== '*';
  let count = 0;
  let isSuspended = false;
  let hasUsing = false;
  const fresh = (letter: string): string => `${letter}${++count}`;

  const mentions = ({ names }: Place): string => {
    const named = Array.from({ length: names.length === 0 ? 0 : below(3) }, () => pick(names));
    return `[${named.join(', ')}]`;
  };

  /** A closure that is created and never called. */
  const closure = (place: Place): string =>
    pick([
      `() => ${mentions(place)}`,
      `() => ${mentions(place)}`,
      `function () { return ${mentions(place)}; }`,
      `async () => { await 0; return ${mentions(place)}; }`,
      `function* () { yield ${mentions(place)}; }`,
      `{ m() { return ${mentions(place)}; } }`,
      `class { #p = ${mentions(place)}; m() { return this.#p; } }`,
      `class { [${mentions(place)}.length]() {} static #s() { return ${mentions(place)}; } }`,
      `class { static { U(${mentions(place)}); } }`,
    ]);

  function suspend(): string {
    if (isSuspended) return '';
    isSuspended = true;
    return pick(
      kind === 'async'
        ? ['await H();', 'U(await H());', 'for await (const _ of [H()]) U();']
        : kind === '*'
          ? ["yield 'here';", "U(yield 'here');", "yield* ['here'];"]
          : ['await H();', "yield 'here';"],
    );
  }

  function declaration(place: Place): [Place, string] {
    const v = fresh('v');
    const keyword = pick(place.hasVar ? (['const', 'let', 'var'] as const) : (['const', 'let'] as const));
    const code = pick([
      `${keyword} ${v} = B('${v}');`,
      `${keyword} ${v} = B('${v}');`,
      `${keyword} { ${v} } = { ${v}: B('${v}') };`,
      `${keyword} [${v}] = [B('${v}')];`,
      `${keyword} { ${v} = B('${v}') } = {};`,
      ...(isAsync ? [`${keyword} ${v} = await B('${v}');`] : []),
    ]);
    const emptiable = keyword === 'const' ? place.emptiable : [...place.emptiable, v];
    return [{ ...place, names: [...place.names, v], emptiable }, code];
  }

  /** A value of a block that is disposed of at its end. */
  function using(place: Place): [Place, string] {
    hasUsing = true;
    const v = fresh('v');
    const word = isAsync && chance(0.4) ? 'await using' : 'using';
    return [{ ...place, names: [...place.names, v] }, `${word} ${v} = D('${v}');`];
  }

  function block(start: Place, length = 2 + below(4)): string {
    let place = start;
    const lines: string[] = [];
    const declare = ([next, code]: [Place, string]): void => {
      place = next;
      lines.push(code);
    };
    for (let index = 0; index < length && !isSuspended; index++) {
      const share = random();
      if (share < 0.32) declare(declaration(place));
      else if (share < 0.34) declare(place.canUse ? using(place) : declaration(place));
      else if (share < 0.44) lines.push(`U(${closure(place)});`);
      else if (share < 0.49) lines.push(`const ${fresh('f')} = () => ${mentions(place)};`);
      else if (share < 0.55 && place.emptiable.length > 0) lines.push(`${pick(place.emptiable)} = undefined;`);
      else if (share < 0.62) lines.push(isAsync ? 'await 0;' : 'yield 0;');
      else if (share < 0.68 && index > 0) lines.push(suspend());
      else if (place.depth > 0) lines.push(nested({ ...place, depth: place.depth - 1 }));
    }
    return lines.join('\n');
  }

  function nested(place: Place): string {
    const inner = { ...place, hasVar: false, canUse: true };
    const share = random();
    const v = fresh('v');
    const withV = { ...inner, names: [...place.names, v] };
    if (share < 0.3) return `{\n${block({ ...place, canUse: true })}\n}`;
    if (share < 0.4) return `if (B) {\n${block({ ...place, canUse: true })}\n}`;
    if (share < 0.5) return `for (let ${v} = B('${v}'), i = 0; i < 1; i++) {\n${block(withV)}\n}`;
    if (share < 0.58) return `for (const ${v} of (function* () { yield B('${v}'); })()) {\n${block(inner)}\n}`;
    if (share < 0.64) return `do {\n${block(inner)}\n} while (!B);`;
    if (share < 0.76) {
      const caught = chance(0.7) ? block(withV) : block(inner);
      return `try {\n${block(inner, 2)}\nthrow B('${v}');\n} catch (${v}) {\n${caught}\n}`;
    }
    if (share < 0.84) return `try {\n${block(inner, 2)}\n} finally {\n${block(inner, 2)}\n}`;
    if (share < 0.9) return `switch (1) {\ncase 1:\n${block({ ...inner, canUse: false })}\n}`;
    // another frame, which ends
    return `(() => {\nconst ${v} = B('${v}');\nU(() => ${mentions(chance(0.5) ? withV : place)});\n})();`;
  }

  const parameters: string[] = [];
  const passed: string[] = [];
  const names: string[] = [];
  const emptiable: string[] = [];
  for (let left = below(3); left > 0; left--) {
    const v = fresh('v');
    names.push(v);
    const [parameter, argument] = pick([
      [v, `B('${v}')`],
      [v, `B('${v}')`],
      [`{ ${v} }`, `{ ${v}: B('${v}') }`],
      [`${v} = 0`, `B('${v}')`],
    ] as const);
    parameters.push(parameter);
    passed.push(argument);
    emptiable.push(v);
  }
  if (chance(0.1)) {
    const v = fresh('v');
    names.push(v);
    parameters.push(`...[${v}]`);
    passed.push(`B('${v}')`);
  }
  const word = kind === 'async' ? 'async function' : kind === '*' ? 'function*' : 'async function*';
  let body = block({ names, emptiable, depth: 4, hasVar: true, canUse: true }, 7);
  if (!isSuspended) body += `\n${suspend()}`;
  const call = `(${word} t(${parameters.join(', ')}) {\n${body}\n}).call(${["B('t')", ...passed].join(', ')})`;
  const code =
    kind === 'async'
      ? `${call};`
      : kind === '*'
        ? `const g = ${call};\nK(g);\nwhile (g.next().value !== 'here');`
        : `const g = ${call};\nK(g);\n(async () => { while ((await g.next()).value !== 'here'); })();`;
  return { code: isStrict ? `'use strict';\n${code}` : code, isStrict, hasUsing };
}
