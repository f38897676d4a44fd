import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import * as names from '../../catalog/late-acts.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { variableOf } from '../../syntax/variables.ts';
import { componentAround, homeOfValue, type Component } from './component-values.ts';
import { conditionsOf, targetOf } from './loops.ts';
import type { TimerStart } from './starts.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * What the callback of a timer does, as far as it matters when the component that started it has gone.
 * - `'state'`: shows something else in the component;
 * - `'outside'`: calls what the component has from its parent, a context, a store or a hook of others;
 * - `'emits'`: tells its parent by an event, which nobody hears when it has gone;
 * - `'navigates'`: takes the user to another page by the router of the component, `'reloads'` by the browser;
 * - `'look'`: focuses, scrolls or styles an element, behind a question whether it is there; `'flag'`: sets a variable, a
 *   ref or a field that shows nowhere; `'tells'`: a toast, a log, analytics;
 * - `'saves'`: keeps or hands on what the user has given;
 * - `'other'`: anything else.
 */
export type LateAct =
  | 'state'
  | 'outside'
  | 'emits'
  | 'store'
  | 'requests'
  | 'navigates'
  | 'reloads'
  | 'look'
  | 'flag'
  | 'tells'
  | 'saves'
  | 'other';

export interface Late {
  readonly acts: ReadonlySet<LateAct>;
  /** The code of the callback, and of the functions that it calls. */
  readonly code: readonly Node[];
  /** It tells Angular to check what is shown. */
  readonly marks: boolean;
}

const none: Late = { acts: new Set(['other']), code: [], marks: false };

const lateByStart = new WeakMap<TimerStart, Late>();

/** What a timer does when it fires; follows functions that are called by name. Errs towards `'other'`. */
export function lateActsOf(start: TimerStart, sourceCode: SourceCode): Late {
  let late = lateByStart.get(start);
  if (!late) lateByStart.set(start, (late = computeLate(start, sourceCode)));
  return late;
}

function computeLate({ node: start, place }: TimerStart, sourceCode: SourceCode): Late {
  const [callback] = start.arguments;
  if (!callback) return none;
  const component = componentAround(start, sourceCode);
  const acts = new Set<LateAct>();
  const reached = new Set<Node>();
  let marks = false;
  const reach = (value: Node): boolean => {
    const code = isFunction(value) ? value : targetOf(value, sourceCode);
    if (code) reached.add(code);
    return code !== null;
  };
  // `setTimeout(onClose, 500)`
  if (!reach(callback)) acts.add(actOfCall(callback, null, component, sourceCode) ?? 'other');
  for (const code of reached) {
    if (reached.size > 20) return none;
    walk(code, sourceCode, (node) => {
      if (isFunction(node) && node !== code && !isRun(node)) return 'skip';
      if (node.type === 'AssignmentExpression' || node.type === 'UpdateExpression') {
        const target = withoutTypes(node.type === 'AssignmentExpression' ? node.left : node.argument);
        const isOwn = 'write' in place && isPlace(target, place.name);
        const act = isOwn ? null : actOfWrite(target, code, component, sourceCode);
        if (act) acts.add(act);
      }
      if (node.type !== 'CallExpression') return undefined;
      for (const argument of node.arguments) if (runsArgument(node) && !isFunction(argument)) reach(argument);
      if (names.marksForCheck.test(calledName(node) ?? '')) marks = true;
      if (reach(node.callee)) return undefined;
      const act = isStatement(node) ? actOfCall(withoutTypes(node.callee), node, component, sourceCode) : null;
      if (act) acts.add(act);
      return undefined;
    });
  }
  return { acts, code: [...reached], marks };
}

const runsArgument = (call: TSESTree.CallExpression): boolean => {
  const name = calledName(call) ?? '';
  return names.runsAtOnce.test(name) || names.runsLater.test(name);
};

const isRun = ({ parent }: Node): boolean => parent?.type === 'CallExpression' && runsArgument(parent);

const isPlace = (target: Node, name: string): boolean => dottedName(target) === name;

/** A call for the sake of what it does, and not of its result. */
function isStatement(call: Node): boolean {
  const { parent } = call;
  switch (parent?.type) {
    case 'ExpressionStatement':
      return true;
    case 'ArrowFunctionExpression':
      return parent.body === call;
    case 'AwaitExpression':
      return true;
    case 'ChainExpression':
    case 'ReturnStatement':
      return parent.type === 'ReturnStatement' || isStatement(parent);
    case 'UnaryExpression':
      return parent.operator === 'void' && isStatement(parent);
    case 'LogicalExpression':
      return parent.right === call && isStatement(parent);
    case 'ConditionalExpression':
      return parent.test !== call && isStatement(parent);
    case 'MemberExpression':
      // `load().then(…)`
      return /^(?:then|catch|finally)$/.test(propertyName(parent) ?? '');
    default:
      return false;
  }
}

function actOfCall(
  callee: Node,
  call: TSESTree.CallExpression | null,
  component: Component,
  sourceCode: SourceCode,
): LateAct | null {
  if (callee.type === 'Identifier') return actOfFunction(callee, component, sourceCode);
  return callee.type === 'MemberExpression' ? actOfMethod(callee, call, component, sourceCode) : 'other';
}

function actOfFunction(callee: TSESTree.Identifier, component: Component, sourceCode: SourceCode): LateAct | null {
  const { name } = callee;
  const home = homeOfValue(callee, component, sourceCode);
  const isKnown = names.runsAtOnce.test(name) || names.runsLater.test(name) || names.idle.test(name);
  if (isKnown && home !== 'outside') return null;
  if (home === 'state setter') return 'state';
  if (home === 'emitter') return 'emits';
  if (home === 'store') return 'store';
  if (names.navigates.test(name) || (name === 'go' && home === 'outside')) return 'navigates';
  if (names.navigators.test(name) && home === 'outside') return 'navigates';
  if (home === 'outside' && names.saves.test(name)) return 'saves';
  // `onScrollEnd()`: of the parent
  if (home === 'outside' && /^on[A-Z]/.test(name)) return 'outside';
  if (names.tells.test(name)) return 'tells';
  if (home === 'outside')
    return names.requests.test(name) ? 'requests' : names.looksAlways.test(name) ? 'look' : 'outside';
  return 'other';
}

function actOfMethod(
  callee: TSESTree.MemberExpression,
  call: TSESTree.CallExpression | null,
  component: Component,
  sourceCode: SourceCode,
): LateAct | null {
  const method = propertyName(callee) ?? '';
  const object = withoutTypes(callee.object);
  const path = dottedName(callee)?.split('.') ?? [];
  const [root = ''] = path;
  const holder = path.at(-2) ?? '';
  if (root === 'console' || names.runsAtOnce.test(method)) return null;
  if (names.marksForCheck.test(method)) return null;
  if (root === 'location' || (holder === 'location' && root === 'window')) return 'reloads';
  if (names.navigators.test(holder) && names.navigatorMethods.test(method)) return 'navigates';
  if (names.tells.test(holder) || names.tells.test(method)) return 'tells';
  if (object.type === 'ThisExpression') {
    if (names.refreshes.test(method)) return 'state';
    return method === '$emit' ? 'emits' : 'other';
  }
  if (root === 'this') {
    if (path[1] === 'props' && names.saves.test(method)) return 'saves';
    if (path[1] === 'props') return names.requests.test(method) ? 'requests' : 'outside';
    // `this.closed.emit()`, `this.isOpen.set(false)`
    if (component.isOfFields && path.length === 3 && method === 'emit') return 'emits';
    return component.isOfFields && path.length === 3 && /^(?:set|update)$/.test(method) ? 'state' : 'other';
  }
  if (names.looksAlways.test(method) || holder === 'classList' || holder === 'style') {
    return call && isAsked(call, sourceCode) ? 'look' : 'other';
  }
  let first: Node = object;
  while (first.type === 'MemberExpression' || first.type === 'CallExpression')
    first = withoutTypes(first.type === 'MemberExpression' ? first.object : first.callee);
  if (first.type !== 'Identifier') return 'other';
  const home = homeOfValue(first, component, sourceCode);
  // `saved.current()`, where `const saved = useRef(callback)`
  if (home === 'ref of a parameter') return method === 'current' ? 'outside' : 'other';
  if (home === 'store') return 'store';
  if (home === 'svelte store') return /^(?:set|update)$/.test(method) ? 'store' : 'other';
  if (home !== 'outside' || object.type === 'CallExpression') return 'other';
  if (names.saves.test(method)) return 'saves';
  if (names.requests.test(method)) return 'requests';
  return names.looks.test(method) && names.elementName.test(holder) ? 'other' : 'outside';
}

/** Whether code asks whether something is there before it calls a method of it. */
function isAsked(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  let current: Node = call;
  while (current.type === 'CallExpression' || current.type === 'MemberExpression') {
    if (current.optional) return true;
    current = withoutTypes(current.type === 'CallExpression' ? current.callee : current.object);
  }
  return conditionsOf(call, functionOf(call), sourceCode).length > 0;
}

function actOfWrite(target: Node, code: Node, component: Component, sourceCode: SourceCode): LateAct | null {
  if (target.type === 'Identifier') {
    const variable = variableOf(target, sourceCode);
    // its own
    for (let scope: TSESLint.Scope.Scope | null = variable?.scope ?? null; scope; scope = scope.upper)
      if (scope.block === code) return null;
    const home = homeOfValue(target, component, sourceCode);
    return home === 'state' || home === 'outside'
      ? 'state'
      : home === 'svelte store'
        ? 'store'
        : target.name === 'location'
          ? 'reloads'
          : 'flag';
  }
  if (target.type !== 'MemberExpression') return null;
  const path = dottedName(target)?.split('.') ?? [];
  if (path.includes('location')) return 'reloads';
  let first: Node = target;
  while (first.type === 'MemberExpression') first = withoutTypes(first.object);
  if (first.type === 'ThisExpression') return component.isOfFields ? (path.length === 2 ? 'state' : 'other') : 'flag';
  if (first.type !== 'Identifier') return 'look';
  const home = homeOfValue(first, component, sourceCode);
  if (home === 'ref state') return path[1] === 'value' ? 'state' : 'other';
  if (home === 'state' || home === 'object state') return 'state';
  if (home === 'svelte store') return 'store';
  return path.at(-1) === 'current' ? 'flag' : 'look';
}
