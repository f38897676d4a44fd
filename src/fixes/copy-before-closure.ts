import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { indentationOf, lineBreakOf } from './remove-statement.ts';

/** A part of a value that gets a name of its own before a closure that needs nothing else of it. */
export interface PartCopy {
  readonly name: string;
  readonly part: string;
  readonly source: string;
  readonly statement: TSESTree.Statement;
  readonly reads: readonly TSESTree.MemberExpression[];
}

/** `on(() => use(x.id));` becomes `const { id } = x; on(() => use(id));`. */
export function copyBeforeClosure(
  { name, part, source, statement, reads }: PartCopy,
  sourceCode: TSESLint.SourceCode,
): Edit {
  const pattern = name === part ? name : `${part}: ${name}`;
  const isOneLine = statement.parent.loc?.start.line === statement.loc.start.line;
  const separator = isOneLine ? ' ' : `${lineBreakOf(sourceCode)}${indentationOf(statement, sourceCode)}`;
  return (fixer) => [
    fixer.insertTextBefore(statement, `const { ${pattern} } = ${source};${separator}`),
    ...reads.map((read) => {
      const { parent } = read;
      // `{ id: x.id }` becomes `{ id }`
      const isShorthand =
        parent.type === 'Property' &&
        parent.value === read &&
        !parent.computed &&
        parent.key.type === 'Identifier' &&
        parent.key.name === name;
      return isShorthand ? fixer.replaceText(parent, name) : fixer.replaceText(read, name);
    }),
  ];
}
