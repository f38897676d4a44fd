import { describe, expect, it } from 'vitest';
import { HELP, parseArguments } from '../../src/cli/arguments.ts';
import { CannotRun } from '../../src/cli/cannot-run.ts';

describe('the command line', () => {
  it('without anything asks for the recommended rules, with types, and no repairs', () => {
    expect(parseArguments([])).toEqual({
      task: 'lint',
      paths: [],
      preset: 'recommended',
      severities: new Map(),
      fix: false,
      fixSuggestions: false,
      format: null,
      maxWarnings: Infinity,
      types: true,
      ignore: true,
    });
  });

  it('may name everything at once, paths anywhere', () => {
    const argv =
      'src --preset strict --rule leaks/no-leaked-timer:off --rule require-disposal:warn --fix --format json';
    expect(parseArguments([...argv.split(' '), '--max-warnings=3', '--no-types', '--no-ignore', 'test'])).toEqual({
      task: 'lint',
      paths: ['src', 'test'],
      preset: 'strict',
      severities: new Map([
        ['no-leaked-timer', 'off'],
        ['require-disposal', 'warn'],
      ]),
      fix: true,
      fixSuggestions: false,
      format: 'json',
      maxWarnings: 3,
      types: false,
      ignore: false,
    });
  });

  it('that asks for suggestions asks for fixes too', () => {
    expect(parseArguments(['--fix-suggestions'])).toMatchObject({ fix: true, fixSuggestions: true });
  });

  it.each([
    [['--help'], 'help'],
    [['-h', 'src'], 'help'],
    [['--version'], 'version'],
    [['-v'], 'version'],
  ])('%j asks for %s', (argv, task) => {
    expect(parseArguments(argv).task).toBe(task);
  });

  it('takes a path that looks like an option after --', () => {
    expect(parseArguments(['--', '--fix']).paths).toEqual(['--fix']);
  });

  it.each([
    [['--fxi'], "Unknown option '--fxi'. `leaks --help` lists the options."],
    [['--preset'], "Option '--preset <value>' argument missing. `leaks --help` lists the options."],
    [['--fix=yes'], "Option '--fix' does not take an argument. `leaks --help` lists the options."],
    [['--preset', 'lax'], 'There is no `--preset lax`. Choose one of: recommended, strict, all.'],
    [
      ['--rule', 'require-disposal'],
      '`--rule require-disposal` lacks a severity. Write `--rule require-disposal:off`, say.',
    ],
    [
      ['--rule', 'require-disposal:no'],
      'There is no severity `no` in `--rule require-disposal:no`. Choose one of: off, warn, error.',
    ],
    [['--max-warnings', 'few'], '`--max-warnings` takes a number, not `few`.'],
  ])('%j is refused', (argv, message) => {
    expect(() => parseArguments(argv)).toThrow(new CannotRun(message));
  });

  it('is described by the help, option for option', () => {
    const options = [
      '--preset',
      '--rule',
      '--fix',
      '--fix-suggestions',
      '--format',
      '--max-warnings',
      '--no-types',
      '--no-ignore',
    ];
    for (const option of [...options, '--help', '--version']) expect(HELP).toContain(`${option} `.trim());
    expect(Math.max(...HELP.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
