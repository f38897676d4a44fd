import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { effectName, effects } from '../../catalog/components.ts';
import { classOfThis, functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { isTypeScript, topStatements } from '../../syntax/files.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { walk } from '../../syntax/walk.ts';
import { frameworkEndOf, frameworkEndToWrite } from '../lifecycles/framework-classes.ts';
import { freeName } from '../acquisitions/new-names.ts';
import { inheritedOverrideOf, type InheritedOverride } from '../lifecycles/inherited-overrides.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import type { Owner } from '../lifecycles/owners.ts';
import { finallyAround } from '../paths/finally-plans.ts';
import type { TimerLeak } from './findings.ts';
import { registrationFor, type Registration } from '../lifecycles/registrations.ts';
import { isState } from './stale-clears.ts';
import type { TimerStart } from './starts.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** A release for the end of a timer's owner, and where the handle is kept for it. */
export interface TimerRepair {
  readonly release: string;
  readonly keeping:
    | { readonly as: 'constant'; readonly name: string; readonly expression: Node }
    | {
        readonly as: 'assigned';
        readonly declaration: string;
        readonly target: string;
        readonly expressions: readonly Node[];
        readonly home: TSESTree.BlockStatement | TSESTree.ClassBody;
      }
    | null;
  readonly end: RepairEnd;
  readonly imported: Registration['imported'];
  readonly parameters?: Registration['parameters'] | undefined;
}

type RepairEnd =
  | { readonly at: 'function'; readonly code: Node; readonly name: string }
  | { readonly at: 'return'; readonly body: TSESTree.BlockStatement; readonly name: string }
  | {
      readonly at: 'method';
      readonly home: TSESTree.ClassBody;
      readonly head: string;
      readonly tail: string | null;
      readonly name: string;
    }
  | InheritedOverride
  | Registration['end'];

/**
 * How the end of its owner can clear a timer. Errs towards `null`: no edit where the end is not one function of this
 * file, or the handle would be out of its reach.
 */
export function repairOf(leak: TimerLeak, sourceCode: SourceCode, filename: string): TimerRepair | null {
  const { start, owner, finding } = leak;
  // the function that clears is the platform's own, and reads the variable that the end sees
  if (!owner || start.kind.release.form === 'owner' || !isPlatforms(start, sourceCode)) return null;
  if (start.place.at === 'variable' && isState(start.place.variable, sourceCode)) return null;
  if (finding.id === 'dropped') return repairOfDropped(leak, owner, sourceCode, filename);
  if (finding.id !== 'forgotten at the end' && finding.id !== 'without an end') return null;
  return repairOfKept(start, owner, sourceCode, filename);
}

/** Started by the platform's function, or by one of an object that is not a window with timers of its own. */
const isPlatforms = ({ node, kind }: TimerStart, sourceCode: SourceCode): boolean =>
  kind.release.form !== 'function' || originOf(node.callee, sourceCode) !== null;

/** How a timer that is cleared behind an `await` is cleared in every case. `null` where that cannot be written around the rest of a block. */
export function finallyFor(
  { start, finding, releases }: TimerLeak,
  sourceCode: SourceCode,
): ReturnType<typeof finallyAround> {
  if (finding.id !== 'still armed' || !finding.begin || start.place.at !== 'variable') return null;
  const release = releaseOf(start, start.place.name, false, false);
  const calls = releases.flatMap(({ parent }) => parent ?? []);
  return finallyAround(finding.begin, calls, release, sourceCode);
}

function repairOfKept(start: TimerStart, owner: Owner, sourceCode: SourceCode, filename: string): TimerRepair | null {
  const { place } = start;
  if (place.at === 'dropped' || place.at === 'elsewhere' || place.isMany) return null;
  if (place.at === 'field' && place.name !== `this.${place.field}`) return null;
  const isRef = place.at === 'variable' && place.path.join('.') === 'current';
  const end = isRef ? refEnd(place.variable.defs[0]?.node, sourceCode) : endOf(owner, start, sourceCode, filename);
  if (!end) return null;
  // the place has to be in sight where the release is written
  if (place.at === 'variable' && 'code' in end.end && !isWithin(end.end.code, place.variable.scope.block)) return null;
  if (place.at === 'variable' && end.end.at === 'return' && !isWithin(end.end.body, place.variable.scope.block))
    return null;
  const release = releaseOf(start, place.name, couldBeNull(start, owner, sourceCode), false);
  const reset = resetOf(start, owner, sourceCode, filename);
  return { ...end, keeping: null, release: reset === null ? release : `${release}\n${reset}` };
}

/**
 * `this.timer = undefined;`, where the function that starts the timer asks the field first: a number that is left in it
 * would keep an instance that begins anew from starting another. `null` where the declared type has no empty value.
 */
function resetOf({ node, place }: TimerStart, owner: Owner, sourceCode: SourceCode, filename: string): string | null {
  if (place.at !== 'field' || !isClass(owner.node) || !isAsked(place.field, node, sourceCode)) return null;
  const declaration = owner.node.body.body.find(
    (member) => member.type === 'PropertyDefinition' && keyName(member.key, member.computed) === place.field,
  );
  if (declaration?.type !== 'PropertyDefinition' || declaration.readonly) return null;
  const type = declaration.typeAnnotation ? sourceCode.getText(declaration.typeAnnotation) : '';
  const isOpen = declaration.optional || /\bundefined\b/.test(type) || (type === '' && !isTypeScript(filename));
  const empty = /\bnull\b/.test(type) ? 'null' : isOpen ? 'undefined' : null;
  return empty && `${place.name} = ${empty};`;
}

/** Whether a field decides whether a timer is started: `if (this.timer) return;`, `this.timer ??= …`. */
function isAsked(field: string, start: Node, sourceCode: SourceCode): boolean {
  let found = false;
  walk(functionOf(start), sourceCode, (inner) => {
    if (inner.type === 'AssignmentExpression' && inner.operator !== '=') found ||= names(inner.left, field);
    const leaves = inner.type === 'IfStatement' && isLeaving(inner.consequent);
    if (inner.type === 'IfStatement' && (leaves || isWithin(start, inner))) {
      walk(inner.test, sourceCode, (part) => {
        found ||= names(part, field);
        return undefined;
      });
    }
    return undefined;
  });
  return found;
}

const isLeaving = (branch: Node): boolean =>
  branch.type === 'ReturnStatement' ||
  (branch.type === 'BlockStatement' && branch.body.at(-1)?.type === 'ReturnStatement');

const names = (node: Node, field: string): boolean =>
  node.type === 'MemberExpression' && node.object.type === 'ThisExpression' && propertyName(node) === field;

function repairOfDropped(
  { start, siblings }: TimerLeak,
  owner: Owner,
  sourceCode: SourceCode,
  filename: string,
): TimerRepair | null {
  const { node, kind } = start;
  const expressions = [node, ...siblings.map((sibling) => sibling.node)];
  const end = endOf(owner, start, sourceCode, filename);
  const isStatement = node.parent.type === 'ExpressionStatement';
  if (!end || !isStatement || !/^[\w$.]+$/.test(sourceCode.getText(node.callee))) return null;
  const noun = (kind.id?.split('/').at(-1) ?? 'timer').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const started = sourceCode.getText(node.callee);
  // beside the types of Node, `ReturnType` would take the wrong one of a window's overloads
  const handle = /^(?:window|self)\./.test(started) ? 'number' : `ReturnType<typeof ${started}>`;
  const type = isTypeScript(filename) ? `: ${handle} | undefined` : '';
  if (owner.kind === 'instance' && isClass(owner.node)) {
    if (expressions.some((expression) => classOfThis(expression) !== owner.node)) return null;
    const name = freeField(noun, owner.node.body);
    const access = type !== '' && !name.startsWith('#') ? 'private ' : '';
    const keeping = {
      as: 'assigned',
      declaration: `${access}${name}${type};`,
      target: `this.${name}`,
      expressions,
      home: owner.node.body,
    } as const;
    return { ...end, keeping, release: releaseOf(start, `this.${name}`, false, true) };
  }
  const body = isFunction(owner.node) && owner.node.type !== 'StaticBlock' ? owner.node.body : null;
  const name = freeName(noun, node, sourceCode);
  const isAtTop =
    owner.node.type === 'Program' && /^(?:Program|SvelteScriptElement)$/.test(node.parent.parent?.type ?? '');
  if ((body?.type !== 'BlockStatement' && !isAtTop) || name === null) return null;
  const isRegistered = end.end.at === 'registration' && end.end.after === node.parent;
  if ((isAtTop || isRegistered || node.parent.parent === body) && siblings.length === 0) {
    return {
      ...end,
      keeping: { as: 'constant', name, expression: node },
      release: releaseOf(start, name, false, false),
    };
  }
  // each render of a component has variables of its own
  if (owner.kind === 'component' || body?.type !== 'BlockStatement') return null;
  const keeping = {
    as: 'assigned',
    declaration: `let ${name}${type};`,
    target: name,
    expressions,
    home: body,
  } as const;
  return { ...end, keeping, release: releaseOf(start, name, false, true) };
}

/** `clearTimeout(timer);`, under a condition where the clear function does not take what the place may hold. */
function releaseOf({ kind }: TimerStart, handle: string, couldHoldNull: boolean, couldBeUnset: boolean): string {
  const { release } = kind;
  if (release.form === 'self') return `${handle}${couldHoldNull || couldBeUnset ? '?' : ''}.${release.methods[0]}();`;
  const [clear] = release.form === 'function' ? release.functions : [''];
  const takesUndefined = /^clear(?:Timeout|Interval)$/.test(clear);
  return `${couldHoldNull || (couldBeUnset && !takesUndefined) ? `if (${handle}) ` : ''}${clear}(${handle});`;
}

/** The declaration of the place says that it may hold null (or undefined, where the clear function does not take it). */
function couldBeNull({ place, kind }: TimerStart, owner: Owner, sourceCode: SourceCode): boolean {
  const declaration: Node | undefined =
    place.at === 'variable'
      ? place.variable.defs[0]?.node
      : place.at === 'field' && isClass(owner.node)
        ? owner.node.body.body.find((member) => 'key' in member && keyName(member.key, member.computed) === place.field)
        : undefined;
  if (!declaration) return false;
  const text = sourceCode.getText(declaration);
  const head = text.slice(
    0,
    declaration.type === 'VariableDeclarator' && declaration.init && place.at === 'variable' && place.path.length === 0
      ? declaration.init.range[0] - declaration.range[0] + 4
      : 80,
  );
  const takesUndefined = kind.id === 'timer/timeout' || kind.id === 'timer/interval';
  return /\bnull\b/.test(head) || (!takesUndefined && (/\bundefined\b|\?:/.test(head) || !/=/.test(text)));
}

type WrittenEnd = Pick<TimerRepair, 'end' | 'imported' | 'parameters'>;

/** The place in an owner where a release can be written: an end that is there, or a new one. */
function endOf(owner: Owner, start: TimerStart, sourceCode: SourceCode, filename: string): WrittenEnd | null {
  const registered =
    owner.kind === 'component' ? registrationFor(statementOf(start), owner, sourceCode, filename) : null;
  // what a mount hook starts is out of sight where the component's other ends are written
  if (registered && functionOf(registered.end.after) !== owner.node) return registered;
  for (const { name, code } of owner.releasePlaces) {
    const target =
      code.type === 'MethodDefinition' ? code.value : isFunction(code) ? code : functionNamed(code, sourceCode);
    // what the end itself starts would be cleared before it is started
    if (target && isWithin(start.node, target)) return null;
    if (target && isFunction(target) && target.type !== 'StaticBlock' && isWithin(target, owner.node))
      return { end: { at: 'function', code: target, name }, imported: null };
  }
  if (owner.inherited) {
    const end = inheritedOverrideOf(owner, sourceCode, filename);
    return end && { end, imported: null };
  }
  if (isClass(owner.node)) {
    const written = frameworkEndToWrite(owner, sourceCode, filename);
    if (!written) return null;
    const { head, tail } = written;
    const name = `\`${frameworkEndOf(owner)}()\``;
    return { end: { at: 'method', home: owner.node.body, head, tail, name }, imported: null };
  }
  if (owner.releasePlaces.length > 0) return null;
  if (owner.kind === 'effect') return newCleanup(owner, start, sourceCode, filename);
  return registered;
}

/** The statement that starts a timer, or that declares its variable. */
function statementOf({ node, place }: TimerStart): Node | undefined {
  const declarator = place.at === 'variable' && place.path.length === 0 ? place.variable.defs[0]?.node : node;
  return declarator?.parent;
}

/** `return () => …` at the end of an effect that returns nothing. */
function newCleanup(owner: Owner, start: TimerStart, sourceCode: SourceCode, filename: string): WrittenEnd | null {
  const { node, label } = owner;
  if (label === 'the watcher') return registrationFor(statementOf(start), owner, sourceCode, filename);
  if (label !== 'the effect' || !isFunction(node) || node.type === 'StaticBlock' || !('async' in node) || node.async)
    return null;
  const { body } = node;
  if (body?.type !== 'BlockStatement') return null;
  let isLeft = false;
  walk(body, sourceCode, (inner) => {
    if (isFunction(inner)) return 'skip';
    // `if (!isOn) return;` in front of the start leaves nothing behind
    const leavesEmpty = inner.type === 'ReturnStatement' && !inner.argument && inner.range[1] < start.node.range[0];
    isLeft ||= (inner.type === 'ReturnStatement' && !leavesEmpty) || inner.type === 'ThrowStatement';
    return undefined;
  });
  // a component's end is registered in Solid and Vue, not returned
  const registered = registrationFor(statementOf(start), owner, sourceCode, filename);
  if (registered) return registered;
  return isLeft || !isEndedByReturn(node)
    ? null
    : { end: { at: 'return', body, name: 'the cleanup that the effect returns' }, imported: null };
}

/** Whether the framework calls what the callback of an effect returns. */
function isEndedByReturn({ parent }: Node): boolean {
  const name = parent?.type === 'CallExpression' ? calledName(parent) : null;
  return name !== null && (effects.get(name)?.endsByReturn ?? effectName.test(name));
}

/** An effect of its own behind a `useRef`, for whatever the component has started by its end. */
function refEnd(declarator: Node | undefined, sourceCode: SourceCode): WrittenEnd | null {
  const init = declarator?.type === 'VariableDeclarator' && declarator.init ? withoutTypes(declarator.init) : null;
  if (init?.type !== 'CallExpression' || declarator?.parent?.type !== 'VariableDeclaration') return null;
  const used = sourceCode.getText(init.callee);
  const hook = used.replace(/useRef$/, 'useEffect');
  if (hook === used) return null;
  const end = {
    at: 'registration',
    after: declarator.parent,
    open: `${hook}(() => () => `,
    close: ', []);',
    name: 'an effect of its own',
  } as const;
  if (hook.includes('.')) return { end, imported: null };
  const imports = topStatements(sourceCode).filter((statement) => statement.type === 'ImportDeclaration');
  if (imports.some(({ specifiers }) => specifiers.some(({ local }) => local.name === hook)))
    return { end, imported: null };
  const by = imports.find(({ specifiers }) => specifiers.some(({ local }) => local.name === 'useRef'));
  return by ? { end, imported: { name: hook, by } } : null;
}

/** `#interval`, or `interval` where the class writes `private`; numbered when it is taken. */
function freeField(noun: string, { body }: TSESTree.ClassBody): string {
  const usesKeyword = body.some((member) => 'accessibility' in member && member.accessibility === 'private');
  const taken = new Set(body.map((member) => ('key' in member ? keyName(member.key, member.computed) : null)));
  for (let count = 1; ; count++) {
    const name = `${usesKeyword ? '' : '#'}${noun}${count === 1 ? '' : String(count)}`;
    if (!taken.has(name)) return name;
  }
}
