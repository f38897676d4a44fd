import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { ArgumentFate } from './argument-fates.ts';
import { calleeOf } from './callee-bodies.ts';
import { fateOfPassed, type Holder } from '../acquisitions/handle-uses.ts';
import { ownershipOf } from '../acquisitions/producers.ts';
import { knownAcquisitions } from '../acquisitions/resource-kinds.ts';
import type { Ownership } from './result-ownership.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

export type { ArgumentFate } from './argument-fates.ts';
export type { Ownership } from './result-ownership.ts';

/**
 * What is known of a function whose code the program holds, in this file or in another one. Each answer is
 * computed when it is asked for the first time, and kept for the program; calls in a circle leave it open.
 * `null` where the program has only a declaration, or it is not known what is called.
 */
export interface CalleeSummary {
  /** Who owns what it gives. */
  readonly gives: Ownership;
  /** What it does with a resource that it is given as this argument. */
  fateOf(argument: number, holder: Holder): ArgumentFate;
}

export function calleeSummaryOf(
  call: Call,
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): CalleeSummary | null {
  const callee = calleeOf(call, sourceCode);
  if (callee === null || callee === 'declared') return null;
  return {
    get gives() {
      return ownershipOf(callee, knownAcquisitions(settings));
    },
    fateOf: (argument, holder) => fateOfPassed(callee, argument, [], holder),
  };
}
