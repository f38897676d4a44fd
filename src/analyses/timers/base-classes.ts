import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isClass } from '../../syntax/functions.ts';
import { keyName, propertyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import {
  couldOtherBaseHave,
  isOwningClass,
  lineageOf,
  memberAt,
  membersReachedFrom,
  owningClassOf,
  type ClassNode,
  type Lineage,
} from '../classes/class-members.ts';
import { hasUnseenBase } from '../lifecycles/framework-classes.ts';
import { codeReachedFrom, type Owner } from '../lifecycles/owners.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** A class with the classes of the file that have the same fields: its bases, and those that are derived from it. */
export function classesWith(node: Node, sourceCode: SourceCode): readonly Node[] {
  if (!isClass(node)) return [node];
  const bases = lineageOf(owningClassOf(node), sourceCode).classes.map((one) => one.node as Node);
  return [...bases, ...classesDerivedFrom(node, sourceCode)];
}

/** The classes of the file that extend a class, directly or through one another. */
export function classesDerivedFrom(node: ClassNode, sourceCode: SourceCode): readonly ClassNode[] {
  const derived = new Set<ClassNode>([node]);
  for (const one of derived) {
    // a class has two names: one outside, and one inside itself
    const references = (sourceCode.getDeclaredVariables?.(one) ?? []).flatMap((variable) => variable.references);
    for (const { identifier } of references) {
      const { parent } = identifier;
      if (parent && isClass(parent) && parent.superClass === identifier) derived.add(parent);
    }
  }
  derived.delete(node);
  return [...derived];
}

/** The lineage of an instance that may have a base which the file does not show and which knows its fields. */
function openLineageOf({ node }: Owner, sourceCode: SourceCode): Lineage | null {
  if (!isClass(node)) return null;
  const lineage = lineageOf(owningClassOf(node), sourceCode);
  const last = lineage.classes.at(-1);
  return lineage.hasOtherBase && last && hasUnseenBase(last) ? lineage : null;
}

/** Whether a base class that the file does not show could clear a field: it may have declared it. */
export function couldBaseClear(owner: Owner, field: string, sourceCode: SourceCode): boolean {
  const lineage = field.startsWith('#') ? null : openLineageOf(owner, sourceCode);
  return lineage !== null && !lineage.classes.some((one) => isOwningClass(one) && declares(one.node, field));
}

const declares = ({ body }: ClassNode, field: string): boolean =>
  body.body.some(
    (member) =>
      (member.type === 'PropertyDefinition' && keyName(member.key, member.computed) === field) ||
      (member.type === 'MethodDefinition' &&
        member.kind === 'constructor' &&
        member.value.params.some(
          (parameter) =>
            parameter.type === 'TSParameterProperty' &&
            parameter.parameter.type === 'Identifier' &&
            parameter.parameter.name === field,
        )),
  );

/**
 * Whether the end calls code of a base class that the file does not show, which calls one of these places by a method
 * that is overridden here. Errs towards "yes": without types any method that is not private may override one.
 */
export function couldOverriddenRun(owner: Owner, places: readonly Node[], sourceCode: SourceCode): boolean {
  const lineage = places.length > 0 ? openLineageOf(owner, sourceCode) : null;
  const own = lineage?.classes[0];
  if (!lineage || !own || (!owner.inherited && !endCallsBase(owner, lineage, sourceCode))) return false;
  const overriding = lineage.classes.flatMap(({ members }) =>
    members.flatMap(({ name, node }) =>
      name !== null && name !== 'constructor' && !isPrivate(name, node) && couldOtherBaseHave(name, lineage, sourceCode)
        ? [node]
        : [],
    ),
  );
  const reached = membersReachedFrom(overriding, own, sourceCode);
  return places.some((place) => {
    const member = memberAt(place, lineage);
    return member === null || reached.has(member);
  });
}

const isPrivate = (name: string, node: Node): boolean =>
  name.startsWith('#') || ('accessibility' in node && node.accessibility === 'private');

/** `super.dispose()`, `this.close()` of a method that no class of the file has. */
function endCallsBase(owner: Owner, { classes }: Lineage, sourceCode: SourceCode): boolean {
  const own = new Set(classes.flatMap(({ members }) => members.flatMap(({ name, code }) => (code && name) ?? [])));
  let found = false;
  for (const code of codeReachedFrom(owner, sourceCode)) {
    walk(code, sourceCode, (node) => {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
      const { object } = node.callee;
      const isInherited = object.type === 'ThisExpression' && !own.has(propertyName(node.callee) ?? '');
      found ||= object.type === 'Super' || isInherited;
      return undefined;
    });
  }
  return found;
}
