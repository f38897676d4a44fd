import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  applicationClass,
  basesThatEndNothing,
  endingDecorators,
  frameworkClasses,
  frameworkTeardowns,
} from '../../catalog/lifecycles.ts';
import { decoratorNames } from '../../syntax/class-syntax.ts';
import { isTypeScript } from '../../syntax/files.ts';
import { isClass } from '../../syntax/functions.ts';
import { dottedName } from '../../syntax/names.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { Owner } from './owners.ts';

/**
 * The method that a framework calls when it is done with instances of this class; `null` where no framework is known
 * to, where it never is (the application itself), and where a decorator writes the end.
 */
export function frameworkEndOf({ node }: Pick<Owner, 'node'>): string | null {
  if (!isClass(node)) return null;
  const base = node.superClass && dottedName(node.superClass);
  const decorators = decoratorNames(node);
  const isOtherwiseEnded = decorators.some((decorator) => decorator !== null && endingDecorators.test(decorator));
  if (isOtherwiseEnded || isApplication(node)) return null;
  const framework = frameworkClasses.find(
    (row) =>
      (row.base && base && row.base.test(base)) ||
      decorators.some((decorator) => decorator !== null && row.decorator?.test(decorator)),
  );
  return framework?.end ?? null;
}

/** Whether a class is the application itself, by its name: there is one instance, which lives as long as the page. */
export const isApplication = (node: TSESTree.Node): boolean =>
  isClass(node) && node.id !== null && applicationClass.test(node.id.name);

/** A service, of which a container most often makes one for the program, with no method that it calls in the end. */
export const isSharedService = ({ node, releasePlaces }: Pick<Owner, 'node' | 'releasePlaces'>): boolean =>
  isClass(node) &&
  node.superClass === null &&
  decoratorNames(node).some((decorator) => /^[iI]njectable$/.test(decorator ?? '')) &&
  !isEndedByFramework({ releasePlaces });

/** Whether an owner has an end that a framework calls. */
export const isEndedByFramework = ({ releasePlaces }: Pick<Owner, 'releasePlaces'>): boolean =>
  releasePlaces.some(({ name }) => frameworkTeardowns.has(name.replace(/[`()]/g, '')));

/**
 * The method of `frameworkEndOf` for a class that has no end of its own: `null` too where one that the file does not show could have it, a
 * base, or what is derived from an abstract class.
 */
export const missingEndOf = (owner: Pick<Owner, 'node'>): string | null =>
  hasUnseenBase(owner) || (isClass(owner.node) && owner.node.abstract) ? null : frameworkEndOf(owner);

/**
 * The head of the method that a framework would call at the end, as the class has to write it: `override` where the
 * class marks what it overrides, and the base has the method. `null` where that is not known.
 */
export function headOfFrameworkEnd(
  owner: Pick<Owner, 'node'>,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): string | null {
  const { node } = owner;
  const method = frameworkEndOf(owner);
  if (method === null || !isClass(node)) return null;
  const type = isTypeScript(filename) ? ': void' : '';
  const marksOverrides = node.body.body.some((member) => 'override' in member && member.override);
  const isInherited =
    marksOverrides && node.superClass !== null ? typeQueriesOf(sourceCode).inheritedMemberOf(node, method) : 'none';
  if (isInherited === null) return null;
  return `${isInherited === 'none' ? '' : 'override '}${method}()${type}`;
}

/** Whether a class has a base of its own project's making, which may call its methods and clear its fields. */
export function hasUnseenBase({ node }: Pick<Owner, 'node'>): boolean {
  if (!isClass(node) || !node.superClass) return false;
  const base = dottedName(node.superClass);
  return base === null || !basesThatEndNothing.test(base);
}
