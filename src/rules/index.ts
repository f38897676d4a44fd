import type { LeakRule } from '../create-rule.ts';
import { noFloatingDisposable } from './no-floating-disposable.ts';
import { noGrowingCollection } from './no-growing-collection.ts';
import { noLeakedTimer } from './no-leaked-timer.ts';
import { noRetainedSlice } from './no-retained-slice.ts';
import { noRetainingPromise } from './no-retaining-promise.ts';
import { requireDisposal } from './require-disposal.ts';

/** Every rule of the plugin under its name. */
export const rules: Record<string, LeakRule> = {
  'no-floating-disposable': noFloatingDisposable,
  'no-growing-collection': noGrowingCollection,
  'no-leaked-timer': noLeakedTimer,
  'no-retained-slice': noRetainedSlice,
  'no-retaining-promise': noRetainingPromise,
  'require-disposal': requireDisposal,
};
