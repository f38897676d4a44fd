import { createRequire } from 'node:module';
import type { TSESLint } from '@typescript-eslint/utils';
import { presetsOf, type Preset, type PresetName } from './src/configs/index.ts';
import type { LeakRule } from './src/create-rule.ts';
import { rules } from './src/rules/index.ts';

const { name, version } = createRequire(import.meta.url)('eslint-plugin-leaks/package.json') as {
  name: string;
  version: string;
};

/** The plugin: what `import leaks from 'eslint-plugin-leaks'` gives. */
export interface LeaksPlugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Readonly<Record<string, LeakRule>>;
  readonly configs: Record<PresetName, Preset>;
}

const plugin: LeaksPlugin = {
  meta: { name, version, namespace: 'leaks' },
  rules,
  configs: {} as Record<PresetName, Preset>,
};
Object.assign(plugin.configs, presetsOf(plugin as TSESLint.FlatConfig.Plugin, rules));

export default plugin;
