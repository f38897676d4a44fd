import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { classOfThis, functionOf, isFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { declarationOfField, isOptionalField } from '../../syntax/optional-fields.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isKeyOfGlobal, isKeyOfThis } from '../../syntax/value-keys.ts';
import { isInReach, isModuleLevel, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import type { Owner } from '../lifecycles/owners.ts';
import type { LeakedListener } from './leaked-listeners.ts';
import type { ListenerCall } from './listener-calls.ts';
import { constantFor, fieldFor, type ListenerName } from './listener-names.ts';
import { keysInInstance } from './undone-targets.ts';

type Node = TSESTree.Node;

/** The missing removal, and where it is written. */
export interface ListenerReleasePlan {
  /** A name for a listener that has none. */
  readonly replacements: ListenerName['replacements'];
  /** The statement that removes. */
  readonly release: string;
  /** The removal gives its target again, as emitters do. */
  readonly givesValue: boolean;
  readonly place: EndOfOwner;
  /** At its end it would not be reached on every path, or what it names would be empty by then. */
  readonly isFirst: boolean;
}

/** The body of the code that runs at the end; or the body of an effect, which gets a cleanup. */
interface EndOfOwner {
  readonly body: TSESTree.BlockStatement;
  readonly isNewCleanup: boolean;
  readonly name: string;
}

/** How the owner can remove the listener where it ends. `null` when what must be named is not seen there. */
export function listenerReleasePlan(
  { added, owner, finding }: LeakedListener,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): ListenerReleasePlan | null {
  const isElsewhere = finding === 'removedElsewhere' || finding === 'removedInVain';
  const isNamed = added.identity.is === 'named';
  const place = owner && !isElsewhere ? placeOfEnd(owner, added.call, sourceCode, isNamed) : null;
  if (!owner || !place || !added.listener) return null;
  const isInside = owner.kind === 'effect' || owner.kind === 'factory';
  const { identity } = added;
  let name: ListenerName | null = null;
  if (identity.is === 'fresh') {
    name = isInside ? constantFor(added, place.body, sourceCode) : fieldFor(added, sourceCode, filename);
  } else if (identity.is === 'named' && (isInside || isSeenFromInstance(identity.key, added.listener, sourceCode))) {
    name = { text: sourceCode.getText(added.listener), replacements: [] };
  }
  const release = name && removalText(added, name.text, isInside, sourceCode);
  const givesValue = !added.methods.takesOptions;
  if (!name || !release) return null;
  const named = [added.target, added.listener].flatMap((node) => (node ? [sourceCode.getText(node)] : []));
  const isFirst = isCutShort(place, named, sourceCode);
  return { replacements: name.replacements, release, givesValue, place, isFirst };
}

/** Whether the code at an end leaves before its last line, or puts something else into what is named like this. */
export function isCutShort(
  { body, isNewCleanup }: EndOfOwner,
  names: readonly string[],
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (isNewCleanup) return false;
  let isEmptied = false;
  walk(body, sourceCode, (node) => {
    if (isFunction(node)) return 'skip';
    isEmptied ||= node.type === 'AssignmentExpression' && names.includes(sourceCode.getText(node.left));
    return undefined;
  });
  return isEmptied || leavesEarly(body, sourceCode);
}

/**
 * The body in which a release can be written at the end of an owner; for an effect without one, its own.
 * @param isHarmless the release may run when nothing was acquired: what acquires may stand under a condition
 */
export function placeOfEnd(
  owner: Owner,
  acquiring: Node,
  sourceCode: TSESLint.SourceCode,
  isHarmless = false,
): EndOfOwner | null {
  if (owner.kind === 'instance') {
    const [end] = owner.releasePlaces;
    const method = end?.code.type === 'MethodDefinition' ? end.code : null;
    const isOwn = method !== null && method.parent.parent === classOfThis(acquiring);
    return end && isOwn && method.value.body ? { body: method.value.body, isNewCleanup: false, name: end.name } : null;
  }
  const { node } = owner;
  if (owner.kind === 'factory') return placeInFactory(owner, acquiring, sourceCode);
  if (owner.kind !== 'effect' || !isFunction(node) || node.type === 'StaticBlock') return null;
  const { body } = node;
  if (functionOf(acquiring) !== node || body?.type !== 'BlockStatement' || node.async) return null;
  const isSeen = acquiring.parent?.parent === body || (isHarmless && isSeenIn(body, acquiring, sourceCode));
  if (!isSeen) return null;
  const [end, ...others] = owner.releasePlaces;
  const hook = end?.name ?? 'the cleanup of the effect';
  if (!end) {
    return leavesEarly(body, sourceCode) || !isReturning(node) ? null : { body, isNewCleanup: true, name: hook };
  }
  const isLast = end.code.parent === body.body.at(-1);
  return others.length === 0 && isLast && isFunction(end.code) && end.code.body?.type === 'BlockStatement'
    ? { body: end.code.body, isNewCleanup: false, name: hook }
    : null;
}

/** The function by which the caller ends what a factory begins, when it sees what the line that adds sees. */
function placeInFactory(
  { node, releasePlaces: [end] }: Owner,
  acquiring: Node,
  sourceCode: TSESLint.SourceCode,
): EndOfOwner | null {
  const code = end && (isFunction(end.code) ? end.code : functionNamed(end.code, sourceCode));
  const isInBody = functionOf(acquiring) === node && acquiring.parent?.type === 'ExpressionStatement';
  if (!end || !code || !isFunction(code) || code.type === 'StaticBlock' || !isInBody) return null;
  if (code.body?.type !== 'BlockStatement') return null;
  const { body } = code;
  const isSeen = isWithin(code, node) && isSeenIn(body, acquiring, sourceCode);
  const last = body.body.at(-1);
  const isLeft = last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
  return isSeen && !isLeft ? { body, isNewCleanup: false, name: end.name } : null;
}

/** Whether code of a body sees every variable that is named where something is acquired, functions there left out. */
function isSeenIn(body: TSESTree.BlockStatement, acquiring: Node, sourceCode: TSESLint.SourceCode): boolean {
  let isSeen = true;
  walk(acquiring, sourceCode, (inner) => {
    if (inner !== acquiring && isFunction(inner)) return 'skip';
    const variable = inner.type === 'Identifier' ? variableOf(inner, sourceCode) : null;
    isSeen &&= variable === null || variable.defs.length === 0 || isInReach(variable, body, sourceCode);
    return undefined;
  });
  return isSeen;
}

/** Only effects of React and Svelte call what they return. */
const isReturning = ({ parent }: Node): boolean =>
  parent?.type === 'CallExpression' &&
  /^(?:\w*\.)?(?:use\w*Effect\w*|onMount|\$effect)$/.test(textOfCallee(parent.callee));

function textOfCallee(callee: Node): string {
  const name = withoutTypes(callee);
  if (name.type === 'Identifier') return name.name;
  return name.type === 'MemberExpression' && name.property.type === 'Identifier' ? name.property.name : '';
}

/** A `return` or `throw` of the callback itself: a cleanup at its end would not be reached on every path. */
function leavesEarly(body: TSESTree.BlockStatement, sourceCode: TSESLint.SourceCode): boolean {
  let leaves = false;
  walk(body, sourceCode, (node) => {
    if (isFunction(node)) return 'skip';
    leaves ||= node.type === 'ReturnStatement' || node.type === 'ThrowStatement';
    return undefined;
  });
  return leaves;
}

/** Whether a method sees what a key stands for: a field, a global, a name of the module. */
export function isSeenFromInstance(key: string, node: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (isKeyOfThis(key)) return /^this\b/.test(sourceCode.getText(node));
  let root = withoutTypes(node);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  const variable = root.type === 'Identifier' ? variableOf(root, sourceCode) : null;
  return isKeyOfGlobal(key) || (variable !== null && isModuleLevel(variable));
}

/** The statement that removes; `null` where it cannot name the target or the event. @param isInside it stands beside the call that adds */
export function removalText(
  { target, targetKey, event, methods, method, options, listener: added }: ListenerCall,
  listener: string,
  isInside: boolean,
  sourceCode: TSESLint.SourceCode,
): string | null {
  if (targetKey === null || options.capture === null) return null;
  let receiver = target ? sourceCode.getText(target) : '';
  if (target && !isInside && !isSeenFromInstance(targetKey, target, sourceCode)) {
    // a parameter that its method puts into a field
    const key = keysInInstance(target, sourceCode).find(isKeyOfThis);
    if (key === undefined) return null;
    receiver = key.replace(/^this#\d+/, 'this');
  }
  // what has been filled where the listener is added may be empty again, or still, where it is removed
  const isOpen = !isInside && target !== null && couldBeEmpty(target, sourceCode);
  const isPlainEvent = event === null || event.type === 'Literal' || isInside || isModuleName(event, sourceCode);
  if (!/^[\w$.#!?]*$/.test(receiver) || !isPlainEvent) return null;
  const remove = method === 'addListener' ? 'removeListener' : methods.remove[0];
  const given = [...(event ? [sourceCode.getText(event)] : []), listener, ...(options.capture ? ['true'] : [])];
  const condition = !isInside && added !== null && couldBeEmpty(added, sourceCode) ? `if (${listener}) ` : '';
  return `${condition}${receiver === '' ? '' : `${receiver}${isOpen ? '?' : ''}.`}${remove ?? ''}(${given.join(', ')});`;
}

/** Whether a field may hold nothing: its declaration says so, or the type that it names. */
function couldBeEmpty(node: Node, sourceCode: TSESLint.SourceCode): boolean {
  const declaration = declarationOfField(node);
  if (!declaration) return false;
  return isOptionalField(node) || typeQueriesOf(sourceCode).couldBeNullish(declaration.key) === true;
}

function isModuleName(event: Node, sourceCode: TSESLint.SourceCode): boolean {
  let root = withoutTypes(event);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  if (root.type === 'ThisExpression') return true;
  const variable = root.type === 'Identifier' ? variableOf(root, sourceCode) : null;
  return variable !== null && isModuleLevel(variable);
}
