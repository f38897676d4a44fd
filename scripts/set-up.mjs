/**
 * Makes a fresh clone ready to test: installs what the lock files name, unless it is
 * installed already, and builds dist. Needs nothing but Node and npm.
 */
import { execSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

/** npm's own note of what it last installed in a folder says the same as the lock file. */
function isInstalled(folder) {
  const packagesIn = (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')).packages;
  const note = 'node_modules/.package-lock.json';
  if (!existsSync(path.join(folder, note))) return false;
  const installed = packagesIn(note);
  return Object.entries(packagesIn('package-lock.json')).every(
    // Ex) optional: a binary for another operating system
    ([name, { version, optional }]) =>
      name === '' || installed[name]?.version === version || (optional && !installed[name]),
  );
}

for (const folder of [root, path.join(root, 'tests/v8')]) {
  if (!isInstalled(folder)) execSync('npm ci', { cwd: folder, stdio: 'inherit' });
}
execSync('npm run --silent build', { cwd: root, stdio: 'inherit' });
