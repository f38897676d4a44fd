import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { plainCollectionMethods, plainFunctions } from '../../catalog/callees.ts';
import { teardownMethods } from '../../catalog/lifecycles.ts';
import { isClass, isFunction } from '../../syntax/functions.ts';
import { propertyName, withoutTypes } from '../../syntax/names.ts';
import { originOf } from '../../syntax/origins.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import { calleeOf, type Callee } from '../callees/callee-bodies.ts';

type Node = TSESTree.Node;

/**
 * Whether a call is known not to throw, by what it is called on or by the code of what it calls: `map.set(key, r)`, a
 * method that only gives a field, `new Mutex()`, `path.join(…)`. Errs towards no. An override of the method could throw where the method does not.
 */
export function isHarmlessCall(node: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
  const callee = calleeOf(node, sourceCode);
  if (callee !== null && callee !== 'declared') return isPlainCode(callee);
  if (node.type === 'NewExpression') return isPlainObject(node, sourceCode);
  if (isPlainFunction(node.callee, sourceCode)) return true;
  const member = withoutTypes(node.callee);
  if (member.type !== 'MemberExpression' || !plainCollectionMethods.has(propertyName(member) ?? '')) return false;
  const names = typeQueriesOf(sourceCode).typeNamesOf(member.object) ?? [];
  return (
    names.length > 0 && names.every(({ name, module }) => module === null && /^(Weak)?(Map|Set)$|^Array$/.test(name))
  );
}

/** `path.join(folder, name)`, `Array.from(names)` */
function isPlainFunction(callee: Node, sourceCode: TSESLint.SourceCode): boolean {
  const origin = originOf(callee, sourceCode);
  return (
    origin !== null &&
    plainFunctions.some(
      ({ from, names }) =>
        names.has(origin.path) && (from === null ? origin.module === null : from.test(origin.module ?? '')),
    )
  );
}

/** `new Mutex()` of a package: made of nothing, and nothing that has to be released. */
function isPlainObject(node: TSESTree.NewExpression, sourceCode: TSESLint.SourceCode): boolean {
  const types = typeQueriesOf(sourceCode);
  return (
    node.arguments.length === 0 &&
    (types.typeNamesOf(node) ?? []).some(({ module }) => module !== null) &&
    types.hasMember(node, new Set(teardownMethods)) === false &&
    types.disposabilityOf(node) === null
  );
}

const answers = new WeakMap<object, boolean>();

/** A function whose code calls nothing, waits for nothing and throws nothing; of a class, its fields too. */
function isPlainCode({ node, sourceCode, identity }: Callee): boolean {
  let isPlain = answers.get(identity);
  if (isPlain === undefined)
    answers.set(identity, (isPlain = ownersOf(node).every((code) => isPlainIn(code, sourceCode))));
  return isPlain;
}

/** What runs when a function is called: of a constructor the class around it, whose initialisers run too. */
function ownersOf(node: Node): readonly Node[] {
  const method = node.parent;
  if (method?.type !== 'MethodDefinition' || method.kind !== 'constructor') return [node];
  const owner = method.parent.parent;
  const fields = owner.body.body.filter((member) => 'value' in member && member.type !== 'MethodDefinition');
  return owner.superClass ? [owner] : [node, ...fields];
}

const breaks: ReadonlySet<string> = new Set([
  'AwaitExpression',
  'CallExpression',
  'ForInStatement',
  'ForOfStatement',
  'ImportExpression',
  'NewExpression',
  'SpreadElement',
  'Super',
  'TaggedTemplateExpression',
  'ThrowStatement',
  'YieldExpression',
]);

function isPlainIn(code: Node, sourceCode: TSESLint.SourceCode): boolean {
  if (isClass(code)) return false;
  let isPlain = true;
  walk(code, sourceCode, (inner) => {
    if (inner !== code && (isFunction(inner) || isClass(inner))) return 'skip';
    if (breaks.has(inner.type)) isPlain = false;
    return undefined;
  });
  return isPlain;
}
