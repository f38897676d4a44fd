/** What the corpus' reports add up to, for the terminal and for docs/rulings.md. */
import { format } from 'prettier';

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** Totals, and the number of reports of each rule. */
export function countsIn(linted) {
  const [files, lines] = ['files', 'lines'].map((key) => sum(linted.map((result) => result[key])));
  const reports = linted.flatMap((result) => result.reports);
  const byRule = {};
  for (const report of reports) (byRule[report.rule] ??= []).push(report);
  const perThousand = ((1000 * reports.length) / lines).toFixed(2);
  return [
    `${files} files, ${lines} lines, reports: ${reports.length} (${perThousand} per 1,000 lines)`,
    ...Object.entries(byRule).map(([rule, found]) => `${String(found.length).padStart(5)} ${rule}`),
  ].join('\n');
}

const cell = (text) => String(text).replaceAll('|', '\\|');
const row = (...cells) => `| ${cells.map(cell).join(' | ')} |`;

/** The page: a table of packages, and one of reports with their verdicts. */
export async function rulingsPage(linted, rulings) {
  const isWrong = ({ verdict }) => verdict === 'wrong';
  const text = [
    '# Rulings',
    '',
    'Every report of `recommendedTypeChecked` on the sources of published packages, with a verdict from one reading of',
    'the code around it, by an AI model. `npm run corpus` installs the same versions, prints the reports anew, and fails',
    'where one has no verdict here. The list itself is `scripts/corpus/rulings.json`.',
    '',
    row('package', 'version', 'files', 'lines', 'reports', 'wrong'),
    row(':--', ':--', '--:', '--:', '--:', '--:'),
    ...linted.map(({ name, version, files, lines, reports }) =>
      row(
        name,
        version,
        files,
        lines,
        reports.length,
        rulings.filter((ruling) => ruling.package === name && isWrong(ruling)).length,
      ),
    ),
    row(
      'together',
      '',
      sum(linted.map(({ files }) => files)),
      sum(linted.map(({ lines }) => lines)),
      rulings.length,
      rulings.filter(isWrong).length,
    ),
    '',
    row('package', 'file', 'line', 'rule', 'verdict', 'reason'),
    row(':--', ':--', '--:', ':--', ':--', ':--'),
    ...rulings.map((ruling) =>
      row(ruling.package, ruling.file, ruling.line, ruling.rule, ruling.verdict, ruling.reason),
    ),
    '',
    'What these numbers do not say: how much of what leaks is missed, and how often `strictTypeChecked`, which counts',
    'exceptions and less certain resources, is wrong.',
    '',
  ].join('\n');
  return format(text, { parser: 'markdown', printWidth: 120 });
}
