import { oppositeVerbs } from '../../catalog/arrivals.ts';

/**
 * Whether one function is named as what takes another one back: `unregisterKeys` for `registerKeys`, `#off` for `#on`.
 * Errs towards "no": the verbs are those of the catalog, and all that stands behind them is the same.
 */
export function isOppositeName(name: string, undoing: string): boolean {
  const begun = name.replace(/^[#_]+/, '');
  const verb = /^[a-z]+/.exec(begun)?.[0] ?? '';
  const rest = begun.slice(verb.length);
  return (oppositeVerbs.get(verb) ?? []).some((opposite) => undoing.replace(/^[#_]+/, '') === `${opposite}${rest}`);
}
