import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { samplesIn, type Sample } from '../docs/samples.ts';
import { engines, runTracked } from './engines.ts';
import { drivers, surroundings } from './page-samples.ts';

const pages = path.join(import.meta.dirname, '../../docs/rules');

/** A sample as a program that tracks what the page says of it. */
function runnable({ code, language }: Sample, driver: string): { readonly code: string } {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      jsx: ts.JsxEmit.ReactJSX,
    },
    ...(language.endsWith('x') && { fileName: 'sample.tsx' }),
  });
  return { code: `${surroundings}\n(() => {\n${outputText}\n})();\nconst sample = exports;\n${driver}` };
}

describe.each(Object.entries(drivers))('the samples of %s', (rule, driven) => {
  const samples = samplesIn(readFileSync(path.join(pages, `${rule}.md`), 'utf8'));
  let reported = -1;
  const runs = samples.flatMap((sample) => {
    if (sample.mark.startsWith('reported')) reported++;
    const isEdit = sample.mark.startsWith('after') || sample.mark === 'or';
    if (!sample.mark.startsWith('reported') && !isEdit) return [];
    return [{ ...sample, program: runnable(sample, driven[reported] ?? ''), alive: isEdit ? [] : ['big'] }];
  });

  it('are all run', () => {
    expect(reported + 1).toBe(driven.length);
  });

  it.each(engines())('keep what is reported, and let it go after an edit: $version', (engine) => {
    const outcomes = runTracked(
      engine,
      runs.map(({ program }) => program),
    );
    expect(outcomes.map(({ error, alive }, index) => ({ line: runs[index]!.line, error, alive }))).toEqual(
      runs.map(({ line, alive }) => ({ line, error: null, alive })),
    );
  });
});
