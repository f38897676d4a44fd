/**
 * Lints packages that ship their TypeScript sources, with types and the built plugin, and prints every report with
 * its line of code and the verdict that one reading gave it (scripts/corpus/rulings.json).
 *
 *     npm run corpus [-- --only rxjs] [--preset strictTypeChecked] [--write]
 *
 * Reports of `recommendedTypeChecked` that no verdict stands for make it fail, and so do verdicts whose report is gone;
 * `--write` keeps the list to what is reported, with an open verdict where there is none, and writes docs/rulings.md.
 * Every package is a program and a process of its own: one program for all would mix the timers of Node and the DOM.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packages } from './corpus/packages.mjs';
import { countsIn, rulingsPage } from './corpus/rulings-page.mjs';
import { copySources, install, sourcesOf, tests } from './corpus/sources.mjs';

const rulingsFile = path.join(import.meta.dirname, 'corpus/rulings.json');

/** In a process of its own: prints the number of files and lines, and the reports, as JSON. */
async function lint({ name, root = 'src', lint: chosen = `${root}/**/*.{ts,tsx}`, exclude = [] }, preset) {
  const { ESLint } = await import('eslint');
  const parser = await import('@typescript-eslint/parser');
  const { default: leaks } = await import('../dist/index.js');
  const cwd = sourcesOf(name);
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      { ignores: ['**/*.d.ts', ...tests, ...exclude] },
      {
        files: ['**/*.{ts,tsx}'],
        linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
        languageOptions: { parser, parserOptions: { project: './tsconfig.json', tsconfigRootDir: cwd } },
      },
      { files: ['**/*.{ts,tsx}'], ...leaks.configs[preset] },
    ],
  });
  const results = await eslint.lintFiles([chosen]);
  let lines = 0;
  const reports = results.flatMap(({ filePath, messages }) => {
    const code = readFileSync(filePath, 'utf8').split('\n');
    lines += code.length;
    // Without a rule and not fatal: a comment to ESLint has no effect.
    const found = messages.filter(({ ruleId, fatal }) => ruleId || fatal);
    return found.map(({ line = 1, ruleId, message, fatal, fix, suggestions = [] }) => ({
      package: name,
      file: path.relative(cwd, filePath),
      line,
      rule: ruleId?.replace('leaks/', '') ?? 'cannot be linted',
      message,
      isFatal: fatal === true,
      edit: fix ? 'fix' : suggestions.length > 0 ? 'suggestion' : 'no edit',
      code: code[line - 1]?.trim() ?? '',
    }));
  });
  console.log(JSON.stringify({ files: results.length, lines, reports }));
}

const placeOf = (report) => `${report.package}/${report.file}:${report.line} ${report.rule}`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    preset: { type: 'string' },
    write: { type: 'boolean' },
    child: { type: 'string' },
  },
});
const { only, child, write = false, preset = 'recommendedTypeChecked' } = values;

if (child) {
  await lint(
    packages.find(({ name }) => name === child),
    preset,
  );
} else {
  const chosen = packages.filter(({ name }) => !only || name === only);
  if (chosen.length === 0) throw new Error(`${only} is none of ${packages.map(({ name }) => name).join(', ')}`);
  const isRuledOn = preset === 'recommendedTypeChecked';
  const rulings = JSON.parse(readFileSync(rulingsFile, 'utf8'));
  const rulingOn = new Map(rulings.map((ruling) => [placeOf(ruling), ruling]));
  install();
  const linted = chosen.map((entry) => {
    copySources(entry);
    const args = ['--max-old-space-size=4096', import.meta.filename, '--child', entry.name, '--preset', preset];
    const printed = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    const result = { ...entry, ...JSON.parse(printed) };
    console.log(
      `\n${entry.name}@${entry.version}: ${result.files} files, ${result.lines} lines, reports: ${result.reports.length}`,
    );
    for (const report of result.reports) {
      const verdict = isRuledOn ? `\n    ${rulingOn.get(placeOf(report))?.verdict ?? 'no verdict yet'}` : '';
      console.log(`${placeOf(report)} ${report.message} [${report.edit}]\n    ${report.code}${verdict}`);
    }
    return result;
  });
  console.log(`\n${countsIn(linted)}`);

  const reports = linted.flatMap((result) => result.reports);
  const reported = new Set(reports.map(placeOf));
  const open = reports.filter((report) => !rulingOn.get(placeOf(report))?.verdict);
  const names = new Set(chosen.map(({ name }) => name));
  const gone = rulings.filter((ruling) => names.has(ruling.package) && !reported.has(placeOf(ruling)));
  if (isRuledOn && write) {
    const kept = reports.map((report) => ({
      package: report.package,
      file: report.file,
      line: report.line,
      rule: report.rule,
      verdict: rulingOn.get(placeOf(report))?.verdict ?? '',
      reason: rulingOn.get(placeOf(report))?.reason ?? '',
    }));
    const others = rulings.filter((ruling) => !names.has(ruling.package));
    writeFileSync(rulingsFile, `${JSON.stringify([...others, ...kept], null, 2)}\n`);
    if (!only) writeFileSync(path.join(import.meta.dirname, '../docs/rulings.md'), await rulingsPage(linted, kept));
  } else if (isRuledOn && open.length + gone.length > 0) {
    console.log(
      [
        ...open.map((report) => `no verdict: ${placeOf(report)}`),
        ...gone.map((ruling) => `gone: ${placeOf(ruling)}`),
      ].join('\n'),
    );
    process.exitCode = 1;
  }
  if (reports.some(({ isFatal }) => isFatal)) process.exitCode = 1;
}
