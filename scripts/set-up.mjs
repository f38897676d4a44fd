/**
 * Makes a fresh clone ready to test: installs what package-lock.json names, unless it is
 * installed already, and builds dist. Needs nothing but Node and npm.
 */
import { execSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

process.chdir(path.join(import.meta.dirname, '..'));

/** npm's own note of what it last installed says the same as the lock file. */
function isInstalled() {
  const note = 'node_modules/.package-lock.json';
  if (!existsSync(note)) return false;
  const { packages: installed } = JSON.parse(readFileSync(note, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries(wanted).every(
    // Ex) optional: a binary for another operating system
    ([folder, { version, optional }]) =>
      folder === '' || installed[folder]?.version === version || (optional && !installed[folder]),
  );
}

if (!isInstalled()) execSync('npm ci', { stdio: 'inherit' });
execSync('npm run --silent build', { stdio: 'inherit' });
