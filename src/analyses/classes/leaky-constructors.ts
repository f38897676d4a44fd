import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { plainSteps } from '../../catalog/callees.ts';
import { functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { findAcquisitions, type Acquisition } from '../acquisitions/acquisitions.ts';
import { owningClassAt, type OwningClass } from './owning-classes.ts';
import type { ResourceKind } from '../acquisitions/resource-kinds.ts';
import { isHarmlessCall } from '../paths/harmless-calls.ts';
import { begunBy, couldThrow } from '../paths/throwing.ts';

type Node = TSESTree.Node;
type FieldPosition = Extract<Acquisition['position'], { at: 'field' }>;

/** An acquisition whose handle goes into a field of the instance. */
export type FieldAcquisition = Acquisition & { readonly position: FieldPosition };

/**
 * A constructor that has acquired a resource and can still throw: there is no instance then, and nobody to release it.
 * One fact for a constructor, of the first resource that is lost. Errs towards silence: code in a `try` that does
 * something about errors counts as handled, and so does a `throw` behind a release.
 */
export interface LeakyConstructor {
  readonly owner: OwningClass;
  readonly method: TSESTree.MethodDefinition;
  readonly acquisition: FieldAcquisition;
  /** What throws: an acquisition or a `throw` if there is one, else the first call. */
  readonly failure: Node;
  /** Everything that the class acquires into its fields, in source order. */
  readonly all: readonly FieldAcquisition[];
}

/** Every such constructor of a file. */
export function findLeakyConstructors(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): LeakyConstructor[] {
  const byOwner = new Map<OwningClass, FieldAcquisition[]>();
  for (const acquisition of findAcquisitions(sourceCode, settings)) {
    if (!isInField(acquisition)) continue;
    const owner = owningClassAt(acquisition.producers[0].node);
    if (owner) byOwner.set(owner, [...(byOwner.get(owner) ?? []), acquisition]);
  }
  return [...byOwner].flatMap(([owner, all]) => {
    const method = constructorOf(owner);
    if (!method?.value.body) return [];
    const steps = failingSteps(method, sourceCode);
    for (const acquisition of all) {
      const failure = isMadeBy(acquisition, method) ? failureAfter(acquisition, all, steps) : null;
      if (failure) return [{ owner, method, acquisition, failure, all }];
    }
    return [];
  });
}

const isInField = (acquisition: Acquisition): acquisition is FieldAcquisition =>
  acquisition.position.at === 'field' &&
  acquisition.kind.family !== 'timer' &&
  acquisition.kind.confidence === 'high' &&
  !acquisition.isMixed;

function constructorOf({ node }: OwningClass): TSESTree.MethodDefinition | null {
  const found = node.body.body.find(
    (member) => member.type === 'MethodDefinition' && member.kind === 'constructor' && member.value.body !== null,
  );
  return found?.type === 'MethodDefinition' ? found : null;
}

/** Whether the constructor itself acquires, or a field's initialiser, which has run when its body begins. */
function isMadeBy({ position: { write } }: FieldAcquisition, { value }: TSESTree.MethodDefinition): boolean {
  return write.type === 'PropertyDefinition' || functionOf(write) === value;
}

/** What can throw in a constructor, and leaves it then. */
function failingSteps({ value }: TSESTree.MethodDefinition, sourceCode: TSESLint.SourceCode): Node[] {
  const steps: Node[] = [];
  if (!value.body) return steps;
  walk(value.body, sourceCode, (node) => {
    if (isFunction(node) || isClass(node)) return 'skip';
    if (node.type === 'TryStatement' && (node.handler ?? node.finalizer)) return 'skip';
    if (node.type === 'ThrowStatement') {
      steps.push(node);
      return 'skip';
    }
    if (couldThrow(node) && !isPlain(node) && !isHarmlessCall(node, sourceCode)) steps.push(node);
    return undefined;
  });
  return steps;
}

function isPlain(node: Node): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
  return node.callee.type === 'Super' || plainSteps.has(calledName(node) ?? '');
}

function failureAfter(
  { position: { write, field }, kind, producers }: FieldAcquisition,
  all: readonly FieldAcquisition[],
  steps: readonly Node[],
): Node | null {
  // an empty stack holds nothing: it does from its first use on
  const isEmpty = isStack(kind) && producers[0].node.type === 'NewExpression';
  const first = isEmpty ? steps.find((step) => isCallOn(step, field, putOnStack)) : write;
  if (!first) return null;
  const later = steps.filter(
    (step) =>
      (first.type === 'PropertyDefinition' || step.range[0] >= first.range[1]) &&
      !areAlternatives(write, step) &&
      !isBeginOf(step, field) &&
      !isBeforeThrow(step) &&
      !isCallOn(step, field, kind.releaseMethods) &&
      !(step.type === 'ThrowStatement' && isBehindRelease(step, field)),
  );
  const acquiring = new Set<Node>(all.flatMap((other) => other.producers.map(({ node }) => node)));
  const worst = later.find((step) => step.type === 'ThrowStatement' || acquiring.has(step));
  // what an initialiser has made is lost by any call of the constructor too, but few mean one that fails
  return worst ?? (first.type === 'PropertyDefinition' ? null : (later[0] ?? null));
}

/** Whether a kind of resource is one that holds others. */
export const isStack = ({ id }: ResourceKind): boolean => /disposable-stack$/.test(id ?? '');

/** A statement of a block that throws at its end: what counts there is the `throw`. */
function isBeforeThrow(step: Node): boolean {
  const statement = step.parent;
  if (statement?.type !== 'ExpressionStatement' || statement.parent.type !== 'BlockStatement') return false;
  return statement.parent.body.at(-1)?.type === 'ThrowStatement';
}

const putOnStack: ReadonlySet<string> = new Set(['adopt', 'defer', 'use']);

/** `this.field.method()` */
function isCallOn(step: Node, field: string, methods: ReadonlySet<string>): boolean {
  if (step.type !== 'CallExpression' || step.callee.type !== 'MemberExpression') return false;
  return dottedName(step.callee.object) === `this.${field}` && methods.has(propertyName(step.callee) ?? '');
}

/** `this.socket.connect()`: when that throws, the socket holds nothing. */
function isBeginOf(step: Node, field: string): boolean {
  const begun = begunBy(step);
  return begun !== null && dottedName(begun) === `this.${field}`;
}

/** Whether a block releases before it throws: the field itself, or the whole instance. */
function isBehindRelease(step: TSESTree.ThrowStatement, field: string): boolean {
  const { parent } = step;
  if (parent.type !== 'BlockStatement') return false;
  return parent.body.slice(0, parent.body.indexOf(step)).some((statement) => {
    const call = statement.type === 'ExpressionStatement' ? withoutTypes(statement.expression) : null;
    if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
    const object = dottedName(call.callee.object);
    return object === `this.${field}` || (object === 'this' && propertyName(call.callee) !== null);
  });
}

/** Whether two nodes stand in different branches of one condition. */
function areAlternatives(one: Node, other: Node): boolean {
  const branches = new Map<Node, Node>();
  for (let node: Node | undefined = one; node?.parent; node = node.parent) branches.set(node.parent, node);
  for (let node: Node | undefined = other; node?.parent; node = node.parent) {
    const branch = branches.get(node.parent);
    if (!branch) continue;
    const { parent } = node;
    if (parent.type !== 'IfStatement' && parent.type !== 'ConditionalExpression') return false;
    return branch !== node && node !== parent.test && branch !== parent.test;
  }
  return false;
}
