import type { TSESLint } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { releaseAtEnd, type ReleaseAtEnd } from './release-at-end.ts';
import { replaceTexts, type Replacement } from './replace-texts.ts';

/** A removal, the registration that runs it at the end, and the name that the listener needs for it. */
export interface RemovalToRegister {
  readonly replacements: readonly Replacement[];
  readonly release: string;
  readonly registration: Pick<ReleaseAtEnd, 'end' | 'imported' | 'parameters'>;
}

/** Names the listener, and registers its removal behind the statement that adds it. */
export function registerRemoval(
  { replacements, release, registration }: RemovalToRegister,
  sourceCode: TSESLint.SourceCode,
): Edit | null {
  const written = releaseAtEnd({ release, keeping: null, ...registration }, sourceCode);
  const named = replaceTexts(replacements);
  return (
    written &&
    ((fixer) => [...([named(fixer)].flat() as TSESLint.RuleFix[]), ...(written(fixer) as TSESLint.RuleFix[])])
  );
}
