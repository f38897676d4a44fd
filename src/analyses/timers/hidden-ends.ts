import type { TSESLint } from '@typescript-eslint/utils';
import { finalTeardowns } from '../../catalog/lifecycles.ts';
import { isClass } from '../../syntax/functions.ts';
import { keyName } from '../../syntax/names.ts';
import type { Confidence } from '../acquisitions/confidence.ts';
import { isReachedFrom, type Owner } from '../lifecycles/owners.ts';
import { endingOf, type Ending } from './endings.ts';
import type { TimerStart } from './starts.ts';
import { asksFlagOf } from './stop-flags.ts';

type SourceCode = TSESLint.SourceCode;

/** An owner with an end that others do not see, and how sure it is that this end forgets a timer. */
export interface ForgetfulEnd {
  readonly owner: Owner;
  readonly confidence: Confidence;
}

/**
 * The end of an instance that is not for everybody, `_dispose()` or `#destroy()`, in a class that has no final one
 * beside it: it clears the timers of other fields, and not this one. Errs towards `null`: two others show that it is for
 * all of them, and of one it is not known.
 */
export function forgetfulHiddenEnd(
  start: TimerStart,
  { owner, cleared, releases }: Ending,
  starts: readonly TimerStart[],
  sourceCode: SourceCode,
): ForgetfulEnd | null {
  const { place } = start;
  if (!owner || !isClass(owner.node)) return null;
  if (place.at !== 'field' || place.isMany || cleared === 'in a callback' || !start.isLong) return null;
  const ended = hiddenEndOf(owner);
  const isEnded = (one: Ending): boolean => one.releases.some((release) => isReachedFrom(ended, release, sourceCode));
  // what the end itself starts has to come after it
  if (isReachedFrom(ended, start.node, sourceCode) || releases.some((one) => isReachedFrom(ended, one, sourceCode)))
    return null;
  if (!start.isInterval && asksFlagOf(ended, start.callback ? [start.callback] : [], sourceCode)) return null;
  const others = new Set<string>();
  for (const other of starts) {
    if (other.place.at !== 'field' || other.place.field === place.field) continue;
    const ending = endingOf(other, sourceCode);
    if (ending.owner?.node === owner.node && isEnded(ending)) others.add(other.place.field);
  }
  return others.size === 0 ? null : { owner: ended, confidence: others.size > 1 ? 'high' : 'medium' };
}

const endedOwners = new WeakMap<Owner, Owner>();

/** The owner, ended by its methods of such names. */
function hiddenEndOf(owner: Owner): Owner {
  let ended = endedOwners.get(owner);
  if (!ended) {
    const members = isClass(owner.node) ? owner.node.body.body : [];
    const releasePlaces = members.flatMap((member) => {
      if (member.type !== 'MethodDefinition' || member.static) return [];
      const own =
        member.key.type === 'PrivateIdentifier' ? `#${member.key.name}` : keyName(member.key, member.computed);
      const isHidden = own !== null && /^[#_]/.test(own) && finalTeardowns.has(own.replace(/^[#_]+/, ''));
      return isHidden ? [{ name: `\`${own}()\``, code: member }] : [];
    });
    endedOwners.set(owner, (ended = { ...owner, releasePlaces }));
  }
  return ended;
}
