import type { TSESLint } from '@typescript-eslint/utils';
import { endHookName, finalTeardowns } from '../../catalog/lifecycles.ts';
import { isClass } from '../../syntax/functions.ts';
import { variableOf } from '../../syntax/variables.ts';
import { owningClassAt, type OwningClass, type Teardown } from '../classes/owning-classes.ts';
import { hasUnseenBase } from './framework-classes.ts';
import { droppedByHooks } from './ignored-ends.ts';
import { inheritedEndOf } from './inherited-ends.ts';
import type { Lifecycle, ReleasePlace } from './owners.ts';
import { registeredEnds } from './registered-ends.ts';
import { isRootComponent } from './root-components.ts';

/** An instance of a class: from its constructor to its own or inherited teardown, or to what it registers for its end. */
export const instanceOwner: Lifecycle = (candidate, sourceCode) => {
  if (candidate.type !== 'MethodDefinition' && candidate.type !== 'PropertyDefinition') return null;
  const owner = candidate.static ? null : owningClassAt(candidate.key);
  if (!owner || isRootComponent(owner.node, sourceCode)) return null;
  const teardowns = teardownsOf(owner, sourceCode);
  // who writes an end of its own has to call that of the base, or not to: another rule asks
  const inheritable = teardowns.some(({ name }) => finalTeardowns.has(name)) ? null : inheritedEndOf(owner, sourceCode);
  return {
    kind: 'instance',
    label: 'this instance',
    node: owner.node,
    releasePlaces: [
      ...teardowns.map(({ name, method }) => ({
        name: `\`${name.startsWith('Symbol.') ? `[${name}]` : name}()\``,
        code: method,
      })),
      ...(teardowns.length === 0 ? hooksOfBase(owner) : []),
      ...registeredEnds(owner.node, sourceCode),
    ],
    ignoredPlaces: droppedByHooks(owner.node, sourceCode),
    ...(inheritable && { inheritable }),
  };
};

/** `onDestroy()`: a base class that the file does not show has the teardown, and calls this from there. */
function hooksOfBase(owner: OwningClass): ReleasePlace[] {
  if (!hasUnseenBase(owner)) return [];
  return owner.members.flatMap(({ name, node }) =>
    node.type === 'MethodDefinition' && name !== null && endHookName.test(name)
      ? [{ name: `\`${name}()\``, code: node }]
      : [],
  );
}

/** Its own teardowns, and those of the base classes that stand in the same file. */
function teardownsOf(owner: OwningClass, sourceCode: TSESLint.SourceCode): readonly Teardown[] {
  const seen = new Set<OwningClass>();
  for (let current: OwningClass | null = owner; current && !seen.has(current); current = baseOf(current, sourceCode))
    seen.add(current);
  return [...seen].flatMap(({ teardowns }) => teardowns);
}

function baseOf({ node: { superClass } }: OwningClass, sourceCode: TSESLint.SourceCode): OwningClass | null {
  const base = superClass ? variableOf(superClass, sourceCode)?.defs[0]?.node : undefined;
  if (!base || !isClass(base)) return null;
  const member = base.body.body.find((candidate) => 'key' in candidate && !candidate.static);
  return member && 'key' in member ? owningClassAt(member.key) : null;
}
