import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isClass } from '../../syntax/functions.ts';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import type { Confidence } from '../acquisitions/confidence.ts';
import { frameworkEndOf } from '../lifecycles/framework-classes.ts';
import type { Owner } from '../lifecycles/owners.ts';
import { lateActsOf, type LateAct } from './late-acts.ts';
import { startedIn } from './started-in.ts';
import type { TimerStart } from './starts.ts';
import { asksFlagOf } from './stop-flags.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** What must not be lost when a component goes: the user has asked for it, or something stays shut without it. */
const mustRun: readonly LateAct[] = [
  'outside',
  'emits',
  'store',
  'requests',
  'tells',
  'saves',
  'other',
  'flag',
  'look',
];

/** What is of no consequence for a component that has gone. */
const isHarmless = (act: LateAct): boolean => act === 'look' || act === 'flag' || act === 'tells';

/**
 * How sure it is that a one-shot timer of a component, whose handle is dropped, should have been cleared; `null` where
 * it should not. What an event handler starts shall happen, as a rule, and what an effect starts belongs to its run.
 */
export function sureOfDropped(start: TimerStart, owner: Owner, sourceCode: SourceCode): Confidence | null {
  const { acts, code, marks } = lateActsOf(start, sourceCode);
  const leaves = acts.has('navigates') || acts.has('reloads');
  const where = startedIn(start.node, sourceCode);
  if (where === 'a handler') {
    if (leaves || (start.loop && acts.has('state'))) return 'medium';
    return acts.has('state') && !start.loop && !mustRun.some((act) => acts.has(act)) ? 'low' : null;
  }
  if (where === 'a body' && start.isLong && !start.loop && !asksIfThere(start, owner, code, sourceCode)) {
    if (acts.has('outside') || acts.has('navigates')) return 'high';
    if (acts.has('state') && isShownLate(owner, marks, sourceCode)) return 'high';
  }
  const isOfRun = where === 'a body';
  return acts.size > 0 && [...acts].every((act) => isHarmless(act) || (act === 'state' && !isOfRun)) ? 'low' : 'medium';
}

/** Whether the framework of a component takes what a late timer sets for what the newest run has set, or complains. */
function isShownLate({ node, kind }: Owner, marks: boolean, { parserServices }: SourceCode): boolean {
  const { parent } = node;
  // what Svelte runs once cannot be overtaken
  if (parent?.type === 'CallExpression' && calledName(parent) === 'onMount') return false;
  if (!isClass(node))
    return kind === 'effect' && (parserServices as { isSvelte?: boolean } | undefined)?.isSvelte === true;
  const end = frameworkEndOf({ node });
  return end === 'componentWillUnmount' || (end === 'ngOnDestroy' && marks);
}

/** Whether a timer that a component keeps, and clears at times, does something to others or shows something when it has gone. */
export function actsWhenGone(start: TimerStart, owner: Owner, sourceCode: SourceCode): boolean {
  const { acts, code } = lateActsOf(start, sourceCode);
  if (!start.isLong || asksIfThere(start, owner, code, sourceCode)) return false;
  // a debounced change, which would be lost
  if (acts.has('saves') && !acts.has('state')) return false;
  // a click that waits for a second one
  if (acts.has('navigates') || acts.has('reloads')) return false;
  return (
    start.loop !== null || ['state', 'outside', 'emits', 'store', 'requests'].some((act) => acts.has(act as LateAct))
  );
}

/** Whether all that a timer does is to change how an element of the component looks. */
export const onlyLooks = (start: TimerStart, sourceCode: SourceCode): boolean => {
  const { acts } = lateActsOf(start, sourceCode);
  return acts.size > 0 && [...acts].every((act) => act === 'look');
};

/** Whether code asks a flag of the owner, or an element that is no more when the component has gone: `if (!box.current) return;` */
function asksIfThere(start: TimerStart, owner: Owner, code: readonly Node[], sourceCode: SourceCode): boolean {
  if (asksFlagOf(owner, code, sourceCode)) return true;
  const own = 'name' in start.place ? start.place.name : null;
  let found = false;
  const isElement = (node: Node): boolean => {
    const value = withoutTypes(node);
    const holder = value.type === 'MemberExpression' ? withoutTypes(value.object) : value;
    if (holder.type !== 'Identifier' || dottedName(value) === own) return false;
    const variable = variableOf(holder, sourceCode);
    const definition = variable?.defs[0]?.node;
    if (definition?.type !== 'VariableDeclarator') return false;
    const init = definition.init && withoutTypes(definition.init);
    if (value.type !== 'MemberExpression') {
      // what the script itself assigns is no element of the template
      const isAssigned = variable?.references.some(
        ({ identifier }) => identifier.parent.type === 'AssignmentExpression',
      );
      return isEmpty(init) && definition.parent.kind !== 'const' && !isAssigned;
    }
    const name = propertyName(value);
    if (init?.type !== 'CallExpression' || (name !== 'current' && name !== 'value')) return false;
    return /^use\w*Ref$/.test(calledName(init) ?? '') || (calledName(init) === 'ref' && isEmpty(init));
  };
  for (const one of code) {
    walk(one, sourceCode, (node) => {
      const test = 'test' in node ? node.test : node.type === 'LogicalExpression' ? node.left : null;
      if (test) {
        walk(test, sourceCode, (inner) => {
          if (inner.type === 'CallExpression') return 'skip';
          found ||= isElement(inner);
          return undefined;
        });
      }
      return undefined;
    });
  }
  return found;
}

/** `let box;`, `ref()`, `ref(null)`, `$state()`: what a template gives its element. */
function isEmpty(init: Node | null | undefined): boolean {
  if (!init) return true;
  if (init.type === 'Literal') return init.raw === 'null';
  if (init.type !== 'CallExpression') return false;
  const [value] = init.arguments;
  return /^(?:ref|shallowRef|\$state|\$state\.raw)$/.test(dottedName(init.callee) ?? '') && (!value || isEmpty(value));
}
