import type { LeakRule } from '../create-rule.ts';
import { disposeBeforeReassign } from './dispose-before-reassign.ts';
import { noEscapingUsing } from './no-escaping-using.ts';
import { noFloatingDisposable } from './no-floating-disposable.ts';
import { noLeakedTimer } from './no-leaked-timer.ts';
import { requireDisposal } from './require-disposal.ts';
import { requireFieldDisposal } from './require-field-disposal.ts';
import { requireSuperDispose } from './require-super-dispose.ts';

/** Every rule of the plugin under its name. */
export const rules: Record<string, LeakRule> = {
  'dispose-before-reassign': disposeBeforeReassign,
  'no-escaping-using': noEscapingUsing,
  'no-floating-disposable': noFloatingDisposable,
  'no-leaked-timer': noLeakedTimer,
  'require-disposal': requireDisposal,
  'require-field-disposal': requireFieldDisposal,
  'require-super-dispose': requireSuperDispose,
};
