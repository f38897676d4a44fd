import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument, onlyRead, runCallbackNow } from '../../catalog/callees.ts';
import {
  gatherPromises,
  giveArgumentBack,
  handOverMethods,
  readLater,
  stackMethods,
  waitForPending,
} from '../../catalog/lifetimes.ts';
import { genericReleaseMethods } from '../../catalog/naming.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName, isOneOf, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isSameModule } from '../../syntax/origins.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { calleeOf } from '../callees/callee-bodies.ts';
import { derivedFrom, isAwaitedSomewhere, isEndTold, needsItWhenCalled } from './derived-values.ts';
import { isRunLater } from './deferred-calls.ts';
import { storeBeyond } from '../acquisitions/stores.ts';
import type { UsingDeclaration } from './using-declarations.ts';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What is on its way out: the resource, a promise or a stream that needs it, a function that uses it. */
export type Cargo = 'resource' | 'promise' | 'stream' | 'function';

/** A value that leads back to a resource, at a place in the code. */
export interface Carrier {
  readonly cargo: Cargo;
  readonly value: Node;
  /** The cargo is inside an object or an array. */
  readonly isInside: boolean;
  /** The expression that gave the promise. */
  readonly promise: Node | null;
  /** A callee that was given the resource gave it; that it needs the resource is likely, and not certain. */
  readonly isGuess: boolean;
}

/** How a value leaves the block at whose end its resource is disposed. */
export interface Route {
  readonly how: 'returned' | 'stored' | 'run later';
  readonly cargo: Cargo;
  /** The expression that leaves. */
  readonly node: Node;
  readonly promise: Node | null;
  readonly isInside: boolean;
  readonly isGuess: boolean;
}

/**
 * Follows a carrier outwards to where it leaves the block of a `using` declaration.
 * Errs towards silence: what a callee does with what it is given is unknown, unless its name is known for it.
 * @param seen variables that have been followed already
 */
export function routesOf(
  start: Carrier,
  declaration: UsingDeclaration,
  sourceCode: TSESLint.SourceCode,
  seen: Set<Variable> = new Set(),
): Route[] {
  const types = typeQueriesOf(sourceCode);
  let carrier = start;
  const leave = (how: Route['how'], { cargo, value, promise, isInside, isGuess } = carrier): Route[] => [
    { how, cargo, node: value, promise, isInside, isGuess },
  ];
  const passOn = (value: Node): void => {
    carrier = { ...carrier, value };
  };
  for (;;) {
    const { value, cargo, isInside } = carrier;
    const outer = value.parent;
    if (!outer) return [];
    switch (outer.type) {
      case 'TSNonNullExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'ChainExpression':
        passOn(outer);
        continue;
      case 'ConditionalExpression':
        if (outer.test === value) return [];
        passOn(outer);
        continue;
      case 'LogicalExpression':
        if (outer.left === value && outer.operator === '&&') return [];
        passOn(outer);
        continue;
      case 'SequenceExpression':
        if (outer.expressions.at(-1) !== value) return [];
        passOn(outer);
        continue;
      case 'AwaitExpression': {
        if (isInside || cargo === 'function') return [];
        // what a promise gives may be a stream that still reads from the resource
        const awaited = cargo === 'promise' ? derivedFrom(outer, sourceCode) : cargo;
        if (!awaited) return [];
        carrier = { ...carrier, value: outer, cargo: awaited, promise: null };
        continue;
      }
      case 'MemberExpression': {
        if (outer.object !== value || isInside) return [];
        const next = ofMember(outer, carrier, sourceCode);
        if (!next) return [];
        carrier = next;
        continue;
      }
      case 'CallExpression':
      case 'NewExpression': {
        if (outer.callee === value) {
          const called = cargo === 'function' ? calleeOf(outer, sourceCode) : null;
          if (!called || called === 'declared' || !needsItWhenCalled(called.node, declaration, sourceCode)) return [];
          carrier = { ...carrier, value: outer, cargo: 'promise', promise: outer };
          continue;
        }
        const next = ofArgument(outer, carrier);
        if (Array.isArray(next)) return next;
        carrier = next;
        continue;
      }
      case 'Property':
        if (outer.value !== value || outer.parent.type !== 'ObjectExpression') return [];
        carrier = { ...carrier, value: outer.parent, isInside: true };
        continue;
      case 'ArrayExpression':
        carrier = { ...carrier, value: outer, isInside: true };
        continue;
      case 'SpreadElement':
        if (!isInside || outer.parent.type !== value.type) return [];
        passOn(outer.parent);
        continue;
      case 'ReturnStatement':
      case 'ArrowFunctionExpression': {
        const returning = outer.type === 'ReturnStatement' ? functionOf(outer) : outer;
        if (returning === declaration.home) return leave('returned');
        const mapping = outer.type === 'ReturnStatement' || outer.body === value ? mappedBy(returning) : null;
        if (!mapping) return [];
        carrier = { ...carrier, value: mapping, isInside: true };
        continue;
      }
      case 'AssignmentExpression': {
        if (outer.right !== value) return [];
        const target = withoutTypes(outer.left);
        const store = storeBeyond(target, carrier.cargo, declaration, sourceCode);
        if (store === 'beyond') return leave('stored');
        return store ? ofVariable(store, { ...carrier, isInside: isInside || target.type === 'MemberExpression' }) : [];
      }
      case 'VariableDeclarator':
        if (outer.init !== value) return [];
        return namesIn(outer.id, carrier).flatMap(([name, next]) => {
          const variable = variableOf(name, sourceCode);
          return variable && next ? ofVariable(variable, next) : [];
        });
      case 'ExportDefaultDeclaration':
      case 'ExportNamedDeclaration':
        return cargo === 'function' ? leave('stored') : [];
      default:
        return [];
    }
  }

  /** What is done with a variable that holds the cargo. */
  function ofVariable(variable: Variable, held: Carrier): Route[] {
    if (seen.has(variable)) return [];
    seen.add(variable);
    const uses = variable.references.filter(({ init, isTypeReference }) => !init && !isTypeReference);
    const places = uses.map(({ identifier }) => identifier as Node);
    if (held.cargo === 'promise' && isAwaitedSomewhere(places)) return [];
    const isExported = variable.defs.some(
      ({ node }) => (node as Node).parent?.parent?.type === 'ExportNamedDeclaration',
    );
    if (isExported && held.cargo === 'function') return leave('stored', held);
    return places
      .filter((place) => functionOf(place) === declaration.home)
      .flatMap((place) => {
        if (place.parent?.type === 'ExportSpecifier') return held.cargo === 'function' ? leave('stored', held) : [];
        const promise = held.cargo === 'promise' ? place : held.promise;
        return routesOf({ ...held, value: place, promise }, declaration, sourceCode, seen);
      });
  }

  function namesIn(id: Node, held: Carrier): [Node, Carrier | null][] {
    if (id.type === 'Identifier') return [[id, held]];
    if (id.type !== 'ObjectPattern' || held.isInside || held.cargo !== 'resource') return [];
    return id.properties.flatMap((property): [Node, Carrier | null][] => {
      if (property.type !== 'Property' || property.value.type !== 'Identifier') return [];
      const cargo = derivedFrom(property.value, sourceCode);
      return [[property.value, cargo && { ...held, cargo, promise: property.value }]];
    });
  }

  /** The cargo is given to a call: where it goes from there, or the ways on which it leaves for good. */
  function ofArgument(call: Call, held: Carrier): Carrier | Route[] {
    const { value, cargo, isInside } = held;
    const index = call.arguments.indexOf(value as TSESTree.Expression);
    if (index === -1 || isOneOf(call.callee, onlyRead)) return [];
    const name = dottedName(call.callee) ?? '';
    if (cargo === 'promise')
      return gatherPromises.has(name) ? { ...held, value: call, isInside: false, promise: call } : [];
    if (cargo === 'resource' && giveArgumentBack.has(name)) return { ...held, value: call };
    // `r.read.bind(r)`
    if (cargo === 'resource' && calledName(call) === 'bind') return { ...held, value: call, cargo: 'function' };
    if (cargo === 'function' && !isInside) return ofCallback(call, held);
    const owner = keepingReceiver(call, cargo, sourceCode);
    if (owner) {
      const store = storeBeyond(owner, cargo, declaration, sourceCode);
      if (store === 'beyond') return leave('stored', held);
      return store ? ofVariable(store, { ...held, isInside: true }) : [];
    }
    if (call.type === 'NewExpression') {
      const keeps = cargo === 'stream' ? readLater.has(name) : keepsArgument(call, index, isInside, sourceCode);
      return keeps ? { ...held, value: call, isInside: true } : [];
    }
    const given = isInside || isEndTold(calledName(call)) ? null : derivedFrom(call, sourceCode);
    return given ? { ...held, value: call, cargo: given, promise: call, isGuess: true } : [];
  }

  function ofCallback(call: Call, held: Carrier): Carrier | Route[] {
    const callback = withoutTypes(held.value);
    if (isRunLater(call, callback, declaration, sourceCode)) return leave('run later', held);
    const needsIt = isFunction(callback) && needsItWhenCalled(callback, declaration, sourceCode);
    if (runCallbackNow.has(calledName(call) ?? ''))
      return needsIt && mappedBy(callback)
        ? { ...held, value: call, cargo: 'promise', isInside: true, promise: call }
        : [];
    // `return retry(() => client.get(id))`
    const isPromise = call.type === 'CallExpression' && types.isThenable(call) === true;
    return isPromise ? { ...held, value: call, cargo: 'promise', promise: call, isGuess: true } : [];
  }
}

/** The call that makes an array of what its callback gives: `ids.map((id) => client.get(id))`. */
function mappedBy(callback: Node): TSESTree.CallExpression | null {
  const call = callback.parent;
  if (call?.type !== 'CallExpression' || !call.arguments.includes(callback as TSESTree.Expression)) return null;
  return calledName(call) === 'map' || dottedName(call.callee) === 'Array.from' ? call : null;
}

/** `value.name…`: what is still needed or held after it. */
function ofMember(
  member: TSESTree.MemberExpression,
  carrier: Carrier,
  sourceCode: TSESLint.SourceCode,
): Carrier | null {
  const name = propertyName(member);
  const call = member.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent : null;
  if (name === null) return null;
  switch (carrier.cargo) {
    case 'function':
      return call && name === 'bind' ? { ...carrier, value: call } : null;
    case 'promise':
      return call && /^(then|catch|finally)$/.test(name) ? { ...carrier, value: call, promise: call } : null;
    default: {
      if (genericReleaseMethods.has(name) || name.startsWith('Symbol.') || handOverMethods.has(name)) return null;
      if (isEndTold(name)) return null;
      if (call && carrier.cargo === 'resource' && typeQueriesOf(sourceCode).returnsThis(call))
        return { ...carrier, value: call };
      // what a stack was given ends with it
      if (call && carrier.cargo === 'resource' && isKeptByStack(call, member, sourceCode))
        return { ...carrier, value: call, isGuess: true };
      const value = call ?? member;
      const cargo = derivedFrom(value, sourceCode);
      if (!cargo || (cargo === 'promise' && carrier.cargo === 'resource' && waits(member.object, sourceCode)))
        return null;
      return { ...carrier, value, cargo, promise: value };
    }
  }
}

/** `stack.use(r)`, on a stack from which nothing is ever moved. */
function isKeptByStack(
  call: TSESTree.CallExpression,
  { object }: TSESTree.MemberExpression,
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (!/^(use|adopt)$/.test(calledName(call) ?? '')) return false;
  const names = typeQueriesOf(sourceCode).typeNamesOf(object) ?? [];
  if (!names.some(({ name, module }) => module === null && /^(Async)?DisposableStack$/.test(name))) return false;
  const references = variableOf(object, sourceCode)?.references ?? [];
  return references.every(
    ({ init, identifier: { parent } }) =>
      init === true || (parent.type === 'MemberExpression' && propertyName(parent) !== 'move'),
  );
}

/** Whether the release of a resource waits for what it was asked to do before. */
function waits(resource: Node, sourceCode: TSESLint.SourceCode): boolean {
  const names = typeQueriesOf(sourceCode).typeNamesOf(resource) ?? [];
  return waitForPending.some(({ name, from }) =>
    names.some((type) => type.name === name && isSameModule(type.module, from)),
  );
}

/** The collection or stack that keeps an argument: `all` in `all.push(r)`. */
function keepingReceiver(call: Call, cargo: Cargo, sourceCode: TSESLint.SourceCode): Node | null {
  const callee = withoutTypes(call.callee);
  if (call.type !== 'CallExpression' || callee.type !== 'MemberExpression') return null;
  const name = propertyName(callee) ?? '';
  const names = typeQueriesOf(sourceCode).typeNamesOf(callee.object);
  const isGlobal = (wanted: RegExp): boolean =>
    names !== null && names.some((type) => type.module === null && wanted.test(type.name));
  if (stackMethods.has(name) && cargo === 'resource')
    return isGlobal(/^(Async)?DisposableStack$/) ? callee.object : null;
  if (!keepArgument.has(name)) return null;
  if (names && names.length > 0) return isGlobal(/^(Array|Map|Set)$/) ? callee.object : null;
  const variable = variableOf(withoutTypes(callee.object), sourceCode);
  const init = variable?.defs[0]?.node.type === 'VariableDeclarator' ? variable.defs[0].node.init : null;
  const isCollection =
    init?.type === 'ArrayExpression' ||
    (init?.type === 'NewExpression' && /^(Array|Map|Set)$/.test(dottedName(init.callee) ?? ''));
  return isCollection ? callee.object : null;
}

/** Whether an object is sure to keep the resource that its constructor is given: it is declared to take one. */
function keepsArgument(
  call: TSESTree.NewExpression,
  index: number,
  isInside: boolean,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const types = typeQueriesOf(sourceCode);
  if (isInside || types.bodyOf(call) !== 'none') return false;
  return types.parameterKindOf(call, index, [], genericReleaseMethods) === 'releasable';
}
