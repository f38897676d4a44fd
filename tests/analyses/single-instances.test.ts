import { describe, expect, it } from 'vitest';
import { programInMemory } from '../support/programs-in-memory.ts';

const service = `
export class Monitor {
  private rows: string[] = [];
  constructor() {
    process.on('SIGTERM', () => this.cleanup());
  }
  cleanup() {
    this.rows = [];
  }
}
`;

function reportsWith(user: string, name = 'user.ts'): number {
  const sources = new Map([
    ['monitor.ts', service],
    [name, `import { Monitor } from './monitor.ts';\n${user}\n`],
  ]);
  return programInMemory(sources).lint('monitor.ts', { 'leaks/no-leaked-listener': 'error' }).length;
}

describe('a class of which another file makes instances', () => {
  it.each([
    ['one at the top level', 'export const monitor = new Monitor();', 0],
    ['one as the default export', 'export default new Monitor();', 0],
    ['two', 'export const monitor = new Monitor();\nexport const second = new Monitor();', 1],
    ['one in a function', 'export function watch() {\n  return new Monitor();\n}', 1],
    ['one in a function of one line', 'export const watch = () => new Monitor();', 1],
    ['none', 'export type { Monitor };', 1],
  ])('%s', (_, user, count) => {
    expect(reportsWith(user)).toBe(count);
  });

  it('does not count those of tests', () => {
    expect(reportsWith('export const watch = () => new Monitor();', 'monitor.test.ts')).toBe(1);
  });
});
