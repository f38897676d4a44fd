import type { LeakRule } from '../create-rule.ts';
import { noEscapingUsing } from './no-escaping-using.ts';
import { noFloatingDisposable } from './no-floating-disposable.ts';
import { noGrowingCollection } from './no-growing-collection.ts';
import { noIneffectiveRemoval } from './no-ineffective-removal.ts';
import { noLeakedTimer } from './no-leaked-timer.ts';
import { noMisusedUsing } from './no-misused-using.ts';
import { noUseAfterDispose } from './no-use-after-dispose.ts';
import { preferUsing } from './prefer-using.ts';
import { requireDisposal } from './require-disposal.ts';
import { requireFieldDisposal } from './require-field-disposal.ts';
import { validDisposeMethod } from './valid-dispose-method.ts';

/** Every rule of the plugin under its name. */
export const rules: Record<string, LeakRule> = {
  'no-escaping-using': noEscapingUsing,
  'no-floating-disposable': noFloatingDisposable,
  'no-growing-collection': noGrowingCollection,
  'no-ineffective-removal': noIneffectiveRemoval,
  'no-leaked-timer': noLeakedTimer,
  'no-misused-using': noMisusedUsing,
  'no-use-after-dispose': noUseAfterDispose,
  'prefer-using': preferUsing,
  'require-disposal': requireDisposal,
  'require-field-disposal': requireFieldDisposal,
  'valid-dispose-method': validDisposeMethod,
};
