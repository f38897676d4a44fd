import { chmodSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { projectOf, runNode } from './temporary-project.ts';

const command = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const files = { 'a.js': 'export function poll(tick) {\n  const id = setInterval(tick, 1000);\n}\n' };

describe('the command, as a process', () => {
  it('ends with the exit code, and colours only when told to, as nobody looks', async () => {
    const { folder } = projectOf(files);
    const plain = await runNode([command, '--no-types'], folder);
    expect(plain).toMatchObject({ code: 1, stdout: expect.stringContaining('✖ 2:9  leaks/no-leaked-timer\n') });
    expect(plain.stdout + plain.stderr).not.toContain('\u001B');

    const coloured = await runNode([command, '--no-types'], folder, { FORCE_COLOR: '1' });
    expect(coloured.stdout).toContain('\u001B[1mleaks/no-leaked-timer\u001B[22m');
    expect(await runNode([command, '--preset', 'lax'], folder)).toMatchObject({ code: 2, stdout: '' });
  });

  it('writes a long report in full', async () => {
    const { folder } = projectOf({ 'a.js': files['a.js'].repeat(400).replaceAll('export ', '') });
    const { stdout } = await runNode([command, '--no-types', '--format', 'json'], folder);
    expect((JSON.parse(stdout) as { messages: unknown[] }[])[0]!.messages).toHaveLength(400);
  });

  it.skipIf(process.platform === 'win32')('bears that nobody reads on', () => {
    const { folder } = projectOf({ 'a.js': files['a.js'].repeat(1000) });
    const script = `"${process.execPath}" "${command}" --no-types | head -n 1`;
    const { stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
    expect(stderr).not.toContain('EPIPE');
  });

  it.skipIf(process.platform === 'win32')('names what it may not read', async () => {
    const project = projectOf({ ...files, 'closed/b.js': '', 'c.js': '' });
    for (const name of ['closed', 'c.js']) chmodSync(project.pathOf(name), 0);
    chmodSync(project.folder, 0o755);
    // The superuser may read everything, and so runs it as somebody else.
    const asOther = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, '--no-types'], {
      cwd: project.folder,
      encoding: 'utf8',
      ...asOther,
    });
    chmodSync(project.pathOf('closed'), 0o755);
    expect(stdout).toContain('✖ 1 finding in 1 file');
    expect(stderr).toContain(`The folder \`${project.pathOf('closed')}\` cannot be read: EACCES: permission denied`);
    expect(stderr).toContain(`EACCES: permission denied, open '${project.pathOf('c.js')}'.`);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(2);
  });
});
