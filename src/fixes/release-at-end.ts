import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentUnitOf } from '../syntax/indentation.ts';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

type Node = TSESTree.Node;

/** Where the handle is kept from now on, when it has been dropped. */
export type Keeping =
  /** `const timer = start();`, where `start();` stood. */
  | { readonly as: 'constant'; readonly name: string; readonly expression: Node }
  /** A declaration at the head of a block or class, with its semicolon, and `target = ` before each expression. */
  | {
      readonly as: 'assigned';
      readonly declaration: string;
      readonly target: string;
      readonly expressions: readonly Node[];
      readonly home: TSESTree.BlockStatement | TSESTree.ClassBody;
    };

/** Where the release is written. */
export type EndPlace =
  /** First in a function that runs at the end. */
  | { readonly at: 'function'; readonly code: Node }
  /** A function of its own, which the callback returns. */
  | { readonly at: 'return'; readonly body: TSESTree.BlockStatement }
  /** A new method of a class, with what it does last. */
  | { readonly at: 'method'; readonly home: TSESTree.ClassBody; readonly head: string; readonly tail: string | null }
  /** A call that registers it, behind a statement. */
  | { readonly at: 'registration'; readonly after: Node; readonly open: string; readonly close: string };

/** A release that is written where the owner of a resource ends. */
export interface ReleaseAtEnd {
  /** The statements that release, each on a line of its own and with its semicolon. */
  readonly release: string;
  readonly keeping: Keeping | null;
  readonly end: EndPlace;
  /** A name that the release needs, and the import that can bring it. */
  readonly imported: { readonly name: string; readonly by: TSESTree.ImportDeclaration } | null;
  /** Parameters that a function gets behind those that it has. */
  readonly parameters?:
    | {
        readonly code: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression;
        readonly text: string;
      }
    | undefined;
}

/** Keeps the handle where it has been dropped, and writes the release. `null` where comments or a one-liner forbid it. */
export function releaseAtEnd(plan: ReleaseAtEnd, sourceCode: TSESLint.SourceCode): Edit | null {
  const written = writeRelease(plan, sourceCode);
  if (!written) return null;
  const { keeping, imported, parameters } = plan;
  return (fixer) => [
    ...(imported ? [importName(imported, fixer)] : []),
    ...(parameters ? [addParameters(parameters, fixer, sourceCode)] : []),
    ...(keeping ? keep(keeping, fixer, sourceCode) : []),
    ...written(fixer),
  ];
}

type Insertion = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];

function importName({ name, by }: NonNullable<ReleaseAtEnd['imported']>, fixer: TSESLint.RuleFixer): TSESLint.RuleFix {
  const last = by.specifiers.at(-1)!;
  return fixer.insertTextAfter(last, `, ${name}`);
}

function addParameters(
  { code, text }: NonNullable<ReleaseAtEnd['parameters']>,
  fixer: TSESLint.RuleFixer,
  sourceCode: TSESLint.SourceCode,
): TSESLint.RuleFix {
  const last = code.params.at(-1);
  if (last) return fixer.insertTextAfter(last, `, ${text}`);
  const list = sourceCode.getFirstToken(code, ({ value }) => value === '(')!;
  return fixer.insertTextAfter(list, text);
}

function keep(keeping: Keeping, fixer: TSESLint.RuleFixer, sourceCode: TSESLint.SourceCode): TSESLint.RuleFix[] {
  if (keeping.as === 'constant') return [fixer.insertTextBefore(keeping.expression, `const ${keeping.name} = `)];
  const { declaration, target, expressions, home } = keeping;
  const line = `${lineBreakOf(sourceCode)}${innerIndentation(home, sourceCode)}${declaration}`;
  return [
    fixer.insertTextAfter(sourceCode.getFirstToken(home)!, line),
    ...expressions.map((expression) => fixer.insertTextBefore(expression, `${target} = `)),
  ];
}

function writeRelease({ end, release }: ReleaseAtEnd, sourceCode: TSESLint.SourceCode): Insertion | null {
  const lineBreak = lineBreakOf(sourceCode);
  switch (end.at) {
    case 'function':
      return writeInFunction(end.code, release, sourceCode);
    case 'return': {
      const last = end.body.body.at(-1);
      const before = sourceCode.getTokenBefore(sourceCode.getLastToken(end.body)!, { includeComments: true });
      const lastToken = last && sourceCode.getLastToken(last);
      if (!last || !lastToken || !before) return null;
      const isOneLine = end.body.loc.start.line === end.body.loc.end.line;
      const separator = isOneLine ? ' ' : `${lineBreak}${indentationOf(last, sourceCode)}`;
      return (fixer) => [
        ...(/^[;}]$/.test(lastToken.value) ? [] : [fixer.insertTextAfter(lastToken, ';')]),
        fixer.insertTextAfter(before, `${separator}return () => ${asArrowBody(release)};`),
      ];
    }
    case 'method': {
      const last = end.home.body.at(-1);
      if (!last) return null;
      const outer = indentationOf(last, sourceCode);
      const inner = `${outer}${indentUnitOf(sourceCode)}`;
      const lines = end.tail === null ? release : `${release}\n${end.tail}`;
      const body = withIndentation(lines, `${lineBreak}${inner}`);
      const method = `${lineBreak}${lineBreak}${outer}${end.head} {${lineBreak}${inner}${body}${lineBreak}${outer}}`;
      return (fixer) => [fixer.insertTextAfter(last, method)];
    }
    case 'registration': {
      const next = sourceCode.getTokenAfter(end.after);
      const isOneLine = next?.loc.start.line === end.after.loc.end.line;
      const separator = isOneLine ? ' ' : `${lineBreak}${indentationOf(end.after, sourceCode)}`;
      return (fixer) => [
        fixer.insertTextAfter(end.after, `${separator}${end.open}${asArrowBody(release)}${end.close}`),
      ];
    }
  }
}

/** What stands behind the `=>` of a function that does nothing but release. */
const asArrowBody = (release: string): string =>
  /^if \(|\n/.test(release) ? `{ ${withIndentation(release, ' ')} }` : release.replace(/;$/, '');

/** Several statements, with what stands between them. */
const withIndentation = (release: string, separator: string): string => release.replaceAll('\n', separator);

/** The release as the first statement of a function, before anything there can fail. */
function writeInFunction(code: Node, release: string, sourceCode: TSESLint.SourceCode): Insertion | null {
  if (!('body' in code) || !code.body || Array.isArray(code.body)) return null;
  const body = code.body as Node;
  if (body.type !== 'BlockStatement') {
    // `() => stop()`; an object in parentheses, or a value that is used, stays as it is
    if (sourceCode.getTokenBefore(body)?.value !== '=>' || sourceCode.getCommentsInside(code).length > 0) return null;
    const before = `{ ${withIndentation(release, ' ')} `;
    return (fixer) => [fixer.insertTextBefore(body, before), fixer.insertTextAfter(body, '; }')];
  }
  const brace = sourceCode.getFirstToken(body)!;
  const lineBreak = lineBreakOf(sourceCode);
  const inner = innerIndentation(body, sourceCode);
  const written = withIndentation(release, `${lineBreak}${inner}`);
  if (body.loc.start.line === body.loc.end.line) {
    // a body on one line is opened up: what stands in it goes on a line of its own
    const inside: [number, number] = [brace.range[1], body.range[1] - 1];
    const lines = [written, sourceCode.text.slice(...inside).trim()].filter((line) => line !== '');
    const text = `${lineBreak}${inner}${lines.join(`${lineBreak}${inner}`)}${lineBreak}${indentationOf(body, sourceCode)}`;
    return (fixer) => [fixer.replaceTextRange(inside, text)];
  }
  const comment = sourceCode.getTokenAfter(brace, { includeComments: true })!;
  const isBesideBrace = /^(Line|Block)$/.test(comment.type) && comment.loc.start.line === brace.loc.start.line;
  return (fixer) => [fixer.insertTextAfter(isBesideBrace ? comment : brace, `${lineBreak}${inner}${written}`)];
}

/** The indentation of what stands in a block. */
function innerIndentation(home: TSESTree.BlockStatement | TSESTree.ClassBody, sourceCode: TSESLint.SourceCode): string {
  const outer = indentationOf(home, sourceCode);
  const [first] = home.body;
  if (first && first.loc.start.line > home.loc.start.line) return indentationOf(first, sourceCode);
  return `${outer}${indentUnitOf(sourceCode)}`;
}
