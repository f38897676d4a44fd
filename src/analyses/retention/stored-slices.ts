import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { classOfThis, functionOf } from '../../syntax/functions.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { nodesOf } from '../../syntax/nodes.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isModuleLevel, onlyDeclaratorOf, variableOf, type Reference } from '../../syntax/variables.ts';
import { accessesIn } from './collections.ts';
import { contextsOf } from './contexts.ts';
import { retentionPath } from './retention-paths.ts';
import { partsOf, type RetainedSlice } from './retained-slices.ts';
import { isLongLived } from './shared-contexts.ts';
import { lifetimeOf } from './sink-lifetimes.ts';
import { findSinks } from './sinks.ts';
import { couldHaveSlices, sliceOf, type Slice } from './slices.ts';
import { isOnlyRead, runsOnce } from './users.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Slices in fields of instances and in variables of the module: `this.header = packet.subarray(0, 16)`. Errs towards
 * none: what is emptied or written anew elsewhere is taken to go soon, and so is what keeps the whole anyway.
 */
export function findSlicesInVariables(sourceCode: SourceCode): readonly RetainedSlice[] {
  if (!couldHaveSlices(sourceCode)) return [];
  return nodesOf('AssignmentExpression', sourceCode).flatMap((assignment): RetainedSlice[] => {
    const { left, operator, right } = assignment;
    const writes = operator === '=' ? writesOf(left, sourceCode) : null;
    const isEmptied = writes?.some((write) => functionOf(write) !== functionOf(assignment) && !isSetUp(write));
    if (!writes || isEmptied || runsOnce(assignment, sourceCode)) return [];
    return partsOf(right, sourceCode).flatMap((stored): RetainedSlice[] => {
      const slice = sliceOf(stored, sourceCode);
      if (!slice || isKeptElsewhere(slice, sourceCode)) return [];
      const name = sourceCode.getText(left);
      const what = left.type === 'Identifier' ? 'variable of the module' : 'field';
      const holder = { name, what, declared: left, steps: [name] };
      return [{ holder, slice, stored, isKey: false, confidence: 'medium' }];
    });
  });
}

/** Every write to a field of the instance, or to a variable of the module; `null` for anything else. */
function writesOf(target: Node, sourceCode: SourceCode): readonly Node[] | null {
  if (target.type === 'Identifier') {
    const variable = variableOf(target, sourceCode);
    if (!variable || !isModuleLevel(variable) || variable.defs.length === 0) return null;
    return variable.references.filter((reference) => reference.isWrite()).map(({ identifier }) => identifier);
  }
  const isField = target.type === 'MemberExpression' && target.object.type === 'ThisExpression';
  const owner = isField ? classOfThis(target) : null;
  const name = isField ? propertyName(target) : null;
  if (!owner || name === null) return null;
  return (accessesIn(owner, sourceCode).get(name) ?? []).filter(
    (access) => access.parent?.type === 'AssignmentExpression' && access.parent.left === access,
  );
}

/** What a constructor or the top level writes is there before the slice is. */
function isSetUp(write: Node): boolean {
  const home = functionOf(write);
  return home.type === 'Program' || (home.parent?.type === 'MethodDefinition' && home.parent.kind === 'constructor');
}

/** The whole is a member of something, belongs to the module, is handed on, or is cut into more pieces than one. */
function isKeptElsewhere({ parent, node }: Slice, sourceCode: SourceCode): boolean {
  const whole = withoutTypes(parent);
  if (whole.type !== 'Identifier') return whole.type === 'MemberExpression' || whole.type === 'ThisExpression';
  const variable = variableOf(whole, sourceCode);
  if (!variable || isModuleLevel(variable)) return true;
  const others = variable.references.filter((reference) => !reference.init && reference.identifier !== whole);
  return others.some((reference) => !isOnlyRead(reference) || isCut(reference, node, sourceCode));
}

/** Another piece of the same whole is cut off, large or small. */
function isCut({ identifier }: Reference, node: Node, sourceCode: SourceCode): boolean {
  const { parent } = identifier;
  const call = parent.type === 'MemberExpression' ? parent.parent : parent;
  if (call === node) return false;
  const method = parent.type === 'MemberExpression' ? propertyName(parent) : null;
  return /^(slice|subarray|substr|substring)$/.test(method ?? '') || sliceOf(call, sourceCode) !== null;
}

/** Slices that a closure keeps which lives long, in a constant that holds nothing else. */
export function findSlicesInClosures(sourceCode: SourceCode): readonly RetainedSlice[] {
  if (!couldHaveSlices(sourceCode) || findSinks(sourceCode).length === 0) return [];
  return nodesOf('VariableDeclarator', sourceCode).flatMap(({ id, init }): RetainedSlice[] => {
    const isMade = init !== null && /^(?:Call|New|Member)Expression$|^Identifier$/.test(withoutTypes(init).type);
    const variable = isMade && id.type === 'Identifier' ? variableOf(id, sourceCode) : null;
    if (!init || !variable || !onlyDeclaratorOf(variable) || isModuleLevel(variable)) return [];
    // a closure keeps what is in a context of a scope around it
    const sinks = findSinks(sourceCode).filter(({ closure }) => isWithin(closure, variable.scope.block));
    const slice = sinks.length > 0 && !runsOnce(init, sourceCode) ? sliceOf(init, sourceCode) : null;
    const contexts = contextsOf(sourceCode);
    if (!slice || isKeptElsewhere(slice, sourceCode) || !contexts.holds(variable)) return [];
    const whole = variableOf(withoutTypes(slice.parent), sourceCode);
    const keepsWhole = whole && contexts.holds(whole) ? whole.scope.block : null;
    const sink = sinks.find(({ closure }) => !(keepsWhole && isWithin(closure, keepsWhole)));
    const kept = sink && contexts.variablesKeptBy(sink.closure);
    const slot = kept?.find((each) => each.variable === variable);
    if (!sink || !slot || !isLongLived(lifetimeOf(sink, sourceCode))) return [];
    const what = `captured by a ${sink.noun}`;
    const holder = { name: slot.name, what, declared: id, steps: [retentionPath(sink, slot)] };
    return [{ holder, slice, stored: init, isKey: false, confidence: 'medium' }];
  });
}
