import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn, projectRoot } from '../project/source-files.ts';
import { samplesIn } from './samples.ts';

const samples = filesIn('docs/rules')
  .filter((page) => page.endsWith('.md'))
  .flatMap((page) =>
    samplesIn(readFileSync(path.join(projectRoot, page), 'utf8'))
      .filter(({ isRun }) => isRun)
      .map((sample) => ({ ...sample, page })),
  );

/** What keeps a process alive of its own accord; what it prints with is open in every process. */
const isHeld = (resource: string): boolean => !/^(?:TTYWrap|PipeWrap|FSReqPromise|CloseReq)$/.test(resource);

describe('samples that run', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'leaks-samples-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** What a sample still holds when all its code has run. */
  function heldAfter(code: string): readonly string[] {
    const file = path.join(folder, 'sample.mjs');
    const options = { target: ScriptTarget.ES2022, module: ModuleKind.ESNext };
    const { outputText } = transpileModule(code, { compilerOptions: options });
    const report = `process.stdout.write(JSON.stringify(process.getActiveResourcesInfo()), () => process.exit());`;
    writeFileSync(file, `${outputText}\n${report}\n`);
    const { stdout, stderr, status } = spawnSync(process.execPath, [file], { encoding: 'utf8', timeout: 20_000 });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    return (JSON.parse(stdout) as string[]).filter(isHeld);
  }

  it('are there', () => {
    expect(samples.map(({ mark }) => mark)).toEqual(expect.arrayContaining(['reported', 'fine']));
  });

  it.each(samples)('leave behind what they say: $page, line $line, $mark', ({ mark, code }) => {
    const held = heldAfter(code);
    if (mark === 'fine') expect(held).toEqual([]);
    else expect(held).not.toEqual([]);
  });
});
