import { describe, expect, it } from 'vitest';
import { findUnderlined } from '../../src/reports/underlined-line.ts';

/** The drawing of a finding that begins at the first `⟦` of the source and ends at `⟧`. */
function drawn(marked: string): string | null {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  const source = marked.replace('⟦', '').replace('⟧', '');
  const placeOf = (index: number) => {
    const lines = source.slice(0, index).split('\n');
    return { line: lines.length, column: lines.at(-1)!.length + 1 };
  };
  const { line: endLine, column: endColumn } = placeOf(end);
  const found = findUnderlined({ ...placeOf(start), endLine, endColumn }, source);
  return found && `${found.line}\n${found.indent}${found.underline}`;
}

describe('a finding', () => {
  it('is underlined where it is', () => {
    expect(drawn('let a;\nconst ⟦id⟧ = start();')).toBe('const id = start();\n      ~~');
  });

  it('that goes on below is underlined to the end of its first line', () => {
    expect(drawn('  ⟦start({\n})⟧;')).toBe('  start({\n  ~~~~~~~');
  });

  it('without width is still seen', () => {
    expect(drawn('a⟦⟧b')).toBe('ab\n ~');
  });

  it('keeps its place after tabs and in files of Windows', () => {
    expect(drawn('\t\tif (\t⟦id⟧)\r\nb')).toBe('    if (  id)\n          ~~');
  });

  it('in a long line is shown with what is around it', () => {
    const far = drawn(`${'x'.repeat(500)};⟦start()⟧;${'y'.repeat(500)}`)!.split('\n');
    expect(far[0]).toMatch(/^…x+;start\(\);y+…$/);
    expect(far[0]!.length).toBeLessThan(115);
    expect(far[1]!.indexOf('~')).toBe(far[0]!.indexOf('start()'));
    expect(far[1]!.trim()).toBe('~~~~~~~');
  });

  it('longer than what is shown of its line is underlined as far as it is shown', () => {
    const [line, underline] = drawn(`⟦${'x'.repeat(500)}⟧`)!.split('\n');
    expect(line).toBe(`${'x'.repeat(110)}…`);
    expect(underline).toBe('~'.repeat(110));
  });

  it('beyond the code has no drawing', () => {
    expect(findUnderlined({ line: 3, column: 1 }, 'a')).toBeNull();
    expect(findUnderlined({ line: 1, column: 1 }, '')).toBeNull();
  });
});
