import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import type { TSESLint } from '@typescript-eslint/utils';
import * as espree from 'espree';

/** What a typed case sees: the types of Node, those of the DOM and React, or all of them. */
export type Environment = 'node' | 'dom' | 'everything';

/** How a piece of code is read: with types, by the TypeScript parser alone, or by ESLint's own parser. */
export type Language = { readonly typed: Environment } | 'typescript' | 'espree';

/** The folder of real, empty files under whose names typed code is linted. */
export function fixtureFolder(environment: Environment): string {
  return path.join(import.meta.dirname, '../fixtures/typed', environment);
}

export function languageOptionsOf(language: Language): TSESLint.FlatConfig.LanguageOptions {
  if (language === 'espree') return { parser: espree };
  if (language === 'typescript') return { parser: typescriptParser };
  return {
    parser: typescriptParser,
    parserOptions: { projectService: true, tsconfigRootDir: fixtureFolder(language.typed) },
  };
}

/** The names that code gets which does not ask for one. */
export function defaultFilenamesOf(language: Language): { readonly ts: string; readonly tsx: string } {
  return language === 'espree' ? { ts: 'file.js', tsx: 'react.jsx' } : { ts: 'file.ts', tsx: 'react.tsx' };
}
