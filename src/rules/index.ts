import type { LeakRule } from '../create-rule.ts';
import { noDisposeBorrowed } from './no-dispose-borrowed.ts';
import { noEscapingUsing } from './no-escaping-using.ts';
import { noFloatingDisposable } from './no-floating-disposable.ts';
import { noGrowingCollection } from './no-growing-collection.ts';
import { noIneffectiveRemoval } from './no-ineffective-removal.ts';
import { noLeakedTimer } from './no-leaked-timer.ts';
import { noLeakyConstructor } from './no-leaky-constructor.ts';
import { noMixedOwnership } from './no-mixed-ownership.ts';
import { requireDisposal } from './require-disposal.ts';
import { requireFieldDisposal } from './require-field-disposal.ts';
import { validDisposeMethod } from './valid-dispose-method.ts';

/** Every rule of the plugin under its name. */
export const rules: Record<string, LeakRule> = {
  'no-dispose-borrowed': noDisposeBorrowed,
  'no-escaping-using': noEscapingUsing,
  'no-floating-disposable': noFloatingDisposable,
  'no-growing-collection': noGrowingCollection,
  'no-ineffective-removal': noIneffectiveRemoval,
  'no-leaked-timer': noLeakedTimer,
  'no-leaky-constructor': noLeakyConstructor,
  'no-mixed-ownership': noMixedOwnership,
  'require-disposal': requireDisposal,
  'require-field-disposal': requireFieldDisposal,
  'valid-dispose-method': validDisposeMethod,
};
