import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { endHooks, endsLeftToDerived, frameworkTeardowns } from '../../catalog/lifecycles.ts';
import { functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { namesIn } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { isOfModule } from '../lifecycles/components.ts';
import { returnedBy } from '../lifecycles/effects.ts';
import { ignoredPlaceOf } from '../lifecycles/ignored-ends.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import { codeReachedFrom, isReachedFrom, ownersAt, type Owner, type ReleasePlace } from '../lifecycles/owners.ts';
import { classesDerivedFrom, classesWith, couldOverriddenRun } from './base-classes.ts';
import { usesOfPlace, type TimerPlace } from './places.ts';
import { clearsEarlierRender } from './stale-clears.ts';
import type { TimerStart } from './starts.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;
type KeptPlace = Extract<TimerPlace, { write: Node }>;

/** What becomes of a timer when its owner ends. */
export interface Ending {
  /** To whom the place of the handle belongs; `null` for a plain function and the program. */
  readonly owner: Owner | null;
  /**
   * `'in a callback'`: cleared by code that others call, of which nobody knows whether the end brings it about.
   * `'unknown'`: the handle is handed on.
   */
  readonly cleared: 'at the end' | 'elsewhere' | 'in a callback' | 'never' | 'unknown';
  /** Where it is cleared. */
  readonly releases: readonly Node[];
  /** The clearing that looks as if it ran at the end, and is of no use. */
  readonly inVain?: { readonly place: ReleasePlace; readonly because: string };
}

const endings = new WeakMap<TimerStart, Ending>();

/**
 * Who owns a timer, and whether it is cleared when the owner ends. Errs towards `'unknown'` and `'at the end'`.
 * Computed once a start, and again for owners that are assumed to have another end.
 */
export function endingOf(
  start: TimerStart,
  sourceCode: SourceCode,
  owners: readonly Owner[] = ownersAt(start.node, sourceCode),
): Ending {
  if (owners.some(({ inherited }) => inherited)) return computeEnding(start, owners, sourceCode);
  let ending = endings.get(start);
  if (!ending) endings.set(start, (ending = computeEnding(start, owners, sourceCode)));
  return ending;
}

function computeEnding(start: TimerStart, owners: readonly Owner[], sourceCode: SourceCode): Ending {
  const { node, place, kind } = start;
  if (place.at === 'elsewhere') return { owner: null, cleared: 'unknown', releases: [] };
  if (place.at === 'dropped') return { owner: owners[0] ?? null, cleared: 'never', releases: [] };
  const around = owners.slice(firstOwner(place, owners, sourceCode));
  const [owner = null] = around;
  const roots = place.at === 'field' ? classesWith(owner?.node ?? homeOf(node), sourceCode) : [sourceCode.ast];
  if (place.isMany) return { owner, ...endingOfMany(place, start, around, roots, sourceCode) };
  const { releases, couldEscape } = usesOfPlace(place, kind, roots, sourceCode);
  const ends = around.map(calledByFramework);
  // what clears it to start it again leaves one running, whoever calls that
  const lasting = releases.filter((release) => !isRenewal(release, node, sourceCode));
  const ending = lasting.filter((release) => ends.some((one) => isReachedFrom(one, release, sourceCode)));
  const isEnded = ending.some((release) => !clearsEarlierRender(release, start, sourceCode));
  if (isEnded) return { owner, cleared: 'at the end', releases };
  const inVain = ending[0] ? clearedInVain(ending[0], around) : ignoredIn(owners, releases);
  if (inVain && !couldEscape) return { owner: owner ?? owners[0] ?? null, cleared: 'never', releases, inVain };
  if (
    couldEscape ||
    (owner && place.at === 'field' && couldBeClearedByDerived(owner, place.field, releases, sourceCode))
  )
    return { owner, cleared: 'unknown', releases };
  if (releases.some((release) => isHandedOut(release, place, owner, sourceCode)))
    return { owner, cleared: 'unknown', releases };
  if (releases.length === 0) return { owner, cleared: 'never', releases };
  return {
    owner,
    cleared:
      releases.every((release) => isInCallback(release, node)) ||
      (owner && couldOverriddenRun(owner, lasting, sourceCode))
        ? 'in a callback'
        : 'elsewhere',
    releases,
  };
}

/** `clearTimeout(this.timer); this.timer = setTimeout(…)`: whoever calls this function leaves one running. Errs towards "no". */
function isRenewal(release: Node, start: Node, sourceCode: SourceCode): boolean {
  const home = functionOf(start);
  if (functionOf(release) !== home || !isFunction(home) || release.range[1] > start.range[0]) return false;
  for (let inner = start; inner.parent && inner !== home; inner = inner.parent) {
    const isSkippable = /^(?:If|For\w*|While|Switch|Try)Statement$|^(?:Conditional|Logical)Expression$/.test(
      inner.type,
    );
    const isOptional = isSkippable || (inner.type === 'AssignmentExpression' && inner.operator !== '=');
    if (isOptional && !isWithin(release, inner)) return false;
  }
  let isLeft = false;
  walk(home, sourceCode, (node) => {
    if (isFunction(node) && node !== home) return 'skip';
    const leaves = node.type === 'ReturnStatement' || node.type === 'ThrowStatement' || node.type === 'AwaitExpression';
    isLeft ||= leaves && node.range[0] > release.range[1] && node.range[1] < start.range[0];
    return undefined;
  });
  return !isLeft;
}

/**
 * Whether the function that has the variable gives what clears the timer to those who call it:
 * `const stop = () => clearInterval(timer); return stop;`. What an owner itself returns is one of its ends, or none.
 */
function isHandedOut(release: Node, place: KeptPlace, owner: Owner | null, sourceCode: SourceCode): boolean {
  if (place.at !== 'variable') return false;
  const home = place.variable.scope.block as Node;
  if (!owner || !isFunction(home) || home.type === 'StaticBlock' || home === owner.node) return false;
  return returnedBy(home, sourceCode, '').some(({ code }) => {
    const named = functionNamed(code, sourceCode);
    return isWithin(release, code) || (named !== null && isWithin(release, named));
  });
}

const calledEnds = new WeakMap<Owner, Owner>();

/**
 * An instance with the ends that its framework calls: `stop()` is none of them where there is an `ngOnDestroy()`. An
 * `onDestroy()` may be called by the end of a base class of the file, which then is one too.
 */
function calledByFramework(owner: Owner): Owner {
  let called = calledEnds.get(owner);
  if (!called) {
    const named = (names: ReadonlySet<string>): ReleasePlace[] =>
      owner.releasePlaces.filter(({ name }) => names.has(name.replace(/[`()]/g, '')));
    const places = owner.kind === 'instance' ? named(frameworkTeardowns) : [];
    const isLeftToDerived = named(endsLeftToDerived).length === places.length;
    const inherited = isLeftToDerived ? owner.releasePlaces.filter(({ code }) => !isWithin(code, owner.node)) : [];
    const registered = places.length > 0 ? named(endHooks) : [];
    called = places.length > 0 ? { ...owner, releasePlaces: [...places, ...inherited, ...registered] } : owner;
    calledEnds.set(owner, called);
  }
  return called;
}

/** The end whose cleanup clears what an earlier render has started. */
function clearedInVain(release: Node, around: readonly Owner[]): Ending['inVain'] {
  const places = around.flatMap(({ releasePlaces }) => releasePlaces);
  const place = places.find(({ code }) => isWithin(release, code)) ?? places[0];
  return place && { place, because: 'it sees what the variable was in an earlier render' };
}

/** What clears it, when all that does is never called. */
function ignoredIn(owners: readonly Owner[], releases: readonly Node[]): Ending['inVain'] {
  const place = ignoredPlaceOf(owners, releases);
  return place ? { place, because: `it never runs, for ${place.because}` } : undefined;
}

/** The index of the innermost owner that lives at least as long as the place. */
function firstOwner(place: KeptPlace, owners: readonly Owner[], sourceCode: SourceCode): number {
  const declared = place.at === 'variable' ? place.variable.identifiers[0] : undefined;
  // all components of the file share it
  if (declared && isOfModule(declared, sourceCode)) return owners.length;
  const isHome = (owner: Owner): boolean => {
    if (place.at === 'field') return owner.kind === 'instance' || owner.node.type === 'ObjectExpression';
    const home: Node = place.variable.scope.block;
    return home.range[0] >= owner.node.range[0] && home.range[1] <= owner.node.range[1];
  };
  const index = owners.findIndex(isHome);
  return index === -1 ? owners.length : index;
}

/** The class or object to whose `this` a node belongs, else its file. */
function homeOf(node: Node): Node {
  let current = node;
  while (current.parent && current.type !== 'ClassBody') current = current.parent;
  return current;
}

/** A function that is written where it is handed to a call: an event or a promise runs it. */
function isInCallback(release: Node, start: Node): boolean {
  const code = functionOf(release);
  if (code === functionOf(start) || !isFunction(code)) return false;
  const { parent } = code;
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') {
    return parent.callee !== code && !/^use(?:Callback|Memo|\w*Event\w*)$/.test(calledName(parent) ?? '');
  }
  return isHandler(code);
}

/**
 * A derived class of the file clears it, or the end calls a method that a derived class has to write, and that may
 * clear a field that is not private.
 */
function couldBeClearedByDerived(
  owner: Owner,
  field: string,
  releases: readonly Node[],
  sourceCode: SourceCode,
): boolean {
  const { node } = owner;
  if (!isClass(node) || field.startsWith('#')) return false;
  const derived = classesDerivedFrom(node, sourceCode);
  if (releases.some((release) => derived.some((one) => isWithin(release, one)))) return true;
  const members = node.body.body;
  const isPrivate = members.some(
    (member) =>
      member.type === 'PropertyDefinition' &&
      member.accessibility === 'private' &&
      keyName(member.key, member.computed) === field,
  );
  const open = new Set(
    members.flatMap((member) =>
      member.type === 'TSAbstractMethodDefinition' ? (keyName(member.key, member.computed) ?? []) : [],
    ),
  );
  if (isPrivate || open.size === 0) return false;
  return [...codeReachedFrom(owner, sourceCode)].some((code) => {
    let found = false;
    walk(code, sourceCode, (node) => {
      found ||= node.type === 'CallExpression' && open.has(calledName(node) ?? '');
      return undefined;
    });
    return found;
  });
}

/** `handleClose = () => …`: a field that holds a function, as handlers are kept. */
const isHandler = ({ parent }: Node): boolean => parent?.type === 'PropertyDefinition';

/** A collection is cleared by code that names it, or a copy of it, and clears something. */
function endingOfMany(
  place: KeptPlace,
  { kind }: TimerStart,
  owners: readonly Owner[],
  roots: readonly Node[],
  sourceCode: SourceCode,
): Pick<Ending, 'cleared' | 'releases'> {
  const { release } = kind;
  const clearing = new Set(
    release.form === 'function' ? release.functions : release.form === 'self' ? release.methods : [],
  );
  const clears = (code: Node): boolean => calls(code, clearing, sourceCode);
  const names = namesOf(place, roots, sourceCode);
  for (const owner of owners) {
    const reached = [...codeReachedFrom(owner, sourceCode)];
    if (reached.some((code) => mentions(code, names, sourceCode)) && reached.some(clears))
      return { cleared: 'at the end', releases: [] };
  }
  const places = roots.flatMap((root) => functionsThatMention(root, names, sourceCode)).filter(clears);
  // `return () => timers.forEach(clearTimeout)`: whoever called the function ends it
  if (places.some(isGivenAway)) return { cleared: 'unknown', releases: [] };
  if (places.length > 0) return { cleared: 'elsewhere', releases: [] };
  return { cleared: place.at === 'field' ? 'never' : 'unknown', releases: [] };
}

/** The name of a collection, and those under which it is copied: `const all = timers.current`, `const { timers } = this`. */
function namesOf(place: KeptPlace, roots: readonly Node[], sourceCode: SourceCode): ReadonlySet<string> {
  const isRef = place.at === 'variable' && /^(?:current|value)$/.test(place.path.join('.'));
  const name =
    place.at === 'field' ? place.field : isRef ? place.variable.name : (place.path.at(-1) ?? place.variable.name);
  const names = new Set([name]);
  for (const root of roots) {
    walk(root, sourceCode, (node) => {
      if (node.type !== 'VariableDeclarator' || !node.init || isFunction(node.init)) return;
      if (mentions(node.init, names, sourceCode)) for (const copy of namesIn(node.id)) names.add(copy.name);
    });
  }
  return names;
}

const isGivenAway = ({ parent }: Node): boolean =>
  parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression' || parent?.type === 'Property';

function calls(code: Node, names: ReadonlySet<string>, sourceCode: SourceCode): boolean {
  let found = false;
  walk(code, sourceCode, (node) => {
    found ||= node.type === 'Identifier' && names.has(node.name);
    return undefined;
  });
  return found;
}

function mentions(code: Node, names: ReadonlySet<string>, sourceCode: SourceCode): boolean {
  let found = false;
  walk(code, sourceCode, (node) => {
    found ||= isNamed(node, names);
    return undefined;
  });
  return found;
}

function functionsThatMention(root: Node, names: ReadonlySet<string>, sourceCode: SourceCode): Node[] {
  const functions = new Set<Node>();
  walk(root, sourceCode, (node) => {
    if (isNamed(node, names) && node.parent) functions.add(functionOf(node));
    return undefined;
  });
  return [...functions];
}

const isNamed = (node: Node, names: ReadonlySet<string>): boolean =>
  (node.type === 'Identifier' && names.has(node.name)) ||
  (node.type === 'MemberExpression' && names.has(propertyName(node) ?? ''));
