import type { TSESLint } from '@typescript-eslint/utils';

/** What a rule passes on as `fix`. An edit is told what to do; `null` instead of one means that it cannot be done without loss. */
export type Edit = TSESLint.ReportFixFunction;
