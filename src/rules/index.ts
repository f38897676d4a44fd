import type { LeakRule } from '../create-rule.ts';
import { disposeBeforeReassign } from './dispose-before-reassign.ts';
import { noDisposeBorrowed } from './no-dispose-borrowed.ts';
import { noEscapingUsing } from './no-escaping-using.ts';
import { noFloatingDisposable } from './no-floating-disposable.ts';
import { noGrowingCollection } from './no-growing-collection.ts';
import { noIneffectiveRemoval } from './no-ineffective-removal.ts';
import { noLargeClosureCapture } from './no-large-closure-capture.ts';
import { noLeakedListener } from './no-leaked-listener.ts';
import { noLeakedObserver } from './no-leaked-observer.ts';
import { noLeakedSubscription } from './no-leaked-subscription.ts';
import { noLeakedTimer } from './no-leaked-timer.ts';
import { noLeakyConstructor } from './no-leaky-constructor.ts';
import { noMisusedUsing } from './no-misused-using.ts';
import { noMixedOwnership } from './no-mixed-ownership.ts';
import { noRetainedCatchError } from './no-retained-catch-error.ts';
import { noRetainedSlice } from './no-retained-slice.ts';
import { noRetainingPromise } from './no-retaining-promise.ts';
import { noRetainingWrapper } from './no-retaining-wrapper.ts';
import { noSharedClosureContext } from './no-shared-closure-context.ts';
import { noStaleTimerHandle } from './no-stale-timer-handle.ts';
import { noUnreadErrorRetention } from './no-unread-error-retention.ts';
import { noUseAfterDispose } from './no-use-after-dispose.ts';
import { preferUsing } from './prefer-using.ts';
import { reactCallbackChain } from './react-callback-chain.ts';
import { releaseBeforeAwait } from './release-before-await.ts';
import { requireDisposal } from './require-disposal.ts';
import { requireFieldDisposal } from './require-field-disposal.ts';
import { requireSuperDispose } from './require-super-dispose.ts';
import { validDisposeMethod } from './valid-dispose-method.ts';

/** Every rule of the plugin under its name. */
export const rules: Record<string, LeakRule> = {
  'dispose-before-reassign': disposeBeforeReassign,
  'no-dispose-borrowed': noDisposeBorrowed,
  'no-escaping-using': noEscapingUsing,
  'no-floating-disposable': noFloatingDisposable,
  'no-growing-collection': noGrowingCollection,
  'no-ineffective-removal': noIneffectiveRemoval,
  'no-large-closure-capture': noLargeClosureCapture,
  'no-leaked-listener': noLeakedListener,
  'no-leaked-observer': noLeakedObserver,
  'no-leaked-subscription': noLeakedSubscription,
  'no-leaked-timer': noLeakedTimer,
  'no-leaky-constructor': noLeakyConstructor,
  'no-misused-using': noMisusedUsing,
  'no-mixed-ownership': noMixedOwnership,
  'no-retained-catch-error': noRetainedCatchError,
  'no-retained-slice': noRetainedSlice,
  'no-retaining-promise': noRetainingPromise,
  'no-retaining-wrapper': noRetainingWrapper,
  'no-shared-closure-context': noSharedClosureContext,
  'no-stale-timer-handle': noStaleTimerHandle,
  'no-unread-error-retention': noUnreadErrorRetention,
  'no-use-after-dispose': noUseAfterDispose,
  'prefer-using': preferUsing,
  'react-callback-chain': reactCallbackChain,
  'release-before-await': releaseBeforeAwait,
  'require-disposal': requireDisposal,
  'require-field-disposal': requireFieldDisposal,
  'require-super-dispose': requireSuperDispose,
  'valid-dispose-method': validDisposeMethod,
};
