import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../syntax/variables.ts';

/** Whether a written type has few values, as far as the file itself says: literals, an enum, `keyof`. Errs towards "not". */
export function isFewValuedType(type: TSESTree.Node, sourceCode: TSESLint.SourceCode, depth = 0): boolean {
  if (depth > 4) return false;
  switch (type.type) {
    case 'TSLiteralType':
    case 'TSBooleanKeyword':
      return true;
    case 'TSTypeOperator':
      return type.operator === 'keyof';
    case 'TSUnionType':
      return type.types.every((part) => isFewValuedType(part, sourceCode, depth + 1));
    case 'TSTypeReference': {
      const definition = variableOf(type.typeName, sourceCode)?.defs[0]?.node;
      if (definition?.type === 'TSEnumDeclaration') return true;
      return (
        definition?.type === 'TSTypeAliasDeclaration' &&
        isFewValuedType(definition.typeAnnotation, sourceCode, depth + 1)
      );
    }
    default:
      return false;
  }
}
