/** Whether the reports on a file before and after a commit are for the resource whose leak the commit mended. */

/**
 * What the reports on both sides are worth for one item. A side is the text of the file, its syntax tree with ranges
 * and positions, and its reports.
 */
export function scoreOf(item, before, after) {
  const isOnResource = nearTo(item.lines, before);
  const isOnKept = nearTo(keptLines(item.lines, linesOf(before.text), linesOf(after.text)), after);
  const isHit = before.reports.some(isOnResource);
  const isReportedAfter = after.reports.some(isOnKept);
  return {
    id: item.id,
    category: item.category,
    isHit,
    // Where the commit itself left part of the leak, nothing is expected of what it left.
    isClean: isHit && !isReportedAfter && !item.isFixPartial,
    isStill: isHit && isReportedAfter && !item.isFixPartial,
    stray: after.reports
      .filter((report) => !isOnKept(report))
      .map(({ line, ruleId, message }) => `${item.path}:${line} ${ruleId ?? 'cannot be linted'} ${message}`),
    lines: linesOf(after.text).length,
  };
}

/** Counts by category, as a table for the terminal. */
export function tableOf(scores) {
  const names = new Set(scores.map(({ category }) => category));
  const byCategory = [...names].map((name) => [name, scores.filter(({ category }) => category === name)]);
  byCategory.sort(([, some], [, others]) => others.length - some.length);
  const count = (some, key) => some.filter((score) => score[key]).length;
  const rows = [...byCategory, ['all', scores]].map(([name, some]) => [
    name,
    some.length,
    count(some, 'isHit'),
    count(some, 'isClean'),
    count(some, 'isStill'),
    some.reduce((total, { stray }) => total + stray.length, 0),
  ]);
  const table = [['category', 'items', 'hit', 'clean', 'still', 'stray'], ...rows].map(([name, ...numbers]) =>
    [name.padEnd(32), ...numbers.map((number) => String(number).padStart(7))].join(''),
  );
  const lines = scores.reduce((total, score) => total + score.lines, 0);
  const stray = scores.reduce((total, score) => total + score.stray.length, 0);
  return [...table, `stray reports per 1,000 lines: ${((1000 * stray) / lines).toFixed(2)}`].join('\n');
}

const linesOf = (text) => text.replace(/\r?\n$/u, '').split(/\r?\n/u);

/** Tells whether a report is on one of the lines, or its innermost statement is that of one of the lines' first words. */
function nearTo(lines, { text, program }) {
  const statements = statementsIn(program);
  const innermostAt = (line, column) =>
    statements.findLast(
      ({ start, end }) =>
        (start.line < line || (start.line === line && start.column <= column)) &&
        (end.line > line || (end.line === line && end.column > column)),
    );
  const all = linesOf(text);
  const wanted = lines.map((line) => innermostAt(line, all[line - 1].search(/\S|$/u)));
  return ({ line, column }) => {
    const statement = innermostAt(line, column - 1);
    return lines.includes(line) || (statement !== undefined && wanted.includes(statement));
  };
}

/** The places of all statements, declarations and class members, outer ones first. */
function statementsIn(program) {
  const found = [];
  const visit = (node) => {
    if (/(?<!Block)Statement$|Declaration$|^(?:Property|Method)Definition$/u.test(node.type)) found.push(node.loc);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'parent' || key === 'loc' || key === 'range') continue;
      for (const child of [value].flat()) if (typeof child?.type === 'string') visit(child);
    }
  };
  visit(program);
  return found;
}

/**
 * The lines (from 1) of `after` that hold what the given lines of `before` held. A changed line is the line most like
 * it among those that were added; where none is alike, what it held is gone.
 */
export function keptLines(lines, before, after) {
  const kept = matching(before, after);
  const taken = new Set(kept.values());
  const added = after.map((_, index) => index).filter((index) => !taken.has(index));
  return lines.flatMap((line) => {
    const index = kept.get(line - 1);
    if (index !== undefined) return [index + 1];
    const alike = added.map((candidate) => likeness(before[line - 1], after[candidate]));
    const best = Math.max(...alike, 0.5);
    return added.filter((_, n) => alike[n] === best).map((candidate) => candidate + 1);
  });
}

/** Lines of `before` that are in `after` too, in the same order: index by index, of a longest common subsequence. */
function matching(before, after) {
  const found = new Map();
  let start = 0;
  while (start < before.length && before[start] === after[start]) {
    found.set(start, start);
    start += 1;
  }
  let [i, j] = [before.length, after.length];
  while (i > start && j > start && before[i - 1] === after[j - 1]) {
    i -= 1;
    j -= 1;
    found.set(i, j);
  }
  const [rows, columns] = [before.slice(start, i), after.slice(start, j)];
  const common = Array.from({ length: rows.length + 1 }, () => new Uint32Array(columns.length + 1));
  for (let r = rows.length - 1; r >= 0; r -= 1) {
    for (let c = columns.length - 1; c >= 0; c -= 1) {
      common[r][c] = rows[r] === columns[c] ? common[r + 1][c + 1] + 1 : Math.max(common[r + 1][c], common[r][c + 1]);
    }
  }
  for (let r = 0, c = 0; r < rows.length && c < columns.length;) {
    if (rows[r] === columns[c]) {
      found.set(start + r, start + c);
      r += 1;
      c += 1;
    } else if (common[r + 1][c] >= common[r][c + 1]) r += 1;
    else c += 1;
  }
  return found;
}

const wordsOf = (line) => line.match(/\w+/gu) ?? [];

/** How many words two lines share: from 0 to 1. */
function likeness(line, other) {
  const [words, others] = [wordsOf(line), wordsOf(other)];
  const left = [...others];
  const shared = words.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return words.length + others.length === 0 ? 0 : (2 * shared.length) / (words.length + others.length);
}
