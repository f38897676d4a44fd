/** Installs the types of what the files import most into the folder .leak-fixes, which git ignores. */
import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Holds the typings, and the extracted files. */
export const workFolder = path.join(import.meta.dirname, '../../.leak-fixes');

const dependencies = {
  '@angular/common': '21.2.26',
  '@angular/core': '21.2.26',
  '@lumino/disposable': '2.1.6',
  '@lumino/messaging': '2.0.5',
  '@lumino/signaling': '2.1.6',
  '@lumino/widgets': '2.10.0',
  '@types/lodash': '4.17.27',
  '@types/node': '20.19.43',
  '@types/react': '19.3.0',
  '@types/react-dom': '19.3.0',
  '@types/vscode': '1.140.0',
  '@types/ws': '8.18.2',
  bullmq: '5.81.5',
  ioredis: '5.11.1',
  mobx: '6.16.1',
  rxjs: '7.8.2',
  'solid-js': '1.9.19',
  'vscode-jsonrpc': '10.0.0',
  'vscode-languageserver-protocol': '3.18.5',
  vue: '3.5.45',
};

// Loose: what an unresolved import gives is `any`, and these files were written for many compilers.
const compilerOptions = {
  target: 'ESNext',
  lib: ['ESNext', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable', 'WebWorker.ImportScripts'],
  module: 'Preserve',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  types: ['node'],
  allowJs: true,
  strict: false,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  experimentalDecorators: true,
  jsx: 'preserve',
};

/** Installs what is not installed yet. */
export function installTypings() {
  mkdirSync(workFolder, { recursive: true });
  writeFileSync(path.join(workFolder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const manifest = JSON.stringify({ private: true, dependencies });
  const file = path.join(workFolder, 'package.json');
  if (existsSync(path.join(workFolder, 'node_modules/.package-lock.json')) && readFileSync(file, 'utf8') === manifest) {
    return;
  }
  writeFileSync(file, manifest);
  // No package gets to run anything.
  execSync('npm install --ignore-scripts --legacy-peer-deps --no-audit --no-fund', {
    cwd: workFolder,
    stdio: ['ignore', 2, 2],
  });
}
