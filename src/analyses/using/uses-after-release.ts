import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { usableAfterRelease } from '../../catalog/after-release.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { Effect, Effects } from '../paths/effects.ts';
import type { Activation, Handle } from '../acquisitions/handles.ts';
import { countSteps } from '../paths/flow-steps.ts';
import { interpret } from '../paths/interpreter.ts';
import { outermostClosure } from '../acquisitions/handle-uses.ts';
import { emptyState, settledCell, withCell, type Cell } from '../paths/path-states.ts';
import { isSure } from '../paths/release-conditions.ts';
import { releasesByCalls, useByCallee } from './callee-steps.ts';
import { couldRelease, isSameRelease, stepAt, type Step } from './release-steps.ts';
import { findDisposedTwice } from './disposed-twice.ts';
import { isReleasedOnlyOnce, kindOfVariable } from '../acquisitions/variable-kinds.ts';

type Node = TSESTree.Node;
type Release = Extract<Step, { does: 'release' }>;

/**
 * What is done with a resource after it has been released: a use, a second release, or that it is given to the caller.
 * Of each variable only the first. Errs towards silence: where conditions could be the same, where something could have
 * begun it anew, and where the code asks the resource itself.
 */
export interface UseAfterRelease {
  readonly variable: Variable;
  readonly name: string;
  readonly does: 'use' | 'return' | 'release';
  readonly node: Node;
  /** The release before it; `null` when that is the end of the block of a `using` declaration. */
  readonly released: Node | null;
  /** The statement that can go: it does nothing but release a second time. */
  readonly superfluous: TSESTree.Statement | null;
}

const usesByFile = new WeakMap<TSESLint.SourceCode, readonly UseAfterRelease[]>();

/** Every use after release of a file, in source order. Computed once a file. */
export function findUsesAfterRelease(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): readonly UseAfterRelease[] {
  let uses = usesByFile.get(sourceCode);
  if (!uses) usesByFile.set(sourceCode, (uses = computeUses(sourceCode, settings)));
  return uses;
}

function computeUses(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): readonly UseAfterRelease[] {
  const found = new Map<Variable, UseAfterRelease>();
  for (const [variable, use] of findDisposedTwice(sourceCode, settings)) found.set(variable, use);
  // each function is followed once for all of its variables: the cost grows with its size, and no faster
  const byActivation = new Map<Activation, Watch[]>();
  for (const variable of releasedVariables(sourceCode)) {
    const activation = homeOf(variable);
    const watches = (activation && byActivation.get(activation)) ?? [];
    const watch = activation && watchOn(variable, activation, watches.length, sourceCode, settings);
    if (watch) byActivation.set(activation, [...watches, watch]);
  }
  for (const [activation, watches] of byActivation) {
    follow(activation, watches, sourceCode);
    for (const { handle, seen, toUse } of watches) {
      const [first] = seen.sort((one, other) => one.step.at.range[0] - other.step.at.range[0]);
      const other = found.get(handle.variable);
      if (first && (!other || first.step.at.range[0] < other.node.range[0])) found.set(handle.variable, toUse(first));
    }
  }
  return [...found.values()].sort((one, other) => one.node.range[0] - other.node.range[0]);
}

/** The variables on which something is called that could be their release, in their own function. */
function releasedVariables(sourceCode: TSESLint.SourceCode): Set<Variable> {
  const variables = new Set<Variable>();
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || !couldRelease(node)) return undefined;
    const callee = withoutTypes(node.callee);
    const value = callee.type === 'MemberExpression' ? withoutTypes(callee.object) : null;
    for (const name of [value, node.arguments[0]]) {
      const variable = name?.type === 'Identifier' ? variableOf(name, sourceCode) : null;
      if (variable) variables.add(renamedBy(variable, sourceCode));
    }
    return undefined;
  });
  return variables;
}

/** The variable of which a constant is another name: `r` of `const same = r`, where neither is ever written again. */
function renamedBy(variable: Variable, sourceCode: TSESLint.SourceCode): Variable {
  const names = new Set([variable]);
  let first = variable;
  for (;;) {
    const init = onlyDeclaratorOf(first)?.init;
    const given = init ? withoutTypes(init) : null;
    const other = given?.type === 'Identifier' ? variableOf(given, sourceCode) : null;
    // `const a = b, b = a;` parses, and throws when it runs
    if (!other || names.has(other) || !isRenamed(other, first)) return first;
    names.add(other);
    first = other;
  }
}

function isRenamed(variable: Variable, by: Variable): boolean {
  const homes = [variable, by].map((one) => {
    const node = one.defs[0]?.node as Node | undefined;
    return node && isFunction(node) ? node : node && functionOf(node);
  });
  const isWrittenOnce = variable.references.every((reference) => !reference.isWrite() || reference.init);
  return variable.defs.length === 1 && homes[0] === homes[1] && isWrittenOnce;
}

/** A variable with every other name for it. */
function namesOf(variable: Variable, sourceCode: TSESLint.SourceCode): Set<Variable> {
  const names = new Set([variable]);
  for (const name of names) {
    for (const { identifier } of name.references) {
      let value: Node = identifier;
      while (/^TS(NonNull|As|Satisfies)Expression$/.test(value.parent?.type ?? '')) value = value.parent!;
      const { parent } = value;
      if (parent?.type !== 'VariableDeclarator' || parent.init !== value || parent.id.type !== 'Identifier') continue;
      const other = variableOf(parent.id, sourceCode);
      const isPlain = other && !/using/.test(parent.parent.kind) && onlyDeclaratorOf(other) === parent;
      if (isPlain && isRenamed(name, other)) names.add(other);
    }
  }
  return names;
}

/** The function in which a variable is declared, as a variable or as a parameter; `null` where others could release it unseen. */
function homeOf(variable: Variable): Activation | null {
  const [definition] = variable.defs;
  const node = definition?.node as Node | undefined;
  if (!node || variable.defs.length !== 1) return null;
  if (isFunction(node)) return definition?.name.type === 'Identifier' && node.type !== 'StaticBlock' ? node : null;
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return null;
  const home = functionOf(node);
  const isWrittenElsewhere = variable.references.some(
    (reference) => reference.isWrite() && functionOf(reference.identifier) !== home,
  );
  return home.type === 'PropertyDefinition' || isWrittenElsewhere ? null : home;
}

interface Seen {
  readonly step: Exclude<Step, { does: 'restart' | 'write' }>;
  readonly before: Release;
}

/** A variable that is watched along the paths of its function. */
interface Watch {
  readonly handle: Handle;
  readonly effects: readonly (readonly [Node, Effect])[];
  /** What was done after a release; filled in on the way. */
  readonly seen: Seen[];
  readonly toUse: (seen: Seen) => UseAfterRelease;
}

function follow(activation: Activation, watches: readonly Watch[], sourceCode: TSESLint.SourceCode): void {
  const byNode = new Map<Node, Effect[]>();
  for (const [node, effect] of watches.flatMap(({ effects }) => effects)) {
    const effects = byNode.get(node);
    if (effects) effects.push(effect);
    else byNode.set(node, [effect]);
  }
  const handles = watches.map(({ handle }) => handle);
  const effects: Effects = { byNode, released: new Set(handles) };
  const given = handles.filter(({ variable }) => isFunction(variable.defs[0]!.node));
  const initial = given.reduce((state, handle) => withCell(state, handle, settledCell), emptyState);
  const followed = interpret(activation, handles, effects, sourceCode, { exceptionPaths: false, initial });
  countSteps(followed?.work ?? 0, sourceCode);
}

function watchOn(
  variable: Variable,
  activation: Activation,
  number: number,
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): Watch | null {
  const kind = kindOfVariable(variable, sourceCode, settings);
  const [id] = variable.identifiers;
  if (!kind || !id || kind.worksUnattended || kind.family === 'timer') return null;
  if (kind.id !== null && usableAfterRelease.has(kind.id)) return null;
  const handle: Handle = {
    number,
    variable,
    property: null,
    name: variable.name,
    variables: namesOf(variable, sourceCode),
    // an exception on the way releases nothing, and takes nothing back
    kind: { ...kind, leaksOnThrow: false },
    acquisitions: [],
    isMany: false,
    block: variable.scope.block,
  };
  const canBeReleasedAgain = !isReleasedOnlyOnce(kind, id, sourceCode);
  const seen: Seen[] = [];
  /** Steps to which some path comes without a release before. */
  const needed = new Set<Step>();
  const effects: [Node, Effect][] = [];
  const names = new Map<Step, string>();
  const references = [...handle.variables].flatMap((name) => name.references);
  const steps = references.flatMap(({ identifier, init }) => {
    const step = init ? null : (stepAt(identifier, kind, sourceCode) ?? useByCallee(identifier, kind, sourceCode));
    if (!step) return [];
    names.set(step, identifier.name);
    const closure = outermostClosure(identifier, activation);
    const calls = closure && step.does === 'release' ? releasesByCalls(step, sourceCode) : [];
    return [{ step, closure }, ...calls.map((call) => ({ step: call, closure: null }))];
  });
  const look = (step: Seen['step'], at: Node, cell: Cell): void => {
    const releases = cell.held as readonly Release[];
    const isCertain = !cell.settled && !cell.absent;
    if (!isCertain || releases.length === 0) needed.add(step);
    const before = releases.find(
      (release) =>
        (step.does !== 'release' || (!canBeReleasedAgain && isSameRelease(step, release))) &&
        isSure(at, release.at, isCertain, handle, sourceCode),
    );
    if (before) seen.push({ step, before });
  };

  effects.push(...begin(handle));
  for (const { step, closure } of steps) {
    if (closure) {
      // a function that is made when the release has been made can only run after it
      const isExpression = closure.type === 'ArrowFunctionExpression' || closure.type === 'FunctionExpression';
      if (step.does !== 'use' || !isExpression) continue;
      const see = (cell: Cell): void => {
        if (!cell.settled && !cell.absent) look(step, closure, cell);
      };
      effects.push([closure, { does: 'look', handle, see }]);
      continue;
    }
    if (step.does === 'restart') effects.push([step.at, { does: 'overwrite', handle, withNull: false }]);
    else if (step.does === 'write') effects.push([step.at, { does: 'overwrite', handle, withNull: step.isNull }]);
    else effects.push([step.at, { does: 'look', handle, see: (cell) => look(step, step.at, cell) }]);
    if (step.does === 'release')
      effects.push([step.at, { does: 'acquire', handle, acquisition: step, isConditional: false }]);
  }
  const last = lastOf(steps.map(({ step, closure }) => closure ?? step.at));
  // from here on nothing asks, and what nothing asks for costs nothing
  if (last && !isRepeated(last, handle)) effects.push([last, { does: 'settle', handle }]);
  const toUse = ({ step, before }: Seen): UseAfterRelease => ({
    variable,
    name: names.get(step) ?? variable.name,
    does: step.does,
    node: step.at,
    released: before.at,
    superfluous: step.does === 'release' && !needed.has(step) ? step.statement : null,
  });
  return { handle, effects, seen, toUse };
}

const lastOf = (nodes: readonly Node[]): Node | undefined =>
  nodes.reduce<Node | undefined>((last, node) => (last && last.range[1] >= node.range[1] ? last : node), undefined);

/** Whether a loop comes to a place more than once while a variable holds one value. */
function isRepeated(place: Node, { variable }: Handle): boolean {
  const [start] = variable.identifiers[0]!.range;
  for (let node = place.parent; node; node = node.parent) {
    if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type) && node.range[0] > start) return true;
  }
  return false;
}

/** Where the variable begins, and in a loop begins again: nothing has been released there. */
function begin(handle: Handle): [Node, Effect][] {
  const declarator = handle.variable.defs[0]?.node as Node;
  if (declarator.type !== 'VariableDeclarator') return [];
  const loop = declarator.parent.parent;
  const at = loop.type === 'ForOfStatement' || loop.type === 'ForInStatement' ? loop : declarator;
  return [[at, { does: 'overwrite', handle, withNull: false }]];
}
