import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../syntax/functions.ts';
import { childrenOf } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { correlated } from './correlation.ts';
import type { Effects } from './effects.ts';
import { handleLookup, type Activation, type Handle, type HandleLookup } from '../acquisitions/handles.ts';
import { cellOf, join, partsMade, settledCell, withCell, type Cell, type State } from './path-states.ts';
import { isHarmlessCall } from './harmless-calls.ts';
import { refine } from './refinement.ts';
import { begunBy, couldThrow, isProgramEnd, methodCalled } from './throwing.ts';

type Node = TSESTree.Node;

/** The function that is followed, and what happens to which handle where in it. */
export interface Frame {
  readonly activation: Activation;
  readonly handles: readonly Handle[];
  readonly effects: Effects;
  readonly sourceCode: TSESLint.SourceCode;
}

export interface PathOptions {
  /** Exceptions count for every resource, not only for those whose kind says so. */
  readonly exceptionPaths: boolean;
  readonly initial: State;
}

/** Where the paths go that leave a statement other than at its end, from which place. */
export interface Exits {
  returns(state: State, at: Node): void;
  throws(state: State, at: Node): void;
  jumps(state: State, kind: 'break' | 'continue', label: string | null): void;
}

/** Marks the place at which a path leaves with what it holds. */
export const leftAt = (cell: Cell, at: Node): Cell =>
  cell.held.length > 0 && !cell.leftAt ? { ...cell, leftAt: at } : cell;

const unheld = (cell: Cell): Cell => ({ ...cell, held: [], settled: true });

/** The function cannot be followed within a bound that is linear in its size. */
export class TooComplex extends Error {}

/** The part of the interpretation that stays inside expressions: effects in order of evaluation, branches, exceptions. */
export class ExpressionInterpreter {
  protected readonly frame: Frame;
  protected readonly options: PathOptions;
  protected readonly handleAt: HandleLookup;
  readonly #partsBefore = partsMade();
  readonly #mostSteps: number;
  readonly #exceptionsMatter: boolean;
  #steps = 0;

  constructor(frame: Frame, options: PathOptions) {
    this.frame = frame;
    this.options = options;
    this.handleAt = handleLookup(frame.handles, frame.sourceCode);
    this.#exceptionsMatter = options.exceptionPaths || frame.handles.some(({ kind }) => kind.leaksOnThrow);
    // generous for nested loops and finally blocks, and still linear in the length of the text
    this.#mostSteps = 10_000 + 40 * (frame.activation.range[1] - frame.activation.range[0]);
  }

  /** Evaluates an expression (or a statement that is nothing more) in order, with its conditional parts as branches. */
  protected evaluate(node: Node, initial: State, exits: Exits): State | null {
    this.count();
    let state: State | null = initial;
    if (isFunction(node)) return this.apply(node, initial);
    if (node.type === 'LogicalExpression') {
      state = this.evaluate(node.left, initial, exits);
      if (!state) return null;
      const goesOn = node.operator === '&&';
      const right = node.operator === '??' ? state : refine(node.left, state, goesOn, this.handleAt);
      const skipped = node.operator === '??' ? state : refine(node.left, state, !goesOn, this.handleAt);
      const after = right && this.evaluate(node.right, right, exits);
      const { sourceCode } = this.frame;
      return join(
        correlated(after, skipped, state, node.left, this.handleAt, sourceCode),
        correlated(skipped, after, state, node.left, this.handleAt, sourceCode),
      );
    }
    if (node.type === 'ConditionalExpression') {
      state = this.evaluate(node.test, initial, exits);
      if (!state) return null;
      const whenTrue = refine(node.test, state, true, this.handleAt);
      const whenFalse = refine(node.test, state, false, this.handleAt);
      const one = whenTrue && this.evaluate(node.consequent, whenTrue, exits);
      const other = whenFalse && this.evaluate(node.alternate, whenFalse, exits);
      const { sourceCode } = this.frame;
      return join(
        correlated(one, other, state, node.test, this.handleAt, sourceCode),
        correlated(other, one, state, node.test, this.handleAt, sourceCode),
      );
    }
    const parts =
      node.type === 'AssignmentExpression' ? [node.left, node.right] : childrenOf(node, this.frame.sourceCode);
    for (const part of parts) {
      state = this.evaluate(part, state, exits);
      if (!state) return null;
    }
    if (isProgramEnd(node)) return null;
    const isAcquiring = node.type === 'VariableDeclarator' || node.type === 'AssignmentExpression';
    if (!isAcquiring) state = this.apply(node, state);
    if (couldThrow(node) && !this.#isHarmless(node, state)) this.throwAt(node, state, exits);
    if (this.#neverReturns(node, state)) return null;
    return isAcquiring ? this.apply(node, state) : state;
  }

  /** Asked only where an exception would matter. */
  #isHarmless(node: Node, state: State): boolean {
    return state.holds && this.#exceptionsMatter && isHarmlessCall(node, this.frame.sourceCode);
  }

  /** A call that is declared to return `never` has ended the path by an exception, or the program. */
  #neverReturns(node: Node, state: State): boolean {
    if (node.type !== 'CallExpression' || node.parent.type !== 'ExpressionStatement') return false;
    return state.holds && typeQueriesOf(this.frame.sourceCode).neverReturns(node) === true;
  }

  /** An exception leaves here. What does not count exceptions is taken to be settled on that path. */
  protected throwAt(node: Node, state: State, exits: Exits): void {
    const called = methodCalled(node);
    const handle = called && this.handleAt(called.object);
    const isOver = handle && (begunBy(node) !== null || handle.kind.endsByItself.failing?.includes(called.method));
    const cell = handle && cellOf(state, handle);
    exits.throws(isOver && cell && cell.held.length > 0 ? withCell(state, handle, unheld(cell)) : state, node);
  }

  /** A cell where an exception leaves with it. */
  protected thrown(cell: Cell, { kind, isMany }: Handle, at: Node): Cell {
    if (cell.held.length === 0) return cell;
    const counts = kind.leaksOnThrow ? !isMany : this.options.exceptionPaths && !kind.worksUnattended;
    return counts ? leftAt(cell, at) : unheld(cell);
  }

  protected apply(node: Node, initial: State): State {
    let state = initial;
    for (const effect of this.frame.effects.byNode.get(node) ?? []) {
      const { handle } = effect;
      const before = cellOf(state, handle);
      if (effect.does === 'look') {
        effect.see(before);
      } else if (effect.does === 'settle') {
        state = withCell(
          state,
          handle,
          before.held.length === 0 && !before.settled ? before : { ...settledCell, absent: before.absent },
        );
      } else if (effect.does === 'overwrite') {
        state = withCell(state, handle, { ...settledCell, settled: !effect.withNull, absent: effect.withNull });
      } else {
        const isAdded = handle.isMany || (node.type === 'AssignmentExpression' && node.operator !== '=');
        const kept = isAdded ? before.held : [];
        const held = kept.includes(effect.acquisition) ? kept : [...kept, effect.acquisition];
        state = withCell(state, handle, { ...settledCell, settled: false, held, absent: effect.isConditional });
      }
    }
    return state;
  }

  protected count(): void {
    if (++this.#steps > this.#mostSteps) throw new TooComplex();
  }

  /** The work that has been done: nodes evaluated, and parts of states made. */
  protected get work(): number {
    return this.#steps + partsMade() - this.#partsBefore;
  }
}
