import type { TSESTree } from '@typescript-eslint/utils';
import { isNullish } from './constants.ts';
import { classOfThis } from './functions.ts';
import { keyName, propertyName, withoutTypes } from './names.ts';

/** Where `this.field` is declared in its class: the field, or the getter. */
export function declarationOfField(
  node: TSESTree.Node,
): TSESTree.PropertyDefinition | TSESTree.MethodDefinition | undefined {
  const member = withoutTypes(node);
  if (member.type !== 'MemberExpression' || member.object.type !== 'ThisExpression') return undefined;
  const name = propertyName(member);
  return classOfThis(member)?.body.body.find(
    (one): one is TSESTree.PropertyDefinition | TSESTree.MethodDefinition =>
      (one.type === 'PropertyDefinition' || (one.type === 'MethodDefinition' && one.kind === 'get')) &&
      !one.static &&
      keyName(one.key, one.computed) === name,
  );
}

/**
 * Whether `this.field` may hold nothing by its declaration: `form?: Form`, `timer = null`, `get root(): Element | null`.
 * Errs towards "no": what an alias or a base class declares is not seen.
 */
export function isOptionalField(node: TSESTree.Node): boolean {
  const declaration = declarationOfField(node);
  if (!declaration) return false;
  if (declaration.type === 'MethodDefinition') return namesNothing(declaration.value.returnType?.typeAnnotation);
  const { optional, typeAnnotation, value } = declaration;
  if (optional) return true;
  const type = typeAnnotation?.typeAnnotation;
  if (!type) return !value || isNullish(value);
  return namesNothing(type);
}

/** `Form | null` */
const namesNothing = (type: TSESTree.TypeNode | undefined): boolean =>
  type?.type === 'TSUnionType' && type.types.some((part) => /^TS(?:Null|Undefined)Keyword$/.test(part.type));
