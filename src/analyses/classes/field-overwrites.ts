import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { finalTeardowns, onceHooks, repeatedWords } from '../../catalog/lifecycles.ts';
import { functionOf } from '../../syntax/functions.ts';
import { keyName, propertyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { lineageOf, memberAt, membersReachedFrom } from './class-members.ts';
import { findFieldHoldings, type FieldHolding } from './field-holdings.ts';
import { usesOfField, type FieldUse } from './field-uses.ts';

type Node = TSESTree.Node;

/**
 * A field (or a key of a collection in a field) that gets a new resource while it may hold one that nothing releases.
 * Errs towards silence: whatever the method does with the field, or asks of its instance, before it writes it could be
 * the release or the reason why there is none.
 */
export interface FieldOverwrite {
  readonly holding: FieldHolding;
  /** The resource that is lost for sure: the field had it since the constructor. Else what an earlier call of the method put there. */
  readonly first: FieldHolding | null;
  /** How sure it is that the method runs more than once: its name says so, or nothing speaks against it. */
  readonly isRepeated: 'yes' | 'maybe';
  /** Where the file releases the field elsewhere, to be written the same way. */
  readonly release: FieldUse | null;
}

/** Every such write of a file, in source order. */
export function findFieldOverwrites(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): readonly FieldOverwrite[] {
  const holdings = findFieldHoldings(sourceCode, settings);
  return holdings.flatMap((holding): FieldOverwrite[] => {
    const found = overwriteBy(holding, holdings, sourceCode);
    return found ? [found] : [];
  });
}

function overwriteBy(
  holding: FieldHolding,
  holdings: readonly FieldHolding[],
  sourceCode: TSESLint.SourceCode,
): FieldOverwrite | null {
  const { owner, field, isMany, acquisition } = holding;
  const { write } = acquisition.position;
  const lineage = lineageOf(owner, sourceCode);
  const member = memberAt(write, lineage);
  const method = member?.type === 'MethodDefinition' ? member : null;
  if (!method || method.kind === 'constructor' || !isReplacing(write, isMany)) return null;
  // in a callback: it may be the end of the old one that calls it
  if (functionOf(write) !== method.value) return null;
  const uses = usesOfField(owner, field, { kind: acquisition.kind, isMany }, sourceCode);
  if (isReadyFor(write, method, uses, holding, sourceCode)) return null;
  const others = uses.filter(({ does }) => does === 'release' || does === 'transfer');
  const ends = owner.teardowns.filter(({ name }) => finalTeardowns.has(name)).map((teardown) => teardown.method);
  const final = membersReachedFrom(ends, owner, sourceCode);
  const rest = owner.members.filter(({ node }) => !final.has(node)).map(({ node }) => node);
  const ordinary = membersReachedFrom(rest, owner, sourceCode);
  // what another method ends may be over before this one runs
  const isOfEndAlone = ({ access }: FieldUse): boolean => {
    const code = memberAt(access, lineage) ?? access;
    return final.has(code) && !ordinary.has(code);
  };
  if (!others.every(isOfEndAlone)) return null;
  const first = isMany ? null : (holdings.find((other) => other !== holding && isFirst(other, holding)) ?? null);
  const release = others.find(({ does }) => does === 'release') ?? null;
  const name = keyName(method.key, method.computed) ?? '';
  // `onReady()`: a beginning, and what has begun ends before the next
  const isMaybeOnce =
    onceHooks.has(name) || /^(?:init|setup|bootstrap|mount|create)|^#?_*on\w*(?:Ready|Mounted)$/i.test(name);
  if (!first && (isMaybeOnce || isOfConstructor(method, name, owner.node, sourceCode))) return null;
  // a property is there to be set again
  const soundsRepeated = method.kind === 'set' || repeatedWords.has(/^#?_*([a-z]+)/.exec(name)?.[1] ?? '');
  const isRepeated = !isMany && soundsRepeated ? 'yes' : 'maybe';
  return { holding, first, isRepeated, release };
}

/** A private method that nothing but the constructor, or a hook that runs once, calls. */
function isOfConstructor(
  method: TSESTree.MethodDefinition,
  name: string,
  owner: Node,
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (method.accessibility !== 'private' && !name.startsWith('#')) return false;
  let isCalledElsewhere = false;
  walk(owner, sourceCode, (node) => {
    const isOnce = node.type === 'MethodDefinition' && onceHooks.has(keyName(node.key, node.computed) ?? '');
    if (isOnce || (node.type === 'MethodDefinition' && node.kind === 'constructor')) return 'skip';
    if (node.type === 'MemberExpression' && propertyName(node) === name) isCalledElsewhere = true;
    return undefined;
  });
  return !isCalledElsewhere;
}

/** `=`, and not `??=`; `map.set(key, …)`, and not `list.push(…)`. */
function isReplacing(write: Node, isMany: boolean): boolean {
  if (write.type === 'AssignmentExpression')
    return write.operator === '=' && (!isMany || (write.left.type === 'MemberExpression' && write.left.computed));
  return (
    write.type === 'CallExpression' && write.callee.type === 'MemberExpression' && propertyName(write.callee) === 'set'
  );
}

/** The field has it from the start: its initialiser, or a step of the constructor that is always taken. */
function isFirst({ owner, field, acquisition }: FieldHolding, later: FieldHolding): boolean {
  if (owner !== later.owner || field !== later.field || acquisition.isConditional || acquisition.isMixed) return false;
  const { write } = acquisition.position;
  if (write.type === 'PropertyDefinition') return true;
  const body = write.parent.type === 'ExpressionStatement' ? write.parent.parent : null;
  const method = body?.parent?.parent;
  return method?.type === 'MethodDefinition' && method.kind === 'constructor';
}

/** Whether the method has looked at the field, or at the state of its instance, before it comes to the write. */
function isReadyFor(
  write: Node,
  method: TSESTree.MethodDefinition,
  uses: readonly FieldUse[],
  { owner }: FieldHolding,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const isBefore = (node: Node): boolean => node.range[0] >= method.range[0] && node.range[1] <= write.range[0];
  // the old value is named somewhere in the method, be it behind the write: `const old = this.r; this.r = create(); old.dispose()`
  const isInMethod = ({ access }: FieldUse): boolean =>
    access.range[0] >= method.range[0] && access.range[1] <= method.range[1];
  const own = uses.filter((use) => isInMethod(use) && use.does !== 'write');
  if (own.some(({ does, access, at }) => does !== 'read' || (isBefore(access) && !isPlainUse(at)))) return true;
  if (isAsked(write, method, sourceCode)) return true;
  // `this.stop(); this.r = create();`
  const touching = new Set(
    uses
      .filter(({ does }) => does !== 'write')
      .map(({ access }) => memberAt(access, lineageOf(owner, sourceCode)))
      .filter((member) => member !== method),
  );
  let isReady = false;
  walk(method, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || !isBefore(node)) return undefined;
    if (node.callee.object.type === 'Super') isReady = true;
    if (node.callee.object.type !== 'ThisExpression') return undefined;
    const called = propertyName(node.callee);
    const members = owner.members.filter(({ name }) => name === called).map(({ node: member }) => member);
    // a method of a base may do anything
    if (members.length === 0) isReady = true;
    for (const member of membersReachedFrom(members, owner, sourceCode)) if (touching.has(member)) isReady = true;
    return undefined;
  });
  return isReady;
}

/** `this.r.read()`: the old one is used, and nothing more. */
const isPlainUse = (at: Node): boolean => at.type === 'CallExpression' && at.parent.type === 'ExpressionStatement';

/** The write stands under a condition, in a loop or behind a conditional `return` that asks the instance. */
function isAsked(write: Node, method: TSESTree.MethodDefinition, sourceCode: TSESLint.SourceCode): boolean {
  for (let node = write; node.parent && node !== method; node = node.parent) {
    const { parent } = node;
    const isBranch = parent.type === 'IfStatement' || parent.type === 'ConditionalExpression';
    if (isBranch && parent.test !== node && asksInstance(parent.test, sourceCode)) return true;
    if (parent.type === 'LogicalExpression' && parent.right === node) return true;
    if (parent.type === 'SwitchCase' || parent.type === 'CatchClause' || /^(For|While|DoWhile)/.test(parent.type))
      return true;
    if (parent.type !== 'BlockStatement') continue;
    const earlier = parent.body.slice(0, parent.body.indexOf(node as TSESTree.Statement));
    if (earlier.some((statement) => statement.type === 'IfStatement' && asksInstance(statement.test, sourceCode)))
      return true;
  }
  return false;
}

function asksInstance(test: Node, sourceCode: TSESLint.SourceCode): boolean {
  let asks = false;
  walk(test, sourceCode, (node) => {
    if (node.type === 'ThisExpression') asks = true;
    return undefined;
  });
  return asks;
}
