import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isTypeScript } from '../syntax/files.ts';
import { keyName } from '../syntax/names.ts';
import type { Acquisition } from './acquisitions.ts';
import type { EffectCallback } from './effects-with-cleanup.ts';
import { freeName, nameFor } from './new-names.ts';
import type { OwningClass, Teardown } from './owning-classes.ts';
import { releaseCode } from './release-code.ts';

/** A line for a teardown, and the field that it needs when the handle has none yet. */
export interface TeardownPlan {
  readonly teardown: Teardown;
  /** The statement that releases the field. */
  readonly release: string;
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
  owner: OwningClass,
  sourceCode: TSESLint.SourceCode,
): TeardownPlan | null {
  const [teardown] = owner.teardowns;
  const plain = teardown && releaseCode(acquisition, `this.${field}`, teardown.method.value.async, sourceCode);
  if (!plain) return null;
  const declared = owner.node.body.body.find(
    (member) => 'key' in member && keyName(member.key, member.computed) === field,
  );
  const annotation =
    declared && 'typeAnnotation' in declared && declared.typeAnnotation
      ? sourceCode.getText(declared.typeAnnotation)
      : '';
  const isAlwaysSet =
    declared?.type === 'PropertyDefinition' && declared.value !== null && !/\b(null|undefined)\b/.test(annotation);
  // clear functions take undefined, not null; a method needs an object
  const needsGuard = acquisition.kind.release.form === 'function' ? /\bnull\b/.test(annotation) : !isAlwaysSet;
  return { teardown, release: needsGuard ? `if (this.${field}) ${plain}` : plain, newField: null };
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
  // only `start();` can become `this.#handle = start();`
  if (!teardown || position.at !== 'dropped' || position.expression !== node || !acquisition.isAwaited) return null;
  const name = fieldNameFor(acquisition, owner);
  const release = releaseCode(
    { ...acquisition, couldBeNullish: kind.release.form !== 'function' },
    `this.${name}`,
    teardown.method.value.async,
    sourceCode,
  );
  if (!release || (isTypeScript(filename) && !/^[\w$.]+$/.test(sourceCode.getText(node.callee)))) return null;
  const type =
    node.type === 'NewExpression'
      ? sourceCode.getText(node.callee)
      : `ReturnType<typeof ${sourceCode.getText(node.callee)}>`;
  const access = name.startsWith('#') ? '' : 'private ';
  const declaration = isTypeScript(filename) ? `${access}${name}: ${type} | undefined;` : `${name};`;
  return { teardown, release, newField: { name, owner: owner.node, declaration, expression: position.expression } };
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

/** A cleanup for an effect that drops the handle of what it starts. */
export interface CleanupPlan {
  readonly body: TSESTree.BlockStatement;
  readonly expression: TSESTree.Node;
  readonly name: string;
  readonly release: string;
}

/** How an effect can end what it starts. `null` when it returns something already, or starts it under a condition. */
export function cleanupPlan(
  acquisition: Acquisition,
  { body, hasReturn }: EffectCallback,
  sourceCode: TSESLint.SourceCode,
): CleanupPlan | null {
  const { position, producers } = acquisition;
  const [{ node: expression }] = producers;
  const isOwnStatement =
    position.at === 'dropped' && position.expression === expression && expression.parent.parent === body;
  const name = isOwnStatement && !hasReturn ? freeName(nameFor(acquisition), expression, sourceCode) : null;
  const release = name === null ? null : releaseCode(acquisition, name, false, sourceCode);
  return name === null || !release ? null : { body, expression, name, release };
}
