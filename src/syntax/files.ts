import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

const fileNames = new WeakMap<object, string>();

/** Keeps the name of a file for the analyses, which are given its text and tree alone. */
export const rememberFileName = (sourceCode: Readonly<TSESLint.SourceCode>, name: string): unknown =>
  fileNames.set(sourceCode, name);

/** The name of a file; empty where no rule has told it. */
export const fileNameOf = (sourceCode: TSESLint.SourceCode): string => fileNames.get(sourceCode) ?? '';

/** Whether a file is TypeScript, by its extension. */
export const isTypeScript = (filename: string): boolean => /\.[cm]?tsx?$/.test(filename);

/** The statements at the top of a file; of a Svelte component those of its scripts. */
export const topStatements = ({ ast }: TSESLint.SourceCode): readonly TSESTree.ProgramStatement[] =>
  ast.body.flatMap((statement) =>
    (statement.type as string) === 'SvelteScriptElement' ? (statement as unknown as TSESTree.Program).body : statement,
  );
