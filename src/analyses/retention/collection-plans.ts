import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { functionOf } from '../../syntax/functions.ts';
import { dottedName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { isWithin } from '../../syntax/ranges.ts';
import { onlyDeclaratorOf, variableOf } from '../../syntax/variables.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { CleanUp } from './clean-ups.ts';
import type { CollectionUse, Growth } from './what-grows-and-shrinks.ts';
import type { Collection } from './collections.ts';
import type { GrowingCollection, InnerRemoval } from './growing-collections.ts';

type Node = TSESTree.Node;
type SourceCode = TSESLint.SourceCode;

/** A collection whose entries may go with their keys. */
export interface WeakPlan {
  readonly to: 'WeakMap' | 'WeakSet';
  /** The names of the class: of its constructor, and of its type where that is written. */
  readonly names: readonly TSESTree.Identifier[];
}

/**
 * How a collection can be made weak. Its keys are objects, and it is asked for nothing but the entry of a key, so that
 * nobody can tell that an entry went with its key. `null` when one of that is not known.
 */
export function weakPlanFor({ collection }: GrowingCollection, sourceCode: SourceCode): WeakPlan | null {
  const { shape, init, declaration, uses, growths } = collection;
  if ((shape !== 'Map' && shape !== 'Set') || !uses.every(isOfOneKey)) return null;
  const creation = withoutTypes(init);
  if (creation !== init || creation.type !== 'NewExpression' || creation.arguments.length > 0) return null;
  const declared =
    declaration.type === 'PropertyDefinition' ? declaration.typeAnnotation : declaration.id.typeAnnotation;
  const annotation = declared?.typeAnnotation;
  if (annotation && (annotation.type !== 'TSTypeReference' || dottedName(annotation.typeName) !== shape)) return null;
  const types = typeQueriesOf(sourceCode);
  const keyTypes = [annotation?.typeArguments, creation.typeArguments].flatMap((list) => list?.params[0] ?? []);
  if (!keyTypes.every((type) => types.isObject(type) === true)) return null;
  const isObject = (key: Node | null): boolean =>
    key !== null && (key.type === 'ThisExpression' || types.isObject(key) === true);
  if (!growths.every((growth) => !growth.isFirstOnly && isObject(shape === 'Map' ? growth.key : growth.value)))
    return null;
  const names = [creation.callee, ...(annotation ? [annotation.typeName] : [])] as TSESTree.Identifier[];
  return { to: `Weak${shape}`, names };
}

/** `set`, `get`, `has`, `delete`, `add`: what weak collections have too. */
function isOfOneKey(use: CollectionUse): boolean {
  if (use.does === 'read') return use.method === 'has';
  if (use.does === 'entry')
    return (
      use.node.type === 'CallExpression' &&
      use.node.callee.type === 'MemberExpression' &&
      propertyName(use.node.callee) === 'get'
    );
  return use.does === 'grow' || (use.does === 'shrink' && use.how === 'delete');
}

/** A statement that empties a full cache, and the one before which it goes. */
export interface BoundPlan {
  readonly before: Node;
  readonly statement: string;
}

/** How many entries a cache may hold before it begins anew: enough for most, and a number to change. */
const bound = 1000;

/**
 * How a cache gets a bound: the function that adds has looked for the entry first, and the file asks for nothing but
 * entries, so that what is dropped is made again when it is asked for. `null` for what is no cache for sure.
 */
export function boundPlanFor({ collection, growth, finding }: GrowingCollection): BoundPlan | null {
  const { shape, uses } = collection;
  const { node } = growth;
  if (finding !== 'only grows' || (shape !== 'Map' && shape !== 'Set') || !uses.every(isOfOneKey)) return null;
  const statement = node.parent;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  if (statement.type !== 'ExpressionStatement' || statement.parent.type !== 'BlockStatement') return null;
  const isAsked = uses.some(
    (use) =>
      (use.does === 'read' || use.does === 'entry') &&
      functionOf(use.node) === functionOf(node) &&
      use.node.range[1] <= node.range[0],
  );
  const name = dottedName(node.callee.object);
  if (!isAsked || name === null) return null;
  return { before: statement, statement: `if (${name}.size >= ${String(bound)}) ${name}.clear();` };
}

/** A statement that removes an entry, and the function that it goes into. */
export interface DeletionPlan {
  readonly code: CleanUp['code'];
  readonly statement: string;
}

/** How the clean-up can remove the entry. `null` when the clean-up does not see what the entry is found by. */
export function deletionPlanFor(
  { collection, growth, cleanUp }: GrowingCollection,
  sourceCode: SourceCode,
): DeletionPlan | null {
  const identity = growth.key ?? growth.value;
  const holder = holderText(growth, sourceCode);
  if (!cleanUp || !identity || holder === null || !isSeenIn(identity, cleanUp, sourceCode)) return null;
  const { code, how } = cleanUp;
  const key = sourceCode.getText(identity);
  // a function of its own has a `this` of its own
  if (how === 'returned' && code.type !== 'ArrowFunctionExpression' && /\bthis\b/.test(holder + key)) return null;
  const statement = removalOf(collection, holder, key);
  return { code, statement };
}

function removalOf({ shape }: Collection, holder: string, key: string): string {
  if (shape === 'object') return `delete ${holder}[${key}];`;
  if (shape !== 'array') return `${holder}.delete(${key});`;
  // `-1 >>> 0` lies behind the end of every array: nothing is removed
  return `${holder}.splice(${holder}.indexOf(${key}) >>> 0, 1);`;
}

/** How the collection is written where the entry is added. */
function holderText({ node }: Growth, sourceCode: SourceCode): string | null {
  const member =
    node.type === 'CallExpression' ? node.callee : node.type === 'AssignmentExpression' ? node.left : node.argument;
  return member.type === 'MemberExpression' && dottedName(member.object) !== null
    ? sourceCode.getText(member.object)
    : null;
}

/** Whether a path of names means the same in the clean-up as where the entry is added. */
function isSeenIn(identity: Node, { how, code }: CleanUp, sourceCode: SourceCode): boolean {
  if (dottedName(identity) === null) return false;
  let root: Node = withoutTypes(identity);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  if (root.type === 'ThisExpression') return how !== 'opposite' || identity === root;
  const variable = variableOf(root, sourceCode);
  const [definition] = variable?.defs ?? [];
  if (!variable || variable.defs.length !== 1 || !definition) return false;
  if (how === 'returned') {
    const isParameter = definition.type === ('Parameter' as never);
    const isConstant = isParameter
      ? variable.references.every((reference) => !reference.isWrite())
      : onlyDeclaratorOf(variable) !== null;
    const isInScope = isWithin(code, variable.scope.block) && isBefore(definition.name, code);
    return isConstant && isInScope && declaresNot(code, variable.name, sourceCode);
  }
  if (how === 'teardown' || definition.type !== ('Parameter' as never)) return false;
  return code.params.some((parameter) => parameter.type === 'Identifier' && parameter.name === variable.name);
}

const isBefore = (node: Node, other: Node): boolean => node.range[1] <= other.range[0];

const declaresNot = (code: Node, name: string, sourceCode: SourceCode): boolean =>
  !(sourceCode.scopeManager?.scopes ?? []).some(
    ({ block, set }) => block.range[0] >= code.range[0] && block.range[1] <= code.range[1] && set.has(name),
  );

/** A statement behind the one that empties an inner collection. */
export interface EmptyEntryPlan {
  readonly after: TSESTree.ExpressionStatement;
  readonly statement: string;
}

/** How an entry can be removed once what it holds is empty. `null` when the removal is no statement of its own. */
export function emptyEntryPlanFor({ call, entry }: InnerRemoval, sourceCode: SourceCode): EmptyEntryPlan | null {
  const inner = withoutTypes(call.callee);
  const outer = withoutTypes(entry.callee);
  const statement = call.parent.type === 'ChainExpression' ? call.parent.parent : call.parent;
  if (statement.type !== 'ExpressionStatement' || statement.parent.type !== 'BlockStatement') return null;
  if (inner.type !== 'MemberExpression' || outer.type !== 'MemberExpression') return null;
  const [key] = entry.arguments;
  if (!key || dottedName(key) === null) return null;
  const [holder, name, value] = [outer.object, key, inner.object].map((node) => sourceCode.getText(node));
  const access = inner.optional ? '?.' : '.';
  return { after: statement, statement: `if (${value!}${access}size === 0) ${holder!}.delete(${name!});` };
}
