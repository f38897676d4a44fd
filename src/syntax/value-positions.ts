import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { gathers, isIgnoredResult, mappedBy } from './gathered-values.ts';
import { dottedName, keyName, propertyName, withoutTypes } from './names.ts';
import { onlyDeclaratorOf, variableOf, type Variable } from './variables.ts';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;
export type VariableWrite = TSESTree.VariableDeclarator | TSESTree.AssignmentExpression;
export type FieldCollectionWrite = FieldWrite | TSESTree.CallExpression;
type FieldWrite = TSESTree.AssignmentExpression | TSESTree.PropertyDefinition;
type HowDropped = 'statement' | 'comma' | 'condition' | 'argument' | 'element' | 'state' | 'many';
export type ValueStep = { readonly property: string } | 'element';

/** Where the value of an expression ends up. `expression` is the outermost one that still has that value. */
export type ValuePosition =
  | { readonly at: 'variable'; readonly variable: Variable; readonly write: VariableWrite; readonly expression: Node }
  /** A variable that holds many values: an array, a set, a map of them. */
  | {
      readonly at: 'collection';
      readonly variable: Variable;
      readonly write: VariableWrite | Call;
      readonly expression: Node;
    }
  | {
      readonly at: 'loop variable';
      readonly variable: Variable;
      readonly loop: TSESTree.ForOfStatement;
      readonly expression: Node;
    }
  /** `const holder = { property: value }` */
  | {
      readonly at: 'holder';
      readonly variable: Variable;
      readonly property: string;
      readonly write: TSESTree.VariableDeclarator;
      readonly expression: Node;
    }
  /** `const { a } = value` */
  | { readonly at: 'pattern'; readonly declarator: TSESTree.VariableDeclarator; readonly expression: Node }
  | { readonly at: 'dropped'; readonly how: HowDropped; readonly expression: Node }
  /** `value.name` */
  | { readonly at: 'receiver'; readonly member: TSESTree.MemberExpression; readonly expression: Node }
  /** `this.name = value`, or the initialiser of an instance field. */
  | {
      readonly at: 'field';
      readonly field: string;
      readonly write: FieldWrite;
      readonly expression: Node;
    }
  /** `this.name.push(value)`, `this.name = [value]`: a field that may hold many values. */
  | {
      readonly at: 'field collection';
      readonly field: string;
      readonly write: FieldCollectionWrite;
      readonly expression: Node;
    }
  | {
      readonly at: 'argument';
      readonly call: Call;
      readonly index: number;
      readonly steps: readonly ValueStep[];
      readonly expression: Node;
    }
  | { readonly at: 'returned'; readonly expression: Node }
  | { readonly at: 'elsewhere'; readonly expression: Node };

/** Wrappers whose value is the value inside, in some or all runs. */
function passesOn(outer: Node, inner: Node): boolean {
  switch (outer.type) {
    case 'AwaitExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
      return true;
    case 'ConditionalExpression':
      return outer.test !== inner;
    case 'LogicalExpression':
      return outer.operator !== '&&' || outer.right === inner;
    case 'SequenceExpression':
      return outer.expressions.at(-1) === inner;
    default:
      return false;
  }
}

/**
 * Follows the value of an expression outwards to where it is kept, used or dropped.
 * Errs towards `elsewhere`, which means: not followed any further.
 * @param keepsArgument names of methods by which a collection keeps its argument
 */
export function positionOf(
  start: Node,
  sourceCode: TSESLint.SourceCode,
  keepsArgument: ReadonlySet<string>,
): ValuePosition {
  const steps: ValueStep[] = [];
  let expression = start;
  let isMany = false;
  let patternIndex = -1;
  for (;;) {
    const outer = expression.parent;
    if (!outer) return { at: 'elsewhere', expression };
    if (passesOn(outer, expression)) {
      expression = outer;
      continue;
    }
    if (outer.type === 'ArrayExpression') {
      if (gathers(outer.parent, outer)) {
        patternIndex = outer.elements.indexOf(expression as TSESTree.Expression);
        expression = outer.parent;
      } else {
        // `const [a, b] = [create(), create()]`
        if (outer.parent.type === 'VariableDeclarator')
          patternIndex = outer.elements.indexOf(expression as TSESTree.Expression);
        steps.unshift('element');
        expression = outer;
      }
      isMany = true;
      continue;
    }
    if (outer.type === 'CallExpression' && gathers(outer, expression)) {
      expression = outer;
      continue;
    }
    if (outer.type === 'Property' && outer.value === expression && outer.parent.type === 'ObjectExpression') {
      const property = keyName(outer.key, outer.computed);
      const holder = property === null || isMany || steps.length > 0 ? null : localHolder(outer.parent, sourceCode);
      if (holder && property !== null) return { at: 'holder', ...holder, property, expression };
      if (
        property === null ||
        (outer.parent.parent.type !== 'CallExpression' && outer.parent.parent.type !== 'NewExpression')
      ) {
        return { at: 'elsewhere', expression };
      }
      steps.unshift({ property });
      expression = outer.parent;
      continue;
    }
    const mapping = steps.length === 0 ? mappedBy(expression) : null;
    if (mapping) {
      expression = mapping;
      isMany = true;
      continue;
    }
    // `xs.forEach(() => create())`
    if (isIgnoredResult(expression)) return { at: 'dropped', how: 'many', expression };
    return endOf(expression, outer, { isMany, patternIndex, steps }, sourceCode, keepsArgument);
  }
}

interface Path {
  readonly isMany: boolean;
  readonly patternIndex: number;
  readonly steps: readonly ValueStep[];
}

function endOf(
  expression: Node,
  outer: Node,
  { isMany, patternIndex, steps }: Path,
  sourceCode: TSESLint.SourceCode,
  keepsArgument: ReadonlySet<string>,
): ValuePosition {
  const isInObject = steps.some((step) => step !== 'element');
  const elsewhere: ValuePosition = { at: 'elsewhere', expression };
  const isRead = !isMany && !isInObject;
  switch (outer.type) {
    case 'ExpressionStatement':
      // `await Promise.all([open(), open()]);`
      if (isMany && steps.length === 0) return { at: 'dropped', how: 'many', expression };
      return isRead ? { at: 'dropped', how: 'statement', expression } : elsewhere;
    case 'UnaryExpression':
      if (!isRead) return elsewhere;
      if (outer.operator !== 'void') return { at: 'dropped', how: 'condition', expression };
      return outer.parent.type === 'ExpressionStatement' || outer.parent.type === 'ArrowFunctionExpression'
        ? { at: 'dropped', how: 'statement', expression: outer }
        : elsewhere;
    case 'SequenceExpression':
      return isRead ? { at: 'dropped', how: 'comma', expression } : elsewhere;
    case 'BinaryExpression':
    case 'ConditionalExpression':
    case 'DoWhileStatement':
    case 'ForStatement':
    case 'IfStatement':
    case 'SwitchStatement':
    case 'TemplateLiteral':
    case 'WhileStatement':
      return isRead ? { at: 'dropped', how: 'condition', expression } : elsewhere;
    case 'MemberExpression':
      return isRead && outer.object === expression ? { at: 'receiver', member: outer, expression } : elsewhere;
    case 'VariableDeclarator':
      return isInObject || outer.parent.kind === 'using' || outer.parent.kind === 'await using'
        ? elsewhere
        : declared(outer, expression, { isMany, patternIndex, steps }, sourceCode);
    case 'AssignmentExpression':
      return assigned(outer, expression, isMany, isInObject, sourceCode);
    case 'PropertyDefinition':
      if (outer.value !== expression || outer.static || isInObject) return elsewhere;
      return fieldNamed(keyName(outer.key, outer.computed), outer, expression, isMany);
    case 'ForOfStatement': {
      if (outer.right !== expression || !isMany || steps.length > 1 || outer.left.type !== 'VariableDeclaration')
        return elsewhere;
      const [declarator] = outer.left.declarations;
      const variable =
        outer.left.kind !== 'using' && outer.left.kind !== 'await using' ? variableOf(declarator.id, sourceCode) : null;
      return variable ? { at: 'loop variable', variable, loop: outer, expression } : elsewhere;
    }
    case 'CallExpression':
    case 'NewExpression': {
      const index = outer.arguments.indexOf(expression as TSESTree.Expression);
      if (index === -1) return elsewhere;
      const collection = isInObject ? null : localCollection(outer, sourceCode, keepsArgument);
      if (collection) return { at: 'collection', variable: collection, write: outer, expression };
      const field = isInObject ? null : fieldThatKeeps(outer, keepsArgument);
      if (field !== null && outer.type === 'CallExpression')
        return { at: 'field collection', field, write: outer, expression };
      return { at: 'argument', call: outer, index, steps, expression };
    }
    case 'ReturnStatement':
    case 'YieldExpression':
      return { at: 'returned', expression };
    case 'ArrowFunctionExpression':
      return outer.body === expression ? { at: 'returned', expression } : elsewhere;
    default:
      return elsewhere;
  }
}

/** The constant that an object literal is the value of. */
function localHolder(
  object: TSESTree.ObjectExpression,
  sourceCode: TSESLint.SourceCode,
): { readonly variable: Variable; readonly write: TSESTree.VariableDeclarator } | null {
  const write = object.parent;
  if (write.type !== 'VariableDeclarator' || write.parent.kind !== 'const') return null;
  const variable = variableOf(write.id, sourceCode);
  return variable && { variable, write };
}

function declared(
  declarator: TSESTree.VariableDeclarator,
  expression: Node,
  path: Path,
  sourceCode: TSESLint.SourceCode,
): ValuePosition {
  const { id } = declarator;
  if (id.type === 'Identifier') {
    const variable = variableOf(id, sourceCode);
    if (!variable) return { at: 'elsewhere', expression };
    return { at: path.isMany ? 'collection' : 'variable', variable, write: declarator, expression };
  }
  if (!path.isMany) {
    const hasRest = id.type === 'ObjectPattern' && id.properties.some(({ type }) => type === 'RestElement');
    return id.type === 'ObjectPattern' && !hasRest
      ? { at: 'pattern', declarator, expression }
      : { at: 'elsewhere', expression };
  }
  const element = id.type === 'ArrayPattern' ? id.elements[path.patternIndex] : undefined;
  const variable = element?.type === 'Identifier' ? variableOf(element, sourceCode) : null;
  return variable ? { at: 'variable', variable, write: declarator, expression } : { at: 'elsewhere', expression };
}

function assigned(
  assignment: TSESTree.AssignmentExpression,
  expression: Node,
  isMany: boolean,
  isInObject: boolean,
  sourceCode: TSESLint.SourceCode,
): ValuePosition {
  const { left, operator } = assignment;
  if (isInObject || assignment.right !== expression || !['=', '??=', '||='].includes(operator))
    return { at: 'elsewhere', expression };
  if (left.type === 'Identifier') {
    const variable = variableOf(left, sourceCode);
    // a value that is also handed on (`return (r = open())`) has a second holder; a test only looks at it
    const isAlone = assignment.parent.type === 'ExpressionStatement' || isTested(assignment);
    if (!variable || !isAlone) return { at: 'elsewhere', expression };
    return { at: isMany ? 'collection' : 'variable', variable, write: assignment, expression };
  }
  if (left.type === 'MemberExpression' && left.object.type === 'ThisExpression') {
    return fieldNamed(propertyName(left), assignment, expression, isMany);
  }
  // `this.clients[id] = value`
  const collection = left.type === 'MemberExpression' && left.computed ? fieldOfThis(left.object) : null;
  if (collection !== null && !isMany)
    return { at: 'field collection', field: collection, write: assignment, expression };
  return { at: 'elsewhere', expression };
}

/** `if ((r = open()))`, `while ((r = next()) !== null)` */
function isTested({ parent }: TSESTree.AssignmentExpression): boolean {
  return (
    /^(If|While|DoWhile)Statement$/.test(parent.type) ||
    (parent.type === 'UnaryExpression' && parent.operator === '!') ||
    (parent.type === 'BinaryExpression' && /^[!=]==?$/.test(parent.operator))
  );
}

/** The name of `this.name`, and of `(this.name ??= [])`. */
function fieldOfThis(node: Node): string | null {
  const object = withoutTypes(node);
  if (object.type === 'AssignmentExpression') return fieldOfThis(object.left);
  return object.type === 'MemberExpression' && object.object.type === 'ThisExpression' ? propertyName(object) : null;
}

/** The field in `this.field.push(value)`. */
export function fieldThatKeeps(call: Call, keepsArgument: ReadonlySet<string>): string | null {
  const callee = withoutTypes(call.callee);
  if (callee.type !== 'MemberExpression' || !keepsArgument.has(propertyName(callee) ?? '')) return null;
  return fieldOfThis(callee.object);
}

function fieldNamed(
  field: string | null,
  write: TSESTree.AssignmentExpression | TSESTree.PropertyDefinition,
  expression: Node,
  isMany: boolean,
): ValuePosition {
  if (field === null) return { at: 'elsewhere', expression };
  return { at: isMany ? 'field collection' : 'field', field, write, expression };
}

/** `m` in `m.set('k', value)`, where `m` is a collection that the same function made and holds in a constant. */
export function localCollection(
  call: Call,
  sourceCode: TSESLint.SourceCode,
  keepsArgument: ReadonlySet<string>,
): Variable | null {
  if (
    call.type !== 'CallExpression' ||
    call.callee.type !== 'MemberExpression' ||
    call.callee.object.type !== 'Identifier'
  )
    return null;
  if (!keepsArgument.has(propertyName(call.callee) ?? '') || call.parent.type !== 'ExpressionStatement') return null;
  const variable = variableOf(call.callee.object, sourceCode);
  const init = variable && onlyDeclaratorOf(variable)?.init;
  if (!variable || !init) return null;
  const isFresh =
    (init.type === 'ArrayExpression' && init.elements.length === 0) ||
    (init.type === 'NewExpression' &&
      init.arguments.length === 0 &&
      /^(Map|Set|Array|WeakMap)$/.test(dottedName(init.callee) ?? ''));
  return isFresh ? variable : null;
}
