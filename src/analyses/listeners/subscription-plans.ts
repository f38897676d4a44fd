import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { endNotifier } from '../../catalog/subscriptions.ts';
import { classOfThis, functionOf, isFunction } from '../../syntax/functions.ts';
import { indentUnitOf } from '../../syntax/indentation.ts';
import { calledName, keyName, withoutTypes } from '../../syntax/names.ts';
import { frameworkEndOf, frameworkEndToWrite } from '../lifecycles/framework-classes.ts';
import { freeName } from '../acquisitions/new-names.ts';
import type { LeakedSubscription } from './leaked-subscriptions.ts';
import { trackedSiblingsOf } from './tracked-siblings.ts';

type SourceCode = TSESLint.SourceCode;

/** Texts that end a subscription with its owner. */
export interface SubscriptionPlan {
  readonly does: 'addToSubscriptions' | 'endWithOwner' | 'unsubscribeInEnd' | 'moveToEnd' | 'returnCleanup' | 'addEnd';
  readonly text: string;
  readonly replacements: readonly { readonly range: readonly [number, number]; readonly text: string }[];
}

/** How the owner can end it, the best first, by what the class has already. Errs towards none. */
export function subscriptionPlansFor(
  leak: LeakedSubscription,
  sourceCode: SourceCode,
  filename: string,
): readonly SubscriptionPlan[] {
  const plans = {
    dropped: [endWithOwner, addToSubscriptions, addToTracked, returnCleanup],
    forgotten: [unsubscribeInEnd],
    withoutEnd: [addEnd],
    endedInVain: [],
    endsTooEarly: [moveToEnd],
    neverFired: [],
  }[leak.finding];
  return plans.flatMap((plan) => plan(leak, sourceCode, filename) ?? []);
}

/** The name of the field of a class whose value is made by this constructor. */
function fieldWith(home: NonNullable<ReturnType<typeof classOfThis>>, maker: string, name: RegExp): string | null {
  for (const member of home.body.body) {
    if (member.type !== 'PropertyDefinition' || member.static || member.value?.type !== 'NewExpression') continue;
    const field = keyName(member.key, member.computed);
    if (field !== null && calledName(member.value) === maker && name.test(field)) return field;
  }
  return null;
}

/** `source.pipe(takeUntil(this.destroyed)).subscribe(…)`, where the class has such a subject and fires it. */
function endWithOwner({ call }: LeakedSubscription, sourceCode: SourceCode): SubscriptionPlan | null {
  const home = classOfThis(call);
  const field = home && fieldWith(home, 'Subject', endNotifier);
  const { callee } = call;
  const isKnown = /import[^;]*\btakeUntil\b[^;]*from/.test(sourceCode.text);
  if (
    !field ||
    !isKnown ||
    calledName(call) !== 'subscribe' ||
    callee.type !== 'MemberExpression' ||
    !new RegExp(`${field.replace(/\W/g, '\\$&')}\\.next\\(`).test(sourceCode.text)
  )
    return null;
  const text = `takeUntil(this.${field})`;
  const piped = withoutTypes(callee.object);
  if (piped.type === 'CallExpression' && calledName(piped) === 'pipe' && piped.arguments.length > 0) {
    const end = piped.arguments.at(-1)!.range[1];
    return { does: 'endWithOwner', text, replacements: [{ range: [end, end], text: `, ${text}` }] };
  }
  const end = callee.object.range[1];
  return { does: 'endWithOwner', text, replacements: [{ range: [end, end], text: `.pipe(${text})` }] };
}

/** `this.subscriptions.add(source.subscribe(…))` */
function addToSubscriptions({ call }: LeakedSubscription, sourceCode: SourceCode): SubscriptionPlan | null {
  const home = classOfThis(call);
  const field = home && fieldWith(home, 'Subscription', /./);
  if (!field || calledName(call) !== 'subscribe' || call.parent.type !== 'ExpressionStatement') return null;
  if (!sourceCode.text.includes(`${field}.unsubscribe(`)) return null;
  const [start, end] = call.range;
  return {
    does: 'addToSubscriptions',
    text: `this.${field}`,
    replacements: [
      { range: [start, start], text: `this.${field}.add(` },
      { range: [end, end], text: ')' },
    ],
  };
}

/** `this.toDispose.push(event(listener))`, as the class does with other events. */
function addToTracked({ call, owner }: LeakedSubscription, sourceCode: SourceCode): SubscriptionPlan | null {
  const inherited = owner?.node === classOfThis(call) ? owner?.inherited : undefined;
  const eventTracker = trackedSiblingsOf(call, sourceCode).eventTracker ?? inherited?.tracker ?? null;
  if (eventTracker === null || calledName(call) === 'subscribe' || call.parent.type !== 'ExpressionStatement')
    return null;
  const [start, end] = call.range;
  return {
    does: 'addToSubscriptions',
    text: eventTracker,
    replacements: [
      { range: [start, start], text: `${eventTracker}(` },
      { range: [end, end], text: ')' },
    ],
  };
}

/** A line in the method with which the instance ends. */
function unsubscribeInEnd({ owner, field, call }: LeakedSubscription, sourceCode: SourceCode): SubscriptionPlan | null {
  const end = owner?.releasePlaces[0];
  const method = end?.code;
  if (
    !end ||
    field === null ||
    method?.type !== 'MethodDefinition' ||
    method.parent.parent !== classOfThis(call) ||
    calledName(call) !== 'subscribe'
  )
    return null;
  const { body } = method.value;
  if (!body) return null;
  const lineBreak = sourceCode.text.includes('\r\n') ? '\r\n' : '\n';
  const outer = (sourceCode.lines[method.loc.start.line - 1] ?? '')
    .slice(0, method.loc.start.column)
    .replace(/\S.*/, '');
  const start = body.range[0] + 1;
  const isEmpty = body.body.length === 0 && sourceCode.getCommentsInside(body).length === 0;
  const text = `${lineBreak}${outer}${indentUnitOf(sourceCode)}this.${field}?.unsubscribe();${isEmpty || body.loc.start.line === body.loc.end.line ? `${lineBreak}${outer}` : ''}`;
  return {
    does: 'unsubscribeInEnd',
    text: end.name,
    replacements: [{ range: isEmpty ? [start, body.range[1] - 1] : [start, start], text }],
  };
}

/** A new last member of a class that its framework ends. */
function addEnd({ owner, field, call }: LeakedSubscription, sourceCode: SourceCode, filename: string) {
  const home = classOfThis(call);
  const last = home?.body.body.at(-1);
  const written = owner && frameworkEndToWrite(owner, sourceCode, filename);
  if (!last || !written || home !== owner.node || calledName(call) !== 'subscribe') return null;
  // a bracket behind a field without a semicolon would read from its value; comments may belong to either
  if (last.type !== 'MethodDefinition' || sourceCode.getCommentsAfter(last).length > 0) return null;
  const lineBreak = sourceCode.text.includes('\r\n') ? '\r\n' : '\n';
  const outer = (sourceCode.lines[last.loc.start.line - 1] ?? '').slice(0, last.loc.start.column);
  if (outer.trim() !== '') return null;
  const [, end] = last.range;
  const inner = `${outer}${indentUnitOf(sourceCode)}`;
  const lines = [`this.${field}?.unsubscribe();`, ...(written.tail === null ? [] : [written.tail])];
  const text = `${lineBreak}${lineBreak}${outer}${written.head} {${lines.map((line) => `${lineBreak}${inner}${line}`).join('')}${lineBreak}${outer}}`;
  return { does: 'addEnd', text: `${frameworkEndOf(owner)}()`, replacements: [{ range: [end, end], text }] } as const;
}

/** The operator that ends the source becomes the last one. */
function moveToEnd({ node }: LeakedSubscription, sourceCode: SourceCode): SubscriptionPlan | null {
  const pipe = node.parent;
  if (pipe?.type !== 'CallExpression' || sourceCode.getCommentsInside(pipe).length > 0) return null;
  const index = pipe.arguments.indexOf(node as TSESTree.Expression);
  const next = pipe.arguments[index + 1];
  const last = pipe.arguments.at(-1);
  if (!next || !last) return null;
  const text = sourceCode.getText(node);
  return {
    does: 'moveToEnd',
    text,
    replacements: [
      { range: [node.range[0], next.range[0]], text: '' },
      { range: [last.range[1], last.range[1]], text: `, ${text}` },
    ],
  };
}

/** `const subscription = source.subscribe(…); return () => subscription.unsubscribe();` for an effect that returns nothing. */
function returnCleanup({ owner, call }: LeakedSubscription, sourceCode: SourceCode): SubscriptionPlan | null {
  const home = functionOf(call);
  if (owner?.kind !== 'effect' || owner.node !== home || owner.releasePlaces.length > 0 || !isFunction(home))
    return null;
  const statement = call.parent;
  if (
    home.type === 'StaticBlock' ||
    home.async ||
    home.body?.type !== 'BlockStatement' ||
    statement.parent !== home.body
  )
    return null;
  if (home.body.body.at(-1) !== statement || /\breturn\b/.test(sourceCode.getText(home.body)) || !isObservable(call))
    return null;
  const text = freeName('subscription', call, sourceCode);
  if (text === null || statement.type !== 'ExpressionStatement') return null;
  const lineBreak = sourceCode.text.includes('\r\n') ? '\r\n' : '\n';
  const indentation = (sourceCode.lines[statement.loc.start.line - 1] ?? '').slice(0, statement.loc.start.column);
  const separator = indentation.trim() === '' ? `${lineBreak}${indentation}` : ' ';
  const [start, end] = statement.range;
  const semicolon = sourceCode.text[end - 1] === ';' ? '' : ';';
  return {
    does: 'returnCleanup',
    text,
    replacements: [
      { range: [start, start], text: `const ${text} = ` },
      { range: [end, end], text: `${semicolon}${separator}return () => ${text}.unsubscribe();` },
    ],
  };
}

/** RxJS gives an object with `unsubscribe`; stores may give a function. */
function isObservable({ callee }: TSESTree.CallExpression): boolean {
  const source = callee.type === 'MemberExpression' ? withoutTypes(callee.object) : callee;
  return (
    source.type === 'CallExpression' &&
    /^(?:pipe|fromEvent|interval|timer|merge|asObservable)$/.test(calledName(source) ?? '')
  );
}
