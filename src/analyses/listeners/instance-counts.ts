import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calledName } from '../../syntax/names.ts';
import { namesIn, variableOf } from '../../syntax/variables.ts';
import { walk } from '../../syntax/walk.ts';
import { isSingleton } from '../classes/instance-ends.ts';

type Node = TSESTree.Node;

/** One instance is known to live as long as the program, or how many there are is not known at all: of no class declaration. */
export const isMadeOnce = (node: Node, sourceCode: TSESLint.SourceCode): boolean =>
  node.type !== 'ClassDeclaration' || isSingleton(node, sourceCode);

/** `const ui = { start() {…}, stop() {…} }` at the top level: there is no other. */
export function isSingleObject(node: Node): boolean {
  const outer = node.parent;
  const isHeld = outer?.type === 'VariableDeclarator' || outer?.type === 'ExportDefaultDeclaration';
  return node.type === 'ObjectExpression' && isHeld && functionOf(node).type === 'Program';
}

/** `async function main() { const app = new App(); … }`, called at the top level: the only place that makes one. */
export function isMadeByMain(node: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (node.type !== 'ClassDeclaration' || !node.id || functionOf(node).type !== 'Program') return false;
  const { name } = node.id;
  const made: Node[] = [];
  walk(sourceCode.ast, sourceCode, (inner) => {
    if (inner.type === 'NewExpression' && inner.callee.type === 'Identifier' && inner.callee.name === name)
      made.push(inner);
    return undefined;
  });
  return made.length > 0 && made.every((one) => isRunAtTopLevel(functionOf(one), sourceCode));
}

function isRunAtTopLevel(home: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (home.type === 'Program') return true;
  const name =
    home.type === 'FunctionDeclaration' ? home.id : home.parent?.type === 'VariableDeclarator' ? home.parent.id : null;
  const references = (name && variableOf(name, sourceCode)?.references.filter(({ init }) => init !== true)) ?? [];
  return (
    references.length > 0 &&
    references.every(
      ({ identifier }) => identifier.parent.type === 'CallExpression' && functionOf(identifier).type === 'Program',
    )
  );
}

/** Called from the top level, or by a name that says that it sets the program up. */
export function isCalledOnce(home: Node, sourceCode: TSESLint.SourceCode): boolean {
  const named: Node =
    home.type === 'FunctionDeclaration' && home.id
      ? home.id
      : home.parent?.type === 'VariableDeclarator'
        ? home.parent.id
        : home;
  if (named.type !== 'Identifier') return true;
  if (
    /^(?:main|run|start|setup|init|boot|bootstrap|install|register|configure|enable|cli|handle|serve|listen|attach|patch)/i.test(
      named.name,
    )
  )
    return true;
  const references = variableOf(named, sourceCode)?.references ?? [];
  return references.some(
    ({ identifier }) => functionOf(identifier).type === 'Program' && identifier.parent.type === 'CallExpression',
  );
}

/** Called from the top level, or called `main`: when it fails, the program does. */
export function isRunOnce(home: FunctionNode, sourceCode: TSESLint.SourceCode): boolean {
  for (let code: Node = home; code.type !== 'Program'; code = functionOf(code)) {
    const { parent } = code;
    if (parent?.type === 'CallExpression' && parent.callee === code && functionOf(parent).type === 'Program')
      return true;
    // `program.command('dev').action(async () => …)`
    if (parent?.type === 'CallExpression' && parent.callee !== code && calledName(parent) === 'action') return true;
    const named =
      code.type === 'FunctionDeclaration' ? code.id : parent?.type === 'VariableDeclarator' ? parent.id : null;
    if (named?.type !== 'Identifier') continue;
    const references = variableOf(named, sourceCode)?.references ?? [];
    const isCalled = references.some(
      ({ identifier }) => identifier.parent.type === 'CallExpression' && functionOf(identifier).type === 'Program',
    );
    if (isCalled || /^(?:main|bootstrap|cli)$/i.test(named.name)) return true;
  }
  return false;
}

/** Inside `it('…', () => …)`. */
export function isInTest(node: Node): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (
      outer.type === 'CallExpression' &&
      /^(?:it|test|describe|suite|(?:before|after)(?:Each|All)?)$/.test(calledName(outer) ?? '')
    )
      return true;
  }
  return false;
}

/**
 * A listener that uses a parameter of the function which adds it, and so belongs to one call: `export const bind = (book)
 * => {…}`. Of a function that makes something, a program may want one thing alone.
 */
export function keepsArgument(listener: Node | null, home: FunctionNode, sourceCode: TSESLint.SourceCode): boolean {
  if (!listener || !isFunction(listener) || home.type === 'StaticBlock') return false;
  const parameters = new Set(
    home.params.flatMap((parameter) => namesIn(parameter).map((name) => variableOf(name, sourceCode))),
  );
  let keeps = false;
  if (givesSomething(home, sourceCode)) return false;
  walk(listener.body as Node, sourceCode, (node) => {
    const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
    keeps ||= variable !== null && parameters.has(variable);
    return undefined;
  });
  return keeps;
}

function givesSomething(home: FunctionNode, sourceCode: TSESLint.SourceCode): boolean {
  if (home.type === 'ArrowFunctionExpression' && home.body.type !== 'BlockStatement') return true;
  let gives = false;
  walk(home, sourceCode, (node) => {
    if (node !== home && isFunction(node)) return 'skip';
    gives ||= node.type === 'ReturnStatement' && node.argument !== null;
    return undefined;
  });
  return gives;
}
