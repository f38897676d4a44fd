import type { TSESTree } from '@typescript-eslint/utils';
import { oppositeVerbs } from '../../catalog/arrivals.ts';
import { nameOfFunction } from '../../syntax/functions.ts';

type Node = TSESTree.Node;

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

/** Whether a function is the undoing of another one by its name, and stands beside it: in the same class, object or module. */
export function isOpposite(begun: Node, undoing: Node): boolean {
  const [name, other] = [nameOfFunction(begun), nameOfFunction(undoing)];
  return name !== null && other !== null && isOppositeName(name, other) && holderOf(begun) === holderOf(undoing);
}

/** The class, the object, the function or the module that a function is a part of. */
function holderOf(code: Node): Node | null {
  let holder = code.parent;
  while (holder && !holders.has(holder.type)) holder = holder.parent;
  return holder ?? null;
}

const holders: ReadonlySet<string> = new Set(['ClassBody', 'ObjectExpression', 'Program', 'BlockStatement']);
