import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

export type Variable = TSESLint.Scope.Variable;
export type Reference = TSESLint.Scope.Reference;
type Identifier = TSESTree.Identifier | TSESTree.JSXIdentifier;

const variablesByFile = new WeakMap<TSESLint.SourceCode, Map<Identifier, Variable>>();

function variablesOf(sourceCode: TSESLint.SourceCode): Map<Identifier, Variable> {
  let variables = variablesByFile.get(sourceCode);
  if (!variables) {
    variables = new Map();
    for (const scope of sourceCode.scopeManager?.scopes ?? []) {
      for (const { identifier, resolved } of scope.references) if (resolved) variables.set(identifier, resolved);
      for (const variable of scope.variables) {
        // those of the platform's libraries, some thousand in each file, are declared nowhere
        if (variable.identifiers.length === 0) continue;
        for (const identifier of variable.identifiers) variables.set(identifier, variable);
      }
    }
    variablesByFile.set(sourceCode, variables);
  }
  return variables;
}

/** The variable a name stands for, in a reference or in its declaration; `null` for what no scope of the file declares. */
export function variableOf(identifier: TSESTree.Node, sourceCode: TSESLint.SourceCode): Variable | null {
  return variablesOf(sourceCode).get(identifier as Identifier) ?? null;
}

/** Whether a name is a global that this file does not declare itself. */
export function isGlobal(identifier: TSESTree.Identifier, sourceCode: TSESLint.SourceCode): boolean {
  return (variableOf(identifier, sourceCode)?.defs.length ?? 0) === 0;
}

/** Whether a name means something of the file's own at a place, where the global would be meant. */
export function isShadowedAt(name: string, place: TSESTree.Node, sourceCode: TSESLint.SourceCode): boolean {
  let scope: TSESLint.Scope.Scope | null = sourceCode.getScope?.(place) ?? null;
  for (; scope; scope = scope.upper) {
    if ((scope.set.get(name)?.defs.length ?? 0) > 0) return true;
  }
  return false;
}

/** Whether the name of a variable stands for it at a place, and for nothing else. */
export function isInReach(variable: Variable, place: TSESTree.Node, sourceCode: TSESLint.SourceCode): boolean {
  let scope: TSESLint.Scope.Scope | null = sourceCode.getScope?.(place) ?? null;
  for (; scope; scope = scope.upper) {
    if (scope.set.has(variable.name)) return scope.set.get(variable.name) === variable;
  }
  return false;
}

/** The declarator that alone gives a variable its value, when nothing else ever writes it. */
export function onlyDeclaratorOf(variable: Variable): TSESTree.VariableDeclarator | null {
  const [definition] = variable.defs;
  if (variable.defs.length !== 1 || definition?.node.type !== 'VariableDeclarator') return null;
  return variable.references.every((reference) => !reference.isWrite() || reference.init) ? definition.node : null;
}

/** Whether a variable is declared by the module or script itself, and so lives as long as the program. */
export function isModuleLevel(variable: Variable): boolean {
  return variable.scope.type === 'module' || variable.scope.type === 'global';
}

/** Whether a name stands for a type alone; an export stands for both. Always false for parsers without types. */
export function isOfType(reference: Reference): boolean {
  const { isTypeReference, isValueReference } = reference as { isTypeReference?: boolean; isValueReference?: boolean };
  return isTypeReference === true && isValueReference !== true;
}

/** The names that a pattern declares or writes: `a` and `b` of `{ a, c: [b = 1] }`. */
export function namesIn(pattern: TSESTree.Node): TSESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}
