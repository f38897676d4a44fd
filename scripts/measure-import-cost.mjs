/**
 * What importing the built plugin costs, in CPU time, against what Node itself needs to start.
 *
 *   npm run build && node scripts/measure-import-cost.mjs [runs]
 *
 * Node's own start, just before in the same process, grows alike on a slow machine, so it is the ratio that tells: the
 * least of all runs, since whatever else the machine does can only add to it. The plugin is some 360 small modules,
 * each of which costs its share to find and to compile.
 */
import { spawnSync } from 'node:child_process';

const [runs = '7'] = process.argv.slice(2);
const entry = new URL('../dist/index.js', import.meta.url).href;
const program = `
  const start = process.cpuUsage();
  await import(${JSON.stringify(entry)});
  const { user, system } = process.cpuUsage(start);
  console.log(JSON.stringify({ node: (start.user + start.system) / 1000, plugin: (user + system) / 1000 }));
`;

const costs = Array.from({ length: Number(runs) }, () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(`The plugin could not be imported; is it built?\n${stderr}`);
  return JSON.parse(stdout);
});
const milliseconds = Math.min(...costs.map(({ plugin }) => plugin));
const ratio = Math.min(...costs.map(({ node, plugin }) => plugin / node));
console.log(`import of dist/index.js: ${milliseconds.toFixed(0)} ms CPU, ${ratio.toFixed(2)} times Node's own start`);
