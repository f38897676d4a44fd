import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { endHooks, frameworkTeardowns } from '../../catalog/lifecycles.ts';
import { functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { walk } from '../../syntax/walk.ts';
import { hasUnseenBase } from '../lifecycles/framework-classes.ts';
import { ignoredPlaceOf } from '../lifecycles/ignored-ends.ts';
import { membersIn } from '../lifecycles/named-functions.ts';
import {
  codeReachedFrom,
  isReachedFrom,
  ownersAt,
  type Owner,
  type ReleasePlace,
} from '../lifecycles/owners.ts';
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

/** Who owns a timer, and whether it is cleared when the owner ends. Errs towards `'unknown'` and `'at the end'`. */
export function endingOf(start: TimerStart, sourceCode: SourceCode): Ending {
  const { node, place, kind } = start;
  const owners = ownersAt(node, sourceCode);
  if (place.at === 'elsewhere') return { owner: null, cleared: 'unknown', releases: [] };
  if (place.at === 'dropped') return { owner: owners[0] ?? null, cleared: 'never', releases: [] };
  const around = owners.slice(firstOwner(place, owners));
  const [owner = null] = around;
  const root = place.at === 'field' ? (owner?.node ?? homeOf(node)) : sourceCode.ast;
  if (place.isMany) return { owner, ...endingOfMany(place, start, around, root, sourceCode) };
  const { releases, couldEscape } = usesOfPlace(place, kind, root, sourceCode);
  const ends = around.map(calledByFramework);
  const ending = releases.filter((release) => ends.some((one) => isReachedFrom(one, release, sourceCode)));
  const isEnded = ending.some((release) => !clearsEarlierRender(release, start, sourceCode));
  if (isEnded) return { owner, cleared: 'at the end', releases };
  const inVain = ending[0] ? clearedInVain(ending[0], around) : ignoredIn(owners, releases);
  if (inVain && !couldEscape) return { owner: owner ?? owners[0] ?? null, cleared: 'never', releases, inVain };
  if (couldEscape || (owner && place.at === 'field' && couldBeClearedByDerived(owner, place.field, sourceCode)))
    return { owner, cleared: 'unknown', releases };
  if (releases.length === 0) return { owner, cleared: 'never', releases };
  return {
    owner,
    cleared:
      releases.every((release) => isInCallback(release, node)) || (owner && couldCallOverridden(owner, sourceCode))
        ? 'in a callback'
        : 'elsewhere',
    releases,
  };
}

const calledEnds = new WeakMap<Owner, Owner>();

/** An instance with the ends that its framework calls: `stop()` is none of them where there is an `ngOnDestroy()`. */
function calledByFramework(owner: Owner): Owner {
  let called = calledEnds.get(owner);
  if (!called) {
    const named = (names: ReadonlySet<string>): ReleasePlace[] =>
      owner.releasePlaces.filter(({ name }) => names.has(name.replace(/[`()]/g, '')));
    const places = owner.kind === 'instance' ? named(frameworkTeardowns) : [];
    const registered = places.length > 0 ? named(endHooks) : [];
    called = places.length > 0 ? { ...owner, releasePlaces: [...places, ...registered] } : owner;
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
function firstOwner(place: KeptPlace, owners: readonly Owner[]): number {
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

/** The end calls what a base class of another file declares, and that may call any method that is overridden here. */
function couldCallOverridden(owner: Owner, sourceCode: SourceCode): boolean {
  if (!hasUnseenBase(owner)) return false;
  const own = membersIn(owner.node, sourceCode);
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

/** The end calls a method that a derived class has to write, and that may clear a field that is not private. */
function couldBeClearedByDerived(owner: Owner, field: string, sourceCode: SourceCode): boolean {
  if (!isClass(owner.node) || field.startsWith('#')) return false;
  const members = owner.node.body.body;
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

/** A collection is cleared by code that names it, and clears something. */
function endingOfMany(
  place: KeptPlace,
  { kind }: TimerStart,
  owners: readonly Owner[],
  root: Node,
  sourceCode: SourceCode,
): Pick<Ending, 'cleared' | 'releases'> {
  const { release } = kind;
  const names = new Set(
    release.form === 'function' ? release.functions : release.form === 'self' ? release.methods : [],
  );
  const clears = (code: Node): boolean => calls(code, names, sourceCode);
  const name = place.at === 'field' ? place.field : (place.path.at(-1) ?? place.variable.name);
  for (const owner of owners) {
    const reached = [...codeReachedFrom(owner, sourceCode)];
    if (reached.some((code) => mentions(code, name, sourceCode)) && reached.some(clears))
      return { cleared: 'at the end', releases: [] };
  }
  const places = functionsThatMention(root, name, sourceCode);
  const clearing = places.filter(clears);
  // `return () => timers.forEach(clearTimeout)`: whoever called the function ends it
  if (clearing.some(isGivenAway)) return { cleared: 'unknown', releases: [] };
  if (clearing.length > 0) return { cleared: 'elsewhere', releases: [] };
  return { cleared: place.at === 'field' ? 'never' : 'unknown', releases: [] };
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

function mentions(code: Node, name: string, sourceCode: SourceCode): boolean {
  let found = false;
  walk(code, sourceCode, (node) => {
    found ||=
      (node.type === 'Identifier' && node.name === name) ||
      (node.type === 'MemberExpression' && propertyName(node) === name);
    return undefined;
  });
  return found;
}

function functionsThatMention(root: Node, name: string, sourceCode: SourceCode): Node[] {
  const functions = new Set<Node>();
  walk(root, sourceCode, (node) => {
    const isName =
      (node.type === 'Identifier' && node.name === name) ||
      (node.type === 'MemberExpression' && propertyName(node) === name);
    if (isName && node.parent) functions.add(functionOf(node));
    return undefined;
  });
  return [...functions];
}
