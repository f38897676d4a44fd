import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { endNotifier, flatteningOperators, lastOperators } from '../../catalog/subscriptions.ts';
import { classOfThis, functionOf } from '../../syntax/functions.ts';
import { calledName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { walk } from '../../syntax/walk.ts';
import { ownersAt } from '../lifecycles/owners.ts';
import { innerEndOf } from './ending-sources.ts';
import type { LeakedSubscription } from './leaked-subscriptions.ts';
import type { SubscriptionSource } from './subscription-sources.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** `takeUntil(destroyed)` in front of an operator that goes on by itself; or a `destroyed` that nothing fires. */
export function misplacedEnd(
  call: TSESTree.CallExpression,
  { operators }: SubscriptionSource,
  sourceCode: SourceCode,
): LeakedSubscription | null {
  const index = operators.findLastIndex(({ name }) => name === 'takeUntil' || name === 'takeUntilDestroyed');
  const end = operators[index];
  if (!end) return null;
  const [notifier] = end.call.arguments;
  const isOfOwner = end.name === 'takeUntilDestroyed' || (notifier && endNotifier.test(sourceCode.getText(notifier)));
  const [owner = null] = ownersAt(call, sourceCode);
  const fact = { call, owner, node: end.call };
  const field = notifier && unfiredField(notifier, sourceCode);
  if (field) return { ...fact, finding: 'neverFired', confidence: 'high', field };
  const behind = operators.slice(index + 1);
  if (!isOfOwner || behind.every(({ name }) => lastOperators.has(name))) return null;
  const flattening = behind.filter(({ name }) => flatteningOperators.has(name));
  const isOther = behind.some(({ name }) => !lastOperators.has(name) && !flatteningOperators.has(name));
  const inner = flattening.map((operator) => innerEndOf(operator, sourceCode));
  if (!isOther && inner.every((end) => end === 'yes')) return null;
  return { ...fact, finding: 'endsTooEarly', confidence: inner.includes('no') ? 'high' : 'medium', field: null };
}

/** The name of a subject of the instance, which the class makes, and which nothing but `takeUntil` knows, or what ends it without a word. */
function unfiredField(notifier: Node, sourceCode: SourceCode): string | null {
  const home = classOfThis(notifier);
  const member = withoutTypes(notifier);
  if (!home || member.type !== 'MemberExpression' || member.object.type !== 'ThisExpression') return null;
  const field = propertyName(member);
  const made = home.body.body.find(
    (candidate) =>
      candidate.type === 'PropertyDefinition' &&
      keyOf(member, sourceCode)?.endsWith(`.${sourceCode.getText(candidate.key)}`),
  );
  if (
    made?.type !== 'PropertyDefinition' ||
    made.value?.type !== 'NewExpression' ||
    calledName(made.value) !== 'Subject'
  )
    return null;
  // one that others can see may be fired by them
  if (made.accessibility !== 'private' && made.key.type !== 'PrivateIdentifier') return null;
  let isKnownElsewhere = false;
  walk(home, sourceCode, (node) => {
    if (node.type !== 'MemberExpression' || propertyName(node) !== field) return undefined;
    const isGiven = node.parent.type === 'CallExpression' && calledName(node.parent) === 'takeUntil';
    isKnownElsewhere ||= !isGiven && !endsSilently(node);
    return undefined;
  });
  return isKnownElsewhere || functionOf(notifier).type === 'Program' ? null : field;
}

/** `this.destroyed.complete()`: `takeUntil` waits for a value, and a subject that only ends gives none. */
const endsSilently = (subject: Node): boolean => {
  const method = subject.parent?.type === 'MemberExpression' ? propertyName(subject.parent) : null;
  const isCalled = subject.parent?.parent?.type === 'CallExpression' && subject.parent.parent.callee === subject.parent;
  return isCalled && (method === 'complete' || method === 'unsubscribe');
};
