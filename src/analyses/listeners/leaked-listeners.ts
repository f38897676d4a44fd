import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { interruptions } from '../../catalog/lifecycles.ts';
import { connectionName, endEvents, sharedEmitterName } from '../../catalog/listeners.ts';
import { functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { isKeyOfThis } from '../../syntax/value-keys.ts';
import { variableOf } from '../../syntax/variables.ts';
import { isSingleton } from '../classes/instance-ends.ts';
import { judgedByEnds } from '../lifecycles/assumed-ends.ts';
import { isRunByOwner } from '../lifecycles/begin-code.ts';
import { frameworkEndOf, isApplication, isSharedService } from '../lifecycles/framework-classes.ts';
import { ignoredPlaceOf } from '../lifecycles/ignored-ends.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import { isGuardedByModule } from '../lifecycles/once-guards.ts';
import { isReachedFrom, ownersAt, type IgnoredPlace, type Owner, type ReleasePlace } from '../lifecycles/owners.ts';
import { awaitedRemovalOf, confidenceOfAwaited, type AwaitedRemoval } from './awaited-removals.ts';
import { isEndCode } from './end-code.ts';
import { forgetfulCodeFor } from './forgotten-siblings.ts';
import {
  isDisposerKept,
  isEmpty,
  isOfThePage,
  isOpaqueForGood,
  waitsForTheEnd,
  waitsForThePage,
} from './harmless-listeners.ts';
import { isCalledOnce, isMadeByMain, isMadeOnce, isSingleObject, keepsArgument } from './instance-counts.ts';
import { findIneffectiveRemovals, type IneffectiveRemoval } from './ineffective-removals.ts';
import { findListenerCalls, type ListenerCall } from './listener-calls.ts';
import { couldRemove } from './listener-matches.ts';
import { removedElsewhere, type RemovedElsewhere } from './removed-elsewhere.ts';
import { releasedTargets } from './released-targets.ts';
import { targetLifetimeOf, type TargetLifetime } from './target-lifetimes.ts';
import { isNodeOfAction, isUndoneAtEnd } from './undone-targets.ts';
import { waitingFindingOf, type WaitingFinding } from './waiting-listeners.ts';

type Node = TSESTree.Node;

/**
 * A listener that stays on its target when whoever added it has ended. `high`: the target certainly lives longer and
 * nothing in the file takes the listener away. `medium`: one of the two is likely. Errs towards silence.
 */
export interface LeakedListener {
  readonly finding:
    | 'forgotten'
    | 'neverRemoved'
    | 'leftBeside'
    | RemovedElsewhere['finding']
    | 'removedInVain'
    | 'addedByRendering'
    | 'addedAtEachCall'
    | 'removedWhenAllGoesWell'
    | WaitingFinding['finding'];
  readonly confidence: 'high' | 'medium';
  readonly added: ListenerCall;
  readonly owner: Owner | null;
  /** The code that would remove it, and that nobody runs. */
  readonly ignored?: IgnoredPlace;
  /** The call that removes it while its owner lives. */
  readonly removal?: Node;
  /** The code that removes the others. */
  readonly place?: ReleasePlace;
  /** The failure that passes the code by which it is removed. */
  readonly awaited?: AwaitedRemoval;
}

const factsByFile = new WeakMap<TSESLint.SourceCode, readonly LeakedListener[]>();

/** Every leaked listener of a file, in source order. */
export function findLeakedListeners(sourceCode: TSESLint.SourceCode): readonly LeakedListener[] {
  let facts = factsByFile.get(sourceCode);
  if (!facts) {
    const file = new FileOfListeners(sourceCode);
    facts = findListenerCalls(sourceCode).flatMap((added) => (added.does === 'add' ? (file.leakOf(added) ?? []) : []));
    factsByFile.set(sourceCode, facts);
  }
  return facts;
}

class FileOfListeners {
  private readonly calls: readonly ListenerCall[];
  private readonly released: ReadonlySet<string>;
  private readonly sourceCode: TSESLint.SourceCode;

  constructor(sourceCode: TSESLint.SourceCode) {
    this.sourceCode = sourceCode;
    this.calls = findListenerCalls(sourceCode);
    this.released = this.calls.length === 0 ? new Set() : releasedTargets(sourceCode);
  }

  leakOf(added: ListenerCall): LeakedListener | null {
    const { target, methods, options, targetKey } = added;
    if (options.signal || isOpaqueForGood(added, this.sourceCode) || isDisposerKept(added)) return null;
    const waiting = waitingFindingOf(added, this.calls, this.sourceCode);
    if (waiting !== 'other') return waiting && { added, owner: null, ...waiting };
    const lifetime = targetLifetimeOf(target, methods.takesOptions, this.sourceCode);
    if ((options.once === true && !waitsForTheEnd(added, lifetime)) || this.removesItself(added) || isEmpty(added))
      return null;
    if (lifetime === 'program' && waitsForThePage(added, this.sourceCode)) return null;
    // `ref.current` lives as long as the component, and longer than an effect that runs again
    const isOfRef = targetKey?.endsWith('.current') === true;
    if (lifetime === 'owned' && !isOfRef) return null;
    if (lifetime !== 'program' && targetKey !== null && this.released.has(targetKey)) return null;
    if (lifetime !== 'program' && this.endsWithTarget(added)) return null;
    // the other rule reports the removal that was meant for it
    if (findIneffectiveRemovals(this.sourceCode).some((found) => isMeantFor(found, added))) return null;
    return judgedByEnds(ownersAt(added.call, this.sourceCode), this.sourceCode, (owners) =>
      this.leakIn(owners, added, lifetime),
    );
  }

  private leakIn(owners: readonly Owner[], added: ListenerCall, lifetime: TargetLifetime): LeakedListener | null {
    const removals = this.calls.filter((call) => call.does === 'remove' && couldRemove(call, added, this.sourceCode));
    const ignored = ignoredPlaceOf(
      owners,
      removals.map(({ call }) => call),
    );
    if (ignored && lifetime !== 'owned') {
      const confidence = lifetime === 'program' || lifetime === 'given' ? 'high' : 'medium';
      return { finding: 'removedInVain', confidence, added, owner: owners[0] ?? null, ignored };
    }
    const awaited = awaitedRemovalOf(added, removals, this.sourceCode);
    const certainty = awaited && lifetime !== 'owned' ? confidenceOfAwaited(added, lifetime) : null;
    if (awaited && certainty)
      return { finding: 'removedWhenAllGoesWell', confidence: certainty, added, owner: null, awaited };
    if (removals.length > 0) {
      const found = removedElsewhere(added, owners, removals, lifetime, this.calls, this.sourceCode);
      return found && { added, ...found };
    }
    const leak = lifetime === 'owned' ? null : this.neverRemoved(added, owners, lifetime);
    return leak?.confidence === 'high' ? leak : (this.leftBeside(added, owners[0] ?? null) ?? leak);
  }

  /** Other listeners of the same target are taken away together, and this one is not. */
  private leftBeside(added: ListenerCall, owner: Owner | null): LeakedListener | null {
    if (owner && added.target && isNodeOfAction(added.target, owner, this.sourceCode)) return null;
    if (owner && (owner.kind === 'tests' || isEndCode(owner, added.call, this.sourceCode))) return null;
    const place = forgetfulCodeFor(added, owner, this.calls, this.sourceCode);
    return place && { finding: 'leftBeside', confidence: 'high', added, owner, place };
  }

  private neverRemoved(added: ListenerCall, owners: readonly Owner[], lifetime: TargetLifetime): LeakedListener | null {
    const [owner = null] = owners;
    const leak = (finding: LeakedListener['finding'], confidence: LeakedListener['confidence']): LeakedListener => ({
      finding,
      confidence,
      added,
      owner,
    });
    if (owner === null) return this.addedAtEachCall(added, lifetime);
    if (owner.kind === 'tests' || isEndCode(owner, added.call, this.sourceCode)) return null;
    if (lifetime === 'program' && isGuardedByModule(added.call, this.sourceCode)) return null;
    const finding = owner.releasePlaces.length > 0 ? 'forgotten' : 'neverRemoved';
    if (owner.kind === 'instance') {
      const confidence = this.confidenceInInstance(added, owner, lifetime);
      return confidence && leak(finding, confidence);
    }
    if (lifetime === 'program') {
      const isRendering =
        owner.kind === 'component' && functionOf(added.call) === owner.node && isReact(this.sourceCode);
      if (isRendering) return leak('addedByRendering', 'high');
      const isKept = owner.canRestart === true && functionOf(added.call) === owner.node;
      return leak(finding, isKept || isRunBySomebody(added.call, owner, this.sourceCode) ? 'medium' : 'high');
    }
    if (owner.kind === 'effect') return leak(finding, lifetime === 'given' ? 'high' : 'medium');
    if (lifetime !== 'given' && (lifetime !== 'argument' || owner.kind !== 'factory')) return null;
    if (added.target && isNodeOfAction(added.target, owner, this.sourceCode)) return null;
    return leak(finding, this.isLeftBehind(added, owner, lifetime) ? 'high' : 'medium');
  }

  /** The end tidies up a target that somebody else made. */
  private isLeftBehind({ target, events }: ListenerCall, owner: Owner, lifetime: TargetLifetime): boolean {
    // who listens for errors may do so for good
    const isOfErrors = events?.every((name) => name === 'error') === true;
    const isOfOthers = !isOfErrors && (lifetime === 'given' || lifetime === 'argument');
    return isOfOthers && target !== null && isUndoneAtEnd(target, owner, this.sourceCode);
  }

  private confidenceInInstance(
    added: ListenerCall,
    owner: Owner,
    lifetime: TargetLifetime,
  ): LeakedListener['confidence'] | null {
    const hasEnd = owner.releasePlaces.length > 0 && !isOnlyInterrupted(owner, added.call);
    const siblings = this.calls.filter(
      ({ does, targetKey, call }) =>
        does === 'remove' &&
        targetKey !== null &&
        targetKey === added.targetKey &&
        isReachedFrom(owner, call, this.sourceCode),
    );
    if (siblings.length > 0 || this.isLeftBehind(added, owner, lifetime)) return 'high';
    if (isSingleObject(owner.node)) return added.methods.takesOptions || lifetime !== 'program' ? null : 'medium';
    if (lifetime === 'program') {
      const isOne = isSharedService(owner) || (isClass(owner.node) && isSingleton(owner.node, this.sourceCode));
      if (hasEnd) return isOne || isMadeByMain(owner.node, this.sourceCode) ? 'medium' : 'high';
      if (frameworkEndOf(owner) !== null) return 'high';
      return isApplication(owner.node) || isMadeOnce(owner.node, this.sourceCode) ? null : 'medium';
    }
    const isLonger =
      lifetime === 'given' || (lifetime === 'argument' && hasEnd && !isOfCallback(added.target, this.sourceCode));
    const name = added.targetKey?.replace(/#\d+/g, '') ?? '';
    if (!isLonger || connectionName.test(name)) return null;
    // many share a bus
    if (lifetime === 'given' && hasEnd && sharedEmitterName.test(name) && holdsInstance(added, this.sourceCode))
      return 'high';
    return hasEnd || (added.identity.is === 'fresh' && keepsInstance(added, this.sourceCode)) ? 'medium' : null;
  }

  /** `process.on('exit', () => …)` in a function: one more listener at each call. */
  private addedAtEachCall(added: ListenerCall, lifetime: TargetLifetime): LeakedListener | null {
    const home = functionOf(added.call);
    if (lifetime !== 'program' || added.identity.is !== 'fresh' || !isFunction(home)) return null;
    if (home.type === 'StaticBlock' || isCalledOnce(home, this.sourceCode)) return null;
    // of the page's events much is listened for once and for good, but not for what a call is given
    const isOfCall = keepsArgument(added.listener, home, this.sourceCode) && !isOfThePage(added);
    if (added.methods.takesOptions && !isOfCall) return null;
    if (isGuardedByModule(added.call, this.sourceCode)) return null;
    return { finding: 'addedAtEachCall', confidence: 'medium', added, owner: null };
  }

  /** The target tells its end, and the code listens for it: both go together. */
  private endsWithTarget({ targetKey, methods }: ListenerCall): boolean {
    if (targetKey === null) return false;
    return this.calls.some(
      (call) =>
        call.targetKey === targetKey &&
        call.methods === methods &&
        (call.events?.some((name) =>
          endEvents.has(
            name
              .toLowerCase()
              .replace(/^=.*\./, '')
              .replace(/_/g, ''),
          ),
        ) ??
          false),
    );
  }

  /** The listener takes itself away when it is called. */
  private removesItself({ listener, methods }: ListenerCall): boolean {
    if (!listener) return false;
    const value = withoutTypes(listener);
    const code = isFunction(value) ? value : functionNamed(value, this.sourceCode);
    return this.calls.some(
      ({ does, call, methods: others }) =>
        does === 'remove' &&
        others === methods &&
        code !== null &&
        code.range[0] <= call.range[0] &&
        code.range[1] >= call.range[1],
    );
  }
}

/** What a constructor adds stays on purpose when `stop()` is all that the class has: the next start would miss it. */
function isOnlyInterrupted({ releasePlaces }: Owner, call: Node): boolean {
  let member: Node | undefined = call;
  while (member && member.type !== 'MethodDefinition') member = member.parent;
  return member?.kind === 'constructor' && releasePlaces.every(({ name }) => interruptions.has(name));
}

const isMeantFor = ({ removal, added: meant }: IneffectiveRemoval, added: ListenerCall): boolean =>
  meant === added ||
  (removal.targetKey === added.targetKey &&
    (removal.events === null || added.events === null || removal.events.some((name) => added.events?.includes(name))));

/** The listener uses the instance that adds it. */
const keepsInstance = ({ listener }: ListenerCall, sourceCode: TSESLint.SourceCode): boolean =>
  listener !== null && /\bthis\b/.test(sourceCode.getText(listener));

/** `server.on('connection', (incoming) => incoming.on('error', …))`: what a callback is given is often made for it. */
function isOfCallback(target: Node | null, sourceCode: TSESLint.SourceCode): boolean {
  let root = target && withoutTypes(target);
  while (root?.type === 'MemberExpression') root = withoutTypes(root.object);
  const home = (root && variableOf(root, sourceCode))?.defs[0]?.node;
  return home !== undefined && isFunction(home) && home.parent?.type === 'CallExpression';
}

/** The listener uses the instance, or is a field of it. */
const holdsInstance = (added: ListenerCall, sourceCode: TSESLint.SourceCode): boolean =>
  added.identity.is === 'named' ? isKeyOfThis(added.identity.key) : keepsInstance(added, sourceCode);

/** Code of a component that runs when something happens: it may be a handler that takes away what it adds. */
const isRunBySomebody = (call: Node, owner: Owner, sourceCode: TSESLint.SourceCode): boolean =>
  owner.kind === 'component' && isFunction(owner.node) && !isRunByOwner(call, owner, sourceCode);

const isReact = ({ text }: TSESLint.SourceCode): boolean => /['"](?:react|preact)(?:\/[\w-]+)?['"]/.test(text);
