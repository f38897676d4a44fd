import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import {
  disposableBases,
  inheritableEnds,
  inheritedLists,
  openTrackingMethods,
  trackingMethods,
  usualLists,
} from '../../catalog/lifecycles.ts';
import { disposableListener, eventName } from '../../catalog/subscriptions.ts';
import { classOfThis } from '../../syntax/functions.ts';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf, type InheritedMember } from '../../type-queries/type-queries.ts';
import { isOwningClass, lineageOf, type ClassNode, type Lineage, type OwningClass } from '../classes/class-members.ts';
import type { ReleasePlace } from './owners.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** The end that the instances of a class have from a base which the file does not show. */
export interface InheritedEnd {
  /** `dispose`; `null` where only what the class registers says that there is an end. */
  readonly method: string | null;
  /** The call that is given what the end disposes of, as the class writes it or could: `this._register`. */
  readonly tracker: string | null;
  readonly place: ReleasePlace;
}

const endsByClass = new WeakMap<ClassNode, InheritedEnd | null>();

/**
 * The inherited end of a class that has to think of it: the class hands disposables to its base, or its base is there
 * for that by its name or its type. Errs towards `null`: the `destroy()` of any base need not be what ends an instance.
 */
export function inheritedEndOf(owner: OwningClass, sourceCode: SourceCode): InheritedEnd | null {
  let end = endsByClass.get(owner.node);
  if (end === undefined) endsByClass.set(owner.node, (end = computeEnd(owner, sourceCode)));
  return end;
}

function computeEnd(owner: OwningClass, sourceCode: SourceCode): InheritedEnd | null {
  if (!owner.node.superClass) return null;
  const lineage = lineageOf(owner, sourceCode);
  const last = lineage.classes.at(-1);
  if (!lineage.hasOtherBase || !last || !isOwningClass(last) || !last.node.superClass) return null;
  const base = dottedName(last.node.superClass);
  const isForThat = base !== null && disposableBases.test(base.split('.').at(-1) ?? '');
  const known = knownEndOf(last.node, sourceCode);
  if (known === false) return null;
  const method = known ?? (isForThat ? 'dispose' : null);
  const written = trackerIn(owner, lineage, sourceCode);
  const tracker = written ?? (known === null ? null : trackerOf(last.node, sourceCode));
  const isThought = tracker !== null || isForThat || (known !== null && hasList(last.node, sourceCode));
  if (!isThought) return null;
  const of = base === null ? 'the base class' : `\`${base}\``;
  const name = method === null ? `the end of ${of}` : `\`${writtenName(method)}()\` of ${of}`;
  return { method, tracker, place: { name, code: last.node.superClass } };
}

const writtenName = (method: string): string => (method.startsWith('Symbol.') ? `[${method}]` : method);

/** What the type of the base says: its end, that it has none (`false`), or nothing (`null`). */
function knownEndOf(node: ClassNode, sourceCode: SourceCode): string | false | null {
  const types = typeQueriesOf(sourceCode);
  const members = inheritableEnds.map((name) => ({ name, member: types.inheritedMemberOf(node, name) }));
  if (members.some(({ member }) => member === null)) return null;
  // what is abstract has to be written by the class, and an optional one is somebody's wish
  const has = members.find(({ member }) => member !== null && member !== 'none' && !member.isAbstract);
  return has?.name ?? false;
}

/** The method of the base that takes over disposables, by its type. */
function trackerOf(node: ClassNode, sourceCode: SourceCode): string | null {
  const types = typeQueriesOf(sourceCode);
  const name = trackingMethods.find((method) => isKnown(types.inheritedMemberOf(node, method)));
  return name === undefined ? null : `this.${name}`;
}

const hasList = (node: ClassNode, sourceCode: SourceCode): boolean =>
  usualLists.some((name) => isKnown(typeQueriesOf(sourceCode).inheritedMemberOf(node, name)));

const isKnown = (member: InheritedMember | 'none' | null): boolean => member !== null && member !== 'none';

/** How a class hands over what the inherited end disposes of: by a method or a list that it does not declare itself. */
function trackerIn({ node: home }: OwningClass, { classes }: Lineage, sourceCode: SourceCode): string | null {
  const own = new Set(classes.flatMap(({ members }) => members.flatMap(({ name }) => name ?? [])));
  let tracker: string | null = null;
  walk(home.body, sourceCode, (node) => {
    if (tracker !== null || node.type !== 'CallExpression' || !isTrackingCall(node, own)) return undefined;
    if (classOfThis(node) === home) tracker = sourceCode.getText(node.callee);
    return undefined;
  });
  return tracker;
}

function isTrackingCall(call: TSESTree.CallExpression, own: ReadonlySet<string>): boolean {
  const callee = withoutTypes(call.callee);
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : null;
  const [given] = call.arguments;
  if (callee.type !== 'MemberExpression' || name === null || !given) return false;
  const object = withoutTypes(callee.object);
  if (object.type === 'ThisExpression') {
    if (own.has(name)) return false;
    return trackingMethods.includes(name) || (openTrackingMethods.has(name) && givesDisposable(given));
  }
  const list =
    object.type === 'MemberExpression' && object.object.type === 'ThisExpression' ? propertyName(object) : null;
  return list !== null && !own.has(list) && inheritedLists.test(list) && keepArgument.has(name);
}

/** `bus.onDidChange(listener)`, `toDisposable(…)`, `Disposable.create(…)` */
function givesDisposable(given: Node): boolean {
  const value = withoutTypes(given);
  if (value.type !== 'CallExpression') return false;
  const name = calledName(value) ?? '';
  const isMember = withoutTypes(value.callee).type === 'MemberExpression';
  return (
    (isMember && eventName.test(name)) ||
    disposableListener.test(name) ||
    /dispos/i.test(dottedName(value.callee) ?? '')
  );
}
