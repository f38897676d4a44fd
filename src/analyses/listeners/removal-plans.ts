import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { classOfThis, functionOf } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { isInReach } from '../../syntax/variables.ts';
import type { IneffectiveRemoval } from './ineffective-removals.ts';
import type { ListenerCall } from './listener-calls.ts';
import { wrappedBy } from './listener-identities.ts';
import { constantFor, fieldFor } from './listener-names.ts';

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
    case 'removesUnwritten':
      return added && memberPlan(removal, added, sourceCode);
    case 'otherCapture':
      return added && capturePlan(removal, added, sourceCode);
    case 'namesNoEvent': {
      // a name is seen everywhere when it is a text
      if (added?.event?.type !== 'Literal') return null;
      const text = sourceCode.getText(added.event);
      const replacement = { range: node.range, text: `${text}, ${sourceCode.getText(node)}` };
      return { does: 'nameAddedEvent', text, replacements: [replacement] };
    }
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
  // of other methods the third argument is a context, or the listener of a helper
  const given = methods.takesOptions ? call.arguments[2] : undefined;
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

/** The member that was added, where it has the same meaning: a field of the same class, a member that the same function names. */
function memberPlan(removal: ListenerCall, added: ListenerCall, sourceCode: TSESLint.SourceCode): RemovalPlan | null {
  const [one, other] = [added.listener && withoutTypes(added.listener), removal.listener];
  if (one?.type !== 'MemberExpression' || !other) return null;
  const isReached =
    one.object.type === 'ThisExpression'
      ? classOfThis(one) === classOfThis(other)
      : functionOf(added.call) === functionOf(removal.call);
  const text = sourceCode.getText(added.listener ?? one);
  return isReached ? { does: 'passAddedListener', text, replacements: [{ range: other.range, text }] } : null;
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
    if (!wrappedBy(other, sourceCode).has(key) || (variable && !isInReach(variable, other, sourceCode))) return null;
    const text = sourceCode.getText(one);
    return { does: 'passAddedListener', text, replacements: [{ range: other.range, text }] };
  }
  const isSame =
    sourceCode.getText(one) === sourceCode.getText(other) ||
    [...wrappedBy(one, sourceCode)].some(
      (key) => key === keyOf(other, sourceCode) || wrappedBy(other, sourceCode).has(key),
    );
  if (added.identity.is !== 'fresh' || !isSame) return null;
  const isInClass = classOfThis(added.call) === classOfThis(removal.call);
  const named =
    constantFor(added, removal.call, sourceCode) ?? (isInClass ? fieldFor(added, sourceCode, filename) : null);
  return (
    named && {
      does: 'nameListener',
      text: named.text,
      replacements: [...named.replacements, { range: other.range, text: named.text }],
    }
  );
}
