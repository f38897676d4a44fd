import type { TSESLint } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import type { LeakedObserver } from './leaked-observers.ts';
import { isCutShort, placeOfEnd, type ListenerReleasePlan } from './listener-release-plans.ts';

/** How the owner can disconnect an observer where it ends. `null` when nothing there names it. */
export function observerPlanFor(
  { node, owner, handle }: LeakedObserver,
  sourceCode: TSESLint.SourceCode,
): ListenerReleasePlan | null {
  if (!owner || handle === null) return null;
  const isField = handle.startsWith('this.');
  const statement = isField ? node : node.parent;
  const isOfEffect = owner.kind === 'effect' && !isField && functionOf(node) === owner.node;
  if (!isOfEffect && !(owner.kind === 'instance' && isField)) return null;
  const place = placeOfEnd(owner, statement, sourceCode);
  const release = `${handle}${isField ? '?' : ''}.disconnect();`;
  if (!place) return null;
  return { replacements: [], release, givesValue: false, place, isFirst: isCutShort(place, [handle], sourceCode) };
}
