/**
 * The lines in which two texts differ, each after `-` or `+`, and the lines around them after a space. An empty line
 * stands where others were left out.
 */
export function lineDiff(before, after, context = 1) {
  const script = editScript(linesOf(before), linesOf(after));
  const isNear = script.map((_, index) =>
    script.slice(Math.max(index - context, 0), index + context + 1).some(([sign]) => sign !== ' '),
  );
  const lines = [];
  for (const [index, [sign, line]] of script.entries()) {
    if (isNear[index]) lines.push(`${sign} ${line}`.trimEnd());
    else if (isNear[index - 1] && isNear.includes(true, index)) lines.push('');
  }
  return lines;
}

const linesOf = (text) => text.replace(/\n$/, '').split('\n');

/** Every line of both texts, those that are kept once, with ` `, `-` or `+`: the shortest way from one to the other. */
function editScript(before, after) {
  // The length of the longest common subsequence of what follows `i` and `j`.
  const common = Array.from({ length: before.length + 1 }, () => Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      common[i][j] = before[i] === after[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const script = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      script.push([' ', before[i]]);
      i += 1;
      j += 1;
    } else if (j === after.length || (i < before.length && common[i + 1][j] >= common[i][j + 1])) {
      script.push(['-', before[i]]);
      i += 1;
    } else {
      script.push(['+', after[j]]);
      j += 1;
    }
  }
  return script;
}
