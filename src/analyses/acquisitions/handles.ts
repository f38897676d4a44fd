import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, type FunctionNode } from '../../syntax/functions.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import type { Acquisition } from './acquisitions.ts';
import { useOf, useOfPart, type Holder } from './handle-uses.ts';
import type { ResourceKind } from './resource-kinds.ts';
import { transfersByDeclaration, type Transfers } from './transfers.ts';

/** A function's own code, or the program's top level. */
export type Activation = FunctionNode | TSESTree.Program;

/** The local variable (with its aliases) through which a function holds what it acquires. */
export interface Handle {
  /** Counts the handles of its function. */
  readonly number: number;
  readonly variable: Variable;
  readonly name: string;
  /** The resource is in this property of the variable's object: `const holder = { property: create() }`. */
  readonly property: string | null;
  /** The variable and every other that only renames it; of a property, only those. */
  readonly variables: ReadonlySet<Variable>;
  readonly kind: ResourceKind;
  readonly acquisitions: readonly Acquisition[];
  readonly transfers?: Transfers;
  /** The variable holds many resources: an array, a set, a map. */
  readonly isMany: boolean;
  /** The block, loop or function to which the variable belongs. */
  readonly block: TSESTree.Node;
}

type HeldAcquisition = Acquisition & { readonly position: Extract<Acquisition['position'], { variable: Variable }> };

const isHeld = (acquisition: Acquisition): acquisition is HeldAcquisition => 'variable' in acquisition.position;

/** The acquisitions that go into a local variable of the function that makes them, by function. */
export function handlesByActivation(
  acquisitions: readonly Acquisition[],
  sourceCode: TSESLint.SourceCode,
  transfers = transfersByDeclaration,
): Map<Activation, Handle[]> {
  const byPlace = new Map<Variable, Map<string | null, [HeldAcquisition, ...HeldAcquisition[]]>>();
  for (const acquisition of acquisitions.filter(isHeld)) {
    const { position } = acquisition;
    let places = byPlace.get(position.variable);
    if (!places) byPlace.set(position.variable, (places = new Map<string | null, [HeldAcquisition]>()));
    const property = position.at === 'holder' ? position.property : null;
    const group = places.get(property);
    if (group) group.push(acquisition);
    else places.set(property, [acquisition]);
  }
  const byActivation = new Map<Activation, Handle[]>();
  const groups = [...byPlace].flatMap(([variable, places]) =>
    [...places].map(([property, group]) => ({ variable, property, group })),
  );
  for (const { variable, property, group } of groups) {
    const activation = activationOf(variable, group);
    if (!activation) continue;
    const [first] = group;
    const isMany = first.position.at === 'collection';
    const holder = { kind: first.kind, isMany, transfers };
    const handles = byActivation.get(activation) ?? [];
    const handle: Handle = {
      number: handles.length,
      variable,
      property,
      name: property === null ? variable.name : `${variable.name}.${property}`,
      variables:
        property === null
          ? aliasesOf([variable], holder, sourceCode)
          : aliasesOf(partsOf(variable, property, holder, sourceCode), holder, sourceCode),
      kind: first.kind,
      acquisitions: group,
      isMany,
      transfers,
      block: variable.scope.block,
    };
    handles.push(handle);
    byActivation.set(activation, handles);
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

/** The handle that an expression names; `null` for anything else. */
export type HandleLookup = (node: TSESTree.Node) => Handle | null;

export function handleLookup(handles: readonly Handle[], sourceCode: TSESLint.SourceCode): HandleLookup {
  const byVariable = new Map(
    handles.flatMap((handle) => [...handle.variables].map((variable) => [variable, handle] as const)),
  );
  const parts = handles.filter(({ property }) => property !== null);
  return (node) => {
    const expression = withoutTypes(node);
    if (expression.type === 'Identifier') {
      const variable = variableOf(expression, sourceCode);
      return (variable && byVariable.get(variable)) ?? null;
    }
    if (parts.length === 0 || expression.type !== 'MemberExpression') return null;
    const variable = variableOf(expression.object, sourceCode);
    const property = propertyName(expression);
    return parts.find((part) => part.variable === variable && part.property === property) ?? null;
  };
}

/** `const b = r`, `const r = await p`, `b = r.self()`: variables that stand for the same resource. */
function aliasesOf(first: readonly Variable[], holder: Holder, sourceCode: TSESLint.SourceCode): Set<Variable> {
  const aliases = new Set(first);
  for (const current of aliases) {
    for (const { identifier } of current.references) {
      const use = useOf(identifier, holder, sourceCode);
      if (use.does === 'rename') aliases.add(use.to);
    }
  }
  return aliases;
}

/** `const { r } = holder`, `const r = holder.r`: variables to which a property of an object is given. */
function partsOf(variable: Variable, property: string, holder: Holder, sourceCode: TSESLint.SourceCode): Variable[] {
  return variable.references.flatMap(({ identifier }) => {
    const use = useOfPart(identifier, property, holder, sourceCode);
    return use.does === 'rename' ? [use.to] : [];
  });
}

/** Where a report of an acquisition points: the name that gets the resource. */
export function nameNodeOf(acquisition: Acquisition, handle: Handle): TSESTree.Node {
  const { position } = acquisition;
  if (position.at === 'holder') return position.expression;
  const isAssigned = 'write' in position && position.write.type === 'AssignmentExpression';
  return isAssigned ? position.write.left : (handle.variable.identifiers[0] ?? position.expression);
}
