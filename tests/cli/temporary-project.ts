import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { run } from '../../src/cli/run.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What a run of the command gives. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of files that lives as long as the test. */
export interface Project {
  readonly folder: string;
  pathOf(name: string): string;
  read(name: string): string;
  write(files: Readonly<Record<string, string>>): void;
  /** Runs `leaks` in this process. */
  leaks(...argv: readonly string[]): Promise<Ran>;
  /** The same from a folder of the project. */
  leaksIn(name: string, ...argv: readonly string[]): Promise<Ran>;
}

/** Makes a project of `files`: their texts by their names. */
export function projectOf(files: Readonly<Record<string, string>>): Project {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'leaks-project-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));

  const project: Project = {
    folder,
    pathOf: (name) => path.join(folder, name),
    read: (name) => readFileSync(path.join(folder, name), 'utf8'),
    write(texts) {
      for (const [name, text] of Object.entries(texts)) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), text);
      }
    },
    leaks: async (...argv) => await project.leaksIn('.', ...argv),
    async leaksIn(name, ...argv) {
      const stdout = collected();
      const stderr = collected();
      const code = await run(argv, { cwd: path.join(folder, name), stdout, stderr });
      return { code, stdout: stdout.text(), stderr: stderr.text() };
    },
  };
  project.write(files);
  return project;
}

/** Makes a package of this repository available to the project, as an installation would. */
export function install(project: Project, name: string): void {
  mkdirSync(path.dirname(project.pathOf(`node_modules/${name}`)), { recursive: true });
  symlinkSync(path.join(repository, 'node_modules', name), project.pathOf(`node_modules/${name}`), 'dir');
}

/** Runs a module in a process of its own. */
export async function runNode(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = spawn(process.execPath, argv, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { code, stdout, stderr };
}

function collected() {
  let written = '';
  return {
    write: (text: string) => (written += text),
    text: () => written,
  };
}
