import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { classOfThis, functionOf, isClass, isFunction } from '../../syntax/functions.ts';
import { keyName, propertyName } from '../../syntax/names.ts';
import { variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { useOfValue } from '../acquisitions/handle-uses.ts';
import type { Producer } from '../acquisitions/producers.ts';
import { givenBy, returnedValuesOf, type ReturnedValue } from '../callees/returned-values.ts';

type Node = TSESTree.Node;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/**
 * A field, a variable or the result of a function that is sometimes a resource made here and sometimes one that
 * somebody else keeps, so that it is neither right to release it nor right to leave it.
 * Errs towards silence: where a name, a condition around a release, or a second write beside the making records who
 * owns it, and where a variable is handed on.
 */
export interface MixedOwnership {
  readonly of: 'field' | 'variable' | 'result';
  readonly name: string;
  readonly producer: Producer;
  /** The other value. */
  readonly kept: Node;
}

/** Every such place of a file. */
export function findMixedOwnership(
  sourceCode: TSESLint.SourceCode,
  settings: TSESLint.SharedConfigurationSettings,
): MixedOwnership[] {
  const found: MixedOwnership[] = [];
  const seen = new Set<Variable>();
  const valuesOf = (value: Node): readonly ReturnedValue[] => givenBy(value, functionOf(value), sourceCode, settings);
  walk(sourceCode.ast, sourceCode, (node) => {
    if (isClass(node)) found.push(...mixedFieldsOf(node, valuesOf, sourceCode));
    if (isFunction(node) && !isTagged(node, sourceCode)) {
      const mixed = mixedOf(returnedValuesOf(node, sourceCode, settings));
      if (mixed) found.push({ of: 'result', name: '', ...mixed });
    }
    const target = writtenVariable(node);
    const variable = target && variableOf(target, sourceCode);
    if (variable && !seen.has(variable)) {
      seen.add(variable);
      const mixed = mixedOf(valuesOfVariable(variable, valuesOf));
      if (mixed && staysUnrecorded(variable, mixed.producer, sourceCode))
        found.push({ of: 'variable', name: variable.name, ...mixed });
    }
    return undefined;
  });
  return found;
}

function mixedOf(values: readonly ReturnedValue[]): Pick<MixedOwnership, 'producer' | 'kept'> | null {
  const producer = values.find((value) => value.gives === 'new')?.producer;
  const kept = values.find(({ gives }) => gives === 'kept');
  return producer && kept ? { producer, kept: kept.node } : null;
}

/** A tag says whose the result is: `@owned`, `@borrowed`. */
export function isTagged(node: Node, sourceCode: TSESLint.SourceCode): boolean {
  let outer = node;
  while (outer.parent && /^(?:MethodDefinition|Property|VariableDeclarat|Export)/.test(outer.parent.type))
    outer = outer.parent;
  return sourceCode.getCommentsBefore(outer).some(({ value }) => /@(?:owned|borrowed)\b/.test(value));
}

function writtenVariable(node: Node): Node | null {
  if (node.type === 'VariableDeclarator') return node.init ? node.id : null;
  if (node.type === 'AssignmentPattern') return node.parent.type === 'TSParameterProperty' ? null : node.left;
  return node.type === 'AssignmentExpression' ? node.left : null;
}

function valuesOfVariable(
  { defs, references }: Variable,
  valuesOf: (value: Node) => readonly ReturnedValue[],
): ReturnedValue[] {
  const [definition] = defs;
  const { node } = definition ?? {};
  if (!definition || defs.length > 1 || !node) return [];
  const written = references.flatMap(({ writeExpr }) => (writeExpr ? valuesOf(writeExpr) : []));
  if (!isFunction(node)) return written;
  return [{ gives: 'kept', node: definition.name }, ...written];
}

/** Whether a function keeps a variable to itself, and nothing in it says whether the resource is its own. */
function staysUnrecorded(variable: Variable, { kind, node }: Producer, sourceCode: TSESLint.SourceCode): boolean {
  const home = functionOf(node);
  // `const own = given ? null : create(); const r = given ?? own;`: the other name holds nothing but what is new
  const own = firstHolderOf(node, sourceCode);
  const isEndedByIt = own?.references.some(
    ({ identifier, init }) => !init && useOfValue(identifier, kind, sourceCode).does === 'release',
  );
  if (own !== variable && isEndedByIt) return false;
  return variable.references.every((reference) => {
    const { identifier } = reference;
    if (reference.isWrite()) return true;
    if (functionOf(identifier) !== home) return false;
    const { does } = useOfValue(identifier, kind, sourceCode);
    return does === 'read' || (does === 'release' && !isUnderOtherCondition(identifier, variable.name));
  });
}

/** The variable that gets a new value first. */
function firstHolderOf(producer: Node, sourceCode: TSESLint.SourceCode): Variable | null {
  let value = producer;
  while (/^(Conditional|Logical|Await|TS\w+)Expression$/.test(value.parent?.type ?? '')) value = value.parent!;
  const { parent } = value;
  return parent?.type === 'VariableDeclarator' ? variableOf(parent.id, sourceCode) : null;
}

/** Whether a condition around a node asks for more than whether there is a value of this name. */
export function isUnderOtherCondition(node: Node, name: string): boolean {
  for (let inner = node, outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    const test =
      outer.type === 'IfStatement' || outer.type === 'ConditionalExpression'
        ? outer.test
        : outer.type === 'LogicalExpression' && outer.right === inner
          ? outer.left
          : null;
    if (test && test !== inner && !asksOnlyFor(test, name)) return true;
  }
  return false;
}

function asksOnlyFor(test: Node, name: string): boolean {
  if (test.type === 'Identifier') return test.name === name;
  if (test.type === 'MemberExpression') return test.object.type === 'ThisExpression' && propertyName(test) === name;
  if (test.type === 'BinaryExpression') return asksOnlyFor(test.left, name) && /^[!=]==?$/.test(test.operator);
  return test.type === 'UnaryExpression' && asksOnlyFor(test.argument, name);
}

/** Names with which code remembers whose a resource is. */
export const recordsOwner =
  /own(?:s|ed|er)|shared|external|internal|injected|borrowed|provided|managed|leaveOpen|keepOpen|(?:auto|should|must)_?(?:close|dispose|destroy|release|end)|(?:close|dispose|destroy|release|end)(?:On|When|If)/i;

function mixedFieldsOf(
  owner: ClassNode,
  valuesOf: (value: Node) => readonly ReturnedValue[],
  sourceCode: TSESLint.SourceCode,
): MixedOwnership[] {
  const values = new Map<string, ReturnedValue[]>();
  const add = (name: string | null, value: readonly ReturnedValue[]): void => {
    if (name !== null) values.set(name, [...(values.get(name) ?? []), ...value.filter(({ node }) => !isOfThis(node))]);
  };
  const accesses: TSESTree.MemberExpression[] = [];
  let isRecorded = false;
  walk(owner, sourceCode, (node) => {
    if (node !== owner && isClass(node)) return 'skip';
    if ((node.type === 'Identifier' || node.type === 'PrivateIdentifier') && recordsOwner.test(node.name))
      isRecorded = true;
    if (node.type === 'PropertyDefinition' && !node.static && node.value)
      add(keyName(node.key, node.computed), valuesOf(node.value));
    if (node.type === 'TSParameterProperty' && node.parameter.type === 'AssignmentPattern') {
      const { left, right } = node.parameter;
      if (left.type === 'Identifier') add(left.name, [{ gives: 'kept', node: left }, ...valuesOf(right)]);
    }
    if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression' && classOfThis(node) === owner) {
      accesses.push(node);
      const { parent } = node;
      if (parent.type === 'AssignmentExpression' && parent.left === node)
        add(propertyName(node), valuesOf(parent.right));
    }
    return undefined;
  });
  if (isRecorded || isTagged(owner, sourceCode)) return [];
  return [...values].flatMap(([name, given]): MixedOwnership[] => {
    const mixed = mixedOf(given);
    const own = accesses.filter((access) => propertyName(access) === name);
    if (!mixed || own.some((access) => recordsByCode(access, name))) return [];
    return isMadeBesideOtherWrite(mixed.producer.node, name) ? [] : [{ of: 'field', name, ...mixed }];
  });
}

const isOfThis = (node: Node): boolean =>
  node.type === 'ThisExpression' ||
  node.type === 'AssignmentExpression' ||
  (node.type === 'MemberExpression' && isOfThis(node.object)) ||
  (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && isOfThis(node.callee.object));

/** Released or handed on, under a condition that asks for something else than the field. */
function recordsByCode(access: TSESTree.MemberExpression, name: string): boolean {
  const { parent } = access;
  const isUse = parent.type === 'MemberExpression' || parent.type === 'CallExpression';
  return isUse && isUnderOtherCondition(access, name);
}

/** `if (!given) { this.connection = create(); this.x = true; }` */
function isMadeBesideOtherWrite(node: Node, name: string): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type !== 'BlockStatement' || outer.parent.type !== 'IfStatement') continue;
    const written = outer.body.map((statement) =>
      statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression'
        ? statement.expression.left
        : null,
    );
    return written.some((left) => left !== null && !(left.type === 'MemberExpression' && propertyName(left) === name));
  }
  return false;
}
