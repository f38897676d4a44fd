/**
 * Compares the CPU time of `leaks` with that of ESLint running only `@typescript-eslint/no-floating-promises`, typed by
 * the project service, on the same files: those that the folder's tsconfig includes.
 *
 *   npm run build && node scripts/measure-cli-cost.mjs <folder with a tsconfig.json> [rounds]
 *
 * Both run as child processes, in turn, so that what else the machine does hits both; the ratio is the median of the
 * ratios of each round.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const [folder, rounds = '5'] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: node scripts/measure-cli-cost.mjs <folder with a tsconfig.json> [rounds]');
  process.exit(2);
}

const cwd = resolve(folder);
const files = filesOf(join(cwd, 'tsconfig.json'));
const scratch = mkdtempSync(join(tmpdir(), 'leaks-cost-'));
const require = createRequire(import.meta.url);

const cpuReport = join(scratch, 'cpu.json');
const reporter = join(scratch, 'report-cpu.cjs');
writeFileSync(
  reporter,
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(cpuReport)}, JSON.stringify(process.cpuUsage())));`,
);

const plainConfig = join(scratch, 'eslint.config.mjs');
writeFileSync(
  plainConfig,
  `import tseslint from ${JSON.stringify(import.meta.resolve('typescript-eslint'))};
export default [{
  files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
  plugins: { '@typescript-eslint': tseslint.plugin },
  languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: ${JSON.stringify(cwd)} } },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  rules: { '@typescript-eslint/no-floating-promises': 'error' },
}];`,
);

const plain = [
  join(require.resolve('eslint/package.json'), '../bin/eslint.js'),
  '--no-config-lookup',
  '-c',
  plainConfig,
];
const leaks = [fileURLToPath(import.meta.resolve('../dist/src/cli/main.js')), '--no-ignore'];

console.log(`${files.length} files of ${cwd}; CPU seconds, user + system`);
console.log('round  no-floating-promises  leaks  ratio');
const ratios = Array.from({ length: Number(rounds) }, (_, round) => {
  const base = cpuSecondsOf([...plain, '--format', 'json']);
  const ours = cpuSecondsOf([...leaks, '--format', 'json']);
  console.log(
    `${round + 1}      ${base.toFixed(2).padStart(20)}  ${ours.toFixed(2).padStart(5)}  ${(ours / base).toFixed(2)}`,
  );
  return ours / base;
});
console.log(`median ratio: ${ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)].toFixed(2)}`);
rmSync(scratch, { recursive: true });

function cpuSecondsOf(command) {
  const args = ['--require', reporter, ...command, ...files];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0 && status !== 1) throw new Error(`${command[0]} failed:\n${stderr}`);
  const { user, system } = JSON.parse(readFileSync(cpuReport, 'utf8'));
  return (user + system) / 1e6;
}

function filesOf(tsconfig) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => fail(messageText) };
  const parsed = ts.getParsedCommandLineOfConfigFile(tsconfig, {}, host);
  return parsed.fileNames.filter((file) => !/\.d\.[cm]?ts$/.test(file));
}

function fail(message) {
  console.error(ts.flattenDiagnosticMessageText(message, '\n'));
  process.exit(2);
}
