import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../../syntax/functions.ts';
import type { Reference, Variable } from '../../syntax/variables.ts';
import { nodesOf } from '../../syntax/nodes.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { walk } from '../../syntax/walk.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;
export type Scope = TSESLint.Scope.Scope;

/**
 * A place in a context, which V8 makes for a scope when something in it outlives the stack: every closure that is
 * created in the scope, or in a scope inside it, keeps the whole context, whether it names the variable or not.
 */
export interface Slot {
  /** The variable's name; `this`, `arguments`, or what has no name: the caught error, the object of a `with`. */
  readonly name: string;
  readonly variable: Variable | null;
  readonly scope: Scope;
  readonly reason: 'captured' | 'caught' | 'this' | 'arguments' | 'eval' | 'with';
  /** What put it there: the reference of another function, the call of `eval`. */
  readonly cause: Node | null;
}

export type VariableSlot = Slot & { readonly variable: Variable };

/** Which variables of a file live in contexts, and which functions keep them. Exact for V8, but for code made at run time. */
export interface Contexts {
  slotsOf(scope: Scope): readonly Slot[];
  /**
   * Every slot that a function or class keeps alive through the scopes around it, those of the module left out; for
   * other code, what is kept while it runs or waits.
   */
  keptBy(kept: Node): readonly Slot[];
  /** The same of variables alone: scopes that nobody asks for are not looked at. */
  variablesKeptBy(kept: Node): readonly VariableSlot[];
  /** Whether a variable lives in a context at all. */
  holds(variable: Variable): boolean;
}

const contextsByFile = new WeakMap<SourceCode, Contexts>();

export function contextsOf(sourceCode: SourceCode): Contexts {
  let contexts = contextsByFile.get(sourceCode);
  if (!contexts) contextsByFile.set(sourceCode, (contexts = computeContexts(sourceCode)));
  return contexts;
}

/** Whether a scope is a module's or script's own: what it holds lives as long as the program anyway. */
export const isOfModule = (scope: Scope): boolean => scope.block.type === 'Program';

function computeContexts(sourceCode: SourceCode): Contexts {
  const declared = new Map<Scope, readonly Slot[]>();
  const hasMentions = /\barguments\b|\beval\s*\(/.test(sourceCode.text);
  const isWithUsed = nodesOf('WithStatement', sourceCode).length > 0;
  let implicit: ReadonlyMap<Scope, ReadonlyMap<string, Slot>> | null = null;

  const declaredSlotsOf = (scope: Scope): readonly Slot[] => {
    let slots = declared.get(scope);
    if (!slots) declared.set(scope, (slots = isOfModule(scope) ? [] : declaredIn(scope)));
    return slots;
  };
  const slotsOf = (scope: Scope): readonly Slot[] => {
    const slots = new Map(declaredSlotsOf(scope).map((slot) => [slot.name, slot]));
    implicit ??= implicitSlots(sourceCode);
    for (const [name, slot] of implicit.get(scope) ?? []) if (!slots.has(name)) slots.set(name, slot);
    return [...slots.values()];
  };
  // nothing else puts a variable into a context that no other function names
  const variableSlotsOf = hasMentions || isWithUsed ? slotsOf : declaredSlotsOf;
  return {
    slotsOf,
    keptBy: (kept) => slotsAround(kept, slotsOf, sourceCode),
    variablesKeptBy: (kept) =>
      slotsAround(kept, variableSlotsOf, sourceCode).filter((slot): slot is VariableSlot => slot.variable !== null),
    holds: (variable) => variableSlotsOf(homeOf(variable.scope)).some((slot) => slot.variable === variable),
  };
}

function slotsAround(kept: Node, slotsOf: (scope: Scope) => readonly Slot[], sourceCode: SourceCode): Slot[] {
  const found: Slot[] = [];
  const own = scopeAt(kept, sourceCode);
  let scope = isFunction(kept) ? (own?.upper ?? null) : own;
  for (; scope && !isOfModule(scope); scope = scope.upper) {
    const slots = slotsOf(scope);
    if (slots.length === 0) continue;
    const { block } = scope;
    const isInParameters = isFunction(block) && 'params' in block && block.params.some((node) => isWithin(kept, node));
    found.push(...(isInParameters ? slots.filter(isVisibleInParameters) : slots));
  }
  return found;
}

/** What other functions name of the variables of a scope, and what `catch` binds. */
function declaredIn(scope: Scope): Slot[] {
  const slots: Slot[] = [];
  const add: Add = (home, slot) => {
    if (home === scope && !slots.some(({ name }) => name === slot.name)) slots.push({ ...slot, scope });
  };
  // the name of a function expression lives in the context of the function itself
  const outer = scope.upper && scope.upper !== scope && homeOf(scope.upper) === scope ? scope.upper : null;
  for (const { variables } of outer ? [outer, scope] : [scope]) {
    for (const variable of variables) {
      // the implicit one is found by its mentions, as `this` is
      if (variable.name === 'arguments' && variable.defs.length === 0) continue;
      const home = homeOf(variable.scope);
      const capture = variable.references.find(
        (reference) => reference.from.variableScope !== home.variableScope && !isTypeOnly(reference),
      );
      if (capture) add(home, { name: variable.name, variable, reason: 'captured', cause: capture.identifier });
    }
  }
  if (scope.type === ('catch' as never)) addCaught(scope, add);
  return slots;
}

/** What has a place in a context without a declaration, or because of `eval`, `with` and `arguments`. */
function implicitSlots(sourceCode: SourceCode): ReadonlyMap<Scope, ReadonlyMap<string, Slot>> {
  const slots = new Map<Scope, Map<string, Slot>>();
  const add: Add = (scope, slot) => {
    let own = slots.get(scope);
    if (!own) slots.set(scope, (own = new Map<string, Slot>()));
    if (!own.has(slot.name)) own.set(slot.name, { ...slot, scope });
  };
  if (nodesOf('WithStatement', sourceCode).length > 0) {
    for (const scope of sourceCode.scopeManager?.scopes ?? []) {
      if (scope.type === ('with' as never)) addWith(scope, add);
    }
  }
  for (const type of ['ThisExpression', 'Super', 'JSXIdentifier'] as const) {
    for (const node of nodesOf(type, sourceCode)) if (isThis(node)) addThis(node, sourceCode, add);
  }
  if (/\b(?:arguments|eval)\b/.test(sourceCode.text)) {
    walk(sourceCode.ast, sourceCode, (node) => {
      if (node.type === 'Identifier' && node.name === 'arguments') addArguments(node, sourceCode, add);
      return undefined;
    });
    for (const node of nodesOf('CallExpression', sourceCode)) {
      if (isDirectEval(node)) addEverything(node, sourceCode, add);
    }
  }
  shareInitialisers(sourceCode, slots);
  return slots;
}

type Add = (scope: Scope, slot: Omit<Slot, 'scope'>) => void;

/** The scope a node makes, or the one it stands in. */
export function scopeAt(node: Node, sourceCode: SourceCode): Scope | null {
  return sourceCode.getScope?.(node) ?? null;
}

const homeOf = (scope: Scope): Scope =>
  scope.type === ('function-expression-name' as never) ? (scope.childScopes[0] ?? scope) : scope;

/** A reference that nothing is left of at run time: of a type, or in `typeof x` as a type. */
function isTypeOnly(reference: Reference): boolean {
  const { isTypeReference, isValueReference } = reference as { isTypeReference?: boolean; isValueReference?: boolean };
  if (isTypeReference === true && isValueReference === false) return true;
  let parent: Node | undefined = reference.identifier.parent;
  while (parent?.type === 'TSQualifiedName') parent = parent.parent;
  return parent?.type === 'TSTypeQuery';
}

/** V8 puts what a `catch` binds into a context even when no closure is in sight; of a pattern the whole error too. */
function addCaught(scope: Scope, add: Add): void {
  const { param } = scope.block as TSESTree.CatchClause;
  if (param && param.type !== 'Identifier') {
    add(scope, { name: '(caught)', variable: null, reason: 'caught', cause: param });
  }
  for (const variable of scope.variables) {
    add(scope, { name: variable.name, variable, reason: 'caught', cause: param ?? null });
  }
}

/** The object of a `with`, and every variable whose name is mentioned in its body. */
function addWith(scope: Scope, add: Add): void {
  add(scope, { name: '(with)', variable: null, reason: 'with', cause: scope.block });
  const pending = [scope];
  for (let inner = pending.pop(); inner; inner = pending.pop()) {
    pending.push(...inner.childScopes);
    for (const { identifier } of inner.references) {
      for (let outer = scope.upper; outer && !isOfModule(outer); outer = outer.upper) {
        const variable = outer.set.get(identifier.name);
        if (!variable) continue;
        // the implicit `arguments` is no variable of the program's
        const isImplicit = variable.name === 'arguments' && variable.defs.length === 0;
        const slot = { name: variable.name, variable: isImplicit ? null : variable, cause: identifier };
        add(homeOf(outer), { ...slot, reason: isImplicit ? 'arguments' : 'with' });
        break;
      }
    }
  }
}

const isThis = (node: Node): boolean =>
  node.type === 'ThisExpression' ||
  node.type === 'Super' ||
  (node.type === 'JSXIdentifier' && node.name === 'this' && node.parent.type === 'JSXMemberExpression');

const isDirectEval = (node: Node): boolean =>
  node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval' && !node.optional;

/** The activation whose `this` and `arguments` a node means, and whether an arrow function stands between. */
function receiverOf(node: Node): { readonly owner: Node; readonly isInArrow: boolean } | null {
  let isInArrow = false;
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'ArrowFunctionExpression') isInArrow = true;
    if (outer.type === 'FunctionDeclaration' || outer.type === 'FunctionExpression' || outer.type === 'StaticBlock') {
      return { owner: outer, isInArrow };
    }
    if ((outer.type === 'PropertyDefinition' || outer.type === 'AccessorProperty') && outer.value === inner) {
      return { owner: outer, isInArrow };
    }
  }
  return null;
}

/** The scope of a function, static block or field initialiser. */
function activationScope(owner: Node, sourceCode: SourceCode): Scope | null {
  if (owner.type !== 'PropertyDefinition' && owner.type !== 'AccessorProperty') return scopeAt(owner, sourceCode);
  const scope = owner.value ? scopeAt(owner.value, sourceCode) : null;
  const initialiser = 'class-field-initializer' as never;
  // an arrow function is both the initialiser and a function inside it
  for (let outer = scope; outer; outer = outer.upper) if (outer.type === initialiser) return outer;
  return null;
}

function addThis(node: Node, sourceCode: SourceCode, add: Add): void {
  const receiver = receiverOf(node);
  const scope = receiver?.isInArrow ? activationScope(receiver.owner, sourceCode) : null;
  if (scope) add(scope, { name: 'this', variable: null, reason: 'this', cause: node });
}

/** In sloppy functions with simple parameters `arguments` and the parameters are one, and both live in the context. */
function addArguments(node: TSESTree.Identifier, sourceCode: SourceCode, add: Add): void {
  const { parent } = node;
  if (parent.type === 'MemberExpression' && parent.property === node && !parent.computed) return;
  const receiver = receiverOf(node);
  if (receiver?.owner.type !== 'FunctionDeclaration' && receiver?.owner.type !== 'FunctionExpression') return;
  const scope = scopeAt(receiver.owner, sourceCode);
  if (!scope) return;
  if (receiver.isInArrow) add(scope, { name: 'arguments', variable: null, reason: 'arguments', cause: node });
  if (scope.isStrict || !receiver.owner.params.every(({ type }) => type === 'Identifier')) return;
  for (const variable of scope.variables) {
    if (isParameter(variable)) add(scope, { name: variable.name, variable, reason: 'arguments', cause: node });
  }
}

/** A direct `eval` can name everything around it. */
function addEverything(node: Node, sourceCode: SourceCode, add: Add): void {
  for (let scope = scopeAt(node, sourceCode); scope && !isOfModule(scope); scope = scope.upper) {
    const facts = { reason: 'eval', cause: node } as const;
    const { block } = scope;
    const isInParameters = isFunction(block) && 'params' in block && block.params.some((each) => isWithin(node, each));
    for (const variable of scope.variables) {
      const slot: Omit<Slot, 'scope'> = { name: variable.name, variable, ...facts };
      // in a default, what the body declares cannot be named
      const isSeen = !isInParameters || isVisibleInParameters(slot);
      if (variable.name !== 'arguments' && isSeen) add(homeOf(scope), slot);
    }
    if (scope.type === ('class-field-initializer' as never)) add(scope, { name: 'this', variable: null, ...facts });
    if (scope.type !== ('function' as never) || scope.block.type === 'ArrowFunctionExpression') continue;
    for (const name of ['this', 'arguments']) add(scope, { name, variable: null, ...facts });
  }
}

/** All instance initialisers of a class run in one function, and so do all static ones: they share one context. */
function shareInitialisers(sourceCode: SourceCode, slots: Map<Scope, Map<string, Slot>>): void {
  const groups = new Map<string, Scope[]>();
  for (const scope of sourceCode.scopeManager?.scopes ?? []) {
    if (scope.type !== ('class-field-initializer' as never)) continue;
    const field = scope.block.parent as TSESTree.PropertyDefinition;
    const key = `${field.parent.range[0]} ${field.static}`;
    groups.set(key, [...(groups.get(key) ?? []), scope]);
  }
  for (const group of groups.values()) {
    const together = new Map<string, Slot>(group.flatMap((scope) => [...(slots.get(scope) ?? [])]));
    if (together.size > 0) for (const scope of group) slots.set(scope, together);
  }
}

const isParameter = ({ defs }: Variable): boolean =>
  defs.some((definition) => (definition.type as string) === 'Parameter');

/** Closures in the defaults of parameters do not see what the body declares. */
const isVisibleInParameters = ({ variable }: Pick<Slot, 'variable'>): boolean =>
  variable === null ||
  variable.defs.length === 0 ||
  isParameter(variable) ||
  variable.scope.type === ('function-expression-name' as never);
