import { describe, expect, it } from 'vitest';
import { marked } from './marked-code.ts';

describe('marked', () => {
  it('takes the marks out of the code and their ranges into the errors', () => {
    expect(
      marked(`
const id = setInterval(tick, 1000);
      ~~ neverReleased
`),
    ).toEqual({
      code: '\nconst id = setInterval(tick, 1000);\n',
      errors: [{ messageId: 'neverReleased', line: 2, column: 7, endLine: 2, endColumn: 9 }],
    });
  });

  it('puts several reports in the order in which ESLint reports them', () => {
    const { code, errors } = marked(`a(b());
  ~~~ inner
~~~~~~ outer
c();
~~~ next`);
    expect(code).toBe('a(b());\nc();');
    expect(errors.map(({ messageId, line, column }) => [messageId, line, column])).toEqual([
      ['outer', 1, 1],
      ['inner', 1, 3],
      ['next', 2, 1],
    ]);
  });

  it('draws a report that spans lines', () => {
    const { code, errors } = marked(`  run(() => {
  ~~~~~~~~~ ...
    work();
  });
~~~~ unfinished`);
    expect(code).toBe('  run(() => {\n    work();\n  });');
    expect(errors).toEqual([{ messageId: 'unfinished', line: 1, column: 3, endLine: 3, endColumn: 5 }]);
  });

  it('adds details in the order in which the marks stand', () => {
    const suggestions = [{ messageId: 'fixIt', output: '' }];
    const { errors } = marked('a(b());\n  ~~~ inner\n~~~~~~ outer', { data: { n: 1 } }, { suggestions });
    expect(errors).toEqual([
      expect.objectContaining({ messageId: 'outer', suggestions }),
      expect.objectContaining({ messageId: 'inner', data: { n: 1 } }),
    ]);
  });

  it('leaves code alone that only looks like a mark', () => {
    expect(marked('const n = ~~x;\n~~x;').code).toBe('const n = ~~x;\n~~x;');
  });

  it.each([
    ['a mark beyond its line', 'a();\n    ~~~ found', 'reaches beyond'],
    ['a mark above all code', '~~~ found', 'reaches beyond'],
    ['a range without an end', 'a();\n~~~ ...', 'has no end'],
    ['a range inside a range', 'a();\n~~~ ...\n~~~ ...', 'inside an open one'],
  ])('refuses %s', (_, drawing, message) => {
    expect(() => marked(drawing)).toThrow(message);
  });

  it('refuses more details than marks', () => {
    expect(() => marked('a();\n~~~ found', {}, {})).toThrow('more details than marks');
  });
});
