import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { namesIn, onlyDeclaratorOf, variableOf, type Variable } from '../../syntax/variables.ts';
import { functionNamed } from '../lifecycles/named-functions.ts';
import type { ListenerCall } from './listener-calls.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * Whether a signal ends together with the work that listens to it: nothing but the abort settles the promise, or each
 * caller makes the signal for the one call. Errs towards "no": of an exported function not every caller is known.
 */
export function endsWithItsWork(
  { listener, target }: ListenerCall,
  home: FunctionNode,
  sourceCode: SourceCode,
): boolean {
  return (
    (listener !== null && isSettledByItAlone(home, listener, sourceCode)) ||
    (target !== null && isMadeForEachCall(withoutTypes(target), sourceCode))
  );
}

/**
 * `await new Promise((resolve) => signal.addEventListener('abort', () => resolve()))`; of a promise that is given on,
 * others may not wait to the end.
 */
function isSettledByItAlone(home: FunctionNode, listener: Node, sourceCode: SourceCode): boolean {
  if (home.type === 'StaticBlock' || home.parent.type !== 'NewExpression') return false;
  if (home.parent.parent.type !== 'AwaitExpression') return false;
  const value = withoutTypes(listener);
  const code = isFunction(value) ? value : functionNamed(value, sourceCode);
  const settled = home.params.flatMap((parameter) =>
    namesIn(parameter).flatMap((name) => variableOf(name, sourceCode)?.references ?? []),
  );
  return (
    settled.length > 0 &&
    settled.every(({ identifier }) => identifier === value || (code && isWithin(identifier, code)))
  );
}

/** The signal is a parameter of a function that only this file calls, each time with the signal of a controller made there. */
function isMadeForEachCall(signal: Node, sourceCode: SourceCode): boolean {
  const variable = variableOf(signal, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition || !isFunction(definition.node) || definition.node.type === 'StaticBlock') return false;
  const index = definition.node.params.findIndex((parameter) => parameter === variable.identifiers[0]);
  const named = nameOf(definition.node, sourceCode);
  if (index === -1 || !named) return false;
  const uses = named.references.filter(({ init }) => init !== true).map(({ identifier }) => identifier);
  return (
    uses.length > 0 &&
    uses.every((use) => {
      const { parent: call } = use;
      const given = call.type === 'CallExpression' && call.callee === use ? call.arguments[index] : undefined;
      return given !== undefined && isMadeFor(call, withoutTypes(given), sourceCode);
    })
  );
}

/** The variable that holds a function of the file's own: an export counts as a use of it. */
function nameOf(code: Exclude<FunctionNode, TSESTree.StaticBlock>, sourceCode: SourceCode): Variable | null {
  const outer = code.type === 'FunctionDeclaration' ? code : code.parent;
  const id = outer.type === 'FunctionDeclaration' || outer.type === 'VariableDeclarator' ? outer.id : null;
  if (id?.type !== 'Identifier') return null;
  const statement = outer.type === 'VariableDeclarator' ? outer.parent : outer;
  return statement.parent?.type.startsWith('Export') ? null : variableOf(id, sourceCode);
}

/** `controller.signal` with a controller of the same run of the code around the call; `AbortSignal.timeout(ms)`. */
function isMadeFor(call: Node, given: Node, sourceCode: SourceCode): boolean {
  if (given.type === 'CallExpression') return /^AbortSignal\.(?:timeout|any)$/.test(dottedName(given.callee) ?? '');
  if (given.type !== 'MemberExpression' || propertyName(given) !== 'signal') return false;
  const variable = variableOf(given.object, sourceCode);
  const declarator = variable && onlyDeclaratorOf(variable);
  if (declarator?.init?.type !== 'NewExpression' || functionOf(declarator) !== functionOf(call)) return false;
  const block = declarator.parent.parent;
  for (let outer: Node | undefined = call; outer && outer !== block; outer = outer.parent) {
    if (/^(?:For|While|DoWhile)/.test(outer.type)) return false;
  }
  return functionOf(call).type !== 'Program';
}
