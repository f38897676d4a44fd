import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { propertyName, withoutTypes } from './names.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from './variables.ts';

type Node = TSESTree.Node;

/** Where a name comes from: a module's export under a dotted path, or a global (`module: null`). */
export interface Origin {
  readonly module: string | null;
  /** `promises.open`; empty for the module (or its default export) itself. */
  readonly path: string;
}

/** Objects through which globals are also reached. */
const globalObjects = new Set(['globalThis', 'window', 'self', 'global']);

/** `window`, `globalThis` and their other names. */
export const isGlobalObject = (name: string): boolean => globalObjects.has(name);

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/**
 * Follows imports, `require`, destructuring and single-assignment constants, without types.
 * `null` when the name is a parameter, a local value, or anything else that this file does not settle.
 */
export function originOf(node: Node, sourceCode: TSESLint.SourceCode, depth = 0): Origin | null {
  if (depth > 8) return null;
  const expression = withoutTypes(node);
  if (expression.type === 'MemberExpression') {
    const name = propertyName(expression);
    const object = name === null ? null : originOf(expression.object, sourceCode, depth + 1);
    if (!object || name === null) return null;
    if (object.module === null && isGlobalObject(object.path)) return { module: null, path: name };
    // `import fs from 'node:fs'`: the default export of a CommonJS module is its namespace
    return { module: object.module, path: name === 'default' ? object.path : join(object.path, name) };
  }
  if (expression.type === 'CallExpression') return requiredModule(expression, sourceCode);
  if (expression.type === 'AwaitExpression' && expression.argument.type === 'ImportExpression') {
    return moduleNamed(expression.argument.source);
  }
  if (expression.type !== 'Identifier') return null;
  const variable = variableOf(expression, sourceCode);
  if (!variable || variable.defs.length === 0) return { module: null, path: expression.name };
  return originOfVariable(variable, sourceCode, depth);
}

function originOfVariable(variable: Variable, sourceCode: TSESLint.SourceCode, depth: number): Origin | null {
  const [definition] = variable.defs;
  if (variable.defs.length === 1 && definition?.type === ('ImportBinding' as never)) {
    return importedName(definition.node as TSESTree.ImportClause | TSESTree.TSImportEqualsDeclaration);
  }
  const declarator = onlyDeclaratorOf(variable);
  if (!declarator?.init) return null;
  if (declarator.id.type === 'Identifier') return originOf(declarator.init, sourceCode, depth + 1);
  if (declarator.id.type !== 'ObjectPattern') return null;
  for (const property of declarator.id.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier' || property.computed) continue;
    if (property.value.type !== 'Identifier' || property.value !== variable.identifiers[0]) continue;
    const source = originOf(declarator.init, sourceCode, depth + 1);
    return source && { module: source.module, path: join(source.path, property.key.name) };
  }
  return null;
}

function importedName(node: TSESTree.ImportClause | TSESTree.TSImportEqualsDeclaration): Origin | null {
  if (node.type === 'TSImportEqualsDeclaration') {
    return node.moduleReference.type === 'TSExternalModuleReference'
      ? moduleNamed(node.moduleReference.expression)
      : null;
  }
  const declaration = node.parent as TSESTree.ImportDeclaration;
  const module = declaration.source.value;
  if (node.type !== 'ImportSpecifier') return { module, path: '' };
  const name = node.imported.type === 'Identifier' ? node.imported.name : node.imported.value;
  return { module, path: name === 'default' ? '' : name };
}

function requiredModule(call: TSESTree.CallExpression, sourceCode: TSESLint.SourceCode): Origin | null {
  const callee = withoutTypes(call.callee);
  const [argument] = call.arguments;
  if (callee.type !== 'Identifier' || callee.name !== 'require' || !argument) return null;
  return (variableOf(callee, sourceCode)?.defs.length ?? 0) === 0 ? moduleNamed(argument) : null;
}

function moduleNamed(node: Node): Origin | null {
  return node.type === 'Literal' && typeof node.value === 'string' ? { module: node.value, path: '' } : null;
}

/** Whether two module names mean the same: Node's own are written with and without `node:`. */
export function isSameModule(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && one.replace(/^node:/, '') === other.replace(/^node:/, ''));
}

/** The package that a module belongs to: `mysql2` for `mysql2/promise`; Node's own modules are their own packages. */
export function packageOf(module: string): string {
  if (module.startsWith('node:')) return module;
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}
