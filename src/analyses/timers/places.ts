import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calledName, dottedName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { aliasAt } from '../acquisitions/aliases.ts';
import { useOfValue } from '../acquisitions/handle-uses.ts';
import type { ResourceKind } from '../acquisitions/resource-kinds.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** Where the handle of a timer is kept. */
export type TimerPlace =
  | { readonly at: 'dropped' }
  /** A variable, or what one holds: `timer`, `timerRef.current`, `state.timer`. */
  | {
      readonly at: 'variable';
      readonly variable: Variable;
      readonly path: readonly string[];
      readonly name: string;
      readonly isMany: boolean;
      readonly write: Node;
    }
  /** A member of `this`, or of what one holds: `this.timer`, `this.timers.get(key)`. */
  | {
      readonly at: 'field';
      readonly field: string;
      readonly name: string;
      readonly isMany: boolean;
      readonly write: Node;
    }
  /** Handed on, or kept where it is not followed. */
  | { readonly at: 'elsewhere' };

/** What is done with a handle where it is kept. */
export interface PlaceUses {
  /** The nodes that clear it. */
  readonly releases: readonly Node[];
  /** It is handed on, so that others may clear it. */
  readonly couldEscape: boolean;
}

const dropped: TimerPlace = { at: 'dropped' };
const elsewhere: TimerPlace = { at: 'elsewhere' };

/** Functions that ignore what their callback returns. */
const ignoresResult =
  /^(?:set(?:Timeout|Interval|Immediate)|request\w+|queueMicrotask|nextTick|addEventListener|addListener|on|once|then|catch|finally|forEach|subscribe|runOutsideAngular|useEffectEvent)$/;

/** Hooks that keep what they are given, or what their callback returns, for the life of the component. */
const keepers = /^use(?:Memo|Ref|State|Callback)$/;

/** Follows the value of a call that starts a timer to the place where it is kept. */
export function placeOf(start: TSESTree.CallExpression, kind: ResourceKind, sourceCode: SourceCode): TimerPlace {
  let value: Node = start;
  for (;;) {
    const outer: Node | undefined = value.parent;
    if (!outer) return elsewhere;
    switch (outer.type) {
      case 'TSNonNullExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'ChainExpression':
      case 'AwaitExpression':
        value = outer;
        continue;
      case 'LogicalExpression':
      case 'ConditionalExpression':
        if ('test' in outer && outer.test === value) return elsewhere;
        value = outer;
        continue;
      case 'UnaryExpression':
        if (outer.operator !== 'void') return elsewhere;
        value = outer;
        continue;
      case 'ExpressionStatement':
        return dropped;
      case 'ArrowFunctionExpression': {
        // `() => setTimeout(f)`: dropped by whoever ignores what its callback returns
        if (outer.body !== value) return elsewhere;
        if (isHandler(outer) || isExecutor(outer)) return dropped;
        if (outer.parent.type !== 'CallExpression') return elsewhere;
        const name = calledName(outer.parent) ?? '';
        if (keepers.test(name) && outer.parent.arguments[0] === outer) value = outer.parent;
        else
          return ignoresResult.test(name) && outer.parent.parent.type === 'ExpressionStatement' ? dropped : elsewhere;
        continue;
      }
      case 'CallExpression': {
        if (keepers.test(calledName(outer) ?? '')) {
          value = outer;
          continue;
        }
        return stateSetBy(outer, value, sourceCode) ?? collectedIn(outer, value, sourceCode);
      }
      case 'MemberExpression':
        // `setInterval(f).unref()`
        return isDisarmed(outer, kind) || outer.object !== value ? elsewhere : dropped;
      case 'VariableDeclarator':
        if (outer.init !== value) return elsewhere;
        if (isRef(value)) return placeAt(outer.id, outer, sourceCode, ['current']);
        return movedFrom(outer, kind, sourceCode) ?? placeAt(outer.id, outer, sourceCode);
      case 'AssignmentExpression':
        if (outer.right !== value || outer.operator === '+=') return elsewhere;
        return placeAt(outer.left, outer, sourceCode);
      case 'PropertyDefinition': {
        const field = keyName(outer.key, outer.computed);
        if (outer.value !== value || outer.static || field === null) return elsewhere;
        return { at: 'field', field, name: `this.${field}`, isMany: false, write: outer };
      }
      default:
        return elsewhere;
    }
  }
}

/** `onClick={() => …}`, `image.onload = () => …`: nobody reads what an event handler returns but the platform, for `false`. */
function isHandler({ parent }: Node): boolean {
  if (parent?.type === 'AssignmentExpression')
    return parent.left.type === 'MemberExpression' && /^on[a-z]+$/.test(propertyName(parent.left) ?? '');
  const attribute = parent?.type === 'JSXExpressionContainer' ? parent.parent : null;
  return (
    attribute?.type === 'JSXAttribute' &&
    attribute.name.type === 'JSXIdentifier' &&
    /^on[A-Z]/.test(attribute.name.name)
  );
}

/** `new Promise((resolve) => setTimeout(resolve, ms))` */
const isExecutor = ({ parent }: Node): boolean =>
  parent?.type === 'NewExpression' && dottedName(parent.callee) === 'Promise';

/** `setTimer(value)`, where `const [timer, setTimer] = useState()`: the variable that each render gets. */
function stateSetBy(call: TSESTree.CallExpression, value: Node, sourceCode: SourceCode): TimerPlace | null {
  const setter = call.arguments[0] === value ? variableOf(call.callee, sourceCode) : null;
  const declarator = setter && onlyDeclaratorOf(setter);
  if (declarator?.id.type !== 'ArrayPattern' || declarator.init?.type !== 'CallExpression') return null;
  const [state, set] = declarator.id.elements;
  const isState = calledName(declarator.init) === 'useState' && set === setter?.identifiers[0];
  const variable = isState && state ? variableOf(state, sourceCode) : null;
  return variable && { at: 'variable', variable, path: [], name: variable.name, isMany: false, write: call };
}

/** Where a constant that only takes the handle there moves it: `this.timers.set(key, timer)`, `setTimer(timer)`. */
function movedFrom(
  declarator: TSESTree.VariableDeclarator,
  kind: ResourceKind,
  sourceCode: SourceCode,
): TimerPlace | null {
  const variable = aliasAt(declarator.id, declarator, sourceCode);
  const places: TimerPlace[] = [];
  for (const { identifier, init } of variable?.references ?? []) {
    if (init) continue;
    const place = storedAt(identifier, sourceCode);
    if (place) places.push(place);
    else if (useOfValue(identifier, kind, sourceCode).does !== 'read') return null;
  }
  return places.length === 1 ? places[0]! : null;
}

function storedAt(value: Node, sourceCode: SourceCode): TimerPlace | null {
  const { parent } = value;
  if (parent?.type === 'AssignmentExpression') {
    const isStored =
      parent.right === value && parent.operator === '=' && withoutTypes(parent.left).type === 'MemberExpression';
    return isStored ? placeAt(parent.left, parent, sourceCode) : null;
  }
  if (parent?.type !== 'CallExpression' || parent.callee === value) return null;
  const place = stateSetBy(parent, value, sourceCode) ?? collectedIn(parent, value, sourceCode);
  return place.at === 'elsewhere' ? null : place;
}

const isRef = (value: Node): boolean => value.type === 'CallExpression' && calledName(value) === 'useRef';

function isDisarmed(member: TSESTree.MemberExpression, { endsByItself }: ResourceKind): boolean {
  return endsByItself.methods?.includes(propertyName(member) ?? '') ?? false;
}

/** `timers.set(key, value)`, `this.timers.push(value)`. */
function collectedIn(call: TSESTree.CallExpression, value: Node, sourceCode: SourceCode): TimerPlace {
  const callee = withoutTypes(call.callee);
  const isKept =
    callee.type === 'MemberExpression' &&
    call.callee !== value &&
    keepArgument.has(propertyName(callee) ?? '') &&
    call.parent.type === 'ExpressionStatement';
  if (!isKept) return elsewhere;
  const place = placeAt(callee.object, call, sourceCode);
  return 'isMany' in place ? { ...place, isMany: true } : place;
}

/** The place that an expression names. */
function placeAt(target: Node, write: Node, sourceCode: SourceCode, more: readonly string[] = []): TimerPlace {
  const path: string[] = [...more];
  let isMany = false;
  let object: Node = withoutTypes(target);
  while (object.type === 'MemberExpression') {
    const name = propertyName(object);
    if (name === null || (object.computed && object.property.type !== 'Literal')) {
      // `timers[key]`: one of many
      path.length = 0;
      isMany = true;
    } else path.unshift(name);
    object = withoutTypes(object.object);
  }
  if (object.type === 'ThisExpression') {
    const field = path.at(-1);
    if (field === undefined) return elsewhere;
    return { at: 'field', field, name: `this.${path.join('.')}`, isMany, write };
  }
  const variable = object.type === 'Identifier' ? variableOf(object, sourceCode) : null;
  if (!variable) return elsewhere;
  const [definition] = variable.defs;
  // what is passed in or imported has an owner elsewhere
  if (definition?.node.type !== 'VariableDeclarator') return elsewhere;
  const name = [variable.name, ...path].join('.');
  const all = path.length > more.length ? collectionOf(definition.node) : null;
  if (all) {
    const place = placeAt(all, write, sourceCode);
    return 'isMany' in place ? { ...place, name, isMany: true } : place;
  }
  return { at: 'variable', variable, path, name, isMany, write };
}

/** Where a variable gets one of many objects from: `list` in `const entry = list.find(…)`, `for (const entry of list)`. */
function collectionOf({ init, parent }: TSESTree.VariableDeclarator): Node | null {
  if (parent.parent.type === 'ForOfStatement' && parent.parent.left === parent) return parent.parent.right;
  const value = init && withoutTypes(init);
  if (value?.type === 'MemberExpression' && value.computed && value.property.type !== 'Literal') return value.object;
  const callee = value?.type === 'CallExpression' ? withoutTypes(value.callee) : null;
  return callee?.type === 'MemberExpression' && /^(?:find|findLast|get|at)$/.test(propertyName(callee) ?? '')
    ? callee.object
    : null;
}

/** Whatever is done with the handle in its place. @param roots where members of `this` are looked for */
export function usesOfPlace(
  place: Extract<TimerPlace, { write: Node }>,
  kind: ResourceKind,
  roots: readonly Node[],
  sourceCode: SourceCode,
): PlaceUses {
  const releases: Node[] = [];
  let couldEscape = false;
  const pending = holdersOf(place, roots, sourceCode);
  const escapes = pending.couldEscape;
  for (const holder of pending.nodes) {
    if (kind.release.form === 'self' && isOnlyCalled(holder)) continue;
    const use = useOfValue(holder, kind, sourceCode);
    if (use.does === 'release') releases.push(holder);
    else if (use.does === 'rename') {
      const alias =
        holder.parent?.type === 'VariableDeclarator'
          ? variableOf(holder.parent.id, sourceCode)
          : aliasOf(holder, sourceCode);
      pending.nodes.push(
        ...(alias?.references ?? []).filter(({ init }) => !init).map(({ identifier }) => identifier as Node),
      );
    } else if (use.does !== 'read' && use.does !== 'write' && !isOwnWrite(holder, place)) couldEscape = true;
  }
  return { releases, couldEscape: couldEscape || escapes };
}

/** A debounced function that is given to what calls it, and will not cancel it: an event, an element. */
const isOnlyCalled = ({ parent }: Node): boolean =>
  (parent?.type === 'CallExpression' && /^(?:(?:add|remove)\w*Listener|on|off|once)$/.test(calledName(parent) ?? '')) ||
  (parent?.type === 'JSXExpressionContainer' && parent.parent.type === 'JSXAttribute');

/** `const timer = this.timer ?? null` */
function aliasOf(holder: Node, sourceCode: SourceCode): Variable | null {
  let value = holder;
  while (value.parent && value.parent.type !== 'VariableDeclarator') value = value.parent;
  return value.parent?.type === 'VariableDeclarator' ? variableOf(value.parent.id, sourceCode) : null;
}

const isOwnWrite = (holder: Node, { write }: { readonly write: Node }): boolean =>
  write.type === 'AssignmentExpression' && withoutTypes(write.left) === holder;

/** The expressions that name a place, and what gets its value by destructuring. */
function holdersOf(
  place: Extract<TimerPlace, { write: Node }>,
  roots: readonly Node[],
  sourceCode: SourceCode,
): { readonly nodes: Node[]; readonly couldEscape: boolean } {
  if (place.at === 'field') {
    return { nodes: roots.flatMap((root) => membersNamed(place.field, root, sourceCode)), couldEscape: false };
  }
  const nodes: Node[] = [];
  let couldEscape = false;
  for (const { identifier, init } of place.variable.references) {
    if (init) continue;
    let node: Node = identifier;
    let depth = 0;
    for (const name of place.path) {
      const outer: Node | undefined = node.parent;
      if (outer?.type !== 'MemberExpression' || outer.object !== node) break;
      if (propertyName(outer) !== name) break;
      node = outer;
      depth++;
    }
    if (depth === place.path.length) nodes.push(node);
    // the object as a whole goes somewhere else
    else if (node.parent?.type !== 'MemberExpression') couldEscape ||= !isLookedAt(node);
  }
  return { nodes, couldEscape };
}

/** Dependency lists of hooks and assignments to it only look at an object. */
const isLookedAt = ({ parent }: Node): boolean =>
  parent?.type === 'ArrayExpression' || parent?.type === 'AssignmentExpression' || parent?.type === 'IfStatement';

function membersNamed(field: string, root: Node, sourceCode: SourceCode): Node[] {
  const nodes: Node[] = [];
  walk(root, sourceCode, (node) => {
    if (node.type === 'MemberExpression' && propertyName(node) === field && !isFunction(node)) nodes.push(node);
    if (
      node.type === 'Property' &&
      node.parent.type === 'ObjectPattern' &&
      keyName(node.key, node.computed) === field
    ) {
      const variable = variableOf(node.value, sourceCode);
      nodes.push(
        ...(variable?.references ?? []).filter(({ init }) => !init).map(({ identifier }) => identifier as Node),
      );
    }
    return undefined;
  });
  return nodes;
}
