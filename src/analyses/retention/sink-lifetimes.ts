import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { insertions, registrations, registrationsForOnce, targetMembers } from '../../catalog/long-lived.ts';
import { functionOf } from '../../syntax/functions.ts';
import { calledName, dottedName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { nodesOf } from '../../syntax/nodes.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isModuleLevel, variableOf } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { isReachedFrom, ownersAt } from '../lifecycles/owners.ts';
import { type ClosureNode } from './closures.ts';
import { repeatingCallOf, type Sink } from './sinks.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * How long a sink keeps its closure:
 * - `process`: to the end of the program or page
 * - `owner`: as long as the instance that registers it, or whose field it is
 * - `handle`: until code that runs later takes it back
 * - `pending`: until an event that may never come
 * - `caller`: as long as the caller keeps what is returned
 *
 * `null`: not for long. The function itself takes it back, it ends with a test, or what looks like a registration is
 * none by its type. Whose end takes a registration back is told by the lifecycles of owners.
 */
export type Lifetime = 'process' | 'owner' | 'handle' | 'pending' | 'caller' | null;

const lifetimes = new WeakMap<Sink, { readonly lifetime: Lifetime }>();

export function lifetimeOf(sink: Sink, sourceCode: SourceCode): Lifetime {
  let known = lifetimes.get(sink);
  if (!known) lifetimes.set(sink, (known = { lifetime: computeLifetimeOf(sink, sourceCode) }));
  return known.lifetime;
}

function computeLifetimeOf({ by, call, closure, targetLives }: Sink, sourceCode: SourceCode): Lifetime {
  if (!call || by === 'timeout') return targetLives;
  const name = calledName(call) ?? '';
  const lifetime =
    by === 'timer'
      ? lifetimeOfResult(call, repeatingCallOf(call, name, sourceCode)?.clearedBy ?? [], sourceCode)
      : by === 'insertion'
        ? lifetimeOfEntry(call, name, targetLives, sourceCode)
        : lifetimeOfListener(call, name, closure, targetLives, sourceCode);
  if (lifetime === null) return null;
  return ownersAt(call, sourceCode).some(({ kind }) => kind === 'tests') ? null : lifetime;
}

/** An entry of a collection that loses entries somewhere stays until then. */
function lifetimeOfEntry(
  call: TSESTree.CallExpression,
  method: string,
  targetLives: Lifetime,
  sourceCode: SourceCode,
): Lifetime {
  const name = dottedName((withoutTypes(call.callee) as TSESTree.MemberExpression).object);
  const removals = removingCalls(insertions.get(method) ?? [], sourceCode);
  return removals.some(({ object }) => name !== null && dottedName(object) === name) ? 'handle' : targetLives;
}

function lifetimeOfListener(
  call: TSESTree.CallExpression,
  method: string,
  closure: ClosureNode,
  targetLives: Lifetime,
  sourceCode: SourceCode,
): Lifetime {
  const options = call.arguments.find(({ type }) => type === 'ObjectExpression') as
    TSESTree.ObjectExpression | undefined;
  const signal = options && propertyOf(options, 'signal');
  const { object } = withoutTypes(call.callee) as TSESTree.MemberExpression;
  // dearest last: the checker tells whether `on` and `subscribe` mean a registration
  if (signal) {
    if (isAbortedHere(signal, call, sourceCode)) return null;
    return isTarget(object, sourceCode) ? 'handle' : null;
  }
  const removals = registrations.get(method) ?? registrationsForOnce.get(method) ?? [];
  const name = nameOfClosure(closure);
  const removing = removingCalls([...removals, 'removeAllListeners'], sourceCode).filter((removal) =>
    propertyName(removal) === 'removeAllListeners'
      ? dottedName(removal.object) !== null && dottedName(removal.object) === dottedName(object)
      : name !== null && isGiven(removal.parent, name),
  );
  if (removing.some((removal) => functionOf(removal) === functionOf(call))) return null;
  const result = lifetimeOfResult(call, [], sourceCode);
  if (result === null || !isTarget(object, sourceCode)) return null;
  const isEndedByOwner = ownersAt(call, sourceCode).some((owner) =>
    removing.some((removal) => isReachedFrom(owner, removal, sourceCode)),
  );
  if (result !== 'process' || isEndedByOwner || (name !== null && removing.length > 0)) return 'handle';
  const isOnce = registrationsForOnce.has(method) || (options !== undefined && propertyOf(options, 'once') !== null);
  return isOnce ? 'pending' : targetLives;
}

const isTarget = (object: Node, sourceCode: SourceCode): boolean =>
  typeQueriesOf(sourceCode).hasMember(object, targetMembers) !== false;

/** `{ signal: controller.signal }` of a controller that the same function aborts. */
function isAbortedHere(signal: Node, call: Node, sourceCode: SourceCode): boolean {
  const member = withoutTypes(signal);
  const variable = member.type === 'MemberExpression' ? variableOf(withoutTypes(member.object), sourceCode) : null;
  return (variable?.references ?? []).some(({ identifier: { parent } }) => {
    const isAbort = parent?.type === 'MemberExpression' && propertyName(parent) === 'abort';
    return isAbort && parent.parent.type === 'CallExpression' && functionOf(parent) === functionOf(call);
  });
}

/**
 * What becomes of a registration by what becomes of its result: dropped, it stays; called, cleared or closed by the
 * same function, it ends there (`null`); else somebody can end it.
 */
function lifetimeOfResult(
  call: TSESTree.CallExpression,
  clearing: readonly string[],
  sourceCode: SourceCode,
): 'process' | 'handle' | 'pending' | null {
  let { parent } = call as Node;
  // `setInterval(…).unref()`
  if (parent?.type === 'MemberExpression' && propertyName(parent) === 'unref') parent = parent.parent?.parent;
  if (parent?.type === 'ExpressionStatement') return 'process';
  if (parent?.type === 'ArrowFunctionExpression') return 'handle';
  const declared = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  const variable = declared && variableOf(declared, sourceCode);
  if (!variable || isModuleLevel(variable)) return 'handle';
  const uses = variable.references.filter(({ init }) => !init);
  if (uses.length === 0) return 'process';
  const ending = uses.filter(({ identifier }) => isEnding(identifier, clearing));
  if (ending.some(({ identifier }) => functionOf(identifier) === functionOf(call))) return null;
  // a callback that clears its own timer
  const isByItself = ending.some(({ identifier }) => call.arguments.some((argument) => isWithin(identifier, argument)));
  return isByItself ? 'pending' : 'handle';
}

/** `clearInterval(id)`, `stop()`, `subscription.unsubscribe()`. */
function isEnding({ parent }: Node, clearing: readonly string[]): boolean {
  if (parent?.type === 'MemberExpression') return parent.parent.type === 'CallExpression';
  if (parent?.type !== 'CallExpression') return false;
  return clearing.length === 0 || clearing.includes(dottedName(parent.callee)?.split('.').at(-1) ?? '');
}

type Removal = TSESTree.MemberExpression & { readonly parent: TSESTree.CallExpression };

const removing: ReadonlySet<string> = new Set([
  'removeAllListeners',
  ...[registrations, registrationsForOnce, insertions].flatMap((table) => [...table.values()].flat()),
]);
const removalsByFile = new WeakMap<SourceCode, readonly Removal[]>();

/** What is called, wherever one of these methods is. */
function removingCalls(methods: readonly string[], sourceCode: SourceCode): Removal[] {
  let removals = removalsByFile.get(sourceCode);
  if (!removals) {
    removals = nodesOf('CallExpression', sourceCode).flatMap(({ callee }) =>
      callee.type === 'MemberExpression' && removing.has(propertyName(callee) ?? '') ? [callee as Removal] : [],
    );
    removalsByFile.set(sourceCode, removals);
  }
  return removals.filter((callee) => methods.includes(propertyName(callee) ?? ''));
}

const isGiven = (call: TSESTree.CallExpression, name: string): boolean =>
  call.arguments.some((argument) => dottedName(argument) === name);

function nameOfClosure(closure: ClosureNode): string | null {
  if (closure.id) return closure.id.name;
  const { parent } = closure;
  return parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : null;
}

/** The value of a property; a spread may have it, whatever it is. */
function propertyOf(object: TSESTree.ObjectExpression, name: string): Node | null {
  for (const property of object.properties) {
    if (property.type !== 'Property') return property.argument;
    if (keyName(property.key, property.computed) === name) return property.value;
  }
  return null;
}
