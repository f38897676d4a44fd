import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentUnitOf } from '../syntax/indentation.ts';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A call of the overridden method, and where it goes. */
export interface SuperCall {
  readonly method: TSESTree.Node;
  readonly body: TSESTree.BlockStatement;
  /** The statement, with its semicolon. */
  readonly call: string;
  /** The statement before which it is written; `null` for the end of the body. */
  readonly before: TSESTree.Statement | null;
}

/** Writes `super.dispose();` as the last step of a method. */
export function callSuper({ method, body, call, before }: SuperCall, sourceCode: TSESLint.SourceCode): Edit {
  const outer = indentationOf(method, sourceCode);
  const last = body.body.at(-1);
  const isOneLine = body.loc.start.line === body.loc.end.line;
  const brace = sourceCode.getLastToken(body)!;
  const inner = last && !isOneLine ? indentationOf(last, sourceCode) : `${outer}${indentUnitOf(sourceCode)}`;
  const lineBreak = lineBreakOf(sourceCode);
  if (before) return (fixer) => fixer.insertTextBefore(before, isOneLine ? `${call} ` : `${call}${lineBreak}${inner}`);
  const token = sourceCode.getTokenBefore(brace, { includeComments: true })!;
  const lastToken = last && sourceCode.getLastToken(last);
  const isOpen = lastToken && !/^[;}]$/.test(lastToken.value);
  return (fixer) => [
    ...(isOpen ? [fixer.insertTextAfter(lastToken, ';')] : []),
    isOneLine
      ? fixer.replaceTextRange(
          [token.range[1], brace.range[0]],
          last || token.type === 'Block' ? ` ${call} ` : `${lineBreak}${inner}${call}${lineBreak}${outer}`,
        )
      : fixer.insertTextAfter(token, `${lineBreak}${inner}${call}`),
  ];
}
