/** A program whose values are tracked: which of them stay alive when all but one closure is dropped. */
export interface TrackedProgram {
  readonly code: string;
  readonly isStrict: boolean;
  /** The values that a function was called with, by its name. */
  readonly argumentsOf: ReadonlyMap<string, readonly string[]>;
}

type Random = () => number;

/** A small generator of its own, so that a printed seed gives the same programs on every machine. */
export function randomOf(seed: number): Random {
  let state = (seed * 2654435761 + 88675123) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

/** What is in reach at a place of the program. */
interface Place {
  readonly names: readonly string[];
  readonly depth: number;
  readonly hasThis: boolean;
  readonly hasArguments: boolean;
  readonly hasVar: boolean;
  readonly isSloppy: boolean;
  readonly waits: '' | 'await 0;' | 'yield 0;';
}

/**
 * The program for a seed. It runs with four functions: `B(label)` makes a tracked value, `K(closure)` keeps the one
 * closure that is kept, `U(…)` uses and forgets, `R(label, value)` tracks a value that is made otherwise. Variables are
 * named like the value they hold, functions and classes like their `this`.
 * Nothing is generated with decorators, which V8 does not know.
 */
export function randomProgram(seed: number): TrackedProgram {
  const random = randomOf(seed);
  const chance = (share: number): boolean => random() < share;
  const below = (count: number): number => Math.floor(random() * count);
  function pick<Item>(items: readonly Item[]): Item {
    return items[below(items.length)]!;
  }
  const isStrict = chance(0.4);
  const usesEval = chance(0.06);
  const usesWith = !isStrict && chance(0.2);
  const argumentsOf = new Map<string, string[]>();
  let count = 0;
  let isKept = false;
  const fresh = (letter: string): string => `${letter}${++count}`;

  /** Names that a closure mentions. */
  function mentions(place: Place, most: number): string {
    const names = Array.from({ length: place.names.length === 0 ? 0 : below(most + 1) }, () => pick(place.names));
    if (place.hasThis && chance(0.15)) names.push('this');
    if (place.hasArguments && chance(0.06)) names.push('arguments');
    if (usesEval && chance(0.15)) names.push("eval('1')");
    return `[${names.join(', ')}]`;
  }
  const ofOwnReceiver = (place: Place): Place => ({ ...place, hasThis: false, hasArguments: false });

  /** A closure that is created and never called. */
  function closure(place: Place): string {
    const own = mentions(ofOwnReceiver(place), 2);
    const inherited = mentions(place, 2);
    return pick([
      `() => ${inherited}`,
      `() => ${inherited}`,
      `() => ${inherited}`,
      `function () { return ${own}; }`,
      `() => () => ${inherited}`,
      `async () => { await 0; return ${inherited}; }`,
      `function* () { yield ${own}; }`,
      `{ m() { return ${own}; }, p: () => ${inherited} }`,
      `{ get g() { return ${own}; }, [${inherited}.length]: 1 }`,
      `class { m() { return ${own}; } #f = 1; [${inherited}.length]() {} }`,
    ]);
  }

  function keep(place: Place): string {
    if (isKept) return '';
    isKept = true;
    const inherited = mentions(place, 1);
    const own = mentions(ofOwnReceiver(place), 1);
    return pick([`K(() => ${inherited});`, `K(() => ${inherited});`, `K(function () { return ${own}; });`]);
  }

  /** Declares a tracked value; the place with its name in it, and the code. */
  function declaration(place: Place): [Place, string] {
    const name = fresh('v');
    const keyword = pick(place.hasVar ? ['const', 'let', 'var'] : ['const', 'let']);
    const code = pick([
      `${keyword} ${name} = B('${name}');`,
      `${keyword} ${name} = B('${name}');`,
      `${keyword} { ${name} } = { ${name}: B('${name}') };`,
      `${keyword} [${name}] = [B('${name}')];`,
      `${keyword} { ${name} = B('${name}') } = {};`,
    ]);
    return [{ ...place, names: [...place.names, name] }, code];
  }

  function block(start: Place, length = 2 + below(4)): string {
    let place = start;
    const lines: string[] = [];
    for (let index = 0; index < length; index++) {
      const share = random();
      if (share < 0.28) {
        const [next, code] = declaration(place);
        place = next;
        lines.push(code);
      } else if (share < 0.5) lines.push(`U(${closure(place)});`);
      else if (share < 0.62 && index > 0) lines.push(keep(place));
      else if (share < 0.66) lines.push(place.waits);
      else if (place.depth > 0) lines.push(nested({ ...place, depth: place.depth - 1 }));
    }
    return lines.join('\n');
  }

  function nested(place: Place): string {
    const inner = { ...place, hasVar: false };
    const v = fresh('v');
    const withV = { ...inner, names: [...place.names, v] };
    const share = random();
    if (share < 0.14) return `{\n${block(place)}\n}`;
    if (share < 0.2) return `if (B) {\n${block(place)}\n}`;
    if (share < 0.28) return `for (let ${v} = B('${v}'), i = 0; i < 1; i++) {\n${block(withV)}\n}`;
    if (share < 0.34) return `for (const ${v} of [B('${v}')]) {\n${block(withV)}\n}`;
    if (share < 0.37) return `do {\n${block(inner)}\n} while (!B);`;
    if (share < 0.5) return attempt(place, withV, v);
    if (share < 0.57) {
      const other = block({ ...inner, names: [] }, 2);
      return `switch (1) {\ncase 1:\n${block(inner)}\ndefault:\n${other}\n}`;
    }
    if (share < 0.85) return called(place);
    if (share < 0.93 || !place.isSloppy) return instance(inner);
    const w = fresh('w');
    const mentioned = pick([...place.names, place.hasArguments ? 'arguments' : '0', '0']);
    return `with ({ ${w}: B('${w}') }) {\nU(${mentioned});\n${block(inner, 2)}\n}`;
  }

  function attempt(place: Place, withV: Place, v: string): string {
    const [pattern, thrown] = pick([
      [`(${v})`, `B('${v}')`],
      [`({ ${v} })`, `((x) => { x.${v} = x; return x; })(B('${v}'))`],
      ['', `B('${v}')`],
    ] as const);
    const caught = pattern === '' ? { ...place, hasVar: false } : withV;
    const last = chance(0.4) ? ` finally {\n${block({ ...place, hasVar: false }, 2)}\n}` : '';
    return `try {\n${block(place, 2)}\nthrow ${thrown};\n} catch ${pattern} {\n${block(caught)}\n}${last}`;
  }

  /** A function that is called on the spot: plain, asynchronous, or a generator that runs to its end. */
  function called(place: Place): string {
    const parameters: string[] = [];
    const passed: string[] = [];
    const names: string[] = [];
    const inArguments: string[] = [];
    for (let left = below(3); left > 0; left--) {
      const v = fresh('v');
      const inReach = { ...ofOwnReceiver(place), names: [...place.names, ...names, v] };
      const [parameter, argument] = pick<() => readonly [string, string]>([
        () => [v, `B('${v}')`],
        () => [v, `B('${v}')`],
        () => [v, `B('${v}')`],
        () => [`{ ${v} }`, `{ ${v}: B('${v}') }`],
        () => [`${v} = B('${v}')`, 'undefined'],
        () => [`${v}, ${fresh('d')} = U(() => ${mentions(inReach, 1)})`, `B('${v}'), undefined`],
        () => [`${v}, ${fresh('d')} = ${keep(inReach).slice(0, -1) || '0'}`, `B('${v}'), undefined`],
      ])();
      parameters.push(parameter);
      passed.push(argument);
      names.push(v);
      // a default is no argument
      if (argument !== 'undefined') inArguments.push(v);
    }
    const t = fresh('t');
    argumentsOf.set(t, inArguments);
    const isArrow = chance(0.4);
    const kind = pick(['', '', 'async', isArrow ? '' : '*'] as const);
    const inner: Place = {
      names: [...place.names, ...names],
      depth: place.depth,
      hasThis: isArrow ? place.hasThis : true,
      hasArguments: isArrow ? place.hasArguments : true,
      hasVar: true,
      isSloppy: place.isSloppy,
      waits: kind === 'async' ? 'await 0;' : kind === '*' ? 'yield 0;' : '',
    };
    const mention = !isArrow && chance(0.3) ? 'U(arguments);\n' : '';
    const body = `{\n${mention}${block(inner, 3 + below(3))}\n}`;
    const list = parameters.join(', ');
    if (isArrow) return `(${kind === 'async' ? 'async ' : ''}(${list}) => ${body})(${passed.join(', ')});`;
    const word = kind === 'async' ? 'async function' : `function${kind}`;
    const call = `(${word} ${t}(${list}) ${body}).call(${[`B('${t}')`, ...passed].join(', ')})`;
    return kind === '*' ? `U([...${call}]);` : `${call};`;
  }

  /** An instance of a class: fields, private names, computed keys, a static block. */
  function instance(place: Place): string {
    const c = fresh('c');
    const outside = { ...ofOwnReceiver(place), isSloppy: false };
    const inField = { ...outside, hasThis: true };
    const field = (): string => {
      const kept = chance(0.2) ? keep(inField).slice(0, -1) : '';
      return kept === '' ? closure(inField) : kept;
    };
    const members = [
      `constructor() { R('${c}', this); }`,
      `f = ${field()};`,
      chance(0.4) ? `#p = ${field()};` : '',
      chance(0.3) ? `#m() { return ${mentions(outside, 1)}; }` : '',
      chance(0.2) ? `static #s() { return ${mentions(outside, 1)}; }` : '',
      chance(0.2) ? `get #g() { return ${mentions(outside, 1)}; }` : '',
      chance(0.3)
        ? `[${chance(0.3) ? keep(outside).slice(0, -1) || "'k'" : `U(${closure(outside)}) ?? 'k'`}]() {}`
        : '',
      chance(0.3) ? `[(${closure(outside).startsWith('{') ? '0' : '1'}, 'n')] = ${field()};` : '',
      chance(0.3) ? `static {\n${block({ ...outside, hasVar: true, waits: '' }, 3)}\n}` : '',
    ];
    const base = chance(0.2) ? ` extends (U(${closure(outside)}), Object)` : '';
    const constructor = base === '' ? members[0]! : `constructor() { super(); R('${c}', this); }`;
    return `new (class ${c}${base} {\n${[constructor, ...members.slice(1)].filter(Boolean).join('\n')}\n})();`;
  }

  const top: Place = {
    names: [],
    depth: 4,
    hasThis: false,
    hasArguments: false,
    hasVar: true,
    isSloppy: usesWith,
    waits: '',
  };
  let code = block(top, 7);
  if (!isKept) code += `\n${keep(top)}`;
  return { code: isStrict ? `'use strict';\n${code}` : code, isStrict, argumentsOf };
}
