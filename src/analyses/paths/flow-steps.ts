import type { TSESLint } from '@typescript-eslint/utils';

const stepsByFile = new WeakMap<TSESLint.SourceCode, number>();

/** How much work it has been to follow the paths of a file: nodes evaluated, and parts of states made. The same on every machine. */
export const flowStepsOf = (sourceCode: TSESLint.SourceCode): number => stepsByFile.get(sourceCode) ?? 0;

export function countSteps(steps: number, sourceCode: TSESLint.SourceCode): void {
  stepsByFile.set(sourceCode, flowStepsOf(sourceCode) + steps);
}
