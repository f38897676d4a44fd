import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  applicationClass,
  basesThatEndNothing,
  basesWithEnd,
  endingDecorators,
  frameworkClasses,
  frameworkTeardowns,
} from '../../catalog/lifecycles.ts';
import { decoratorNames } from '../../syntax/class-syntax.ts';
import { isTypeScript } from '../../syntax/files.ts';
import { isClass } from '../../syntax/functions.ts';
import { dottedName } from '../../syntax/names.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { ClassNode } from '../classes/class-members.ts';
import { marksOverrides } from './inherited-overrides.ts';
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

/** The method that a framework calls at the end, as a class that has none has to write it. */
export interface FrameworkEnd {
  readonly head: string;
  /** What the base does at its end, which the new method has to call; `null` where it does nothing. */
  readonly tail: string | null;
}

/**
 * How a class writes the method of `frameworkEndOf`: it calls what it overrides, and is marked with `override` where the
 * class or the program marks it. Errs towards `null`: what a base has that no type and no catalog shows would be lost.
 */
export function frameworkEndToWrite(
  owner: Pick<Owner, 'node'>,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): FrameworkEnd | null {
  const { node } = owner;
  const method = frameworkEndOf(owner);
  if (method === null || !isClass(node)) return null;
  const written = isTypeScript(filename);
  const base = endOfBase(node, method, sourceCode);
  if (base === null) return null;
  const word = written && base !== 'none' && marksOverrides(node, sourceCode) ? 'override ' : '';
  return {
    head: `${word}${method}()${written ? ': void' : ''}`,
    tail: base === 'written' ? `super.${method}();` : null,
  };
}

/** Whether the base of a class has a method: none, one that is declared and not written, or one with code. */
function endOfBase(
  node: ClassNode,
  method: string,
  sourceCode: TSESLint.SourceCode,
): 'none' | 'declared' | 'written' | null {
  if (!node.superClass) return 'none';
  const member = typeQueriesOf(sourceCode).inheritedMemberOf(node, method);
  if (member === 'none') return 'none';
  if (member) return member.isAbstract ? 'declared' : member.isAsync || !member.takesNothing ? null : 'written';
  const base = dottedName(node.superClass) ?? '';
  if (basesWithEnd.test(base)) return 'written';
  return basesThatEndNothing.test(base) && !marksOverrides(node, sourceCode) ? 'none' : null;
}

/** Whether a class has a base of its own project's making, which may call its methods and clear its fields. */
export function hasUnseenBase({ node }: Pick<Owner, 'node'>): boolean {
  if (!isClass(node) || !node.superClass) return false;
  const base = dottedName(node.superClass);
  return base === null || !basesThatEndNothing.test(base);
}
