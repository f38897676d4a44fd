import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isRunByOwner } from './begin-code.ts';
import { ownersAt } from './owners.ts';

/**
 * Whether what code acquires for itself belongs to the run of an effect, to a component, or to what a factory returns:
 * each is sure to end or has an end of its own, and begins again. Errs towards "no": handlers inside them, and
 * instances, whose methods may keep what they make to themselves, and what can be started again.
 */
export function isHeldByOwner(node: TSESTree.Node, sourceCode: TSESLint.SourceCode): boolean {
  const [owner] = ownersAt(node, sourceCode);
  if (!owner || owner.kind === 'instance' || owner.kind === 'tests' || owner.canRestart) return false;
  return isRunByOwner(node, owner, sourceCode);
}
