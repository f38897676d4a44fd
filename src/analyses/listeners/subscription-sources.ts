import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  combiningSources,
  endingOperator,
  endingSource,
  endlessResult,
  endlessSources,
} from '../../catalog/subscriptions.ts';
import { calledName, dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { targetLifetimeOf, type TargetLifetime } from './target-lifetimes.ts';

type Node = TSESTree.Node;

/** An operator in `source.pipe(…)`. */
export interface Operator {
  readonly name: string;
  readonly call: TSESTree.CallExpression;
}

/**
 * What is subscribed to. `lifetime` is that of the object which emits; `isSure` says that it is known never to end
 * before that object does. Errs towards an end.
 */
export interface SubscriptionSource {
  /** In the order in which values pass them; all `pipe` calls of the chain. */
  readonly operators: readonly Operator[];
  readonly hasEnd: boolean;
  readonly lifetime: TargetLifetime;
  readonly isSure: boolean;
}

/** The source of `source.subscribe(…)`. @param node the expression before `.subscribe` */
export function subscriptionSourceOf(node: Node, sourceCode: TSESLint.SourceCode): SubscriptionSource {
  const operators: Operator[] = [];
  let source = withoutTypes(node);
  let isOpaque = false;
  while (source.type === 'CallExpression' && calledName(source) === 'pipe' && source.callee.type !== 'Identifier') {
    const found = source.arguments.map((argument) => operatorAt(argument));
    isOpaque ||= found.includes(null);
    operators.unshift(...found.filter((operator) => operator !== null));
    const callee = withoutTypes(source.callee);
    source = callee.type === 'MemberExpression' ? withoutTypes(callee.object) : source;
    if (callee.type !== 'MemberExpression') break;
  }
  const emitter = emitterOf(source, sourceCode, 0);
  const hasEnd = isOpaque || emitter.hasEnd || operators.some(({ name }) => endingOperator.test(name));
  return { operators, hasEnd, lifetime: emitter.lifetime, isSure: emitter.isSure };
}

function operatorAt(argument: Node): Operator | null {
  const call = withoutTypes(argument);
  const name = call.type === 'CallExpression' ? calledName(call) : null;
  return call.type === 'CallExpression' && name !== null ? { name, call } : null;
}

type Emitter = Pick<SubscriptionSource, 'hasEnd' | 'lifetime' | 'isSure'>;
const ends: Emitter = { hasEnd: true, lifetime: 'unknown', isSure: false };

function emitterOf(node: Node, sourceCode: TSESLint.SourceCode, depth: number): Emitter {
  const source = withoutTypes(node);
  if (depth > 4 || endingSource.test(dottedName(source) ?? '')) return ends;
  if (source.type === 'Identifier') {
    const variable = variableOf(source, sourceCode);
    const init = variable && onlyDeclaratorOf(variable)?.init;
    if (init && withoutTypes(init).type === 'CallExpression') return subscriptionSourceOfInit(init, sourceCode, depth);
  }
  if (source.type === 'MemberExpression') {
    const name = propertyName(source);
    // the object that emits is what lives or dies: `router.events`; of `this.location` it is the field itself
    const isField = withoutTypes(source.object).type === 'ThisExpression';
    const lifetime = targetLifetimeOf(isField ? source : source.object, false, sourceCode);
    return name === null
      ? ends
      : {
          hasEnd: false,
          lifetime: lifetime === 'owned' ? 'owned' : targetOr(source, lifetime, sourceCode),
          // `this.node._changes`: two classes that were written for each other, and often end together
          isSure: isField ? lifetime === 'program' : !(name.startsWith('_') && lifetime === 'given'),
        };
  }
  if (source.type !== 'CallExpression') {
    return { hasEnd: false, lifetime: targetLifetimeOf(source, false, sourceCode), isSure: true };
  }
  return emitterOfCall(source, sourceCode, depth);
}

/** A field of the instance that holds the source itself: `private readonly ticks = interval(1000)`. */
function targetOr(source: Node, lifetime: TargetLifetime, sourceCode: TSESLint.SourceCode): TargetLifetime {
  return lifetime === 'unknown' ? targetLifetimeOf(source, false, sourceCode) : lifetime;
}

function subscriptionSourceOfInit(init: Node, sourceCode: TSESLint.SourceCode, depth: number): Emitter {
  const call = withoutTypes(init);
  if (call.type === 'CallExpression' && calledName(call) === 'pipe') {
    const { hasEnd, lifetime, isSure } = subscriptionSourceOf(call, sourceCode);
    return { hasEnd, lifetime, isSure };
  }
  return call.type === 'CallExpression' ? emitterOfCall(call, sourceCode, depth + 1) : ends;
}

function emitterOfCall(call: TSESTree.CallExpression, sourceCode: TSESLint.SourceCode, depth: number): Emitter {
  const name = calledName(call) ?? '';
  const callee = withoutTypes(call.callee);
  const isPlain = callee.type === 'Identifier';
  if (isPlain && endlessSources.has(name)) {
    const [target] = call.arguments;
    const lifetime = name === 'interval' || !target ? 'program' : targetLifetimeOf(target, true, sourceCode);
    // the element of the component itself most often dies with it
    const isHost = target?.type === 'MemberExpression' && propertyName(target) === 'nativeElement';
    return { hasEnd: false, lifetime: isHost ? 'unknown' : lifetime, isSure: true };
  }
  if (isPlain && name === 'timer')
    return call.arguments.length > 1 ? { hasEnd: false, lifetime: 'program', isSure: true } : ends;
  if (isPlain && combiningSources.has(name)) {
    const given = call.arguments.flatMap((argument) =>
      argument.type === 'ArrayExpression' ? argument.elements : [argument],
    );
    const sources = given.flatMap((argument) =>
      argument && argument.type !== 'SpreadElement' ? [subscriptionSourceOf(argument, sourceCode)] : [],
    );
    return sources.find(({ hasEnd, lifetime }) => !hasEnd && (lifetime === 'program' || lifetime === 'given')) ?? ends;
  }
  if (callee.type !== 'MemberExpression' || !endlessResult.test(name)) return ends;
  if (endingSource.test(dottedName(callee.object) ?? '')) return ends;
  // `subject.asObservable()`, `store.select(…)`
  return {
    hasEnd: false,
    lifetime: targetLifetimeOf(callee.object, false, sourceCode),
    isSure: depth === 0 && !/^(?:listen|monitor|observe|watch)$/.test(name),
  };
}
