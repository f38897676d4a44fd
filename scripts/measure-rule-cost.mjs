/**
 * The share of some rules in the time of a typed run: `recommendedTypeChecked` of typescript-eslint and these rules,
 * in one process, by ESLint's own clock for rules. What the other rules have asked the type checker by then is paid.
 *
 *   npm run build && node scripts/measure-rule-cost.mjs <folder with a tsconfig.json> <rule>… [--rounds 3]
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import leaks from '../dist/index.js';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string' } } });
const [folder, ...rules] = positionals;
if (folder === undefined || rules.length === 0) {
  console.error('Usage: node scripts/measure-rule-cost.mjs <folder with a tsconfig.json> <rule>… [--rounds 3]');
  process.exit(2);
}
const cwd = path.resolve(folder);
const config = [
  ...tseslint.configs.recommendedTypeChecked.map((part) => ({ ...part, files: ['**/*.{ts,tsx}'] })),
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: cwd } },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    plugins: { leaks },
    rules: Object.fromEntries(rules.map((rule) => [`leaks/${rule}`, 'error'])),
  },
];

const shares = [];
for (let round = 0; round < Number(values.rounds ?? '3'); round++) {
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config, stats: true });
  const before = process.cpuUsage();
  const results = await eslint.lintFiles(['src/**/*.{ts,tsx}']);
  const { user, system } = process.cpuUsage(before);
  const total = (user + system) / 1000;
  const times = new Map(rules.map((rule) => [rule, 0]));
  for (const { stats } of results) {
    for (const { rules: timed = {} } of stats?.times.passes ?? []) {
      for (const rule of rules) times.set(rule, times.get(rule) + (timed[`leaks/${rule}`]?.total ?? 0));
    }
  }
  const sum = [...times.values()].reduce((one, other) => one + other, 0);
  shares.push(sum / total);
  console.log(
    `${results.length} files, ${(total / 1000).toFixed(1)} s of CPU; these rules ${sum.toFixed(0)} ms, ${((100 * sum) / total).toFixed(2)} %`,
  );
  for (const [rule, time] of times) console.log(`  ${time.toFixed(1).padStart(8)} ms  ${rule}`);
}
const median = shares.toSorted((one, other) => one - other)[Math.floor(shares.length / 2)];
console.log(`median share: ${(100 * median).toFixed(2)} %`);
