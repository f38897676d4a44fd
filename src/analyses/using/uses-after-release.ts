import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { usableAfterRelease } from '../../catalog/after-release.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { Effect, Effects } from '../paths/effects.ts';
import type { Activation, Handle } from '../acquisitions/handles.ts';
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
  for (const variable of releasedVariables(sourceCode)) {
    const use = firstUseAfterRelease(variable, sourceCode, settings);
    const other = found.get(variable);
    if (use && (!other || use.node.range[0] < other.node.range[0])) found.set(variable, use);
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
  const init = onlyDeclaratorOf(variable)?.init;
  const given = init ? withoutTypes(init) : null;
  const other = given?.type === 'Identifier' ? variableOf(given, sourceCode) : null;
  return other && isRenamed(other, variable) ? renamedBy(other, sourceCode) : variable;
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

function firstUseAfterRelease(
  variable: Variable,
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): UseAfterRelease | null {
  const activation = homeOf(variable);
  const kind = activation && kindOfVariable(variable, sourceCode, settings);
  const [id] = variable.identifiers;
  if (!activation || !kind || !id || kind.worksUnattended || kind.family === 'timer') return null;
  if (kind.id !== null && usableAfterRelease.has(kind.id)) return null;
  const handle: Handle = {
    number: 0,
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
  const byNode = new Map<Node, Effect[]>();
  const put = (node: Node, effect: Effect): void => {
    byNode.set(node, [...(byNode.get(node) ?? []), effect]);
  };
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
    if (!before) return;
    seen.push({ step, before });
  };

  declare(variable, handle, put);
  for (const { step, closure } of steps) {
    if (closure) {
      // a function that is made when the release has been made can only run after it
      const isExpression = closure.type === 'ArrowFunctionExpression' || closure.type === 'FunctionExpression';
      if (step.does !== 'use' || !isExpression) continue;
      const see = (cell: Cell): void => {
        if (!cell.settled && !cell.absent) look(step, closure, cell);
      };
      put(closure, { does: 'look', handle, see });
      continue;
    }
    if (step.does === 'restart') put(step.at, { does: 'overwrite', handle, withNull: false });
    else if (step.does === 'write') put(step.at, { does: 'overwrite', handle, withNull: step.isNull });
    else put(step.at, { does: 'look', handle, see: (cell) => look(step, step.at, cell) });
    if (step.does === 'release') put(step.at, { does: 'acquire', handle, acquisition: step, isConditional: false });
  }
  const effects: Effects = { byNode, released: new Set([handle]) };
  const initial = isFunction(variable.defs[0]!.node) ? withCell(emptyState, handle, settledCell) : emptyState;
  interpret(activation, [handle], effects, sourceCode, { exceptionPaths: false, initial });
  const [first] = seen.sort((one, other) => one.step.at.range[0] - other.step.at.range[0]);
  if (!first) return null;
  const { step, before } = first;
  const superfluous = step.does === 'release' && !needed.has(step) ? step.statement : null;
  const name = names.get(step) ?? variable.name;
  return { variable, name, does: step.does, node: step.at, released: before.at, superfluous };
}

/** Where the variable begins, and in a loop begins again: nothing has been released there. */
function declare(variable: Variable, handle: Handle, put: (node: Node, effect: Effect) => void): void {
  const declarator = variable.defs[0]?.node as Node;
  if (declarator.type !== 'VariableDeclarator') return;
  const loop = declarator.parent.parent;
  const at = loop.type === 'ForOfStatement' || loop.type === 'ForInStatement' ? loop : declarator;
  put(at, { does: 'overwrite', handle, withNull: false });
}
