import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isClass } from '../../syntax/functions.ts';
import { keyName } from '../../syntax/names.ts';
import { membersReachedFrom, owningClassOf } from '../classes/class-members.ts';
import { isReachedFrom, type Owner } from '../lifecycles/owners.ts';

type Node = TSESTree.Node;

const membersByOwner = new WeakMap<Owner, ReadonlySet<Node>>();

/**
 * Whether code runs only where an owner ends, so that what it adds then is for the end. Errs towards "yes"; a method
 * that others can call, or that the life of the instance runs through as well (`stop()` restarts it), is not.
 */
export function isEndCode(owner: Owner, node: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (!isReachedFrom(owner, node, sourceCode)) return false;
  if (owner.kind !== 'instance' || !isClass(owner.node)) return true;
  const ordinary = ordinaryMembers(owner, owner.node, sourceCode);
  for (let member: Node | undefined = node; member && member !== owner.node; member = member.parent) {
    const current = member;
    if (owner.releasePlaces.some(({ code }) => code === current)) return true;
    if (ordinary.has(member)) return false;
  }
  return true;
}

/** The members that run while the instance lives: its constructor, what others call, and what these call. */
function ordinaryMembers(
  owner: Owner,
  home: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
  sourceCode: TSESLint.SourceCode,
): ReadonlySet<Node> {
  let members = membersByOwner.get(owner);
  if (!members) {
    const ends = new Set(owner.releasePlaces.map(({ code }) => code));
    const entries = home.body.body.filter((member) => !ends.has(member) && isEntry(member));
    const reached = membersReachedFrom(entries, owningClassOf(home), sourceCode);
    membersByOwner.set(owner, (members = new Set([...reached].filter((member) => !ends.has(member)))));
  }
  return members;
}

function isEntry(member: TSESTree.ClassElement): boolean {
  if (member.type !== 'MethodDefinition') return false;
  if (member.kind === 'constructor') return true;
  const name = keyName(member.key, member.computed);
  const isHidden = member.accessibility === 'private' || member.accessibility === 'protected';
  return !isHidden && member.key.type !== 'PrivateIdentifier' && !/^_|^on[A-Z]/.test(name ?? '_');
}
