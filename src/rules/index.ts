import type { LeakRule } from '../create-rule.ts';
import { noFloatingDisposable } from './no-floating-disposable.ts';
import { noLeakedTimer } from './no-leaked-timer.ts';
import { noSharedClosureContext } from './no-shared-closure-context.ts';
import { requireDisposal } from './require-disposal.ts';

/** Every rule of the plugin under its name. */
export const rules: Record<string, LeakRule> = {
  'no-floating-disposable': noFloatingDisposable,
  'no-leaked-timer': noLeakedTimer,
  'no-shared-closure-context': noSharedClosureContext,
  'require-disposal': requireDisposal,
};
