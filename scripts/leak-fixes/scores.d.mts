export interface Report {
  line: number;
  column: number;
  ruleId: string | null;
  message: string;
}
export interface Side {
  text: string;
  program: object;
  reports: readonly Report[];
}
export interface Score {
  id: string;
  category: string;
  isHit: boolean;
  isClean: boolean;
  isStill: boolean;
  stray: string[];
  lines: number;
}
export function scoreOf(
  item: { id: string; category: string; path: string; lines: readonly number[]; isFixPartial?: boolean },
  before: Side,
  after: Side,
): Score;
export function tableOf(scores: readonly Score[]): string;
export function keptLines(lines: readonly number[], before: readonly string[], after: readonly string[]): number[];
