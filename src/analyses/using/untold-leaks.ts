import type { TSESLint } from '@typescript-eslint/utils';
import { isEmitter } from '../acquisitions/emitters.ts';
import { findOverwrites } from '../classes/overwrites.ts';
import { findReleaseVerdicts, type PathOptions, type ReleaseVerdict } from '../paths/release-paths.ts';
import { findUsesAfterRelease } from './uses-after-release.ts';
import { findUsingPreferences } from './using-preferences.ts';
import type { FileContext } from './using-support.ts';

/**
 * A resource that is not released on every way out, of which no other fact tells already: one leak is one report.
 * An overwritten handle is told as that (dispose-before-reassign); one that is released on some paths and used behind
 * that on all, as the use (no-use-after-dispose); one that only an exception can lose, and of which `using` can take
 * over the release, as the better form (prefer-using). Errs towards silence: whether those rules are on is not asked.
 */
export function findUntoldLeaks(
  sourceCode: TSESLint.SourceCode,
  file: FileContext,
  options: PathOptions,
): readonly ReleaseVerdict[] {
  const { settings } = file;
  const leaks = findReleaseVerdicts(sourceCode, settings, options).filter(
    // an emitter ends with the function, unless that shows that it thinks otherwise
    ({ wayOut, verdict, acquisition }) =>
      wayOut !== null && !(verdict === 'no path' && isEmitter(acquisition, sourceCode)),
  );
  // cheapest reason first: most files have nothing to tell twice
  if (leaks.length === 0) return leaks;
  const overwritten = new Set(findOverwrites(sourceCode, settings).map(({ lost }) => lost.producers[0].node));
  const usedLater = new Set(
    findUsesAfterRelease(sourceCode, settings).flatMap(({ does, variable }) => (does === 'use' ? [variable] : [])),
  );
  const isToldWithoutExceptions = options.exceptionPaths ? releasedWithoutExceptions(sourceCode, file) : () => false;
  return leaks.filter(
    (leak) =>
      !overwritten.has(leak.acquisition.producers[0].node) &&
      !(leak.verdict === 'some paths' && usedLater.has(leak.handle.variable)) &&
      !isToldWithoutExceptions(leak),
  );
}

/** Whether what is lost by an exception alone is released by hand where `using` can do it. */
function releasedWithoutExceptions(sourceCode: TSESLint.SourceCode, file: FileContext) {
  const variables = new Set(
    findUsingPreferences(sourceCode, file).flatMap(({ resources }) => resources.map(({ handle }) => handle.variable)),
  );
  return ({ handle }: ReleaseVerdict): boolean => variables.has(handle.variable);
}
