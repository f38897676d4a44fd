import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { ownerEnd } from '../../catalog/subscriptions.ts';
import { classOfThis } from '../../syntax/functions.ts';
import { calledName, withoutTypes } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { trackingMethodAround } from '../classes/tracking-calls.ts';

type Node = TSESTree.Node;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/**
 * What a class does with other subscriptions of the same kind: by that it shows that it ends them, and that what an
 * event gives is to be disposed. Errs towards "nothing": only lists by their names, and operators, are evidence.
 */
export interface TrackedSiblings {
  /** The call that takes the disposables of events over: `this.toDispose.push`, `this._register`. */
  readonly eventTracker: string | null;
  /** Other sources are ended with the instance: `takeUntil(this.destroyed)`, `this.subscriptions.add(…)`. */
  readonly endsSubscriptions: boolean;
}

const none: TrackedSiblings = { eventTracker: null, endsSubscriptions: false };
const byClass = new WeakMap<ClassNode, TrackedSiblings>();

export function trackedSiblingsOf(call: Node, sourceCode: TSESLint.SourceCode): TrackedSiblings {
  const home = classOfThis(call);
  if (!home) return none;
  let found = byClass.get(home);
  if (!found) byClass.set(home, (found = computeSiblings(home, sourceCode)));
  return found;
}

function computeSiblings(home: ClassNode, sourceCode: TSESLint.SourceCode): TrackedSiblings {
  let { eventTracker, endsSubscriptions } = none;
  walk(home.body, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || classOfThis(node) !== home) return undefined;
    const name = calledName(node) ?? '';
    const tracking = trackingMethodAround(node);
    const tracker = tracking && sourceCode.getText(tracking);
    if (/^on[A-Z]/.test(name) && withoutTypes(node.callee).type === 'MemberExpression') eventTracker ??= tracker;
    if (name === 'subscribe') endsSubscriptions ||= tracker !== null || isEndedByOperator(node, sourceCode);
    return undefined;
  });
  return { eventTracker, endsSubscriptions };
}

/** `source.pipe(…, takeUntil(this.destroyed)).subscribe(…)` */
function isEndedByOperator({ callee }: TSESTree.CallExpression, sourceCode: TSESLint.SourceCode): boolean {
  const source = callee.type === 'MemberExpression' ? withoutTypes(callee.object) : null;
  return (
    source?.type === 'CallExpression' && calledName(source) === 'pipe' && ownerEnd.test(sourceCode.getText(source))
  );
}
