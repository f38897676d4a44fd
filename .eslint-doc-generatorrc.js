import { format, resolveConfig } from 'prettier';

/** @type {import('eslint-doc-generator').GenerateOptions} */
export default {
  configEmoji: [
    ['recommended', '✅'],
    ['strict', '🔒'],
  ],
  // Those hold the same rules once there are types; these hold all of them, or none.
  ignoreConfig: ['recommendedTypeChecked', 'strictTypeChecked', 'all', 'off'],
  urlConfigs: 'https://github.com/eslint-plugin-leaks/eslint-plugin-leaks#presets',
  ruleListColumns: [
    'name',
    'description',
    'configsError',
    'fixable',
    'hasSuggestions',
    'options',
    'requiresTypeChecking',
  ],
  ruleDocTitleFormat: 'name',
  ruleDocNotices: ['description', 'configs', 'fixableAndHasSuggestions', 'options', 'requiresTypeChecking'],
  ruleDocSectionInclude: [
    'What leaks',
    'Examples',
    'What the fix does',
    'Without types',
    'What it does not see',
    'When not to use it',
  ],
  postprocess: async (content, file) => format(content, { ...(await resolveConfig(file)), filepath: file }),
};
