import type { TSESLint } from '@typescript-eslint/utils';
import type { LeakRule } from '../create-rule.ts';

export type PresetName = 'recommended' | 'recommendedTypeChecked' | 'strict' | 'strictTypeChecked' | 'all' | 'off';
/** A flat config: `name`, `plugins`, `rules`, and nothing that would choose files or a parser. */
export type Preset = TSESLint.FlatConfig.Config & { readonly name: string };

/**
 * The presets, computed from what each rule says of itself.
 * `recommended` and `strict` hold what works with or without types; their `TypeChecked`
 * forms add what needs types and tell, once a file, when the parser gives none.
 */
export function presetsOf(
  plugin: TSESLint.FlatConfig.Plugin,
  rules: Readonly<Record<string, LeakRule>>,
): Record<PresetName, Preset> {
  const preset = (
    name: string,
    entryOf: (rule: LeakRule) => TSESLint.FlatConfig.RuleEntry | null,
    settings?: TSESLint.FlatConfig.Settings,
  ): Preset => ({
    name: `leaks/${name}`,
    plugins: { leaks: plugin },
    ...(settings && { settings }),
    rules: Object.fromEntries(
      Object.entries(rules).flatMap(([rule, module]) => {
        const entry = entryOf(module);
        return entry === null ? [] : [[`leaks/${rule}`, entry]];
      }),
    ),
  });
  const isRecommended = ({ meta }: LeakRule): boolean => meta.docs?.preset === 'recommended';
  const isOptIn = ({ meta }: LeakRule): boolean => meta.docs?.preset === 'opt-in';
  const needsTypes = ({ meta }: LeakRule): boolean => meta.docs?.types === 'required';
  const strictly = ({ meta }: LeakRule): TSESLint.FlatConfig.RuleEntry =>
    meta.docs?.strictOptions ? ['error', ...meta.docs.strictOptions] : 'error';
  const typed = { leaks: { types: 'required' } };

  return {
    recommended: preset('recommended', (rule) => (isRecommended(rule) && !needsTypes(rule) ? 'error' : null)),
    recommendedTypeChecked: preset('recommended-type-checked', (rule) => (isRecommended(rule) ? 'error' : null), typed),
    strict: preset('strict', (rule) => (needsTypes(rule) || isOptIn(rule) ? null : strictly(rule))),
    strictTypeChecked: preset('strict-type-checked', (rule) => (isOptIn(rule) ? null : strictly(rule)), typed),
    all: preset('all', strictly),
    off: preset('off', () => 'off'),
  };
}
