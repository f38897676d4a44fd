import type { LeakRule } from '../create-rule.ts';
import { noFloatingDisposable } from './no-floating-disposable.ts';
import { noIneffectiveRemoval } from './no-ineffective-removal.ts';
import { noLeakedListener } from './no-leaked-listener.ts';
import { noLeakedObserver } from './no-leaked-observer.ts';
import { noLeakedSubscription } from './no-leaked-subscription.ts';
import { noLeakedTimer } from './no-leaked-timer.ts';
import { requireDisposal } from './require-disposal.ts';

/** Every rule of the plugin under its name. */
export const rules: Record<string, LeakRule> = {
  'no-floating-disposable': noFloatingDisposable,
  'no-ineffective-removal': noIneffectiveRemoval,
  'no-leaked-listener': noLeakedListener,
  'no-leaked-observer': noLeakedObserver,
  'no-leaked-subscription': noLeakedSubscription,
  'no-leaked-timer': noLeakedTimer,
  'require-disposal': requireDisposal,
};
