import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { endsLeftToDerived, finalTeardowns, teardownMethods } from '../../catalog/lifecycles.ts';
import { isClass, isFunction } from '../../syntax/functions.ts';
import { propertyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf, type InheritedMember } from '../../type-queries/type-queries.ts';
import {
  isOwningClass,
  lineageOf,
  membersReachedFrom,
  owningClassOf,
  type OwningClass,
  type Teardown,
} from './class-members.ts';

type Node = TSESTree.Node;

/**
 * A teardown that overrides one of a base class and never gets to it, so that what the base holds stays held.
 * Errs towards silence: a call of any teardown through `super`, in any member that the override names, is enough.
 */
export interface MissingSuperCall {
  readonly teardown: Teardown;
  /** The name of the base class, as it is written. */
  readonly base: string;
  /** The method's name means the end and nothing else: `stop` may be overridden to do something else instead. */
  readonly isFinal: boolean;
  /** The base's code is in reach, and does something to the instance. */
  readonly isSeen: boolean;
}

/** Every such override of a file, in source order. */
export function findMissingSuperCalls(sourceCode: TSESLint.SourceCode): readonly MissingSuperCall[] {
  const found: MissingSuperCall[] = [];
  // nothing is asked of classes whose file names no teardown
  if (!/\bextends\b/.test(sourceCode.text)) return found;
  walk(sourceCode.ast, sourceCode, (node) => {
    if (!isClass(node) || !node.superClass) return undefined;
    const owner = owningClassOf(node);
    for (const teardown of owner.teardowns) {
      const { name, method } = teardown;
      // a field that holds a function takes the base's place whatever it does
      if (method.type !== 'MethodDefinition' || !teardown.body) continue;
      const base = baseMemberOf(owner, name, sourceCode);
      if (base !== null && endsLeftToDerived.has(name) && base.code !== 'some') continue;
      if (!base || base.isAbstract || base.code === 'empty' || reachesSuper(owner, teardown, sourceCode)) continue;
      const own = sourceCode.getText(teardown.body);
      if (base.text !== null && doesTheSame(own, base.text)) continue;
      if (base.code === 'none' && doesWhatSuperIsGiven(own, owner, sourceCode)) continue;
      found.push({
        teardown,
        base: sourceCode.getText(node.superClass),
        isFinal: finalTeardowns.has(name),
        isSeen: base.code === 'some',
      });
    }
    return undefined;
  });
  return found;
}

/**
 * `ended.next(); ended.complete();`, and the same in the base: all that the base does is to call methods of fields,
 * whatever it asks before, and of each of them the override calls one of these too. Read in the text, which is all there
 * is of another file.
 */
function doesTheSame(own: string, base: string): boolean {
  const steps = base.replace(/\/\*[^]*?\*\/|\/\/.*/g, '').split(/[;\n{}]/);
  const done = new Map<string, boolean>();
  for (const step of steps.map((text) => text.trim().replace(/^if \((?:[^()]|\([^()]*\))*\) ?/, '')).filter(Boolean)) {
    const [, field, method] = /^this\.(\w+)[?!]?\.(\w+)\([^()]*\)$/.exec(step) ?? [];
    if (field === undefined || method === undefined) return false;
    const isCalled = new RegExp(`\\bthis\\.${field}[?!]?\\.${method}\\(`).test(own);
    done.set(field, isCalled || (done.get(field) ?? false));
  }
  return done.size > 0 && [...done.values()].every(Boolean);
}

/**
 * `super(() => disposeAll(this.all))`, and `disposeAll(this.all)` in the override: a base that is known by its declaration
 * alone is given nothing but functions, and the override calls all that they call.
 */
function doesWhatSuperIsGiven(own: string, { node }: OwningClass, sourceCode: TSESLint.SourceCode): boolean {
  let given: readonly Node[] = [];
  walk(node.body, sourceCode, (inner) => {
    if (inner.type === 'CallExpression' && inner.callee.type === 'Super') given = inner.arguments;
    return undefined;
  });
  const calls: string[] = [];
  for (const code of given) {
    walk(code, sourceCode, (inner) => {
      if (inner.type !== 'CallExpression') return undefined;
      calls.push(sourceCode.getText(inner));
      return 'skip';
    });
  }
  return given.every((code) => isFunction(code)) && calls.length > 0 && calls.every((call) => own.includes(call));
}

/** What the bases have under a name: read in this file, else asked of the types. */
export function baseMemberOf(
  owner: OwningClass,
  name: string,
  sourceCode: TSESLint.SourceCode,
): InheritedMember | null {
  const { classes, hasOtherBase } = lineageOf(owner, sourceCode);
  for (const { members } of classes.slice(1)) {
    const member = members.find((candidate) => candidate.name === name);
    if (!member) continue;
    const { node, code } = member;
    if (node.type !== 'MethodDefinition' || !code) return null;
    return {
      isAbstract: false,
      code: touchesInstance(code.body, sourceCode) ? 'some' : 'empty',
      text: sourceCode.getText(code.body),
      isAsync: code.async,
      takesNothing: code.params.every(({ type }) => type === 'AssignmentPattern' || type === 'RestElement'),
      givesNothing: !givesValue(code.body, sourceCode),
    };
  }
  const last = classes.at(-1);
  const inherited =
    hasOtherBase && last && isOwningClass(last) ? typeQueriesOf(sourceCode).inheritedMemberOf(last.node, name) : null;
  return inherited === null || inherited === 'none' ? null : inherited;
}

/** Whether code does something to its instance: one that throws "not implemented", or does nothing, does not. */
function touchesInstance(body: Node, sourceCode: TSESLint.SourceCode): boolean {
  let touches = false;
  walk(body, sourceCode, (node) => {
    if (node.type === 'ThrowStatement') return 'skip';
    if (node.type === 'ThisExpression' || node.type === 'Super') touches = true;
    return undefined;
  });
  return touches;
}

function givesValue(body: Node, sourceCode: TSESLint.SourceCode): boolean {
  let gives = false;
  walk(body, sourceCode, (node) => {
    if (isFunction(node) && node !== body) return 'skip';
    if (node.type === 'ReturnStatement' && node.argument) gives = true;
    return undefined;
  });
  return gives;
}

function reachesSuper(owner: OwningClass, { name, method, body }: Teardown, sourceCode: TSESLint.SourceCode): boolean {
  const [first] = body?.body ?? [];
  // "not supported": there is no end to come to
  if (body?.body.length === 1 && first?.type === 'ThrowStatement') return true;
  const teardowns = new Set(teardownMethods);
  const members = membersReachedFrom([method], owner, sourceCode);
  let reaches = false;
  for (const member of [...members].filter((candidate) => candidate.parent === owner.node.body)) {
    walk(member, sourceCode, (node) => {
      if (node.type !== 'MemberExpression') return undefined;
      const called = propertyName(node);
      // `super.dispose()`, `super[key]()`, `Base.prototype.dispose.call(this)`; `stop() { super.disable(); }` does what
      // it wants of the base instead
      const isOfEnd = called === null || teardowns.has(called) || !finalTeardowns.has(name);
      if (node.object.type === 'Super' && isOfEnd) reaches = true;
      if (called === 'prototype') reaches = true;
      return undefined;
    });
  }
  return reaches || isGivenToSuper(owner, name, sourceCode);
}

/** `super(() => this.dispose())`: the base's own teardown calls this one. */
function isGivenToSuper({ node: owner }: OwningClass, name: string, sourceCode: TSESLint.SourceCode): boolean {
  let isGiven = false;
  walk(owner.body, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Super') return undefined;
    for (const argument of node.arguments) {
      walk(argument, sourceCode, (inner) => {
        if (inner.type === 'MemberExpression' && propertyName(inner) === name) isGiven = true;
        return undefined;
      });
    }
    return undefined;
  });
  return isGiven;
}

/** The call that is missing, and whether nothing but the base's release is added by it. */
export interface SuperCallPlan {
  readonly body: TSESTree.BlockStatement;
  readonly method: Node;
  readonly call: string;
  /** The statement before which it is written; `null` for the end of the body. */
  readonly before: TSESTree.Statement | null;
  readonly isSafe: boolean;
}

/** How the override can call the base: as its last step, when that is reached. `null` where it would have to be awaited and cannot. */
export function superCallPlan(
  { teardown, isSeen, isFinal }: MissingSuperCall,
  owner: OwningClass,
  sourceCode: TSESLint.SourceCode,
): SuperCallPlan | null {
  const { name, method, body, isAsync } = teardown;
  const base = baseMemberOf(owner, name, sourceCode);
  if (!body || !base || method.type !== 'MethodDefinition' || (base.isAsync && !isAsync)) return null;
  const { params } = method.value;
  if (!params.every((parameter) => parameter.type === 'Identifier')) return null;
  if (!base.takesNothing && params.length === 0) return null;
  const given = base.takesNothing ? '' : params.map((parameter) => parameter.name).join(', ');
  const access = name.startsWith('Symbol.') ? `[${name}]` : `.${name}`;
  const returns = returnsIn(body, sourceCode);
  const last = body.body.at(-1) ?? null;
  const isLastReturn = last?.type === 'ReturnStatement';
  // a `return` in the middle would go past the call
  if (returns.some((statement) => statement !== last) || last?.type === 'ThrowStatement') return null;
  if (isLastReturn && last.argument && !/^(Literal|Identifier)$/.test(last.argument.type)) return null;
  return {
    body,
    method,
    call: `${base.isAsync ? 'await ' : ''}super${access}(${given});`,
    before: isLastReturn ? last : null,
    isSafe:
      (isSeen || isDeclaredDisposable(owner, sourceCode)) &&
      isFinal &&
      base.takesNothing &&
      base.givesNothing &&
      !isLastReturn,
  };
}

/** A base of which only the declaration is known, and which says by the protocol that its teardown releases. */
function isDeclaredDisposable(owner: OwningClass, sourceCode: TSESLint.SourceCode): boolean {
  return ['Symbol.dispose', 'Symbol.asyncDispose'].some((name) => baseMemberOf(owner, name, sourceCode) !== null);
}

function returnsIn(body: Node, sourceCode: TSESLint.SourceCode): Node[] {
  const returns: Node[] = [];
  walk(body, sourceCode, (node) => {
    if (isFunction(node) || isClass(node)) return 'skip';
    if (node.type === 'ReturnStatement') returns.push(node);
    return undefined;
  });
  return returns;
}
