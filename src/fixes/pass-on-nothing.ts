import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';

/** `work()` becomes `work().then(() => undefined)`, for each of some promises. */
export function passOnNothing(promises: readonly TSESTree.Node[]): Edit {
  return (fixer) => promises.map((promise) => fixer.insertTextAfter(promise, '.then(() => undefined)'));
}
