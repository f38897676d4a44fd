import type { Linter } from 'eslint';

export function retentionRules(plugin: {
  readonly configs: { readonly all: { readonly rules?: object } };
}): Linter.RulesRecord;
