import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { keepArgument } from '../../catalog/callees.ts';
import { ownDecorators } from '../../catalog/listeners.ts';
import { hasDecorator } from '../../syntax/class-syntax.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { fieldThatKeeps } from '../../syntax/value-positions.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { findAcquisitions, type Acquisition } from '../acquisitions/acquisitions.ts';
import { instanceOwnerAt, lineageOf, type InstanceOwner } from './class-members.ts';
import { usesOfBinding } from './field-uses.ts';
import { useOfValue } from '../acquisitions/handle-uses.ts';
import { acquisitionKeptAt } from '../acquisitions/kept-values.ts';

type Node = TSESTree.Node;
type FieldPosition = Extract<Acquisition['position'], { at: 'field' | 'field collection' }>;

/**
 * A resource that an instance acquires and keeps in a field, or in a collection that a field holds.
 * Errs towards silence: what is handed on in the same breath (`this._register(this.x = create())`) is nobody's here.
 */
export interface FieldHolding {
  readonly owner: InstanceOwner;
  readonly field: string;
  readonly isMany: boolean;
  /** What shows that the class owns it, whatever makes it: an old one is released before a new one comes, or a sibling is released. */
  readonly shownBy?: 'swap' | 'sibling';
  readonly acquisition: Acquisition & { readonly position: FieldPosition };
}

const holdingsByFile = new WeakMap<TSESLint.SourceCode, readonly FieldHolding[]>();

/** Every resource that fields of a file's classes hold, in source order. */
export function findFieldHoldings(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): readonly FieldHolding[] {
  let holdings = holdingsByFile.get(sourceCode);
  if (!holdings) {
    const found = [...findAcquisitions(sourceCode, settings), ...acquiredByWayOfVariables(sourceCode, settings)];
    holdings = found
      .flatMap((acquisition): FieldHolding[] => holdingOf(acquisition, sourceCode))
      .sort((one, other) => startOf(one) - startOf(other));
    holdingsByFile.set(sourceCode, holdings);
  }
  return holdings;
}

const startOf = ({ acquisition }: FieldHolding): number => acquisition.position.write.range[0];

function holdingOf(acquisition: Acquisition, sourceCode: TSESLint.SourceCode): FieldHolding[] {
  const { position, kind } = acquisition;
  if ((position.at !== 'field' && position.at !== 'field collection') || isQueried(position.write)) return [];
  const owner = instanceOwnerAt(position.expression, sourceCode);
  if (!owner || isSetter(position.field, owner, sourceCode)) return [];
  const isMany = position.at === 'field collection';
  const { write } = position;
  if (write.type === 'CallExpression' && !isPlainCollection(write, owner, sourceCode)) return [];
  if (write.type === 'AssignmentExpression') {
    const use = useOfValue(write, kind, sourceCode).does;
    // `return (this.x ??= create());`
    const isReturned = /^(ReturnStatement|ArrowFunctionExpression)$/.test(write.parent.type);
    if (use !== 'read' && !isReturned) return [];
  }
  return [{ owner, field: position.field, isMany, acquisition: { ...acquisition, position } }];
}

/** `@ContentChildren(Tab) tabs = new QueryList()`: the framework fills the field, and ends what is in it. */
export const isQueried = (write: Node): boolean =>
  write.type === 'PropertyDefinition' && hasDecorator(write, ownDecorators);

/** `set view(value) { this.#view?.dispose(); … }`: what is written there goes where the setter puts it. */
const isSetter = (field: string, owner: InstanceOwner, sourceCode: TSESLint.SourceCode): boolean =>
  lineageOf(owner, sourceCode).classes.some(({ members }) =>
    members.some(({ name, node }) => name === field && 'kind' in node && node.kind === 'set'),
  );

/** Whether `this.x.push(…)` adds to an array, a set or a map, and not to something that takes the duty over. */
function isPlainCollection(
  call: TSESTree.CallExpression,
  { members }: InstanceOwner,
  sourceCode: TSESLint.SourceCode,
): boolean {
  const callee = withoutTypes(call.callee);
  if (callee.type !== 'MemberExpression') return false;
  const types = typeQueriesOf(sourceCode);
  if (types.hasTypes) {
    const names = types.typeNamesOf(callee.object) ?? [];
    return names.length > 0 && names[0]!.module === null && /^(Array|Map|Set)$/.test(names[0]!.name);
  }
  const object = withoutTypes(callee.object);
  const field = object.type === 'MemberExpression' ? propertyName(object) : null;
  const declaration = members.find(({ name }) => name === field)?.node;
  const isDeclared = declaration?.type === 'PropertyDefinition' || declaration?.type === 'Property';
  const init = isDeclared ? declaration.value : null;
  return init?.type === 'ArrayExpression' || /^new (Map|Set|Array)\b/.test(init ? sourceCode.getText(init) : '');
}

/** `const r = create(); r.start(); this.r = r;`: the field holds what the constant got. */
function acquiredByWayOfVariables(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): Acquisition[] {
  const found: Acquisition[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    const position = positionFilledFrom(node);
    const variable = position && variableOf(position.expression, sourceCode);
    const acquisition = variable && acquisitionOf(variable, position, sourceCode, settings);
    if (acquisition) found.push(acquisition);
    return undefined;
  });
  return found;
}

/** `this.r = r`, `this.all.push(r)`, `this.all.set(key, r)`: where the value of a name goes. */
function positionFilledFrom(node: Node): FieldPosition | null {
  if (node.type === 'AssignmentExpression') {
    const target = withoutTypes(node.left);
    const isField = target.type === 'MemberExpression' && target.object.type === 'ThisExpression';
    const field = isField ? propertyName(target) : null;
    const isOne = field !== null && node.operator === '=' && node.right.type === 'Identifier';
    return isOne ? { at: 'field', field, write: node, expression: node.right } : null;
  }
  const expression = node.type === 'CallExpression' ? node.arguments.at(-1) : undefined;
  const field = node.type === 'CallExpression' ? fieldThatKeeps(node, keepArgument) : null;
  return node.type === 'CallExpression' && field !== null && expression?.type === 'Identifier'
    ? { at: 'field collection', field, write: node, expression }
    : null;
}

function acquisitionOf(
  variable: Variable,
  position: FieldPosition,
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): Acquisition | null {
  const declarator = onlyDeclaratorOf(variable);
  // what `using` holds is disposed by its block
  if (!declarator?.init || declarator.id.type !== 'Identifier' || declarator.parent.kind.endsWith('using')) return null;
  const acquisition = acquisitionKeptAt(declarator.init, position, sourceCode, settings);
  if (!acquisition) return null;
  // whatever else takes it over may be what releases it
  const others = usesOfBinding(declarator.id, { kind: acquisition.kind, isMany: false }, sourceCode, 0);
  const isHandedOn = others.some(
    ({ does, at }) => does === 'release' || (does === 'transfer' && !isWithin(at, position.write)),
  );
  return isHandedOn ? null : acquisition;
}
