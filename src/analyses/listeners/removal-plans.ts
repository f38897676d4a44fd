import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isTypeScript } from '../../syntax/files.ts';
import { classOfThis, functionOf, isFunction } from '../../syntax/functions.ts';
import { keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { walk } from '../../syntax/walk.ts';
import { freeName } from '../new-names.ts';
import type { IneffectiveRemoval } from './ineffective-removals.ts';
import type { ListenerCall } from './listener-calls.ts';
import { wrappedBy } from './listener-identities.ts';

type Node = TSESTree.Node;
type Replacement = { readonly range: readonly [number, number]; readonly text: string };

/** Texts that take the place of others, so that a removal takes away what was added. */
export interface RemovalPlan {
  readonly does:
    | 'passAddedListener'
    | 'nameListener'
    | 'passSameCapture'
    | 'nameAddedEvent'
    | 'useAddedTarget'
    | 'callRemoval'
    | 'invertGuard';
  /** What is written, for the message. */
  readonly text: string;
  readonly replacements: readonly Replacement[];
}

/** How a removal can be put right; `null` where that is not certain. */
export function removalPlanFor(
  { finding, removal, node, added }: IneffectiveRemoval,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): RemovalPlan | null {
  const replace = (does: RemovalPlan['does'], replaced: Node, text: string): RemovalPlan => ({
    does,
    text,
    replacements: [{ range: replaced.range, text }],
  });
  switch (finding) {
    case 'removesNewFunction':
    case 'removesOtherFunction':
      return added && listenerPlan(removal, added, sourceCode, filename);
    case 'otherCapture':
      return added && capturePlan(removal, added, sourceCode);
    case 'otherEvent':
      return added?.event ? replace('nameAddedEvent', node, sourceCode.getText(added.event)) : null;
    case 'otherTarget':
      return added?.target ? replace('useAddedTarget', node, sourceCode.getText(added.target)) : null;
    case 'addsAgain':
      return callPlan(removal, sourceCode);
    case 'guardInverted': {
      const test = testAbove(node);
      return test?.type === 'UnaryExpression' ? replace('invertGuard', test, sourceCode.getText(test.argument)) : null;
    }
    default:
      return null;
  }
}

function testAbove(node: Node): Node | null {
  for (let outer = node.parent; outer; outer = outer.parent) if (outer.type === 'IfStatement') return outer.test;
  return null;
}

/** The method that removes in place of the one that adds; of the options only `capture` counts. */
function callPlan({ call, methods, options }: ListenerCall, sourceCode: TSESLint.SourceCode): RemovalPlan | null {
  const callee = withoutTypes(call.callee);
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  const [text] = methods.remove;
  const given = call.arguments[2];
  if (text === undefined || options.isOpaque || (given && call.arguments.length > 3)) return null;
  const replacements = [{ range: name.range, text }];
  if (given) {
    const second = call.arguments[1]!;
    replacements.push({ range: [second.range[1], given.range[1]], text: options.capture ? ', true' : '' });
  }
  return sourceCode.getText(name) === text ? null : { does: 'callRemoval', text, replacements };
}

function capturePlan(removal: ListenerCall, added: ListenerCall, sourceCode: TSESLint.SourceCode): RemovalPlan | null {
  const [, second, third] = removal.call.arguments;
  if (!second || removal.call.arguments.length > 3 || sourceCode.getCommentsInside(removal.call).length > 0)
    return null;
  const text = added.options.capture ? ', true' : '';
  const range: [number, number] = [second.range[1], (third ?? second).range[1]];
  return { does: 'passSameCapture', text: String(added.options.capture), replacements: [{ range, text }] };
}

/** One function for both: the one that was added, or a name for it. */
function listenerPlan(
  removal: ListenerCall,
  added: ListenerCall,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): RemovalPlan | null {
  const [one, other] = [added.listener, removal.listener];
  if (!one || !other) return null;
  if (added.identity.is === 'named') {
    const { key, variable } = added.identity;
    if (!wrappedBy(other, sourceCode).has(key) || (variable && !isInReach(variable.name, other, variable, sourceCode)))
      return null;
    const text = sourceCode.getText(one);
    return { does: 'passAddedListener', text, replacements: [{ range: other.range, text }] };
  }
  const isSame =
    sourceCode.getText(one) === sourceCode.getText(other) ||
    [...wrappedBy(one, sourceCode)].some(
      (key) => key === keyOf(other, sourceCode) || wrappedBy(other, sourceCode).has(key),
    );
  if (added.identity.is !== 'fresh' || !isSame || !canStandElsewhere(one)) return null;
  return namedInFunction(removal, added, sourceCode) ?? namedInClass(removal, added, sourceCode, filename);
}

const isInReach = (name: string, node: Node, variable: unknown, sourceCode: TSESLint.SourceCode): boolean => {
  for (let scope: TSESLint.Scope.Scope | null = sourceCode.getScope?.(node) ?? null; scope; scope = scope.upper) {
    if (scope.set.has(name)) return scope.set.get(name) === variable;
  }
  return false;
};

/** Parameters without types would have none at all where nothing is expected of the function. */
function canStandElsewhere(node: Node): boolean {
  const listener = withoutTypes(node);
  if (!isFunction(listener) || listener.type === 'StaticBlock') return listener.type === 'CallExpression';
  return listener.params.every((parameter) => 'typeAnnotation' in parameter && parameter.typeAnnotation !== undefined);
}

/** What the listener is called: `boundRun` for `this.run.bind(this)`, else `onResize` after its event. */
function nameFor({ events, listener }: ListenerCall): string | null {
  const expression = listener && withoutTypes(listener);
  if (expression?.type === 'CallExpression' && expression.callee.type === 'MemberExpression') {
    const bound = withoutTypes(expression.callee.object);
    const method = bound.type === 'MemberExpression' ? propertyName(bound)?.replace(/^[#_]+/, '') : null;
    if (propertyName(expression.callee) === 'bind' && method)
      return `bound${method.charAt(0).toUpperCase()}${method.slice(1)}`;
  }
  const event = (events?.[0] ?? '')
    .split('.')
    .at(-1)!
    .replace(/\W+(\w)?/g, (_, letter?: string) => (letter ?? '').toUpperCase());
  return event === '' ? null : `on${event.charAt(0).toUpperCase()}${event.slice(1)}`;
}

/** A constant in front of the call that adds, where the removal sees it too. */
function namedInFunction(
  removal: ListenerCall,
  added: ListenerCall,
  sourceCode: TSESLint.SourceCode,
): RemovalPlan | null {
  const statement = added.call.parent;
  const block = statement.parent;
  if (statement.type !== 'ExpressionStatement' || block?.type !== 'BlockStatement') return null;
  const isInside = removal.call.range[0] > statement.range[1] && removal.call.range[1] <= block.range[1];
  const isShown = removal.event !== null || removal.methods.takesOptions;
  const name = nameFor(added);
  const free = name && freeName(name, added.call, sourceCode) && freeName(name, removal.call, sourceCode);
  if (!isInside || !isShown || !free) return null;
  const listener = added.listener!;
  const indentation = ' '.repeat(statement.loc.start.column);
  const lineBreak = sourceCode.text.includes('\r\n') ? '\r\n' : '\n';
  const isAlone = sourceCode.lines[statement.loc.start.line - 1]!.slice(0, statement.loc.start.column).trim() === '';
  const blank = isAlone
    ? `${lineBreak}${sourceCode.lines[statement.loc.start.line - 1]!.slice(0, statement.loc.start.column)}`
    : ' ';
  return {
    does: 'nameListener',
    text: free,
    replacements: [
      {
        range: [statement.range[0], statement.range[0]],
        text: `const ${free} = ${sourceCode.getText(listener)};${blank || indentation}`,
      },
      { range: listener.range, text: free },
      { range: removal.listener!.range, text: free },
    ],
  };
}

/** A field of the class, when the listener needs nothing of the method in which it is written. */
function namedInClass(
  removal: ListenerCall,
  added: ListenerCall,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): RemovalPlan | null {
  const owner = classOfThis(added.call);
  const listener = added.listener!;
  if (!owner || owner !== classOfThis(removal.call) || needsItsFunction(listener, sourceCode)) return null;
  const { body } = owner.body;
  const name = nameFor(added);
  const taken = body.map((member) =>
    'key' in member ? keyName(member.key, member.computed)?.replace(/^#/, '') : null,
  );
  const [first] = body;
  if (!name || !first || taken.includes(name)) return null;
  const usesKeyword = body.some((member) => 'accessibility' in member && member.accessibility === 'private');
  const field = usesKeyword ? name : `#${name}`;
  const modifiers = `${usesKeyword ? 'private ' : ''}${isTypeScript(filename) ? 'readonly ' : ''}`;
  const lineBreak = sourceCode.text.includes('\r\n') ? '\r\n' : '\n';
  const indentation = sourceCode.lines[first.loc.start.line - 1]!.slice(0, first.loc.start.column);
  const isAlone = indentation.trim() === '';
  const start = first.range[0];
  return {
    does: 'nameListener',
    text: `this.${field}`,
    replacements: [
      {
        range: [start, start],
        text: `${modifiers}${field} = ${sourceCode.getText(listener)};${isAlone ? `${lineBreak}${indentation}` : ' '}`,
      },
      { range: listener.range, text: `this.${field}` },
      { range: removal.listener!.range, text: `this.${field}` },
    ],
  };
}

/** Whether an expression reads a variable, or `arguments`, of the function around it. */
function needsItsFunction(node: Node, sourceCode: TSESLint.SourceCode): boolean {
  const home = functionOf(node);
  let needs = home.type === 'Program';
  walk(node, sourceCode, (inner) => {
    if (inner.type === 'AwaitExpression' || inner.type === 'YieldExpression') needs ||= functionOf(inner) === home;
    if (inner.type !== 'Identifier') return undefined;
    for (let scope: TSESLint.Scope.Scope | null = sourceCode.getScope?.(inner) ?? null; scope; scope = scope.upper) {
      const variable = scope.set.get(inner.name);
      if (!variable) continue;
      const block = variable.scope.block;
      const isOutside = block.range[0] <= node.range[0] && block.range[1] >= node.range[1];
      const isLocal =
        variable.scope.type !== 'module' && variable.scope.type !== 'global' && variable.scope.type !== 'class';
      const isReference = variable.references.some(({ identifier }) => identifier === inner);
      if (isOutside && isLocal && isReference && variable.defs.length > 0) needs = true;
      break;
    }
    return undefined;
  });
  return needs;
}
