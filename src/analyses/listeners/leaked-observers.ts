import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { observerEnds, observers } from '../../catalog/observers.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { positionOf, type ValuePosition } from '../../syntax/value-positions.ts';
import { isModuleLevel, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { frameworkEndOf } from '../lifecycles/framework-classes.ts';
import { rootOfFields } from '../lifecycles/field-roots.ts';
import { isReachedFrom, ownersAt, type Owner } from '../lifecycles/owners.ts';
import { targetLifetimeOf, type TargetLifetime } from './target-lifetimes.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * An observer that goes on watching when its owner has ended. Observers die with what they watch, so the lifetime of
 * that decides. Errs towards silence: one that is handed on may be disconnected by others.
 */
export interface LeakedObserver {
  readonly finding: 'forgotten' | 'neverDisconnected';
  readonly confidence: 'high' | 'medium';
  readonly node: TSESTree.NewExpression;
  readonly label: string;
  readonly owner: Owner | null;
  /** How the code at the end names it; `null` when nothing does. */
  readonly handle: string | null;
}

const factsByFile = new WeakMap<SourceCode, readonly LeakedObserver[]>();

/** Every leaked observer of a file, in source order. */
export function findLeakedObservers(sourceCode: SourceCode): readonly LeakedObserver[] {
  let facts = factsByFile.get(sourceCode);
  if (!facts) {
    const found: LeakedObserver[] = [];
    if (sourceCode.text.includes('Observer(')) {
      walk(sourceCode.ast, sourceCode, (node) => {
        const leak = node.type === 'NewExpression' ? leakOf(node, sourceCode) : null;
        if (leak) found.push(leak);
        return undefined;
      });
    }
    factsByFile.set(sourceCode, (facts = found));
  }
  return facts;
}

/** Where an observer is kept, and the members that are read from it there. */
interface Kept {
  readonly handle: string | null;
  readonly members: readonly TSESTree.MemberExpression[];
}

function leakOf(node: TSESTree.NewExpression, sourceCode: SourceCode): LeakedObserver | null {
  const known = observers.get(calledName(node) ?? '');
  // a class of the same name has no origin, one of a package a module
  if (!known || originOf(node.callee, sourceCode)?.module !== null || endsItself(node, sourceCode)) return null;
  const kept = keptAt(node, sourceCode);
  if (!kept) return null;
  const [owner = null] = ownersAt(node, sourceCode);
  if (owner?.kind === 'tests' || (owner && isReachedFrom(owner, node, sourceCode))) return null;
  const ends = kept.members.filter((member) => observerEnds.has(propertyName(member) ?? ''));
  // disconnected somewhere: whether the end brings that about is not known
  if (ends.length > 0) return null;
  const watched = kept.members.flatMap((member) => (propertyName(member) === 'observe' ? callOf(member) : []));
  if (watched.length === 0) return null;
  const lifetime = known.watchesTarget ? longestOf(watched, sourceCode) : 'program';
  const confidence = confidenceIn(node, owner, lifetime, kept.handle !== null);
  const finding = owner && owner.releasePlaces.length > 0 ? 'forgotten' : 'neverDisconnected';
  return confidence && { finding, confidence, node, label: known.label, owner, handle: kept.handle };
}

/** `(entries, observer) => { observer.disconnect(); }`: whoever ends itself has been thought of. */
function endsItself({ arguments: [callback] }: TSESTree.NewExpression, sourceCode: SourceCode): boolean {
  return callback !== undefined && /\b(?:disconnect|unobserve)\b/.test(sourceCode.getText(callback));
}

function keptAt(node: TSESTree.NewExpression, sourceCode: SourceCode): Kept | null {
  const position: ValuePosition = positionOf(node, sourceCode, new Set());
  if (position.at === 'receiver') return { handle: null, members: [position.member] };
  if (position.at === 'variable') {
    const { variable } = position;
    if (isModuleLevel(variable)) return null;
    const members: TSESTree.MemberExpression[] = [];
    let handle: string | null = variable.name;
    for (const { init, identifier } of variable.references) {
      if (init === true) continue;
      let value: Node = identifier;
      while (value.parent && withoutTypes(value.parent) === withoutTypes(value)) value = value.parent;
      const member = value.parent;
      if (member?.type === 'MemberExpression' && member.object === value) members.push(member);
      else if (member?.type === 'AssignmentExpression' && member.right === value) {
        // `this.observer = observer`
        const field = fieldOf(member.left);
        const kept = field === null ? null : keptInField(node, field, sourceCode);
        if (!kept) return null;
        members.push(...kept.members);
        ({ handle } = kept);
      } else if (member?.type !== 'AssignmentExpression' && member?.type !== 'IfStatement') return null;
    }
    return { handle, members };
  }
  return position.at === 'field' ? keptInField(node, position.field, sourceCode) : null;
}

function fieldOf(target: Node): string | null {
  const member = withoutTypes(target);
  return member.type === 'MemberExpression' && member.object.type === 'ThisExpression' ? propertyName(member) : null;
}

function keptInField(node: Node, field: string, sourceCode: SourceCode): Kept | null {
  const home = rootOfFields(node, sourceCode);
  const members: TSESTree.MemberExpression[] = [];
  let isHandedOn = home === null;
  walk(home ?? node, sourceCode, (inner) => {
    if (inner.type === 'ObjectPattern' && sourceCode.getText(inner).includes(field)) isHandedOn = true;
    if (inner.type !== 'MemberExpression' || propertyName(inner) !== field) return undefined;
    let value: Node = inner;
    while (value.parent?.type === 'TSNonNullExpression') value = value.parent;
    const outer = value.parent;
    if (outer?.type === 'MemberExpression' && outer.object === value) members.push(outer);
    else if (!outer || !/^(?:AssignmentExpression|IfStatement|UnaryExpression|LogicalExpression)$/.test(outer.type))
      isHandedOn = true;
    return undefined;
  });
  return isHandedOn ? null : { handle: `this.${field}`, members };
}

const callOf = ({ parent }: TSESTree.MemberExpression): readonly TSESTree.CallExpression[] =>
  parent.type === 'CallExpression' ? [parent] : [];

const byLength: readonly TargetLifetime[] = ['program', 'given', 'argument', 'unknown', 'owned'];

function longestOf(watched: readonly TSESTree.CallExpression[], sourceCode: SourceCode): TargetLifetime {
  const lifetimes = watched.map(({ arguments: [target] }) =>
    target ? targetLifetimeOf(defaultOf(target, sourceCode) ?? target, true, sourceCode) : 'unknown',
  );
  return byLength.find((lifetime) => lifetimes.includes(lifetime)) ?? 'unknown';
}

/** What a parameter is when it is left out: `(selector, root = document.body) => …`. */
function defaultOf(target: Node, sourceCode: SourceCode): Node | null {
  const [identifier] = variableOf(withoutTypes(target), sourceCode)?.identifiers ?? [];
  const pattern = identifier?.parent;
  return pattern?.type === 'AssignmentPattern' && isFunction(pattern.parent) ? pattern.right : null;
}

function confidenceIn(
  node: TSESTree.NewExpression,
  owner: Owner | null,
  lifetime: TargetLifetime,
  isHeld: boolean,
): LeakedObserver['confidence'] | null {
  const home = functionOf(node);
  if (lifetime === 'owned') return null;
  if (!owner) {
    const isExecutor = isFunction(home) && home.parent?.type === 'NewExpression';
    // the promise is settled once, and nobody can end what goes on behind it
    if (isExecutor && lifetime === 'program') return isHeld ? 'medium' : 'high';
    return isExecutor && lifetime === 'argument' ? 'medium' : null;
  }
  const hasEnd = owner.releasePlaces.length > 0 || owner.kind !== 'instance' || frameworkEndOf(owner) !== null;
  if (!hasEnd) return null;
  if (lifetime === 'program') return 'high';
  return lifetime === 'given' && owner.kind !== 'factory' ? 'medium' : null;
}
