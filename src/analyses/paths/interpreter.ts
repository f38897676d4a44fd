import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { correlated, ranOnce } from './correlation.ts';
import type { Effects } from './effects.ts';
import {
  ExpressionInterpreter,
  leftAt,
  TooComplex,
  type Exits,
  type Frame,
  type PathOptions,
} from './expression-paths.ts';
import type { Activation, Handle } from '../acquisitions/handles.ts';
import { cellOf, join, Meeting, withoutCells, type Held, type State } from './path-states.ts';
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
): { readonly leaks: Leaks; readonly work: number } | null {
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

  run(): { leaks: Leaks; work: number } {
    const { body } = this.frame.activation as { body: Node | Node[] };
    const [returned, thrown] = [new Meeting(), new Meeting()];
    const exits: Exits = {
      returns: (state, at) => returned.add(state, (cell) => leftAt(cell, at)),
      throws: (state, at) => thrown.add(state, (cell, handle) => this.thrown(cell, handle, at)),
      jumps: () => undefined,
    };
    const end = Array.isArray(body)
      ? this.#statements(body, this.options.initial, exits)
      : body.type === 'BlockStatement'
        ? this.#statements(body.body, this.options.initial, exits)
        : this.evaluate(body, this.options.initial, exits);
    this.#leave(end, this.frame.handles, { how: 'end', node: this.frame.activation });
    this.#leave(returned.state, this.frame.handles, { how: 'return', node: this.frame.activation });
    this.#leave(thrown.state, this.frame.handles, { how: 'throw', node: this.frame.activation });
    return { leaks: this.#leaks, work: this.work };
  }

  /** Notes what is still held by handles that go out of scope, and takes them out of the state. */
  #leave(state: State | null, handles: readonly Handle[], wayOut: WayOut): State | null {
    if (!state) return null;
    for (const handle of handles) {
      const cell = cellOf(state, handle);
      for (const acquisition of cell.held) {
        const out: WayOut = cell.leftAt ? { how: wayOutAt(cell.leftAt), node: cell.leftAt } : wayOut;
        const leaks = this.#leaks.get(acquisition) ?? [];
        leaks.push({ wayOut: out, isCertain: !cell.absent });
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
    const [thrown, jumps] = [new Meeting(), new Jumps()];
    const end = this.#statements(statements, state, {
      returns: exits.returns,
      throws: (left, at) => thrown.add(left, (cell, handle) => this.thrown(cell, handle, at)),
      jumps: jumps.add,
    });
    const left = this.#leave(thrown.state, handles, { how: 'throw', node: block });
    if (left) exits.throws(left, block);
    jumps.sendOn((jumped) => this.#leave(jumped, handles, { how: 'jump', node: block }), exits);
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
        if (after) exits.returns(after, node);
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
    const whenTrue = refine(node.test, tested, true, this.handleAt);
    const whenFalse = refine(node.test, tested, false, this.handleAt);
    const afterThen = whenTrue && this.#statement(node.consequent, whenTrue, exits);
    const afterElse = whenFalse && node.alternate ? this.#statement(node.alternate, whenFalse, exits) : whenFalse;
    const { sourceCode } = this.frame;
    return join(
      correlated(afterThen, afterElse, tested, node.test, this.handleAt, sourceCode),
      correlated(afterElse, afterThen, tested, node.test, this.handleAt, sourceCode),
    );
  }

  #try(node: TSESTree.TryStatement, state: State, exits: Exits): State | null {
    // every completion is caught first, then sent on through `finally`
    const [returned, jumps] = [new Meeting(), new Jumps()];
    let thrown = new Meeting();
    const caught: Exits = {
      returns: (left, at) => returned.add(left, (cell) => leftAt(cell, at)),
      throws: (left, at) => thrown.add(left, (cell, handle) => this.thrown(cell, handle, at)),
      jumps: jumps.add,
    };
    let end = this.#statement(node.block, state, caught);
    const entry = thrown.state;
    if (node.handler && entry) {
      thrown = new Meeting();
      end = join(end, this.#statement(node.handler.body, entry, caught));
    }
    const finish = (left: State | null): State | null =>
      left && node.finalizer ? this.#statement(node.finalizer, left, exits) : left;
    const after = finish(end);
    const [afterReturn, afterThrow] = [finish(returned.state), finish(thrown.state)];
    if (afterReturn) exits.returns(afterReturn, node);
    if (afterThrow) exits.throws(afterThrow, node);
    jumps.sendOn(finish, exits);
    return after;
  }

  #switch(node: TSESTree.SwitchStatement, state: State, exits: Exits): State | null {
    const tested = this.evaluate(node.discriminant, state, exits);
    const left = new Meeting();
    const inner: Exits = {
      ...exits,
      jumps: (jumped, kind, label) => {
        if (kind === 'break' && label === null) left.add(jumped);
        else exits.jumps(jumped, kind, label);
      },
    };
    let falling: State | null = null;
    for (const { test, consequent } of node.cases) {
      const entered: State | null = tested && test ? this.evaluate(test, tested, inner) : tested;
      falling = this.#statements(consequent, join(entered, falling), inner);
    }
    const taken = join(falling, left.state);
    const after = join(taken, this.#pastEveryCase(node, tested, taken));
    const handles = this.#handlesByBlock.get(node);
    return handles ? this.#leave(after, handles, { how: 'end', node }) : after;
  }

  /** Where no case matched; `null` where the cases, or a `default`, leave nothing over. */
  #pastEveryCase({ cases, discriminant }: TSESTree.SwitchStatement, tested: State | null, taken: State | null) {
    const tests = cases.flatMap(({ test }) => test ?? []);
    if (!tested || tests.length < cases.length) return null;
    const isCovered = tested.holds && typeQueriesOf(this.frame.sourceCode).coversEvery(tests, discriminant);
    // of several cases, without types, the last may well be the only one that is left
    return isCovered ? null : isCovered === null && tests.length > 1 ? ranOnce(tested, taken) : tested;
  }

  #labeled(node: TSESTree.LabeledStatement, state: State, exits: Exits): State | null {
    const labels: string[] = [];
    let body: Node = node;
    for (; body.type === 'LabeledStatement'; body = body.body) labels.push(body.label.name);
    const left = new Meeting();
    const inner: Exits = {
      ...exits,
      jumps: (jumped, kind, label) => {
        if (kind === 'break' && label !== null && labels.includes(label)) left.add(jumped);
        else exits.jumps(jumped, kind, label);
      },
    };
    const isLoop = /^(For|While|DoWhile)/.test(body.type);
    const after = isLoop ? this.#loop(body as Loop, state, inner, labels) : this.#statement(body, state, inner);
    return join(after, left.state);
  }

  #loop(node: Loop, initial: State, exits: Exits, labels: readonly string[]): State | null {
    const head = 'left' in node ? node.right : node.type === 'ForStatement' ? node.init : null;
    const start = head ? this.evaluate(head, initial, exits) : initial;
    if (!start) return null;
    const test = 'test' in node ? node.test : null;
    const isEndless = !('left' in node) && (!test || (test.type === 'Literal' && Boolean(test.value)));
    const handles = this.#handlesByBlock.get(node) ?? [];
    let entry: State | null = start;
    for (let round = 0; ; round++) {
      if (round > maxRounds) throw new TooComplex();
      const [left, continued] = [new Meeting(), new Meeting()];
      const inner: Exits = {
        ...exits,
        jumps: (jumped, kind, label) => {
          if (label !== null && !labels.includes(label)) exits.jumps(jumped, kind, label);
          else if (kind === 'break') left.add(jumped);
          else continued.add(jumped);
        },
      };
      let at: State | null = entry;
      if (node.type !== 'DoWhileStatement') at = this.#enter(node, test, at, inner);
      const done = at && this.#statement(node.body, at, inner);
      let next = join(done, continued.state);
      if (next && 'left' in node) next = this.#leave(next, handles, { how: 'iteration', node: node.body });
      if (next && node.type === 'ForStatement' && node.update) next = this.evaluate(node.update, next, inner);
      const repeated: State | null =
        node.type === 'DoWhileStatement' && next && test ? this.evaluate(test, next, inner) : next;
      const joined: State | null = join(entry, repeated);
      if (joined === entry) {
        const last: State | null = node.type === 'DoWhileStatement' ? repeated : this.#tested(test, entry, inner);
        const over = isEndless || !last ? null : test ? refine(test, last, false, this.handleAt) : last;
        const after = join(left.state, ranOnce(over, repeated));
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
    const refined = test ? refine(test, tested, true, this.handleAt) : tested;
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

/** The paths that `break` and `continue` take out of a statement, by where they go. */
class Jumps {
  readonly #byTarget = new Map<string, { meeting: Meeting; kind: 'break' | 'continue'; label: string | null }>();

  readonly add: Exits['jumps'] = (state, kind, label) => {
    const target = `${kind} ${label ?? ''}`;
    const jump = this.#byTarget.get(target) ?? { meeting: new Meeting(), kind, label };
    jump.meeting.add(state);
    this.#byTarget.set(target, jump);
  };

  sendOn(onTheWay: (state: State | null) => State | null, exits: Exits): void {
    for (const { meeting, kind, label } of this.#byTarget.values()) {
      const state = onTheWay(meeting.state);
      if (state) exits.jumps(state, kind, label);
    }
  }
}
