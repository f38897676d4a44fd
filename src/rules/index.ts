import type { LeakRule } from '../create-rule.ts';
import { noFloatingDisposable } from './no-floating-disposable.ts';
import { noGrowingCollection } from './no-growing-collection.ts';
import { noLargeClosureCapture } from './no-large-closure-capture.ts';
import { noLeakedTimer } from './no-leaked-timer.ts';
import { noRetainedCatchError } from './no-retained-catch-error.ts';
import { noRetainedSlice } from './no-retained-slice.ts';
import { noRetainingPromise } from './no-retaining-promise.ts';
import { noSharedClosureContext } from './no-shared-closure-context.ts';
import { noUnreadErrorRetention } from './no-unread-error-retention.ts';
import { requireDisposal } from './require-disposal.ts';

/** Every rule of the plugin under its name. */
export const rules: Record<string, LeakRule> = {
  'no-floating-disposable': noFloatingDisposable,
  'no-growing-collection': noGrowingCollection,
  'no-large-closure-capture': noLargeClosureCapture,
  'no-leaked-timer': noLeakedTimer,
  'no-retained-catch-error': noRetainedCatchError,
  'no-retained-slice': noRetainedSlice,
  'no-retaining-promise': noRetainingPromise,
  'no-shared-closure-context': noSharedClosureContext,
  'no-unread-error-retention': noUnreadErrorRetention,
  'require-disposal': requireDisposal,
};
