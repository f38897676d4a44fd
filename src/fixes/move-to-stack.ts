import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A constructor whose resources go on a stack until it is complete, and the releases that the stack replaces. */
export interface Stacked {
  readonly method: TSESTree.MethodDefinition;
  readonly name: string;
  readonly expressions: readonly TSESTree.Node[];
  readonly releases: readonly TSESTree.Statement[];
  /** The field is declared with its type. */
  readonly isTyped: boolean;
}

/**
 * Declares the stack with `using` at the beginning of the constructor, puts on it what is acquired, and moves it
 * into a private field at the end, which the teardown disposes.
 */
export function moveToStack(
  { method, name, expressions, releases, isTyped }: Stacked,
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const body = method.value.body;
  const [first, last] = [body?.body[0], body?.body.at(-1)];
  const [firstRelease, lastRelease] = [releases[0], releases.at(-1)];
  if (!body || !first || !last || !firstRelease || !lastRelease) return null;
  const separator = (node: TSESTree.Node, isOneLine: boolean): string =>
    isOneLine ? ' ' : `${lineBreakOf(sourceCode)}${indentationOf(node, sourceCode)}`;
  const isOneLine = body.loc.start.line === body.loc.end.line;
  const betweenStatements = separator(first, isOneLine);
  const betweenMembers = separator(method, method.parent.loc.start.line === method.parent.loc.end.line);

  const field = `#${name}${isTyped ? ': DisposableStack' : ''};`;
  const members = method.parent.body;
  // the overloads of a constructor stand right before its code
  let index = members.indexOf(method);
  while (isOverload(members[index - 1])) index--;
  const [before, head = method] = [members[index - 1], members[index]];
  const [comment] = sourceCode.getCommentsBefore(head);
  return (fixer) => [
    before?.type === 'PropertyDefinition'
      ? fixer.insertTextAfter(withCommentBeside(before, sourceCode), `${betweenMembers}${field}`)
      : fixer.insertTextBeforeRange((comment ?? head).range, `${field}${betweenMembers}`),
    fixer.insertTextBefore(first, `using ${name} = new DisposableStack();${betweenStatements}`),
    ...expressions.flatMap((expression) => [
      fixer.insertTextBefore(expression, `${name}.use(`),
      fixer.insertTextAfter(expression, ')'),
    ]),
    fixer.insertTextAfter(withCommentBeside(last, sourceCode), `${betweenStatements}this.#${name} = ${name}.move();`),
    fixer.replaceTextRange([firstRelease.range[0], lastRelease.range[1]], `this.#${name}.dispose();`),
  ];
}

const isOverload = (member: TSESTree.ClassElement | undefined): boolean =>
  member?.type === 'MethodDefinition' && member.kind === 'constructor' && member.value.body === null;

/** The comment behind a node on its line, or else the node. */
function withCommentBeside(node: TSESTree.Node, sourceCode: TSESLint.SourceCode): TSESTree.Node | TSESTree.Comment {
  const next = sourceCode.getTokenAfter(node, { includeComments: true }) as TSESTree.Comment | null;
  return next && /^(?:Line|Block)$/.test(next.type) && next.loc.start.line === node.loc.end.line ? next : node;
}
