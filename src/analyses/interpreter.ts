import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { correlated, ranOnce } from './correlation.ts';
import type { Effects } from './effects.ts';
import { ExpressionInterpreter, TooComplex, type Exits, type Frame, type PathOptions } from './expression-paths.ts';
import type { Activation, Handle } from './handles.ts';
import { join, mapCells, withoutCells, type Held, type State } from './path-states.ts';
import { refine } from './refinement.ts';
import type { WayOut } from './ways-out.ts';

type Node = TSESTree.Node;

/** A resource that is held where a path leaves the scope of its handle. */
export interface Leak {
  readonly wayOut: WayOut;
  /** On this path it is held for sure: the handle could not have been null. */
  readonly isCertain: boolean;
}

/** Every way out on which something is held, by what is held. */
export type Leaks = ReadonlyMap<Held, readonly Leak[]>;

/** Rounds after which a loop's states have settled; more than that means a mistake here, and no report. */
const maxRounds = 8;

/**
 * Runs a function's statements over sets of possibilities: completions (normal, return, throw, break, continue)
 * each with the state of every handle, `finally` on every way out, loops to a fixed point.
 * @returns `null` when the function is too complex to follow within a bound linear in its size.
 */
export function interpret(
  activation: Activation,
  handles: readonly Handle[],
  effects: Effects,
  sourceCode: TSESLint.SourceCode,
  options: PathOptions,
): Leaks | null {
  try {
    return new Interpreter({ activation, handles, effects, sourceCode }, options).run();
  } catch (error) {
    if (error instanceof TooComplex) return null;
    throw error;
  }
}

class Interpreter extends ExpressionInterpreter {
  readonly #handlesByBlock = new Map<Node, Handle[]>();
  readonly #leaks = new Map<Held, Leak[]>();

  constructor(frame: Frame, options: PathOptions) {
    super(frame, options);
    for (const handle of frame.handles) {
      const group = this.#handlesByBlock.get(handle.block);
      if (group) group.push(handle);
      else this.#handlesByBlock.set(handle.block, [handle]);
    }
  }

  run(): Leaks {
    const { body } = this.frame.activation as { body: Node | Node[] };
    let returned: State | null = null;
    let thrown: State | null = null;
    const exits: Exits = {
      returns: (state) => (returned = join(returned, state)),
      throws: (state) => (thrown = join(thrown, state)),
      jumps: () => undefined,
    };
    const end = Array.isArray(body)
      ? this.#statements(body, this.options.initial, exits)
      : body.type === 'BlockStatement'
        ? this.#statements(body.body, this.options.initial, exits)
        : this.evaluate(body, this.options.initial, exits);
    this.#leave(end, this.frame.handles, { how: 'end', node: this.frame.activation });
    this.#leave(returned, this.frame.handles, { how: 'return', node: this.frame.activation });
    this.#leave(thrown, this.frame.handles, { how: 'throw', node: this.frame.activation });
    return this.#leaks;
  }

  /** Notes what is still held by handles that go out of scope, and takes them out of the state. */
  #leave(state: State | null, handles: readonly Handle[], wayOut: WayOut): State | null {
    if (!state) return null;
    for (const handle of handles) {
      const cell = state.get(handle);
      for (const acquisition of cell?.held ?? []) {
        const out: WayOut = cell?.leftAt ? { how: wayOutAt(cell.leftAt), node: cell.leftAt } : wayOut;
        const leaks = this.#leaks.get(acquisition) ?? [];
        leaks.push({ wayOut: out, isCertain: !cell?.absent });
        this.#leaks.set(acquisition, leaks);
      }
    }
    return withoutCells(state, handles);
  }

  #statements(statements: readonly Node[], initial: State | null, exits: Exits): State | null {
    let state = initial;
    for (const statement of statements) {
      if (!state) return null;
      state = this.#statement(statement, state, exits);
    }
    return state;
  }

  #block(block: Node, statements: readonly Node[], state: State, exits: Exits): State | null {
    const handles = this.#handlesByBlock.get(block);
    if (!handles || block === this.frame.activation) return this.#statements(statements, state, exits);
    const isLoopBody = /^(For|While|DoWhile)/.test(block.parent?.type ?? '');
    const inner: Exits = {
      returns: exits.returns,
      throws: (left) => exits.throws(this.#leave(left, handles, { how: 'throw', node: block })!),
      jumps: (left, kind, label) => exits.jumps(this.#leave(left, handles, { how: 'jump', node: block })!, kind, label),
    };
    const end = this.#statements(statements, state, inner);
    return this.#leave(end, handles, { how: isLoopBody ? 'iteration' : 'end', node: block });
  }

  #statement(node: Node, state: State, exits: Exits): State | null {
    this.count();
    switch (node.type) {
      case 'BlockStatement':
        return this.#block(node, node.body, state, exits);
      case 'IfStatement':
        return this.#if(node, state, exits);
      case 'ReturnStatement': {
        const after = node.argument ? this.evaluate(node.argument, state, exits) : state;
        if (after) exits.returns(leftAt(after, node));
        return null;
      }
      case 'ThrowStatement': {
        const after = this.evaluate(node.argument, state, exits);
        if (after) this.throwAt(node, after, exits);
        return null;
      }
      case 'BreakStatement':
      case 'ContinueStatement': {
        const kind = node.type === 'BreakStatement' ? 'break' : 'continue';
        exits.jumps(state, kind, node.label?.name ?? null);
        return null;
      }
      case 'TryStatement':
        return this.#try(node, state, exits);
      case 'SwitchStatement':
        return this.#switch(node, state, exits);
      case 'LabeledStatement':
        return this.#labeled(node, state, exits);
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
      case 'ForOfStatement':
      case 'ForInStatement':
        return this.#loop(node, state, exits, []);
      case 'FunctionDeclaration':
        return this.apply(node, state);
      default:
        return this.evaluate(node, state, exits);
    }
  }

  #if(node: TSESTree.IfStatement, state: State, exits: Exits): State | null {
    const tested = this.evaluate(node.test, state, exits);
    if (!tested) return null;
    const whenTrue = refine(node.test, tested, true, this.frame.handles, this.frame.sourceCode);
    const whenFalse = refine(node.test, tested, false, this.frame.handles, this.frame.sourceCode);
    const afterThen = whenTrue && this.#statement(node.consequent, whenTrue, exits);
    const afterElse = whenFalse && node.alternate ? this.#statement(node.alternate, whenFalse, exits) : whenFalse;
    const { sourceCode } = this.frame;
    return join(
      correlated(afterThen, afterElse, tested, node.test, sourceCode),
      correlated(afterElse, afterThen, tested, node.test, sourceCode),
    );
  }

  #try(node: TSESTree.TryStatement, state: State, exits: Exits): State | null {
    // every completion is caught first, then sent on through `finally`
    let returned: State | null = null;
    let thrown: State | null = null;
    const jumps = new Map<string, { state: State; kind: 'break' | 'continue'; label: string | null }>();
    const caught: Exits = {
      returns: (left) => (returned = join(returned, left)),
      throws: (left) => (thrown = join(thrown, left)),
      jumps: (left, kind, label) => {
        const key = `${kind} ${label ?? ''}`;
        jumps.set(key, { state: join(jumps.get(key)?.state ?? null, left)!, kind, label });
      },
    };
    let end = this.#statement(node.block, state, caught);
    if (node.handler && thrown) {
      const entry = thrown;
      thrown = null;
      end = join(end, this.#statement(node.handler.body, entry, caught));
    }
    const finish = (left: State | null): State | null =>
      left && node.finalizer ? this.#statement(node.finalizer, left, exits) : left;
    const after = finish(end);
    const [afterReturn, afterThrow] = [finish(returned), finish(thrown)];
    if (afterReturn) exits.returns(afterReturn);
    if (afterThrow) exits.throws(afterThrow);
    for (const { state: left, kind, label } of jumps.values()) {
      const afterJump = finish(left);
      if (afterJump) exits.jumps(afterJump, kind, label);
    }
    return after;
  }

  #switch(node: TSESTree.SwitchStatement, state: State, exits: Exits): State | null {
    const tested = this.evaluate(node.discriminant, state, exits);
    let left: State | null = null;
    const inner: Exits = {
      ...exits,
      jumps: (jumped, kind, label) => {
        if (kind === 'break' && label === null) left = join(left, jumped);
        else exits.jumps(jumped, kind, label);
      },
    };
    let falling: State | null = null;
    for (const { test, consequent } of node.cases) {
      const entered: State | null = tested && test ? this.evaluate(test, tested, inner) : tested;
      falling = this.#statements(consequent, join(entered, falling), inner);
    }
    const hasDefault = node.cases.some(({ test }) => test === null);
    const after = join(join(falling, left), hasDefault ? null : tested);
    const handles = this.#handlesByBlock.get(node);
    return handles ? this.#leave(after, handles, { how: 'end', node }) : after;
  }

  #labeled(node: TSESTree.LabeledStatement, state: State, exits: Exits): State | null {
    const labels: string[] = [];
    let body: Node = node;
    for (; body.type === 'LabeledStatement'; body = body.body) labels.push(body.label.name);
    let left: State | null = null;
    const inner: Exits = {
      ...exits,
      jumps: (jumped, kind, label) => {
        if (kind === 'break' && label !== null && labels.includes(label)) left = join(left, jumped);
        else exits.jumps(jumped, kind, label);
      },
    };
    const isLoop = /^(For|While|DoWhile)/.test(body.type);
    const after = isLoop ? this.#loop(body as Loop, state, inner, labels) : this.#statement(body, state, inner);
    return join(after, left);
  }

  #loop(node: Loop, initial: State, exits: Exits, labels: readonly string[]): State | null {
    const head = 'left' in node ? node.right : node.type === 'ForStatement' ? node.init : null;
    const start = head ? this.evaluate(head, initial, exits) : initial;
    if (!start) return null;
    const test = 'test' in node ? node.test : null;
    const isEndless = !('left' in node) && (!test || (test.type === 'Literal' && Boolean(test.value)));
    const handles = this.#handlesByBlock.get(node) ?? [];
    let left: State | null = null;
    let entry: State | null = start;
    for (let round = 0; ; round++) {
      if (round > maxRounds) throw new TooComplex();
      let next: State | null = null;
      left = null;
      const inner: Exits = {
        ...exits,
        jumps: (jumped, kind, label) => {
          if (label !== null && !labels.includes(label)) exits.jumps(jumped, kind, label);
          else if (kind === 'break') left = join(left, jumped);
          else next = join(next, jumped);
        },
      };
      let at: State | null = entry;
      if (node.type !== 'DoWhileStatement') at = this.#enter(node, test, at, inner);
      if (at) next = join(next, this.#statement(node.body, at, inner));
      if (next && 'left' in node) next = this.#leave(next, handles, { how: 'iteration', node: node.body });
      if (next && node.type === 'ForStatement' && node.update) next = this.evaluate(node.update, next, inner);
      const repeated: State | null =
        node.type === 'DoWhileStatement' && next && test ? this.evaluate(test, next, inner) : next;
      const joined: State | null = join(entry, repeated);
      if (joined === entry) {
        const last: State | null = node.type === 'DoWhileStatement' ? repeated : this.#tested(test, entry, inner);
        const over =
          isEndless || !last
            ? null
            : test
              ? refine(test, last, false, this.frame.handles, this.frame.sourceCode)
              : last;
        const after = join(left, ranOnce(over, repeated));
        return handles.length > 0 ? this.#leave(after, handles, { how: 'end', node }) : after;
      }
      entry = joined;
    }
  }

  #tested(test: Node | null, state: State | null, exits: Exits): State | null {
    return state && test ? this.evaluate(test, state, exits) : state;
  }

  /** The state at the start of a loop's body. */
  #enter(node: Loop, test: Node | null, state: State | null, exits: Exits): State | null {
    const tested = this.#tested(test, state, exits);
    if (!tested) return null;
    const refined = test ? refine(test, tested, true, this.frame.handles, this.frame.sourceCode) : tested;
    return refined && 'left' in node ? this.apply(node, refined) : refined;
  }
}

type Loop =
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement
  | TSESTree.ForStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement;

function wayOutAt(node: Node): WayOut['how'] {
  return node.type === 'ReturnStatement' ? 'return' : node.type === 'ThrowStatement' ? 'throw' : 'exception';
}

/** Marks the place at which a path leaves with what it holds. */
function leftAt(state: State, node: Node): State {
  return mapCells(state, (cell) => (cell.held.length > 0 && !cell.leftAt ? { ...cell, leftAt: node } : cell));
}
