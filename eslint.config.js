import { defineConfig } from 'eslint/config';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import tseslint from 'typescript-eslint';
import leaks from './dist/index.js';

export default defineConfig([
  {
    ignores: [
      'dist/',
      'coverage/',
      '.demo/',
      '.corpus/',
      '.leak-fixes/',
      'examples/',
      'tests/fixtures/',
      'tests/clean-code/programs/',
      'tests/clean-code/strict/',
      'tests/shapes/',
      'tests/v8/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, leaks.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Tuples that are checked by hand, and Map.get right after Map.set, are clearer so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Parsers give nodes as unions of enums whose members are written as strings.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // `null` is not known, `undefined` not given: conditions test for both on purpose.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // TypeScript's own functions, and exits of an interpreter, are taken out of their objects; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Words of the catalog are plain ASCII.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [leaks.configs.strict],
  },
  {
    // Test processes end, and what they start ends with them: only what leaks for sure.
    files: ['tests/**'],
    rules: {
      'leaks/no-floating-disposable': ['error', { confidence: 'high' }],
      // Expectations such as `expect.any(String)` and parsed JSON have no type of their own.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // Stand-ins for asynchronous functions answer at once.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/rules/*.ts'],
    ignores: ['src/rules/index.ts'],
    extends: [eslintPlugin.configs.recommended],
    rules: {
      // The name of a preset is checked by our own tests; messages are declared beside their reports.
      'eslint-plugin/require-meta-docs-recommended': 'off',
    },
  },
]);
