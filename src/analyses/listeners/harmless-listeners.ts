import type { TSESLint } from '@typescript-eslint/utils';
import { pageReady, pageStates, programEnds } from '../../catalog/listeners.ts';
import { functionOf } from '../../syntax/functions.ts';
import { isKeyOfGlobal } from '../../syntax/value-keys.ts';
import { variableOf } from '../../syntax/variables.ts';
import type { ListenerCall } from './listener-calls.ts';
import type { TargetLifetime } from './target-lifetimes.ts';

/** `process.once('SIGINT', stop)`: it is called when the program ends, and stays until then. */
export const waitsForTheEnd = ({ events }: ListenerCall, lifetime: TargetLifetime): boolean =>
  lifetime === 'program' && events !== null && events.every((name) => programEnds.has(name));

/** `if (document.readyState === 'complete') run(); else window.addEventListener('load', run);` before it is ready, and so a few times. */
export const waitsForThePage = ({ events, call }: ListenerCall, sourceCode: TSESLint.SourceCode): boolean =>
  events !== null &&
  events.every((name) => pageReady.has(name)) &&
  /\breadyState\b/.test(sourceCode.getText(functionOf(call)));

/** `window.addEventListener('error', …)`: a program asks for it once. */
export const isOfThePage = ({ events }: ListenerCall): boolean => events?.some((name) => pageStates.has(name)) ?? true;

/** `process.on('warning', () => {})`: it keeps nothing but itself. */
export const isEmpty = ({ listener }: ListenerCall): boolean =>
  listener?.type === 'ArrowFunctionExpression' &&
  listener.body.type === 'BlockStatement' &&
  listener.body.body.length === 0;

/** Options that come from elsewhere could hold a signal, unless they are older than whoever adds the listener. */
export function isOpaqueForGood({ options, call }: ListenerCall, sourceCode: TSESLint.SourceCode): boolean {
  if (!options.isOpaque) return false;
  const given = call.arguments.at(-1);
  const variable = given?.type === 'Identifier' ? variableOf(given, sourceCode) : null;
  return variable === null || (variable.scope.type !== 'module' && variable.scope.type !== 'global');
}

/** Emitters and helpers may give what takes the listener away; `addEventListener` of the page gives nothing. */
export function isDisposerKept({ isResultKept, methods, target, targetKey, call }: ListenerCall): boolean {
  const isHelper = target !== null && call.arguments[0] === target;
  const isOfPage = targetKey !== null && isKeyOfGlobal(targetKey);
  return isResultKept && (!methods.takesOptions || isHelper || !isOfPage);
}
