import type { TSESLint } from '@typescript-eslint/utils';

const units = new WeakMap<TSESLint.SourceCode, string>();

/** One step of a file's indentation: by how much lines are most often further in than the line before; two spaces where none is. */
export function indentUnitOf(sourceCode: TSESLint.SourceCode): string {
  let unit = units.get(sourceCode);
  if (unit === undefined) units.set(sourceCode, (unit = computeUnit(sourceCode)));
  return unit;
}

function computeUnit({ lines }: TSESLint.SourceCode): string {
  const counts = new Map<string, number>();
  let before = '';
  for (const line of lines) {
    const [, blank = '', rest = ''] = /^([\t ]*)(.*)$/s.exec(line) ?? [];
    // the stars of a comment stand one column behind its beginning
    if (rest.trim() === '' || rest.startsWith('*')) continue;
    const step = blank.startsWith(before) ? blank.slice(before.length) : '';
    if (/^(?:\t|(?: {2}){1,4})$/.test(step)) counts.set(step, (counts.get(step) ?? 0) + 1);
    before = blank;
  }
  return [...counts].sort(([, some], [, more]) => more - some)[0]?.[0] ?? '  ';
}
