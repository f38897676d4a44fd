import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { combiningMethods, endingEvents, endingWords } from '../../catalog/promises.ts';
import { dottedName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { isOfType, onlyDeclaratorOf, type Variable } from '../../syntax/variables.ts';
import { outermost } from './what-grows-and-shrinks.ts';
import { isOfEachComponent } from '../lifecycles/components.ts';
import { accessesIn, classesIn, declaredVariables, holderOf, isProgramLived, type Holder } from './collections.ts';
import { wordsOf } from './words.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/**
 * A promise that is made once and settles when something ends, with every place that leaves a reaction on it. Errs
 * towards "settles soon": how it is made, and its name or the event that settles it, must say otherwise.
 */
export interface LongPromise {
  readonly name: string;
  readonly holder: Holder | 'local';
  readonly id: Node;
  readonly uses: readonly PromiseUse[];
}

/** What waits for the promise: `await`, `then`, or a method of `Promise` that is given it among others. */
export interface PromiseUse {
  readonly by: 'await' | 'then' | 'race' | 'any' | 'all' | 'allSettled';
  readonly node: Node;
  /** What else a method of `Promise` is given. */
  readonly others: readonly Node[];
}

const promisesByFile = new WeakMap<SourceCode, readonly LongPromise[]>();

/** The promises of a file that stay pending for long. */
export function findLongPromises(sourceCode: SourceCode): readonly LongPromise[] {
  let found = promisesByFile.get(sourceCode);
  if (!found) {
    found = /\bPromise\b|\bonce\b/.test(sourceCode.text) ? [...variablesIn(sourceCode), ...fieldsIn(sourceCode)] : [];
    promisesByFile.set(sourceCode, found);
  }
  return found;
}

function variablesIn(sourceCode: SourceCode): LongPromise[] {
  return declaredVariables(couldBePromise, sourceCode).flatMap(({ variable }): LongPromise[] => {
    const declarator = onlyDeclaratorOf(variable);
    const [id] = variable.identifiers;
    if (!declarator?.init || !id || !isPending(declarator.init, variable, sourceCode)) return [];
    const holder = isProgramLived(variable) && !isOfEachComponent(declarator, sourceCode) ? 'module' : 'local';
    const references = variable.references.filter((reference) => !reference.init && !isOfType(reference));
    return [{ name: variable.name, holder, id, uses: references.flatMap(({ identifier }) => useOf(identifier)) }];
  });
}

function fieldsIn(sourceCode: SourceCode): LongPromise[] {
  const found: LongPromise[] = [];
  for (const node of classesIn(sourceCode)) {
    for (const field of node.body.body) {
      if (field.type !== 'PropertyDefinition' || !field.value) continue;
      const name = keyName(field.key, field.computed);
      if (name === null || !isMadePending(field.value, name, sourceCode)) continue;
      const uses = (accessesIn(node, sourceCode).get(name) ?? []).flatMap(useOf);
      found.push({ name, holder: holderOf(field, node, sourceCode), id: field.key, uses });
    }
  }
  return found;
}

/** `new Promise(…)`, `once(process, 'SIGTERM')`, `Promise.withResolvers()`, `….promise` */
const couldBePromise = (init: Node | null): boolean =>
  init?.type === 'NewExpression' || init?.type === 'CallExpression' || init?.type === 'MemberExpression';

/** `const { promise: closed } = Promise.withResolvers()`, or a promise that is made so. */
function isPending(init: Node, variable: Variable, sourceCode: SourceCode): boolean {
  const [definition] = variable.defs;
  if (definition?.node.type !== 'VariableDeclarator') return false;
  const pattern = definition.node.id;
  if (pattern.type === 'Identifier') return isMadePending(init, variable.name, sourceCode);
  const property = variable.identifiers[0]?.parent;
  const isPromise =
    pattern.type === 'ObjectPattern' &&
    property?.type === 'Property' &&
    keyName(property.key, property.computed) === 'promise';
  return isPromise && isWithResolvers(init) && endsSomething(variable.name);
}

const endsSomething = (name: string): boolean => wordsOf(name).some((word) => endingWords.has(word));

function isWithResolvers(node: Node): boolean {
  const call = withoutTypes(node);
  return call.type === 'CallExpression' && dottedName(call.callee) === 'Promise.withResolvers';
}

function isMadePending(init: Node, name: string, sourceCode: SourceCode): boolean {
  const made = withoutTypes(init);
  if (made.type === 'MemberExpression')
    return propertyName(made) === 'promise' && isWithResolvers(made.object) && endsSomething(name);
  if (made.type === 'CallExpression') {
    // `once(process, 'SIGTERM')` of node:events
    const isOnce = /^(node:)?events$/.test(originOf(made.callee, sourceCode)?.module ?? '');
    return isOnce && isEndingEvent(made.arguments[1]);
  }
  if (made.type !== 'NewExpression' || dottedName(made.callee) !== 'Promise') return false;
  return endsSomething(name) || settlesAtEnd(made, sourceCode);
}

const isEndingEvent = (node: Node | undefined): boolean =>
  node?.type === 'Literal' && typeof node.value === 'string' && endingEvents.has(node.value);

/** `new Promise((resolve) => process.once('SIGTERM', resolve))`, and nothing else that could settle it. */
function settlesAtEnd({ arguments: [executor] }: TSESTree.NewExpression, sourceCode: SourceCode): boolean {
  if (executor?.type !== 'ArrowFunctionExpression' && executor?.type !== 'FunctionExpression') return false;
  const settling =
    sourceCode.scopeManager?.getDeclaredVariables(executor).flatMap(({ references }) => references) ?? [];
  return settling.every(({ identifier }) => {
    for (let outer: Node | undefined = identifier.parent; outer && outer !== executor; outer = outer.parent) {
      if (outer.type === 'CallExpression' && isEndingEvent(outer.arguments[0])) return true;
    }
    return false;
  });
}

/** What an occurrence of the promise leaves on it. */
function useOf(name: Node): PromiseUse[] {
  const node = outermost(name);
  const { parent } = node;
  if (parent?.type === 'AwaitExpression') return [{ by: 'await', node: parent, others: [] }];
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    const call = parent.parent;
    const isReaction = /^(then|catch|finally)$/.test(propertyName(parent) ?? '');
    return isReaction && call.type === 'CallExpression' && call.callee === parent
      ? [{ by: 'then', node: call, others: [] }]
      : [];
  }
  const call = parent?.type === 'ArrayExpression' ? parent.parent : null;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== parent || parent?.type !== 'ArrayExpression') return [];
  const [object, method = ''] = (dottedName(call.callee) ?? '').split('.');
  if (object !== 'Promise' || !combiningMethods.has(method)) return [];
  const others = parent.elements.filter(
    (element): element is TSESTree.Expression => element !== null && element !== node,
  );
  return [{ by: method as PromiseUse['by'], node: call, others }];
}
