import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edit.ts';

/** The names of a class, and the name of the one that takes its place. */
export interface RenamedClass {
  readonly names: readonly TSESTree.Identifier[];
  readonly to: string;
}

/** `new Map<K, V>()` becomes `new WeakMap<K, V>()`, and so does its written type. */
export function renameClass({ names, to }: RenamedClass): Edit {
  return (fixer) => names.map((name) => fixer.replaceText(name, to));
}
