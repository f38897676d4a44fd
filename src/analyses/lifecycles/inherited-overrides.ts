import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isTypeScript } from '../../syntax/files.ts';
import { isClass } from '../../syntax/functions.ts';
import { keyName } from '../../syntax/names.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { ClassNode } from '../classes/class-members.ts';
import type { Owner } from './owners.ts';

/** A method that a class has to be given: it overrides the end of the base, and calls it in its last line. */
export interface InheritedOverride {
  readonly at: 'method';
  readonly home: TSESTree.ClassBody;
  readonly head: string;
  readonly tail: string;
  readonly name: string;
}

/**
 * How a class writes the end that it inherits. Errs towards `null`: what the base has may be asynchronous, or be given
 * something, and where no type says so only the name of the base speaks for a plain `dispose()`.
 */
export function inheritedOverrideOf(
  { node, inherited }: Owner,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): InheritedOverride | null {
  const method = inherited?.method ?? null;
  if (!isClass(node) || method === null || method.startsWith('Symbol.')) return null;
  const { body: members } = node.body;
  if (members.some((member) => 'key' in member && keyName(member.key, member.computed) === method)) return null;
  const member = typeQueriesOf(sourceCode).inheritedMemberOf(node, method);
  if (member === 'none' || (member !== null && (member.isAsync || !member.takesNothing))) return null;
  const isPublic = members.some((one) => one.type === 'MethodDefinition' && one.accessibility === 'public');
  const words = [isPublic ? 'public ' : '', marksOverrides(node, sourceCode) ? 'override ' : ''].join('');
  const head = isTypeScript(filename) ? `${words}${method}(): void` : `${method}()`;
  return { at: 'method', home: node.body, head, tail: `super.${method}();`, name: `\`${method}()\`` };
}

/** Whether a class has to mark what it overrides: the program asks for it, or the class does so already. */
export const marksOverrides = ({ body }: ClassNode, sourceCode: TSESLint.SourceCode): boolean =>
  typeQueriesOf(sourceCode).program?.marksOverrides === true ||
  body.body.some((member) => 'override' in member && member.override);
