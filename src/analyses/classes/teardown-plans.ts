import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isTypeScript } from '../../syntax/files.ts';
import { keyName, propertyName } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import type { Acquisition } from '../acquisitions/acquisitions.ts';
import type { InstanceOwner, InstanceTeardown, OwningClass } from './class-members.ts';
import { releaseCode } from '../acquisitions/release-code.ts';

/** A line for a teardown, and the field that it needs when the handle has none yet. */
export interface TeardownPlan {
  readonly teardown: InstanceTeardown & { readonly body: TSESTree.BlockStatement };
  /** The statement that releases the field. */
  readonly release: string;
  /** The statement of the teardown behind which the line belongs; `null` for its beginning. */
  readonly after: TSESTree.Statement | null;
  readonly newField: {
    readonly name: string;
    readonly owner: TSESTree.ClassDeclaration | TSESTree.ClassExpression;
    /** The declaration, without its indentation. */
    readonly declaration: string;
    /** The expression whose value goes into the field. */
    readonly expression: TSESTree.Node;
  } | null;
}

/** How the teardown of a class can release a resource that one of its fields holds. `null` when that cannot be written there. */
export function fieldReleasePlan(
  acquisition: Acquisition,
  field: string,
  owner: InstanceOwner,
  sourceCode: TSESLint.SourceCode,
): TeardownPlan | null {
  for (const teardown of owner.teardowns) {
    const { body } = teardown;
    const release = body && fieldReleaseCode(acquisition, field, owner, teardown.isAsync, sourceCode);
    if (!release) continue;
    return { teardown: { ...teardown, body }, release, after: placeIn(body, field, owner, sourceCode), newField: null };
  }
  return null;
}

/** The statement by which a method of the class releases the field. */
export function fieldReleaseCode(
  acquisition: Acquisition,
  field: string,
  owner: InstanceOwner,
  canAwait: boolean,
  sourceCode: TSESLint.SourceCode,
): string | null {
  const declared = owner.members.find(({ name }) => name === field)?.node;
  const declaration = declared?.type === 'PropertyDefinition' ? declared : null;
  const annotation = declaration?.typeAnnotation ? sourceCode.getText(declaration.typeAnnotation) : '';
  const couldBeNull = /\b(null|undefined)\b/.test(annotation) || declaration?.optional === true;
  const isAlwaysSet =
    !couldBeNull && !acquisition.couldBeNullish && (declaration?.value != null || isSetByConstructor(acquisition));
  const handle = `this.${field}`;
  const { kind } = acquisition;
  // clear functions take undefined, not null; a method needs an object
  if (kind.release.form !== 'function')
    return releaseCode({ ...acquisition, couldBeNullish: !isAlwaysSet }, handle, canAwait, sourceCode);
  const plain = releaseCode(acquisition, handle, canAwait, sourceCode);
  return plain && /\bnull\b/.test(annotation) ? `if (${handle}) ${plain}` : plain;
}

/** `constructor() { …; this.r = create(); }`: a step of the constructor that is always taken. */
function isSetByConstructor({ position }: Acquisition): boolean {
  const statement = 'write' in position ? position.write.parent : null;
  const member = statement?.parent?.parent?.parent;
  return (
    statement?.type === 'ExpressionStatement' &&
    statement.parent.type === 'BlockStatement' &&
    member?.type === 'MethodDefinition' &&
    member.kind === 'constructor'
  );
}

/**
 * Resources end in the reverse order of their acquisition: behind the releases of what was acquired later,
 * and behind the guard against a second call.
 */
function placeIn(
  { body }: TSESTree.BlockStatement,
  field: string,
  owner: InstanceOwner,
  sourceCode: TSESLint.SourceCode,
): TSESTree.Statement | null {
  const order = fieldsInOrder(owner, sourceCode);
  const mine = order.indexOf(field);
  let after: TSESTree.Statement | null = null;
  for (const statement of body) {
    const isGuard = statement.type === 'IfStatement' && leaves(statement.consequent) && !statement.alternate;
    const named = fieldsNamedIn(statement, sourceCode);
    const isOfLater = named.some((name) => order.indexOf(name) > mine && mine !== -1);
    const isMark = isFlagWrite(statement);
    if (isOfLater && !isGuard) {
      if (statement.type !== 'ExpressionStatement' && statement.type !== 'IfStatement') return after;
      after = statement;
    } else if ((isGuard || isMark) && body.slice(0, body.indexOf(statement)).every((earlier) => isGuardLike(earlier)))
      after = statement;
  }
  return after;
}

const isGuardLike = (statement: TSESTree.Statement): boolean =>
  isFlagWrite(statement) || (statement.type === 'IfStatement' && leaves(statement.consequent));

const leaves = (statement: TSESTree.Statement): boolean =>
  (statement.type === 'BlockStatement' ? statement.body.at(-1) : statement)?.type === 'ReturnStatement';

/** `this.disposed = true;` */
const isFlagWrite = (statement: TSESTree.Statement): boolean =>
  statement.type === 'ExpressionStatement' &&
  statement.expression.type === 'AssignmentExpression' &&
  statement.expression.right.type === 'Literal' &&
  typeof statement.expression.right.value === 'boolean';

/** The fields of a class in the order in which they first get a value. */
function fieldsInOrder({ members }: InstanceOwner, sourceCode: TSESLint.SourceCode): readonly string[] {
  const fields = members.flatMap(({ name, node }) =>
    node.type === 'PropertyDefinition' && node.value && name !== null ? [name] : [],
  );
  for (const { node } of members) {
    walk(node, sourceCode, (inner) => {
      if (inner.type !== 'AssignmentExpression' || inner.left.type !== 'MemberExpression') return undefined;
      if (inner.left.object.type === 'ThisExpression') fields.push(propertyName(inner.left) ?? '');
      return undefined;
    });
  }
  return [...new Set(fields)];
}

function fieldsNamedIn(statement: TSESTree.Statement, sourceCode: TSESLint.SourceCode): readonly string[] {
  const fields: string[] = [];
  walk(statement, sourceCode, (inner) => {
    if (inner.type === 'MemberExpression' && inner.object.type === 'ThisExpression')
      fields.push(propertyName(inner) ?? '');
    return undefined;
  });
  return fields;
}

/**
 * The same for a resource whose handle is dropped: it is kept in a field of its own first.
 * @param filename decides whether the field is declared with its type
 */
export function droppedReleasePlan(
  acquisition: Acquisition,
  owner: OwningClass,
  sourceCode: TSESLint.SourceCode,
  filename: string,
): TeardownPlan | null {
  const [teardown] = owner.teardowns;
  const { position, producers, kind } = acquisition;
  const [{ node }] = producers;
  const body = teardown?.body;
  // only `start();` can become `this.#handle = start();`
  if (!body || position.at !== 'dropped' || position.how === 'element' || position.how === 'state') return null;
  if (position.expression !== node || !acquisition.isAwaited) return null;
  const name = fieldNameFor(acquisition, owner);
  const release = releaseCode(
    { ...acquisition, couldBeNullish: kind.release.form !== 'function' },
    `this.${name}`,
    teardown.isAsync,
    sourceCode,
  );
  if (!release || (isTypeScript(filename) && !/^[\w$.]+$/.test(sourceCode.getText(node.callee)))) return null;
  const type =
    node.type === 'NewExpression'
      ? sourceCode.getText(node.callee)
      : `ReturnType<typeof ${sourceCode.getText(node.callee)}>`;
  const access = name.startsWith('#') ? '' : 'private ';
  const declaration = isTypeScript(filename) ? `${access}${name}: ${type} | undefined;` : `${name};`;
  return {
    teardown: { ...teardown, body },
    release,
    after: null,
    newField: { name, owner: owner.node, declaration, expression: position.expression },
  };
}

/** `#interval`, or `interval` where the class writes `private`; numbered when it is taken. */
function fieldNameFor({ kind }: Acquisition, { node }: OwningClass): string {
  const { body } = node.body;
  const usesKeyword = body.some((member) => 'accessibility' in member && member.accessibility === 'private');
  const noun = (kind.id?.split('/').at(-1) ?? 'resource').replace(/-(\w)/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  const taken = new Set(body.map((member) => ('key' in member ? keyName(member.key, member.computed) : null)));
  for (let count = 1; ; count++) {
    const name = `${usesKeyword ? '' : '#'}${noun}${count === 1 ? '' : String(count)}`;
    if (!taken.has(name)) return name;
  }
}
