import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { finalTeardowns, repeatableEnds } from '../../catalog/lifecycles.ts';
import { classOfThis, functionOf } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { isReachedFrom, type Owner, type ReleasePlace } from '../lifecycles/owners.ts';
import type { LeakedListener } from './leaked-listeners.ts';
import type { ListenerCall } from './listener-calls.ts';

type Node = TSESTree.Node;

/** A signal that is aborted where the owner of a listener ends, and how the listener gets it. */
export interface SignalPlan {
  readonly signal: string;
  readonly replacements: readonly { readonly range: readonly [number, number]; readonly text: string }[];
}

/**
 * The signal of a controller that the owner has already: made once, and aborted by the end and by nothing else. `null`
 * where there is none, and where the options of the listener could say something that is not seen.
 */
export function signalPlanFor(
  { added, owner, finding }: LeakedListener,
  sourceCode: TSESLint.SourceCode,
): SignalPlan | null {
  if (!owner || !added.methods.takesOptions || finding === 'removedInVain') return null;
  const controller = owner.kind === 'effect' ? constantOf(owner, added, sourceCode) : fieldOf(owner, added, sourceCode);
  if (controller === null) return null;
  const signal = `${controller}.signal`;
  const replacements = optionsWith(signal, added, sourceCode);
  return replacements && { signal, replacements };
}

const isController = (value: Node | null | undefined): boolean =>
  value?.type === 'NewExpression' && value.callee.type === 'Identifier' && value.callee.name === 'AbortController';

/**
 * `readonly #controller = new AbortController()`, which only the end aborts, behind which the instance does not begin
 * again: with a signal that is aborted already no listener would be added.
 */
function fieldOf(owner: Owner, { call }: ListenerCall, sourceCode: TSESLint.SourceCode): string | null {
  const home = classOfThis(call);
  if (owner.node !== home || !owner.releasePlaces.every(isForGood)) return null;
  for (const member of home.body.body) {
    if (member.type !== 'PropertyDefinition' || member.static || !isController(member.value)) continue;
    const name = keyName(member.key, member.computed);
    const isField = (node: Node): boolean =>
      node.type === 'MemberExpression' && node.object.type === 'ThisExpression' && propertyName(node) === name;
    if (name !== null && isAbortedAtEnd(isField, home, owner, sourceCode)) return `this.${name}`;
  }
  return null;
}

function isForGood({ name }: ReleasePlace): boolean {
  const method = name.replace(/[`()[\]]/g, '');
  return finalTeardowns.has(method) && !repeatableEnds.has(method);
}

/** `const controller = new AbortController()` in front of the call, in the effect itself. */
function constantOf(owner: Owner, { call }: ListenerCall, sourceCode: TSESLint.SourceCode): string | null {
  let found: string | null = null;
  if (functionOf(call) !== owner.node) return null;
  walk(owner.node, sourceCode, (node) => {
    if (node.type !== 'VariableDeclarator' || !isController(node.init) || node.range[1] > call.range[0])
      return undefined;
    const variable = variableOf(node.id, sourceCode);
    const isInSight = node.parent.parent === call.parent.parent && functionOf(node) === owner.node;
    if (!variable || !isInSight || onlyDeclaratorOf(variable) !== node) return undefined;
    const isNamed = (mention: Node): boolean =>
      mention.type === 'Identifier' && variableOf(mention, sourceCode) === variable && mention !== node.id;
    if (isAbortedAtEnd(isNamed, owner.node, owner, sourceCode)) found = variable.name;
    return undefined;
  });
  return found;
}

/** Every mention of a controller aborts it in the end, or reads its signal; one of them aborts it. */
function isAbortedAtEnd(
  isMention: (node: Node) => boolean,
  root: Node,
  owner: Owner,
  sourceCode: TSESLint.SourceCode,
): boolean {
  let isAborted = false;
  let isOther = false;
  walk(root, sourceCode, (node) => {
    if (!isMention(node)) return undefined;
    const member = node.parent?.type === 'MemberExpression' && node.parent.object === node ? node.parent : null;
    const name = member && propertyName(member);
    const isAbort =
      name === 'abort' && member?.parent.type === 'CallExpression' && calledName(member.parent) === 'abort';
    if (isAbort && isReachedFrom(owner, node, sourceCode)) isAborted = true;
    else isOther ||= name !== 'signal';
    return undefined;
  });
  return isAborted && !isOther;
}

/** `{ signal }` as a new last argument, or in the options that are there. */
function optionsWith(
  signal: string,
  { call, target, options }: ListenerCall,
  sourceCode: TSESLint.SourceCode,
): SignalPlan['replacements'] | null {
  // `addEventListener(target, event, listener)` is a function of the program
  if (options.signal || options.isOpaque || call.arguments[0] === target) return null;
  const [, listener, given] = call.arguments;
  if (!listener) return null;
  if (!given) {
    const [, end] = listener.range;
    return [{ range: [end, end], text: `, { signal: ${signal} }` }];
  }
  if (given.type === 'Literal' && typeof given.value === 'boolean')
    return [
      { range: given.range, text: given.value ? `{ capture: true, signal: ${signal} }` : `{ signal: ${signal} }` },
    ];
  const last = given.type === 'ObjectExpression' ? given.properties.at(-1) : undefined;
  if (!last || sourceCode.getCommentsInside(given).length > 0) return null;
  const [, end] = last.range;
  return [{ range: [end, end], text: `, signal: ${signal}` }];
}
