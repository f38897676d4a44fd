import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { exemptTypes } from '../../catalog/exemptions.ts';
import { endingMethods } from '../../catalog/lifecycles.ts';
import { calledName, dottedName, keyName, withoutTypes } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { disposableKind } from '../acquisitions/resource-kinds.ts';
import { membersReachedByTeardowns, owningClassOf, type ClassNode, type OwningClass } from './class-members.ts';
import { isQueried, type FieldHolding } from './field-holdings.ts';
import { usesOfField } from './field-uses.ts';
import { trackingMethodAround } from './tracking-calls.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A field that holds a new instance of a class, where the same code disposes another field's instance of that class,
 * or puts it into its list of what is to be disposed, and does neither with this one. Errs towards silence: whatever
 * else takes the forgotten one over may dispose it.
 */
export function findSiblingFields(sourceCode: SourceCode): readonly FieldHolding[] {
  const found: FieldHolding[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
      found.push(...forgottenIn(node, sourceCode));
    return undefined;
  });
  return found;
}

interface Made {
  readonly field: string;
  readonly write: TSESTree.PropertyDefinition;
  readonly node: TSESTree.NewExpression;
}

const unknown = { sync: false, async: false, promised: false, couldBeNullish: false };

function forgottenIn(home: ClassNode, sourceCode: SourceCode): FieldHolding[] {
  const byClass = new Map<string, Made[]>();
  for (const member of home.body.body) {
    const node = member.type === 'PropertyDefinition' && !member.static && member.value && withoutTypes(member.value);
    if (member.type !== 'PropertyDefinition' || !node || node.type !== 'NewExpression') continue;
    const name = dottedName(node.callee);
    const field = keyName(member.key, member.computed);
    if (name === null || field === null || isExempt(name) || isQueried(member)) continue;
    byClass.set(name, [...(byClass.get(name) ?? []), { field, write: member, node }]);
  }
  const owner = owningClassOf(home);
  return [...byClass].flatMap(([name, made]) => (made.length < 2 ? [] : forgottenAmong(name, made, owner, sourceCode)));
}

const isExempt = (name: string): boolean => {
  const last = name.split('.').at(-1);
  return exemptTypes.some(({ names }) => last !== undefined && names.includes(last));
};

function forgottenAmong(
  name: string,
  made: readonly Made[],
  owner: OwningClass,
  sourceCode: SourceCode,
): FieldHolding[] {
  const kind = disposableKind(name.split('.').at(-1) ?? name, unknown, 'high');
  const reached = membersReachedByTeardowns(owner, sourceCode);
  let method: string | null = null;
  const forgotten: Made[] = [];
  for (const one of made) {
    const uses = usesOfField(owner, one.field, { kind, isMany: false }, sourceCode);
    const end = uses.find(({ does, at }) => does === 'release' && isWithinAny(at, reached));
    const ending = end?.at.type === 'CallExpression' ? calledName(end.at) : null;
    const isTracked = uses.some(({ access }) => trackingMethodAround(access) !== null);
    if (isTracked || endingMethods.some((final) => final.name === ending)) method ??= ending ?? 'dispose';
    else if (uses.every(({ does }) => does === 'read')) forgotten.push(one);
  }
  if (method === null) return [];
  const found = method;
  return forgotten.map(({ field, write, node }) => ({
    owner,
    field,
    isMany: false,
    shownBy: 'sibling',
    acquisition: {
      kind: { ...kind, release: { form: 'self', methods: [found] }, disposal: null },
      producers: [{ node, kind, promised: false, couldBeNullish: false }],
      position: { at: 'field', field, write, expression: node },
      isAwaited: true,
      couldBeNullish: false,
      isConditional: false,
      couldBeFalsy: false,
      isMixed: false,
    },
  }));
}

function isWithinAny(node: Node, members: ReadonlySet<Node>): boolean {
  for (let outer: Node | undefined = node; outer; outer = outer.parent) if (members.has(outer)) return true;
  return false;
}
