import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentUnitOf } from '../syntax/indentation.ts';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** Resources that go on a stack, and the `try` statements that released them until then. */
export interface StackInPlace {
  readonly name: string;
  readonly isAsync: boolean;
  readonly held: readonly {
    readonly declarator: TSESTree.VariableDeclarator;
    /** The call that the stack has to be told; `null` where it disposes by itself. */
    readonly release: TSESTree.CallExpression | null;
    readonly isAwaited: boolean;
  }[];
  readonly outer: TSESTree.TryStatement;
  readonly inner: TSESTree.TryStatement;
  readonly needsBlock: boolean;
}

/**
 * Declares a stack with `using`, puts every resource on it where it is acquired, and leaves of the `try` statements
 * what the innermost one guards.
 * @returns `null` where a comment would be lost, or lines of a template literal would move
 */
export function holdOnStack(
  { name, isAsync, held, outer, inner, needsBlock }: StackInPlace,
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const declarations = held.map(({ declarator }) => declarator.parent);
  const [first] = declarations;
  const { body } = inner.block;
  const { text } = sourceCode;
  if (!first || !body[0]) return null;
  const range: [number, number] = [first.range[0], outer.range[1]];
  const kept = [...declarations.map((declaration) => declaration.range), [body[0].range[0], body.at(-1)!.range[1]]];
  const isLost = (comment: TSESTree.Comment): boolean =>
    comment.range[0] >= range[0] &&
    comment.range[1] <= range[1] &&
    !kept.some(([start, end]) => comment.range[0] >= start! && comment.range[1] <= end!);
  const statements = text.slice(body[0].range[0], body.at(-1)!.range[1]);
  if (sourceCode.getAllComments().some(isLost) || statements.includes('`')) return null;

  const outside = indentationOf(first, sourceCode);
  const inside = indentationOf(body[0], sourceCode);
  const lines = [
    `${isAsync ? 'await ' : ''}using ${name} = new ${isAsync ? 'Async' : ''}DisposableStack();`,
    ...held.map((one) => onStack(one, name, sourceCode)),
    ...statements
      .split(/\r?\n/)
      .map((line) => (line.startsWith(inside) ? line.slice(inside.length) : line.trimStart())),
  ];
  const unit = indentUnitOf(sourceCode);
  const all = needsBlock ? ['{', ...lines.map((line) => (line === '' ? line : `${unit}${line}`)), '}'] : lines;
  const written = all.map((line, index) => (index === 0 || line === '' ? line : `${outside}${line}`));
  return (fixer) => fixer.replaceTextRange(range, written.join(lineBreakOf(sourceCode)));
}

/** `const fd = stack.adopt(openSync(path), (fd) => { closeSync(fd); });` */
function onStack(
  { declarator, release, isAwaited }: StackInPlace['held'][number],
  stack: string,
  sourceCode: TSESLint.SourceCode,
): string {
  const { id, init } = declarator;
  const value = sourceCode.getText(init!);
  const head = sourceCode.text.slice(declarator.parent.range[0], init!.range[0]);
  if (!release) return `${head}${stack}.use(${value});`;
  const name = id.type === 'Identifier' ? id.name : '';
  const call = sourceCode.getText(release);
  const callback = isAwaited ? `async (${name}) => { await ${call}; }` : `(${name}) => { ${call}; }`;
  return `${head}${stack}.adopt(${value}, ${callback});`;
}
