import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** Whether a file is TypeScript, by its extension. */
export const isTypeScript = (filename: string): boolean => /\.[cm]?tsx?$/.test(filename);

/** The statements at the top of a file; of a Svelte component those of its scripts. */
export const topStatements = ({ ast }: TSESLint.SourceCode): readonly TSESTree.ProgramStatement[] =>
  ast.body.flatMap((statement) =>
    (statement.type as string) === 'SvelteScriptElement' ? (statement as unknown as TSESTree.Program).body : statement,
  );
