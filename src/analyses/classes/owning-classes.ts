import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { runCallbackLater, runCallbackNow } from '../../catalog/callees.ts';
import { finalTeardowns } from '../../catalog/lifecycles.ts';
import { startMethods } from '../../catalog/naming.ts';
import { isNullish } from '../../syntax/constants.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, propertyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import {
  allTeardownsOf,
  couldOtherBaseHave,
  foreignTeardownOf,
  lineageOf,
  memberAt,
  membersReachedByTeardowns,
  type Lineage,
  type InstanceOwner,
} from './class-members.ts';
import { missingEndOf } from '../lifecycles/framework-classes.ts';
import { usesOfField, type FieldUse } from './field-uses.ts';
import type { ResourceKind } from '../acquisitions/resource-kinds.ts';
import { isSkippedAtWill } from '../paths/skipped-code.ts';

export { allTeardownsOf, owningClassAt, type OwningClass, type Teardown } from './class-members.ts';

type Node = TSESTree.Node;

/**
 * What becomes of the resource in a field when the instance ends. Errs towards "released by the teardown": every
 * member that a teardown names counts as run by it, and a condition as fulfilled unless it is clearly about something else.
 */
export type FieldFate =
  'released by the teardown' | 'released on some paths' | 'released elsewhere' | 'never released' | 'unknown';

/** Follows a field through the members of its class, of the bases that the file declares, and of what the file does with instances. */
export function fieldFateOf(
  owner: InstanceOwner,
  field: string,
  kind: ResourceKind,
  sourceCode: TSESLint.SourceCode,
  isMany = false,
): FieldFate {
  const lineage = lineageOf(owner, sourceCode);
  if (couldBaseRelease(field, lineage, sourceCode)) return 'unknown';
  const uses = usesOfField(owner, field, { kind, isMany }, sourceCode);
  const releases = uses.filter(({ does }) => does === 'release');
  const reached = membersReachedByTeardowns(owner, sourceCode);
  const runsAtTheEnd = ({ access }: FieldUse): boolean => {
    const member = memberAt(access, lineage);
    return member !== null && reached.has(member);
  };
  // what the teardown gets from a getter it may well release
  const transfers = uses.filter((use) => use.does === 'transfer' && (runsAtTheEnd(use) || !isLookedAt(use, uses)));
  const atTheEnd = releases.filter(runsAtTheEnd);
  if (atTheEnd.length > 0) {
    const isSkipped = atTheEnd.every(({ at }) => isSkippedAtWill(at, sourceCode)) && !transfers.some(runsAtTheEnd);
    return isSkipped ? 'released on some paths' : 'released by the teardown';
  }
  if (transfers.length > 0 || uses.some((use) => isToldToEnd(use, kind, isMany) && runsAtTheEnd(use))) return 'unknown';
  const couldRunAtTheEnd = ({ access }: FieldUse): boolean =>
    couldBaseCall(memberAt(access, lineage), lineage, sourceCode) || isInCleanup(access);
  if (releases.some(couldRunAtTheEnd)) return 'unknown';
  const isOutside = ({ access }: FieldUse): boolean => memberAt(access, lineage) === null;
  if (releases.some(isOutside) && [...reached].some((member) => givesItself(member, sourceCode))) return 'unknown';
  if (!field.startsWith('#') && [...reached].some((member) => readsByKey(member, sourceCode))) return 'unknown';
  return releases.every((release) => isBeforeReplacement(release, uses)) ? 'never released' : 'released elsewhere';
}

/** A base that the file does not declare may release what it knows of: no private field, and none that only this class declares. */
function couldBaseRelease(field: string, lineage: Lineage, sourceCode: TSESLint.SourceCode): boolean {
  if (!lineage.hasOtherBase || field.startsWith('#')) return false;
  const declaration = lineage.classes
    .flatMap(({ members }) => members)
    .find(({ name, node }) => name === field && node.type === 'PropertyDefinition')?.node;
  if (declaration?.type === 'PropertyDefinition' && declaration.accessibility === 'private') return false;
  return couldOtherBaseHave(field, lineage, sourceCode);
}

/** `clean(this)`: a function of the file may release what the instance holds. */
function givesItself(member: Node, sourceCode: TSESLint.SourceCode): boolean {
  let gives = false;
  walk(member, sourceCode, (node) => {
    if (node.type === 'CallExpression' && node.arguments.some(({ type }) => type === 'ThisExpression')) gives = true;
    return undefined;
  });
  return gives;
}

/** `this[key]`: any field that is not private to the language may be meant. */
function readsByKey(member: Node, sourceCode: TSESLint.SourceCode): boolean {
  let reads = false;
  walk(member, sourceCode, (node) => {
    if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression')
      reads ||= propertyName(node) === null;
    return undefined;
  });
  return reads;
}

/** The base may call a method that overrides one of its own: `_onDispose()`. */
function couldBaseCall(member: Node | null, lineage: Lineage, sourceCode: TSESLint.SourceCode): boolean {
  if (!lineage.hasOtherBase || !member) return false;
  const name = lineage.classes.flatMap(({ members }) => members).find(({ node }) => node === member)?.name ?? null;
  return name !== null && !name.startsWith('#') && couldOtherBaseHave(name, lineage, sourceCode);
}

/** `this._register(toDisposable(() => this.r.close()))`: a closure that is handed on, and not to an event or a promise. */
export function isInCleanup(access: Node): boolean {
  for (let node = access; node.parent && node.parent.type !== 'MethodDefinition'; node = node.parent) {
    const { parent } = node;
    if (!isFunction(node) || parent.type !== 'CallExpression' || parent.callee === node) continue;
    const name = calledName(parent) ?? '';
    if (!startMethods.has(name) && !runCallbackNow.has(name) && !runCallbackLater.has(name)) return true;
  }
  return false;
}

/**
 * `this.child.send('stop')`, `this.socket.write('QUIT')`: the other side may end it. `session.onClosed()` for each of
 * `this.sessions`: an object of the program may know more ends than the one that its type shows.
 */
function isToldToEnd({ does, access, at }: FieldUse, kind: ResourceKind, isMany: boolean): boolean {
  const ofField = calledOn(access);
  const ofElement = at.type === 'CallExpression' ? at : calledOn(at);
  const call = isMany ? ofElement : ofField;
  // to empty a collection tells its elements nothing
  if (!call || does !== 'read' || (isMany && call === ofField)) return false;
  return kind.id === null ? call.parent.type === 'ExpressionStatement' : ordersEnd.test(calledName(call) ?? '');
}

const ordersEnd = /^(?:send|postMessage|write)/;

/** The call in `this.child.send(…)`, `this.child.stdin.write(…)`. */
function calledOn(access: Node): TSESTree.CallExpression | null {
  let value = access;
  while (value.parent?.type === 'MemberExpression' || value.parent?.type === 'TSNonNullExpression')
    value = value.parent;
  return value.parent?.type === 'CallExpression' && value.parent.callee === value ? value.parent : null;
}

/** `get socket() { return this.socket; }`: who is given it borrows it, unless the field is emptied with that. */
function isLookedAt({ at, access }: FieldUse, uses: readonly FieldUse[]): boolean {
  const isReturned = /^(ReturnStatement|ArrowFunctionExpression)$/.test(at.parent?.type ?? '');
  return isReturned && !uses.some((use) => use.does === 'write' && functionOf(use.access) === functionOf(access));
}

/** `this.r.dispose(); this.r = create();`: the field holds a new one afterwards. */
function isBeforeReplacement(release: FieldUse, uses: readonly FieldUse[]): boolean {
  return uses.some(({ does, at }) => {
    if (does !== 'write' || at.type !== 'AssignmentExpression' || at.range[0] < release.access.range[1]) return false;
    return !isNullish(at.right) && functionOf(at) === functionOf(release.at);
  });
}

/** The method that ends an instance. */
export interface InstanceEnd {
  /** As messages name it. */
  readonly label: string;
  /** Its name means the end and nothing else; that of a base may have no more than a symbol by which it frees itself. */
  readonly isFinal: boolean;
  /** The method that the framework would call, where the class does not write it; else `null`. */
  readonly missing: string | null;
}

/** How an instance ends; `null` when the class has no method for it, or none that is known of. */
export function endOf(owner: InstanceOwner, sourceCode: TSESLint.SourceCode): InstanceEnd | null {
  const teardowns = allTeardownsOf(owner, sourceCode);
  const teardown = teardowns.find(({ name }) => finalTeardowns.has(name)) ?? teardowns[0];
  if (teardown) {
    const { name, method } = teardown;
    const label = `\`${name}()\` on line ${String(method.loc.start.line)}`;
    return { label, isFinal: finalTeardowns.has(name), missing: null };
  }
  const missing = missingEndOf(owner);
  if (missing !== null) return { label: 'the end of the instance', isFinal: true, missing };
  const inherited = foreignTeardownOf(owner, sourceCode);
  return inherited === null ? null : inheritedEnd(inherited);
}

/** The end of an instance that a base has. */
export function inheritedEnd(name: string): InstanceEnd {
  const isFinal = finalTeardowns.has(name) && !name.startsWith('Symbol.');
  return { label: `the inherited \`${name}()\``, isFinal, missing: null };
}
