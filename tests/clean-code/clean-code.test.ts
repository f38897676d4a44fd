import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import leaks from '../../index.ts';
import { typeErrorsIn } from '../support/compile.ts';

/** Correct programs, as people write them: each is the memory of a false alarm that must not be. */
const folder = path.join(import.meta.dirname, 'programs');
const programs = readdirSync(folder).filter((name) => name !== 'tsconfig.json');

/** What it reports is correct, and could be said in another way. */
const matterOfForm = { 'leaks/prefer-using': 'off' } as const;

function messagesIn(name: string, code: string, withTypes: boolean): readonly string[] {
  const linter = new Linter({ cwd: folder });
  const languageOptions = { parser: typescriptParser, parserOptions: { projectService: withTypes } };
  const config = [{ files: ['**'], languageOptions }, leaks.configs.all, { rules: matterOfForm }] as Linter.Config[];
  return linter
    .verify(code, config, path.join(folder, name))
    .map(({ line, ruleId, message }) => `${String(line)}: ${ruleId ?? 'no rule'}: ${message}`);
}

describe.each(programs)('%s', (name) => {
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

it('would not be silent about a program that does not parse, or that nothing lints', () => {
  expect(messagesIn('read-header.ts', 'const', false)).toEqual([expect.stringContaining('Parsing error')]);
  const leak = `import { open } from 'node:fs/promises';\nexport async function f(): Promise<void> { await open(''); }`;
  expect(messagesIn('read-header.ts', leak, true)).toEqual([
    expect.stringContaining('2: leaks/no-floating-disposable'),
  ]);
});
