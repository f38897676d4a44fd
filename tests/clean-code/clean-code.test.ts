import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import leaks from '../../index.ts';
import { typeErrorsIn } from '../support/compile.ts';

/**
 * Correct programs, as people write them: each is the memory of a false alarm that must not be. Those in `strict` were
 * reported by the strict presets alone, which ask for more.
 */
const folder = path.join(import.meta.dirname, 'programs');
const strictFolder = path.join(import.meta.dirname, 'strict');
const programsIn = (place: string): string[] => readdirSync(place).filter((name) => name !== 'tsconfig.json');

/** What it reports is correct, and could be said in another way. */
const matterOfForm = { 'leaks/prefer-using': 'off' } as const;

function messagesIn(
  name: string,
  code: string,
  withTypes: boolean,
  place = folder,
  preset = leaks.configs.all,
): readonly string[] {
  const linter = new Linter({ cwd: place });
  const languageOptions = { parser: typescriptParser, parserOptions: { projectService: withTypes } };
  const config = [{ files: ['**'], languageOptions }, preset, { rules: matterOfForm }] as Linter.Config[];
  return linter
    .verify(code, config, path.join(place, name))
    .map(({ line, ruleId, message }) => `${String(line)}: ${ruleId ?? 'no rule'}: ${message}`);
}

describe.each(programsIn(folder))('%s', (name) => {
  const code = readFileSync(path.join(folder, name), 'utf8');

  it('compiles', () => {
    expect(typeErrorsIn(code, path.join(folder, name))).toEqual([]);
  });

  it.each([
    ['with', true],
    ['without', false],
  ])('is silent under every rule %s types', (_, withTypes) => {
    expect(messagesIn(name, code, withTypes)).toEqual([]);
  });
});

/** What the parser of ESLint leaves out, that of TypeScript gives as an empty list or as nothing. */
describe.each(programsIn(folder))('%s in plain JavaScript', (name) => {
  const code = readFileSync(path.join(folder, name), 'utf8');
  const { outputText } = ts.transpileModule(code, {
    fileName: name,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.Preserve,
      jsx: ts.JsxEmit.Preserve,
      // the parser of ESLint reads no decorators
      experimentalDecorators: true,
    },
  });

  it('is read by every rule to its end', () => {
    const languageOptions = { parserOptions: { ecmaFeatures: { jsx: true } } };
    const config = [{ files: ['**'], languageOptions }, leaks.configs.all] as Linter.Config[];
    const messages = new Linter({ cwd: folder }).verify(outputText, config, path.join(folder, name));
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  });
});

describe.each(programsIn(strictFolder))('strict: %s', (name) => {
  const code = readFileSync(path.join(strictFolder, name), 'utf8');

  it('compiles', () => {
    expect(typeErrorsIn(code, path.join(strictFolder, name))).toEqual([]);
  });

  it('is silent under the strict preset', () => {
    expect(messagesIn(name, code, true, strictFolder, leaks.configs.strictTypeChecked)).toEqual([]);
  });
});

it('would not be silent about a program that does not parse, or that nothing lints', () => {
  expect(messagesIn('read-header.ts', 'const', false)).toEqual([expect.stringContaining('Parsing error')]);
  const leak = `import { open } from 'node:fs/promises';\nexport async function f(): Promise<void> { await open(''); }`;
  expect(messagesIn('read-header.ts', leak, true)).toEqual([
    expect.stringContaining('2: leaks/no-floating-disposable'),
  ]);
});
