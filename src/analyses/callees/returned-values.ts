import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import { functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import { positionOf } from '../../syntax/value-positions.ts';
import { isModuleLevel, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { argumentUse } from '../acquisitions/handle-uses.ts';
import { couldProduce, producerAt, type Producer } from '../acquisitions/producers.ts';
import { disposableKind, knownAcquisitions, type KnownAcquisitions } from '../acquisitions/resource-kinds.ts';
import { returnedFrom } from './callee-bodies.ts';

type Node = TSESTree.Node;
type Settings = TSESLint.SharedConfigurationSettings;

/**
 * One value that a function can give its callers: a resource made for them, or one that somebody keeps (a field, a
 * parameter, what a collection holds). Errs towards `unknown`: what is stored before it is returned, taken out of
 * where it was kept, or comes from a call of which nothing is known.
 *
 * `result-ownership.ts` asks the same for calls, and errs the other way: there `borrowed` is the silent answer, and any
 * member access is one; here `kept` is what is reported, and is given only where it is sure.
 */
export type ReturnedValue =
  | { readonly gives: 'new'; readonly node: Node; readonly producer: Producer }
  | { readonly gives: 'kept' | 'nothing' | 'unknown'; readonly node: Node };

/** What an argument is asked about of which nothing but its being a resource counts. */
const anyDisposable = disposableKind(null, { sync: true, async: true, promised: false, couldBeNullish: false }, 'high');

interface Reader {
  readonly sourceCode: TSESLint.SourceCode;
  readonly known: KnownAcquisitions;
  readonly from: Node;
}

const valuesByFunction = new WeakMap<FunctionNode, readonly ReturnedValue[]>();

/** Every value that the `return` statements of a function (or the body of an arrow) can give. Empty for generators. */
export function returnedValuesOf(
  from: FunctionNode,
  sourceCode: TSESLint.SourceCode,
  settings: Settings,
): readonly ReturnedValue[] {
  let values = valuesByFunction.get(from);
  if (!values) {
    const reader = { sourceCode, known: knownAcquisitions(settings), from };
    const returned = from.type === 'StaticBlock' || from.generator ? [] : returnedFrom(from, sourceCode);
    values = returned.flatMap((expression) => valuesOf(expression, reader));
    valuesByFunction.set(from, values);
  }
  return values;
}

/** What an expression in a function can stand for, in the same words. */
export function givenBy(
  expression: Node,
  from: Node,
  sourceCode: TSESLint.SourceCode,
  settings: Settings,
): readonly ReturnedValue[] {
  return valuesOf(expression, { sourceCode, known: knownAcquisitions(settings), from });
}

function valuesOf(expression: Node, reader: Reader, depth = 0): ReturnedValue[] {
  const { leaves } = leavesOf(expression);
  if (leaves.length === 0) return [{ gives: 'nothing', node: expression }];
  return leaves.flatMap(({ node }) => valuesOfLeaf(node, reader, depth));
}

function valuesOfLeaf(node: Node, reader: Reader, depth: number): ReturnedValue[] {
  const { sourceCode, known } = reader;
  const one = (gives: 'kept' | 'nothing' | 'unknown'): ReturnedValue[] => [{ gives, node }];
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
      return one('nothing');
    case 'ThisExpression':
      return one('kept');
    case 'CallExpression':
    case 'NewExpression': {
      if (isLookUp(node, reader)) return one('kept');
      // a constructor that is given its maker can register with it what it makes
      const registers = node.arguments.some((argument) => argument.type === 'ThisExpression');
      const producer = !registers && couldProduce(node, known) ? producerAt(node, known, sourceCode) : null;
      const isSure = producer?.kind.confidence === 'high' && producer.kind.family !== 'timer';
      return isSure ? [{ gives: 'new', node, producer }] : one('unknown');
    }
    case 'MemberExpression':
      return one(isKeptField(node, reader) || isOfParameter(node, reader) ? 'kept' : 'unknown');
    case 'Identifier': {
      const variable = depth < 4 ? variableOf(node, sourceCode) : null;
      return variable ? valuesOfVariable(node, variable, reader, depth) : one('unknown');
    }
    default:
      // `this.field ??= create()` and the like: who keeps it is settled there
      return one(node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' ? 'kept' : 'unknown');
  }
}

function valuesOfVariable(node: Node, variable: Variable, reader: Reader, depth: number): ReturnedValue[] {
  const { from } = reader;
  const unknown: ReturnedValue[] = [{ gives: 'unknown', node }];
  const [definition] = variable.defs;
  if (!definition || variable.defs.length > 1) return unknown;
  if (isModuleLevel(variable)) return isSharedResource(variable, reader) ? [{ gives: 'kept', node }] : unknown;
  const isStoredElsewhere = variable.references.some(
    ({ identifier }) => identifier !== node && isStored(identifier, reader),
  );
  if (isFunction(definition.node)) {
    if (definition.node !== from) return unknown;
    const written = isStoredElsewhere ? [] : variable.references.flatMap(({ writeExpr }) => writeExpr ?? []);
    return [{ gives: 'kept', node }, ...written.flatMap((value) => valuesOf(value, reader, depth + 1))];
  }
  if (isStoredElsewhere) return unknown;
  if (definition.node.type !== 'VariableDeclarator' || functionOf(definition.node) !== from) return unknown;
  if (/using/.test(definition.node.parent.kind) || definition.node.id.type !== 'Identifier') return unknown;
  const values: ReturnedValue[] = [];
  for (const { identifier, writeExpr } of variable.references) {
    if (functionOf(identifier) !== from) return unknown;
    if (writeExpr) values.push(...valuesOf(writeExpr, reader, depth + 1));
  }
  return values.length > 0 ? values : unknown;
}

/** Whether a reference could give the value to somebody else who keeps it. */
function isStored(identifier: Node, { sourceCode }: Reader): boolean {
  const { parent } = identifier;
  if (parent?.type === 'VariableDeclarator' && parent.id === identifier) return false;
  if (parent?.type === 'AssignmentExpression' && parent.left === identifier) return false;
  if (parent?.type === 'AssignmentPattern' && parent.left === identifier) return false;
  const position = positionOf(identifier, sourceCode, keepArgument);
  if (position.at === 'argument') {
    const { call, index, steps } = position;
    if (steps.length > 0) return true;
    return argumentUse(call, index, [], { kind: anyDisposable, isMany: false }, sourceCode) !== 'read';
  }
  return position.at !== 'returned' && position.at !== 'receiver' && position.at !== 'dropped';
}

/** `this.field`, unless the function writes the field too: then it may take the value out, or keep what it makes. */
function isKeptField(member: TSESTree.MemberExpression, { sourceCode, from }: Reader): boolean {
  const path = dottedName(member);
  if (!path?.startsWith('this.')) return false;
  let isWritten = false;
  walk(from, sourceCode, (node) => {
    const written = node.type === 'AssignmentExpression' ? node.left : node.type === 'UnaryExpression' ? node : null;
    const target = written?.type === 'UnaryExpression' ? written.argument : written;
    if (target && (written?.type !== 'UnaryExpression' || written.operator === 'delete')) {
      const name = dottedName(target);
      if (name !== null && path.startsWith(name)) isWritten = true;
      if (target.type === 'ObjectPattern' || target.type === 'ArrayPattern') isWritten = true;
    }
    return undefined;
  });
  return !isWritten;
}

/** `options.connection`: what a parameter has is the caller's. */
function isOfParameter(member: TSESTree.MemberExpression, { sourceCode, from }: Reader): boolean {
  let root = withoutTypes(member);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  return root.type === 'Identifier' && variableOf(root, sourceCode)?.defs[0]?.node === from;
}

/** `this.cache.get(key)`, `pool.at(0)`, where nothing in the function takes it out again. */
function isLookUp(call: TSESTree.CallExpression | TSESTree.NewExpression, { sourceCode, from }: Reader): boolean {
  const callee = withoutTypes(call.callee);
  if (callee.type !== 'MemberExpression' || !/^(?:get|at|find|findLast)$/.test(propertyName(callee) ?? ''))
    return false;
  const path = dottedName(callee.object);
  const root = withoutTypes(callee.object);
  const variable = root.type === 'Identifier' ? variableOf(root, sourceCode) : null;
  const isCollection = path?.startsWith('this.') === true || (variable !== null && isCollectionOfModule(variable));
  if (path === null || !isCollection) return false;
  let changes = false;
  walk(from, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
    const isChange = /^(?:clear|delete|pop|set|shift|splice|add|push)$/.test(propertyName(node.callee) ?? '');
    if (isChange && dottedName(node.callee.object) === path) changes = true;
    return undefined;
  });
  return !changes;
}

function isCollectionOfModule(variable: Variable): boolean {
  const node = variable.defs[0]?.node;
  const init = node?.type === 'VariableDeclarator' ? node.init : null;
  return (
    isModuleLevel(variable) &&
    (init?.type === 'ArrayExpression' ||
      (init?.type === 'NewExpression' && /^(?:Map|WeakMap|Array)$/.test(dottedName(init.callee) ?? '')))
  );
}

/** A variable of the module that holds a resource which the module made; a constant like `NONE` holds nothing. */
function isSharedResource(variable: Variable, { known, sourceCode, from }: Reader): boolean {
  const node = variable.defs[0]?.node;
  if (node?.type !== 'VariableDeclarator') return false;
  const written = variable.references.filter((reference) => reference.isWrite());
  if (written.some(({ identifier }) => functionOf(identifier) === from)) return false;
  return written.some(({ writeExpr }) => {
    const [leaf] = writeExpr ? leavesOf(writeExpr).leaves : [];
    const call = leaf?.node;
    if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return false;
    return couldProduce(call, known) && producerAt(call, known, sourceCode) !== null;
  });
}
