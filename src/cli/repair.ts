import type { ESLint, Linter, Rule } from 'eslint';
import type { SourceTexts } from './source-texts.ts';

type LintResult = ESLint.LintResult;

/** A repair may uncover the next; more rounds than this mean that two repairs undo each other. */
const MAX_ROUNDS = 20;

/** One file while it is being repaired. */
interface Patient {
  readonly file: string;
  readonly original: string;
  text: string;
  result: LintResult;
  /** Edits that were tried alone and made nothing better. */
  readonly refused: Set<string>;
  /** How many edits to try in one round: fewer after a refusal, to find out which of them is to blame. */
  atOnce: number;
}

/** What a round tries on one file. */
interface Attempt {
  readonly patient: Patient;
  readonly text: string;
  readonly edits: readonly Rule.Fix[];
  /** The edits are suggestions, which have to earn their place. */
  readonly isSuggested: boolean;
}

/**
 * Applies the fixes, and then, if asked to, the first suggestion of each report, until nothing is left to apply. An
 * edit that touches another waits for the next round. What would not parse is taken back, and so are suggestions that do
 * not make a report go away each. Changes `texts` and no file.
 *
 * @param lint Lints what `texts` now say; `null` when that failed.
 * @returns the results after the repairs, in the order of `results`.
 */
export async function repair(
  results: readonly LintResult[],
  texts: SourceTexts,
  lint: (file: string) => Promise<LintResult | null>,
  withSuggestions: boolean,
): Promise<LintResult[]> {
  const patients = results.map((result): Patient => {
    const text = result.messages.length === 0 ? '' : texts.read(result.filePath);
    return { file: result.filePath, original: text, text, result, refused: new Set(), atOnce: Infinity };
  });

  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const attempts = patients.flatMap((patient) => attemptOn(patient, withSuggestions) ?? []);
    if (attempts.length === 0) break;

    for (const { patient, text } of attempts) texts.edit(patient.file, text);
    for (const attempt of attempts) judge(attempt, await lint(attempt.patient.file), texts);
  }
  return patients.map(({ original, text, result }) => (text === original ? result : { ...result, output: text }));
}

function attemptOn(patient: Patient, withSuggestions: boolean): Attempt | null {
  const { result, refused, atOnce, text } = patient;
  const untried = (edits: readonly (Rule.Fix | undefined)[]): Rule.Fix[] =>
    edits.filter((edit) => edit !== undefined).filter((edit) => !refused.has(keyOf(edit)));

  const fixes = untried(result.messages.map(({ fix }) => fix));
  const isSuggested = fixes.length === 0;
  const candidates = isSuggested && withSuggestions ? untried(result.messages.map(firstSuggestion)) : fixes;
  const edits = withoutOverlaps(candidates).slice(0, atOnce);
  return edits.length === 0 ? null : { patient, edits, isSuggested, text: applied(edits, text) };
}

function judge({ patient, text, edits, isSuggested }: Attempt, result: LintResult | null, texts: SourceTexts): void {
  const isBroken = result === null || result.fatalErrorCount > 0;
  const removed = isBroken ? 0 : patient.result.messages.length - result.messages.length;
  if (!isBroken && (!isSuggested || removed >= edits.length)) {
    patient.text = text;
    patient.result = result;
    patient.atOnce *= 2;
    return;
  }
  texts.edit(patient.file, patient.text);
  if (edits.length === 1) patient.refused.add(keyOf(edits[0]!));
  patient.atOnce = Math.ceil(edits.length / 2);
}

function firstSuggestion({ suggestions }: Linter.LintMessage): Rule.Fix | undefined {
  return suggestions?.[0]?.fix;
}

/** The edits from first to last, less those that touch the one before: they might depend on what it changes. */
function withoutOverlaps(edits: readonly Rule.Fix[]): Rule.Fix[] {
  const kept: Rule.Fix[] = [];
  for (const edit of edits.toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1])) {
    const last = kept.at(-1);
    if (last === undefined || edit.range[0] > last.range[1]) kept.push(edit);
  }
  return kept;
}

function applied(edits: readonly Rule.Fix[], text: string): string {
  let end = 0;
  const parts = edits.map((edit) => {
    const part = text.slice(end, Math.max(edit.range[0], 0)) + edit.text;
    end = edit.range[1];
    return part;
  });
  return parts.join('') + text.slice(end);
}

function keyOf({ range, text }: Rule.Fix): string {
  return `${range[0]}-${range[1]}:${text}`;
}
