import { basesThatEndNothing, frameworkClasses } from '../../catalog/lifecycles.ts';
import { isClass } from '../../syntax/functions.ts';
import { dottedName } from '../../syntax/names.ts';
import type { Owner } from './owners.ts';

/** The method that a framework calls when it is done with instances of this class; `null` where no framework is known to. */
export function frameworkEndOf({ node }: Owner): string | null {
  if (!isClass(node)) return null;
  const base = node.superClass && dottedName(node.superClass);
  // parsers that do not read TypeScript leave the list out
  const decorators = ((node as { decorators?: typeof node.decorators }).decorators ?? []).map(({ expression }) =>
    dottedName(expression.type === 'CallExpression' ? expression.callee : expression),
  );
  const framework = frameworkClasses.find(
    (row) =>
      (row.base && base && row.base.test(base)) ||
      decorators.some((decorator) => decorator !== null && row.decorator?.test(decorator)),
  );
  return framework?.end ?? null;
}

/** Whether a class has a base of its own project's making, which may call its methods and clear its fields. */
export function hasUnseenBase({ node }: Pick<Owner, 'node'>): boolean {
  if (!isClass(node) || !node.superClass) return false;
  const base = dottedName(node.superClass);
  return base === null || !basesThatEndNothing.test(base);
}
