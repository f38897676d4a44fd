import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  givenValues,
  ownDecorators,
  ownProperties,
  ownValues,
  pageNames,
  pageSingletons,
  pageTypes,
  programRoots,
  programTargets,
} from '../../catalog/listeners.ts';
import { hasDecorator } from '../../syntax/class-syntax.ts';
import { isNullish } from '../../syntax/constants.ts';
import { classOfThis, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { isKeyOfGlobal, keyOf } from '../../syntax/value-keys.ts';
import { isModuleLevel, onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { isOfEachComponent } from '../lifecycles/components.ts';
import { couldBeForeign } from './foreign-documents.ts';
import { couldBeOfParent } from './injected-values.ts';
import { gatheredOf, isBoundElement, isOfMaker, isOwnResult, wholeOf } from './own-parts.ts';

type Node = TSESTree.Node;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/**
 * How long an event target lives, as far as the file says. `program`: as long as the page or process. `given`: somebody
 * else made it and handed it to the constructor or the component. `argument`: to another function. `owned`: made here,
 * so that it dies with its listeners. Errs towards `unknown`.
 */
export type TargetLifetime = 'program' | 'given' | 'argument' | 'owned' | 'unknown';

/** @param isElementLike the target has `addEventListener`: names of elements say more */
export function targetLifetimeOf(
  target: Node | null,
  isElementLike: boolean,
  sourceCode: TSESLint.SourceCode,
): TargetLifetime {
  if (!target) return 'program';
  const lifetime = lifetimeOf(target, sourceCode, 0);
  if (lifetime === 'program' || lifetime === 'owned' || !isElementLike) return lifetime;
  if (isQuery(target, sourceCode)) return 'program';
  if (!isDocumentOrWindow(target, sourceCode)) return lifetime;
  // that of a frame goes with the frame
  return couldBeForeign(target, sourceCode) ? 'unknown' : 'program';
}

/** What `matchMedia` gives. */
const isQuery = (target: Node, sourceCode: TSESLint.SourceCode): boolean =>
  typeQueriesOf(sourceCode)
    .typeNamesOf(target)
    ?.some(({ name, module }) => module === null && name === 'MediaQueryList') ?? false;

/** A document or a window by its type, or by its name where no type is known. */
function isDocumentOrWindow(target: Node, sourceCode: TSESLint.SourceCode): boolean {
  const names = typeQueriesOf(sourceCode).typeNamesOf(target);
  if (names && names.length > 0) return names.some(({ name, module }) => module === null && pageTypes.has(name));
  const expression = withoutTypes(target);
  const name = expression.type === 'MemberExpression' ? propertyName(expression) : null;
  return name !== null && pageNames.has(name);
}

function lifetimeOf(node: Node, sourceCode: TSESLint.SourceCode, depth: number): TargetLifetime {
  if (depth > 8) return 'unknown';
  const target = withoutTypes(node);
  const key = keyOf(target, sourceCode);
  if (key !== null && isKeyOfGlobal(key)) return lifetimeOfGlobal(key);
  switch (target.type) {
    case 'ThisExpression':
    case 'NewExpression':
    case 'ArrayExpression':
    case 'ObjectExpression':
      return 'owned';
    case 'Identifier': {
      const variable = variableOf(target, sourceCode);
      return variable ? lifetimeOfVariable(variable, sourceCode, depth) : 'unknown';
    }
    case 'MemberExpression':
      return lifetimeOfMember(target, sourceCode, depth);
    case 'CallExpression':
      return lifetimeOfResult(target, sourceCode, depth);
    case 'AwaitExpression':
      return lifetimeOf(target.argument, sourceCode, depth + 1) === 'owned' ? 'owned' : 'unknown';
    case 'LogicalExpression': {
      // `given ?? new Bus()`
      const right = lifetimeOf(target.right, sourceCode, depth + 1);
      const left = lifetimeOf(target.left, sourceCode, depth + 1);
      return left === right || left === 'owned' ? left : right === 'program' ? 'program' : 'unknown';
    }
    default:
      return 'unknown';
  }
}

function lifetimeOfGlobal(key: string): TargetLifetime {
  if (programTargets.has(key) || pageSingletons.has(key)) return 'program';
  return programRoots.has(key.split('.')[0] ?? '') ? 'program' : 'unknown';
}

function lifetimeOfResult(
  call: TSESTree.CallExpression,
  sourceCode: TSESLint.SourceCode,
  depth: number,
): TargetLifetime {
  const name = calledName(call) ?? '';
  if (/^inject/.test(name) && couldBeOfParent(call, sourceCode)) return 'unknown';
  if (name === 'matchMedia') return 'program';
  if (isOwnResult(call)) return 'owned';
  const whole = wholeOf(call);
  if (whole && lifetimeOf(whole, sourceCode, depth + 1) === 'owned') return 'owned';
  // `config.getEventManager()`: somebody else's
  const callee = withoutTypes(call.callee);
  // `new Keys(items).withWrap()`
  let made: Node = callee;
  while (made.type === 'MemberExpression' || made.type === 'CallExpression')
    made = withoutTypes(made.type === 'MemberExpression' ? made.object : made.callee);
  if (made.type === 'NewExpression') return 'owned';
  const isOwnMethod = callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression';
  // what is looked up by a key may be younger than who asks
  const isLookedUp = call.arguments.length > 0;
  if (givenValues.has(name) || (!isOwnMethod && !isLookedUp && /^_?(?:get|resolve|shared|current)[A-Z]/.test(name)))
    return 'given';
  return ownValues.has(name) || /^(?:create|make|build|new|open|connect|spawn|fork|clone)(?![a-z])/.test(name)
    ? 'owned'
    : 'unknown';
}

function lifetimeOfVariable(variable: Variable, sourceCode: TSESLint.SourceCode, depth: number): TargetLifetime {
  const [definition] = variable.defs;
  if (!definition || variable.defs.length !== 1) return 'unknown';
  const type: string = definition.type;
  if (type === 'ImportBinding') return 'program';
  if (type === 'Parameter') return lifetimeOfParameter(variable, definition.node, sourceCode, depth);
  if (isBoundElement(variable, sourceCode)) return 'owned';
  const declarator = onlyDeclaratorOf(variable);
  if (isModuleLevel(variable) && !isOfEachComponent(definition.node, sourceCode)) {
    // what is looked up in the page may be gone before the program is
    const found = declarator?.init && lifetimeOf(declarator.init, sourceCode, depth + 1);
    return found === 'owned' || found === 'program' ? 'program' : 'unknown';
  }
  return declarator?.init ? lifetimeOf(declarator.init, sourceCode, depth + 1) : 'unknown';
}

/** A parameter of a constructor or of a component belongs to who made it. */
function lifetimeOfParameter(
  variable: Variable,
  home: Node,
  sourceCode: TSESLint.SourceCode,
  depth: number,
): TargetLifetime {
  if (!isFunction(home) || home.type === 'StaticBlock') return 'unknown';
  const [identifier] = variable.identifiers;
  if (home.parent?.type === 'MethodDefinition' && home.parent.kind === 'constructor') {
    const parameter = identifier && home.params.find((given) => isWithin(identifier, given));
    return parameter && couldBeOfParent(parameter, sourceCode) ? 'unknown' : 'given';
  }
  const name = 'id' in home && home.id ? home.id.name : nameOfConstant(home);
  const isOfComponent = name !== null && /^(?:[A-Z]|use[A-Z])/.test(name);
  if (identifier && isOwnForSure(identifier, home, sourceCode, depth)) return 'owned';
  const gathered = gatheredOf(home);
  if (isOfMaker(home) || (gathered && lifetimeOf(gathered, sourceCode, depth + 1) === 'owned')) return 'owned';
  // a callback's parameter is what the caller has at hand
  if (home.parent?.type === 'CallExpression' && !isOfComponent) return depth > 0 ? 'unknown' : 'argument';
  return isOfComponent && identifier ? 'given' : 'argument';
}

/** A method that only the class calls, and always with something of its own: `this.#listen(this.socket)`. */
function isOwnForSure(
  parameter: Node,
  { params, parent: method }: Exclude<FunctionNode, TSESTree.StaticBlock>,
  sourceCode: TSESLint.SourceCode,
  depth: number,
): boolean {
  const name = method.type === 'MethodDefinition' ? keyName(method.key, method.computed) : null;
  if (method.type !== 'MethodDefinition' || name === null) return false;
  const isHidden = method.accessibility === 'private' || /^[#_]/.test(name);
  const index = params.findIndex((given) => isWithin(parameter, given));
  const given: Node[] = [];
  if (isHidden) {
    walk(method.parent, sourceCode, (node) => {
      if (node.type === 'CallExpression' && calledName(node) === name.replace(/^#/, ''))
        given.push(node.arguments[index] ?? node);
      return undefined;
    });
  }
  return given.length > 0 && given.every((value) => lifetimeOf(value, sourceCode, depth + 1) === 'owned');
}

/** The name of the constant that holds a function: `const Box = memo(({ bus }) => …)`. */
function nameOfConstant(node: Node): string | null {
  let value = node;
  while (value.parent?.type === 'CallExpression') value = value.parent;
  return value.parent?.type === 'VariableDeclarator' && value.parent.id.type === 'Identifier'
    ? value.parent.id.name
    : null;
}

function lifetimeOfMember(
  member: TSESTree.MemberExpression,
  sourceCode: TSESLint.SourceCode,
  depth: number,
): TargetLifetime {
  const name = propertyName(member);
  if (name === null) return 'unknown';
  if (ownProperties.has(name)) return 'owned';
  const object = withoutTypes(member.object);
  if (object.type === 'ThisExpression') {
    const owner = classOfThis(member);
    if (name === 'props') return 'given';
    return owner ? lifetimeOfField(owner, name, sourceCode, depth) : 'unknown';
  }
  const outer = lifetimeOf(object, sourceCode, depth + 1);
  // what a module's object holds may come and go
  return outer === 'program' && !isNamespace(object, sourceCode) ? 'unknown' : outer;
}

/** `import * as events from './events'`: its members are as old as the module. */
function isNamespace(object: Node, sourceCode: TSESLint.SourceCode): boolean {
  const variable = object.type === 'Identifier' ? variableOf(object, sourceCode) : null;
  return variable?.defs[0]?.node.type === 'ImportNamespaceSpecifier';
}

/** The lifetime of everything that is put into a field, when all of it agrees. */
function lifetimeOfField(
  owner: ClassNode,
  name: string,
  sourceCode: TSESLint.SourceCode,
  depth: number,
): TargetLifetime {
  const found = new Set<TargetLifetime>();
  for (const member of owner.body.body) {
    if (!('key' in member) || keyName(member.key, member.computed) !== name) continue;
    if ('decorators' in member && hasDecorator(member, ownDecorators)) return 'owned';
    if ('decorators' in member && member.decorators?.some(isInjected)) return 'given';
    if (member.type === 'PropertyDefinition' && member.value)
      found.add(lifetimeOf(member.value, sourceCode, depth + 1));
    if (member.type === 'MethodDefinition' && member.kind === 'get')
      found.add(lifetimeOfGetter(member, sourceCode, depth));
  }
  walk(owner.body, sourceCode, (node) => {
    if (node.type === 'TSParameterProperty') {
      const parameter = node.parameter.type === 'AssignmentPattern' ? node.parameter.left : node.parameter;
      if (parameter.type === 'Identifier' && parameter.name === name)
        found.add(couldBeOfParent(node, sourceCode) ? 'unknown' : 'given');
    }
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
    const isField = node.left.object.type === 'ThisExpression' && propertyName(node.left) === name;
    const value = withoutTypes(node.right);
    // `this.bus = null` says nothing of how long it lives
    if (isField && !isNullish(value)) found.add(lifetimeOf(value, sourceCode, depth + 1));
    return undefined;
  });
  if (found.has('owned')) return 'owned';
  const [only = 'unknown'] = found;
  return found.size === 1 ? only : 'unknown';
}

/** `@inject(Service) private readonly service: Service` */
const isInjected = ({ expression }: TSESTree.Decorator): boolean =>
  expression.type === 'CallExpression' && /^[iI]nject(?:Lazy)?$/.test(calledName(expression) ?? '');

/** `get document() { return this.element.ownerDocument; }` */
function lifetimeOfGetter(
  { value }: TSESTree.MethodDefinition,
  sourceCode: TSESLint.SourceCode,
  depth: number,
): TargetLifetime {
  const [statement] = value.body?.body ?? [];
  return statement?.type === 'ReturnStatement' && statement.argument
    ? lifetimeOf(statement.argument, sourceCode, depth + 1)
    : 'unknown';
}
