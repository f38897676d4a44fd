import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentUnitOf } from '../syntax/indentation.ts';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A release that a teardown method is given, and the field that keeps the handle for it. */
export interface TeardownRelease {
  readonly teardown: { readonly method: TSESTree.Node; readonly body: TSESTree.BlockStatement };
  readonly release: string;
  /** The statement of the teardown behind which it is written; `null` for its beginning. */
  readonly after: TSESTree.Statement | null;
  readonly newField: {
    readonly name: string;
    readonly owner: TSESTree.ClassDeclaration | TSESTree.ClassExpression;
    readonly declaration: string;
    readonly expression: TSESTree.Node;
  } | null;
}

/** Writes the release at the beginning of the teardown, before anything there can fail, or behind one of its statements. */
export function releaseInTeardown(
  { teardown, release, after, newField }: TeardownRelease,
  sourceCode: TSESLint.SourceCode,
): Edit {
  const { method, body } = teardown;
  const outer = indentationOf(method, sourceCode);
  const [first] = body.body;
  const isOneLine = body.loc.start.line === body.loc.end.line;
  const inner = first && !isOneLine ? indentationOf(first, sourceCode) : `${outer}${indentUnitOf(sourceCode)}`;
  const brace = sourceCode.getFirstToken(body)!;
  const lineBreak = lineBreakOf(sourceCode);
  const comment = sourceCode.getTokenAfter(brace, { includeComments: true })!;
  const isBesideBrace = /^(Line|Block)$/.test(comment.type) && comment.loc.start.line === brace.loc.start.line;
  return (fixer) => {
    const edits: TSESLint.RuleFix[] = [];
    if (newField) {
      const { name, owner, declaration, expression } = newField;
      edits.push(fixer.insertTextAfter(sourceCode.getFirstToken(owner.body)!, `${lineBreak}${outer}${declaration}`));
      edits.push(fixer.insertTextBefore(expression, `this.${name} = `));
    }
    if (isOneLine) {
      // a body on one line is opened up: what stands in it goes on a line of its own
      const inside: [number, number] = [brace.range[1], body.range[1] - 1];
      const middle = after?.range[1] ?? inside[0];
      const lines = [
        sourceCode.text.slice(inside[0], middle).trim(),
        release,
        sourceCode.text.slice(middle, inside[1]).trim(),
      ].filter((line) => line !== '');
      edits.push(
        fixer.replaceTextRange(inside, `${lineBreak}${inner}${lines.join(`${lineBreak}${inner}`)}${lineBreak}${outer}`),
      );
    } else {
      const place = after ? lastOnLine(after, sourceCode) : isBesideBrace ? comment : brace;
      edits.push(fixer.insertTextAfter(place, `${lineBreak}${inner}${release}`));
    }
    return edits;
  };
}

/** A statement, or the comment that stands behind it on its line. */
function lastOnLine(statement: TSESTree.Statement, sourceCode: TSESLint.SourceCode): TSESTree.Node | TSESTree.Token {
  const next = sourceCode.getTokenAfter(statement, { includeComments: true });
  const isBeside = next && /^(Line|Block)$/.test(next.type) && next.loc.start.line === statement.loc.end.line;
  return isBeside ? next : statement;
}
