import type { LeakRule } from '../create-rule.ts';
import { noEscapingUsing } from './no-escaping-using.ts';
import { noFloatingDisposable } from './no-floating-disposable.ts';
import { noLeakedTimer } from './no-leaked-timer.ts';
import { noUseAfterDispose } from './no-use-after-dispose.ts';
import { requireDisposal } from './require-disposal.ts';

/** Every rule of the plugin under its name. */
export const rules: Record<string, LeakRule> = {
  'no-escaping-using': noEscapingUsing,
  'no-floating-disposable': noFloatingDisposable,
  'no-leaked-timer': noLeakedTimer,
  'no-use-after-dispose': noUseAfterDispose,
  'require-disposal': requireDisposal,
};
