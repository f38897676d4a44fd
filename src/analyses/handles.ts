import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, type FunctionNode } from '../syntax/functions.ts';
import { withoutTypes } from '../syntax/names.ts';
import { variableOf, type Variable } from '../syntax/variables.ts';
import type { Acquisition } from './acquisitions.ts';
import type { ResourceKind } from './resource-kinds.ts';

/** A function's own code, or the program's top level. */
export type Activation = FunctionNode | TSESTree.Program;

/** The local variable (with its aliases) through which a function holds what it acquires. */
export interface Handle {
  readonly variable: Variable;
  readonly name: string;
  /** The variable and every constant that only renames it. */
  readonly variables: ReadonlySet<Variable>;
  readonly kind: ResourceKind;
  readonly acquisitions: readonly Acquisition[];
  /** The variable holds many resources: an array, a set, a map. */
  readonly isMany: boolean;
  /** The block, loop or function to which the variable belongs. */
  readonly block: TSESTree.Node;
}

type HeldAcquisition = Acquisition & { readonly position: Extract<Acquisition['position'], { variable: Variable }> };

/** The acquisitions that go into a local variable of the function that makes them, by function. */
export function handlesByActivation(
  acquisitions: readonly Acquisition[],
  sourceCode: TSESLint.SourceCode,
): Map<Activation, Handle[]> {
  const byVariable = new Map<Variable, HeldAcquisition[]>();
  for (const acquisition of acquisitions) {
    const { position } = acquisition;
    if (!('variable' in position)) continue;
    const group = byVariable.get(position.variable);
    if (group) group.push(acquisition as HeldAcquisition);
    else byVariable.set(position.variable, [acquisition as HeldAcquisition]);
  }
  const byActivation = new Map<Activation, Handle[]>();
  for (const [variable, group] of byVariable) {
    const activation = activationOf(variable, group);
    const first = group[0];
    if (!activation || !first) continue;
    const handle: Handle = {
      variable,
      name: variable.name,
      variables: aliasesOf(variable, activation, sourceCode),
      kind: first.kind,
      acquisitions: group,
      isMany: first.position.at === 'collection',
      block: variable.scope.block,
    };
    byActivation.set(activation, [...(byActivation.get(activation) ?? []), handle]);
  }
  return byActivation;
}

/** The function that both declares the variable and makes all its acquisitions; otherwise another one may release it later. */
function activationOf(variable: Variable, group: readonly HeldAcquisition[]): Activation | null {
  const [definition] = variable.defs;
  if (variable.defs.length !== 1 || definition?.node.type !== 'VariableDeclarator') return null;
  const home = functionOf(definition.node);
  if (home.type === 'PropertyDefinition') return null;
  const isMadeHere = ({ position }: HeldAcquisition): boolean =>
    functionOf(position.at === 'loop variable' ? position.loop : position.write) === home;
  return group.every(isMadeHere) ? home : null;
}

/** `const b = r`, `const r = await p`: constants of the same function that stand for the same resource. */
function aliasesOf(variable: Variable, activation: Activation, sourceCode: TSESLint.SourceCode): Set<Variable> {
  const aliases = new Set([variable]);
  for (const current of aliases) {
    for (const { identifier } of current.references) {
      let value: TSESTree.Node = identifier;
      while (
        value.parent &&
        (withoutTypes(value.parent) === withoutTypes(value) || value.parent.type === 'AwaitExpression')
      )
        value = value.parent;
      const declarator = value.parent;
      if (declarator?.type !== 'VariableDeclarator' || declarator.init !== value || declarator.id.type !== 'Identifier')
        continue;
      if (declarator.parent.kind !== 'const' || functionOf(declarator) !== activation) continue;
      const alias = variableOf(declarator.id, sourceCode);
      if (alias) aliases.add(alias);
    }
  }
  return aliases;
}

/** Where a report of an acquisition points: the name that gets the resource. */
export function nameNodeOf(acquisition: Acquisition, handle: Handle): TSESTree.Node {
  const { position } = acquisition;
  const isAssigned = 'write' in position && position.write.type === 'AssignmentExpression';
  return isAssigned ? position.write.left : (handle.variable.identifiers[0] ?? position.expression);
}
