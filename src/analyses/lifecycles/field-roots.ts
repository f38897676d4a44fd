import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { classOfThis } from '../../syntax/functions.ts';
import { ownersAt, type Owner } from './owners.ts';

/**
 * The code that can name the fields of the instance whose `this` is at a node: its class, the object that has the
 * method, and for a constructor function the whole file, which may put methods on its prototype. `null` outside of these.
 */
export function rootOfFields(node: TSESTree.Node, sourceCode: TSESLint.SourceCode): TSESTree.Node | null {
  const isHome = ({ kind, node: home }: Owner): boolean => kind === 'instance' || home.type === 'ObjectExpression';
  return classOfThis(node) ?? ownersAt(node, sourceCode).find(isHome)?.node ?? null;
}
