import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { goodAfterEnd, releasingEnds } from '../../catalog/timers.ts';
import { isNullish } from '../../syntax/constants.ts';
import { isFunction } from '../../syntax/functions.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { codeReachedFrom, isReachedFrom, type Owner } from '../lifecycles/owners.ts';
import { endingOf } from './endings.ts';
import { minute } from './late-callbacks.ts';
import { codeRunBy, conditionsOf } from './loops.ts';
import { delayOf, type TimerStart } from './starts.ts';
import { asksFlagOf } from './stop-flags.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Whether it is sure that a one-shot timeout which the end of its owner does not clear should have been cleared: the
 * end clears others, what it does late works on what the end has released, or it lasts for minutes. Errs towards "no".
 */
export function isSurelyForgotten(
  start: TimerStart,
  owner: Owner,
  starts: readonly TimerStart[],
  sourceCode: SourceCode,
): boolean {
  if (owner.kind === 'tests' || owner.releasePlaces.length === 0 || !start.isLong) return false;
  // what the end itself starts has to come after it
  if (isReachedFrom(owner, start.node, sourceCode)) return false;
  const [callback] = start.node.arguments;
  const run = callback ? codeRunBy(callback, sourceCode) : [];
  if (asksFlagOf(owner, run, sourceCode)) return false;
  return (
    lastsForMinutes(start, owner, sourceCode) ||
    starts.some((other) => isClearedSibling(other, start, owner, sourceCode)) ||
    worksOnReleased(run, owner, sourceCode)
  );
}

/** It is told to wait for minutes, and keeps the owner alive for that long. */
function lastsForMinutes({ node }: TimerStart, { kind }: Owner, sourceCode: SourceCode): boolean {
  const [callback] = node.arguments;
  const delay = delayOf(node, sourceCode);
  if (!callback || delay === null || delay < minute) return false;
  return kind === 'effect' || (kind === 'instance' && mentionsInstance(callback, sourceCode));
}

function mentionsInstance(callback: Node, sourceCode: SourceCode): boolean {
  let found = false;
  walk(callback, sourceCode, (node) => {
    found ||= node.type === 'ThisExpression';
    return undefined;
  });
  return found;
}

/** Another timer of the same owner, which the end clears: whoever wrote that has thought of timers. */
function isClearedSibling(other: TimerStart, start: TimerStart, owner: Owner, sourceCode: SourceCode): boolean {
  if (other === start || !('name' in other.place) || !('name' in start.place)) return false;
  // a constant of a handler is as good as dropped
  const isKept = start.place.at === 'field' || start.place.variable.scope.block === owner.node;
  if (!isKept || other.place.name === start.place.name) return false;
  const ending = endingOf(other, sourceCode);
  return ending.cleared === 'at the end' && ending.owner?.node === owner.node;
}

/** What code ends: fields of `this` by their names, and variables. */
interface Released {
  readonly fields: ReadonlySet<string>;
  readonly variables: ReadonlySet<Variable>;
}

/**
 * Its callback uses, without asking, what the end has set to null or disposed of: `this.socket!.send(…)` after
 * `this.socket = null`.
 */
function worksOnReleased(run: readonly Node[], owner: Owner, sourceCode: SourceCode): boolean {
  const released = releasedBy(owner, sourceCode);
  return (
    run.some((code) => usesAny(released, code, sourceCode)) && !run.some((code) => writes(released, code, sourceCode))
  );
}

const releasedByOwner = new WeakMap<Owner, Released>();

function releasedBy(owner: Owner, sourceCode: SourceCode): Released {
  let released = releasedByOwner.get(owner);
  if (!released) {
    const fields = new Set<string>();
    const variables = new Set<Variable>();
    const add = (target: Node): void => {
      const value = withoutTypes(target);
      const variable = variableOf(value, sourceCode);
      if (variable) variables.add(variable);
      const field = fieldIn(value);
      if (field !== null) fields.add(field);
    };
    for (const code of codeReachedFrom(owner, sourceCode)) {
      walk(code, sourceCode, (node) => {
        if (node.type === 'AssignmentExpression' && node.operator === '=' && isNullish(node.right)) add(node.left);
        const callee = node.type === 'CallExpression' ? withoutTypes(node.callee) : null;
        if (callee?.type === 'MemberExpression' && releasingEnds.has(propertyName(callee) ?? '')) add(callee.object);
      });
    }
    releasedByOwner.set(owner, (released = { fields, variables }));
  }
  return released;
}

const fieldIn = (node: Node): string | null =>
  node.type === 'MemberExpression' && node.object.type === 'ThisExpression' ? propertyName(node) : null;

const isAny = (value: Node, { fields, variables }: Released, sourceCode: SourceCode): boolean => {
  const variable = variableOf(value, sourceCode);
  return (variable !== null && variables.has(variable)) || fields.has(fieldIn(value) ?? '');
};

/** A method is called on it whatever happens, outside of a `try`, and not one that does nothing behind the end. */
function usesAny(released: Released, code: Node, sourceCode: SourceCode): boolean {
  let found = false;
  walk(code, sourceCode, (node) => {
    if ((isFunction(node) && node !== code) || (node.type === 'TryStatement' && node.handler)) return 'skip';
    const callee = node.type === 'CallExpression' ? withoutTypes(node.callee) : null;
    if (callee?.type !== 'MemberExpression' || callee.optional || goodAfterEnd.test(propertyName(callee) ?? ''))
      return undefined;
    found ||=
      isAny(withoutTypes(callee.object), released, sourceCode) && conditionsOf(node, code, sourceCode).length === 0;
    return undefined;
  });
  return found;
}

function writes(released: Released, code: Node, sourceCode: SourceCode): boolean {
  let found = false;
  walk(code, sourceCode, (node) => {
    if (node.type === 'AssignmentExpression')
      found ||= !isNullish(node.right) && isAny(withoutTypes(node.left), released, sourceCode);
    return undefined;
  });
  return found;
}
