import type { TSESTree } from '@typescript-eslint/utils';
import { isNullish } from './constants.ts';
import { classOfThis } from './functions.ts';
import { keyName, propertyName, withoutTypes } from './names.ts';

/**
 * Whether `this.field` may hold nothing by its declaration: `form?: Form`, `listener: Listener | null`, `timer = null`.
 * Errs towards "no": what an alias or a base class declares is not seen.
 */
export function isOptionalField(node: TSESTree.Node): boolean {
  const member = withoutTypes(node);
  if (member.type !== 'MemberExpression' || member.object.type !== 'ThisExpression') return false;
  const name = propertyName(member);
  const declaration = classOfThis(member)?.body.body.find(
    (one) => one.type === 'PropertyDefinition' && !one.static && keyName(one.key, one.computed) === name,
  );
  if (declaration?.type !== 'PropertyDefinition') return false;
  const { optional, typeAnnotation, value } = declaration;
  if (optional) return true;
  const type = typeAnnotation?.typeAnnotation;
  if (!type) return !value || isNullish(value);
  return type.type === 'TSUnionType' && type.types.some((part) => /^TS(?:Null|Undefined)Keyword$/.test(part.type));
}
