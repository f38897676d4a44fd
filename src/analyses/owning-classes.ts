import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../syntax/functions.ts';
import { keyName, withoutTypes } from '../syntax/names.ts';
import { typeQueriesOf } from '../type-queries/type-queries.ts';
import {
  allTeardownsOf,
  foreignTeardownOf,
  lineageOf,
  memberAt,
  membersReachedByTeardowns,
  type Lineage,
  type OwningClass,
} from './class-members.ts';
import { usesOfField, type FieldUse } from './field-uses.ts';
import type { ResourceKind } from './resource-kinds.ts';
import { isSkippedAtWill } from './skipped-code.ts';

export { allTeardownsOf, owningClassAt, type OwningClass, type Teardown } from './class-members.ts';

type Node = TSESTree.Node;

/**
 * What becomes of the resource in a field when the instance ends. Errs towards "released by the teardown": every
 * member that a teardown names counts as run by it, and a condition as fulfilled unless it is clearly about something else.
 */
export type FieldFate =
  'released by the teardown' | 'released on some paths' | 'released elsewhere' | 'never released' | 'unknown';

/** Follows a field through the members of its class, of the bases that the file declares, and of what the file does with instances. */
export function fieldFateOf(
  owner: OwningClass,
  field: string,
  kind: ResourceKind,
  sourceCode: TSESLint.SourceCode,
  isMany = false,
): FieldFate {
  const lineage = lineageOf(owner, sourceCode);
  if (couldBaseRelease(field, lineage, sourceCode)) return 'unknown';
  const uses = usesOfField(owner, field, { kind, isMany }, sourceCode);
  const releases = uses.filter(({ does }) => does === 'release');
  const reached = membersReachedByTeardowns(owner, sourceCode);
  const runsAtTheEnd = ({ access }: FieldUse): boolean => {
    const member = memberAt(access, lineage);
    return member !== null && reached.has(member);
  };
  // what the teardown gets from a getter it may well release
  const transfers = uses.filter((use) => use.does === 'transfer' && (runsAtTheEnd(use) || !isLookedAt(use, uses)));
  const atTheEnd = releases.filter(runsAtTheEnd);
  if (atTheEnd.length > 0) {
    const isSkipped = atTheEnd.every(({ at }) => isSkippedAtWill(at, sourceCode)) && !transfers.some(runsAtTheEnd);
    return isSkipped ? 'released on some paths' : 'released by the teardown';
  }
  if (transfers.length > 0) return 'unknown';
  if (releases.some(({ access }) => couldBaseCall(memberAt(access, lineage), lineage, sourceCode))) return 'unknown';
  return releases.every((release) => isBeforeReplacement(release, uses)) ? 'never released' : 'released elsewhere';
}

/** A base that the file does not declare may release what it knows of: no private field, and none that only this class declares. */
function couldBaseRelease(field: string, { classes, hasOtherBase }: Lineage, sourceCode: TSESLint.SourceCode): boolean {
  if (!hasOtherBase || field.startsWith('#')) return false;
  const declaration = classes
    .flatMap(({ node }) => node.body.body)
    .find((member) => member.type === 'PropertyDefinition' && keyName(member.key, member.computed) === field);
  if (declaration?.type === 'PropertyDefinition' && declaration.accessibility === 'private') return false;
  return typeQueriesOf(sourceCode).inheritedMemberOf(classes.at(-1)!.node, field) !== 'none';
}

/** The base may call a method that overrides one of its own: `_onDispose()`. */
function couldBaseCall(
  member: Node | null,
  { classes, hasOtherBase }: Lineage,
  sourceCode: TSESLint.SourceCode,
): boolean {
  if (!hasOtherBase || !member || !('key' in member)) return false;
  const name = keyName(member.key, 'computed' in member && member.computed);
  if (name === null || name.startsWith('#')) return false;
  return typeQueriesOf(sourceCode).inheritedMemberOf(classes.at(-1)!.node, name) !== 'none';
}

/** `get socket() { return this.socket; }`: who is given it borrows it, unless the field is emptied with that. */
function isLookedAt({ at, access }: FieldUse, uses: readonly FieldUse[]): boolean {
  const isReturned = /^(ReturnStatement|ArrowFunctionExpression)$/.test(at.parent?.type ?? '');
  return isReturned && !uses.some((use) => use.does === 'write' && functionOf(use.access) === functionOf(access));
}

/** `this.r.dispose(); this.r = create();`: the field holds a new one afterwards. */
function isBeforeReplacement(release: FieldUse, uses: readonly FieldUse[]): boolean {
  return uses.some(({ does, at }) => {
    if (does !== 'write' || at.type !== 'AssignmentExpression' || at.range[0] < release.at.range[1]) return false;
    const value = withoutTypes(at.right);
    const isNull =
      (value.type === 'Literal' && value.raw === 'null') || (value.type === 'Identifier' && value.name === 'undefined');
    return !isNull && functionOf(at) === functionOf(release.at);
  });
}

/** The method that ends an instance, as messages name it; `null` when the class has none, or none that is known of. */
export function endOf(owner: OwningClass, sourceCode: TSESLint.SourceCode): string | null {
  const [teardown] = allTeardownsOf(owner, sourceCode);
  if (teardown) return `\`${teardown.name}()\` on line ${String(teardown.method.loc.start.line)}`;
  const inherited = foreignTeardownOf(owner, sourceCode);
  return inherited && `the inherited \`${inherited}()\``;
}
