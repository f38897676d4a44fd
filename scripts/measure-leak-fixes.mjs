/**
 * Lints files of public repositories before and after a commit that mended a leak in them, with types and the built
 * plugin, and prints how many of these leaks are reported, and what is still reported once they are mended.
 *
 *     npm run bench:leak-fixes -- --clones DIR [--set held-out] [--only ho001,ho002] [--preset strictTypeChecked]
 *
 * The repositories are looked for in DIR, as `owner+name`, and cloned there where they are missing. What is known of
 * each commit are facts (scripts/leak-fixes/*.jsonl); the code stays where it is. It is only read, never built or run.
 *
 * - hit: a report, before the commit, on the line or in the statement that takes the resource (or removes it wrongly)
 * - clean: a hit, and no report for that resource after the commit
 * - still: a hit, and it is reported after the commit too
 * - stray: a report after the commit that is for something else; the file may hold other leaks
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { extract, gitFolderOf } from './leak-fixes/extract.mjs';
import { installTypings, workFolder } from './leak-fixes/typings.mjs';
import { scoreOf, tableOf } from './leak-fixes/scores.mjs';

/** So many items share a program: one for all would need much memory, and one for each much time. */
const batchSize = 30;
const sides = ['before', 'after'];

const fileOf = (side, item) => path.join(workFolder, side, item.id, item.path);

/** In a process of its own: prints the scores of some items under each preset, as JSON. */
async function measure(items, presets) {
  const { ESLint } = await import('eslint');
  const parser = await import('@typescript-eslint/parser');
  const { default: leaks } = await import('../dist/index.js');
  const parse = (file) =>
    parser.parse(readFileSync(file, 'utf8'), { range: true, loc: true, jsx: !file.endsWith('.ts'), filePath: file });

  async function lint(side, preset) {
    const eslint = new ESLint({
      cwd: workFolder,
      overrideConfigFile: true,
      overrideConfig: [
        {
          files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
          linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
          languageOptions: {
            parser,
            parserOptions: {
              project: `./tsconfig.${side}.json`,
              tsconfigRootDir: workFolder,
              ecmaFeatures: { jsx: true },
            },
          },
        },
        { files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], ...leaks.configs[preset] },
      ],
    });
    const results = await eslint.lintFiles(items.map((item) => fileOf(side, item)));
    // Without a rule and not fatal: a comment to ESLint has no effect.
    const isReport = ({ ruleId, fatal }) => ruleId || fatal;
    return new Map(results.map(({ filePath, messages }) => [filePath, messages.filter(isReport)]));
  }

  const scores = [];
  for (const preset of presets) {
    const [before, after] = [await lint('before', preset), await lint('after', preset)];
    for (const item of items) {
      const [was, is] = sides.map((side) => fileOf(side, item));
      scores.push({
        preset,
        ...scoreOf(
          item,
          { text: readFileSync(was, 'utf8'), program: parse(was), reports: before.get(was) ?? [] },
          { text: readFileSync(is, 'utf8'), program: parse(is), reports: after.get(is) ?? [] },
        ),
      });
    }
  }
  console.log(JSON.stringify(scores));
}

const { values } = parseArgs({
  options: {
    clones: { type: 'string' },
    set: { type: 'string' },
    only: { type: 'string' },
    preset: { type: 'string' },
    child: { type: 'boolean' },
  },
});
const sets = values.set?.split(',') ?? ['known', 'held-out'];
const presets = values.preset?.split(',') ?? ['recommendedTypeChecked', 'strictTypeChecked'];
const only = values.only?.split(',');
const items = sets
  .flatMap((set) =>
    readFileSync(path.join(import.meta.dirname, `leak-fixes/${set}.jsonl`), 'utf8')
      .trim()
      .split('\n'),
  )
  .map((line) => JSON.parse(line))
  .filter(({ id }) => !only || only.includes(id));

if (values.child) {
  await measure(items, presets);
} else if (values.clones === undefined) {
  console.error('Say where the clones are, or may be put: npm run bench:leak-fixes -- --clones DIR');
  process.exitCode = 2;
} else {
  installTypings();
  for (const side of sides) rmSync(path.join(workFolder, side), { recursive: true, force: true });
  const found = items.filter((item) => {
    const git = gitFolderOf(item.repository, values.clones);
    const isThere = git !== null && sides.every((side) => extract(item, side, git, path.join(workFolder, side)));
    if (!isThere) console.error(`${item.id} is left out: ${item.repository} has no commit ${item.fix}`);
    return isThere;
  });
  const scores = [];
  for (let first = 0; first < found.length; first += batchSize) {
    const batch = found.slice(first, first + batchSize);
    for (const side of sides) {
      const files = batch.map((item) => path.join(side, item.id, item.path));
      writeFileSync(
        path.join(workFolder, `tsconfig.${side}.json`),
        JSON.stringify({ extends: './tsconfig.json', files }),
      );
    }
    const ids = batch.map(({ id }) => id).join(',');
    const args = ['--child', '--only', ids, '--set', sets.join(','), '--preset', presets.join(',')];
    const printed = execFileSync(process.execPath, ['--max-old-space-size=6144', import.meta.filename, ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    scores.push(...JSON.parse(printed));
  }
  for (const preset of presets) {
    const own = scores.filter((score) => score.preset === preset);
    console.log(`\n${preset}\n${tableOf(own)}`);
    for (const { id, stray } of own) for (const report of stray) console.log(`stray ${id} ${report}`);
    console.log(
      `missed: ${own
        .filter(({ isHit }) => !isHit)
        .map(({ id }) => id)
        .join(' ')}`,
    );
    console.log(
      `still: ${own
        .filter(({ isStill }) => isStill)
        .map(({ id }) => id)
        .join(' ')}`,
    );
  }
}
