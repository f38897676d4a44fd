import { counted } from '../reports/counted.ts';
import type { Outcome } from './lint-project.ts';
import type { TypeScriptAtHand } from './typescript-at-hand.ts';

/** What to tell after the report: what was repaired, how the files were linted, and what is odd about the compiler. */
export function closingLines(outcome: Outcome, typescript: TypeScriptAtHand | string): string[] {
  const { results } = outcome;
  const repaired = results.filter(({ output }) => output !== undefined).length;
  return [
    ...(repaired > 0 ? [`Repaired ${counted(repaired, 'file')}.`] : []),
    ...(results.length > 0 ? [`Linted ${counted(results.length, 'file')}: ${waysOf(outcome, typescript)}.`] : []),
    ...(typeof typescript === 'object' && typescript.note !== null ? [typescript.note] : []),
  ];
}

function waysOf({ manners }: Outcome, typescript: TypeScriptAtHand | string): string {
  const {
    'in a tsconfig': inside = 0,
    'outside every tsconfig': outside = 0,
    ...untyped
  } = Object.fromEntries(manners);
  const ways = Object.entries(untyped).map(([reason, files]) => `${files} without types ${reason}`);
  if (typeof typescript === 'object' && inside + outside > 0) {
    const strays = outside > 0 ? `, ${outside} of them outside every tsconfig` : '';
    ways.unshift(`${inside + outside} with types (TypeScript ${typescript.ts.version})${strays}`);
  }
  return ways.join('; ');
}
