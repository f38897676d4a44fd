import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentUnitOf } from '../syntax/indentation.ts';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';
import { replaceTexts, type Replacement } from './replace-texts.ts';

/** A removal that is written where its owner ends, and the name that the listener needs for it. */
export interface ListenerRemoval {
  readonly replacements: readonly Replacement[];
  readonly release: string;
  readonly place: { readonly body: TSESTree.BlockStatement; readonly isNewCleanup: boolean };
  /** It is written at the beginning of the body, and not at its end. */
  readonly isFirst: boolean;
  /** The removal gives a value, which a cleanup must not return. */
  readonly givesValue: boolean;
}

/** Writes the removal at the end of a body or at its beginning, or, as a new cleanup, what returns it. */
export function removeListener(
  { replacements, release, place: { body, isNewCleanup }, isFirst, givesValue }: ListenerRemoval,
  sourceCode: TSESLint.SourceCode,
): Edit {
  const cleanup = givesValue ? `return () => { ${release} };` : `return () => ${release}`;
  const statement = isNewCleanup ? cleanup : release;
  const last = body.body.at(-1);
  const outer = /^\s*/.exec(sourceCode.lines[body.loc.end.line - 1] ?? '')?.[0] ?? '';
  const isOneLine = body.loc.start.line === body.loc.end.line;
  const inner = last && !isOneLine ? indentationOf(last, sourceCode) : `${outer}${indentUnitOf(sourceCode)}`;
  const lineBreak = lineBreakOf(sourceCode);
  const before = sourceCode.getTokenBefore(sourceCode.getLastToken(body)!, { includeComments: true })!;
  if (isFirst) {
    const brace = sourceCode.getFirstToken(body)!;
    const separator = isOneLine ? ' ' : `${lineBreak}${inner}`;
    return (fixer) => [
      ...[replaceTexts(replacements)(fixer) as TSESLint.RuleFix[]].flat(),
      fixer.insertTextAfter(brace, `${separator}${statement}`),
    ];
  }
  const lastToken = last ? sourceCode.getLastToken(last)! : null;
  return (fixer) => [
    ...[replaceTexts(replacements)(fixer) as TSESLint.RuleFix[]].flat(),
    ...(lastToken && !/^[;}]$/.test(lastToken.value) ? [fixer.insertTextAfter(lastToken, ';')] : []),
    isOneLine
      ? fixer.replaceTextRange(
          [before.range[1], body.range[1] - 1],
          `${last ? ' ' : `${lineBreak}${inner}`}${statement}${last ? ' ' : `${lineBreak}${outer}`}`,
        )
      : fixer.insertTextAfter(before, `${lineBreak}${inner}${statement}`),
  ];
}
