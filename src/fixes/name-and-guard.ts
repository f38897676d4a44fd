import type { TSESLint } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';
import { replaceTexts, type Replacement } from './replace-texts.ts';
import { wrapInTryFinally, type TryFinally } from './wrap-in-try-finally.ts';

/** What gets a name in front of a `try … finally`, which uses it. */
export interface NamedGuard extends TryFinally {
  readonly replacements: readonly Replacement[];
}

/** Writes a name for something, and guards what stands behind it. */
export function nameAndGuard(guard: NamedGuard, sourceCode: TSESLint.SourceCode): Edit | null {
  const guarded = wrapInTryFinally(guard, sourceCode);
  return (
    guarded &&
    ((fixer) => [
      ...[replaceTexts(guard.replacements)(fixer) as TSESLint.RuleFix[]].flat(),
      guarded(fixer) as TSESLint.RuleFix,
    ])
  );
}
