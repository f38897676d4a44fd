import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Linter } from 'eslint';
import { expect, it } from 'vitest';
import leaks from '../../index.ts';

const bundle = createRequire(import.meta.url).resolve('typescript');

/**
 * Nine megabytes in one file, 200,000 lines of it in nested functions: whatever takes more than linear time would not
 * come back from it, as one analysis did before this test. It asks whether, not how fast: the limit is for the slowest machine.
 */
it('reads the bundle of the TypeScript compiler to its end, under every rule', { timeout: 600_000 }, () => {
  const code = readFileSync(bundle, 'utf8');
  expect(code.length).toBeGreaterThan(9_000_000);
  const config = [leaks.configs.all, { linterOptions: { noInlineConfig: true } }] as Linter.Config[];
  const leak = 'function last(work) { const id = setInterval(work, 1000); work(); }';
  const messages = new Linter().verify(`${code}\n${leak}`, config);
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  // that the rules came to the last line is shown by what is added there
  const last = code.split('\n').length + 1;
  expect(messages.filter(({ line }) => line === last).map(({ ruleId }) => ruleId)).toEqual(['leaks/no-leaked-timer']);
});
