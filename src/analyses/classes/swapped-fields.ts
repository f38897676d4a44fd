import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { endingMethods, ownerOptions } from '../../catalog/lifecycles.ts';
import { genericReleaseMethods } from '../../catalog/naming.ts';
import { observers } from '../../catalog/observers.ts';
import { eventProperty } from '../../catalog/subscriptions.ts';
import { functionOf } from '../../syntax/functions.ts';
import { calledName, keyName, propertyName, withoutTypes } from '../../syntax/names.ts';
import { keyOf } from '../../syntax/value-keys.ts';
import { leavesOf } from '../../syntax/value-leaves.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { Acquisition } from '../acquisitions/acquisitions.ts';
import { isExempt } from '../acquisitions/producers.ts';
import { disposableKind } from '../acquisitions/resource-kinds.ts';
import { instanceOwnerAt, membersReachedByTeardowns } from './class-members.ts';
import type { FieldHolding } from './field-holdings.ts';
import { usesOfField } from './field-uses.ts';

type Node = TSESTree.Node;

/**
 * A field whose old value is released before what a call gives is put there: the class shows that it owns what the
 * field holds, whatever makes it. Errs towards silence: the release and the new value stand in one function, and what
 * a part of the instance makes may end with that part.
 */
export function findSwappedFields(sourceCode: TSESLint.SourceCode): readonly FieldHolding[] {
  const found: FieldHolding[] = [];
  walk(sourceCode.ast, sourceCode, (node) => {
    const holding = node.type === 'AssignmentExpression' ? swapAt(node, sourceCode) : null;
    if (holding) found.push(holding);
    return undefined;
  });
  return found;
}

function isAwaited(call: Node): boolean {
  const outer = call.parent?.type === 'ChainExpression' ? call.parent.parent : call.parent;
  return outer?.type === 'AwaitExpression';
}

/** Subscriptions and observers have rules of their own. */
function isSubscription(made: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const name = calledName(made) ?? '';
  return name === 'subscribe' || eventProperty.test(name) || observers.has(name);
}

/** `this.register(new Layer())`: the instance may keep what it is given, and end it. */
function isRegistered(made: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const callee = withoutTypes(made.callee);
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'ThisExpression' &&
    made.arguments.some((argument) => /^(?:New|Call)Expression$/.test(withoutTypes(argument).type))
  );
}

/** `effect(run, { injector: this.injector })`: ends with whom it is given. */
const isGivenOwner = ({ arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression): boolean =>
  given.some(
    (argument) =>
      argument.type === 'ObjectExpression' &&
      argument.properties.some(
        (property) => property.type === 'Property' && ownerOptions.has(keyName(property.key, property.computed) ?? ''),
      ),
  );

const unknown = { sync: false, async: false, promised: false, couldBeNullish: false };

function swapAt(write: TSESTree.AssignmentExpression, sourceCode: TSESLint.SourceCode): FieldHolding | null {
  const target = withoutTypes(write.left);
  const isField = target.type === 'MemberExpression' && target.object.type === 'ThisExpression';
  const field = isField ? propertyName(target) : null;
  if (field === null || write.operator !== '=' || write.parent.type !== 'ExpressionStatement') return null;
  const { leaves, couldBeNullish, couldBeFalsy } = leavesOf(write.right);
  const [leaf] = leaves;
  const made = leaf && leaves.length === 1 ? withoutTypes(leaf.node) : null;
  if (!leaf || (made?.type !== 'CallExpression' && made?.type !== 'NewExpression')) return null;
  const owner = instanceOwnerAt(write, sourceCode);
  if (!owner || isSubscription(made) || isRegistered(made) || isGivenOwner(made)) return null;
  if (typeQueriesOf(sourceCode).typeNamesOf(made)?.some(isExempt)) return null;
  const kind = disposableKind(null, unknown, 'high');
  const home = functionOf(write);
  const releases = usesOfField(owner, field, { kind, isMany: false }, sourceCode).filter(
    ({ does, access, at }) => does === 'release' && access.range[0] < write.range[0] && functionOf(at) === home,
  );
  const call = releases.map(({ at }) => at).find((at) => at.type === 'CallExpression');
  const method = call && calledName(call);
  if (!method || !genericReleaseMethods.has(method)) return null;
  const reached = membersReachedByTeardowns(owner, sourceCode);
  if (isMadeByPart(made, [...reached], sourceCode)) return null;
  return {
    owner,
    field,
    isMany: false,
    shownBy: 'swap',
    acquisition: {
      kind: {
        ...kind,
        label: 'a resource',
        release: { form: 'self', methods: [method], ...(isAwaited(call) ? { async: true } : {}) },
        confidence: endingMethods.some(({ name }) => name === method) ? 'high' : 'medium',
        disposal: null,
      },
      producers: [{ node: made, kind, promised: false, couldBeNullish }],
      position: { at: 'field', field, write, expression: write.right },
      isAwaited: leaf.isAwaited,
      couldBeNullish,
      isConditional: couldBeNullish,
      couldBeFalsy,
      isMixed: false,
    } satisfies Acquisition,
  };
}

/** `this.child = this.scope.createChild()`, where the end disposes `this.scope`. */
function isMadeByPart(made: Node, reached: readonly Node[], sourceCode: TSESLint.SourceCode): boolean {
  const parts = new Set<string>();
  walk(made, sourceCode, (node) => {
    const key = node.type === 'MemberExpression' ? keyOf(node, sourceCode) : null;
    if (key !== null) parts.add(key);
    return undefined;
  });
  let isEnded = false;
  for (const code of reached) {
    walk(code, sourceCode, (node) => {
      if (node.type !== 'CallExpression' || !genericReleaseMethods.has(calledName(node) ?? '')) return undefined;
      const callee = withoutTypes(node.callee);
      isEnded ||= callee.type === 'MemberExpression' && parts.has(keyOf(callee.object, sourceCode) ?? '');
      return undefined;
    });
  }
  return isEnded;
}
