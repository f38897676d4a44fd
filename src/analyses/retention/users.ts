import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { briefFunctions, briefMethods, insertions } from '../../catalog/long-lived.ts';
import { numberOf } from '../../syntax/constants.ts';
import { functionOf, isFunction } from '../../syntax/functions.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isModuleLevel, variableOf, type Reference, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { functionHeldBy } from './closures.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** A timeout of more than this many milliseconds is not soon. */
const soon = 60_000;

/** The functions between a reference and the scope that declares its variable, the innermost first. */
export function functionsAround({ identifier, resolved }: Reference): Node[] {
  const functions: Node[] = [];
  const home = resolved?.scope.variableScope.block;
  for (let node: Node | undefined = identifier.parent; node && node !== home; node = node.parent) {
    if (isFunction(node)) functions.push(node);
    if (node.type === 'PropertyDefinition' && node.value && isWithin(identifier, node.value)) functions.push(node);
  }
  return functions;
}

/** When a function is surely done with: while the call that is given it runs, soon after, or that is not known. */
export type Brevity = 'at once' | 'soon' | null;

const brevities = new WeakMap<Node, Brevity>();

/**
 * How brief the life of a function is. One with a name is as brief as all that is done with it, and as the functions
 * that do it; one that nobody calls never keeps anything. Each of them is looked at once. Errs towards `null`.
 */
export function brevityOf(closure: Node, sourceCode: SourceCode): Brevity {
  const known = brevities.get(closure);
  if (known !== undefined) return known;
  let brevity: Brevity = 'at once';
  const holders = new Set<Node>([closure]);
  for (const holder of holders) {
    const variable = isGenerator(holder) ? null : namingOf(holder, sourceCode);
    if (!variable) brevity = worse(brevity, brevityOfUnnamed(holder, sourceCode));
    for (const { identifier, init } of variable?.references ?? []) {
      if (init) continue;
      brevity = worse(brevity, brevityAt(identifier, 'async' in holder && holder.async, sourceCode));
      const calling = functionOf(identifier);
      if (calling !== functionOf(holder)) holders.add(calling);
    }
    if (brevity === null) break;
  }
  brevities.set(closure, brevity);
  return brevity;
}

function brevityOfUnnamed(holder: Node, sourceCode: SourceCode): Brevity {
  if (holder.type === 'StaticBlock') return 'at once';
  return isFunction(holder) && !isGenerator(holder) ? brevityAt(holder, holder.async, sourceCode) : null;
}

const isGenerator = (node: Node): boolean => 'generator' in node && node.generator;

export const worse = (one: Brevity, other: Brevity): Brevity =>
  one === null || other === null ? null : one === 'soon' || other === 'soon' ? 'soon' : 'at once';

/** The local variable that a function declaration or a constant gives a function. */
export function namingOf(closure: Node, sourceCode: SourceCode): Variable | null {
  const name =
    closure.type === 'FunctionDeclaration'
      ? closure.id
      : closure.parent?.type === 'VariableDeclarator' && closure.parent.init === closure
        ? closure.parent.id
        : null;
  const variable = name && variableOf(name, sourceCode);
  return variable && functionHeldBy(variable) === closure ? variable : null;
}

/** What is done with a function where it is written or named. */
function brevityAt(node: Node, isAsync: boolean, sourceCode: SourceCode): Brevity {
  let value = node;
  while (value.parent && withoutTypes(value.parent) === withoutTypes(node) && value.parent.type !== 'CallExpression') {
    value = value.parent;
  }
  const { parent } = value;
  if (parent?.type === 'CallExpression' && parent.callee === value) return isAsync ? 'soon' : 'at once';
  // `(function () {}).call(this)`
  if (parent?.type === 'MemberExpression' && parent.object === value) {
    const isCalled = /^(call|apply)$/.test(propertyName(parent) ?? '') && parent.parent.type === 'CallExpression';
    return isCalled ? (isAsync ? 'soon' : 'at once') : null;
  }
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return null;
  const callee = withoutTypes(parent.callee);
  const origin = originOf(callee, sourceCode);
  if (origin?.module === null && briefFunctions.has(origin.path)) {
    const [, delay] = parent.arguments;
    const time = origin.path === 'setTimeout' && delay ? numberOf(delay, sourceCode) : null;
    if (time !== null && time > soon) return null;
    return /^(Array|JSON|Promise$)/.test(origin.path) && !isAsync ? 'at once' : 'soon';
  }
  if (callee.type !== 'MemberExpression' || !briefMethods.has(propertyName(callee) ?? '')) return null;
  const isReaction = /^(then|catch|finally)$/.test(propertyName(callee) ?? '');
  // a promise that the module or the instance holds may stay pending
  if (isReaction) return isHeld(callee.object, sourceCode) ? null : 'soon';
  return isAsync ? 'soon' : 'at once';
}

function isHeld(node: Node, sourceCode: SourceCode): boolean {
  let root = withoutTypes(node);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  if (root.type === 'CallExpression') return false;
  const variable = root.type === 'Identifier' ? variableOf(root, sourceCode) : null;
  return (
    root.type === 'ThisExpression' || (variable !== null && (variable.defs.length === 0 || isModuleLevel(variable)))
  );
}

/** Whether a value is only read where a reference stands: members of it, or as the argument of a call that is given it. */
export function isOnlyRead({ identifier }: Reference): boolean {
  let value: Node = identifier;
  while (value.parent && withoutTypes(value.parent) === identifier) value = value.parent;
  const { parent } = value;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === value || parent.computed;
    case 'CallExpression': {
      const callee = withoutTypes(parent.callee);
      return callee.type !== 'MemberExpression' || !insertions.has(propertyName(callee) ?? '');
    }
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'TemplateLiteral':
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'IfStatement':
    case 'ExpressionStatement':
    case 'SpreadElement':
    case 'AwaitExpression':
      return true;
    case 'ConditionalExpression':
      return parent.test === value;
    case 'VariableDeclarator':
      // `const { length } = value`
      return parent.init === value && parent.id.type === 'ObjectPattern';
    default:
      return false;
  }
}

const reachedByClosure = new WeakMap<Node, ReadonlySet<Node>>();

/** Every function that a closure could call, and itself: those that stand in it, and those held by variables it names. */
export function reachedFrom(closure: Node, sourceCode: SourceCode): ReadonlySet<Node> {
  let reached = reachedByClosure.get(closure);
  if (!reached) reachedByClosure.set(closure, (reached = computeReached(closure, sourceCode)));
  return reached;
}

function computeReached(closure: Node, sourceCode: SourceCode): ReadonlySet<Node> {
  const reached = new Set<Node>([closure]);
  const named = new Set<Variable>();
  for (const node of reached) {
    walk(node, sourceCode, (inner) => {
      if (isFunction(inner)) reached.add(inner);
      const variable = inner.type === 'Identifier' ? variableOf(inner, sourceCode) : null;
      if (!variable || named.has(variable) || isModuleLevel(variable)) return undefined;
      named.add(variable);
      for (const { type, node: declared } of variable.defs) {
        if ((type as string) === 'FunctionName') reached.add(declared);
      }
      for (const { writeExpr } of variable.references) {
        if (!writeExpr) continue;
        walk(writeExpr, sourceCode, (part) => {
          // what only ran while the value was made is not in it
          if (isFunction(part) && brevityOf(part, sourceCode) !== 'at once') reached.add(part);
          return undefined;
        });
      }
      return undefined;
    });
  }
  return reached;
}

/** Whether code runs once for the whole program: at its top level, or in a function that only the top level calls. */
export function runsOnce(node: Node, sourceCode: SourceCode): boolean {
  const activation = functionOf(node);
  if (activation.type === 'Program') return true;
  if (!isFunction(activation)) return false;
  if (activation.parent.type === 'CallExpression' && activation.parent.callee === activation) {
    return runsOnce(activation.parent, sourceCode);
  }
  const variable = namingOf(activation, sourceCode);
  const uses = variable?.references.filter(({ init }) => !init) ?? [];
  const [only] = uses;
  if (uses.length !== 1 || !only || isExported(activation)) return false;
  const call = only.identifier.parent;
  return (
    call.type === 'CallExpression' && call.callee === only.identifier && runsOnce(call, sourceCode) && !isRepeated(call)
  );
}

const isExported = (declared: Node): boolean => {
  const statement = declared.parent?.type === 'VariableDeclarator' ? declared.parent.parent : declared;
  return /^Export/.test(statement.parent?.type ?? '');
};

function isRepeated(node: Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (/^(For|While|DoWhile)/.test(outer.type)) return true;
  }
  return false;
}
