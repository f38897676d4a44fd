import { counted } from '../reports/counted.ts';
import type { Outcome } from './lint-project.ts';
import type { TypeScriptAtHand } from './typescript-at-hand.ts';

/** What to tell after the report: what was repaired, how the files were linted, and what is odd about the compiler. */
export function closingLines({ results, manners }: Outcome, typescript: TypeScriptAtHand | string): string[] {
  const repaired = results.filter(({ output }) => output !== undefined).length;
  const lines = repaired > 0 ? [`Repaired ${counted(repaired, 'file')}.`] : [];

  const ways = [...manners].filter(([, files]) => files > 0).map(([manner, files]) => `${files} ${manner}`);
  if (ways.length > 0) lines.push(`Linted ${counted(results.length, 'file')}: ${ways.join(', ')}.`);
  else lines.push('There was no JavaScript or TypeScript file to lint.');

  if (typeof typescript === 'object' && typescript.note !== null) lines.push(typescript.note);
  return lines;
}
