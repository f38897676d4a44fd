import path from 'node:path';
import type { TSESLint } from '@typescript-eslint/utils';
import type { JSONSchema4 } from '@typescript-eslint/utils/json-schema';
import { calledName } from '../../syntax/names.ts';
import { isSameModule, packageOf } from '../../syntax/origins.ts';
import { typeQueriesOf, type TypeName } from '../../type-queries/type-queries.ts';
import type { Acquisition } from './acquisitions.ts';

/**
 * Names a type in the form that typescript-eslint uses for lists of what is allowed: a bare name wherever it comes
 * from, or a name with where it is declared.
 */
export type TypeSpecifier =
  | string
  | { readonly from: 'file'; readonly name: string | readonly string[]; readonly path?: string }
  | { readonly from: 'lib'; readonly name: string | readonly string[] }
  | { readonly from: 'package'; readonly name: string | readonly string[]; readonly package: string };

const names: JSONSchema4 = {
  oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true }],
};

/** The schema of a list of type specifiers, for the options of rules. */
export const typeSpecifiersSchema: JSONSchema4 = {
  type: 'array',
  description: 'Types whose values are left alone, in the form that typescript-eslint uses for lists of types.',
  items: {
    oneOf: [
      { type: 'string' },
      {
        type: 'object',
        additionalProperties: false,
        properties: { from: { type: 'string', enum: ['file'] }, name: names, path: { type: 'string' } },
        required: ['from', 'name'],
      },
      {
        type: 'object',
        additionalProperties: false,
        properties: { from: { type: 'string', enum: ['lib'] }, name: names },
        required: ['from', 'name'],
      },
      {
        type: 'object',
        additionalProperties: false,
        properties: { from: { type: 'string', enum: ['package'] }, name: names, package: { type: 'string' } },
        required: ['from', 'name', 'package'],
      },
    ],
  },
};

/**
 * Whether one of these specifiers names the type of what is acquired, or a type that it extends or implements.
 * Without types only a bare name is known, that of the class in a `new`.
 */
export function isOfType(
  { producers: [{ node }], position }: Acquisition,
  specifiers: readonly TypeSpecifier[],
  sourceCode: TSESLint.SourceCode,
  cwd: string,
): boolean {
  if (specifiers.length === 0) return false;
  const isPart =
    position.at === 'variable' &&
    position.write.type === 'VariableDeclarator' &&
    position.write.id.type !== 'Identifier';
  const found = typeQueriesOf(sourceCode).typeNamesOf((isPart && position.variable.identifiers[0]) || node);
  if (found) return specifiers.some((specifier) => found.some((name) => isNamedBy(name, specifier, cwd)));
  return node.type === 'NewExpression' && specifiers.includes(calledName(node) ?? '');
}

function isNamedBy({ name, module }: TypeName, specifier: TypeSpecifier, cwd: string): boolean {
  if (typeof specifier === 'string') return specifier === name;
  if (![specifier.name].flat().includes(name)) return false;
  switch (specifier.from) {
    case 'lib':
      return module === null;
    case 'package':
      return (
        module !== null &&
        !path.isAbsolute(module) &&
        [module, packageOf(module)].some((own) => isSameModule(own, specifier.package))
      );
    case 'file':
      return (
        module !== null &&
        path.isAbsolute(module) &&
        (specifier.path === undefined || path.resolve(cwd, specifier.path) === path.resolve(module))
      );
  }
}
