/**
 * Shows the plugin at work, on a fresh clone too: runs a program that leaks and counts what it holds at the end, lints
 * and repairs a copy of it, runs the copy, and compares. Changes nothing outside `.demo`.
 *
 *   npm run demo
 *
 * Exits with 0 only when all that the program can leak was leaked before the repair, and nothing after it.
 * Another program can be named by its folder.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { lineDiff } from './line-diff.mjs';

const root = path.join(import.meta.dirname, '..');
const { positionals } = parseArgs({ allowPositionals: true });
const example = path.resolve(positionals[0] ?? path.join(root, 'examples/order-service'));
const repaired = path.join(root, '.demo/repaired');

/** How long a program that is done may take to end. */
const PATIENCE = 3_000;

const isColoured = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (style, text) => (isColoured ? styleText(style, text) : text);
const show = (text = '') => console.log(text === '' ? '' : text.replace(/^(?=.)/gm, '  '));
const named = (folder) => path.relative(root, folder).replaceAll('\\', '/');

/** A step that cannot be taken: `message` says which, and why. */
class CannotGoOn extends Error {}

let steps = 0;
function heading(text) {
  steps += 1;
  console.log(`\n${paint(['bold', 'cyan'], `━━ ${steps}  ${text}`)}\n`);
}

function run(args, cwd, worstStatus = 0) {
  const env = { ...process.env, ...(isColoured && { FORCE_COLOR: '1' }) };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' });
  if (status === null || status > worstStatus) {
    throw new CannotGoOn(`\`node ${args.join(' ')}\` failed.\n${stdout}${stderr}`);
  }
  return { stdout, stderr };
}

/** Compiles a program and runs it. `held` counts what it holds when its work is done. */
async function compileAndRun(folder, name) {
  const out = path.join(root, '.demo', name);
  show(paint('dim', `$ tsc -p ${named(folder)} && node ${named(out)}/main.js`));
  run([path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--outDir', out], root);
  cpSync(path.join(folder, 'package.json'), path.join(out, 'package.json'));

  // With so much room, the garbage collector does not close forgotten files before they are counted.
  const flags = ['--min-semi-space-size=64', '--no-warnings'];
  const child = spawn(process.execPath, [...flags, path.join(out, 'main.js')], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  let [stdout, stderr] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const counted = new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      if (stdout.includes('\n')) resolve();
    });
  });

  await Promise.race([counted, ended, after(30_000)]);
  const code = await Promise.race([ended, after(PATIENCE, 'goes on')]);
  if (code === 'goes on') {
    child.kill();
    await ended;
  }
  if ((code !== 0 && code !== 'goes on') || !stdout.includes('\n')) {
    throw new CannotGoOn(`The program did not do its work.\n${stderr}`);
  }
  return { held: JSON.parse(stdout), endsByItself: code === 0 };
}

/** Resolves to `value`, and does not keep this process alive. */
const after = (milliseconds, value) => new Promise((resolve) => setTimeout(() => resolve(value), milliseconds).unref());

/** A line for each thing that was counted, with a column for each run. */
function showTable(...runs) {
  const rows = [
    ...Object.keys(runs[0].held).map((kind) => [kind, ...runs.map(({ held }) => held[kind])]),
    ['ends by itself', ...runs.map(({ endsByItself }) => (endsByItself ? 'yes' : 'no'))],
  ];
  const width = Math.max(...rows.map(([kind]) => kind.length));
  const isGood = (cell) => cell === 0 || cell === 'yes';
  const titles = runs.length > 1 ? ['before', 'after'] : ['held'];
  show();
  show(paint('dim', ''.padEnd(width) + titles.map((title) => title.padStart(10)).join('')));
  for (const [kind, ...cells] of rows) {
    const columns = cells.map((cell) => paint(isGood(cell) ? 'green' : 'red', String(cell).padStart(10)));
    show(kind.padEnd(width) + columns.join(''));
  }
}

function leaks(args, folder) {
  show(paint('dim', `$ cd ${named(folder)} && leaks ${args.join(' ')}`));
  const command = path.join(root, 'dist/src/cli/main.js');
  const { stdout, stderr } = run([command, ...args], folder, 1);
  show(stdout.trimEnd());
  show(stderr.trim());
}

function showDiff() {
  for (const file of readdirSync(path.join(example, 'src')).sort()) {
    const [old, young] = [example, repaired].map((folder) => readFileSync(path.join(folder, 'src', file), 'utf8'));
    if (old === young) continue;
    show();
    show(paint('underline', `src/${file}`));
    for (const line of lineDiff(old, young)) {
      show(paint(line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : 'dim', line));
    }
  }
}

async function demo() {
  for (const name of ['leaking', 'repaired', 'repaired-dist']) {
    rmSync(path.join(root, '.demo', name), { recursive: true, force: true });
  }

  heading('A program at the end of its day: what does it still hold?');
  const before = await compileAndRun(example, 'leaking');
  showTable(before);

  heading('The report');
  leaks(['src'], example);

  heading('The repair, in a copy');
  cpSync(example, repaired, { recursive: true, filter: (file) => !/^(dist|node_modules)$/.test(path.basename(file)) });
  // The copy stands in a folder that git ignores.
  leaks(['--fix-suggestions', '--no-ignore', 'src'], repaired);
  showDiff();

  heading('The copy at the end of its day');
  const now = await compileAndRun(repaired, 'repaired-dist');
  showTable(before, now);

  const wereThere = !before.endsByItself && Object.values(before.held).every((count) => count > 0);
  const areGone = now.endsByItself && Object.values(now.held).every((count) => count === 0);
  show();
  if (wereThere && areGone) show(paint(['bold', 'green'], '✔ Every leak was there, and every leak is gone.'));
  else if (!wereThere) show(paint(['bold', 'red'], '✖ The program did not leak all that it could.'));
  else show(paint(['bold', 'red'], '✖ The copy still leaks.'));
  return wereThere && areGone ? 0 : 1;
}

try {
  process.exitCode = await demo();
} catch (error) {
  if (!(error instanceof CannotGoOn)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
