import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentUnitOf } from '../syntax/indentation.ts';
import { declareWithUsing } from './declare-with-using.ts';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf, rangeWithLine } from './remove-statement.ts';

/** A declaration that `using` takes over, and the statement that releases until then. */
export interface TakenOver {
  readonly keyword: 'using' | 'await using';
  readonly declarator: TSESTree.VariableDeclarator;
  readonly release: TSESTree.Statement;
}

/** The declaration with the new keyword; `null` where a comment stands between keyword and name. */
function declared({ keyword, declarator }: TakenOver, sourceCode: TSESLint.SourceCode): string | null {
  const { parent: declaration } = declarator;
  const [start] = declarator.range;
  const between = sourceCode.text.slice(declaration.range[0], start);
  return /^\w+\s+$/.test(between) ? `${keyword} ${sourceCode.text.slice(start, declaration.range[1])}` : null;
}

/** The keyword changes on every declaration, and the releases at the end of the block go. */
export function usingForReleases(resources: readonly TakenOver[], sourceCode: TSESLint.SourceCode): Edit | null {
  const edits = resources.map(({ keyword, declarator, release }) =>
    declareWithUsing({ keyword, declarator, assignment: null, superfluous: [release], toAwait: [] }, sourceCode),
  );
  if (edits.includes(null)) return null;
  return (fixer) =>
    edits.flatMap((edit) => {
      const made = edit?.(fixer) ?? [];
      return Symbol.iterator in made ? [...made] : [made];
    });
}

/** From the declaration to the release, everything moves into a block of its own. */
export function usingInBlock(taken: TakenOver, sourceCode: TSESLint.SourceCode): Edit | null {
  const { declarator, release } = taken;
  const declaration = declared(taken, sourceCode);
  const start = declarator.parent.range[0];
  const [from, to] = rangeWithLine(release, sourceCode);
  const between = sourceCode.text.slice(declarator.parent.range[1], from);
  if (declaration === null || between.includes('`')) return null;
  const outer = indentationOf(declarator.parent, sourceCode);
  const lineBreak = lineBreakOf(sourceCode);
  const unit = indentUnitOf(sourceCode);
  const lines = `${declaration}${between}`.trimEnd().split(/\r?\n/);
  const inner = lines.map((line, index) =>
    line === '' ? line : index === 0 ? `${outer}${unit}${line}` : `${unit}${line}`,
  );
  const end = sourceCode.text[to - 1] === '\n' ? lineBreak : '';
  return (fixer) =>
    fixer.replaceTextRange([start, to], `{${lineBreak}${inner.join(lineBreak)}${lineBreak}${outer}}${end}`);
}

/** The `try` around what uses the resources goes: its statements stay, in a block of their own, or with their `catch`. */
export function usingWithoutTry(
  resources: readonly TakenOver[],
  statement: TSESTree.TryStatement,
  shape: 'statements' | 'block' | 'catch',
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const { text } = sourceCode;
  const declarations = resources.map((taken) => declared(taken, sourceCode));
  const { block, handler, range } = statement;
  const guarded = (handler ?? block).range[1];
  const outsideBlocks = [text.slice(range[0], block.range[0]), text.slice(guarded, statement.finalizer!.range[0])];
  if (declarations.includes(null) || outsideBlocks.some((between) => between.includes('/'))) return null;
  const keywords = (fixer: TSESLint.RuleFixer): TSESLint.RuleFix[] =>
    resources.map(({ declarator }, index) => fixer.replaceText(declarator.parent, declarations[index]!));
  if (shape === 'catch') return (fixer) => [...keywords(fixer), fixer.removeRange([guarded, range[1]])];

  const body = text.slice(block.range[0] + 1, block.range[1] - 1);
  // without a semicolon, what begins with a bracket would go on with the declaration
  if (!declarations.at(-1)!.endsWith(';') && /^[^\w{]/.test(body.trim())) return null;
  if (body.includes('`') && shape === 'statements') return null;
  const outer = indentationOf(statement, sourceCode);
  const lineBreak = lineBreakOf(sourceCode);
  const inner = block.body[0] ? indentationOf(block.body[0], sourceCode) : outer;
  if (shape === 'statements') {
    const extra = inner.startsWith(outer) ? inner.slice(outer.length) : '';
    const lines = body.trim().split(/\r?\n/);
    const moved = lines.map((line) => (line.startsWith(`${outer}${extra}`) ? line.slice(extra.length) : line));
    return (fixer) => [...keywords(fixer), fixer.replaceTextRange([...range], moved.join(lineBreak))];
  }
  const isOneLine = block.loc.start.line === block.loc.end.line;
  const separator = isOneLine ? ' ' : `${lineBreak}${inner}`;
  const first = resources[0]!.declarator.parent.range[0];
  const between = text.slice(first, range[0]);
  if (between.includes('//') || between.includes('/*')) return null;
  return (fixer) => [
    fixer.replaceTextRange([first, block.range[0] + 1], `{${separator}${declarations.join(separator)}`),
    fixer.removeRange([block.range[1], range[1]]),
  ];
}
