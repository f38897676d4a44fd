import { describe, expect, it } from 'vitest';
import { isColoured } from '../../src/cli/terminal.ts';

describe('the report is coloured', () => {
  const terminal = { isTTY: true, write() {} };
  const pipe = { write() {} };

  it.each([
    ['on a terminal', terminal, {}, true],
    ['not in a pipe', pipe, {}, false],
    ['not where NO_COLOR is set', terminal, { NO_COLOR: '1' }, false],
    ['where NO_COLOR is empty', terminal, { NO_COLOR: '' }, true],
    ['in a pipe where FORCE_COLOR is set', pipe, { FORCE_COLOR: '1' }, true],
    ['where FORCE_COLOR is empty, as it is for Node', pipe, { FORCE_COLOR: '' }, true],
    ['not where FORCE_COLOR is 0', terminal, { FORCE_COLOR: '0' }, false],
    ['where both are set', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('%s', (_, output, env, answer) => {
    expect(isColoured(output, env)).toBe(answer);
  });
});
