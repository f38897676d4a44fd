import type { ESLint, Linter } from 'eslint';
import type ts from 'typescript';

export interface Counts {
  readonly nodes: number;
  readonly queries: number;
}

export function countsOf(
  files: readonly { readonly code: string; readonly filename: string }[],
  options: {
    readonly cwd: string;
    readonly plugin: ESLint.Plugin;
    readonly rules: Linter.RulesRecord;
    readonly program?: ts.Program;
    readonly settings?: object;
  },
): { readonly lines: number; readonly counts: Readonly<Record<string, Counts>> };
