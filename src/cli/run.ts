import plugin from '../../index.ts';
import readable from '../reports/readable.ts';
import { HELP, parseArguments, type Request } from './arguments.ts';
import { CannotRun } from './cannot-run.ts';
import { closingLines } from './closing-lines.ts';
import { fileLinter } from './file-linter.ts';
import { findFilesToLint } from './files-to-lint.ts';
import { hardlyAnyIgnored, ignoredFiles } from './ignored-files.ts';
import { lintProject } from './lint-project.ts';
import { progressOn } from './progress.ts';
import { isColoured, type Terminal } from './terminal.ts';
import { typescriptAtHand } from './typescript-at-hand.ts';

/**
 * Runs the command `leaks`.
 *
 * @param argv What follows the command's name.
 * @returns The exit code: 0 nothing found, 1 something found, 2 something could not be linted.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const request = parseArguments(argv);
    if (request.task === 'lint') return await lint(request, terminal);
    terminal.stdout.write(request.task === 'help' ? HELP : `${plugin.meta.name} ${plugin.meta.version}\n`);
    return 0;
  } catch (error) {
    const reason =
      error instanceof CannotRun ? error.message : `This is a bug of ${plugin.meta.name}: ${stackOf(error)}`;
    terminal.stderr.write(`${reason}\n`);
    return 2;
  }
}

async function lint(request: Request, { cwd, stdout, stderr }: Terminal): Promise<number> {
  const tell = (lines: readonly string[]): void => lines.forEach((line) => void stderr.write(`${line}\n`));

  const ignored = request.ignore ? ignoredFiles(cwd) : hardlyAnyIgnored;
  const { files, problems, skipped } = findFilesToLint(request.paths.length > 0 ? request.paths : ['.'], cwd, ignored);
  tell(skipped);
  if (files.length + problems.length + skipped.length === 0)
    tell(['There is no JavaScript or TypeScript to lint here.']);

  const typescript = typescriptAtHand(cwd);
  const linter = await fileLinter(request, typeof typescript === 'string' ? null : typescript.parser, files, cwd);
  const format = request.format === null ? readable : await linter.formatter(request.format);

  const progress = progressOn(stderr);
  const outcome = await lintProject(files, request, typescript, linter, cwd, progress).finally(progress.clear);
  const report = await format(outcome.results, { cwd, color: isColoured(stdout) });
  if (report !== '') stdout.write(report.endsWith('\n') ? report : `${report}\n`);

  tell(closingLines(outcome, typescript));
  tell([...problems, ...outcome.problems]);
  if (problems.length + outcome.problems.length > 0) return 2;

  const total = (count: (result: (typeof outcome.results)[number]) => number): number =>
    outcome.results.reduce((sum, result) => sum + count(result), 0);
  return total(({ errorCount }) => errorCount) > 0 || total(({ warningCount }) => warningCount) > request.maxWarnings
    ? 1
    : 0;
}

function stackOf(error: unknown): string {
  return error instanceof Error && error.stack ? error.stack : String(error);
}
