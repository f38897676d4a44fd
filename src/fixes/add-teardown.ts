import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentUnitOf } from '../syntax/indentation.ts';
import { declareWithUsing, type UsingDeclaration } from './declare-with-using.ts';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A method that ends the instances of a class. */
export interface NewTeardown {
  readonly owner: TSESTree.ClassDeclaration | TSESTree.ClassExpression;
  readonly head: string;
  readonly releases: readonly string[];
  /** Declarations that hold an instance, and become `using` declarations. */
  readonly instances: readonly UsingDeclaration[];
}

/** Writes a method as the last member of a class, and disposes of the instances that the file makes. */
export function addTeardown(
  { owner, head, releases, instances }: NewTeardown,
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const last = owner.body.body.at(-1);
  const declarations = instances.map((instance) => declareWithUsing(instance, sourceCode));
  if (!last || declarations.includes(null)) return null;
  const lineBreak = lineBreakOf(sourceCode);
  const isOneLine = owner.body.loc.start.line === last.loc.start.line;
  const outer = isOneLine
    ? `${indentationOf(owner, sourceCode)}${indentUnitOf(sourceCode)}`
    : indentationOf(last, sourceCode);
  const inner = `${outer}${indentUnitOf(sourceCode)}`;
  const lines = [`${outer}${head} {`, ...releases.map((release) => `${inner}${release}`), `${outer}}`];
  // a bracket behind a field without a semicolon would read from its value
  const isOpen = last.type === 'PropertyDefinition' && sourceCode.getLastToken(last)?.value !== ';';
  const next = sourceCode.getTokenAfter(last, { includeComments: true });
  const isBeside = next && /^(Line|Block)$/.test(next.type) && next.loc.start.line === last.loc.end.line;
  const blank = isOneLine ? '' : lineBreak;
  return (fixer) => [
    ...(isOpen ? [fixer.insertTextAfter(last, ';')] : []),
    fixer.insertTextAfter(isBeside ? next : last, `${lineBreak}${blank}${lines.join(lineBreak)}`),
    ...declarations.flatMap((declare) => [...((declare?.(fixer) ?? []) as readonly TSESLint.RuleFix[])]),
  ];
}
