import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { classOfThis, functionOf } from '../../syntax/functions.ts';
import { withoutTypes } from '../../syntax/names.ts';
import { walk } from '../../syntax/walk.ts';
import { typeQueriesOf } from '../../type-queries/type-queries.ts';
import type { Acquisition } from '../acquisitions/acquisitions.ts';
import { inheritedEndOf } from '../lifecycles/inherited-ends.ts';
import { isOwningClass, type ClassNode } from './class-members.ts';
import type { FieldHolding } from './field-holdings.ts';

type SourceCode = TSESLint.SourceCode;

/** Texts by which a class hands what a field holds to the end that it inherits. */
export interface FieldRegistration {
  /** `this._register`, as the class writes it. */
  readonly tracker: string;
  readonly replacements: readonly { readonly range: readonly [number, number]; readonly text: string }[];
}

/**
 * How a class registers a field for its inherited end: in a line behind the one of the constructor that fills it, or
 * around its first value where the class does that elsewhere. Errs towards `null`: what a method puts there would be
 * registered once more at each call.
 */
export function fieldRegistrationFor(
  { owner, field, isMany, acquisition }: FieldHolding,
  sourceCode: SourceCode,
): FieldRegistration | null {
  const { position } = acquisition;
  if (!isOwningClass(owner) || isMany || position.at !== 'field') return null;
  const tracker = inheritedEndOf(owner, sourceCode)?.tracker ?? null;
  if (tracker === null || !hasDispose(acquisition, sourceCode)) return null;
  const { write } = position;
  if (write.type === 'AssignmentExpression') {
    const statement = write.parent;
    if (statement.type !== 'ExpressionStatement' || !isStepOfConstructor(statement)) return null;
    const [, end] = statement.range;
    const semicolon = sourceCode.text[end - 1] === ';' ? '' : ';';
    const before = (sourceCode.lines[statement.loc.start.line - 1] ?? '').slice(0, statement.loc.start.column);
    const lineBreak = sourceCode.text.includes('\r\n') ? '\r\n' : '\n';
    const separator = before.trim() === '' ? `${lineBreak}${before}` : ' ';
    const text = `${semicolon}${separator}${tracker}(this.${field});`;
    return { tracker, replacements: [{ range: [end, end], text }] };
  }
  const value = write.type === 'PropertyDefinition' ? write.value : null;
  if (!value || withoutTypes(value) !== value || !givesWhatItIsGiven(tracker, owner.node, sourceCode)) return null;
  const [start, end] = value.range;
  return {
    tracker,
    replacements: [
      { range: [start, start], text: `${tracker}(` },
      { range: [end, end], text: ')' },
    ],
  };
}

/** What is registered has to have a `dispose()`: what is known by its type alone may have no more than a symbol. */
function hasDispose({ kind: { release }, producers }: Acquisition, sourceCode: SourceCode): boolean {
  if (release.form !== 'self') return false;
  const types = typeQueriesOf(sourceCode);
  const isTyped = types.hasTypes && types.hasMember(producers[0].node, disposeMember) === true;
  return release.methods.includes('dispose') || isTyped;
}

const disposeMember: ReadonlySet<string> = new Set(['dispose']);

function isStepOfConstructor(statement: TSESTree.Statement): boolean {
  const method = functionOf(statement).parent;
  const isStep = statement.parent.type === 'BlockStatement' && statement.parent.parent === functionOf(statement);
  return isStep && method?.type === 'MethodDefinition' && method.kind === 'constructor';
}

/** `private readonly other = this._register(new Other())`: the class uses what the call gives. */
function givesWhatItIsGiven(tracker: string, home: ClassNode, sourceCode: SourceCode): boolean {
  let gives = false;
  walk(home.body, sourceCode, (node) => {
    if (node.type !== 'CallExpression' || classOfThis(node) !== home) return undefined;
    const { parent } = node;
    const isValue =
      (parent.type === 'PropertyDefinition' && parent.value === node) ||
      (parent.type === 'AssignmentExpression' && parent.right === node);
    gives ||= isValue && sourceCode.getText(node.callee) === tracker;
    return undefined;
  });
  return gives;
}
