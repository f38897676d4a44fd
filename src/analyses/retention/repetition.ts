import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { handlerTakers, passingTakers } from '../../catalog/arrivals.ts';
import { functionOf, isClass, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName, dottedName, keyName, propertyName } from '../../syntax/names.ts';
import { isOfType, variableOf, type Variable } from '../../syntax/variables.ts';
import { firstWordOf } from './words.ts';

type Node = TSESTree.Node;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** How often code runs in one program: as often as something happens, once while it is loaded or set up, or unknown. */
export type Repetition = 'many' | 'once' | 'unknown';

/**
 * How often a node is evaluated. A function is followed to its calls in the file; what is exported, a method of a class
 * that others know, or a handler is called many times. Errs towards "unknown".
 */
export function repetitionOf(node: Node, sourceCode: TSESLint.SourceCode, seen = new Set<Node>()): Repetition {
  if (isInEndlessLoop(node)) return 'many';
  const activation = functionOf(node);
  if (activation.type === 'Program' || activation.type === 'StaticBlock') return 'once';
  if (seen.has(activation)) return 'once';
  seen.add(activation);
  if (activation.type === 'PropertyDefinition') {
    return activation.static ? 'once' : instancesOf(activation.parent.parent, sourceCode, seen);
  }
  if (isDecoratorLike(activation)) return 'once';
  return callsOf(activation, sourceCode, seen);
}

function most(all: readonly Repetition[]): Repetition {
  return all.includes('many') ? 'many' : all.includes('unknown') ? 'unknown' : 'once';
}

/** `while (true)`, `for (;;)` and `for await` of the same function. */
export function isInEndlessLoop(node: Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type === 'ForOfStatement' && outer.await) return true;
    if (outer.type === 'ForStatement' && !outer.test) return true;
    if (outer.type === 'WhileStatement' && outer.test.type === 'Literal' && outer.test.value === true) return true;
  }
  return false;
}

/** `(target, propertyKey, descriptor) => …` runs when a class is defined. */
function isDecoratorLike(node: FunctionNode): boolean {
  if (node.type === 'StaticBlock') return false;
  const [first, second] = node.params;
  const annotation = second?.type === 'Identifier' ? second.typeAnnotation?.typeAnnotation : undefined;
  if (annotation?.type === 'TSTypeReference' && /Decorator\w*Context$/.test(dottedName(annotation.typeName) ?? ''))
    return true;
  // a method that is given a target binds something to it
  if (node.parent.type === 'MethodDefinition') return false;
  return first?.type === 'Identifier' && /^(target|ctor|constructor|_target)$/.test(first.name);
}

function callsOf(node: FunctionNode, sourceCode: TSESLint.SourceCode, seen: Set<Node>): Repetition {
  const { parent } = node;
  if (node.type === 'FunctionDeclaration') {
    if (node.parent.type.startsWith('Export')) return exportedAs(node.id?.name);
    return namedCallsOf(node, sourceCode, seen);
  }
  if (parent?.type === 'MethodDefinition') return methodCallsOf(parent, sourceCode, seen);
  return valueCallsOf(node, sourceCode, seen);
}

/** What is exported is called by others; what is named like a step of the set-up is not known to be called again. */
function exportedAs(name: string | null | undefined): Repetition {
  if (name === undefined || name === null || /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(name)) return 'many';
  // a capital: a component, a decorator factory
  return isSetUpName(name) || /^[A-Z]/.test(name) ? 'unknown' : 'many';
}
const setUp = /^(init|initialize|setup|bootstrap|main|configure|install|preload)$/;
const isSetUpName = (name: string): boolean => setUp.test(firstWordOf(name));

function namedCallsOf(node: Node, sourceCode: TSESLint.SourceCode, seen: Set<Node>): Repetition {
  const [variable] = sourceCode.scopeManager?.getDeclaredVariables(node) ?? [];
  return variable ? usesOf(variable, sourceCode, seen) : 'unknown';
}

function usesOf(variable: Variable, sourceCode: TSESLint.SourceCode, seen: Set<Node>): Repetition {
  const uses = variable.references.filter((reference) => !reference.init && !isOfType(reference));
  return most(
    uses.map(({ identifier }): Repetition => {
      const { parent } = identifier;
      if (parent?.type === 'CallExpression' && parent.callee === identifier)
        return repetitionOf(parent, sourceCode, seen);
      if (parent?.type === 'ExportSpecifier') return exportedAs(variable.name);
      return valueCallsOf(identifier, sourceCode, seen);
    }),
  );
}

/** How often a function is called that is the value of an expression. */
function valueCallsOf(node: Node, sourceCode: TSESLint.SourceCode, seen: Set<Node>): Repetition {
  const { parent } = node;
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === node ? repetitionOf(parent, sourceCode, seen) : callbackOf(parent, sourceCode, seen);
    case 'VariableDeclarator':
      if (parent.id.type !== 'Identifier') return 'unknown';
      if (parent.parent.parent.type === 'ExportNamedDeclaration') return exportedAs(parent.id.name);
      return namedCallsOf(parent, sourceCode, seen);
    case 'AssignmentExpression':
      return assignedTo(parent);
    case 'ExportDefaultDeclaration':
    case 'JSXExpressionContainer':
      return 'many';
    case 'Property':
      return parent.parent.type === 'ObjectExpression'
        ? objectCallsOf(parent.parent, keyName(parent.key, parent.computed), sourceCode)
        : 'unknown';
    case 'PropertyDefinition':
      return isKnownToOthers(parent.parent.parent, sourceCode) ? 'many' : 'unknown';
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      // a function that another one makes: for handlers and the like
      const maker = functionOf(node);
      return isFunction(maker) && !isDecoratorLike(maker) && !/^[A-Z]/.test(nameOf(maker) ?? '') ? 'many' : 'unknown';
    }
    default:
      return 'unknown';
  }
}

function callbackOf(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  sourceCode: TSESLint.SourceCode,
  seen: Set<Node>,
): Repetition {
  const name = calledName(call) ?? '';
  if (passingTakers.has(name)) return repetitionOf(call, sourceCode, seen);
  return handlerTakers.has(name) || /^on[A-Z]/.test(name) ? 'many' : 'unknown';
}

/** `exports.f = …`, `socket.onmessage = …` */
function assignedTo({ left, right, parent }: TSESTree.AssignmentExpression): Repetition {
  if (left.type !== 'MemberExpression') return 'unknown';
  const name = dottedName(left) ?? '';
  if (/^(module\.)?exports(\.|$)/.test(name))
    return exportedAs(right.type === 'Identifier' ? right.name : propertyName(left));
  return /^on[a-z]/.test(propertyName(left) ?? '') && parent.type === 'ExpressionStatement' ? 'many' : 'unknown';
}

/** Methods of an object that is exported. */
function objectCallsOf(object: Node, method: string | null, sourceCode: TSESLint.SourceCode): Repetition {
  const { parent } = object;
  // what a module pattern, or a factory, makes
  if (parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression') return exportedAs(method);
  if (parent?.type === 'ExportDefaultDeclaration') return exportedAs(method);
  if (parent?.type === 'AssignmentExpression') return assignedTo(parent) === 'many' ? exportedAs(method) : 'unknown';
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return 'unknown';
  if (parent.parent.parent.type === 'ExportNamedDeclaration') return exportedAs(method);
  const variable = variableOf(parent.id, sourceCode);
  const isExported = variable?.references.some(({ identifier }) => /^Export/.test(identifier.parent?.type ?? ''));
  return isExported ? exportedAs(method) : 'unknown';
}

function methodCallsOf(
  method: TSESTree.MethodDefinition,
  sourceCode: TSESLint.SourceCode,
  seen: Set<Node>,
): Repetition {
  const owner = method.parent.parent;
  if (method.kind === 'constructor') return instancesOf(owner, sourceCode, seen);
  const name = keyName(method.key, method.computed) ?? '';
  if (isSetUpName(name) || /^(onModuleInit|connectedCallback|ngOnInit)$/.test(name)) return 'unknown';
  return isKnownToOthers(owner, sourceCode) ? 'many' : 'unknown';
}

/** How often instances are made. */
function instancesOf(owner: ClassNode, sourceCode: TSESLint.SourceCode, seen: Set<Node>): Repetition {
  if (owner.parent.type.startsWith('Export')) return 'many';
  const references = (sourceCode.scopeManager?.getDeclaredVariables(owner) ?? []).flatMap((own) => own.references);
  return most(
    references.map(({ identifier }): Repetition => {
      const { parent } = identifier;
      if (parent?.type === 'NewExpression' && parent.callee === identifier)
        return repetitionOf(parent, sourceCode, seen);
      if (parent?.type === 'ExportSpecifier') return 'many';
      return parent?.type === 'AssignmentExpression' ? assignedTo(parent) : 'once';
    }),
  );
}

/** The class, or an instance of it, is exported, handed on or used. */
function isKnownToOthers(owner: ClassNode, sourceCode: TSESLint.SourceCode): boolean {
  if (owner.parent.type.startsWith('Export') || !isClass(owner)) return true;
  const references = (sourceCode.scopeManager?.getDeclaredVariables(owner) ?? []).flatMap((own) => own.references);
  return references.length > 0;
}

/** The name by which a function is known. */
export function nameOf(node: Node): string | null {
  if (node.type === 'FunctionDeclaration') return node.id?.name ?? null;
  const { parent } = node;
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent?.type === 'MethodDefinition' || parent?.type === 'Property' || parent?.type === 'PropertyDefinition')
    return keyName(parent.key, parent.computed);
  return parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression'
    ? propertyName(parent.left)
    : null;
}
