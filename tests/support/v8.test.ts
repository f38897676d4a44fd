import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findV8ThatKnowsUsing, parseErrorInV8 } from './v8.ts';

describe('findV8ThatKnowsUsing', () => {
  it('finds one here', () => {
    expect(findV8ThatKnowsUsing()).toBeTruthy();
  });

  it('is not the `node` that npm scripts run', () => {
    expect(existsSync(path.join(import.meta.dirname, '../../node_modules/.bin/node'))).toBe(false);
  });

  it('takes the first candidate that is there and knows `using`', () => {
    const good = findV8ThatKnowsUsing();
    expect(findV8ThatKnowsUsing('', ['/nowhere/node', good])).toBe(good);
  });

  it('names the cure when there is none', () => {
    expect(() => findV8ThatKnowsUsing('', ['/nowhere/node'])).toThrow('run `npm run set-up`, or set LEAKS_V8');
  });

  it('does not look further when the one asked for is no good', () => {
    expect(() => findV8ThatKnowsUsing('/nowhere/node')).toThrow('LEAKS_V8 is /nowhere/node');
  });
});

describe('parseErrorInV8', () => {
  it.each([
    ['module', 'export const a = await 1;', 'script'],
    ['module', 'using a = null;', 'script'],
    ['commonjs', 'using a = null; return;', 'script'],
    ['script', 'with (a) b;', 'module'],
  ] as const)('reads a %s as one: %s', async (kind, code, otherKind) => {
    expect(await parseErrorInV8(code, kind)).toBeNull();
    expect(await parseErrorInV8(code, otherKind)).toContain('SyntaxError');
  });

  it('keeps answers apart that were asked for at once', async () => {
    const codes = Array.from({ length: 40 }, (_, n) => (n % 2 ? 'let a;' : `let b${String(n)}, b${String(n)};`));
    const answers = await Promise.all(codes.map((code) => parseErrorInV8(code, 'script')));
    expect(answers.map((answer) => answer === null)).toEqual(codes.map((_, n) => n % 2 === 1));
  });
});
